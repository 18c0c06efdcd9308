"""The person's file as it is read on its way in: never trusted, never waited for, never changed."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from vault.domain.ports import Progress

_PART = 1 << 20
_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class SourceError(Exception):
    """The file to be stored does not open or does not read to its end."""


def open_source(path: Path) -> BinaryIO:
    """Open a file of the person's; a pipe or device is refused without waiting for it."""
    try:
        source = os.fdopen(os.open(path, os.O_RDONLY | _NO_WAIT), "rb", buffering=0)
    except (OSError, ValueError):
        raise SourceError from None
    if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
        source.close()
        raise SourceError
    return source


def parts_of(source: BinaryIO, size: int, progress: Progress) -> Iterator[bytes]:
    """Yield the file in parts, the progress told after each; raises SourceError."""
    done = 0
    while part := _read(source):
        done += len(part)
        progress.step(min(done, size), size, "bytes")
        yield part


def title_of(name: str | None) -> str | None:
    """Return a file name fit for a record: no lone surrogates, no control characters, at most 200 letters."""
    if name is None:
        return None
    clean = "".join(letter if letter.isprintable() else "�" for letter in name)
    return clean.encode("utf-8", "replace").decode()[:200].strip() or None


def _read(source: BinaryIO) -> bytes:
    try:
        return source.read(_PART)
    except OSError:
        raise SourceError from None
