"""Writes that are whole or absent after a crash or power loss, and safe on disk once the call returns."""

import errno
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from vault.domain.errors import ExitCode, UserError
from vault.services.files.reading import refuse_link

_BUSY = (5, 32, 33)  # Windows: access denied, sharing violation, lock violation; a scanner holds the file
_RETRIES = 20
_PAUSE = 0.05
_EARLY = 8 << 20


class Staged:
    """A whole file in the staging folder (0600), on the disk of its target but not safe there yet."""

    def __init__(self, data: bytes | Iterable[bytes], staging: Path) -> None:
        refuse_link(staging)
        with _full_disk_told(staging):
            self._descriptor, name = tempfile.mkstemp(dir=staging)  # exclusive, follows no link
            self._path = Path(name)
            try:
                _write_parts(self._descriptor, (data,) if isinstance(data, bytes) else data)
            except BaseException:
                self.discard()
                raise

    def sync(self) -> None:
        """Bring its bytes to the disk."""
        with _full_disk_told(self._path):
            sync_file(self._descriptor)

    def place(self, target: Path) -> None:
        """Give it its name; the folder is synced by the caller."""
        self._close()
        with _full_disk_told(target):
            _replace(self._path, target)

    def discard(self) -> None:
        """Take it away; nothing happens once it has its name."""
        self._close()
        with suppress(OSError):
            self._path.unlink()

    def _close(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


def settle(files: Sequence[tuple[Staged, Path]]) -> None:
    """Make staged files safe under their names: all bytes first, then all names; raises disk_full.

    Together they wait for the disk about as long as one. On a failure those without a name are taken away.
    """
    try:
        for staged, target in files:
            refuse_link(target.parent)
            staged.sync()
        for staged, target in files:
            staged.place(target)
        for folder in dict.fromkeys(target.parent for _, target in files):
            sync_folder(folder)
    except BaseException:
        for staged, _ in files:
            staged.discard()
        raise


def durable_write(target: Path, data: bytes | Iterable[bytes], staging: Path) -> None:
    """Replace `target` (0600) by `data`, staged in `staging` on the same disk; raises disk_full.

    On any failure before the last step `target` is as it was and nothing stays in `staging`.
    """
    refuse_link(target.parent)
    settle([(Staged(data, staging), target)])


def durable_unlink(path: Path) -> bool:
    """Remove a file so that it stays removed; False if there was none."""
    refuse_link(path.parent)
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    sync_folder(path.parent)
    return True


def make_folders(paths: Iterable[Path]) -> None:
    """Make folders (0700) that survive a power loss; one that exists is fine unless it is a link."""
    changed: dict[Path, None] = {}
    try:
        for path in paths:
            refuse_link(path)
            if not path.is_dir():
                with _full_disk_told(path):
                    path.mkdir(mode=0o700)
                changed[path.parent] = None
    finally:  # one that was made is taken for safe from then on
        for parent in changed:
            with _full_disk_told(parent):
                sync_folder(parent)


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
        if written - announced >= _EARLY:
            _start_disk(descriptor, announced, written)
            announced = written
    _start_disk(descriptor, announced, written)


def _start_disk(descriptor: int, start: int, end: int) -> None:
    """Start the disk on what is there, so that the sync has little left to wait for."""
    if sys.platform == "linux":
        os.posix_fadvise(descriptor, start, end - start, os.POSIX_FADV_DONTNEED)


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
