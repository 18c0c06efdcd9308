"""How far a paper has come: stored, upright, read, checked, as four marks and in words."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.labels import Label
from vault.ui.widgets.painting import rounded

STAGES = 4
_WIDTH, _HEIGHT, _STEP = 0.68, 0.24, 0.85


@dataclass(frozen=True, slots=True)
class Stage:
    """The stages that are done (0 to 4; the next one is under way), said in words."""

    done: int
    words: str
    needs_you: bool = False
    trouble: bool = False


def marks_size(theme: Theme) -> QSize:
    """Return the size of the four marks."""
    return QSize(theme.px((STAGES - 1) * _STEP + _WIDTH), theme.px(_HEIGHT))


def paint_marks(painter: QPainter, rect: QRectF, done: int, theme: Theme) -> None:
    """Paint the four marks: filled when done, edged in blue while under way, empty after."""
    unit = theme.metrics.unit
    for index in range(STAGES):
        mark = QRectF(rect.x() + index * _STEP * unit, rect.y(), _WIDTH * unit, rect.height())
        radius = rect.height() / 2
        if index < done:
            rounded(painter, mark, radius, fill=theme.color(Tone.TEXT3))
        elif index == done:
            fill, edge = theme.color(Tone.SELECT), theme.color(Tone.LINK)
            rounded(painter, mark, radius, fill=fill, edge=edge, width=1.5)
        else:
            rounded(painter, mark, radius, edge=theme.color(Tone.EDGE))


class _Marks(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.done = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def sizeHint(self) -> QSize:
        return marks_size(self._look.theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        paint_marks(painter, QRectF(self.rect()), self.done, self._look.theme)

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
        self.update()


class StageMarks(QWidget):
    """The marks and the words beside them."""

    def __init__(self, look: Look, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks = _Marks(look)
        self._words = Label(look)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._marks)
        self._row.addWidget(self._words, 1)
        self.set_stage(stage)
        look.follow(self._restyle)

    def set_stage(self, stage: Stage) -> None:
        """Show another stage."""
        self._marks.done = stage.done
        self._marks.update()
        self._words.setText(stage.words)
        strong = stage.needs_you or stage.trouble
        self._words.set_role(Role.STRONG if strong else Role.BODY)
        self._words.set_tone(Tone.RISK if stage.trouble else Tone.LINK if stage.needs_you else Tone.TEXT2)
        self.setAccessibleName(stage.words)

    def _restyle(self, theme: Theme) -> None:
        self._row.setSpacing(theme.px(0.55))
