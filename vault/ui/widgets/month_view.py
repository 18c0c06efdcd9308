"""Months painted with the verdict of each day: one tab stop, moved through by arrows."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QLocale, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from vault.domain.coverage.verdict import Verdict
from vault.domain.period import add_months
from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import RING
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import VERDICT_TONES, Tone
from vault.ui.widgets.month_grid import WEEK, MonthGrid
from vault.ui.widgets.month_model import DayFacts, Index, MonthModel
from vault.ui.widgets.painting import rounded, write
from vault.ui.widgets.verdict_shape import LEAST_SIZE, paint_verdict

_SHAPE = 0.65
_Step = QAbstractItemView.CursorAction


class MonthView(QListView):
    """Some months, the first of them moving along when the keyboard leaves them."""

    day_changed = Signal(object)
    """The DayFacts of the day the keyboard or mouse went to."""

    chosen = Signal(object)
    """The date of a day that was entered or double-clicked."""

    def __init__(
        self,
        look: Look,
        say: Wording,
        name: str,
        days: Sequence[DayFacts],
        months: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._say, self._months = look, say, months
        self._first = days[0].day.replace(day=1)
        self._locale = QLocale(say.locale)
        self._month_model = MonthModel(say, self)
        self._stamps: dict[tuple[int, int, float, Verdict | None], QPixmap] = {}
        self.setProperty("look", "strip")
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setUniformItemSizes(True)  # else every day is measured before the first is shown
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setModel(self._month_model)
        self.doubleClicked.connect(self._choose)
        self.show_days(days)
        look.follow(self._restyle)

    def show_days(self, days: Sequence[DayFacts]) -> None:
        """Show other days or verdicts; the day in view stays where it is still there."""
        current = self.day
        self._month_model.show(days)
        row = None if current is None else self._month_model.row_of(current.day)
        self.setCurrentIndex(self._month_model.index(row or 0))
        if self.day is not None:
            self.day_changed.emit(self.day)
        self.viewport().update()

    @property
    def day(self) -> DayFacts | None:
        """The day the keyboard is on."""
        row = self.currentIndex().row()
        return self._month_model.days[row] if 0 <= row < len(self._month_model.days) else None

    @property
    def today(self) -> dt.date:
        """The first day looked at."""
        return self._month_model.days[0].day

    @property
    def first_month(self) -> dt.date:
        """The first day of the first month in view."""
        return self._first

    @property
    def can_turn_back(self) -> bool:
        """Whether there are months before those in view."""
        return self._first > self.today.replace(day=1)

    @property
    def can_turn_on(self) -> bool:
        """Whether there are months after those in view."""
        return self._first < self._last_first()

    def turn_back(self) -> None:
        """Show the months before."""
        self._turn(-self._months)

    def turn_on(self) -> None:
        """Show the months after."""
        self._turn(self._months)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        return self._grid(width).height + 2 * RING

    def sizeHint(self) -> QSize:
        width = self._look.theme.px(30)
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(14), self._look.theme.px(4))

    def visualRect(self, index: Index, /) -> QRect:
        days = self._month_model.days
        if not index.isValid() or index.row() >= len(days):
            return QRect()
        return self._grid().day_rect(days[index.row()].day)

    def indexAt(self, point: QPoint, /) -> QModelIndex:
        day = self._grid().day_at(point)
        row = None if day is None else self._month_model.row_of(day)
        return QModelIndex() if row is None else self._month_model.index(row)

    def moveCursor(self, action: _Step, modifiers: Qt.KeyboardModifier, /) -> QModelIndex:
        del modifiers
        days = self._month_model.days
        here = max(0, self.currentIndex().row())
        step = {
            _Step.MoveLeft: -1,
            _Step.MovePrevious: -1,
            _Step.MoveRight: 1,
            _Step.MoveNext: 1,
            _Step.MoveUp: -WEEK,
            _Step.MoveDown: WEEK,
            _Step.MoveHome: -len(days),
            _Step.MoveEnd: len(days),
        }.get(action)
        if step is None:
            months = -1 if action is _Step.MovePageUp else 1
            there = (add_months(days[here].day, months) - days[0].day).days
        else:
            there = here + step
        return self._month_model.index(min(len(days) - 1, max(0, there)))

    def scrollTo(self, index: Index, /, hint: object = None) -> None:
        """Bring the month of a day into view."""
        del hint
        days = self._month_model.days
        if not index.isValid() or index.row() >= len(days):
            return
        month = days[index.row()].day.replace(day=1)
        last = add_months(self._first, self._months - 1)
        if month < self._first:
            self._first = month
        elif month > last:
            self._first = add_months(month, 1 - self._months)
        self.viewport().update()

    def visualRegionForSelection(self, selection: object, /) -> QRegion:
        del selection
        return QRegion(self.viewport().rect())

    def currentChanged(self, current: Index, previous: Index, /) -> None:
        super().currentChanged(current, previous)
        if self.day is not None:
            self.day_changed.emit(self.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str, /) -> None:
        """Find nothing by typing: every day would be put into words first."""
        del search

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        grid, seen = self._grid(), event.rect()
        for number, start in enumerate(grid.starts()):
            if grid.month_rect(number).intersects(seen):
                self._paint_head(painter, grid, number, start)
        for facts in self._month_model.days:
            rect = grid.day_rect(facts.day)
            if rect.intersects(seen):
                self._paint_day(painter, rect, facts)
        self._paint_past(painter, grid)
        self._paint_current(painter, grid)

    def _grid(self, width: int | None = None) -> MonthGrid:
        return MonthGrid(
            self._first,
            self._months,
            self.viewport().width() if width is None else width,
            self._look.theme.metrics.unit,
            self._locale.firstDayOfWeek().value,
        )

    def _turn(self, months: int) -> None:
        first = add_months(self._first, months)
        self._first = max(self.today.replace(day=1), min(first, self._last_first()))
        row = self._month_model.row_of(self._first)
        self.setCurrentIndex(self._month_model.index(row or 0))
        self.viewport().update()

    def _last_first(self) -> dt.date:
        """Return the first of the last months that can be shown together."""
        last = self._month_model.days[-1].day.replace(day=1)
        return max(self.today.replace(day=1), add_months(last, 1 - self._months))

    def _paint_head(self, painter: QPainter, grid: MonthGrid, number: int, start: dt.date) -> None:
        theme, locale = self._look.theme, self._locale
        title = f"{locale.standaloneMonthName(start.month)} {start.year}"
        write(painter, grid.title_rect(number), title, theme.font(Role.STRONG), theme.color(Tone.TEXT))
        for column in range(WEEK):
            name = locale.dayName(grid.weekday(column), QLocale.FormatType.ShortFormat).rstrip(".")
            place, font = grid.name_rect(number, column), theme.font(Role.SMALL)
            write(painter, place, name, font, theme.color(Tone.TEXT2), Qt.AlignmentFlag.AlignHCenter)

    def _paint_day(self, painter: QPainter, rect: QRect, facts: DayFacts) -> None:
        theme = self._look.theme
        box = rect.adjusted(1, 1, -1, -1)
        painter.drawPixmap(box.topLeft(), self._stamp(box.size(), facts.verdict))
        is_today = facts.day == self.today
        self._number(painter, box, facts.day.day, Role.SMALL_STRONG if is_today else Role.SMALL, Tone.TEXT)
        if is_today:
            rounded(painter, QRectF(box), theme.metrics.chip_radius, edge=theme.color(Tone.EDGE))

    def _number(self, painter: QPainter, box: QRect, number: int, role: Role, tone: Tone) -> None:
        theme = self._look.theme
        painter.setFont(theme.font(role))
        painter.setPen(theme.color(tone))
        place = QRect(box.x(), box.y() + theme.px(0.1), box.width(), theme.px(0.9))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number))

    def _stamp(self, size: QSize, verdict: Verdict | None) -> QPixmap:
        """Return the tint and shape of a verdict, painted once: hundreds of days show the same few."""
        ratio = self.devicePixelRatioF()
        key = size.width(), size.height(), ratio, verdict
        if key not in self._stamps:
            theme = self._look.theme
            stamp = QPixmap(size * ratio)
            stamp.setDevicePixelRatio(ratio)
            stamp.fill(Qt.GlobalColor.transparent)
            painter, box = QPainter(stamp), QRectF(0, 0, size.width(), size.height())
            tone = Tone.SUNKEN if verdict is None else VERDICT_TONES[verdict][1]
            rounded(painter, box, theme.metrics.chip_radius, fill=theme.color(tone))
            if verdict is not None:
                side = max(LEAST_SIZE, theme.px(_SHAPE))
                place = QRectF((box.width() - side) / 2, box.height() - side - theme.px(0.1), side, side)
                paint_verdict(painter, place, verdict, theme.tokens, planned=True)
            painter.end()
            self._stamps[key] = stamp
        return self._stamps[key]

    def _paint_past(self, painter: QPainter, grid: MonthGrid) -> None:
        """Paint the days of the month that are over, without a verdict."""
        first = self.today
        for number in range(1, first.day):
            rect = grid.day_rect(first.replace(day=number)).adjusted(1, 1, -1, -1)
            if rect.isValid():
                self._number(painter, rect, number, Role.SMALL, Tone.TEXT3)

    def _paint_current(self, painter: QPainter, grid: MonthGrid) -> None:
        if self.day is None:
            return
        rect = QRectF(grid.day_rect(self.day.day))
        color = self._look.theme.color(Tone.LINK)
        width = RING if self.hasFocus() else 1
        rounded(painter, rect, self._look.theme.metrics.radius, edge=color, width=width)

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self._month_model.days[index.row()].day)

    def _restyle(self, _theme: Theme) -> None:
        self._stamps.clear()
        self.updateGeometry()
        self.viewport().update()
