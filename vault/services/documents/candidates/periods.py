"""From when to when an order, an approval or a cover holds: printed, or counted from a printed length."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from vault.services.documents.candidates.counts import SPAN, Span, span
from vault.services.documents.candidates.dates import Printed, date_at, find_dates
from vault.services.documents.candidates.found import LIKELY, SURE, WEAK, Place, candidate, date_candidate
from vault.services.documents.candidates.labels import valued
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.reading import FieldCandidate
from vault.services.documents.candidates.runs import Run
from vault.services.documents.candidates.setting import Setting

_CUE = re.compile(
    r"\b(?:valid\w*|effective|authori[sz]\w*|approv\w*|period|cover\w*|dates?|from|term|in force"
    r"|begin\w*|start\w*"
    r"|gültig\w*|zeitraum|geltung\w*|genehmig\w*|bewillig\w*|laufzeit|versicher\w*|zusage|weekly|times)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:year|jahr|apply|applies|gilt|gelten)\b", re.IGNORECASE)
_NO_CUE = re.compile(
    r"\b(?:completed|attended|benefit year|treated|seen|service|rechnung|behandlungen vom"
    r"|history|were|was|had|injur\w*)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r" ?(?:and|to|through|thru|until|till|up to(?: and including)?|bis(?: zum)?|[-–—]|and ends?(?: on)?"
    r"|, ?(?:end|expires?|expiring)(?: on)?:?)"
    r"(?: (?:and including|einschließlich))? ?$",
    re.IGNORECASE,
)
_FROM_LABEL = re.compile(
    r"(?<![\w-])(?:(?:coverage |cover |policy |plan |authori[sz]ation |order |treatment )?(?:effective"
    r"|start|begin|commencement)(?:s|ning)?"
    r"(?: date| from| on)?|(?:valid|effective|authori[sz]ed|approved|cover(?:ed)?) (?:from|as of)"
    r"|(?:date )?from|gültig (?:ab|von|vom)"
    r"|(?:versicherungs)?beginn|ab dem)(?![\w-])",
    re.IGNORECASE,
)
_TO_LABEL = re.compile(
    r"(?<![\w-])(?:(?:coverage |cover |policy |plan |authori[sz]ation |order |treatment )?(?:end"
    r"|expiry|expiration|expires|termination|renewal|ends)"
    r"(?: date| on)?|valid (?:until|to|through|thru)|(?:good|approved|authori[sz]ed) (?:until|through"
    r"|thru)|(?:date )?to|thru|through|exp\.?(?: date)?"
    r"|gültig bis(?: zum)?(?: einschließlich| einschl\.)?|(?:versicherungs)?ende|gültigkeit bis)(?![\w-])",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:(?:order|referral|prescription|treatment|it|this|script|which|authori[sz]ation|approval"
    r"|cover)\b[^.;]{0,40}?"
    r"(?:completed by|valid (?:until|to|through)|expires(?: on)?|ends(?: on)?|good (?:until|through)"
    r"|used by|finished by|no later than)"
    r"|gültig bis(?: zum)?(?: einschließlich| einschl\.)?|valid (?:until|to"
    r"|through)(?: and including)?|completed by|expires(?: on)?"
    r"|not valid after|lapses on|void after) $",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    rf"\b(?:valid|good|effective|expires?|gültig|gültigkeit|gilt|runs?|in force)\b(?: (?:only|is|are"
    rf"|für|for|a|period|of|ist|nur|after|nach|:)){{0,6}}? {SPAN}",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    rf"\b(?:visits|sessions|treatments|therapy|massage)\b[^.;]{{0,30}}? (?:within|over|for"
    rf"|during) (?:the next |a period of )?{SPAN}",
    re.IGNORECASE,
)
_ANCHOR_SIGNED = re.compile(
    r",? ?(?:from|of|after|starting|beginning|counting from|ab|nach"
    r"|from and including)? ?(?:the )?(?:date (?:of )?(?:signed|signature|this order|this referral"
    r"|issue|written|below|above|this letter"
    r"|of signature|the order)|date signed|signing|ausstellung\w*|order date|date of this)",
    re.IGNORECASE,
)
_STARTING = re.compile(
    r"\b(?:starting|beginning|from|commencing|first (?:visit|appointment|session))\b[^.;]{0,45}$",
    re.IGNORECASE,
)
_TO_BE_DONE = re.compile(r" (?:abgeschlossen|beendet|durchgeführt|in Anspruch genommen)\b")
_BIS = re.compile(r"\bbis(?: spätestens)?(?: zum)? $")
_BARE_ENDS = ("to", "thru", "through", "renewal", "renewal date")
_REACH = 60


@dataclass(frozen=True, slots=True)
class _Range:
    run: Run
    first: Printed
    last: Printed
    confidence: float


def add(start: date, length: Span) -> date:
    """Return the day after a period of `length` from `start`; months clamp to their last day."""
    if length.unit != "month":
        return start + timedelta(days=length.amount * (7 if length.unit == "week" else 1))
    months = start.month - 1 + length.amount
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def periods(
    paper: Paper, setting: Setting, kind: str | None, letter: FieldCandidate | None
) -> list[FieldCandidate]:
    """Candidates for `valid_from`, `valid_to` and `valid_to_printed`."""
    if kind not in ("referral", "authorization", "necessity", "policy", "card"):
        return []
    found: list[FieldCandidate] = []
    for item in _ranges(paper, setting, _YEAR if kind == "policy" else _CUE):
        found += date_candidate("valid_from", item.run, item.first, item.confidence)
        found += _ends(item.run, item.last, item.confidence)
    found += _labelled(paper, setting)
    found += _until(paper, setting)
    if not any(item.name == "valid_to" and item.confidence >= SURE for item in found):
        found += _computed(paper, setting, letter)
    return found


def _ends(run: Run, last: Printed, confidence: float) -> list[FieldCandidate]:
    made = date_candidate("valid_to", run, last, confidence)
    return [
        *made,
        candidate(
            "valid_to_printed",
            value=True,
            place=Place(run, last.start, last.end),
            confidence=made[0].confidence,
        ),
    ]


def _ranges(paper: Paper, setting: Setting, cue: re.Pattern[str]) -> Iterator[_Range]:
    for flow in paper.flows:
        dates = list(find_dates(flow.text, setting.day_first))
        for first, last in pairwise(dates):
            between = flow.text[first.end : last.start]
            if len(between) > 24 or not _BETWEEN.fullmatch(between) or first.day > last.day:  # noqa: PLR2004 - a few words
                continue
            before = flow.text[max(0, first.start - _REACH) : first.start]
            if between == " and " and not before.endswith("between "):
                continue
            before = before[before.rfind(". ") + 1 :] or _label_left(paper, flow.run)
            if _NO_CUE.search(before):
                continue
            yield _Range(
                flow.run,
                first,
                last,
                SURE
                if _CUE.search(before) or cue.search(before) or _column_cue(paper, flow.run, first)
                else LIKELY,
            )


def _label_left(paper: Paper, run: Run) -> str:
    left = paper.left_of(paper.cells[run.tokens[0].cell])
    return left.text if left is not None else ""


def _column_cue(paper: Paper, run: Run, printed: Printed) -> bool:
    cell = paper.cells[run.tokens[run.token_at(printed.start)].cell]
    above = next(iter(paper.above(cell)), None)
    return above is not None and bool(_CUE.search(above.text)) and not _NO_CUE.search(above.text)


def _labelled(paper: Paper, setting: Setting) -> list[FieldCandidate]:
    def parse(run: Run, position: int) -> Printed | None:
        return date_at(run.text, position, setting.day_first)

    found: list[FieldCandidate] = []
    for hit in valued(paper, _FROM_LABEL, parse):
        if _starts_cell(paper, hit.cell, hit.label):
            bare = hit.label.lower() in ("from", "ab dem") and not _beside(paper, hit.cell, _TO_LABEL)
            found += date_candidate("valid_from", hit.spot.run, hit.value, LIKELY if bare else SURE)
    for hit in valued(paper, _TO_LABEL, parse):
        if _starts_cell(paper, hit.cell, hit.label):
            bare = hit.label.lower() in _BARE_ENDS and not _beside(paper, hit.cell, _FROM_LABEL)
            found += _ends(hit.spot.run, hit.value, LIKELY if bare else SURE)
    return found


def _beside(paper: Paper, index: int, other: re.Pattern[str]) -> bool:
    """Whether the next or previous heading is the other end of a period."""
    cell = paper.cells[index]
    sides = (paper.left_of(cell), paper.right_of(cell))
    return any(side is not None and other.fullmatch(side.text.rstrip(":")) for side in sides)


def _starts_cell(paper: Paper, index: int, label: str) -> bool:
    text = paper.cells[index].text
    return text.find(label) == 0 or text[: max(0, text.find(label))].rstrip().endswith((":", "|", "·"))


def _until(paper: Paper, setting: Setting) -> list[FieldCandidate]:
    found: list[FieldCandidate] = []
    for flow in paper.flows:
        for printed in find_dates(flow.text, setting.day_first):
            before = flow.text[max(0, printed.start - _REACH) : printed.start]
            closing = _TO_BE_DONE.match(flow.text, printed.end) and _BIS.search(before)
            if closing or _UNTIL.search(before):
                found += _ends(flow.run, printed, SURE)
    return found


def _computed(paper: Paper, setting: Setting, letter: FieldCandidate | None) -> list[FieldCandidate]:
    for flow in paper.flows:
        for match in _LENGTH.finditer(flow.text):
            length = span(match[1], match[2])
            if length is not None and _ANCHOR_SIGNED.match(flow.text, match.end()) and letter is not None:
                start = date.fromisoformat(str(letter.value))
                return _derive(flow.run, match, start, length, "date signed", min(letter.confidence, SURE))
        for match in _WITHIN.finditer(flow.text):
            length = span(match[1], match[2])
            start_date = _start_after(flow.text, match.end(), setting)
            if length is not None and start_date is not None:
                made = _derive(
                    flow.run, match, start_date.day, length, "first visit", SURE if start_date.sure else WEAK
                )
                return date_candidate("valid_from", flow.run, start_date, SURE) + [
                    item for item in made if item.name != "valid_from"
                ]
    return []


def _start_after(text: str, position: int, setting: Setting) -> Printed | None:
    window = text[position : position + 90]
    printed = next(find_dates(window, setting.day_first), None)
    if printed is None or not _STARTING.search(window[: printed.start]):
        return None
    return date_at(text, position + printed.start, setting.day_first)


def _derive(
    run: Run, match: re.Match[str], start: date, length: Span, anchor: str, confidence: float
) -> list[FieldCandidate]:
    last = add(start, length) - timedelta(days=1)
    place = Place(run, match.start(), match.end())
    days = (last - start).days
    how = f"{length.amount} {length.unit}s from {anchor}, both days counted: {start} + {days} days = {last}"
    return [
        candidate("valid_from", start.isoformat(), place, confidence, f"the {anchor}"),
        candidate("valid_to", last.isoformat(), place, confidence, how),
        candidate("valid_to_printed", value=False, place=place, confidence=confidence, derived=how),
    ]
