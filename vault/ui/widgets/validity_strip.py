"""The validity of papers beside the visits and today, on one line of time."""

from PySide6.QtCore import (
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import RING
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.painting import rounded, text_width, write
from vault.ui.widgets.strip_geometry import Cluster, Span, clusters
from vault.ui.widgets.strip_model import Index, StripBar, StripFacts, StripModel, StripVisit
from vault.ui.widgets.verdict_shape import LEAST_SIZE, paint_verdict

_HEAD, _LANE, _BAR, _VISITS, _PAD = 1.2, 1.4, 1.1, 1.7, 0.6
_SHAPE = 0.9


class ValidityStrip(QListView):
    """One tab stop; arrows go from item to item, Enter opens; `opened` carries the item's key."""

    opened = Signal(object)

    def __init__(
        self, look: Look, say: Wording, name: str, facts: StripFacts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._say, self._facts = look, say, facts
        self._strip = StripModel(say, self)
        self._clusters: tuple[Cluster, ...] = ()
        self.setProperty("look", "strip")
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setModel(self._strip)
        self.clicked.connect(self._open)
        self.show_facts(facts)
        look.follow(self._restyle)

    def show_facts(self, facts: StripFacts) -> None:
        """Show other bars and visits."""
        self._facts = facts
        self._strip.show(facts)
        self._measure()

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        height = (
            theme.px(_HEAD) + len(self._lanes()) * theme.px(_LANE) + theme.px(_VISITS) + 2 * theme.px(_PAD)
        )
        return QSize(theme.px(20), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(10), self.sizeHint().height())

    def visualRect(self, index: Index, /) -> QRect:
        items = self._strip.items()
        if not index.isValid() or index.row() >= len(items):
            return QRect()
        item = items[index.row()]
        if isinstance(item, StripBar):
            return self._bar_rect(item).toAlignedRect()
        for cluster in self._clusters:
            if item in cluster.visits:
                return self._shape_rect(cluster).toAlignedRect()
        return QRect()

    def indexAt(self, point: QPoint, /) -> QModelIndex:
        for row in range(self._strip.rowCount()):
            if self.visualRect(self._strip.index(row)).contains(point):
                return self._strip.index(row)
        return QModelIndex()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier, /
    ) -> QModelIndex:
        del modifiers
        step = {
            QAbstractItemView.CursorAction.MoveLeft: -1,
            QAbstractItemView.CursorAction.MoveUp: -1,
            QAbstractItemView.CursorAction.MovePrevious: -1,
            QAbstractItemView.CursorAction.MoveRight: 1,
            QAbstractItemView.CursorAction.MoveDown: 1,
            QAbstractItemView.CursorAction.MoveNext: 1,
        }.get(action)
        last = self._strip.rowCount() - 1
        if step is None:
            first = action in (
                QAbstractItemView.CursorAction.MoveHome,
                QAbstractItemView.CursorAction.MovePageUp,
            )
            return self._strip.index(0 if first else last)
        current = self.currentIndex().row() if self.currentIndex().isValid() else -step if step > 0 else 0
        return self._strip.index(min(last, max(0, current + step)))

    def scrollTo(
        self,
        index: Index,
        /,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        del index, hint

    def visualRegionForSelection(self, selection: object, /) -> QRegion:
        del selection
        return QRegion(self.viewport().rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        self._paint_months(painter)
        self._paint_today(painter)
        for item in self._strip.items():
            if isinstance(item, StripBar):
                self._paint_bar(painter, item)
        self._paint_lanes(painter)
        for cluster in self._clusters:
            self._paint_cluster(painter, cluster)
        self._paint_current(painter)

    def _lanes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(bar.lane for bar in self._facts.bars))

    def _measure(self) -> None:
        visits = [item for item in self._strip.items() if isinstance(item, StripVisit)]
        self._clusters = clusters(visits, self._span(), self._shape_side() * 0.9)
        self.viewport().update()

    def _shape_side(self) -> int:
        return max(LEAST_SIZE, self._look.theme.px(_SHAPE))

    def _span(self) -> Span:
        theme = self._look.theme
        lanes = (*self._lanes(), self._facts.visits_lane)
        names = max(text_width(theme.font(Role.LABEL), lane) for lane in lanes) + theme.px(1)
        left = theme.px(1) + min(names, self.viewport().width() // 3)
        width = max(1, self.viewport().width() - left - theme.px(1))
        return Span(self._facts.first, self._facts.last, left, width)

    def _lane_top(self, number: int) -> int:
        theme = self._look.theme
        return theme.px(_PAD) + theme.px(_HEAD) + number * theme.px(_LANE)

    def _bar_rect(self, bar: StripBar) -> QRectF:
        theme, span = self._look.theme, self._span()
        first = max(bar.days.start or span.first, span.first)
        last = min(bar.days.end or span.last, span.last)
        days = max(1, (span.last - span.first).days + 1)
        left, right = span.x(first), span.x(last) + span.width / days
        top = self._lane_top(self._lanes().index(bar.lane)) + (theme.px(_LANE) - theme.px(_BAR)) / 2
        return QRectF(left, top, max(2.0, right - left), theme.px(_BAR))

    def _shape_rect(self, cluster: Cluster) -> QRectF:
        side, theme = self._shape_side(), self._look.theme
        top = self._lane_top(len(self._lanes())) + (theme.px(_VISITS) - side) / 2
        return QRectF(cluster.center - side / 2, top, side, side)

    def _paint_months(self, painter: QPainter) -> None:
        theme, span = self._look.theme, self._span()
        top = theme.px(_PAD)
        months = span.months()
        step = span.width / max(1, len(months))
        font = theme.font(Role.SMALL)
        every = max(1, round((text_width(font, "Mmmm") + theme.px(0.6)) / max(1.0, step) + 0.4))
        for number, month in enumerate(months):
            x = round(span.x(month))
            painter.fillRect(QRect(x, top, 1, self.viewport().height() - 2 * top), theme.color(Tone.LINE))
            if number % every == 0:
                place = QRect(x + theme.px(0.3), top, round(step * every) - theme.px(0.3), theme.px(0.9))
                write(painter, place, self._month(month.month), font, theme.color(Tone.TEXT2))

    def _month(self, number: int) -> str:
        return (
            QLocale(self._say.locale).standaloneMonthName(number, QLocale.FormatType.ShortFormat).rstrip(".")
        )

    def _paint_bar(self, painter: QPainter, bar: StripBar) -> None:
        theme, rect = self._look.theme, self._bar_rect(bar)
        painter.save()
        if bar.expected:
            pen = QPen(theme.color(Tone.LINK), 1, Qt.PenStyle.DashLine)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen)
            painter.setBrush(theme.color(Tone.CARD))
            painter.drawRoundedRect(
                rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.metrics.radius, theme.metrics.radius
            )
        else:
            fill, edge = theme.color(Tone.SELECT), theme.color(Tone.LINK)
            rounded(painter, rect, theme.metrics.radius, fill=fill, edge=edge)
        pad = theme.px(0.4)
        words = rect.toAlignedRect().adjusted(pad, 0, -pad, 0)
        write(painter, words, bar.text, theme.font(Role.SMALL), theme.color(Tone.TEXT))
        painter.restore()

    def _paint_lanes(self, painter: QPainter) -> None:
        theme, span = self._look.theme, self._span()
        width = round(span.left) - theme.px(1.3)
        for number, lane in enumerate((*self._lanes(), self._facts.visits_lane)):
            height = theme.px(_LANE if number < len(self._lanes()) else _VISITS)
            place = QRect(theme.px(1), self._lane_top(number), width, height)
            write(painter, place, lane, theme.font(Role.LABEL), theme.color(Tone.TEXT))

    def _paint_today(self, painter: QPainter) -> None:
        facts, theme = self._facts, self._look.theme
        if not facts.first <= facts.today <= facts.last:
            return
        word, font = self._say.text("Today"), theme.font(Role.SMALL_STRONG)
        x, width = self._span().middle(facts.today), text_width(font, self._say.text("Today")) + theme.px(0.6)
        left = min(max(0, round(x - width / 2)), self.viewport().width() - width)
        flag = QRect(left, theme.px(_PAD), width, theme.px(0.9))
        line = QRectF(
            x - RING / 2,
            flag.bottom(),
            RING,
            self._lane_top(len(self._lanes())) - flag.bottom() + theme.px(0.4),
        )
        painter.fillRect(line, theme.color(Tone.LINK))
        rounded(painter, QRectF(flag), theme.metrics.chip_radius, fill=theme.color(Tone.ACCENT))
        write(painter, flag, word, font, theme.color(Tone.ON_ACCENT), Qt.AlignmentFlag.AlignHCenter)

    def _paint_cluster(self, painter: QPainter, cluster: Cluster) -> None:
        theme, rect = self._look.theme, self._shape_rect(cluster)
        worst = cluster.worst
        paint_verdict(painter, rect, worst.verdict, theme.tokens, planned=worst.planned)
        if len(cluster.visits) > 1:
            font = theme.font(Role.SMALL)
            width = text_width(font, str(len(cluster.visits)))
            place = QRect(round(rect.center().x() - width / 2), round(rect.bottom()), width, theme.px(0.7))
            write(painter, place, str(len(cluster.visits)), font, theme.color(Tone.TEXT2))

    def _paint_current(self, painter: QPainter) -> None:
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            rect = QRectF(self.visualRect(current)).adjusted(-3, -3, 3, 3)
            color = self._look.theme.color(Tone.LINK)
            rounded(painter, rect, self._look.theme.metrics.radius, edge=color, width=RING)

    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        self.opened.emit(self._strip.items()[index.row()].key)

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
        self._measure()
