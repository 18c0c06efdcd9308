"""The tables as SQLAlchemy Core sees them, generated from the field table; migrations make the same ones."""

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem

from vault.domain.records.fields import Shape, fields_of
from vault.domain.records.kinds import KINDS
from vault.services.store.columns import Column, KindLayout, ListLayout, layout_of

ID_LIMIT: Final = 60
ROW_JSON_LIMIT: Final = 3000
"""A row as JSON stays below this many bytes, so that it and its history entry fit a page."""
DRAFT_PART_LIMIT: Final = 3000
SETTING_LIMIT: Final = 2000
_UNIQUE: Final = (("document", "sha256"),)
_DATE_LENGTHS: Final = {Shape.DATE: 10, Shape.TIME: 15, Shape.INSTANT: 27}
_TYPES: Final[dict[Shape, type[sa.types.TypeEngine[Any]]]] = {
    Shape.LONG_TEXT: sa.LargeBinary,
    Shape.INTEGER: sa.Integer,
    Shape.BOOLEAN: sa.Integer,
}

METADATA: Final = sa.MetaData()


def _check(table: str, column: Column) -> sa.CheckConstraint:
    quoted = f'"{column.name}"'
    text, whole = column.field.text, column.field.whole
    match column.field.shape:
        case Shape.BOOLEAN:
            rule = f"{quoted} IN (0, 1)"
        case Shape.INTEGER if whole is not None:
            rule = f"{quoted} BETWEEN {whole.low} AND {whole.high}"
        case Shape.LONG_TEXT:
            rule = f"length({quoted}) = 32"
        case Shape.TEXT if text is not None and text.limit is not None:
            rule = f"length({quoted}) <= {text.limit}"
        case shape:
            rule = f"length({quoted}) <= {_DATE_LENGTHS.get(shape, ID_LIMIT)}"
    return sa.CheckConstraint(rule, name=f"{table}_{column.name}")


def _values(table: str, columns: tuple[Column, ...]) -> list[SchemaItem]:
    items: list[SchemaItem] = []
    for column in columns:
        if column.name == "id":
            continue
        keys: list[SchemaItem] = []
        if column.field.ref is not None:
            keys.append(sa.ForeignKey(f"{column.field.ref}.id", deferrable=True, initially="DEFERRED"))
        items.append(
            sa.Column(column.name, _TYPES.get(column.field.shape, sa.Text), *keys, nullable=column.nullable)
        )
        items.append(_check(table, column))
        if column.field.ref is not None:
            items.append(sa.Index(f"{table}_{column.name}_index", column.name))
    items += [
        sa.Index(f"{table}_{name}_unique", name, unique=True) for owner, name in _UNIQUE if owner == table
    ]
    return items


def _whole_or_absent(table: str, record_class: type) -> list[SchemaItem]:
    """Say that a nested value is there with all of its required columns or with none."""
    rules: list[SchemaItem] = []
    for field in fields_of(record_class):
        if field.value_class is None or field.item is not None:
            continue
        needed = [f"{field.name}_{each.name}" for each in fields_of(field.value_class) if not each.nullable]
        for other in needed[1:]:
            rule = f"({needed[0]} IS NULL) = ({other} IS NULL)"
            rules.append(sa.CheckConstraint(rule, name=f"{table}_{other}_with"))
    return rules


def _id_column(table: str) -> list[SchemaItem]:
    return [
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.CheckConstraint(f"length(id) BETWEEN 1 AND {ID_LIMIT}", name=f"{table}_id"),
    ]


def _record_table(layout: KindLayout) -> sa.Table:
    return sa.Table(
        layout.kind,
        METADATA,
        *_id_column(layout.kind),
        *_values(layout.kind, layout.columns),
        *_whole_or_absent(layout.kind, layout.record_class),
        sa.Column("trashed_at", sa.Text),
        sa.CheckConstraint("length(trashed_at) = 27", name=f"{layout.kind}_trashed_at"),
        sqlite_strict=True,
    )


