"""What was told is kept inside the vault, sealed and with history like any setting: it survives a restart."""

from datetime import date

from vault.services.reminders.plan import Told, ToldMap
from vault.services.reminders.setting_lines import SettingLines
from vault.services.store.database import Database


class ToldLog:
    """Reads and writes what was told."""

    def __init__(self, database: Database) -> None:
        self._lines = SettingLines(database, "reminders.told")

    def read(self) -> dict[str, Told]:
        """Return what was told; a line that cannot be read is as good as nothing told."""
        found = (_read_line(line) for line in self._lines.read())
        return {told.key: told for told in found if told is not None}

    def keep(self, told: ToldMap) -> None:
        """Keep what was told in place of what was kept before; only settings that changed are written."""
        self._lines.keep([_line(each) for _, each in sorted(told.items())])


def _line(told: Told) -> str:
    return "|".join((told.key, "" if told.day is None else told.day.isoformat(), ",".join(told.marks)))


def _read_line(line: str) -> Told | None:
    key, _, rest = line.partition("|")
    day, _, marks = rest.partition("|")
    try:
        return Told(key, date.fromisoformat(day) if day else None, tuple(marks.split(",")))
    except ValueError:
        return None
