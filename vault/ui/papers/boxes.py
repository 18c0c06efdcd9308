"""Boxes on a page: a numbered frame around each field that was read, always in the light colors of paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from vault.services.documents.text_layer import Box
from vault.ui.papers.checking import CheckedField, FieldState
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import LIGHT, Tone
from vault.ui.widgets.painting import text_width

_FILL_ALPHA = 38
_CURRENT_WIDTH = 3
_TAG_FONT = 0.9


@dataclass(frozen=True, slots=True)
class PageBox:
    """A field's frame on its page: grey when accepted, blue to check, strong when current."""

    number: int
    page: int
    box: Box
    to_check: bool
    current: bool


def boxes_of(fields: Sequence[CheckedField], current: int | None) -> tuple[PageBox, ...]:
    """Return the boxes of the fields that are on the paper."""
    return tuple(
        PageBox(
            field.number,
            field.page,
            field.box,
            to_check=field.state is FieldState.TO_CHECK,
            current=field.number == current,
        )
        for field in fields
        if field.state is not FieldState.ABSENT
    )


def paint_boxes(
    painter: QPainter, boxes: Sequence[PageBox], place: Callable[[Box], QRect], theme: Theme
) -> None:
    """Paint the boxes at their places in pixels, the current one last and on top."""
    tags: list[QRect] = []
    for box in sorted(boxes, key=_current_last):
        color = QColor(LIGHT.hex(Tone.LINK if box.to_check or box.current else Tone.TEXT2))
        pad = theme.px(0.2)
        area = place(box.box).adjusted(-pad, -pad, pad, pad)
        width = _CURRENT_WIDTH if box.current else 1
        if box.current:
            tint = QColor(color)
            tint.setAlpha(_FILL_ALPHA)
            painter.fillRect(area, tint)
        painter.setPen(QPen(color, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(area), theme.metrics.chip_radius, theme.metrics.chip_radius)
        tags.append(_paint_tag(painter, box, area, color, theme, tags))


def _paint_tag(
    painter: QPainter, box: PageBox, area: QRect, color: QColor, theme: Theme, tags: Sequence[QRect]
) -> QRect:
    """Paint the number at the box's upper right corner, beside one that is there already."""
    font = theme.font(Role.SMALL_STRONG)
    font.setPointSizeF(font.pointSizeF() * _TAG_FONT)
    height = theme.px(0.7)
    width = max(height, text_width(font, str(box.number)) + theme.px(0.2))
    tag = QRect(area.right() - width // 2, area.top() - height // 2, width, height)
    while any(tag.intersects(other) for other in tags):
        tag.translate(width + 1, 0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(QRectF(tag), theme.metrics.chip_radius, theme.metrics.chip_radius)
    painter.setPen(QColor(LIGHT.hex(Tone.GLYPH)))
    painter.setFont(font)
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, str(box.number))
    return tag


def _current_last(box: PageBox) -> tuple[bool, int]:
    return box.current, box.number
