"""How long a range is, in plain words: `12 weeks, ends Sun, Apr 4, 2027, 84 days`."""

from datetime import date

from vault.domain.period import DateRange, PeriodUnit, valid_for
from vault.services.wording.catalogue import Wording

_DAYS_A_WEEK = 7
_LEAST_WEEKS = 2
_MONTHS_A_YEAR = 12


def range_words(days: DateRange, say: Wording) -> str:
    """Return the length and end of a range in words; empty when there is nothing to say."""
    if days.start is None and days.end is None:
        return ""
    if days.end is None:
        return say.text("no end date")
    ends = say.date(days.end)
    count = days.day_count()
    if days.start is None or count is None:
        return say.text("ends {end}", end=ends)
    if days.is_empty():
        return say.text("The end is before the start.")
    length = say.count(count, "{n} day", "{n} days")
    period = _period(days.start, days.end, count, say)
    if period:
        return say.text("{period}, ends {end}, {length}", period=period, end=ends, length=length)
    return say.text("{length}, ends {end}", length=length, end=ends)


def _period(start: date, end: date, count: int, say: Wording) -> str:
    months = (end.year - start.year) * _MONTHS_A_YEAR + end.month - start.month
    for number in (months, months + 1):
        if number > 0 and valid_for(start, number, PeriodUnit.MONTH) == end:
            years, rest = divmod(number, _MONTHS_A_YEAR)
            if not rest:
                return say.count(years, "{n} year", "{n} years")
            return say.count(number, "{n} month", "{n} months")
    weeks, rest = divmod(count, _DAYS_A_WEEK)
    return say.count(weeks, "{n} week", "{n} weeks") if not rest and weeks >= _LEAST_WEEKS else ""
