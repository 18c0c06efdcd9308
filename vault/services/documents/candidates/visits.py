"""How many visits are ordered, asked for, approved or paid for by a policy; never used or refused ones."""

import re
from collections.abc import Iterator
from dataclasses import replace

from vault.services.documents.candidates.counts import NUMBER, number
from vault.services.documents.candidates.found import LIKELY, SURE, WEAK, Place, candidate
from vault.services.documents.candidates.labels import valued
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.reading import FieldCandidate
from vault.services.documents.candidates.rows import Cell
from vault.services.documents.candidates.runs import Run

_NOUN = (
    r"(?:visits?|sessions?|treatments?|appointments?|services|massages|behandlungen|sitzungen|einheiten"
    r"|behandlungseinheiten|therapieeinheiten|anwendungen|termine|massagen)"
)
_MIDDLE = (
    r"(?: ?\([\w-]{1,14}\))?(?: (?:further|additional|more|initial|total|massage|therapy|physiotherapy"
    r"|physical"
    r"|remedial|therapeutic|soft|tissue|treatment|medical|clinical|follow-up|in-person|outpatient"
    r"|weitere|zusätzliche"
    r"|klassische|manuelle|RMT|myofascial|therapist|visits?/)){0,3}"
)
_COUNTED = re.compile(rf"({NUMBER}){_MIDDLE} {_NOUN}\b", re.IGNORECASE)
_TIMES_SERVICE = re.compile(
    rf"({NUMBER}) ?(?:x|×|mal) (?=(?:klassische |manuelle |med\. |medizinische )?"
    r"(?:massage|therapie|lymph|krankengymn|kg|mt|kmt|physio|bindegewebs|wärme)\w*)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?<![\w-])(?:total (?:number of )?(?:visits|sessions|treatments)|(?:number|no\.?|#|quantity"
    r"|qty) of (?:visits|sessions|treatments"
    r"|appointments)(?: (?:approved|authori[sz]ed|requested|ordered|prescribed|recommended))?"
    r"|(?:visits|sessions|treatments)"
    r"(?: (?:approved|authori[sz]ed|requested|ordered|prescribed|recommended|allowed))|(?:approved"
    r"|authori[sz]ed|ordered"
    r"|requested|prescribed) (?:visits|sessions|treatments|quantity)|(?:visits|sessions)(?=:)"
    r"|total visits|behandlungseinheiten"
    r"|verordnungsmenge|anzahl(?: der)? (?:behandlungen|einheiten|sitzungen|anwendungen|termine)"
    r"|(?:bewilligte|genehmigte)"
    r" (?:anzahl|einheiten|behandlungen))\b",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\b(?:approved|authori[sz]ed|anzahl|visits|sessions|quantity|qty|menge|bewilligt|genehmigt)\b",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\b(?:completed|attended|had|received|used|after|first|last|previous|prior|earlier|not approve\w*"
    r"|denied|refused|asked|\d of"
    r"|more than|than|every|remaining|limit\w*|bereits|erhalten|abgelehnt|nach|nicht|leider|since"
    r"|cannot|exceed|past"
    r"|below|further than|asked us|already|beyond|exceeds?|over)\b",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r" ?(?:[,;(]? ?(?:used|remaining|left|completed|per\b|a (?:week|month|year|day)|each (?:week|month"
    r"|year)|every|in \d{4}"
    r"|in any|to date|so far|already|were|had|was|pro |im jahr|je |wurden|bisher|have been|weekly"
    r"|monthly|/))",
    re.IGNORECASE,
)
_CUES = {
    "referral": (
        r"for|provide|prescrib\w*|order\w*|recommend\w*|refer\w*|course|total|maximum|up to|please|request\w*"
        r"|plan|verordne\w*|bitte|erbitte|insgesamt|rp|rezept|services?|therapy|massage"
    ),
    "authorization": (
        r"approv\w*|authori[sz]\w*|cover\w*|agreed|up to|total|bewillig\w*|genehmig\w*|übernehmen|zusage\w*"
        r"|erstatten|granted|certif\w*|für|bis zu"
    ),
    "necessity": (
        r"request\w*|recommend\w*|prescrib\w*|order\w*|ask\w*|need\w*|require\w*|further|additional|course"
        r"|total|beantrag\w*|bitte|erforderlich|empfehle|verordn\w*|benötig\w*|weitere"
    ),
}
_CUE = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _CUES.items()}
_ABOUT_US = re.compile(r"\bmassage|\bRMT\b", re.IGNORECASE)
_PER_YEAR = re.compile(
    rf"({NUMBER}){_MIDDLE} {_NOUN} (?:per|a|each|every|in a|in any|pro|im|je) (?:benefit |calendar "
    rf"|plan |policy |membership"
    r" |contract |versicherungs|kalender)?(?:year|period|jahr)",
    re.IGNORECASE,
)
_REACH = 70


