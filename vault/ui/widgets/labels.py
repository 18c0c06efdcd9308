"""Plain text in one of the theme's roles and tones, icons, and hairlines."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import LEADING, LINE
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.painting import few_letters, write

_ANY_SIZE = 16_777_215  # Qt's QWIDGETSIZE_MAX, which PySide6 does not name


class Label(QLabel):
    """A text that is never read as markup; it wraps unless told not to."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: Role = Role.BODY,
        tone: Tone = Tone.TEXT,
        *,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._role, self._tone = look, role, tone
        self._heights: dict[int, int] = {}
        self._measured: tuple[str, QFont, int] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        look.follow(self._restyle)

    def set_tone(self, tone: Tone) -> None:
        """Show the text in another color of the theme."""
        self._tone = tone
        self._restyle(self._look.theme)

    def set_role(self, role: Role) -> None:
        """Set the text in another size and weight."""
        self._role = role
        self._restyle(self._look.theme)

    def heightForWidth(self, width: int, /) -> int:
        if not self.wordWrap():
            return super().heightForWidth(width)
        measured = (self.text(), self.font(), self.margin())
        if measured != self._measured:  # layouts ask for the same widths again with every part of a page
            self._measured, self._heights = measured, {}
        if width not in self._heights:
            self._heights[width] = self._height_for(*measured, width)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self.heightForWidth(hint.width())) if self.wordWrap() else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        area = self.contentsRect().adjusted(self.margin(), self.margin(), -self.margin(), -self.margin())
        layout = broken_lines(self.text(), self.font(), area.width())
        step, metrics = leading(self.fontMetrics()), self.fontMetrics()
        top = area.y() + (area.height() - metrics.height() - (layout.lineCount() - 1) * step) / 2
        painter.setPen(self.palette().color(self.foregroundRole()))
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            spare = area.width() - line.naturalTextWidth()
            left = spare / 2 if self.alignment() & Qt.AlignmentFlag.AlignHCenter else 0
            line.draw(painter, QPointF(area.x() + left, top + number * step))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:  # in another parent Qt puts back the palette it met first
            self._restyle(self._look.theme)

    def _height_for(self, text: str, font: QFont, margin: int, width: int) -> int:
        metrics = self.fontMetrics()
        lines = broken_lines(text, font, width - 2 * margin).lineCount()
        return metrics.height() + (lines - 1) * leading(metrics) + 2 * margin

    def _restyle(self, theme: Theme) -> None:
        self.setFont(theme.font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.color(self._tone))
        self.setPalette(palette)


class ElidedLabel(Label):
    """One line that is shortened where there is no room; the whole of it is its tooltip and its name."""

    def __init__(self, look: Look, text: str, role: Role = Role.BODY, tone: Tone = Tone.TEXT) -> None:
        super().__init__(look, text, role, tone, wrap=False)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)

    def minimumSizeHint(self) -> QSize:
        return few_letters(self, super().sizeHint())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        write(painter, self.rect(), self.text(), self.font(), self.palette().color(self.foregroundRole()))


def broken_lines(text: str, font: QFont, width: int) -> QTextLayout:
    """Break a text into lines of a width, words whole where they fit."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout


def leading(metrics: QFontMetrics) -> int:
    """Return how far the lines of a paragraph are apart."""
    return round(LEADING * metrics.height())


class IconMark(QWidget):
    """An icon that stands for itself; it says what it means to a screen reader when told."""

    def __init__(
        self,
        look: Look,
        icon: str,
        *,
        units: float = 1.0,
        tone: Tone = Tone.TEXT2,
        meaning: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._icon, self._units, self._tone = look, icon, units, tone
        self.setAccessibleName(meaning)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def sizeHint(self) -> QSize:
        side = self._look.theme.px(self._units)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        self._look.icons.paint(painter, self._icon, self.rect(), self._look.theme.color(self._tone))

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
        self.update()


class Divider(QFrame):
    """A hairline."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "divider")
        self.turn(vertical=vertical)

    def turn(self, *, vertical: bool) -> None:
        """Run from top to bottom, or from left to right."""
        across = LINE if vertical else _ANY_SIZE
        along = _ANY_SIZE if vertical else LINE
        self.setMaximumSize(across, along)
        self.setMinimumSize(LINE if vertical else 0, 0 if vertical else LINE)
