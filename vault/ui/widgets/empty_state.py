"""What a page shows before anything is on it: what belongs here, and the button that brings it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.card import Card
from vault.ui.widgets.labels import IconMark, Label


class EmptyState(Card):
    """An icon, a heading, a sentence and buttons, centered."""

    def __init__(
        self,
        look: Look,
        icon: str,
        heading: str,
        sentence: str,
        buttons: Sequence[Button] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent=parent)
        center = Qt.AlignmentFlag.AlignHCenter
        mark = IconMark(look, icon, units=1.6)
        title, words = Label(look, heading, Role.H3), Label(look, sentence, tone=Tone.TEXT2)
        for label in (title, words):
            label.setAlignment(center)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        for button in buttons:
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self.column.addWidget(mark, 0, center)
        self.column.addWidget(title)
        self.column.addWidget(words)
        self.column.addLayout(self._buttons)
        self.setAccessibleName(f"{heading}. {sentence}")
        look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self.column.setContentsMargins(theme.px(2), theme.px(1), theme.px(2), theme.px(1))
        self.column.setSpacing(theme.px(0.4))
        self._buttons.setContentsMargins(0, theme.px(0.4), 0, 0)
        self._buttons.setSpacing(theme.px(0.4))
