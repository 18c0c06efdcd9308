"""The head of a page: where it is, what it shows, one line of facts, and what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.labels import ElidedLabel, IconMark, Label
from vault.ui.widgets.link_label import Link, LinkLabel

_FACTS_UNITS = 14
"""So much of the line of facts stands beside the actions; the rest of it wraps."""


class ActionRow(QWidget):
    """Buttons at the right; the first ones go into "More" when they do not all fit."""

    def __init__(
        self, look: Look, say: Wording, buttons: Sequence[Button], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._left = False
        self._buttons = tuple(buttons)
        self._menu = QMenu(self)
        self.more = Button(look, say.text("More"), icon="ellipsis", parent=self)
        self.more.clicked.connect(self._open_menu)
        for button in self._buttons:
            button.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if not self._buttons:
            self.hide()

    def hidden_actions(self) -> tuple[QAction, ...]:
        """Return what is in the menu now."""
        return tuple(self._menu.actions())

    def set_left(self, *, left: bool) -> None:
        """Begin at the left, as below a heading."""
        self._left = left
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._buttons), self._height())

    def minimumSizeHint(self) -> QSize:
        few = (self.more, *self._buttons[-1:]) if len(self._buttons) > 1 else self._buttons
        return QSize(self._width(few), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _height(self) -> int:
        return max((button.sizeHint().height() for button in self._buttons), default=0)

    def _width(self, buttons: Sequence[Button]) -> int:
        gap = self._look.theme.px(0.4)
        return sum(button.sizeHint().width() for button in buttons) + max(0, len(buttons) - 1) * gap

    def _arrange(self) -> None:
        shown: tuple[Button, ...] = self._buttons
        put_away = 0
        while len(self._buttons) - put_away > 1 and self._width(shown) > self.width():
            put_away += 1
            shown = (self.more, *self._buttons[put_away:])
        left = 0 if self._left else self.width() - self._width(shown)
        for button in (self.more, *self._buttons):
            button.setVisible(button in shown)
        for button in shown:
            size = button.sizeHint()
            button.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())
            left += size.width() + self._look.theme.px(0.4)
        self._fill_menu(self._buttons[:put_away])

    def _fill_menu(self, buttons: Sequence[Button]) -> None:
        self._menu.clear()
        for button in buttons:
            action = self._menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)

    def _open_menu(self) -> None:
        self._menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class PageHead(QWidget):
    """Crumb, heading, facts and actions; `crumb_activated` carries the target of the crumb's link."""

    crumb_activated = Signal(object)

    def __init__(
        self,
        look: Look,
        say: Wording,
        title: str,
        *,
        facts: str = "",
        crumbs: Sequence[Link | str] = (),
        buttons: Sequence[Button] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._below = False
        self._crumbs = QHBoxLayout()
        self._fill_crumbs(crumbs)
        self._title = Label(look, title, Role.H1)
        self._facts = Label(look, facts, tone=Tone.TEXT2)
        if not facts:
            self._facts.hide()
        self.action_row = ActionRow(look, say, buttons)
        self._words = QVBoxLayout()
        self._words.addLayout(self._crumbs)
        self._words.addWidget(self._title)
        self._words.addWidget(self._facts)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addLayout(self._words, 0, 0)
        self._grid.addWidget(self.action_row, 0, 1, Qt.AlignmentFlag.AlignBottom)
        self._grid.setColumnStretch(0, 1)
        look.follow(self._restyle)

    def set_title(self, title: str, facts: str = "") -> None:
        """Show another heading and line of facts."""
        self._title.setText(title)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        self._arrange()

    @property
    def is_below(self) -> bool:
        """Whether the actions are below the words."""
        return self._below

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return QSize(self.action_row.minimumSizeHint().width(), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _fill_crumbs(self, crumbs: Sequence[Link | str]) -> None:
        all_links = all(isinstance(crumb, Link) for crumb in crumbs)  # else the name at the end gives way
        for index, crumb in enumerate(crumbs):
            if index:
                self._crumbs.addWidget(IconMark(self._look, "chevron-right", units=0.7, tone=Tone.TEXT3))
            if isinstance(crumb, Link):
                link = LinkLabel(
                    self._look, crumb, Role.LABEL, tone=Tone.TEXT2, underlined=False, elides=all_links
                )
                link.activated.connect(self.crumb_activated)
                self._crumbs.addWidget(link)
            else:
                self._crumbs.addWidget(ElidedLabel(self._look, crumb, Role.LABEL, Tone.TEXT2))
        self._crumbs.addStretch(1)

    def _arrange(self) -> None:
        title = self._title.fontMetrics().horizontalAdvance(self._title.text())
        facts = self._facts.fontMetrics().horizontalAdvance(self._facts.text())
        words = max(title, min(facts, self._look.theme.px(_FACTS_UNITS)))
        needed = words + self._look.theme.px(1.2) + self.action_row.sizeHint().width()
        below = self.action_row.isVisibleTo(self) and needed > self.width()
        if below == self._below:
            return
        self._below = below
        self._grid.removeWidget(self.action_row)
        if below:
            self._grid.addWidget(self.action_row, 1, 0, 1, 2)
        else:
            self._grid.addWidget(self.action_row, 0, 1, Qt.AlignmentFlag.AlignBottom)
        self.action_row.set_left(left=below)

    def _restyle(self, theme: Theme) -> None:
        self._crumbs.setSpacing(theme.px(0.35))
        self._words.setSpacing(theme.px(0.15))
        self._grid.setHorizontalSpacing(theme.px(1.2))
        self._grid.setVerticalSpacing(theme.px(0.6))
        self.action_row.setMinimumHeight(theme.metrics.control)
        self._arrange()
