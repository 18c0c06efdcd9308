"""One row of a checklist: a mark, what it is, what it says, and the way to do it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.labels import Label


class StepRow(QWidget):
    """A mark, a line, a small line, and perhaps a button below them."""

    def __init__(
        self, room: RecordRoom, mark: QWidget, words: str, small: str, button: Button | None = None
    ) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        self._lines = QVBoxLayout()
        self._lines.addWidget(Label(room.look, words))
        if small:
            self._lines.addWidget(Label(room.look, small, Role.SMALL, Tone.TEXT2))
        self.button = button
        if button is not None:
            button.setAccessibleName(f"{button.text()}: {words}")
            self._lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addLayout(self._lines, 1)
        room.look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(0.8), theme.px(0.5), theme.px(0.8), theme.px(0.5))
        self._row.setSpacing(theme.px(0.6))
        self._lines.setSpacing(theme.px(0.2))
