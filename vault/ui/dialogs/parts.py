"""Small parts that the windows before the unlock share."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.labels import IconMark, Label


class AppMark(QWidget):
    """The program's own mark at a size in L."""

    def __init__(self, look: Look, units: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._units = look, units
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def sizeHint(self) -> QSize:
        side = self._look.theme.px(self._units)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._look.icons.app_mark(self.width(), self.devicePixelRatioF()))

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
        self.update()


class CenteredLine(QWidget):
    """Widgets centered side by side, or below each other where they do not fit."""

    def __init__(self, look: Look, parts: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addStretch(1)
        for part in parts:
            self._box.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box.addStretch(1)
        look.follow(self._restyle)

    def minimumSizeHint(self) -> QSize:
        hint = self._box.minimumSize()
        return QSize(max(part.sizeHint().width() for part in self._parts), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """See again what fits; call it when a part has other words."""
        gaps = self._box.spacing() * (len(self._parts) - 1)
        fits = sum(part.sizeHint().width() for part in self._parts) + gaps <= self.width()
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(way)

    def _restyle(self, theme: Theme) -> None:
        self._box.setSpacing(theme.px(0.7))
        self.arrange()


class Foot(QFrame):
    """The card at the foot of a window: an icon, what it is about in bold, a sentence."""

    def __init__(
        self, look: Look, icon: str, heading: str, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self._row = QHBoxLayout(self)
        self._row.addWidget(IconMark(look, icon, units=0.9), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        self.heading = Label(look, heading, Role.STRONG)
        self.sentence = Label(look, sentence, tone=Tone.TEXT2)
        words.addWidget(self.heading)
        words.addWidget(self.sentence)
        self._row.addLayout(words, 1)
        look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(1.2), theme.px(0.8), theme.px(1.2), theme.px(0.9))
        self._row.setSpacing(theme.px(0.7))
