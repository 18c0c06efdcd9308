"""The pages of a paper as small sheets in a row, below the page in view."""

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
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vault.domain.records.papers import Document
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.papers.thumbnails import Thumb, Thumbnails, paint_sheet
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import RING
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import LIGHT, Tone
from vault.ui.widgets.painting import rounded

_WIDTH, _HEIGHT, _GAP = 3.1, 4.3, 0.35
_NO_PARENT = QModelIndex()


class _PagesModel(QAbstractListModel):
    def __init__(self, say: Wording, parent: QObject) -> None:
        super().__init__(parent)
        self._say = say
        self._count = 0

    def set_count(self, count: int) -> None:
        self.beginResetModel()
        self._count = count
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT, /) -> int:
        return 0 if parent.isValid() else self._count

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> Any:
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._say.text("Page {page} of {count}", page=index.row() + 1, count=self._count)
        return None


class PageStrip(QListView):
    """One tab stop; `chosen` carries the number of a page."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = desk.look
        self._thumbnails = thumbnails
        self._model = _PagesModel(desk.say, self)
        self.document: Document | None = None
        self.setModel(self._model)
        self.setItemDelegate(_SheetDelegate(desk.look, self))
        self.setProperty("look", "strip")
        self.setAccessibleName(desk.say.text("Pages of this paper"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setTabKeyNavigation(False)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._choose)
        thumbnails.arrived.connect(self._arrived)
        desk.look.follow(self._restyle)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._model.rowCount()

    def show_paper(self, document: Document | None, count: int) -> None:
        """Show the pages of another paper; a single page needs no strip."""
        self.document = document
        self._model.set_count(count)
        self._center()

    def mark(self, page: int) -> None:
        """Mark the page in view."""
        if page - 1 != self.currentIndex().row():
            index = self._model.index(page - 1)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def sheet(self, row: int) -> Any:
        """Return the picture of a page if it is there."""
        return None if self.document is None else self._thumbnails.pixmap(self.document, row + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._center()

    def _center(self) -> None:
        """Leave as much at the left as at the right while all sheets fit."""
        theme = self._look.theme
        needed = self._model.rowCount() * theme.px(_WIDTH + 2 * _GAP)
        side = max(0, (self.width() - needed) // 2 - 1)
        self.setViewportMargins(side, 0, side, 0)

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.row() + 1)

    def _arrived(self, thumb: Thumb) -> None:
        if self.document is not None and thumb.document == self.document.id:
            self.viewport().update()

    def _restyle(self, theme: Theme) -> None:
        self.setFixedHeight(theme.px(_HEIGHT + 2 * _GAP) + self.horizontalScrollBar().sizeHint().height())
        self.scheduleDelayedItemsLayout()
        self._center()


class _SheetDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, strip: PageStrip) -> None:
        super().__init__(strip)
        self._look, self._strip = look, strip

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /) -> QSize:
        del option, index
        theme = self._look.theme
        return QSize(theme.px(_WIDTH + 2 * _GAP), theme.px(_HEIGHT + 2 * _GAP))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /
    ) -> None:
        theme = self._look.theme
        gap = theme.px(_GAP)
        area = QRect(option.rect).adjusted(gap, gap, -gap, -gap)
        place = paint_sheet(painter, area, self._strip.sheet(index.row()), theme)
        if option.state & QStyle.StateFlag.State_Selected:
            width = 2 * RING if self._strip.hasFocus() else RING
            grown = QRectF(place).adjusted(-width - 1, -width - 1, width + 1, width + 1)
            rounded(painter, grown, 0, edge=theme.color(Tone.LINK), width=width)
        painter.setFont(theme.font(Role.SMALL_STRONG))
        painter.setPen(QColor(LIGHT.hex(Tone.TEXT)))
        corner = place.adjusted(0, 0, -theme.px(0.25), -theme.px(0.1))
        number = str(index.row() + 1)
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, number)