def visits(paper: Paper, kind: str | None) -> list[FieldCandidate]:
    """Candidates for `visits`, or for `visit_limit` on pages of a policy."""
    if kind == "policy":
        return list(_limits(paper))
    if kind not in _CUE:
        return []
    found = list(_labelled(paper))
    for flow in paper.flows:
        found += _in_text(flow.run, _CUE[kind])
    found += _in_columns(paper)
    return _undisputed(found)


def _undisputed(found: list[FieldCandidate]) -> list[FieldCandidate]:
    """Return a number without a rival that is no used or refused one needs no further cue."""
    values = {item.value for item in found if item.confidence >= LIKELY}
    if len(values) != 1:
        return found
    return [
        replace(item, confidence=SURE) if item.value in values and item.confidence >= LIKELY else item
        for item in found
    ]


def _labelled(paper: Paper) -> Iterator[FieldCandidate]:
    def parse(run: Run, position: int) -> re.Match[str] | None:
        match = re.compile(NUMBER, re.IGNORECASE).match(run.text, position)
        return match if match and (number(match[0]) or 0) > 0 else None

    for hit in valued(paper, _LABEL, parse):
        match = hit.value
        place = Place(hit.spot.run, match.start(), match.end())
        value = number(match[0])
        if value is not None and not _NOT_AFTER.match(hit.spot.run.text, match.end()):
            yield candidate("visits", value, place, SURE if hit.spot.how != "above" else LIKELY)


def _in_text(run: Run, cue: re.Pattern[str]) -> Iterator[FieldCandidate]:
    for rule in (_COUNTED, _TIMES_SERVICE):
        for match in rule.finditer(run.text):
            value = number(match[1])
            before = _sentence(run.text, match.start())
            if not value or _NOT_AFTER.match(run.text, match.end()):
                continue
            place = Place(run, match.start(), match.end())
            if _NOT_BEFORE.search(before):
                yield candidate("visits", value, place, WEAK)
                continue
            sure = (
                rule is _TIMES_SERVICE
                or cue.search(before)
                or (match.start() == 0 and match.end() == len(run.text))
            )
            yield candidate("visits", value, place, SURE if sure else LIKELY)


def _sentence(text: str, position: int) -> str:
    before = text[max(0, position - _REACH) : position]
    return before[max(before.rfind(". "), before.rfind("; ")) + 1 :]


def _in_columns(paper: Paper) -> Iterator[FieldCandidate]:
    """Yield a bare number under a heading that counts what is approved."""
    for cell in paper.cells:
        value = number(cell.text) if len(cell.run.tokens) == 1 else None
        if value and cell.text.isdecimal() and _headed(paper, cell):
            yield candidate("visits", value, Place(cell.run, 0, len(cell.text)), LIKELY)


def _headed(paper: Paper, cell: Cell) -> bool:
    above = next(iter(paper.above(cell)), None)
    return above is not None and bool(_HEAD.search(above.text)) and len(above.run.tokens) < 4  # noqa: PLR2004 - a heading


def _limits(paper: Paper) -> Iterator[FieldCandidate]:
    for flow in paper.flows:
        for match in _PER_YEAR.finditer(flow.text):
            value = number(match[1])
            if value is None:
                continue
            sure = _ABOUT_US.search(match[0]) or _row_is_massage(paper, flow.run, match.start())
            place = Place(flow.run, match.start(), match.end())
            yield candidate("visit_limit", value, place, SURE if sure else WEAK)


def _row_is_massage(paper: Paper, run: Run, position: int) -> bool:
    """Return the row names massage, or a row beside does and none of its own is named."""
    before = run.text[max(0, position - _REACH) : position]
    if _ABOUT_US.search(before[before.rfind(". ") + 1 :]):
        return True
    cell = paper.cells[run.tokens[run.token_at(position)].cell]
    row = paper.row_of(cell)
    if any(_ABOUT_US.search(other.text) for other in row):
        return True
    return len(row) == 1 and _nearest_head_is_massage(paper, cell)


def _nearest_head_is_massage(paper: Paper, cell: Cell) -> bool:
    for step in (1, -1):
        number_ = cell.row + step
        if not 0 <= number_ < len(paper.rows):
            continue
        first = paper.cells[paper.rows[number_][0]]
        close = abs(first.run.box[1] - cell.run.box[1]) < cell.height
        if close and first.run.box[2] < cell.run.box[0] and first.run.page == cell.run.page:
            return bool(_ABOUT_US.search(first.text))
    return False
