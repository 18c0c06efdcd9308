"""Opening files of the vault folder without being led elsewhere by a link or held up by a pipe."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from vault.domain.errors import ExitCode, UserError

_LINK_TAGS = (0xA000000C, 0xA0000003)  # Windows: symbolic link, junction


def is_link(path: Path) -> bool:
    """Whether the path itself is a symbolic link or a junction; a missing path is none."""
    try:
        info = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", 0) in _LINK_TAGS


def refuse_link(path: Path) -> None:
    """Raise `vault_has_links` when the path is a link: its target may lie outside the vault."""
    if is_link(path):
        raise UserError("vault_has_links", ExitCode.NOT_A_VAULT, name=path.name)


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file unbuffered; raises `vault_has_links`, or OSError: missing, a folder, a pipe."""
    refuse_link(path)
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
        flags |= getattr(os, name, 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a regular file")
    return os.fdopen(descriptor, "rb", buffering=0)
