"""Which characters our fonts can draw, read off their character maps, so that none is silently missing."""

import struct
from collections.abc import Iterator
from pathlib import Path

from vault.domain.errors import BugError

_WINDOWS_UNICODE = {(3, 1), (3, 10), (0, 3), (0, 4), (0, 6)}


def font_coverage(folder: Path, family: str) -> frozenset[int]:
    """Return the code points that every font file of the family in the folder can draw."""
    files = sorted(folder.glob(f"{family}-*.ttf"))
    if not files:
        raise BugError(f"no font files of {family}")
    return frozenset.intersection(*(frozenset(_mapped(path.read_bytes())) for path in files))


def _mapped(font: bytes) -> Iterator[int]:
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * number)
        if (platform, encoding) in _WINDOWS_UNICODE:
            yield from _subtable(font, start + offset)


def _table(font: bytes, wanted: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == wanted:
            return int(offset)
    raise BugError("a font without a character map")


def _subtable(font: bytes, at: int) -> Iterator[int]:
    """Yield the code points of a map of format 4 or 12, the two that current fonts carry."""
    (form,) = struct.unpack_from(">H", font, at)
    if form == 4:  # noqa: PLR2004 - the format's number
        (double,) = struct.unpack_from(">H", font, at + 6)
        ends = struct.unpack_from(f">{double // 2}H", font, at + 14)
        starts = struct.unpack_from(f">{double // 2}H", font, at + 16 + double)
        for first, last in zip(starts, ends, strict=True):
            yield from (code for code in range(first, last + 1) if code != 0xFFFF)  # noqa: PLR2004 - the end mark
    elif form == 12:  # noqa: PLR2004 - the format's number
        (groups,) = struct.unpack_from(">I", font, at + 12)
        for number in range(groups):
            first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * number)
            yield from range(first, last + 1)
