"""The values a record or row has before anything is entered, as JSON."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache

from vault.domain.records.codec import Json, to_json
from vault.domain.records.fields import field_of


@cache
def _defaults(record_class: type) -> tuple[tuple[str, Json], ...]:
    return tuple(
        (each.name, to_json(each.default)) for each in fields(record_class) if each.default is not MISSING
    )


def defaults_of(record_class: type) -> dict[str, Json]:
    """Return the default of every field that has one."""
    return dict(_defaults(record_class))


def filled(record_class: type, values: Mapping[str, Json]) -> dict[str, Json]:
    """Return the values with the defaults of what they leave out."""
    return defaults_of(record_class) | dict(values)


def merged(record_class: type, kept: Mapping[str, Json], told: Mapping[str, Json]) -> dict[str, Json]:
    """Return what is kept with what a form tells; an emptied field gets its default, or is left out."""
    defaults = defaults_of(record_class)
    values = defaults | dict(kept)
    for name, value in told.items():
        if value is not None:
            values[name] = value
        elif name in defaults:
            values[name] = None if _may_be_empty(record_class, name) else defaults[name]
        elif _may_be_empty(record_class, name):
            values[name] = None
        else:
            values.pop(name, None)
    return values


def _may_be_empty(record_class: type, name: str) -> bool:
    field = field_of(record_class, name)
    return field is not None and field.nullable
