"""A choice of one from a list, with the theme's own arrow."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from vault.ui.theme.look import Look
from vault.ui.theme.tokens import Tone


class Choice(QComboBox):
    """A combo box; the style sheet draws its frame, the icon its arrow."""

    def __init__(self, look: Look, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # on Linux Qt calls a combo by its value, so its name is lost
        self.setItemDelegate(QStyledItemDelegate(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self._look.theme
        side = theme.px(0.8)
        place = QRect(self.width() - theme.px(0.5) - side, (self.height() - side) // 2, side, side)
        tone = Tone.TEXT2 if self.isEnabled() else Tone.TEXT3
        self._look.icons.paint(QPainter(self), "chevron-down", place, theme.color(tone))
