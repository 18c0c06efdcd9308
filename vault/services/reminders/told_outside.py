"""What was told of the agenda's items, sealed outside the vault: open and locked, nothing is told twice."""

from pathlib import Path

from vault.domain.errors import UserError
from vault.domain.ports import IdSource
from vault.services.files.durable import durable_write
from vault.services.files.reading import open_regular
from vault.services.keys.sealing import SALT_SIZE, SealError, seal, unseal
from vault.services.reminders.plan import Told, ToldMap
from vault.services.reminders.told_text import read_told, told_line

_CONTEXT = b"rvault/1 told\0"
_BLOCK = 4096
_MOST_BYTES = 16 << 20


class ToldOutside:
    """Reads and writes one vault's file; the agenda's key (32 bytes) seals it."""

    def __init__(self, folder: Path, key: bytes, vid: bytes, ids: IdSource) -> None:
        self._path = self.path(folder, vid)
        self._key, self._context, self._ids = key, _CONTEXT + vid, ids

    @staticmethod
    def path(folder: Path, vid: bytes) -> Path:
        """Return where a vault's file lies in a folder of local settings."""
        return folder / f"told-{vid.hex()}"

    def read(self) -> dict[str, Told]:
        """Return what was told by the items' ids; a file that cannot be read is as good as nothing told."""
        try:
            with open_regular(self._path) as stream:
                plain = unseal(self._key, self._context, stream.read(_MOST_BYTES))
            return read_told(plain.rstrip(b"\0").decode())
        except (OSError, ValueError, UserError, SealError):
            return {}

    def keep(self, told: ToldMap) -> None:
        """Keep what was told in place of what was kept before."""
        if dict(told) == self.read():
            return
        plain = "\n".join(told_line(each) for _, each in sorted(told.items())).encode()
        plain += bytes(-len(plain) % _BLOCK)
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        sealed = seal(self._key, self._context, plain, self._ids.random(SALT_SIZE))
        durable_write(self._path, sealed, self._path.parent)
