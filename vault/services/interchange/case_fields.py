"""Reading the fields of a worked case: each wrong one is named by case, path and reason."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from vault.domain.errors import ExitCode, UserError

C = TypeVar("C", bound=StrEnum)
T = TypeVar("T")

_ISO_DATE_LENGTH = 10


def case_invalid(case: str, path: str, reason: str, expected: str | None = None) -> UserError:
    """Return the error for a case that cannot be read; `reason` is a code."""
    return UserError(
        "case_invalid", ExitCode.CASE_INVALID, case=case, path=path, reason=reason, expected=expected
    )


def _lacks(value: object) -> bool:
    """Tell whether a value says that the paper lacks it: null or false."""
    return value is None or value is False


@dataclass(frozen=True, slots=True)
class CaseFields:
    """The fields of one JSON object of a case, with the way to it for errors."""

    case: str
    path: str
    data: dict[str, object]

    ignored: list[str] = field(default_factory=list, compare=False)
    """Paths of fields the format does not name, of the whole case: told, so that a typing error shows."""

    @classmethod
    def of(
        cls, case: str, path: str, value: object, known: frozenset[str], ignored: list[str] | None = None
    ) -> "CaseFields":
        """Return the fields of a JSON object; one that the format does not name is noted and passed over."""
        if not isinstance(value, dict):
            raise case_invalid(case, path, "not_an_object")
        fields = cls(case, path, value, [] if ignored is None else ignored)
        fields.ignored.extend(fields.at(name) for name in value if name not in known and name != "why")
        return fields

    def at(self, name: str) -> str:
        """Return the way to one field."""
        return f"{self.path}.{name}" if self.path else name

    def refused(self, name: str, reason: str, expected: str | None = None) -> UserError:
        """Return the error for one field."""
        return case_invalid(self.case, self.at(name), reason, expected)

    def has(self, name: str) -> bool:
        """Tell whether the field is there, null or not."""
        return name in self.data

    def is_present(self, name: str) -> bool:
        """Tell whether the paper has it: missing means present, null and false mean lacking."""
        return not _lacks(self.data.get(name, True))

    def text(self, name: str) -> str | None:
        """Return a text, None where it is missing, empty or lacking; true stands for any text."""
        value = self.data.get(name)
        if _lacks(value) or value == "":
            return None
        if value is True:
            return "yes"
        if not isinstance(value, str) or not value.strip():
            raise self.refused(name, "not_a_text")
        return value

    def required_text(self, name: str) -> str:
        """Return a text that must be there."""
        value = self.text(name)
        if value is None:
            raise self.refused(name, "required")
        return value

    def day(self, name: str) -> dt.date | None:
        """Return a civil date, None where it is missing or lacking."""
        return self._parsed(name, _iso_date, "not_a_date", "2026-11-23")

    def required_day(self, name: str) -> dt.date:
        """Return a civil date that must be there."""
        value = self.day(name)
        if value is None:
            raise self.refused(name, "required")
        return value

    def time(self, name: str) -> dt.time | None:
        """Return a time of day, None where it is missing."""
        return self._parsed(name, _time_of_day, "not_a_time", "15:30")

    def _parsed(self, name: str, parse: Callable[[str], T], reason: str, example: str) -> T | None:
        value = self.data.get(name)
        if _lacks(value):
            return None
        try:
            return parse(value if isinstance(value, str) else "")
        except ValueError:
            raise self.refused(name, reason, example) from None

    def count(self, name: str, low: int = 0) -> int | None:
        """Return a whole number from `low` on, None where it is missing or lacking."""
        value = self.data.get(name)
        if _lacks(value):
            return None
        if not isinstance(value, int) or value is True or value < low:
            raise self.refused(name, "not_a_count", f"{low}, ...")
        return value

    def choice(self, name: str, choices: type[C], default: C) -> C:
        """Return one of the choices, the default where the field is missing."""
        value = self.data.get(name)
        if value is None:
            return default
        written = value.strip().lower().replace("-", "_").replace(" ", "_") if isinstance(value, str) else ""
        if written not in set(choices):
            raise self.refused(name, "not_a_choice", ", ".join(choices))
        return choices(written)

    def texts(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of texts: the default where it is missing, none where it is lacking."""
        if name not in self.data:
            return default
        value = self.data[name]
        if _lacks(value):
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise self.refused(name, "not_a_list_of_texts")
        return tuple(value)

    def one(self, name: str, known: frozenset[str]) -> "CaseFields | None":
        """Return a nested object, None where it is missing or lacking."""
        value = self.data.get(name)
        if _lacks(value):
            return None
        return CaseFields.of(self.case, self.at(name), value, known, self.ignored)

    def many(self, name: str, known: frozenset[str]) -> Iterator["CaseFields"]:
        """Yield the objects of a list, none where it is missing."""
        value = self.data.get(name)
        if _lacks(value):
            return
        if not isinstance(value, list):
            raise self.refused(name, "not_a_list")
        for number, each in enumerate(value):
            yield CaseFields.of(self.case, f"{self.at(name)}[{number}]", each, known, self.ignored)


def _time_of_day(value: str) -> dt.time:
    """Read `15:30`, and `8:00` as `08:00`."""
    return dt.time.fromisoformat(value.rjust(len("08:00"), "0"))


def _iso_date(value: str) -> dt.date:
    if len(value) != _ISO_DATE_LENGTH:
        raise ValueError
    return dt.date.fromisoformat(value)
