"""How often treatment is to take place: `2/week`, `1-2/week`, `1/2weeks`, `2/month`."""

import re
from collections.abc import Iterator

from vault.services.documents.candidates.counts import NUMBER, number
from vault.services.documents.candidates.found import SURE, WEAK, Place, candidate
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.reading import FieldCandidate
from vault.services.documents.candidates.ticks import ticked

_PERIOD = r"(week(?:ly)?|wks?|month(?:ly)?|mo\b|woche|wöchentl\w*\.?|wtl\.?|monat(?:lich)?)"
_JOIN = (
    r"(?:times |visits? |sessions? |treatments? |appointments? |sitzung(?:en)? |behandlung(?:en)? "
    r"|termine? )?"
)
_PER = r"(?:per |a |an |each |every |in the |in der |pro |die |im |/ ?|je )?"
_TIMES = re.compile(
    rf"(?<![\w.,/$-])(\d{{1,2}})(?: ?(?:-|–|to|bis|or) ?(\d{{1,2}}))? ?(?:x|×|times|mal|visits?"
    rf"|sessions?|treatments?"
    rf"|behandlungen|sitzungen|termine) ?{_PER}{_PERIOD}",
    re.IGNORECASE,
)
_WORDED = re.compile(
    rf"\b(once|twice|einmal|zweimal|dreimal)(?: times)? ?{_JOIN}{_PER}{_PERIOD}",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"({NUMBER}(?: (?:to|or) {NUMBER})?) (?:{_JOIN}{_PER[:-1]}|{_JOIN[:-1]}){_PERIOD}",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:every (other|second|two|three|four|2|3|4)(?:nd)? (week|month)s?|fortnightly|every fortnight"
    r"|a fortnight"
    r"|alle (zwei|drei|vier|2|3|4) (woche|monat)\w*|(?:14|vierzehn)-?tä[g]\w+)",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:frequency|therapiefrequenz|frequenz|how often)[: ]{1,3}(weekly|monthly|wöchentlich|monatlich)\b",
    re.IGNORECASE,
)
_WORD_COUNT = {"once": 1, "einmal": 1, "twice": 2, "zweimal": 2, "dreimal": 3}
_STEP = {"other": 2, "second": 2, "two": 2, "zwei": 2, "three": 3, "drei": 3, "four": 4, "vier": 4}
_LIMIT = re.compile(
    r"\b(?:no more than|not more than|maximum|max\.?|at most|höchstens|maximal|limited to"
    r"|up to)\W*(?:\w+ ?){0,2}$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:took|takes|taking|exercises?|home|gym|medication|tablet|had|was seen|seen)\b[^.]{0,30}$",
    re.IGNORECASE,
)
_REACH = 50


def frequencies(paper: Paper) -> list[FieldCandidate]:
    """Candidates for `frequency`; among several on one form only what is ticked."""
    found: list[tuple[FieldCandidate, bool | None]] = []
    for flow in paper.flows:
        for value, match in _all(flow.text):
            before = flow.text[max(0, match.start() - _REACH) : match.start()]
            limited = _LIMIT.search(before) or _PAST.search(before)
            place = Place(flow.run, match.start(), match.end())
            tick = ticked(paper, flow.run, match.start())
            found.append((candidate("frequency", value, place, WEAK if limited else SURE), tick))
    if any(tick for _, tick in found):
        return [item for item, tick in found if tick]
    return [item for item, _ in found]


def _all(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for match in _TIMES.finditer(text):
        upper = f"-{int(match[2])}" if match[2] else ""
        yield f"{int(match[1])}{upper}/{_period(match[3])}", match
    for match in (*_WORDED.finditer(text), *_SPELLED.finditer(text)):
        count = _count(match[1])
        if count is not None and not match[1][0].isdecimal():
            yield f"{count}/{_period(match[2])}", match
    for match in _EVERY.finditer(text):
        step = (match[1] or match[3] or "2").lower()
        unit = "month" if (match[2] or match[4] or "week").lower().startswith("mon") else "week"
        yield f"1/{_STEP.get(step, 0) or int(step)}{unit}s", match
    for match in _ONLY.finditer(text):
        yield f"1/{_period(match[1])}", match


def _count(word: str) -> str | None:
    lowered = word.lower()
    if lowered in _WORD_COUNT:
        return str(_WORD_COUNT[lowered])
    values = [number(part) for part in re.split(r" (?:to|or) ", lowered)]
    return "-".join(str(value) for value in values) if all(values) else None


def _period(word: str) -> str:
    return "month" if word.lower().startswith("mo") else "week"
