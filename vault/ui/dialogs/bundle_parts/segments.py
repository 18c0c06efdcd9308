"""Two or more views of the same thing side by side, one of them pressed."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.painting import rounded, text_width


class _Segment(QPushButton):
    def __init__(self, look: Look, text: str, *, first: bool, last: bool) -> None:
        super().__init__(text)
        self._look, self._first, self._last = look, first, last
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.toggled.connect(self._take_tab_stop)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        font = theme.font(Role.STRONG)
        return QSize(text_width(font, self.text()) + 2 * theme.px(0.6), theme.px(1.5))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        radius = theme.metrics.radius
        whole = QRectF(self.rect()).adjusted(0 if self._first else -1, 0, 0 if self._last else radius, 0)
        if not self._first:
            whole.adjust(-radius, 0, 0, 0)
        clip = QPainterPath()
        clip.addRect(QRectF(self.rect()))
        painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
        lit = self.isChecked() or self.underMouse()
        fill = theme.color(Tone.SELECT if lit else Tone.CARD)
        rounded(painter, whole, radius, fill=fill, edge=theme.color(Tone.EDGE))
        if not self._first:
            painter.fillRect(QRectF(0, 0, 1, self.height()), theme.color(Tone.EDGE))
        painter.setFont(theme.font(Role.STRONG if self.isChecked() else Role.BODY))
        painter.setPen(theme.color(Tone.TEXT))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _take_tab_stop(self, on: bool) -> None:  # noqa: FBT001 - Qt's signature
        """Let Tab come to the pressed one alone; arrows go to the others."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    def _restyle(self, theme: Theme) -> None:
        self.setFont(theme.font(Role.STRONG))
        self.updateGeometry()
        self.update()


class Segments(QWidget):
    """A row of views; `chosen` carries the number of the pressed one, from 0."""

    chosen = Signal(int)

    def __init__(self, look: Look, name: str, texts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        last = len(texts) - 1
        self.buttons = tuple(
            _Segment(look, text, first=number == 0, last=number == last) for number, text in enumerate(texts)
        )
        for button in self.buttons:
            row.addWidget(button)
            button.toggled.connect(self._toggled)
        self.buttons[0].setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def current(self) -> int:
        """The number of the pressed view."""
        return next(number for number, button in enumerate(self.buttons) if button.isChecked())

    def choose(self, number: int) -> None:
        """Press a view."""
        self.buttons[number].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        number = min(max(self.current + step, 0), len(self.buttons) - 1)
        self.choose(number)
        self.buttons[number].setFocus()

    def _toggled(self, on: bool) -> None:  # noqa: FBT001 - Qt's signature
        if on:
            self.chosen.emit(self.current)
