"""The values of record fields as a person reads them."""

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from vault.domain.records.fields import Field, Shape, fields_of
from vault.domain.records.values import Frequency, Money, Per
from vault.services.wording.catalogue import Wording
from vault.services.wording.choices import choice_word

Namer = Callable[[str, str], str]
"""Kind and id of a record to what it is called."""

_OFTEN: dict[tuple[Per, bool], str] = {
    (Per.WEEK, False): "{n} a week",
    (Per.WEEK, True): "{n} every {every} weeks",
    (Per.MONTH, False): "{n} a month",
    (Per.MONTH, True): "{n} every {every} months",
}
_OFTEN_RANGE: dict[tuple[Per, bool], str] = {
    (Per.WEEK, False): "{low} to {n} a week",
    (Per.WEEK, True): "{low} to {n} every {every} weeks",
    (Per.MONTH, False): "{low} to {n} a month",
    (Per.MONTH, True): "{low} to {n} every {every} months",
}
_NEED: dict[str, str] = {"yes": "Yes", "no": "No", "unknown": "Not recorded"}


def frequency_text(frequency: Frequency, say: Wording) -> str:
    """Return how often: `2 a week`, `1 to 2 every 3 months`."""
    case = (frequency.per, frequency.every > 1)
    if frequency.low is not None and frequency.low < frequency.n:
        return say.text(_OFTEN_RANGE[case], low=frequency.low, n=frequency.n, every=frequency.every)
    return say.text(_OFTEN[case], n=frequency.n, every=frequency.every)


def authorization_need(need: str, say: Wording) -> str:
    """Return whether an authorization is needed: `Yes`, `After 6 visits`, `Not recorded`."""
    if need.isdigit():
        return say.count(int(need), "After {n} visit", "After {n} visits")
    return say.text(_NEED[need])


def yes_no(value: bool | None, say: Wording) -> str:  # noqa: FBT001 - the value itself
    """Return yes, no, or that it is not recorded."""
    if value is None:
        return say.text("Not recorded")
    return say.text("Yes") if value else say.text("No")


def value_text(field: Field, value: Any, say: Wording, name_of: Namer) -> str:
    """Return a field's value in words; empty where there is none, child rows as one line each."""
    if field.shape is Shape.BOOLEAN:
        return yes_no(value, say)
    if value is None or value == ():
        return ""
    if field.shape is Shape.LIST and field.item is not None:
        between = "\n" if field.is_child_list else ", "
        return between.join(value_text(field.item, each, say, name_of) for each in value)
    if field.shape is Shape.REFERENCE:
        return name_of(field.ref or "", str(value))
    if field.name == "requires_auth":
        return authorization_need(str(value), say)
    return _plain(field, value, say, name_of)


def _plain(field: Field, value: Any, say: Wording, name_of: Namer) -> str:
    match value:
        case Money():
            return say.money(value)
        case Frequency():
            return frequency_text(value, say)
        case StrEnum() if field.choices is not None:
            return choice_word(field.choices, value, say)
        case dt.datetime():
            return say.instant(value)
        case dt.date():
            return say.date(value)
        case dt.time():
            return say.time(value)
        case str() | int():
            return str(value)
        case _:
            return _row(value, say, name_of)


def _row(row: Any, say: Wording, name_of: Namer) -> str:
    """Return a child row as one line: its values that say something."""
    row_class: type = type(row)
    told = (
        value_text(field, getattr(row, field.name), say, name_of)
        for field in fields_of(row_class)
        if field.name not in {"id", "canonical"} and field.shape is not Shape.BOOLEAN
    )
    return ", ".join(text for text in told if text)
