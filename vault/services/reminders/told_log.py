"""What was told is kept inside the vault, sealed and with history like any setting: it survives a restart."""

from vault.services.reminders.plan import Told, ToldMap
from vault.services.reminders.told_text import read_told, told_line
from vault.services.store.database import Database

_LARGEST = 1_900
"""Bytes in one setting, which holds at most 2,000."""


class ToldLog:
    """Reads and writes what was told, in as many settings as it needs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> dict[str, Told]:
        """Return what was told; a line that cannot be read is as good as nothing told."""
        found: dict[str, Told] = {}
        number = 0
        while text := self._database.setting(_name(number)):
            found |= read_told(text)
            number += 1
        return found

    def keep(self, told: ToldMap) -> None:
        """Keep what was told in place of what was kept before; only settings that changed are written."""
        chunks = _chunks([told_line(each) for _, each in sorted(told.items())])
        for number, chunk in enumerate(chunks):
            if self._database.setting(_name(number)) != chunk:
                self._database.set_setting(_name(number), chunk)
        if self._database.setting(_name(len(chunks))):
            self._database.set_setting(_name(len(chunks)), "")


def _name(number: int) -> str:
    return f"reminders.told.{number}"


def _chunks(lines: list[str]) -> list[str]:
    chunks: list[str] = []
    for line in lines:
        if chunks and len(chunks[-1]) + 1 + len(line) <= _LARGEST:
            chunks[-1] = f"{chunks[-1]}\n{line}"
        else:
            chunks.append(line)
    return chunks
