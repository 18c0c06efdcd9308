"""Small numbers as digits or words, English and German, and spans of days, weeks and months."""

import re
from dataclasses import dataclass

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "eighteen": 18, "twenty": 20, "twenty-one": 21, "twenty-four": 24, "twenty-eight": 28, "thirty": 30,
    "forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90,
    "ein": 1, "eine": 1, "einem": 1, "einen": 1, "eines": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4,
    "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
    "vierzehn": 14, "fünfzehn": 15, "achtzehn": 18, "zwanzig": 20, "dreißig": 30, "sechzig": 60,
}  # fmt: skip

NUMBER = (
    r"(?<![\w.,/$€£-])(?:\d{1,3}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")(?![\w%/]|[.,]\d)"
)
"""A number up to 999 that is no part of a date, an amount or an identifier."""

_UNITS = {"day": "day", "tag": "day", "week": "week", "woche": "week", "month": "month", "monat": "month"}
_UNIT = re.compile(r"(?:calendar |kalender)?(day|tag|week|woche|month|monat|year|jahr)", re.IGNORECASE)
SPAN = (
    rf"({NUMBER})(?: ?\([\w-]{{1,12}}\))? ?(?:-? ?)((?:calendar |Kalender)?"
    r"(?:days?|weeks?|months?|Tage?n?s?|Wochen?|Monate?n?s?))\b"
)
"""Two groups: a number and its unit."""


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: `unit` is day, week or month."""

    amount: int
    unit: str


def number(text: str) -> int | None:
    """Return the value of digits or of a number word; None for anything else."""
    return int(text) if text.isdecimal() and text.isascii() else _WORDS.get(text.lower())


def span(amount: str, unit: str) -> Span | None:
    """Return the span that the two groups of SPAN say."""
    value = number(amount)
    found = _UNIT.match(unit)
    if value is None or found is None:
        return None
    return Span(value, _UNITS[found.group(1).lower()])
