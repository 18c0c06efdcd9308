"""The one field table: read off the record classes, it feeds the schema, the mapper, forms and validation."""

import types
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum, StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Text:
    """Text of at most `limit` characters; None means any length, kept outside the row."""

    limit: int | None = 200
    pattern: str | None = None
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `low` to `high`, both included."""

    low: int = 0
    high: int = 999_999


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of a record of `kind`."""

    kind: str


class Shape(StrEnum):
    """How a field is entered, stored and shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    INSTANT = "instant"
    CHOICE = "choice"
    REFERENCE = "reference"
    VALUE = "value"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `item` describes the members of a list, `value_class` a nested value or child row."""

    name: str
    shape: Shape
    required: bool
    nullable: bool
    text: Text | None = None
    whole: Whole | None = None
    choices: type[StrEnum] | None = None
    ref: str | None = None
    value_class: type | None = None
    item: "Field | None" = None

    @property
    def is_child_list(self) -> bool:
        """Whether the members are dataclasses with ids of their own."""
        return self.item is not None and self.item.shape is Shape.VALUE


_SCALARS: dict[type, Shape] = {
    bool: Shape.BOOLEAN,
    int: Shape.INTEGER,
    datetime: Shape.INSTANT,
    date: Shape.DATE,
    time: Shape.TIME,
    str: Shape.TEXT,
}


def _scalar(name: str, hint: Any, *, required: bool, nullable: bool) -> Field:
    text: Text | None = None
    whole: Whole | None = None
    ref: str | None = None
    if get_origin(hint) is Annotated:
        hint, *notes = get_args(hint)
        for note in notes:
            text = note if isinstance(note, Text) else text
            whole = note if isinstance(note, Whole) else whole
            ref = note.kind if isinstance(note, Ref) else ref
    if isinstance(hint, type) and issubclass(hint, Enum):
        return Field(name, Shape.CHOICE, required, nullable, choices=hint)  # type: ignore[arg-type]
    if isinstance(hint, type) and is_dataclass(hint):
        return Field(name, Shape.VALUE, required, nullable, value_class=hint)
    shape = _SCALARS[hint]
    if ref is not None:
        shape = Shape.REFERENCE
    elif shape is Shape.TEXT:
        text = text or Text()
        shape = Shape.TEXT if text.limit is not None else Shape.LONG_TEXT
    elif shape is Shape.INTEGER:
        whole = whole or Whole()
    return Field(name, shape, required, nullable, text=text, whole=whole, ref=ref)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        members = [member for member in get_args(hint) if member is not type(None)]
        return members[0], len(members) < len(get_args(hint))
    return hint, False


@cache
def fields_of(record_class: type) -> tuple[Field, ...]:
    """Return the fields of a record, child or value class in their order; `id` is among them."""
    hints = get_type_hints(record_class, include_extras=True)
    table: list[Field] = []
    for entry in fields(record_class):
        hint, nullable = _without_none(hints[entry.name])
        required = entry.default is MISSING and entry.default_factory is MISSING and entry.name != "id"
        if get_origin(hint) is tuple:
            member, _ = _without_none(get_args(hint)[0])
            item = _scalar(entry.name, member, required=True, nullable=False)
            table.append(Field(entry.name, Shape.LIST, required, nullable=False, item=item))
        else:
            table.append(_scalar(entry.name, hint, required=required, nullable=nullable))
    return tuple(table)


def field_of(record_class: type, name: str) -> Field | None:
    """Return the field called `name`, None when the class has none."""
    return next((field for field in fields_of(record_class) if field.name == name), None)


def references_of(record: object) -> Iterator[tuple[str, str, str]]:
    """Yield (field path, kind, id) of every reference a record holds, in lists and children too."""
    record_class: type = type(record)
    for field in fields_of(record_class):
        value = getattr(record, field.name)
        if field.shape is Shape.REFERENCE and value is not None:
            yield field.name, field.ref or "", value
        elif field.shape is Shape.VALUE and value is not None:
            for path, kind, target in references_of(value):
                yield f"{field.name}.{path}", kind, target
        elif field.shape is Shape.LIST and field.item is not None:
            for member in value:
                if field.item.shape is Shape.REFERENCE:
                    yield field.name, field.item.ref or "", member
                elif field.is_child_list:
                    for path, kind, target in references_of(member):
                        yield f"{field.name}.{path}", kind, target
