"""A month to pick a day from, with the range shown; opened from a date field, closed by Escape."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from vault.domain.period import DateRange
from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import RING
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import IconButton
from vault.ui.widgets.labels import Label
from vault.ui.widgets.painting import rounded

_MONTH_ROWS = 7


class RangeCalendar(QCalendarWidget):
    """A month that paints a range: its ends filled, the days between them tinted."""

    def __init__(self, look: Look, say: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._range = DateRange()
        locale = QLocale(say.locale)
        self.setLocale(locale)
        self.setFirstDayOfWeek(locale.firstDayOfWeek())
        self.setAccessibleName(say.text("Calendar"))
        days = self.findChild(QTableView)
        if days is not None:
            days.setAccessibleName(say.text("Days"))
        self.setNavigationBarVisible(False)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setGridVisible(False)
        look.follow(self._restyle)

    def show_range(self, days: DateRange) -> None:
        """Paint another range."""
        self._range = days
        self.updateCells()

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate, /) -> None:
        theme = self._look.theme
        shown: date = day.toPython()  # type: ignore[assignment]  # QDate gives a date
        painter.fillRect(rect, theme.color(Tone.CARD))
        other = day.month() != self.monthShown()
        ends = shown in (self._range.start, self._range.end)
        whole = self._range.start is not None and self._range.end is not None
        if not other and whole and self._range.contains(shown):
            painter.fillRect(rect, theme.color(Tone.SELECT))
        if not other and ends:
            rounded(painter, QRectF(rect), theme.metrics.radius, fill=theme.color(Tone.ACCENT))
        if day == self.selectedDate():
            edge, radius = theme.color(Tone.LINK), theme.metrics.radius
            rounded(painter, QRectF(rect), radius, edge=edge, width=RING)
        ink = Tone.ON_ACCENT if ends and not other else Tone.TEXT3 if other else Tone.TEXT
        painter.setFont(theme.font(Role.STRONG if ends and not other else Role.BODY))
        painter.setPen(theme.color(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day()))

    def _restyle(self, theme: Theme) -> None:
        header = QTextCharFormat()
        header.setFont(theme.font(Role.SMALL))
        header.setForeground(theme.color(Tone.TEXT3))
        header.setBackground(theme.color(Tone.CARD))
        self.setHeaderTextFormat(header)
        for day in Qt.DayOfWeek:
            self.setWeekdayTextFormat(day, QTextCharFormat())
        self.setMinimumHeight(_MONTH_ROWS * theme.metrics.table_row)
        self.updateCells()


class CalendarPopup(QFrame):
    """The calendar with its head, below a field; `picked` carries a date."""

    picked = Signal(object)

    def __init__(self, look: Look, say: Wording, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._look, self._say = look, say
        self.setProperty("look", "popup")
        self.calendar = RangeCalendar(look, say)
        self._title = Label(look, role=Role.STRONG, wrap=False)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.earlier = IconButton(look, "chevron-left", say.text("Month before"))
        self.later = IconButton(look, "chevron-right", say.text("Month after"))
        self._head = QHBoxLayout()
        self._head.addWidget(self.earlier)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self.later)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self.calendar)
        self.earlier.clicked.connect(self.calendar.showPreviousMonth)
        self.later.clicked.connect(self.calendar.showNextMonth)
        self.calendar.currentPageChanged.connect(self._name_month)
        self.calendar.activated.connect(self._pick)
        self.calendar.clicked.connect(self._pick)
        look.follow(self._restyle)

    def open_below(self, field: QWidget, day: date, days: DateRange) -> None:
        """Open under a field with a day in view and a range painted."""
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.show_range(days)
        self._name_month()
        self.adjustSize()
        self.move(field.mapToGlobal(QPoint(0, field.height() + self._look.theme.px(0.2))))
        self.show()
        self.calendar.setFocus()

    def title(self) -> str:
        """Return the month in view."""
        return self._title.text()

    def _name_month(self) -> None:
        locale, year = self.calendar.locale(), self.calendar.yearShown()
        month = locale.standaloneMonthName(self.calendar.monthShown())
        self._title.setText(f"{month} {year}")

    def _pick(self, day: QDate) -> None:
        self.hide()
        self.picked.emit(day.toPython())

    def _restyle(self, theme: Theme) -> None:
        pad = theme.px(0.4)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(theme.px(0.2))
        self.setMinimumWidth(theme.px(16))
