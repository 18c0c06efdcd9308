"""The folder lock: one program writes to a vault at a time."""

from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from vault.domain.errors import ExitCode, UserError
from vault.services.files.layout import VaultLayout
from vault.services.files.reading import refuse_link


class FolderLock:
    """Holds the vault folder while the block runs; raises `vault_in_use` at once if another holds it."""

    def __init__(self, layout: VaultLayout) -> None:
        self._layout = layout
        # One holder for the whole program, whichever of its threads asks.
        self._lock = FileLock(layout.lock, mode=0o600, blocking=False, thread_local=False)

    def __enter__(self) -> Self:
        refuse_link(self._layout.lock)
        try:
            self._lock.acquire()
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
