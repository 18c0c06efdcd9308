"""What a table shows, as data: which records, in which order."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OneOf:
    """The field holds one of these values; None among them stands for an empty field."""

    field: str
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """The date in the field is not before `low` and not after `high`; None leaves an end open."""

    field: str
    low: date | None = None
    high: date | None = None


@dataclass(frozen=True, slots=True)
class Contains:
    """The text occurs in one of the fields, whatever its case, or one of `also` holds."""

    text: str
    fields: tuple[str, ...]
    also: tuple[OneOf, ...] = ()


Filter = OneOf | Between | Contains


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of the order; empty fields come last. `ranks` lists values that are not in order of text.

    A field is named as in the record: `date`, `charge.minor` within a value, `provider.name` of the
    record a reference names. Text is in order whatever its case.
    """

    field: str
    descending: bool = False
    ranks: tuple[str, ...] = ()


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a typed filter, each of which a row must hold."""
    return tuple(text.split())
