"""Federal holidays of the United States by rule, on the days they are observed: some deadlines skip them."""

from datetime import date, timedelta
from functools import cache

_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6
_MARTIN_LUTHER_KING_SINCE, _JUNETEENTH_SINCE = 1986, 2021


def is_federal_holiday(day: date) -> bool:
    """Tell whether a federal holiday is observed that day; New Year's Day may be so the year before."""
    next_new_year = (day.month, day.day) == (12, 31) and day < date.max
    return day in federal_holidays(day.year) or (next_new_year and day in federal_holidays(day.year + 1))


@cache
def federal_holidays(year: int) -> frozenset[date]:
    """Return the days on which the holidays of a year are observed (5 U.S.C. 6103, E.O. 11582; from 1978).

    One on a Saturday is observed on the Friday before, one on a Sunday on the Monday after. Inauguration
    Day is left out: it is a holiday in and around Washington, D.C. only.
    """
    fixed = [(1, 1), (7, 4), (11, 11), (12, 25)]
    floating = [(2, _MONDAY, 3), (9, _MONDAY, 1), (10, _MONDAY, 2), (11, _THURSDAY, 4)]
    if year >= _MARTIN_LUTHER_KING_SINCE:
        floating.append((1, _MONDAY, 3))
    if year >= _JUNETEENTH_SINCE:
        fixed.append((6, 19))
    days = {_observed(date(year, month, day)) for month, day in fixed}
    days |= {_nth(year, month, weekday, number) for month, weekday, number in floating}
    return frozenset(days | {_last_monday_of_may(year)})


def _observed(day: date) -> date:
    if day.weekday() == _SATURDAY:
        return day - timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() == _SUNDAY else day


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())
