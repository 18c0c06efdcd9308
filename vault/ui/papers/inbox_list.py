"""The papers of the inbox as a list: title, file and pages, four marks, the stage in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import LINE, RING
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.painting import rounded, text_width, write
from vault.ui.widgets.stage_marks import Stage, marks_size, paint_marks

_ROW_PAD, _ICON_COLUMN = 0.55, 1.6
_ITEM = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One paper as the list shows it."""

    id: str
    icon: str
    title: str
    file: str
    facts: str
    stage: Stage

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return ". ".join(part for part in (self.title, self.file, self.facts, self.stage.words) if part)


class InboxModel(QAbstractListModel):
    """The rows of the list; a row that changes keeps its place and its selection."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[InboxItem, ...] = ()

    @property
    def items(self) -> tuple[InboxItem, ...]:
        """The papers in their order."""
        return self._items

    def show(self, items: Sequence[InboxItem]) -> None:
        """Show these papers."""
        same = [each.id for each in items] == [each.id for each in self._items]
        if not same:
            self.beginResetModel()
        self._items = tuple(items)
        if not same:
            self.endResetModel()
        elif self._items:
            self.dataChanged.emit(self.index(0), self.index(len(self._items) - 1))

    def row_of(self, document_id: str | None) -> int:
        """Return the row of a paper, -1 when it is not here."""
        return next((row for row, each in enumerate(self._items) if each.id == document_id), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT, /) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> Any:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        item = self._items[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.title
            case Qt.ItemDataRole.ToolTipRole:
                return f"{item.title}\n{item.file}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return item.spoken
        return item if role == _ITEM else None


class InboxList(QListView):
    """One tab stop; `chosen` carries a paper's id as the mark moves, `opened` when it is to be checked."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.papers = InboxModel(self)
        self.setModel(self.papers)
        self.setItemDelegate(_PaperDelegate(look, self))
        self.setProperty("look", "nav")
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._choose)
        self.clicked.connect(self._open)
        look.follow(self._restyle)

    @property
    def current(self) -> str | None:
        """The id of the marked paper."""
        index = self.currentIndex()
        return self.papers.items[index.row()].id if index.isValid() else None

    def mark(self, document_id: str | None) -> None:
        """Mark a paper; one that is not here marks the first."""
        row = max(0, self.papers.row_of(document_id))
        if self.papers.rowCount():
            index = self.papers.index(row)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.papers.items[current.row()].id)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.papers.items[index.row()].id)

    def _restyle(self, _theme: Theme) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class _PaperDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, view: InboxList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /) -> QSize:
        del option, index
        theme = self._look.theme
        lines = sum(_line(theme, role) for role in (Role.STRONG, Role.SMALL, Role.SMALL_STRONG))
        return QSize(theme.px(8), lines + 2 * theme.px(_ROW_PAD) + 2 * theme.px(0.2) + LINE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /
    ) -> None:
        theme, item = self._look.theme, index.data(_ITEM)
        area = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.color(Tone.SELECT))
        line = QRect(area.x(), area.bottom(), area.width(), LINE)
        painter.fillRect(line, theme.color(Tone.LINE))
        if self._view.hasFocus() and index == self._view.currentIndex():
            rounded(painter, QRectF(area), 0, edge=theme.color(Tone.LINK), width=RING)
        self._paint_words(painter, area.adjusted(theme.px(0.8), theme.px(_ROW_PAD), -theme.px(0.6), 0), item)

    def _paint_words(self, painter: QPainter, area: QRect, item: InboxItem) -> None:
        theme, gap = self._look.theme, self._look.theme.px(0.2)
        icon = theme.px(1)
        self._look.icons.paint(
            painter, item.icon, QRect(area.x(), area.y() + gap, icon, icon), theme.color(Tone.TEXT2)
        )
        left = area.x() + theme.px(_ICON_COLUMN)
        width = area.right() - left
        top, height = area.y(), _line(theme, Role.STRONG)
        place = QRect(left, top, width, height)
        write(painter, place, item.title, theme.font(Role.STRONG), theme.color(Tone.TEXT))
        top, height = top + height + gap, _line(theme, Role.SMALL)
        self._paint_facts(painter, QRect(left, top, width, height), item)
        top, height = top + height + gap, _line(theme, Role.SMALL_STRONG)
        marks = marks_size(theme)
        spot = QRectF(left, top + (height - marks.height()) / 2, marks.width(), marks.height())
        paint_marks(painter, spot, item.stage.done, theme)
        strong = item.stage.needs_you or item.stage.trouble
        tone = Tone.RISK if item.stage.trouble else Tone.LINK if item.stage.needs_you else Tone.TEXT2
        words = left + marks.width() + theme.px(0.4)
        font = theme.font(Role.SMALL_STRONG if strong else Role.SMALL)
        place = QRect(words, top, area.right() - words, height)
        write(painter, place, item.stage.words, font, theme.color(tone))

    def _paint_facts(self, painter: QPainter, area: QRect, item: InboxItem) -> None:
        """Write file, pages and day; only the file's name is ever shortened."""
        theme = self._look.theme
        font, color = theme.font(Role.SMALL), theme.color(Tone.TEXT2)
        facts = f" · {item.facts}" if item.file and item.facts else item.facts
        needed = min(area.width(), text_width(font, facts))
        name = min(area.width() - needed, text_width(font, item.file)) if item.file else 0
        write(painter, QRect(area.x(), area.y(), name, area.height()), item.file, font, color)
        write(painter, QRect(area.x() + name, area.y(), needed, area.height()), facts, font, color)


def _line(theme: Theme, role: Role) -> int:
    return QFontMetrics(theme.font(role)).height()
