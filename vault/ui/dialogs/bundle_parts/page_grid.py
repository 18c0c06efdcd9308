"""The pages of the bundle side by side, exactly as they will leave."""

from bisect import bisect_right
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
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.dialogs.bundle_parts.page_pictures import PagePictures
from vault.ui.papers.thumbnails import paint_sheet
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import RING
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.painting import rounded, text_width, write

Index = QModelIndex | QPersistentModelIndex
_WIDTH, _HEIGHT, _CAPTION, _GAP = 5.8, 8.2, 1.1, 0.5
_NO_PARENT = QModelIndex()


class PageModel(QAbstractListModel):
    """One row a page; its words are the part of the file it belongs to."""

    def __init__(self, say: Wording, parent: QObject) -> None:
        super().__init__(parent)
        self._say = say
        self._pages = 0
        self._outline: tuple[tuple[str, int], ...] = ()

    def show_file(self, pages: int, outline: tuple[tuple[str, int], ...]) -> None:
        """Show another file."""
        self.beginResetModel()
        self._pages = pages
        self._outline = tuple((_without_number(title), first) for title, first in outline)
        self.endResetModel()

    def part(self, row: int) -> str:
        """Return the part of the file that a page belongs to."""
        at = bisect_right([first for _, first in self._outline], row + 1)
        return self._outline[at - 1][0] if at else ""

    def spoken(self, row: int) -> str:
        """Return the name a screen reader says."""
        page = self._say.text("Page {n} of {total}", n=row + 1, total=self._pages)
        part = self.part(row)
        return f"{part}, {page}" if part else page

    def rowCount(self, parent: Index = _NO_PARENT, /) -> int:
        return 0 if parent.isValid() else self._pages

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.part(index.row())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.spoken(index.row())
        return None


class PageGrid(QListView):
    """One tab stop; arrows move, Enter opens a page large; `opened` carries its number, from 1."""

    opened = Signal(int)

    def __init__(self, desk: Desk, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = desk.look
        self.pages = PageModel(desk.say, self)
        self.setModel(self.pages)
        self.setItemDelegate(_SheetDelegate(desk.look, pictures, self))
        self.setAccessibleName(desk.say.text("Pages as they will leave"))
        self.setProperty("look", "strip")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(self._open)
        pictures.arrived.connect(self._arrived)
        desk.look.follow(self._restyle)

    @property
    def page(self) -> int:
        """The page that is chosen, 1 at the beginning."""
        return max(0, self.currentIndex().row()) + 1

    def show_file(self, pages: int, outline: tuple[tuple[str, int], ...]) -> None:
        """Show another file, at the page that was chosen before where it has one."""
        page = min(self.page, pages)
        self.pages.show_file(pages, outline)
        self.choose(page)

    def choose(self, page: int) -> None:
        """Choose a page."""
        index = self.pages.index(page - 1)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.page)
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.row() + 1)

    def _arrived(self, page: int) -> None:
        self.update(self.pages.index(page - 1))

    def _restyle(self, theme: Theme) -> None:
        self.setGridSize(QSize(theme.px(_WIDTH + 2 * _GAP), theme.px(_HEIGHT + _CAPTION + 2 * _GAP)))
        self.scheduleDelayedItemsLayout()


class _SheetDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, pictures: PagePictures, grid: PageGrid) -> None:
        super().__init__(grid)
        self._look, self._pictures, self._grid = look, pictures, grid

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        del option, index
        return self._grid.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        theme = self._look.theme
        gap = theme.px(_GAP)
        area = QRect(option.rect).adjusted(gap, theme.px(0.3), -gap, 0)
        sheet = QRect(area.left(), area.top(), area.width(), theme.px(_HEIGHT))
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._pictures.pixmap(index.row() + 1, round(sheet.width() * ratio))
        shown = paint_sheet_in(painter, sheet, pixmap, theme)
        if option.state & QStyle.StateFlag.State_Selected:
            ring = QRectF(shown).adjusted(-RING, -RING, RING, RING)
            width = RING + 1 if self._grid.hasFocus() else RING
            rounded(painter, ring, RING, edge=theme.color(Tone.LINK), width=width)
        self._paint_caption(
            painter, index, QRect(area.left(), sheet.bottom(), area.width(), theme.px(_CAPTION))
        )

    def _paint_caption(self, painter: QPainter, index: Index, area: QRect) -> None:
        theme = self._look.theme
        number, strong = str(index.row() + 1), theme.font(Role.SMALL_STRONG)
        width = text_width(strong, number)
        right = QRect(area.right() - width + 1, area.top(), width, area.height())
        write(painter, right, number, strong, theme.color(Tone.TEXT2))
        left = QRect(area.left(), area.top(), area.width() - width - theme.px(0.3), area.height())
        part = self._grid.pages.part(index.row())
        write(painter, left, part, theme.font(Role.SMALL), theme.color(Tone.TEXT2))


def paint_sheet_in(painter: QPainter, area: QRect, pixmap: Any, theme: Theme) -> QRect:
    """Paint a page as large as fits, at the bottom of its place, and return where it is."""
    if pixmap is None:
        paint_sheet(painter, area, None, theme)
        return area
    size = pixmap.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(area.left() + (area.width() - size.width()) // 2, area.bottom() + 1 - size.height(), 0, 0)
    place.setSize(size)
    paint_sheet(painter, place, pixmap, theme)
    return place


def _without_number(title: str) -> str:
    """Return the title of a part without its number in the index."""
    number, _, words = title.partition(" ")
    return words if words and number.replace(".", "").isdecimal() else title
