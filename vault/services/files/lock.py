"""The folder lock: one program writes to a vault at a time."""

from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from vault.domain.errors import ExitCode, UserError
from vault.services.files.layout import VaultLayout
from vault.services.files.reading import is_link, refuse_link

_SECONDS = 0.3
_STEP = 0.02


def is_held(layout: VaultLayout) -> bool:
    """Whether some program has the vault open; to know it, the lock is held for an instant."""
    if not layout.lock.is_file() or is_link(layout.lock):
        return False
    try:
        with FileLock(layout.lock, mode=0o600, blocking=False):
            return False
    except (Timeout, OSError):
        return True


class FolderLock:
    """Holds the vault folder while the block runs; raises `vault_in_use` if another holds it."""

    def __init__(self, layout: VaultLayout) -> None:
        self._layout = layout
        # One holder for the whole program, whichever of its threads asks.
        self._lock = FileLock(layout.lock, mode=0o600, thread_local=False)

    def __enter__(self) -> Self:
        refuse_link(self._layout.lock)
        try:
            self._lock.acquire(timeout=_SECONDS, poll_interval=_STEP)  # `is_held` has it for less
        except Timeout:
            path = str(self._layout.folder)
            raise UserError("vault_in_use", ExitCode.VAULT_IN_USE, path=path) from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lock.release()
