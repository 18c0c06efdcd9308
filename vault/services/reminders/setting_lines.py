"""Lines of text kept in settings of the vault, as many settings as they need, for one holds 2,000 bytes."""

from collections.abc import Iterator, Sequence

from vault.services.store.database import Database

_LARGEST = 1_900


class SettingLines:
    """Reads and writes the lines of one name."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name

    def read(self) -> Iterator[str]:
        """Yield every line."""
        number = 0
        while text := self._database.setting(f"{self._name}.{number}"):
            yield from text.splitlines()
            number += 1

    def keep(self, lines: Sequence[str]) -> None:
        """Keep these lines in place of those before; only settings that changed are written."""
        chunks = _chunks(lines)
        for number, chunk in enumerate(chunks):
            if self._database.setting(f"{self._name}.{number}") != chunk:
                self._database.set_setting(f"{self._name}.{number}", chunk)
        end = f"{self._name}.{len(chunks)}"
        if self._database.setting(end):
            self._database.set_setting(end, "")


def _chunks(lines: Sequence[str]) -> list[str]:
    chunks: list[str] = []
    for line in lines:
        if chunks and len(chunks[-1]) + 1 + len(line) <= _LARGEST:
            chunks[-1] = f"{chunks[-1]}\n{line}"
        else:
            chunks.append(line)
    return chunks
