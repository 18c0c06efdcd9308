"""Writes that are whole or absent after a crash or power loss, and safe on disk once the call returns."""

import errno
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vault.domain.errors import ExitCode, UserError
from vault.services.files.reading import refuse_link

_BUSY = (5, 32, 33)  # Windows: access denied, sharing violation, lock violation; a scanner holds the file
_RETRIES = 20
_PAUSE = 0.05
_EARLY = 8 << 20


def durable_write(target: Path, data: bytes | Iterable[bytes], staging: Path) -> None:
    """Replace `target` (0600) by `data`, staged in `staging` on the same disk; raises disk_full.

    On any failure before the last step `target` is as it was and nothing stays in `staging`.
    """
    refuse_link(staging)
    refuse_link(target.parent)
    with _full_disk_told(target):
        descriptor, name = tempfile.mkstemp(dir=staging)  # 0600, exclusive, follows no link
        temporary = Path(name)
        try:
            try:
                _write_parts(descriptor, (data,) if isinstance(data, bytes) else data)
                sync_file(descriptor)
            finally:
                os.close(descriptor)
            _replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(target.parent)


def durable_unlink(path: Path) -> bool:
    """Remove a file so that it stays removed; False if there was none."""
    refuse_link(path.parent)
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    sync_folder(path.parent)
    return True


def make_folder(path: Path) -> None:
    """Make a folder (0700) that survives a power loss; one that exists is fine unless it is a link."""
    refuse_link(path)
    if path.is_dir():
        return
    with _full_disk_told(path):
        path.mkdir(mode=0o700)
        sync_folder(path.parent)


def sync_file(descriptor: int) -> None:
    """Bring the file's bytes to the disk, on macOS past the drive's own cache."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # file systems that lack it have the plain way
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Bring the folder's entries to the disk; Windows does so by itself."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write_parts(descriptor: int, parts: Iterable[bytes]) -> None:
    written = announced = 0
    for part in parts:
        view = memoryview(part)
        while view:
            view = view[os.write(descriptor, view) :]
        written += len(part)
        if sys.platform == "linux" and written - announced >= _EARLY:
            # Starts the disk on what is there, so that the sync at the end has little left to wait for.
            os.posix_fadvise(descriptor, announced, written - announced, os.POSIX_FADV_DONTNEED)
            announced = written


def _replace(temporary: Path, target: Path) -> None:
    for _attempt in range(_RETRIES):
        try:
            temporary.replace(target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _BUSY:
                raise
            time.sleep(_PAUSE)
        else:
            return
    temporary.replace(target)


@contextmanager
def _full_disk_told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise UserError("disk_full", ExitCode.DISK_FULL, path=str(target.parent)) from error
