"""The visits of a paper: date, verdict and why; twelve, then all."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from vault.domain.records.visit import Visit, VisitStatus
from vault.services.wording.catalogue import Wording
from vault.services.wording.verdicts import hit_sentence, verdict_word
from vault.ui.models.facts import finding_of, main_hit
from vault.ui.navigation import ShowRecord
from vault.ui.pages.record_parts.layout import Group
from vault.ui.pages.record_parts.room import RecordRoom, is_planned
from vault.ui.theme.fonts import Role
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.link_label import Link, LinkLabel
from vault.ui.widgets.painting import text_width
from vault.ui.widgets.table_roles import CellRole, Column, VerdictCell
from vault.ui.widgets.table_view import RecordTable
from vault.ui.widgets.verdict_shape import planned_word

FIRST = 12
_DATE, _VERDICT, _WHY = range(3)
Index = QModelIndex | QPersistentModelIndex


class PaperVisits(QAbstractTableModel):
    """The visits on a paper, newest first; the first dozen until all are asked for."""

    def __init__(self, room: RecordRoom, visits: Sequence[Visit], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._visits = tuple(reversed(visits))
        self._shown = min(FIRST, len(self._visits))

    @property
    def visits(self) -> tuple[Visit, ...]:
        """All visits in the order of the rows."""
        return self._visits

    def show_all(self) -> None:
        """Show every visit."""
        self.beginResetModel()
        self._shown = len(self._visits)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._shown

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _heads(self._room.say)[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= self._shown:
            return None
        visit = self._visits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(visit, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == _VERDICT:
            cell = self._cell(visit)
            return None if cell is None else planned_word(cell.verdict, self._room.say, planned=cell.planned)
        if role == CellRole.VERDICT and index.column() == _VERDICT:
            return self._cell(visit)
        return Tone.TEXT2 if role == CellRole.TONE and index.column() == _WHY else None

    def _text(self, visit: Visit, column: int) -> str:
        say = self._room.say
        if column == _DATE:
            return say.date(visit.date)
        cell = self._cell(visit)
        if column == _VERDICT:
            return "" if cell is None else verdict_word(cell.verdict, say)
        verdict = self._room.verdict_of(visit.id)
        if verdict is None or visit.status not in {VisitStatus.PLANNED, VisitStatus.COMPLETED}:
            return "" if verdict is None else hit_sentence(verdict.finding.hits[0], say)
        hit = main_hit(finding_of(verdict))
        return "" if hit is None else hit_sentence(hit, say)

    def _cell(self, visit: Visit) -> VerdictCell | None:
        verdict = self._room.verdict_of(visit.id)
        return None if verdict is None else VerdictCell(finding_of(verdict).verdict, is_planned(visit))


class VisitsPart(Group):
    """The heading with what is used and planned, the table, and the way to all of them."""

    def __init__(self, room: RecordRoom, visits: Sequence[Visit]) -> None:
        say = room.say
        planned = sum(is_planned(visit) for visit in visits)
        used = sum(visit.status is VisitStatus.COMPLETED for visit in visits)
        fact = say.text("{used} used, {planned} planned", used=used, planned=planned)
        super().__init__(room, say.text("Visits"), fact=fact)
        self._room = room
        columns = (
            Column(_widest(room, visits)),
            Column(say.text("Not supported"), has_mark=True),
            Column(say.text("Itemized bill missing"), takes_rest=True),
        )
        self.model = PaperVisits(room, visits)
        self.table = RecordTable(room.look, say.text("Visits"), columns)
        self.model.setParent(self.table)
        self.table.setModel(self.model)
        self.table.set_full_height(self.model.rowCount())
        self.table.opened.connect(self._open)
        self.add(self.table)
        self.all: LinkLabel | None = None
        if len(visits) > FIRST:
            self.all = LinkLabel(room.look, Link(say.text("All {n}", n=len(visits)), None))
            self.all.clicked.connect(self._show_all)
            self.add(self.all)

    def _open(self, row: object) -> None:
        if isinstance(row, int):
            self._room.desk.go(ShowRecord("visit", self.model.visits[row].id))

    def _show_all(self) -> None:
        self.model.show_all()
        self.table.set_full_height(self.model.rowCount())
        if self.all is not None:
            self.all.hide()
        self.table.setFocus()


def _widest(room: RecordRoom, visits: Sequence[Visit]) -> str:
    """Return the widest of the dates: a date is never shortened."""
    font = room.look.theme.font(Role.STRONG)
    return max((room.say.date(visit.date) for visit in visits), key=partial(text_width, font))


def _heads(say: Wording) -> tuple[str, str, str]:
    return say.text("Date"), say.text("Verdict"), say.text("Why")
