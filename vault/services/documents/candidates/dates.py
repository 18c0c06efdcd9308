"""Dates as printed: day first, month first, names of months, two-digit years; never one without a day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "mär": 3, "mrz": 3, "maer": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12, "jän": 1,
}  # fmt: skip
_NAME = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|januar"
    r"|jänner"
    r"|februar|märz|maerz|mai|juni|juli|oktober|dezember|jan|feb|mar|mär|mrz|apr|jun|jul|aug|sept|sep"
    r"|oct|okt"
    r"|nov|dec|dez)"
)
_CLEAN_LEFT = r"(?<![\w/-])(?<!\d\.)(?<!\d,)"
_CLEAN_RIGHT = r"(?!\w|/|[-.]\d)"
_SHAPES = (
    rf"(?P<n1>\d{{1,2}})(?P<sep>[./-])(?P<n2>\d{{1,2}})(?P=sep)(?P<ny>\d{{4}}|\d{{2}}){_CLEAN_RIGHT}"
    rf"|(?P<iy>[12]\d{{3}})-(?P<im>\d{{2}})-(?P<id>\d{{2}}){_CLEAN_RIGHT}"
    rf"|(?P<m1>{_NAME})\.? ?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? ?(?P<y1>[12]\d{{3}}){_CLEAN_RIGHT}"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?[ -]?(?:of )?(?P<m2>{_NAME})\.?,?[ -]?"
    rf"(?P<y2>[12]\d{{3}}){_CLEAN_RIGHT}"
)
_DATE = re.compile(_CLEAN_LEFT + rf"(?:{_SHAPES})", re.IGNORECASE)
_CENTURY, _SHORT_YEAR = 2000, 2
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


DayFirst = bool | None
"""Whether the day stands before the month in numbers; None where nothing settles it."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A date at `start` to `end` of a text; `other` is its day in the other order where that may be meant."""

    start: int
    end: int
    day: date
    other: date | None = None
    short_year: bool = False

    @property
    def sure(self) -> bool:
        """Whether only one day can be meant."""
        return self.other is None


def find_dates(text: str, day_first: DayFirst) -> Iterator[Printed]:
    """All dates of a text; `day_first` None leaves what both orders allow unsettled."""
    for match in _DATE.finditer(text):
        found = _read(match, day_first)
        if found is not None:
            yield found


def date_at(text: str, position: int, day_first: DayFirst) -> Printed | None:
    """Return the date that begins exactly at `position`."""
    match = _DATE.match(text, position)
    return _read(match, day_first) if match else None


def numeric_parts(text: str) -> Iterator[tuple[int, int]]:
    """First and second number of each date written with numbers, year last: evidence for the order."""
    for match in _DATE.finditer(text):
        if match["n1"] and match["sep"] != ".":
            yield int(match["n1"]), int(match["n2"])


def named_orders(text: str) -> Iterator[bool]:
    """For each date with the name of a month: whether the day stands first."""
    for match in _DATE.finditer(text):
        if match["m1"] or match["m2"]:
            yield match["m2"] is not None


def birth(printed: Printed, written: int) -> date:
    """Return a day of birth: a two-digit year after the one it was `written` in is a century older."""
    if printed.short_year and printed.day.year > written:
        return printed.day.replace(year=printed.day.year - 100)
    return printed.day


def _read(match: re.Match[str], day_first: DayFirst) -> Printed | None:
    if match["n1"]:
        return _numeric(match, day_first)
    if match["iy"]:
        day = _day(int(match["iy"]), int(match["im"]), int(match["id"]))
    elif match["m1"]:
        day = _day(int(match["y1"]), _month(match["m1"]), int(match["d1"]))
    else:
        day = _day(int(match["y2"]), _month(match["m2"]), int(match["d2"]))
    return Printed(match.start(), match.end(), day) if day else None


def _numeric(match: re.Match[str], day_first: DayFirst) -> Printed | None:
    short = len(match["ny"]) == _SHORT_YEAR
    if short and match["sep"] == "-":
        return None
    year = int(match["ny"]) + (_CENTURY if short else 0)
    first, second = int(match["n1"]), int(match["n2"])
    by_day, by_month = _day(year, second, first), _day(year, first, second)
    if day_first is None and by_day and by_month and by_day != by_month:
        return Printed(match.start(), match.end(), by_month, by_day, short)
    day = by_month if day_first is False else by_day
    if day is None and day_first is None:
        day = by_month
    return Printed(match.start(), match.end(), day, None, short) if day else None


def _month(name: str) -> int:
    lowered = name.lower()
    return _MONTHS[lowered[:4]] if lowered[:4] in _MONTHS else _MONTHS[lowered[:3]]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if _FIRST_YEAR <= year <= _LAST_YEAR else None
