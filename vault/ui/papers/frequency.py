"""How often treatment is to take place, between the short form of readings, words, and records."""

import re

from vault.services.wording.catalogue import Wording

_SHORT = re.compile(r"(?:(\d{1,2})-)?(\d{1,2})/(\d{1,2})?(week|month)s?")
_WORDS = re.compile(
    r"(?:(\d{1,2})\s*(?:-|–|to|bis)\s*)?(\d{1,2})\s*(?:x|×|times|mal)?\s*"
    r"(?:a|per|each|/|pro|in der|im|je|every|alle)\s*(\d{1,2})?\s*(weeks?|months?|wochen?|monate?)",
    re.IGNORECASE,
)
_EACH: dict[str, tuple[str, str]] = {
    "week": ("{n} a week", "{n} a week"),
    "month": ("{n} a month", "{n} a month"),
}
_EVERY: dict[str, str] = {"week": "{often} every {every} weeks", "month": "{often} every {every} months"}
_RANGES: dict[str, str] = {"week": "{low} to {n} a week", "month": "{low} to {n} a month"}


def frequency_json(short: str) -> dict[str, int | str] | None:
    """Return the record's values of a short form such as `1-2/week` or `1/2weeks`."""
    match = _SHORT.fullmatch(short)
    if match is None:
        return None
    low, n, every, per = match.groups()
    values: dict[str, int | str] = {"n": int(n), "per": per}
    if every is not None:
        values["every"] = int(every)
    if low is not None:
        values["low"] = int(low)
    return values


def frequency_text(short: str, say: Wording) -> str:
    """Return a short form in words; what is no short form stays as it is."""
    values = frequency_json(short)
    if values is None:
        return short
    per, n = str(values["per"]), int(values["n"])
    low, every = values.get("low"), values.get("every", 1)
    if every != 1:
        often = str(n) if low is None else f"{low}–{n}"
        return say.text(_EVERY[per], often=often, every=every)
    if low is not None:
        return say.text(_RANGES[per], low=low, n=n)
    singular, plural = _EACH[per]
    return say.count(n, singular, plural)


def read_frequency(text: str) -> str | None:
    """Return the short form of what a person typed, None where it says no frequency."""
    typed = text.strip()
    if frequency_json(typed) is not None:
        return typed
    match = _WORDS.fullmatch(typed)
    if match is None:
        return None
    low, n, every, unit = match.groups()
    per = "month" if unit.lower().startswith("mon") else "week"
    span = "" if every in (None, "1") else every
    return f"{f'{low}-' if low else ''}{n}/{span}{per}{'s' if span else ''}"
