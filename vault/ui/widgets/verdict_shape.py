"""The shape of each verdict, and the shape with its word."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from vault.domain.coverage.verdict import Verdict
from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import VERDICT_TONES, Tokens, Tone
from vault.ui.widgets.labels import Label

GRID = 16
LEAST_SIZE = 12
QUIET = frozenset({Verdict.SUPPORTED, Verdict.NOT_COUNTED})
"""Verdicts whose word stays grey, so that a long list shows only its problems."""

_RING = 1.5
_ROUNDING = 0.6
_HOOK = QRectF(6.3, 4.3, 3.4, 3.4)


def paint_verdict(
    painter: QPainter, rect: QRectF, verdict: Verdict, tokens: Tokens, *, planned: bool = False
) -> None:
    """Paint a verdict's shape into a square: filled for a visit that happened, outline for a planned one."""
    color = QColor(tokens.hex(VERDICT_TONES[verdict][0]))
    hollow = planned or verdict is Verdict.NOT_COUNTED
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / GRID, rect.height() / GRID)
    pen = QPen(color, _RING if hollow else _ROUNDING)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QColor(tokens.hex(Tone.CARD)) if hollow else color)
    painter.drawPath(_body(verdict, _RING / 2 if hollow else 0.15))
    _paint_mark(painter, verdict, color if hollow else QColor(tokens.hex(Tone.GLYPH)), hollow=hollow)
    painter.restore()


def word_tone(verdict: Verdict) -> Tone:
    """Return the color of a verdict's word in a row."""
    return Tone.TEXT2 if verdict in QUIET else VERDICT_TONES[verdict][0]


def word_role(verdict: Verdict) -> Role:
    """Return the weight of a verdict's word in a row."""
    return Role.BODY if verdict in QUIET else Role.STRONG


def verdict_text(verdict: Verdict, say: Wording) -> str:
    """Return a verdict's word."""
    from vault.services.wording.verdicts import verdict_word  # the unlock window shows none: a fast start

    return verdict_word(verdict, say)


def planned_word(verdict: Verdict, say: Wording, *, planned: bool) -> str:
    """Return a verdict's word, with what the outline says put into words."""
    word = verdict_text(verdict, say)
    return say.text("{verdict} (planned)", verdict=word) if planned else word


def _body(verdict: Verdict, inset: float) -> QPainterPath:
    path = QPainterPath()
    middle = QPointF(GRID / 2, GRID / 2)
    match verdict:
        case Verdict.AT_RISK:
            low, side = 14.2 - inset, inset * 1.75
            path.addPolygon(
                QPolygonF([QPointF(8, 1.6 + inset * 1.9), QPointF(15 - side, low), QPointF(1 + side, low)])
            )
            path.closeSubpath()
        case Verdict.UNKNOWN:
            near, far = 0.9 + inset * 1.3, 15.1 - inset * 1.3
            corners = [QPointF(8, near), QPointF(far, 8), QPointF(8, far), QPointF(near, 8)]
            path.addPolygon(QPolygonF(corners))
            path.closeSubpath()
        case Verdict.NOT_SUPPORTED:
            side = 13.5 - 2 * inset
            path.addRoundedRect(QRectF(1.25 + inset, 1.25 + inset, side, side), 2.6 - inset, 2.6 - inset)
        case Verdict.SUPPORTED:
            path.addEllipse(middle, 7 - inset, 7 - inset)
        case Verdict.NOT_COUNTED:
            path.addEllipse(middle, 6.7, 6.7)
    return path


def _paint_mark(painter: QPainter, verdict: Verdict, color: QColor, *, hollow: bool) -> None:
    path = QPainterPath()
    match verdict:
        case Verdict.SUPPORTED:
            path.addPolygon(QPolygonF([QPointF(4.8, 8.3), QPointF(7.1, 10.6), QPointF(11.3, 5.8)]))
        case Verdict.AT_RISK:
            path.addPolygon(QPolygonF([QPointF(8, 6.4), QPointF(8, 9.5)]))
        case Verdict.UNKNOWN:
            path.arcMoveTo(_HOOK, 180)
            path.arcTo(_HOOK, 180, -230)
            path.quadTo(8, 7.7, 8, 8.7)
        case Verdict.NOT_SUPPORTED:
            path.addPolygon(QPolygonF([QPointF(5.4, 5.4), QPointF(10.6, 10.6)]))
            path.addPolygon(QPolygonF([QPointF(10.6, 5.4), QPointF(5.4, 10.6)]))
        case Verdict.NOT_COUNTED:
            path.addPolygon(QPolygonF([QPointF(4.9, 8), QPointF(11.1, 8)]))
    thin = hollow or verdict is Verdict.UNKNOWN
    pen = QPen(color, 1.5 if thin else 2.0)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    if verdict in (Verdict.AT_RISK, Verdict.UNKNOWN):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        dot = 1.0 if thin else 1.1
        painter.drawEllipse(QPointF(8, 11.9 if verdict is Verdict.AT_RISK else 11.3), dot, dot)


class VerdictMark(QWidget):
    """A verdict's shape by itself; a screen reader hears the word, or `meaning` where that is another."""

    def __init__(
        self,
        look: Look,
        say: Wording,
        verdict: Verdict,
        *,
        planned: bool = False,
        units: float = 0.8,
        meaning: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._say, self._units, self._meaning = look, say, units, meaning
        self._verdict, self._planned = verdict, planned
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_verdict(verdict, planned=planned)
        look.follow(self._restyle)

    def set_verdict(self, verdict: Verdict, *, planned: bool = False) -> None:
        """Show another verdict."""
        self._verdict, self._planned = verdict, planned
        spoken = self._meaning
        self.setAccessibleName(
            planned_word(verdict, self._say, planned=planned) if spoken is None else spoken
        )
        self.update()

    def sizeHint(self) -> QSize:
        side = max(LEAST_SIZE, self._look.theme.px(self._units))
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        side = min(self.width(), self.height())
        rect = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_verdict(painter, rect, self._verdict, self._look.theme.tokens, planned=self._planned)

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
        self.update()


class VerdictLabel(QWidget):
    """A verdict in a row: its shape and its word."""

    def __init__(
        self,
        look: Look,
        say: Wording,
        verdict: Verdict,
        *,
        planned: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._say = look, say
        self._mark = VerdictMark(look, say, verdict, planned=planned)
        self._word = Label(look, wrap=False)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._word)
        self._row.addStretch(1)
        self.set_verdict(verdict, planned=planned)
        look.follow(self._restyle)

    def set_verdict(self, verdict: Verdict, *, planned: bool = False) -> None:
        """Show another verdict."""
        self._mark.set_verdict(verdict, planned=planned)
        self._word.setText(verdict_text(verdict, self._say))
        self._word.set_role(word_role(verdict))
        self._word.set_tone(word_tone(verdict))
        self.setAccessibleName(planned_word(verdict, self._say, planned=planned))

    def _restyle(self, theme: Theme) -> None:
        self._row.setSpacing(theme.px(0.4))
