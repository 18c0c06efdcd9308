"""What was told is kept inside the vault, sealed and with history like any setting: it survives a restart."""

from vault.services.reminders.plan import Told, ToldMap
from vault.services.reminders.setting_lines import SettingLines
from vault.services.reminders.told_text import read_told, told_line
from vault.services.store.database import Database


class ToldLog:
    """Reads and writes what was told."""

    def __init__(self, database: Database) -> None:
        self._lines = SettingLines(database, "reminders.told")

    def read(self) -> dict[str, Told]:
        """Return what was told; a line that cannot be read is as good as nothing told."""
        return {key: told for line in self._lines.read() for key, told in read_told(line).items()}

    def keep(self, told: ToldMap) -> None:
        """Keep what was told in place of what was kept before; only settings that changed are written."""
        self._lines.keep([told_line(each) for _, each in sorted(told.items())])
