"""Fusion with our focus ring, tick boxes and arrows, all drawn from the theme."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from vault.ui.theme.metrics import RING, RING_GAP
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone

_Primitive, _Metric, _State = QStyle.PrimitiveElement, QStyle.PixelMetric, QStyle.StateFlag
_STROKE = 0.09
_ARROWS = {
    _Primitive.PE_IndicatorArrowDown: 0,
    _Primitive.PE_IndicatorArrowLeft: 90,
    _Primitive.PE_IndicatorArrowUp: 180,
    _Primitive.PE_IndicatorArrowRight: 270,
    _Primitive.PE_IndicatorHeaderArrow: 0,
}


class VaultStyle(QProxyStyle):
    """The style of the application; it draws what a style sheet cannot."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Fusion")
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Draw by another theme from now on."""
        self._theme = theme

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        /,
        widget: QWidget | None = None,
    ) -> None:
        if element is QStyle.ControlElement.CE_FocusFrame:
            self._draw_ring(option, painter)
            return
        super().drawControl(element, option, painter, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        /,
        widget: QWidget | None = None,
    ) -> None:
        if element is _Primitive.PE_FrameFocusRect:
            return
        if element in (_Primitive.PE_IndicatorCheckBox, _Primitive.PE_IndicatorItemViewItemCheck):
            self._draw_box(option, painter, self._theme.metrics.chip_radius)
        elif element is _Primitive.PE_IndicatorRadioButton:
            self._draw_box(option, painter, self._theme.metrics.unit)
        elif element in _ARROWS:
            self._draw_arrow(element, option, painter)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        /,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        theme = self._theme
        if metric in (_Metric.PM_FocusFrameHMargin, _Metric.PM_FocusFrameVMargin):
            return RING + RING_GAP
        if metric in (
            _Metric.PM_IndicatorWidth,
            _Metric.PM_IndicatorHeight,
            _Metric.PM_ExclusiveIndicatorWidth,
            _Metric.PM_ExclusiveIndicatorHeight,
        ):
            return theme.px(0.9)
        if metric in (_Metric.PM_CheckBoxLabelSpacing, _Metric.PM_RadioButtonLabelSpacing):
            return theme.px(0.6)
        if metric in (_Metric.PM_SmallIconSize, _Metric.PM_ButtonIconSize):
            return theme.metrics.icon
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        /,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803  # Qt passes it by this name
    ) -> int:
        if hint in (
            QStyle.StyleHint.SH_Menu_Scrollable,
            QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons,
            QStyle.StyleHint.SH_Widget_Animate,
            QStyle.StyleHint.SH_EtchDisabledText,
            QStyle.StyleHint.SH_DitherDisabledText,
        ):
            return int(hint is QStyle.StyleHint.SH_Menu_Scrollable)
        return super().styleHint(hint, option, widget, returnData)

    def _draw_ring(self, option: QStyleOption, painter: QPainter) -> None:
        half = RING / 2
        radius = self._theme.metrics.radius + RING_GAP
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(Tone.LINK), RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(_rect(option).adjusted(half, half, -half, -half), radius, radius)
        painter.restore()

    def _draw_box(self, option: QStyleOption, painter: QPainter, radius: float) -> None:
        on, part = bool(_state(option) & _State.State_On), bool(_state(option) & _State.State_NoChange)
        ready = bool(_state(option) & _State.State_Enabled)
        edge, fill = (Tone.ACCENT, Tone.ACCENT) if on or part else (Tone.EDGE, Tone.CARD)
        if not ready:
            edge, fill = Tone.LINE, Tone.SUNKEN
        rect = _rect(option).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(edge), 1))
        painter.setBrush(self._theme.color(fill))
        corner = min(radius, rect.height() / 2)
        painter.drawRoundedRect(rect, corner, corner)
        if on or part:
            mark = self._theme.color(Tone.ON_ACCENT if ready else Tone.TEXT3)
            _stroke(painter, rect, mark, ((0.22, 0.5), (0.78, 0.5)) if part else _CHECK)
        painter.restore()

    def _draw_arrow(self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter) -> None:
        ready = bool(_state(option) & _State.State_Enabled)
        color = self._theme.color(Tone.TEXT2 if ready else Tone.TEXT3)
        size = self._theme.px(0.7)
        center = _rect(option).center()
        turn = _ARROWS[element]
        if element is _Primitive.PE_IndicatorHeaderArrow and _state(option) & _State.State_UpArrow:
            turn = 180
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(center)
        painter.rotate(turn)
        _stroke(
            painter, QRectF(-size / 2, -size / 2, size, size), color, ((0.2, 0.36), (0.5, 0.66), (0.8, 0.36))
        )
        painter.restore()


_CHECK = ((0.24, 0.53), (0.43, 0.71), (0.77, 0.32))


def _rect(option: QStyleOption) -> QRectF:
    rect = option.rect
    return QRectF(rect)


def _state(option: QStyleOption) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state


def _stroke(painter: QPainter, rect: QRectF, color: QColor, points: tuple[tuple[float, float], ...]) -> None:
    path = QPainterPath()
    for index, (x, y) in enumerate(points):
        point = QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height())
        if index:
            path.lineTo(point)
        else:
            path.moveTo(point)
    pen = QPen(color, max(1.5, rect.height() * _STROKE))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
