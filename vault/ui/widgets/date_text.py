"""Dates as people type them: `9/14`, `14.9.`, `Sep 14, 2026`, `tomorrow`, `+90d`, `12 weeks`."""

import re
from datetime import date

from vault.domain.period import PeriodUnit, add_days, add_months, valid_for, within

_WORDS = {"today": 0, "tomorrow": 1, "yesterday": -1, "heute": 0, "morgen": 1, "gestern": -1}
_MONTHS = (
    ("january", "januar"),
    ("february", "februar"),
    ("march", "märz", "maerz", "mrz"),
    ("april",),
    ("may", "mai"),
    ("june", "juni"),
    ("july", "juli"),
    ("august",),
    ("september",),
    ("october", "oktober"),
    ("november",),
    ("december", "dezember"),
)
_UNITS = {
    "d": PeriodUnit.DAY,
    "t": PeriodUnit.DAY,
    "w": PeriodUnit.WEEK,
    "m": PeriodUnit.MONTH,
    "y": PeriodUnit.YEAR,
    "j": PeriodUnit.YEAR,
}
_PERIOD = re.compile(
    r"([+-]?)\s*(\d{1,4})\s*(d|days?|t|tage?n?|w|weeks?|wochen?|m|months?|monate?n?|y|years?|j|jahre?n?)\.?"
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})\s*([/.\-])\s*(\d{1,2})(?:\s*\2\s*(\d{4}|\d{2})?)?")
_NAMED = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:\s+(\d{4}))?")
_NAMED_LATER = re.compile(r"(\d{1,2})\.?\s+([^\W\d_]{3,})\.?(?:\s+(\d{4}))?")
_LEAST_NAME = 3
_CENTURY = 100


def read_date(text: str, lang: str, today: date, *, start: date | None = None) -> date | None:
    """Return the date a text means, None where it means none.

    A period (`+90d`, `12 weeks`) counts from `start`, which is its first day and makes the answer the last
    one; without a start it counts from today. A date without a year is the nearest to today, or the first
    one not before `start`.
    """
    typed = " ".join(text.lower().replace(",", " ").split())
    if typed in _WORDS:
        return add_days(today, _WORDS[typed])
    period = _PERIOD.fullmatch(typed)
    if period is not None:
        return _end_of(period, today, start)
    parts = _parts(typed, lang)
    if parts is None:
        return None
    year, month, day = parts
    if year is not None:
        return _date(year, month, day)
    return _nearest(month, day, today, start)


def _end_of(period: re.Match[str], today: date, start: date | None) -> date | None:
    sign, number, word = period.groups()
    count, unit = int(number), _UNITS[word[0]]
    if sign == "-":
        return _before(start or today, count, unit)
    if start is None:
        return within(today, count, unit)
    return valid_for(start, count, unit) if count else None


def _before(day: date, count: int, unit: PeriodUnit) -> date:
    if unit in (PeriodUnit.DAY, PeriodUnit.WEEK):
        return add_days(day, -count * (7 if unit is PeriodUnit.WEEK else 1))
    return add_months(day, -count * (12 if unit is PeriodUnit.YEAR else 1))


def _parts(typed: str, lang: str) -> tuple[int | None, int, int] | None:
    if match := _ISO.fullmatch(typed):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _NUMBERS.fullmatch(typed):
        first, second = int(match[1]), int(match[3])
        year = None if match[4] is None else int(match[4])
        if year is not None and year < _CENTURY:
            year += 2000
        month_first = match[2] != "." and lang == "en"
        return (year, first, second) if month_first else (year, second, first)
    return _named_parts(typed)


def _named_parts(typed: str) -> tuple[int | None, int, int] | None:
    """Read a named month, after a weekday that is only read over."""
    for words in (typed, typed.partition(" ")[2]):
        if match := _NAMED.fullmatch(words):
            name, day, year = match.groups()
        elif match := _NAMED_LATER.fullmatch(words):
            day, name, year = match.groups()
        else:
            continue
        month = _month(name)
        if month is not None:
            return (None if year is None else int(year)), month, int(day)
    return None


def _month(name: str) -> int | None:
    for number, names in enumerate(_MONTHS, start=1):
        if len(name) >= _LEAST_NAME and any(each.startswith(name) for each in names):
            return number
    return None


def _nearest(month: int, day: int, today: date, start: date | None) -> date | None:
    around = start or today
    years = range(max(1, around.year - 4), min(date.max.year, around.year + 8) + 1)
    days = [found for year in years if (found := _date(year, month, day)) is not None]
    if start is not None:
        return min((each for each in days if each >= start), default=None)
    return min(days, key=lambda each: abs(each - today), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
