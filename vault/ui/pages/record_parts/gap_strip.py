"""A strip that also shows, to scale, how far a visit is from the days its paper holds."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import RING
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.painting import text_width, write
from vault.ui.widgets.strip_geometry import Span
from vault.ui.widgets.strip_model import StripFacts
from vault.ui.widgets.validity_strip import ValidityStrip

_GAP_HEIGHT = 1.2


@dataclass(frozen=True, slots=True)
class Gap:
    """The visit, the paper's last or first day, the day of the visit, and the days between."""

    visit: str
    paper_day: date
    visit_day: date
    days: int


class GapStrip(ValidityStrip):
    """The strip with a bracket below the visits."""

    def __init__(
        self,
        look: Look,
        say: Wording,
        name: str,
        facts: StripFacts,
        gap: Gap | None,
        parent: QWidget | None = None,
    ) -> None:
        self._gap = gap
        super().__init__(look, say, name, facts, parent)
        if gap is not None:
            self.setAccessibleDescription(say.count(gap.days, "{n} day", "{n} days"))

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        more = self._look.theme.px(_GAP_HEIGHT) if self._gap is not None else 0
        return QSize(size.width(), size.height() + more)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is not None:
            painter = QPainter(self.viewport())
            painter.setClipRegion(event.region())
            self._paint_gap(painter, self._gap)

    def _paint_gap(self, painter: QPainter, gap: Gap) -> None:
        theme, span, facts = self._look.theme, self._span(), self._facts
        color = theme.color(Tone.NO)
        day = span.width / max(1, (span.last - span.first).days + 1)
        after = gap.visit_day > gap.paper_day
        near = span.x(gap.paper_day) + (day if after else 0)
        far = span.middle(gap.visit_day)
        lanes = len({bar.lane for bar in facts.bars})
        top = self._lane_top(lanes)
        foot = self.viewport().height() - theme.px(1.1)
        left, right = min(near, far), max(near, far)
        painter.fillRect(
            QRectF(near - RING / 2, top - theme.px(0.2), RING, foot - top + theme.px(0.4)), color
        )
        painter.fillRect(QRectF(left, foot, right - left, RING), color)
        painter.fillRect(QRectF(far - RING / 2, foot - theme.px(0.2), RING, theme.px(0.4) + RING), color)
        self._write_days(painter, gap, span, (left + right) / 2, foot)

    def _write_days(self, painter: QPainter, gap: Gap, span: Span, middle: float, foot: int) -> None:
        theme = self._look.theme
        text = self._say.count(gap.days, "{n} day", "{n} days")
        font = theme.font(Role.SMALL_STRONG)
        width = text_width(font, text)
        left = min(max(round(middle - width / 2), round(span.left)), self.viewport().width() - width)
        place = QRect(left, foot + theme.px(0.2), width, theme.px(0.9))
        write(painter, place, text, font, theme.color(Tone.NO), Qt.AlignmentFlag.AlignHCenter)
