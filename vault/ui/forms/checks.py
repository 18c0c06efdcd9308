"""What is wrong with the values of a form, what is still needed, and what looks unusual: never blocking."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from vault.domain.errors import InvalidFieldError
from vault.domain.records.codec import Json, Reader
from vault.domain.records.fields import Field, fields_of
from vault.domain.records.kinds import KINDS
from vault.domain.records.validation import validate
from vault.services.wording.catalogue import Wording
from vault.services.wording.errors import reason_text

_STAND_IN = "00000000-0000-7000-8000-000000000000"
_COMPLAINTS: dict[str, str] = {
    "not_a_date": "This is not a date. Type one such as 9/14 or Sep 14, 2026.",
    "not_a_time": "This is not a time of day. Type one such as 2:30 PM.",
    "not_money": "This is not an amount. Type one such as 120.00.",
    "not_a_frequency": "Type a number such as 2, or a range such as 1 to 2.",
    "not_a_whole_number": "Type a whole number.",
    "no_such_record": "Nothing on record has this name. Choose one, or make a new one.",
    "ends_before_it_starts": "The end is before the start.",
    "required": "This is needed.",
    "empty": "This is needed.",
    "null": "This is needed.",
    "empty_list": "This is needed.",
    "too_long": "This is too long.",
    "in_the_future": "This day is still to come.",
    "taken": "There is one of this name already.",
    "needed_with_unit_money": "An amount is needed when money is counted.",
}


_OF_NO_USE_WITHOUT: dict[str, tuple[str, ...]] = {
    "appeal": ("denial",),
    "eob": ("lines",),
    "reminder": ("label", "due"),
}
"""Fields a record may lack, from elsewhere, but that nobody leaves out who types one in."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A field by its path, why it does not hold, and what would be right."""

    path: str
    reason: str
    expected: str | None = None

    @property
    def name(self) -> str:
        """The field of the record the path begins with."""
        return self.path.partition(".")[0].partition("[")[0]


def problem_text(problem: Problem, say: Wording) -> str:
    """Return what is wrong in one sentence."""
    if problem.reason in _COMPLAINTS:
        return say.text(_COMPLAINTS[problem.reason])
    if problem.reason == "out_of_range" and problem.expected is not None:
        low, _, high = problem.expected.partition("..")
        return say.text("A number from {low} to {high} is possible here.", low=low, high=high)
    reason = reason_text(problem.reason, say)
    return f"{reason[:1].upper()}{reason[1:]}."


def problem_of(error: InvalidFieldError) -> Problem:
    """Return what a refused write says of its field."""
    expected = error.values.get("expected")
    return Problem(
        str(error.values["field"]),
        str(error.values["reason"]),
        None if expected is None else str(expected),
    )


def needed(kind: str, values: Mapping[str, Json]) -> tuple[str, ...]:
    """Return the fields that must be entered and are not yet."""
    also = _OF_NO_USE_WITHOUT.get(kind, ())
    return tuple(
        field.name
        for field in fields_of(KINDS[kind])
        if ((field.required and not field.nullable) or field.name in also)
        and values.get(field.name) in (None, "", [])
    )


def problems(kind: str, values: Mapping[str, Json], today: dt.date) -> tuple[Problem, ...]:
    """Return what is wrong with the values that are there; what is only missing is not wrong yet."""
    reader = Reader(kind, _stand_in)
    found: list[Problem] = []
    for field in fields_of(KINDS[kind]):
        if field.name in values and values[field.name] not in (None, "", []):
            found += _of_field(reader, field, values[field.name])
    if found or needed(kind, values):
        return tuple(found)
    try:
        validate(
            reader.record(_STAND_IN, {name: each for name, each in values.items() if name != "id"}), today
        )
    except InvalidFieldError as error:
        return (problem_of(error),)
    return ()


def _of_field(reader: Reader, field: Field, value: Json) -> list[Problem]:
    try:
        reader.value(field, value)
    except InvalidFieldError as error:
        return [problem_of(error)]
    return []


def _stand_in() -> str:
    return _STAND_IN
