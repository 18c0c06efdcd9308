"""The left part of the inbox: where papers can be dropped, which wait, and that they are safe."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vault.ui.desk import Desk
from vault.ui.papers.inbox_list import InboxList
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.labels import Divider, IconMark, Label


class InboxSide(QWidget):
    """Heading, drop field, list and foot."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look, say = desk.look, desk.say
        self._desk = desk
        self.list = InboxList(look, say.text("Papers to file"))
        self._drop = QFrame()
        self._drop.setProperty("look", "drop")
        self._drop_row = QHBoxLayout(self._drop)
        self._drop_row.addStretch(1)
        self._drop_row.addWidget(IconMark(look, "upload", units=0.9))
        self._drop_row.addWidget(Label(look, say.text("Drop papers anywhere"), tone=Tone.TEXT2, wrap=False))
        self._drop_row.addStretch(1)
        self._head = QVBoxLayout()
        self._head.addWidget(Label(look, say.text("Inbox"), Role.H1))
        self._head.addWidget(self._drop)
        self._line = Divider()
        self._foot = QWidget()
        self._foot_words = Label(look, "", Role.SMALL, Tone.TEXT2)
        self._foot_row = QHBoxLayout(self._foot)
        self._foot_row.addWidget(IconMark(look, "shield-check", units=0.9), 0, Qt.AlignmentFlag.AlignTop)
        self._foot_row.addWidget(self._foot_words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self._line)
        column.addWidget(self.list, 1)
        column.addWidget(self._foot)
        column.addStretch(0)
        look.follow(self._restyle)

    def show_count(self, count: int) -> None:
        """Say how many papers are safe; without any the list makes room."""
        say = self._desk.say
        stored = say.count(count, "This paper is stored safely.", "All {n} papers are stored safely.")
        self._foot_words.setText(f"{stored} {say.text('You may lock or quit; reading goes on later.')}")
        for part in (self._drop, self._line, self.list, self._foot):
            part.setVisible(count > 0)

    def _restyle(self, theme: Theme) -> None:
        side = theme.px(0.8)
        self._head.setContentsMargins(side, theme.px(1.2), side, theme.px(0.6))
        self._head.setSpacing(theme.px(0.6))
        self._drop_row.setContentsMargins(0, theme.px(0.5), 0, theme.px(0.5))
        self._drop_row.setSpacing(theme.px(0.5))
        self._foot_row.setContentsMargins(side, theme.px(0.6), side, theme.px(0.8))
        self._foot_row.setSpacing(theme.px(0.5))
