"""Records of every kind made from the field table: for round trips, undo, and whoever needs filled vaults."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, cast

from hypothesis import strategies as st

from tests.fakes.ids import SeededIds
from vault.domain.records.fields import Field, Shape, Text, fields_of
from vault.domain.records.kinds import KINDS, Record

Pool = Mapping[str, Sequence[str]]
"""Ids a reference may name, by kind."""

_LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
_HEX = {"[0-9a-f]{64}": 32, "[0-9a-f]{32}": 16}


def sample_records(ids: SeededIds, each: int = 2) -> tuple[Record, ...]:
    """Return `each` records of every kind with every field filled; their references name one another."""
    pool = {kind: [_new_id(kind, ids, number) for number in range(each)] for kind in KINDS}
    return tuple(
        cast("Record", _filled(KINDS[kind], ids, pool, record_id, number))
        for kind, members in pool.items()
        for number, record_id in enumerate(members)
    )


def pool_of(records: Sequence[Record]) -> Pool:
    """Return the ids of records by kind."""
    return {kind: [each.id for each in records if type(each) is KINDS[kind]] for kind in KINDS}


def records(kind: str, ids: SeededIds, pool: Pool, record_id: str | None = None) -> st.SearchStrategy[Record]:
    """Draw records of a kind whose references name records of the pool; with an id given, versions of it."""
    return cast("st.SearchStrategy[Record]", _instances(KINDS[kind], ids, pool, record_id))


def _new_id(kind: str, ids: SeededIds, number: int) -> str:
    return f"sample_service_{number}_{ids.random(4).hex()}" if kind == "service" else ids.new_id()


def _filled(record_class: type, ids: SeededIds, pool: Pool, own_id: str, number: int) -> object:
    values = {
        field.name: own_id if field.name == "id" else _sample(field, ids, pool, number)
        for field in fields_of(record_class)
    }
    return record_class(**values)


def _sample(field: Field, ids: SeededIds, pool: Pool, number: int) -> Any:
    match field:
        case Field(shape=Shape.LIST, item=Field() as item):
            return tuple(_sample(item, ids, pool, position) for position in range(2))
        case Field(shape=Shape.VALUE, value_class=type() as value_class):
            return _filled(value_class, ids, pool, ids.new_id(), number)
        case Field(shape=Shape.REFERENCE, ref=str() as kind):
            return pool[kind][number % len(pool[kind])]
        case Field(shape=Shape.CHOICE, choices=type() as choices):
            members = list(choices)
            return members[number % len(members)]
        case Field(shape=Shape.TEXT, text=Text() as text):
            return _sample_text(field.name, text, ids, number)
    return {
        Shape.LONG_TEXT: f"Sample note {number}\nä–€",
        Shape.INTEGER: number + 1,
        Shape.BOOLEAN: True,
        Shape.DATE: dt.date(2026, 1, 5 + number),
        Shape.TIME: dt.time(9, number),
        Shape.INSTANT: dt.datetime(2026, 1, 5, 9, 30, number, 125, tzinfo=dt.UTC),
    }[field.shape]


def _sample_text(name: str, text: Text, ids: SeededIds, number: int) -> str:
    if text.pattern in _HEX:
        return ids.random(_HEX[text.pattern]).hex()
    if text.pattern is not None:
        return "yes" if "yes" in text.pattern else "USD"
    return f"Sample {name} {number}"[: text.limit]


def _instances(
    record_class: type, ids: SeededIds, pool: Pool, own_id: str | None
) -> st.SearchStrategy[object]:
    parts: dict[str, st.SearchStrategy[object]] = {}
    for field in fields_of(record_class):
        if field.name == "id":
            parts["id"] = st.just(own_id) if own_id else st.builds(lambda: _any_id(record_class, ids))
        else:
            parts[field.name] = _values(field, ids, pool)
    return st.builds(record_class, **parts)


def _any_id(record_class: type, ids: SeededIds) -> str:
    return _new_id("service" if record_class is KINDS["service"] else "", ids, 9)


def _values(field: Field, ids: SeededIds, pool: Pool) -> st.SearchStrategy[Any]:
    drawn = _some(field, ids, pool)
    return st.none() | drawn if field.nullable else drawn


def _some(field: Field, ids: SeededIds, pool: Pool) -> st.SearchStrategy[Any]:
    match field:
        case Field(shape=Shape.LIST, item=Field() as item):
            return st.lists(_some(item, ids, pool), max_size=4).map(tuple)
        case Field(shape=Shape.VALUE, value_class=type() as value_class):
            return _instances(value_class, ids, pool, None)
        case Field(shape=Shape.REFERENCE, ref=str() as kind):
            return st.sampled_from(pool[kind])
        case Field(shape=Shape.CHOICE, choices=type() as choices):
            return st.sampled_from(list(choices))
        case Field(shape=Shape.TEXT, text=Text() as text):
            return _texts(text, ids)
        case Field(shape=Shape.INTEGER, whole=whole) if whole is not None:
            return st.integers(whole.low, whole.high)
    return {
        Shape.LONG_TEXT: st.text(_LETTERS, max_size=3000),
        Shape.BOOLEAN: st.booleans(),
        Shape.DATE: st.dates(),
        Shape.TIME: st.times(),
        Shape.INSTANT: st.datetimes(min_value=dt.datetime(1900, 1, 2), timezones=st.just(dt.UTC)),  # noqa: DTZ001
    }[field.shape]


def _texts(text: Text, ids: SeededIds) -> st.SearchStrategy[str]:
    if text.pattern in _HEX:
        size = _HEX[text.pattern]
        return st.builds(lambda: ids.random(size).hex())
    if text.pattern is not None:
        return st.from_regex(text.pattern, fullmatch=True)
    return st.text(_LETTERS, max_size=min(text.limit or 40, 12))
