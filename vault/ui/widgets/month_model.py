"""Days with a verdict each, as a list model: every day speaks for itself."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from vault.domain.coverage.verdict import Verdict
from vault.services.wording.catalogue import Wording

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class DayFacts:
    """A day, its verdict (None while it is not known), what to say of it, and why."""

    day: dt.date
    verdict: Verdict | None = None
    words: str = ""
    reason: str = ""


class MonthModel(QAbstractListModel):
    """Days one after another without a gap."""

    def __init__(self, say: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._days: tuple[DayFacts, ...] = ()

    def show(self, days: Sequence[DayFacts]) -> None:
        """Show other days; the same days with other verdicts keep the selection."""
        same = bool(days) and [each.day for each in days] == [each.day for each in self._days]
        if same:
            self._days = tuple(days)
            self.dataChanged.emit(self.index(0), self.index(len(days) - 1))
            return
        self.beginResetModel()
        self._days = tuple(days)
        self.endResetModel()

    @property
    def days(self) -> tuple[DayFacts, ...]:
        """All days in the order of the rows."""
        return self._days

    def row_of(self, day: dt.date) -> int | None:
        """Return the row of a day, None where it is not there."""
        if not self._days:
            return None
        row = (day - self._days[0].day).days
        return row if 0 <= row < len(self._days) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._days)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._days):
            return None
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self._spoken(self._days[index.row()])
        return None

    def _spoken(self, facts: DayFacts) -> str:
        day = self._say.date(facts.day)
        words = f"{day}: {facts.words}" if facts.words else day
        return f"{words}. {facts.reason}" if facts.reason else words
