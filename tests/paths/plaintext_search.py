"""Finds a word in files however it was written: raw, as UTF-16, as base64, inside packed streams."""

import base64
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_STREAM_STARTS = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_EVERY_OFFSET = 32 << 10
_MOST = 4 << 20
_LEAST = 32


@dataclass(frozen=True, slots=True)
class Found:
    """A word in a file, and how it was written."""

    word: str
    file: str
    how: str


def spellings(word: str) -> dict[str, bytes]:
    """Return the bytes a word may be written in, by the name of the way."""
    plain = word.encode("utf-8")
    ways = {
        "utf-8": plain,
        "utf-16-le": word.encode("utf-16-le"),
        "utf-16-be": word.encode("utf-16-be"),
        "hex": plain.hex().encode(),
        "escaped": word.encode("unicode_escape"),
    }
    for shift in range(3):
        coded = base64.b64encode(bytes(shift) + plain)
        first, last = -(-8 * shift // 6), (8 * (shift + len(plain))) // 6  # symbols the word alone decides
        ways[f"base64+{shift}"] = coded[first:last]
        ways[f"base64url+{shift}"] = base64.urlsafe_b64encode(bytes(shift) + plain)[first:last]
    return ways


class Searcher:
    """Looks for words in any case and every spelling."""

    def __init__(self, words: Sequence[str]) -> None:
        self._by_bytes = {
            needle: (word, how)
            for word in words
            for case in (word.upper(), word.lower(), word)
            for how, needle in spellings(case).items()
        }
        self._pattern = re.compile(b"|".join(re.escape(needle) for needle in sorted(self._by_bytes)))

    def in_folders(self, *folders: Path) -> list[Found]:
        """Return what is found in the files below some folders, in their names too."""
        found: list[Found] = []
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                found += self._in_bytes(
                    str(path.relative_to(folder)).encode("utf-8", "surrogateescape"), path
                )
                if path.is_file() and not path.is_symlink():
                    found += self.in_file(path)
        return found

    def in_file(self, path: Path) -> list[Found]:
        """Return what is found in a file and in the packed streams in it."""
        data = path.read_bytes()
        found = list(self._in_bytes(data, path))
        for unpacked in _unpacked(data):
            hits = self._in_bytes(unpacked, path)
            found += [Found(hit.word, hit.file, f"packed {hit.how}") for hit in hits]
        return found

    def _in_bytes(self, data: bytes, path: Path) -> Iterator[Found]:
        for hit in self._pattern.finditer(data):
            word, how = self._by_bytes[hit[0]]
            yield Found(word, path.name, how)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Yield what zlib, gzip and raw deflate streams in the data hold.

    The first two show where they start; a raw one is tried at every offset of a small file, and of a large
    one at its start and after the headers of a ZIP archive.
    """
    for start in _STREAM_STARTS.finditer(data):
        yield from _inflated(data, start.start(), 47)
    offsets = set(range(min(len(data), _EVERY_OFFSET)))
    for entry in re.finditer(rb"PK\x03\x04", data):
        name, extra = (int.from_bytes(data[entry.start() + at :][:2], "little") for at in (26, 28))
        offsets.add(entry.start() + 30 + name + extra)
    for at in sorted(offsets):
        yield from _inflated(data, at, -15)


def _inflated(data: bytes, at: int, window: int) -> Iterator[bytes]:
    stream = zlib.decompressobj(window)
    out = b""
    try:
        for start in range(at, len(data), 4096):
            out += stream.decompress(data[start : start + 4096], _MOST - len(out))
            if stream.eof or len(out) >= _MOST:
                break
    except zlib.error:
        pass  # what came before the bad byte counts
    if len(out) >= _LEAST:
        yield out
