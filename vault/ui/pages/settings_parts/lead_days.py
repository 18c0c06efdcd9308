"""How many days ahead each kind of date is announced: a small table that is typed into."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from vault.domain.deadlines.due_date import DueKind
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.pages.settings_parts.rule_work import LeadRow, set_leads
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.card import Card
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import Label
from vault.ui.widgets.notice import InlineWarning

KIND, DAYS = 0, 1
_MOST_AHEAD, _MOST_DAYS = 3_650, 12
_ROWS_SHOWN, _ROW_UNITS, _DAYS_UNITS = 9, 1.8, 9
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LeadChange:
    """Days typed for a kind."""

    kind: DueKind
    days: tuple[int, ...]


def read_days(text: str) -> tuple[int, ...] | None:
    """Return the days of `30, 14, 7`, the longest first; None when they cannot be read."""
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    if not parts or not all(part.isascii() and part.isdigit() and int(part) <= _MOST_AHEAD for part in parts):
        return None
    days = tuple(sorted({int(part) for part in parts}, reverse=True))
    return days if len(days) <= _MOST_DAYS else None


class LeadModel(QAbstractTableModel):
    """Kinds and their days; only the days can be changed."""

    typed = Signal(object)
    """A LeadChange."""

    refused = Signal()

    def __init__(self, say: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._rows: tuple[LeadRow, ...] = ()

    @property
    def rows(self) -> tuple[LeadRow, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[LeadRow]) -> None:
        """Show these kinds; the place in the table stays."""
        rows = tuple(rows)
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows != self._rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0, KIND), self.index(len(rows) - 1, DAYS))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 2

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        days = ", ".join(map(str, row.days))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return row.label if index.column() == KIND else days
        if role == Qt.ItemDataRole.FontRole and row.is_own:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Qt.ItemDataRole.AccessibleTextRole:
            own = self._say.text("your own choice") if row.is_own else self._say.text("as usual")
            return row.label if index.column() == KIND else f"{days}, {own}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._say.text("What is due") if section == KIND else self._say.text("Days ahead")

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == DAYS else flags

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, days = self._rows[index.row()], read_days(str(value))
        if days is None:
            self.refused.emit()
            return False
        if days != row.days:
            changed = LeadRow(row.kind, row.label, days, is_own=True)
            self._rows = (*self._rows[: index.row()], changed, *self._rows[index.row() + 1 :])
            self.dataChanged.emit(index, index)
            self.typed.emit(LeadChange(row.kind, days))
        return True


class LeadTable(QTableView):
    """Typing, Enter or F2 changes the days of the row one is in; Tab leaves the table."""

    def __init__(self, desk: Desk, model: LeadModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = desk.look
        self.setModel(model)
        self.setAccessibleName(desk.say.text("Days ahead for each kind of date"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked
            | triggers.SelectedClicked
            | triggers.EditKeyPressed
            | triggers.AnyKeyPressed
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionResizeMode(KIND, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(DAYS, QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self._fit_rows)
        desk.look.follow(self._restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        index = self.currentIndex()
        if index.column() != DAYS:  # or nowhere yet
            self.setCurrentIndex(self.model().index(max(0, index.row()), DAYS))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        theme = self._look.theme
        self.horizontalHeader().resizeSection(DAYS, min(theme.px(_DAYS_UNITS), self.viewport().width() // 2))
        self.resizeRowsToContents()

    def _restyle(self, theme: Theme) -> None:
        self.setFont(theme.font(Role.BODY))
        self.horizontalHeader().setFont(theme.font(Role.HEADER))
        self.verticalHeader().setMinimumSectionSize(theme.px(_ROW_UNITS))
        self.setFixedHeight(theme.px(_ROW_UNITS * (_ROWS_SHOWN + 1)))
        self._fit_rows()


class LeadCard(Card):
    """The table, what was wrong with an entry, and the ways back to the usual days."""

    changed = Signal()
    """The days were written."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, parent=parent)
        self._desk = desk
        look, say = desk.look, desk.say
        self.model = LeadModel(say, self)
        self.table = LeadTable(desk, self.model)
        self.usual = Button(look, say.text("Usual days for this row"), small=True)
        self.all_usual = Button(look, say.text("Usual days for all"), small=True)
        self.trouble = InlineWarning(look, say, "")
        self.trouble.hide()
        holder = QWidget()
        self._flow = FlowLayout(holder)
        for button in (self.usual, self.all_usual):
            self._flow.addWidget(button)
        self.column.addWidget(Label(look, say.text("When you are reminded"), Role.STRONG))
        hint = say.text("Days before a date, such as 30, 14, 7, 0; 0 is the day itself.")
        self.column.addWidget(Label(look, hint, Role.SMALL, Tone.TEXT2))
        for part in (self.table, self.trouble, holder):
            self.column.addWidget(part)
        self.model.typed.connect(self._typed)
        self.model.refused.connect(self._refused)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.usual.clicked.connect(self._take_usual)
        self.all_usual.clicked.connect(self._take_all_usual)
        look.follow(self._restyle_flow)
        self._ready()

    def show_rows(self, rows: Sequence[LeadRow]) -> None:
        """Show what is set."""
        self.model.show_rows(rows)
        self._ready()

    def _typed(self, change: LeadChange) -> None:
        self.trouble.set_text("")
        self._write((change.kind,), change.days)

    def _refused(self) -> None:
        self.trouble.set_text(
            self._desk.say.text(
                "Not taken: whole numbers with commas between them, at most 12, such as 30, 7, 0."
            )
        )

    def _row_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._ready()

    def _take_usual(self) -> None:
        row = self._row()
        if row is not None:
            self._write((row.kind,), None)

    def _take_all_usual(self) -> None:
        self._write(tuple(row.kind for row in self.model.rows if row.is_own), None)

    def _write(self, kinds: tuple[DueKind, ...], days: tuple[int, ...] | None) -> None:
        self._ready()
        self._desk.session.read(partial(set_leads, kinds, days), self, self._written)

    def _written(self, _nothing: None) -> None:
        self.changed.emit()

    def _row(self) -> LeadRow | None:
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def _ready(self) -> None:
        say, row = self._desk.say, self._row()
        unchanged = say.text("The usual days hold already.")
        self.usual.set_not_ready("" if row is not None and row.is_own else unchanged)
        self.all_usual.set_not_ready("" if any(each.is_own for each in self.model.rows) else unchanged)

    def _restyle_flow(self, theme: Theme) -> None:
        self._flow.set_gaps(theme.px(0.4), theme.px(0.3))
