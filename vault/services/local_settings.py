"""What this computer remembers: language, look, windows, recent vaults; never personal data.

Kept as one small JSON file in the platform's configuration folder; a damaged one is as good as none.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from vault.services.files.durable import durable_write

_NAME = "settings.json"
_MOST_RECENT = 8
_SCALE = (100, 200)
_LONGEST_IDLE = 24 * 60


def settings_folder() -> Path:
    """Return where this person's choices are kept on this platform."""
    from platformdirs import user_config_path

    return user_config_path("referral-vault", appauthor=False)


def default_vault_folder(name: str) -> Path:
    """Return where a new vault lies unless the person chooses otherwise: on this computer, not in a cloud."""
    from platformdirs import user_data_path

    return user_data_path("referral-vault", appauthor=False) / name


@dataclass(frozen=True, slots=True)
class RecentVault:
    """A vault that was opened here: where, its name as the header has it, and when (ISO 8601, UTC)."""

    folder: str
    name: str
    opened: str


@dataclass(frozen=True, slots=True)
class Preferences:
    """The choices of this computer; `geometry` maps window names to base64 of Qt's own format.

    `scale` is in percent, 100 to 200; `idle_minutes` says when the window locks itself, 0 never;
    `notice_detail` says how much a notification tells, `on_close` what closing the window does.
    """

    language: str = "system"
    scheme: str = "system"
    contrast: str = "system"
    scale: int = 100
    idle_minutes: int = 5
    notifications: bool = True
    notice_detail: str = "count"
    on_close: str = "ask"
    recent: tuple[RecentVault, ...] = ()
    geometry: tuple[tuple[str, str], ...] = ()
    dismissed: tuple[str, ...] = ()


class LocalSettings:
    """Reads once, writes each change durably."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._now = _read(folder / _NAME)

    @property
    def now(self) -> Preferences:
        """The choices in force."""
        return self._now

    def change(self, **choices: Any) -> Preferences:
        """Take and keep other choices; names as in Preferences."""
        self._now = replace(self._now, **choices)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = json.dumps(asdict(self._now), ensure_ascii=False, indent=1)
        durable_write(self._folder / _NAME, text.encode(), self._folder)
        return self._now

    def keep_geometry(self, window: str, value: str) -> None:
        """Remember where a window was and how large."""
        others = tuple(each for each in self._now.geometry if each[0] != window)
        self.change(geometry=(*others, (window, value)))

    def opened(self, vault: RecentVault) -> None:
        """Remember a vault as the one opened last."""
        others = tuple(each for each in self._now.recent if each.folder != vault.folder)
        self.change(recent=(vault, *others)[:_MOST_RECENT])

    def forget(self, folder: str) -> None:
        """Take a vault out of the list of recent ones; the vault itself is not touched."""
        self.change(recent=tuple(each for each in self._now.recent if each.folder != folder))


def _read(path: Path) -> Preferences:
    try:
        stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Preferences()
    if not isinstance(stored, dict):
        return Preferences()
    return Preferences(**_valid(stored))


def _valid(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what has the right type; anything else falls back to the default."""
    kept: dict[str, Any] = {}
    for field in fields(Preferences):
        value = stored.get(field.name)
        if field.name == "recent" and isinstance(value, list):
            kept["recent"] = tuple(each for item in value if (each := _recent(item)) is not None)
        elif field.name == "geometry" and isinstance(value, list):
            kept["geometry"] = tuple(
                (str(item[0]), str(item[1]))
                for item in value
                if isinstance(item, list) and len(item) == 2  # noqa: PLR2004 - pairs
            )
        elif field.name == "dismissed" and isinstance(value, list):
            kept["dismissed"] = tuple(str(item) for item in value)
        elif type(value) is type(field.default) and _in_bounds(field.name, value):
            kept[field.name] = value
    return kept


def _in_bounds(name: str, value: Any) -> bool:
    if name == "scale":
        return bool(_SCALE[0] <= value <= _SCALE[1])
    if name == "idle_minutes":
        return bool(0 <= value <= _LONGEST_IDLE)
    return True


def _recent(item: Any) -> RecentVault | None:
    if not isinstance(item, dict):
        return None
    values = [item.get(field.name) for field in fields(RecentVault)]
    if not all(isinstance(value, str) for value in values):
        return None
    return RecentVault(*map(str, values))
