"""Carries out queries: ids in the order asked for, and whole records for a few of them."""

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from vault.domain.errors import BugError
from vault.domain.query import Between, Contains, Filter, OneOf, Query, SortKey
from vault.domain.records.fields import Field, Shape, field_of
from vault.domain.records.kinds import KINDS, Record
from vault.services.store.mapping import hashes_in, record_reader
from vault.services.store.rows import Condition, load_rows_of, load_texts
from vault.services.store.schema import table_of

_ESCAPE = "\\"
_FOLDED = frozenset({Shape.TEXT, Shape.CHOICE})


def query_ids(connection: sa.Connection, query: Query) -> tuple[str, ...]:
    """Return the ids of the records a query asks for, in its order.

    They come home as one value: SQLite then sorts 100,000 rows in one step, without our taking each by hand.
    """
    table = table_of(query.kind)
    conditions: list[Condition] = [table.c.trashed_at.is_(None)]
    if query.person is not None:
        conditions.append(concerns(query.kind, query.person))
    conditions += [_condition(query.kind, each) for each in query.filters]
    source: sa.FromClause = table
    keys: list[sa.ColumnElement[Any]] = []
    for key in query.sort:
        source, expression = _sorted_by(query.kind, source, key)
        keys.append(expression.desc().nulls_last() if key.descending else expression.asc().nulls_last())
    chosen = sa.select(table.c.id).select_from(source).where(*conditions).order_by(*keys, table.c.id)
    ordered = chosen.subquery()
    found: str = connection.execute(sa.select(sa.func.json_group_array(ordered.c.id))).scalar_one()
    return tuple(json.loads(found))


def query_rows(connection: sa.Connection, kind: str, ids: Sequence[str]) -> tuple[Record, ...]:
    """Return the records with these ids in this order; what is not there is left out."""
    found = load_rows_of(connection, kind, ids)
    texts = load_texts(connection, (sha for rows in found.values() for sha in hashes_in(kind, rows)))
    read = record_reader(kind)
    return tuple([read(found[each], texts) for each in ids if each in found])


def concerns(kind: str, person: str) -> Condition:
    """Return the condition that a record is a person's, or belongs to nobody."""
    table = table_of(kind)
    field = field_of(KINDS[kind], "person")
    if field is not None:
        own: Condition = table.c.person == person
        return sa.or_(own, table.c.person.is_(None)) if field.nullable else own
    if kind == "benefit_limit":
        policy = table_of("policy")
        return table.c.policy.in_(sa.select(policy.c.id).where(policy.c.person == person))
    return sa.true()


def _condition(kind: str, each: Filter) -> Condition:
    match each:
        case OneOf():
            return _one_of(kind, each)
        case Between():
            column = table_of(kind).c[_own(kind, each.field)[0]]
            low = [column >= each.low.isoformat()] if each.low is not None else []
            high = [column <= each.high.isoformat()] if each.high is not None else []
            return sa.and_(sa.true(), *low, *high)
        case Contains():
            parts = [_contains(kind, field, each.text) for field in each.fields]
            return sa.or_(sa.false(), *parts, *(_one_of(kind, other) for other in each.also))


def _one_of(kind: str, each: OneOf) -> Condition:
    """Compare with one bound list, for SQLite takes only so many values by themselves."""
    column = table_of(kind).c[_own(kind, each.field)[0]]
    values = json.dumps([value for value in each.values if value is not None])
    members: sa.Select[Any] = sa.select(sa.column("value")).select_from(sa.func.json_each(values))
    held: Condition = column.in_(members)
    return sa.or_(held, column.is_(None)) if None in each.values else held


def _contains(kind: str, path: str, text: str) -> Condition:
    head, _, rest = path.partition(".")
    reference = field_of(KINDS[kind], head)
    if reference is not None and reference.ref is not None and rest:
        target = table_of(reference.ref)
        return table_of(kind).c[head].in_(sa.select(target.c.id).where(_contains(reference.ref, rest, text)))
    column = table_of(kind).c[_own(kind, path)[0]]
    return sa.or_(*(column.like(_pattern(form), escape=_ESCAPE) for form in _forms(text)))


def _forms(text: str) -> tuple[str, ...]:
    """Return the ways a text may be written; SQLite itself knows upper and lower case of ASCII alone."""
    if text.isascii():
        return (text,)
    return tuple(dict.fromkeys((text, text.lower(), text.upper(), text.capitalize())))


def _pattern(text: str) -> str:
    escaped = text.replace(_ESCAPE, _ESCAPE * 2).replace("%", f"{_ESCAPE}%").replace("_", f"{_ESCAPE}_")
    return f"%{escaped}%"


def _sorted_by(kind: str, source: sa.FromClause, key: SortKey) -> tuple[sa.FromClause, sa.ColumnElement[Any]]:
    """Return what to select from and what to sort by; text is compared whatever its case."""
    head, _, rest = key.field.partition(".")
    reference = field_of(KINDS[kind], head)
    if reference is not None and reference.ref is not None and rest:
        ranked = _ranked(reference.ref, rest)
        return source.outerjoin(ranked, ranked.c.id == table_of(kind).c[head]), ranked.c.rank
    name, field = _own(kind, key.field)
    column: sa.ColumnElement[Any] = table_of(kind).c[name]
    if key.ranks:
        ranks = [(column == value, rank) for rank, value in enumerate(key.ranks)]
        return source, sa.case(*ranks, (column.is_not(None), len(key.ranks)), else_=None)
    return source, column.collate("NOCASE") if field.shape in _FOLDED else column


def _ranked(kind: str, path: str) -> sa.CTE:
    """Return the rank of each record of a kind by one of its fields: numbers compare faster than names."""
    table = table_of(kind)
    name, field = _own(kind, path)
    column: sa.ColumnElement[Any] = table.c[name]
    by = column.collate("NOCASE") if field.shape in _FOLDED else column
    rank = sa.case((column.is_not(None), sa.func.dense_rank().over(order_by=by)), else_=None)
    return sa.select(table.c.id, rank.label("rank")).cte().prefix_with("MATERIALIZED")


def _own(kind: str, path: str) -> tuple[str, Field]:
    """Return the column and the field of a path within a record's own row."""
    if path == "id":
        return path, Field("id", Shape.REFERENCE, required=False, nullable=False)
    record_class: type = KINDS[kind]
    field: Field | None = None
    for name in path.split("."):
        field = field_of(record_class, name)
        if field is not None and field.value_class is not None:
            record_class = field.value_class
    if field is None or field.shape in (Shape.LIST, Shape.VALUE, Shape.LONG_TEXT):
        raise BugError(f"{kind} cannot be sorted or filtered by {path}")
    return path.replace(".", "_"), field
