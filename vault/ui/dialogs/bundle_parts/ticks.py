"""What leaves, line by line: a tick, its words, how many pages it has."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.labels import Label


class TickRow(QWidget):
    """A tick whose words wrap and can be clicked too; `toggled` carries whether it is ticked."""

    toggled = Signal(bool)

    def __init__(
        self,
        look: Look,
        text: str,
        *,
        note: str = "",
        fixed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self.box.setEnabled(not fixed)
        self.box.setChecked(fixed)
        self._words = Label(look, text)
        self._note = Label(look, note, Role.SMALL, Tone.TEXT2)
        self._note.setVisible(bool(note))
        self._pages = Label(look, "", tone=Tone.TEXT2, wrap=False)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(self.box, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._words, 0, 1)
        self._grid.addWidget(self._pages, 0, 2, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._note, 1, 1)
        self._grid.setColumnStretch(1, 1)
        self.box.toggled.connect(self.toggled)
        for label in (self._words, self._note):
            label.installEventFilter(self)
        self.set_text(text)
        self.box.setAccessibleDescription(note)
        look.follow(self._restyle)

    def set_text(self, text: str) -> None:
        """Show other words."""
        self._words.setText(text)
        self.box.setAccessibleName(text)

    def set_pages(self, pages: int | None, spoken: str = "") -> None:
        """Show how many pages it has; None where that is not known."""
        self._pages.setText("" if pages is None else str(pages))
        name = self._words.text()
        self.box.setAccessibleName(f"{name}, {spoken}" if spoken else name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() is Qt.MouseButton.LeftButton
            and self.box.isEnabled()
        ):
            self.box.toggle()
            return True
        return super().eventFilter(watched, event)

    def _restyle(self, theme: Theme) -> None:
        self._grid.setHorizontalSpacing(theme.px(0.5))
        self._grid.setVerticalSpacing(0)
