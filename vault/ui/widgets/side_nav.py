"""The side bar: vault and person, search, the pages, Add a paper, Settings and Lock; a rail when narrow."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QVBoxLayout, QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button, IconButton
from vault.ui.widgets.nav_list import NavList
from vault.ui.widgets.nav_model import NavItem
from vault.ui.widgets.painting import rounded, text_width, write
from vault.ui.widgets.pressable import Pressable

_WIDTH, _RAIL_WIDTH, _MARK, _LEAST_HEIGHT = 10.6, 2.8, 1.6, 10


class VaultHead(Pressable):
    """Which vault and which person; opens the person switcher."""

    def __init__(
        self, look: Look, say: Wording, vault: str, person: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._look, self._say = look, say
        self._vault, self._person, self._rail = vault, person, False
        self.setFlat(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_names(vault, person)
        look.follow(self._restyle)

    def set_names(self, vault: str, person: str) -> None:
        """Show another vault or person."""
        self._vault, self._person = vault, person
        self.setAccessibleName(self._say.text("{vault}, {person}: switch person", vault=vault, person=person))
        self.setToolTip(f"{vault}\n{person}")
        self.update()

    def set_rail(self, *, rail: bool) -> None:
        """Show only the mark."""
        self._rail = rail
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = self._look.theme.px(_MARK if self._rail else 2)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        if self.underMouse():
            rounded(painter, QRectF(self.rect()), theme.metrics.radius, fill=theme.color(Tone.SELECT))
        mark = theme.px(_MARK)
        top = (self.height() - mark) // 2
        left = (self.width() - mark) // 2 if self._rail else theme.px(0.2)
        painter.drawPixmap(left, top, self._look.icons.app_mark(mark, self.devicePixelRatioF()))
        if self._rail:
            return
        left += mark + theme.px(0.5)
        arrow = theme.px(0.8)
        right = self.width() - theme.px(0.2) - arrow
        half = self.height() // 2
        width = right - left - theme.px(0.3)
        write(
            painter,
            QRect(left, 0, width, half + 2),
            self._vault,
            theme.font(Role.STRONG),
            theme.color(Tone.TEXT),
        )
        small = theme.font(Role.SMALL)
        write(painter, QRect(left, half, width, half), self._person, small, theme.color(Tone.TEXT2))
        place = QRect(right, (self.height() - arrow) // 2, arrow, arrow)
        self._look.icons.paint(painter, "chevron-down", place, theme.color(Tone.TEXT2))

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
        self.update()


class SearchButton(Pressable):
    """Looks like a search field; opens the palette of records, words and actions."""

    def __init__(self, look: Look, text: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._look, self._keys, self._rail = look, keys, False
        self.setToolTip(f"{text} ({keys})")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def set_rail(self, *, rail: bool) -> None:
        """Show only the icon."""
        self._rail = rail
        self.update()

    def sizeHint(self) -> QSize:
        height = self._look.theme.px(1.7)
        return QSize(height, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        icon = theme.px(0.95 if self._rail else 0.8)
        left = (self.width() - icon) // 2 if self._rail else theme.px(0.45)
        if not self._rail:
            rounded(
                painter,
                QRectF(self.rect()),
                theme.metrics.radius,
                fill=theme.color(Tone.CARD),
                edge=theme.color(Tone.EDGE),
            )
        elif self.underMouse():
            rounded(painter, QRectF(self.rect()), theme.metrics.radius, fill=theme.color(Tone.SELECT))
        place = QRect(left, (self.height() - icon) // 2, icon, icon)
        self._look.icons.paint(painter, "search", place, theme.color(Tone.TEXT2))
        if self._rail:
            return
        font = theme.font(Role.SMALL)
        width = text_width(font, self._keys) + theme.px(0.6)
        cap = QRect(
            self.width() - width - theme.px(0.3), theme.px(0.4), width, self.height() - 2 * theme.px(0.4)
        )
        rounded(painter, QRectF(cap), theme.metrics.chip_radius, edge=theme.color(Tone.LINE))
        write(painter, cap, self._keys, font, theme.color(Tone.TEXT2), Qt.AlignmentFlag.AlignHCenter)
        left = place.right() + theme.px(0.4)
        words = QRect(left, 0, cap.left() - left - theme.px(0.2), self.height())
        write(painter, words, self.text(), theme.font(Role.LABEL), theme.color(Tone.TEXT3))

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
        self.update()


@dataclass(frozen=True, slots=True)
class NavFacts:
    """What the side bar names: no search without its keys."""

    vault: str
    person: str
    pages: tuple[NavItem, ...]
    foot: tuple[NavItem, ...]
    search_keys: str = ""


class SideNav(QFrame):
    """The side bar; `opened` carries the key of the page or foot item that was chosen."""

    opened = Signal(object)
    search_asked = Signal()
    person_asked = Signal()

    def __init__(
        self,
        look: Look,
        say: Wording,
        facts: NavFacts,
        add_paper: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._rail = False
        self.setProperty("look", "nav")
        self.head = VaultHead(look, say, facts.vault, facts.person)
        self.search = SearchButton(look, say.text("Search or go to"), facts.search_keys)
        self.search.setVisible(bool(facts.search_keys))
        self.pages = NavList(look, say, say.text("Pages"), facts.pages)
        self.add_paper = Button.of_action(look, add_paper, icon="plus")
        self.foot = NavList(look, say, say.text("Settings and lock"), facts.foot)
        self.more = IconButton(look, "ellipsis", say.text("More pages"))
        self._menu = QMenu(self)
        self._column = QVBoxLayout(self)
        self._column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        for part in (self.head, self.search, self.pages):
            self._column.addWidget(part)
        self._column.addStretch(1)
        for low in (self.more, self.add_paper, self.foot):
            self._column.addWidget(low)
        self._column.setAlignment(self.more, Qt.AlignmentFlag.AlignHCenter)
        for part in (self.pages, self.foot):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            part.opened.connect(self.opened)
        self.head.clicked.connect(self.person_asked)
        self.search.clicked.connect(self.search_asked)
        self.more.clicked.connect(self._open_more)
        look.follow(self._restyle)

    def show_page(self, key: str) -> None:
        """Mark the page in view."""
        self.pages.show_page(key)
        self.foot.show_page(key)

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait on a page."""
        self.pages.nav.set_count(key, count)

    def set_rail(self, *, rail: bool) -> None:
        """Become a rail of icons, or the full bar."""
        self._rail = rail
        self.add_paper.setVisible(not rail)
        for part in (self.head, self.search, self.pages, self.foot):
            part.set_rail(rail=rail)
        self._restyle(self._look.theme)

    def overflow(self) -> tuple[str, ...]:
        """Return the keys of what does not fit and is in "More" now."""
        first = self._fitting()
        hidden_foot = self.foot.nav.keys() if not self.foot.isVisibleTo(self) else ()
        return self.pages.nav.keys()[first:] + hidden_foot

    def minimumSizeHint(self) -> QSize:
        return QSize(self.width(), self._look.theme.px(_LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _full_width(self, side: int) -> int:
        """Return a width that no page's name and no button outgrows."""
        words = (self.pages.words_width(), self.foot.words_width(), self.add_paper.sizeHint().width())
        return max(self._look.theme.px(_WIDTH), max(words) + 2 * side)

    def _fitting(self) -> int:
        return sum(not self.pages.isRowHidden(row) for row in range(self.pages.nav.rowCount()))

    def _fit(self) -> None:
        """Show as many rows as there is height for; the rest goes into "More"."""
        rows = self.pages.nav.rowCount()
        margins, gap = self._column.contentsMargins(), self._column.spacing()
        fixed = self.head.sizeHint().height() + margins.top() + margins.bottom() + 4 * gap
        if self.search.isVisibleTo(self):
            fixed += self.search.sizeHint().height()
        foot = self.foot.sizeHint().height()
        if not self._rail:
            foot += self.add_paper.sizeHint().height()
        room = self.height() - fixed - foot
        all_fit = self.pages.height_of(rows) <= room
        shown = rows
        if not all_fit:
            room = self.height() - fixed - self.more.sizeHint().height()
            if not self._rail:
                room -= self.add_paper.sizeHint().height()
            while shown > 1 and self.pages.height_of(shown) > room:
                shown -= 1
        for row in range(rows):
            self.pages.setRowHidden(row, row >= shown)
        self.pages.setFixedHeight(self.pages.height_of(shown))
        self.foot.setFixedHeight(self.foot.sizeHint().height())
        self.foot.setVisible(all_fit)
        self.more.setVisible(not all_fit)

    def _open_more(self) -> None:
        self._menu.clear()
        for part in (self.pages, self.foot):
            for row, key in enumerate(part.nav.keys()):
                if key in self.overflow():
                    action = self._menu.addAction(part.nav.item(row).text)
                    action.setData(key)
                    action.triggered.connect(self._open_from_menu)
        self._menu.popup(self.more.mapToGlobal(self.more.rect().topRight()))

    def _open_from_menu(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.opened.emit(action.data())

    def _restyle(self, theme: Theme) -> None:
        side = theme.px(0.4 if self._rail else 0.6)
        self.setFixedWidth(theme.px(_RAIL_WIDTH) if self._rail else self._full_width(side))
        top, bottom = (0.4, 0.3) if self._rail else (0.65, 0.5)
        self._column.setContentsMargins(side, theme.px(top), side, theme.px(bottom))
        self._column.setSpacing(theme.px(0.15 if self._rail else 0.4))
        self._fit()
