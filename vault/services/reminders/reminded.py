"""The vaults of this computer that remind while they are locked; read anew each time, for two programs write.

Beside the folder there is nothing of a vault in it, unless the person allowed one bare day in clear.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from filelock import FileLock

from vault.services.files.durable import durable_write

_NAME = "reminders.json"
_TEXTS = ("vid", "folder", "lang")


@dataclass(frozen=True, slots=True)
class RemindedVault:
    """A vault that reminds while locked: its id in hex, its folder, the language of its notifications.

    `plain_day`: without a keyring the next due day, and only that, may stand here as `next_day`. `day_told`
    is when it was told last, `asked` when the person was last asked to unlock.
    """

    vid: str
    folder: str
    lang: str
    plain_day: bool = False
    next_day: date | None = None
    day_told: date | None = None
    asked: date | None = None


class RemindedVaults:
    """The list in a folder of local settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / _NAME

    def all(self) -> tuple[RemindedVault, ...]:
        """Return them; a file that cannot be read is as good as none."""
        try:
            stored = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return ()
        items = stored if isinstance(stored, list) else []
        return tuple(found for item in items if (found := _read(item)) is not None)

    def entry(self, vid: str) -> RemindedVault | None:
        """Return the one with this id."""
        return next((each for each in self.all() if each.vid == vid), None)

    def put(self, vault: RemindedVault) -> None:
        """Take a vault in, in place of the one with its id."""
        with self._locked():
            self._write((*(each for each in self.all() if each.vid != vault.vid), vault))

    def change(self, vid: str, **values: Any) -> None:
        """Change what stands there of a vault; nothing happens when it is not in the list."""
        with self._locked():
            known = self.all()
            changed = tuple(replace(each, **values) if each.vid == vid else each for each in known)
            if changed != known:
                self._write(changed)

    def drop(self, vid: str) -> bool:
        """Take a vault out; False if it was not there."""
        with self._locked():
            known = self.all()
            left = tuple(each for each in known if each.vid != vid)
            if left != known:
                self._write(left)
            return left != known

    def signature(self) -> tuple[int, int] | None:
        """Return what differs once the list was written anew."""
        try:
            told = self._path.stat()
        except OSError:
            return None
        return told.st_mtime_ns, told.st_size

    def _locked(self) -> FileLock:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return FileLock(self.folder / f"{_NAME}.lock", mode=0o600)

    def _write(self, vaults: tuple[RemindedVault, ...]) -> None:
        text = json.dumps([asdict(each) for each in vaults], ensure_ascii=False, indent=1, default=str)
        durable_write(self._path, text.encode(), self.folder)


def _read(item: Any) -> RemindedVault | None:
    if not isinstance(item, dict) or not all(isinstance(item.get(name), str) for name in _TEXTS):
        return None
    try:
        if len(bytes.fromhex(item["vid"])) != len(bytes(16)):
            return None
    except ValueError:
        return None
    return RemindedVault(
        item["vid"],
        item["folder"],
        item["lang"],
        plain_day=item.get("plain_day") is True,
        next_day=_day(item, "next_day"),
        day_told=_day(item, "day_told"),
        asked=_day(item, "asked"),
    )


def _day(item: Mapping[str, Any], name: str) -> date | None:
    try:
        return date.fromisoformat(item[name])
    except (KeyError, TypeError, ValueError):
        return None
