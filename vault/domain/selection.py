"""The records of one kind as a table shows them, filtered and sorted in memory: quicker there than in SQL."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import and_, attrgetter, or_
from typing import Any, TypeVar

from vault.domain.errors import BugError
from vault.domain.query import Between, Contains, Filter, OneOf, SortKey
from vault.domain.record_set import RecordSet
from vault.domain.records.fields import Shape, field_of
from vault.domain.records.kinds import KINDS

T = TypeVar("T")
Flags = Sequence[bool]
"""For each record, in the order of ids, whether it stays."""
_Make = Callable[[Any], Any]

_WITHOUT_ORDER = frozenset({Shape.LIST, Shape.VALUE, Shape.LONG_TEXT})


class _Column:
    """A field of all records: the values there are, None for an empty field, and which of them each has."""

    def __init__(self, values: Iterable[Any], of: _Make) -> None:
        raw = list(values)
        place = {value: number for number, value in enumerate(dict.fromkeys(raw))}
        self._numbers = list(map(place.__getitem__, raw))
        self._values = tuple([of(value) for value in place])

    def ranked(self, key: SortKey) -> list[int] | None:
        """Return a rank for each record, that of an empty field the last; None where all are the same."""
        ranks = {value: rank for rank, value in enumerate(key.ranks)}
        keys = [_key(value, ranks) for value in self._values]
        order = sorted({each for each in keys if each is not None}, reverse=key.descending)
        rank_of = {each: rank for rank, each in enumerate(order)} | {None: len(order)}
        return self._each([rank_of[each] for each in keys]) if len(set(keys)) > 1 else None

    def holding(self, test: Callable[[Any], bool], *, empty: bool = False) -> list[bool] | None:
        """Return which records have a value that passes, `empty` for those without; None where none has."""
        passed = [empty if value is None else test(value) for value in self._values]
        return self._each(passed) if any(passed) else None

    def _each(self, made: list[T]) -> list[T]:
        return list(map(made.__getitem__, self._numbers))


class Selection:
    """One kind in one state of the records; `base` is the table's own order, worked out once.

    Work goes over places in the order of ids, as the records lie in memory, and over numbers: 100,000 objects
    in another order take four times as long to look at. Nothing made here calls the garbage collector.
    """

    def __init__(self, records: RecordSet, kind: str, base: Iterable[SortKey] = ()) -> None:
        self._records, self._kind = records, kind
        self._rows = records.all(KINDS[kind])
        self._columns: dict[str, _Column] = {}
        self._told: dict[str, list[Any]] = {}
        self.ids = tuple([row.id for row in self._rows])
        self._base = tuple(base)
        self._places = self._sorted(range(len(self.ids)), self._base)
        self._all = self._ids(self._places)

    def matching(self, filters: Iterable[Filter]) -> Flags | None:
        """Return which records meet all filters; None where there are no filters."""
        found: Flags | None = None
        for each in filters:
            flags = self._holding(each) or [False] * len(self.ids)
            found = flags if found is None else list(map(and_, found, flags))
        return found

    def told(self, name: str, by_id: Mapping[str, Any]) -> list[Any]:
        """Return what is told of each record, in the order of ids; looked up once for each name."""
        known = self._told.get(name)
        if known is None:
            known = self._told[name] = list(map(by_id.__getitem__, self.ids))
        return known

    def in_order(self, flags: Flags | None = None, sort: tuple[SortKey, ...] = ()) -> tuple[str, ...]:
        """Return the ids of the flagged records in an order; equal ones are in base order."""
        if sort == self._base[: len(sort)]:
            return self._all if flags is None else self._ids(self._left(flags))
        return self._ids(self._sorted(self._left(flags), sort))

    def in_order_of(
        self, keys: Sequence[Any], flags: Flags | None = None, *, descending: bool = False
    ) -> tuple[str, ...]:
        """Return the ids of the flagged records by a key for each record, in the order of ids."""
        return self._ids(sorted(self._left(flags), key=keys.__getitem__, reverse=descending))

    def _left(self, flags: Flags | None) -> Sequence[int]:
        return self._places if flags is None else [place for place in self._places if flags[place]]

    def _ids(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(map(self.ids.__getitem__, places))

    def _sorted(self, places: Sequence[int], sort: Sequence[SortKey]) -> Sequence[int]:
        for key in reversed(sort):
            ranks = self._column(key.field).ranked(key)
            if ranks is not None:
                places = sorted(places, key=ranks.__getitem__)
        return places

    def _holding(self, each: Filter) -> list[bool] | None:
        """Return which records meet a filter; None where none does."""
        match each:
            case OneOf() if each.field == "id":
                return list(map(frozenset(each.values).__contains__, self.ids)) if each.values else None
            case OneOf():
                wanted = frozenset(each.values)
                return self._column(each.field).holding(wanted.__contains__, empty=None in wanted)
            case Between():
                return self._column(each.field).holding(partial(_is_between, each))
            case Contains():
                typed = partial(_holds, each.text.casefold())
                parts = [self._column(path).holding(typed) for path in each.fields]
                parts += [self._holding(other) for other in each.also]
                found = None
                for part in parts:
                    if part is not None:
                        found = part if found is None else list(map(or_, found, part))
                return found

    def _column(self, path: str) -> _Column:
        known = self._columns.get(path)
        if known is None:
            read, of = self._reading(path)
            known = self._columns[path] = _Column(map(read, self._rows), of)
        return known

    def _reading(self, path: str) -> tuple[_Make, _Make]:
        """Return what reads a record, and what makes of that the value, maybe in the record it names."""
        head, _, rest = path.partition(".")
        reference = field_of(KINDS[self._kind], head)
        if reference is None or reference.ref is None or not rest:
            return _own(self._kind, path), _as_it_is
        named, read = KINDS[reference.ref], _own(reference.ref, rest)

        def of(record_id: str | None) -> Any:
            found = self._records.get(named, record_id)
            return None if found is None else read(found)

        return attrgetter(head), of


def _as_it_is(value: Any) -> Any:
    return value


def _key(value: Any, ranks: Mapping[str, int]) -> Any:
    if ranks and value is not None:
        return ranks.get(value, len(ranks))
    return value.casefold() if isinstance(value, str) else value


def _is_between(each: Between, day: dt.date) -> bool:
    return (each.low is None or each.low <= day) and (each.high is None or day <= each.high)


def _holds(wanted: str, value: object) -> bool:
    """Tell whether a value as it is typed has a text in it, whatever its case; a day is 2026-11-02."""
    return wanted in str(value).casefold()


def _own(kind: str, path: str) -> _Make:
    """Return what reads a path within a record of a kind; BugError for what has no order."""
    if path == "id":
        return attrgetter(path)
    head, _, rest = path.partition(".")
    field = field_of(KINDS[kind], head)
    if rest and field is not None:
        field = None if field.value_class is None else field_of(field.value_class, rest)
    if field is None or field.shape in _WITHOUT_ORDER:
        raise BugError(f"{kind} cannot be sorted or filtered by {path}")
    return partial(_inner, head, rest) if rest else attrgetter(head)


def _inner(outer: str, inner: str, record: object) -> Any:
    """Read a field of a value that a record may not have."""
    return getattr(getattr(record, outer), inner, None)
