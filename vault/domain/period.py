"""Civil-date arithmetic: ranges with both ends inclusive, and the two ways of counting a period."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vault.domain.us_holidays import is_federal_holiday

_ONE_DAY = timedelta(days=1)
_MONTHS_A_YEAR = 12
_DAYS_A_WEEK = 7
_WORKDAYS_A_WEEK = 5
_HOURS_A_DAY = 24


class PeriodUnit(StrEnum):
    """What a period is counted in; a weekday is any day from Monday to Friday, hours end with their day."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    WEEKDAY = "weekday"


class Roll(StrEnum):
    """What becomes of a day the target month lacks, and of one that is no weekday or federal workday."""

    CLAMP = "clamp"
    FORWARD = "forward"
    WEEKDAY = "weekday"
    US_WORKDAY = "us_workday"


@dataclass(frozen=True, slots=True)
class DateRange:
    """Civil days from `start` to `end`, both inclusive; None is open; an end before the start: no day."""

    start: date | None = None
    end: date | None = None

    def contains(self, day: date) -> bool:
        """Tell whether the day lies within."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def is_empty(self) -> bool:
        """Tell whether no day lies within."""
        return self.start is not None and self.end is not None and self.end < self.start

    def overlaps(self, other: "DateRange") -> bool:
        """Tell whether a day lies within both."""
        starts = [day for day in (self.start, other.start) if day is not None]
        ends = [day for day in (self.end, other.end) if day is not None]
        return not starts or not ends or max(starts) <= min(ends)

    def gap(self, other: "DateRange") -> int:
        """Return the days that lie between two ranges; 0 where they touch or overlap."""
        for first, second in ((self, other), (other, self)):
            if first.end is not None and second.start is not None and first.end < second.start:
                return (second.start - first.end).days - 1
        return 0

    def remaining(self, today: date) -> int | None:
        """Return the days left after `today`: 0 on the last day, negative once past, None when open."""
        return None if self.end is None else (self.end - today).days

    def day_count(self) -> int | None:
        """Return the number of days within, None when an end is open."""
        if self.start is None or self.end is None:
            return None
        return max(0, (self.end - self.start).days + 1)


def add_days(day: date, days: int) -> date:
    """Return the day so many days later (earlier when negative); stops at the ends of the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def add_months(day: date, months: int, roll: Roll = Roll.CLAMP) -> date:
    """Return the same day months later; one the month lacks is its last, or the next first unless CLAMP."""
    years, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    if years > date.max.year:
        return date.max
    if years < date.min.year:
        return date.min
    last = calendar.monthrange(years, month + 1)[1]
    if day.day <= last:
        return date(years, month + 1, day.day)
    end = date(years, month + 1, last)
    return end if roll is Roll.CLAMP else end + _ONE_DAY


def is_weekday(day: date) -> bool:
    """Tell whether the day is one from Monday to Friday."""
    return day.weekday() < _WORKDAYS_A_WEEK


def add_weekdays(day: date, weekdays: int) -> date:
    """Return the `weekdays`th day from Monday to Friday after `day`, which is not counted; never negative."""
    weeks, rest = divmod(weekdays, _WORKDAYS_A_WEEK)
    at = min(day.weekday(), _WORKDAYS_A_WEEK - 1)
    friday_or_before = add_days(day, at - day.weekday())
    over_weekend = 2 if at + rest >= _WORKDAYS_A_WEEK else 0
    return add_days(friday_or_before, weeks * _DAYS_A_WEEK + rest + over_weekend) if weekdays else day


def weekdays_in(days: DateRange) -> int | None:
    """Return how many days from Monday to Friday a range holds, None when an end is open."""
    count = days.day_count()
    if count is None or days.start is None:
        return None
    weeks, rest = divmod(count, _DAYS_A_WEEK)
    first = days.start.weekday()
    return weeks * _WORKDAYS_A_WEEK + sum(
        (first + day) % _DAYS_A_WEEK < _WORKDAYS_A_WEEK for day in range(rest)
    )


def week_of(day: date) -> DateRange:
    """Return the calendar week, Monday to Sunday, that holds the day."""
    monday = add_days(day, -day.weekday())
    return DateRange(monday, add_days(monday, _DAYS_A_WEEK - 1))


def month_of(day: date) -> DateRange:
    """Return the calendar month that holds the day."""
    return DateRange(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def year_from(start: date, day: date) -> DateRange:
    """Return the year between two anniversaries of `start` that holds the day."""
    turns = day.year - start.year
    if add_months(start, turns * _MONTHS_A_YEAR) > day:
        turns -= 1
    return DateRange(
        add_months(start, turns * _MONTHS_A_YEAR),
        add_days(add_months(start, (turns + 1) * _MONTHS_A_YEAR), -1),
    )


def within(anchor: date, count: int, unit: PeriodUnit, roll: Roll = Roll.CLAMP) -> date:
    """Return the last day "within `count` units of" the anchor, whose own day is not counted."""
    if unit is PeriodUnit.WEEKDAY:
        return add_weekdays(anchor, count)
    if unit is PeriodUnit.HOUR:
        end = add_days(anchor, -(-count // _HOURS_A_DAY))
    elif unit in (PeriodUnit.DAY, PeriodUnit.WEEK):
        end = add_days(anchor, count * (_DAYS_A_WEEK if unit is PeriodUnit.WEEK else 1))
    else:
        end = add_months(anchor, count * (_MONTHS_A_YEAR if unit is PeriodUnit.YEAR else 1), roll)
    while _is_skipped(end, roll):
        end = add_days(end, 1)
    return end


def _is_skipped(day: date, roll: Roll) -> bool:
    if roll is Roll.US_WORKDAY:
        return not is_weekday(day) or is_federal_holiday(day)
    return roll is Roll.WEEKDAY and not is_weekday(day)


def before(anchor: date, count: int, unit: PeriodUnit) -> date:
    """Return the day `count` units before the anchor; hours and weekdays count as whole days."""
    if unit in (PeriodUnit.MONTH, PeriodUnit.YEAR):
        return add_months(anchor, -count * (_MONTHS_A_YEAR if unit is PeriodUnit.YEAR else 1))
    days = -(-count // _HOURS_A_DAY) if unit is PeriodUnit.HOUR else count
    return add_days(anchor, -days * (_DAYS_A_WEEK if unit is PeriodUnit.WEEK else 1))


def valid_for(start: date, count: int, unit: PeriodUnit) -> date:
    """Return the last day of what is "valid for `count` units" from `start`, which is its first day."""
    if unit is PeriodUnit.WEEKDAY:
        return add_weekdays(add_days(start, -1), count)
    return add_days(within(start, count, unit, Roll.FORWARD), -1)
