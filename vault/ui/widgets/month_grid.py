"""Where each day of some months lies: months beside each other, weeks below each other."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from vault.domain.period import add_months

WEEK = 7
_WEEKS = 6
_TITLE, _NAMES, _CELL, _GAP = 1.4, 1.1, 2.0, 1.2
_WIDEST = 2.6
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """The months from `first` (a first of month) on, for a width; lengths in pixels, `unit` is L."""

    first: dt.date
    months: int
    width: int
    unit: int
    week_begins: int
    """The weekday a week begins with, 1 for Monday to 7 for Sunday."""

    @property
    def columns(self) -> int:
        """How many months stand beside each other."""
        least = WEEK * _CELL * self.unit
        fit = int((self.width + self._gap) // (least + self._gap))
        return max(1, min(self.months, fit))

    @property
    def cell(self) -> tuple[int, int]:
        """Width and height of a day."""
        room = (self.width - (self.columns - 1) * self._gap) // self.columns // WEEK
        return max(1, min(room, round(_WIDEST * self.unit))), round(_CELL * self.unit)

    @property
    def height(self) -> int:
        """The height of all months."""
        rows = -(-self.months // self.columns)
        return rows * self._month_height + (rows - 1) * self._gap

    def starts(self) -> list[dt.date]:
        """Return the first day of each month."""
        return [add_months(self.first, number) for number in range(self.months)]

    def month_rect(self, number: int) -> QRect:
        """Return the place of a month by its number from 0."""
        row, column = divmod(number, self.columns)
        width = WEEK * self.cell[0]
        return QRect(
            column * (width + self._gap), row * (self._month_height + self._gap), width, self._month_height
        )

    def title_rect(self, number: int) -> QRect:
        """Return the place of a month's name."""
        place = self.month_rect(number)
        return QRect(place.x(), place.y(), place.width(), self._title)

    def name_rect(self, number: int, column: int) -> QRect:
        """Return the place of a weekday's name in a month."""
        place, width = self.month_rect(number), self.cell[0]
        return QRect(place.x() + column * width, place.y() + self._title, width, self._names)

    def weekday(self, column: int) -> int:
        """Return the weekday of a column, 1 for Monday to 7 for Sunday."""
        return (self.week_begins - 1 + column) % WEEK + 1

    def day_rect(self, day: dt.date) -> QRect:
        """Return the place of a day, an empty one where its month is not there."""
        number = (day.year - self.first.year) * _MONTHS + day.month - self.first.month
        if not 0 <= number < self.months:
            return QRect()
        before = self._column(day.replace(day=1))
        row, column = divmod(before + day.day - 1, WEEK)
        place, (width, height) = self.month_rect(number), self.cell
        top = place.y() + self._title + self._names
        return QRect(place.x() + column * width, top + row * height, width, height)

    def day_at(self, point: QPoint) -> dt.date | None:
        """Return the day under a point."""
        for number, start in enumerate(self.starts()):
            if self.month_rect(number).contains(point):
                days = monthrange(start.year, start.month)[1]
                found = (start.replace(day=day) for day in range(1, days + 1))
                return next((day for day in found if self.day_rect(day).contains(point)), None)
        return None

    def _column(self, day: dt.date) -> int:
        return (day.isoweekday() - self.week_begins) % WEEK

    @property
    def _gap(self) -> int:
        return round(_GAP * self.unit)

    @property
    def _title(self) -> int:
        return round(_TITLE * self.unit)

    @property
    def _names(self) -> int:
        return round(_NAMES * self.unit)

    @property
    def _month_height(self) -> int:
        return self._title + self._names + _WEEKS * self.cell[1]