def _list_table(kind: str, layout: ListLayout) -> sa.Table:
    nested = _whole_or_absent(layout.table, layout.child_class) if layout.child_class is not None else []
    return sa.Table(
        layout.table,
        METADATA,
        *_id_column(layout.table),
        sa.Column(
            "record_id",
            sa.Text,
            sa.ForeignKey(f"{kind}.id", deferrable=True, initially="DEFERRED"),
            nullable=False,
        ),
        sa.Index(f"{layout.table}_record_id_index", "record_id"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.CheckConstraint("position >= 0", name=f"{layout.table}_position"),
        *_values(layout.table, layout.columns),
        *nested,
        sqlite_strict=True,
    )


META: Final = sa.Table(
    "meta",
    METADATA,
    sa.Column(
        "vid", sa.LargeBinary, sa.CheckConstraint("length(vid) = 16"), primary_key=True, nullable=False
    ),
    sa.Column("gen", sa.Integer, nullable=False),
    sqlite_strict=True,
)
HISTORY: Final = sa.Table(
    "history",
    METADATA,
    sa.Column("seq", sa.Integer, primary_key=True, nullable=False, autoincrement=False),
    sa.Column("utc", sa.Text, sa.CheckConstraint("length(utc) = 27"), nullable=False),
    sa.Column("entity", sa.Text, sa.CheckConstraint("length(entity) <= 60"), nullable=False),
    sa.Column("entity_id", sa.Text, sa.CheckConstraint("length(entity_id) <= 60"), nullable=False),
    sa.Column("action", sa.Text, sa.CheckConstraint("length(action) <= 20"), nullable=False),
    sa.Column("after", sa.Text, sa.CheckConstraint(f"octet_length(after) < {ROW_JSON_LIMIT}")),
    sa.Column("sha", sa.LargeBinary, sa.CheckConstraint("length(sha) = 32"), nullable=False),
    sa.Column("mac", sa.LargeBinary, sa.CheckConstraint("length(mac) = 32"), nullable=False),
    sqlite_strict=True,
)
_RECORD_ID_OF_ENTRY: Final = sa.func.json_extract(HISTORY.c.after, sa.literal_column("'$.record_id'"))
sa.Index("history_entity_id_index", HISTORY.c.entity_id)
sa.Index("history_record_id_index", _RECORD_ID_OF_ENTRY, sqlite_where=_RECORD_ID_OF_ENTRY.is_not(None))
TEXT: Final = sa.Table(
    "text",
    METADATA,
    sa.Column(
        "sha256", sa.LargeBinary, sa.CheckConstraint("length(sha256) = 32"), primary_key=True, nullable=False
    ),
    sa.Column("body", sa.Text, nullable=False),
    sqlite_strict=True,
)
DRAFT: Final = sa.Table(
    "draft",
    METADATA,
    sa.Column("id", sa.Text, sa.CheckConstraint("length(id) <= 60"), primary_key=True, nullable=False),
    sa.Column("kind", sa.Text, sa.CheckConstraint("length(kind) <= 40"), nullable=False),
    sa.Column("record_id", sa.Text, sa.CheckConstraint("length(record_id) <= 60")),
    sa.Column("saved", sa.Text, sa.CheckConstraint("length(saved) = 27"), nullable=False),
    sqlite_strict=True,
)
DRAFT_PART: Final = sa.Table(
    "draft_part",
    METADATA,
    sa.Column("draft", sa.Text, sa.ForeignKey("draft.id"), primary_key=True, nullable=False),
    sa.Column("position", sa.Integer, primary_key=True, nullable=False, autoincrement=False),
    sa.Column(
        "body", sa.Text, sa.CheckConstraint(f"octet_length(body) <= {DRAFT_PART_LIMIT}"), nullable=False
    ),
    sqlite_strict=True,
)
SETTING: Final = sa.Table(
    "setting",
    METADATA,
    sa.Column("key", sa.Text, sa.CheckConstraint("length(key) <= 60"), primary_key=True, nullable=False),
    sa.Column(
        "value", sa.Text, sa.CheckConstraint(f"octet_length(value) <= {SETTING_LIMIT}"), nullable=False
    ),
    sqlite_strict=True,
)
for _kind in KINDS:
    _layout = layout_of(_kind)
    _record_table(_layout)
    for _list in _layout.lists:
        _list_table(_kind, _list)


def table_of(name: str) -> sa.Table:
    """Return a table by its name; KeyError when there is none."""
    return METADATA.tables[name]


def entry_belongs_to(record_id: str) -> sa.ColumnElement[bool]:
    """Return the condition that a history entry is of a list row of this record; it has an index."""
    return _RECORD_ID_OF_ENTRY.__eq__(record_id)
