"""Frames between the child and the app: length-prefixed JSON and raw bytes, cleaned on arrival."""

import json
import os
import struct
import unicodedata
from collections.abc import Mapping

PREFIX = struct.Struct(">II")
"""Bytes of the head, bytes of the body."""

MAX_HEAD = 4 << 20

READY = b"ready"

BATCH = 200
"""Descriptors in one message between app and fork server; the kernel's own limit is 253."""

_KEPT_CONTROLS = "\n\t"
_DIRECTION_OVERRIDES = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


class HeadError(Exception):
    """A head is not a JSON object of finite numbers."""


def write_all(descriptor: int, data: bytes | memoryview) -> None:
    """Write every byte."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def send(descriptor: int, head: Mapping[str, object], body: bytes = b"") -> None:
    """Write one frame."""
    encoded = json.dumps(head).encode("ascii")
    write_all(descriptor, PREFIX.pack(len(encoded), len(body)) + encoded)
    write_all(descriptor, body)


def _visible(character: str) -> bool:
    if character in _DIRECTION_OVERRIDES:
        return False
    return character in _KEPT_CONTROLS or unicodedata.category(character) not in {"Cc", "Cs"}


def clean(text: str) -> str:
    """Drop control characters but line feed and tab, lone surrogates, and overrides of the direction."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(filter(_visible, text))


def _cleaned(value: object) -> object:
    match value:
        case str():
            return clean(value)
        case list():
            return [_cleaned(item) for item in value]
        case dict():
            return {clean(str(key)): _cleaned(item) for key, item in value.items()}
        case _:
            return value


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


def parse_head(encoded: bytes) -> dict[str, object]:
    """Return the JSON object of a head with cleaned strings; raises HeadError for anything else."""
    try:
        value = _cleaned(json.loads(encoded, parse_constant=_refuse_constant))
    except (ValueError, RecursionError):
        raise HeadError from None
    if not isinstance(value, dict):
        raise HeadError
    return value
