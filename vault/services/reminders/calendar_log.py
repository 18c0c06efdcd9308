"""What was exported to calendars, kept in the vault: later exports update it, and cancel what went away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from vault.services.reminders.setting_lines import SettingLines
from vault.services.store.database import Database

GONE = "gone"
"""The content of an event that was cancelled."""


@dataclass(frozen=True, slots=True)
class Exported:
    """An event as it was exported last: its revision, when it was revised (UTC), a digest of its content."""

    key: str
    person: str | None
    day: date
    sequence: int
    modified: datetime
    content: str


ExportedMap = Mapping[str, Exported]
"""What was exported, by key."""


class CalendarLog:
    """Reads and writes what was exported."""

    def __init__(self, database: Database) -> None:
        self._lines = SettingLines(database, "calendar.exported")

    def read(self) -> dict[str, Exported]:
        """Return what was exported; a line that cannot be read is as good as none."""
        found = (_read_line(line) for line in self._lines.read())
        return {each.key: each for each in found if each is not None}

    def keep(self, exported: ExportedMap) -> None:
        """Keep what was exported in place of what was kept before."""
        self._lines.keep([_line(each) for _, each in sorted(exported.items())])


def _line(each: Exported) -> str:
    stamps = (each.day.isoformat(), str(each.sequence), each.modified.isoformat(timespec="seconds"))
    return "|".join((each.key, each.person or "", *stamps, each.content))


def _read_line(line: str) -> Exported | None:
    try:
        key, person, day, sequence, modified, content = line.split("|")
        revised = datetime.fromisoformat(modified)
        return Exported(key, person or None, date.fromisoformat(day), int(sequence), revised, content)
    except ValueError:
        return None
