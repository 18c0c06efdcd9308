"""Writes calendar components as RFC 5545 wants them: escaped, folded, CRLF."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

_FOLD = 75
"""Most octets of a line, its line break not counted (RFC 5545, 3.1)."""

Line = tuple[str, str]
"""Name with parameters, and value ready to be written."""


def text_value(text: str) -> str:
    """Return a value of type TEXT (3.3.11); control characters other than line breaks are left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(each for each in plain if each == "\n" or unicodedata.category(each) != "Cc")
    for special in ("\\", ";", ","):
        shown = shown.replace(special, f"\\{special}")
    return shown.replace("\n", "\\n")


def day_value(day: date) -> str:
    """Return a value of type DATE: `20261213`."""
    return f"{day:%Y%m%d}"


def instant_value(instant: datetime) -> str:
    """Return a DATE-TIME in UTC: `20261124T090000Z`."""
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def component(name: str, lines: Sequence[Line], inner: Sequence[bytes] = ()) -> bytes:
    """Return a component with its properties and the components inside it."""
    body = b"".join(_content_line(f"{property_name}:{value}") for property_name, value in lines)
    return _content_line(f"BEGIN:{name}") + body + b"".join(inner) + _content_line(f"END:{name}")


def _content_line(text: str) -> bytes:
    return b"\r\n ".join(_folds(text)) + b"\r\n"


def _folds(text: str) -> Iterator[bytes]:
    """Yield parts that fit a line; the space that begins a further one counts, no letter is torn apart."""
    part, room = b"", _FOLD
    for letter in text:
        octets = letter.encode("utf-8")
        if len(part) + len(octets) > room:
            yield part
            part, room = b"", _FOLD - 1
        part += octets
    yield part
