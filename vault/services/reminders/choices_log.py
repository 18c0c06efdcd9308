"""What a person set for their dates, kept as settings of the vault: days ahead, tax filings, last backup."""

from datetime import date

from vault.domain.deadlines.due_date import DueKind
from vault.domain.deadlines.situation import Choices
from vault.services.store.database import Database

LEADS, TAX_FILED, BACKUP_VERIFIED = "dates.leads", "dates.tax_filed", "backup.verified_on"


class ChoicesLog:
    """Reads and writes what was set; a line that cannot be read is as good as not set."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> Choices:
        """Return everything that was set."""
        verified = self._database.setting(BACKUP_VERIFIED)
        return Choices(
            lead_days={kind: _leads(text) for kind, text in self._lines(LEADS).items() if _is_kind(kind)},
            tax_filed={
                year: day for year, text in self._lines(TAX_FILED).items() if (day := _day(text)) is not None
            },
            backup_verified=_day(verified or ""),
        )

    def set_leads(self, kind: DueKind, days: tuple[int, ...] | None) -> None:
        """Set how many days ahead a kind is announced; None takes the usual ones again."""
        text = None if days is None else ",".join(str(day) for day in sorted(set(days), reverse=True))
        self._put(LEADS, int(kind), text)

    def set_tax_filed(self, year: int, day: date | None) -> None:
        """Set on which day the taxes of a year were filed; None forgets it."""
        self._put(TAX_FILED, year, None if day is None else day.isoformat())

    def set_backup_verified(self, day: date) -> None:
        """Set the day a backup was last proved to be whole."""
        self._database.set_setting(BACKUP_VERIFIED, day.isoformat())

    def _lines(self, key: str) -> dict[int, str]:
        lines = (line.partition("=") for line in (self._database.setting(key) or "").splitlines())
        return {int(name): text for name, _, text in lines if name.isascii() and name.isdigit()}

    def _put(self, key: str, name: int, text: str | None) -> None:
        lines = self._lines(key)
        lines.pop(name, None)
        if text is not None:
            lines[name] = text
        self._database.set_setting(key, "\n".join(f"{each}={lines[each]}" for each in sorted(lines)))


def _is_kind(kind: int) -> bool:
    return kind in set(DueKind)


def _leads(text: str) -> tuple[int, ...]:
    return tuple(int(day) for day in text.split(",") if day.isascii() and day.isdigit())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
