"""JSON inside the vault's files: ASCII on one line, no repeated members, every value of its right type."""

import json
from collections.abc import Mapping
from typing import Any

from vault.services.keys.sealing import SealError

MAX_INTEGER = 2**53 - 1  # other readers hold numbers as doubles


def write_json(document: Mapping[str, Any]) -> bytes:
    """Return the object on one ASCII line, members in the order given."""
    return json.dumps(document, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode("ascii")


def read_json(raw: bytes) -> dict[str, Any]:
    """Return the object of `raw`, or raise SealError: not ASCII, a repeated member, no object."""
    try:
        document = json.loads(raw.decode("ascii"), object_pairs_hook=_unrepeated, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise SealError("json") from None
    return checked_object(document)


def checked_object(value: Any) -> dict[str, Any]:
    """Return `value` if it is a JSON object, or raise SealError."""
    if not isinstance(value, dict):
        raise SealError("json")
    return value


def member_text(document: Mapping[str, Any], name: str) -> str:
    """Return a text member, or raise SealError."""
    value = document.get(name)
    if not isinstance(value, str):
        raise SealError(name)
    return value


def member_integer(document: Mapping[str, Any], name: str, low: int = 0, high: int = MAX_INTEGER) -> int:
    """Return a whole number within the bounds, or raise SealError."""
    value = document.get(name)
    if type(value) is not int or not low <= value <= high:
        raise SealError(name)
    return value


def member_objects(document: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return a list of objects, or raise SealError."""
    value = document.get(name)
    if not isinstance(value, list):
        raise SealError(name)
    return [checked_object(item) for item in value]


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("repeated member")
    return document


def _refuse(_text: str) -> None:
    raise ValueError("no JSON number")
