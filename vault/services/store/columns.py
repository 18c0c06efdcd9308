"""The layout of the tables, read off the one field table: a kind's columns, the lists that hang on it."""

from dataclasses import dataclass
from functools import cache

from vault.domain.records.fields import Field, Shape, fields_of
from vault.domain.records.kinds import KINDS

SqlValue = str | int | bytes | None
Row = dict[str, SqlValue]

VALUE_COLUMN = "value"
"""The column of a list table whose members are plain values."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `field` describes its values; `nullable` also holds where a nested value may be absent."""

    name: str
    field: Field
    nullable: bool

    @property
    def is_blob(self) -> bool:
        """Whether it holds the hash of a text kept outside the row."""
        return self.field.shape is Shape.LONG_TEXT


@dataclass(frozen=True, slots=True)
class ListLayout:
    """The table of one list field; `child_class` None means a list of plain values."""

    table: str
    field: str
    columns: tuple[Column, ...]
    child_class: type | None


@dataclass(frozen=True, slots=True)
class KindLayout:
    """The tables of one kind: its own and one for each list field."""

    kind: str
    record_class: type
    columns: tuple[Column, ...]
    lists: tuple[ListLayout, ...]


def _columns(record_class: type, prefix: str = "", *, nullable: bool = False) -> tuple[Column, ...]:
    found: list[Column] = []
    for field in fields_of(record_class):
        optional = nullable or field.nullable
        if field.shape is Shape.VALUE and field.value_class is not None:
            found += _columns(field.value_class, f"{prefix}{field.name}_", nullable=optional)
        elif field.shape is not Shape.LIST:
            found.append(Column(prefix + field.name, field, optional))
    return tuple(found)


def _list_layout(kind: str, field: Field) -> ListLayout | None:
    if field.item is None:
        return None
    table = f"{kind}_{field.name}"
    if field.item.value_class is not None:
        return ListLayout(table, field.name, _columns(field.item.value_class), field.item.value_class)
    return ListLayout(table, field.name, (Column(VALUE_COLUMN, field.item, nullable=False),), None)


@cache
def layout_of(kind: str) -> KindLayout:
    """Return the tables of a kind."""
    record_class = KINDS[kind]
    lists = tuple(found for field in fields_of(record_class) if (found := _list_layout(kind, field)))
    return KindLayout(kind, record_class, _columns(record_class), lists)


@cache
def columns_of_table(table: str) -> tuple[Column, ...]:
    """Return the columns a record or list table has from the field table; KeyError for another table."""
    for kind in KINDS:
        layout = layout_of(kind)
        if layout.kind == table:
            return layout.columns
        for each in layout.lists:
            if each.table == table:
                return each.columns
    raise KeyError(table)


def references_to(kind: str) -> tuple[tuple[str, str], ...]:
    """Return (table, column) of every column that names a record of this kind."""
    found: list[tuple[str, str]] = []
    for name in KINDS:
        layout = layout_of(name)
        for table, columns in (
            (layout.kind, layout.columns),
            *((each.table, each.columns) for each in layout.lists),
        ):
            found += ((table, column.name) for column in columns if column.field.ref == kind)
    return tuple(found)
