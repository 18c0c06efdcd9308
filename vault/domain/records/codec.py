"""Records to and from JSON values: one codec for commands, history, drafts and worked cases."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, cast

from vault.domain.errors import InvalidFieldError
from vault.domain.records.fields import Field, Shape, fields_of
from vault.domain.records.kinds import KINDS, Record, kind_of

Json = Any
"""A JSON value: None, bool, int, str, list or dict."""


def to_json(value: object) -> Json:
    """Return a record, child or scalar as a JSON value; dates are ISO 8601, instants UTC."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if isinstance(value, tuple):
        return [to_json(member) for member in value]
    value_class: type = type(value)
    return {field.name: to_json(getattr(value, field.name)) for field in fields_of(value_class)}


def record_to_json(record: Record) -> dict[str, Json]:
    """Return a record as a JSON object with its kind."""
    return {"kind": kind_of(record), **to_json(record)}


class Reader:
    """Reads JSON values into records of one kind; children without an id get one from `new_id`."""

    def __init__(self, kind: str, new_id: Callable[[], str]) -> None:
        self._kind = kind
        self._new_id = new_id

    def record(self, record_id: str, values: Mapping[str, Json]) -> Record:
        """Build the record; raises InvalidFieldError naming field, reason and what would be right."""
        given = dict(values)
        if self._kind == "referral" and "visits_missing" not in given:
            given["visits_missing"] = "visits" in given and given["visits"] is None
        given["id"] = record_id
        return cast("Record", self._object(KINDS[self._kind], given, ""))

    def value(self, field: Field, value: Json) -> Any:
        """Read one field's value."""
        return self._value(field, value, field.name)

    def _object(self, value_class: type, values: Json, path: str) -> Any:
        if not isinstance(values, Mapping):
            raise self._wrong(path, "not_an_object", ", ".join(f.name for f in fields_of(value_class)))
        table = {field.name: field for field in fields_of(value_class)}
        arguments: dict[str, Any] = {}
        for name in values:
            if name not in table:
                raise self._wrong(_join(path, name), "unknown_field", ", ".join(table))
        for name, field in table.items():
            if name in values:
                arguments[name] = self._value(field, values[name], _join(path, name))
            elif name == "id":
                arguments[name] = self._new_id()
            elif field.required:
                raise self._wrong(_join(path, name), "required", expected(field))
        return value_class(**arguments)

    def _value(self, field: Field, value: Json, path: str) -> Any:
        if field.shape is Shape.LIST and field.item is not None:
            if not isinstance(value, list | tuple):
                raise self._wrong(path, "not_a_list", expected(field))
            item = field.item
            return tuple(self._value(item, member, f"{path}[{at}]") for at, member in enumerate(value))
        if value is None:
            if field.nullable:
                return None
            raise self._wrong(path, "null", expected(field))
        if field.shape is Shape.VALUE and field.value_class is not None:
            return self._object(field.value_class, value, path)
        return self._scalar(field, value, path)

    def _scalar(self, field: Field, value: Json, path: str) -> Any:
        if field.shape is Shape.BOOLEAN:
            return self._checked(isinstance(value, bool), value, path, "not_true_or_false", field)
        if field.shape is Shape.INTEGER:
            return self._whole(field, value, path)
        if isinstance(value, int) and not isinstance(value, bool) and field.shape is Shape.TEXT:
            value = str(value)
        self._checked(isinstance(value, str), value, path, "not_text", field)
        if field.shape is Shape.CHOICE and field.choices is not None:
            self._checked(value in list(field.choices), value, path, "not_one_of", field)
            return field.choices(value)
        if field.shape in _PARSERS:
            return self._parsed(field, value, path)
        return self._text(field, value, path)

    def _whole(self, field: Field, value: Json, path: str) -> int:
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        self._checked(is_whole, value, path, "not_a_whole_number", field)
        if field.whole is not None:
            in_range = field.whole.low <= value <= field.whole.high
            self._checked(in_range, value, path, "out_of_range", field)
        return int(value)

    def _parsed(self, field: Field, value: str, path: str) -> Any:
        parse, pattern, reason = _PARSERS[field.shape]
        self._checked(re.fullmatch(pattern, value) is not None, value, path, reason, field)
        try:
            return parse(value)
        except ValueError:
            raise self._wrong(path, reason, expected(field)) from None

    def _text(self, field: Field, value: str, path: str) -> str:
        encodable = value.encode("utf-8", "replace").decode() == value and "\x00" not in value
        self._checked(encodable, value, path, "not_text", field)
        if field.shape is Shape.LONG_TEXT:
            return value
        self._checked(value.strip() != "", value, path, "empty", field)
        if field.text is not None and field.text.limit is not None:
            self._checked(len(value) <= field.text.limit, value, path, "too_long", field)
            if field.text.pattern is not None:
                matches = re.fullmatch(field.text.pattern, value) is not None
                self._checked(matches, value, path, "not_of_this_form", field)
        return value

    def _checked(self, holds: bool, value: Json, path: str, reason: str, field: Field) -> Json:  # noqa: FBT001 - a check
        if not holds:
            raise self._wrong(path, reason, expected(field))
        return value

    def _wrong(self, path: str, reason: str, would_be_right: str | None) -> InvalidFieldError:
        return InvalidFieldError(self._kind, path, reason, would_be_right)


def expected(field: Field) -> str:
    """Return what would be right for a field, in the notation of `schema`."""
    if field.shape is Shape.LIST and field.item is not None:
        return f"[{expected(field.item)}, ...]"
    if field.shape is Shape.VALUE and field.value_class is not None:
        members = ", ".join(f"{f.name}: {expected(f)}" for f in fields_of(field.value_class))
        return "{" + members + "}"
    if field.shape is Shape.CHOICE and field.choices is not None:
        return "|".join(field.choices)
    if field.shape is Shape.INTEGER and field.whole is not None:
        return f"{field.whole.low}..{field.whole.high}"
    if field.shape is Shape.REFERENCE:
        return f"id of a {field.ref}"
    if field.shape is Shape.TEXT and field.text is not None:
        return field.text.example or f"text of 1 to {field.text.limit} characters"
    return _NOTATION[field.shape]


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _instant(value: str) -> dt.datetime:
    return dt.datetime.fromisoformat(value).astimezone(dt.UTC)


_NOTATION = {
    Shape.LONG_TEXT: "text",
    Shape.BOOLEAN: "true|false",
    Shape.DATE: "YYYY-MM-DD",
    Shape.TIME: "HH:MM",
    Shape.INSTANT: "YYYY-MM-DDTHH:MM:SSZ",
}
_PARSERS: dict[Shape, tuple[Callable[[str], Any], str, str]] = {
    Shape.DATE: (dt.date.fromisoformat, r"\d{4}-\d{2}-\d{2}", "not_a_date"),
    Shape.TIME: (dt.time.fromisoformat, r"\d{2}:\d{2}", "not_a_time"),
    Shape.INSTANT: (_instant, r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})", "not_an_instant"),
}
