"""The one mapper between a frozen record and its rows, for every kind, driven by the field table."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, cast

from vault.domain.records.fields import Field, Shape, fields_of
from vault.domain.records.kinds import Record, kind_of
from vault.services.store.columns import VALUE_COLUMN, KindLayout, ListLayout, Row, SqlValue, layout_of
from vault.services.store.encoding import decoder_of, encode

Texts = Mapping[bytes, str]
"""The long texts a reader has fetched, by hash."""
Reader = Callable[[Row, Texts], Any]
Ids = Callable[[str, SqlValue, int], str]
"""(table, value, position) -> id of a new row of a plain list."""

NO_ROWS: Final[tuple[Row, ...]] = ()


@dataclass(frozen=True, slots=True)
class RecordRows:
    """One record as rows: its own, and those of each list table in the order of the layout, by position."""

    root: Row
    lists: tuple[tuple[Row, ...], ...]

    def trashed(self, at: str | None) -> "RecordRows":
        """Return the same rows with another trash date."""
        return replace(self, root={**self.root, "trashed_at": at})


def _write_into(row: Row, texts: dict[bytes, str], value: object, prefix: str) -> None:
    value_class: type = type(value)
    for field in fields_of(value_class):
        member = getattr(value, field.name)
        name = prefix + field.name
        if field.shape is Shape.VALUE and field.value_class is not None:
            if member is None:
                row.update(dict.fromkeys(_absent(field.value_class, f"{name}_")))
            else:
                _write_into(row, texts, member, f"{name}_")
        elif field.shape is not Shape.LIST:
            encoded = row[name] = encode(field, member)
            if isinstance(encoded, bytes):
                texts[encoded] = member


@cache
def _absent(value_class: type, prefix: str) -> tuple[str, ...]:
    return tuple(prefix + field.name for field in fields_of(value_class))


def _plain_rows(
    layout: ListLayout, record_id: str, values: tuple[object, ...], old: tuple[Row, ...], ids: Ids
) -> tuple[Row, ...]:
    """Give each value a row: one it already had, in order, else a new one."""
    free: dict[SqlValue, list[str]] = {}
    for row in old:
        free.setdefault(row[VALUE_COLUMN], []).append(cast("str", row["id"]))
    item = layout.columns[0].field
    rows: list[Row] = []
    for position, value in enumerate(values):
        encoded = encode(item, value)
        kept = free.get(encoded)
        row_id = kept.pop(0) if kept else ids(layout.table, encoded, position)
        rows.append({"id": row_id, "record_id": record_id, "position": position, VALUE_COLUMN: encoded})
    return tuple(rows)


def _child_rows(record_id: str, children: Iterable[object], texts: dict[bytes, str]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for position, child in enumerate(children):
        row: Row = {"record_id": record_id, "position": position}
        _write_into(row, texts, child, "")
        rows.append(row)
    return tuple(rows)


def to_rows(record: Record, old: RecordRows | None, ids: Ids) -> tuple[RecordRows, Texts]:
    """Return the rows of a record and its long texts; what still holds of `old` is kept, trash date too."""
    layout = layout_of(kind_of(record))
    texts: dict[bytes, str] = {}
    root: Row = {}
    _write_into(root, texts, record, "")
    root["trashed_at"] = old.root["trashed_at"] if old is not None else None
    lists: list[tuple[Row, ...]] = []
    for index, each in enumerate(layout.lists):
        members = getattr(record, each.field)
        if each.child_class is not None:
            lists.append(_child_rows(record.id, members, texts))
        else:
            before = old.lists[index] if old is not None else NO_ROWS
            lists.append(_plain_rows(each, record.id, members, before, ids))
    return RecordRows(root, tuple(lists)), texts


def _field_reader(field: Field, name: str) -> Reader:
    if field.shape is Shape.VALUE and field.value_class is not None:
        return _value_reader(field.value_class, f"{name}_")
    if field.shape is Shape.LONG_TEXT:
        return lambda row, texts: None if row[name] is None else texts[cast("bytes", row[name])]
    decode = decoder_of(field)
    if decode is None:
        return lambda row, _: row[name]
    return lambda row, _: None if row[name] is None else decode(row[name])


def _value_reader(value_class: type, prefix: str) -> Reader:
    names = _absent(value_class, prefix)
    read = class_reader(value_class, prefix)
    return lambda row, texts: None if all(row[name] is None for name in names) else read(row, texts)


def class_reader(value_class: type, prefix: str = "") -> Reader:
    """Return what makes a child or value from a row."""
    readers = tuple(_field_reader(field, prefix + field.name) for field in fields_of(value_class))
    return lambda row, texts: value_class(*[read(row, texts) for read in readers])


def _list_reader(layout: ListLayout) -> Callable[[tuple[Row, ...], Texts], tuple[Any, ...]]:
    if layout.child_class is not None:
        read = class_reader(layout.child_class)
    else:
        read = _field_reader(layout.columns[0].field, VALUE_COLUMN)
    return lambda rows, texts: tuple([read(row, texts) for row in rows])


@cache
def record_reader(kind: str) -> Callable[[RecordRows, Texts], Record]:
    """Return what makes a record of a kind from its rows; KeyError for a text that was not fetched."""
    layout: KindLayout = layout_of(kind)
    lists = {each.field: (index, _list_reader(each)) for index, each in enumerate(layout.lists)}
    steps = [
        (None, lists[field.name]) if field.name in lists else (_field_reader(field, field.name), None)
        for field in fields_of(layout.record_class)
    ]

    def read(rows: RecordRows, texts: Texts) -> Record:
        values = []
        for scalar, listed in steps:
            if scalar is not None:
                values.append(scalar(rows.root, texts))
            elif listed is not None:
                values.append(listed[1](rows.lists[listed[0]], texts))
        return cast("Record", layout.record_class(*values))

    return read


@cache
def _blob_columns(kind: str) -> tuple[tuple[int | None, tuple[str, ...]], ...]:
    """Return the columns that hold hashes: by index of the list, None for the record's own."""
    layout = layout_of(kind)
    tables = ((None, layout.columns), *((index, each.columns) for index, each in enumerate(layout.lists)))
    named = ((index, tuple(column.name for column in columns if column.is_blob)) for index, columns in tables)
    return tuple((index, names) for index, names in named if names)


def hashes_in(kind: str, rows: RecordRows) -> Iterator[bytes]:
    """Yield the hash of every long text the rows of a record name."""
    for index, names in _blob_columns(kind):
        for row in (rows.root,) if index is None else rows.lists[index]:
            for name in names:
                value = row[name]
                if isinstance(value, bytes):
                    yield value
