"""What a strip of time shows, as a list model: bars by lane, then visits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from vault.domain.coverage.verdict import Verdict
from vault.domain.period import DateRange
from vault.services.wording.catalogue import Wording
from vault.ui.widgets.verdict_shape import planned_word

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class StripBar:
    """A paper's validity in a lane; an expected one is dashed, an open end runs off the strip."""

    key: str
    lane: str
    text: str
    days: DateRange
    expected: bool = False


@dataclass(frozen=True, slots=True)
class StripVisit:
    """A visit of a day."""

    key: str
    day: date
    verdict: Verdict
    planned: bool = False


@dataclass(frozen=True, slots=True)
class StripFacts:
    """All of a strip: its bars and visits, the name of the visits' lane, today, and the days in view."""

    bars: tuple[StripBar, ...]
    visits: tuple[StripVisit, ...]
    visits_lane: str
    today: date
    first: date
    last: date


class StripRole(IntEnum):
    """What the view asks the model for."""

    ITEM = Qt.ItemDataRole.UserRole + 1


class StripModel(QAbstractListModel):
    """Bars, then visits by day; every item speaks for itself."""

    def __init__(self, say: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._items: tuple[StripBar | StripVisit, ...] = ()

    def show(self, facts: StripFacts) -> None:
        """Show other bars and visits."""
        self.beginResetModel()
        self._items = (*facts.bars, *sorted(facts.visits, key=_by_day))
        self.endResetModel()

    def items(self) -> Sequence[StripBar | StripVisit]:
        """Return all items in the order of the rows."""
        return self._items

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        item = self._items[index.row()]
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self._spoken(item)
        return item if role == StripRole.ITEM else None

    def _spoken(self, item: StripBar | StripVisit) -> str:
        if isinstance(item, StripVisit):
            word = planned_word(item.verdict, self._say, planned=item.planned)
            return f"{self._say.date(item.day)}: {word}"
        return f"{item.lane}: {item.text}"


def _by_day(visit: StripVisit) -> date:
    return visit.day
