"""What a table shows, as data: which records, in which order. The store carries it out in SQL."""

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
    """One key of the order; empty fields come last. `ranks` lists values that are not in order of text."""

    field: str
    descending: bool = False
    ranks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """The live records of a kind that meet all filters; with a person theirs and those of nobody.

    A field is named as in the record: `date`, `charge.minor` within a value, `provider.name` of the
    record a reference names. Equal records are in the order of their ids.
    """

    kind: str
    person: str | None = None
    filters: tuple[Filter, ...] = ()
    sort: tuple[SortKey, ...] = ()


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a typed filter, each of which a row must hold."""
    return tuple(text.split())
