"""Amounts in words: what papers and limits count, what periods are made of, what progress is told in."""

from vault.services.wording.catalogue import Wording

COUNTED: dict[str, tuple[str, str]] = {
    "visit": ("{n} visit", "{n} visits"),
    "unit15": ("{n} unit of 15 minutes", "{n} units of 15 minutes"),
    "minute": ("{n} minute", "{n} minutes"),
    "hour": ("{n} hour", "{n} hours"),
    "day": ("{n} day", "{n} days"),
    "week": ("{n} week", "{n} weeks"),
    "month": ("{n} month", "{n} months"),
    "year": ("{n} year", "{n} years"),
    "weekday": ("{n} working day", "{n} working days"),
}

_PROGRESS: dict[str, str] = {
    "bytes": "bytes",
    "pages": "pages",
    "papers": "papers",
    "visits": "visits",
    "records": "records",
    "checks": "checks",
}


def counted(n: int, unit: str, say: Wording) -> str:
    """Return an amount with its unit: `3 visits`, `1 week`."""
    singular, plural = COUNTED[unit]
    return say.count(n, singular, plural)


def units(say: Wording) -> dict[str, str]:
    """Return the units of progress in words."""
    return {code: say.text(word) for code, word in _PROGRESS.items()}
