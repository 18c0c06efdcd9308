"""One list of the side bar: icons, words and counts, or only icons on the rail."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import RING
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.nav_model import NavItem, NavModel, NavRole
from vault.ui.widgets.painting import rounded, text_width, write

_ROW, _RAIL_ROW, _GROUP_GAP = 1.65, 1.8, 0.8


class NavList(QListView):
    """One tab stop; arrows move, Enter opens; `opened` carries the key of a page."""

    opened = Signal(object)

    def __init__(
        self, look: Look, say: Wording, name: str, items: Sequence[NavItem], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.nav = NavModel(say, items, self)
        self.setProperty("look", "nav")
        self.setAccessibleName(name)
        self.setModel(self.nav)
        self.setItemDelegate(_NavDelegate(look, self))
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._open)
        look.follow(self._restyle)

    @property
    def is_rail(self) -> bool:
        """Whether only the icons are shown."""
        return self.nav.rail

    def set_rail(self, *, rail: bool) -> None:
        """Show only icons, with the words as tooltips."""
        self.nav.rail = rail
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.viewport().update()

    def show_page(self, key: str | None) -> None:
        """Mark the page in view; None marks none."""
        selection = self.selectionModel()
        keys = self.nav.keys()
        if key is None or key not in keys:
            selection.clearSelection()
            return
        index = self.nav.index(keys.index(key))
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def height_of(self, rows: int) -> int:
        """Return the height of the first rows."""
        return sum(
            _row_height(self._look.theme, self.nav.item(row), rail=self.is_rail) for row in range(rows)
        )

    def words_width(self) -> int:
        """Return the width at which every name and its count fit."""
        theme = self._look.theme
        items = [self.nav.item(row) for row in range(self.nav.rowCount())]
        strong, small = theme.font(Role.STRONG), theme.font(Role.SMALL_STRONG)
        words = [text_width(strong, item.text) + text_width(small, item.hint or "999") for item in items]
        return max(words, default=0) + theme.metrics.icon + theme.px(2.2)

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(2), self.height_of(self.nav.rowCount()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(2), self.height_of(min(1, self.nav.rowCount())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.selectionModel().setCurrentIndex(
                self.nav.index(0), QItemSelectionModel.SelectionFlag.NoUpdate
            )

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, /, event: object = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Keep the mark on the page in view while the arrows move."""
        del index, event
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.nav.item(index.row()).key)

    def _restyle(self, _theme: Theme) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.viewport().update()


class _NavDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, view: NavList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /) -> QSize:
        del option
        item = index.data(NavRole.ITEM)
        return QSize(self._look.theme.px(1), _row_height(self._look.theme, item, rail=self._view.is_rail))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /
    ) -> None:
        theme, item = self._look.theme, index.data(NavRole.ITEM)
        area = QRect(option.rect)
        if item.begins_group:
            gap = theme.px(_GROUP_GAP)
            line = QRect(area.x() + theme.px(0.4), area.y() + gap // 2, area.width() - theme.px(0.8), 1)
            painter.fillRect(line, theme.color(Tone.LINE))
            area.setTop(area.top() + gap)
        area.setHeight(area.height() - (0 if self._view.is_rail else theme.px(0.05)))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or over:
            rounded(painter, QRectF(area), theme.metrics.radius, fill=theme.color(Tone.SELECT))
        if self._view.hasFocus() and index == self._view.currentIndex():
            edge = theme.color(Tone.LINK)
            rounded(painter, QRectF(area), theme.metrics.radius, edge=edge, width=RING)
        if self._view.is_rail:
            self._paint_rail(painter, area, item, chosen=chosen)
        else:
            self._paint_row(painter, area, item, chosen=chosen)

    def _paint_row(self, painter: QPainter, area: QRect, item: NavItem, *, chosen: bool) -> None:
        theme = self._look.theme
        icon, pad = theme.metrics.icon, theme.px(0.5)
        place = QRect(area.x() + pad, area.y() + (area.height() - icon) // 2, icon, icon)
        tone = theme.color(Tone.LINK if chosen else Tone.TEXT2)
        self._look.icons.paint(painter, item.icon, place, tone)
        left, right = place.right() + theme.px(0.5), area.right() - pad
        note = str(item.count) if item.count else item.hint
        if note:
            font = theme.font(Role.SMALL_STRONG if item.count else Role.SMALL)
            width = text_width(font, note)
            ink = theme.color(Tone.TEXT if item.count else Tone.TEXT2)
            spot = QRect(right - width, area.y(), width, area.height())
            write(painter, spot, note, font, ink, Qt.AlignmentFlag.AlignRight)
            right -= width + theme.px(0.4)
        font = theme.font(Role.STRONG if chosen else Role.BODY)
        ink = theme.color(Tone.TEXT if chosen else Tone.TEXT2)
        write(painter, QRect(left, area.y(), right - left, area.height()), item.text, font, ink)

    def _paint_rail(self, painter: QPainter, area: QRect, item: NavItem, *, chosen: bool) -> None:
        theme = self._look.theme
        side = theme.px(0.95)
        place = QRect(0, 0, side, side)
        place.moveCenter(area.center())
        tone = theme.color(Tone.LINK if chosen else Tone.TEXT2)
        self._look.icons.paint(painter, item.icon, place, tone)
        if item.count:
            dot = theme.px(0.4)
            spot = QRectF(place.right() - dot / 4, place.top() - dot / 2, dot, dot)
            rounded(painter, spot, dot / 2, fill=theme.color(Tone.ACCENT))


def _row_height(theme: Theme, item: NavItem, *, rail: bool) -> int:
    return theme.px(_RAIL_ROW if rail else _ROW) + (theme.px(_GROUP_GAP) if item.begins_group else 0)
