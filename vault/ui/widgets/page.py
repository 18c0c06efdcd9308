"""The body of a page: one scroll area, its margins by the window's breadth, at most 62 L where it is read."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vault.ui.theme.look import Look
from vault.ui.theme.metrics import Breadth
from vault.ui.theme.theme import Theme

_READING_UNITS = 62


class PageBody(QScrollArea):
    """A page that scrolls as a whole; `add` puts parts below each other."""

    def __init__(
        self, look: Look, name: str, *, reading: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._reading = look, reading
        self._breadth: Breadth | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget()
        self._inner.setProperty("look", "page")
        self.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        self.column = QVBoxLayout(self._inner)
        self.setWidget(self._inner)
        look.follow(self._restyle)

    def add(self, part: QWidget, *, gap: float = 0) -> None:
        """Add a part, with a further gap in L above it."""
        if gap:
            self.column.addSpacing(self._look.theme.px(gap))
        self.column.addWidget(part)

    def finish(self) -> None:
        """Keep the parts at the top."""
        self.column.addStretch(1)

    def set_breadth(self, breadth: Breadth) -> None:
        """Take the margins of a narrow, normal or wide window."""
        self._breadth = breadth
        self._set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def _set_margins(self) -> None:
        theme = self._look.theme
        side = theme.px(1.2 if self._breadth is Breadth.NARROW else 1.6)
        left = side
        if self._reading:
            left = max(side, (self.width() - theme.px(_READING_UNITS)) // 2)
        right = max(0, left - (self.width() - self.viewport().width()))  # the bar lies within the margin
        self.column.setContentsMargins(left, theme.px(1.2), right, side)

    def _restyle(self, theme: Theme) -> None:
        self.column.setSpacing(theme.px(0.6))
        self._set_margins()
