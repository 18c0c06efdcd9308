"""Procedure codes: five digits beside a service's name or under a code heading, never a postal code."""

import re
from collections.abc import Iterator
from itertools import islice

from vault.services.documents.candidates.checklists import Coded, settle
from vault.services.documents.candidates.dates import date_at
from vault.services.documents.candidates.found import LIKELY, SURE, Place
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.reading import FieldCandidate
from vault.services.documents.candidates.runs import Run
from vault.services.documents.candidates.setting import Setting
from vault.services.documents.candidates.ticks import ticked

_CODE = re.compile(r"(?<![\w.,/$€£#-])(?:\d{5}|[A-Z]\d{4})(?![\w/%]|[.,-]\d)")
_LABEL = re.compile(
    r"(?<!\w)(?:(?:cpt|hcpcs|procedure|procedures|service|item|billing"
    r"|treatment)(?: ?/ ?hcpcs)?(?: codes?| nos?\.?| numbers?)?"
    r"(?:\(s\))?|codes?|units (?:for|of))[:.#( ]{0,3}$",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"\b(?:massages?|therap(?:y|ies|eutic)|physiotherapy|manual|exercises?|neuromuscular|treatments?"
    r"|sessions?|visits?"
    r"|units?|mins?|minutes?|acupuncture|chiropractic|manipulation|ultrasound|traction|stimulation"
    r"|evaluation"
    r"|rehabilitation|packs?|bath|re-ed|myofascial|release|services?)\b",
    re.IGNORECASE,
)
_NO_CODE_AFTER = re.compile(
    r"(?:\b(?i:box|group|grp|bin|plan|payer|contract|policy|account|zip|postal|stn|station|street"
    r"|suite|no|nr|id"
    r"|tel|phone|fax|reason|remark|number|invoice|bill|receipt|ref|license|licence|lic|case|auth|claim"
    r"|washington"
    r"|oregon|texas|florida|california|nevada|ohio|york)|\b[A-Z]{2})\.?:?,? ?#?$"
)
_ZIP_REST = re.compile(r"-\d{4}")
_HEAD = re.compile(r"\b(?:codes?|cpt|hcpcs|procedure|item)\b", re.IGNORECASE)
_OWN_HEAD = re.compile(r"\b(?:cpt|hcpcs|proc(?:edure)?|(?:service|billing) code)\b", re.IGNORECASE)
_CHAIN = re.compile(r"(?:,|and|&|or|/|\+| )+$")
_REACH = 45
_COLUMN = 12


def procedures(paper: Paper, setting: Setting) -> list[FieldCandidate]:
    """Candidates for `procedure`; German papers print none of these."""
    if setting.lang == "de":
        return []
    return settle("procedure", paper, list(_codes(paper)))


def _codes(paper: Paper) -> Iterator[Coded]:
    for flow in paper.flows:
        last = -1
        for match in _CODE.finditer(flow.text):
            chained = last >= 0 and bool(_CHAIN.fullmatch(flow.text[last : match.start()]))
            trust = SURE if chained else _trust(paper, flow.run, match)
            if trust is not None:
                last = match.end()
                place = Place(flow.run, match.start(), match.end())
                yield Coded(match[0], place, trust, ticked(paper, flow.run, match.start()))


def _trust(paper: Paper, run: Run, match: re.Match[str]) -> float | None:
    text, start, end = run.text, match.start(), match.end()
    before = text[max(0, start - _REACH) : start]
    labelled = _LABEL.search(before)
    if not match[0].isdecimal():
        return LIKELY if labelled else None
    if not labelled and _is_address(before, text[end : end + 6]):
        return None
    if labelled and _SERVICE.search(text):
        return SURE
    if before.endswith("(") and _SERVICE.search(before):
        return SURE
    beside = before[-26:] + " | " + text[end : end + 24]
    if _SERVICE.search(beside):
        return SURE
    if _in_dated_row(paper, run, start) or _in_column(paper, run, start):
        return SURE
    return LIKELY if labelled else None


def _is_address(before: str, after: str) -> bool:
    return bool(_NO_CODE_AFTER.search(before.rstrip("( "))) or bool(_ZIP_REST.match(after))


def _in_dated_row(paper: Paper, run: Run, position: int) -> bool:
    """Alone in its cell, on a row that begins with a date and names a service."""
    cell = paper.cells[run.tokens[run.token_at(position)].cell]
    row = paper.row_of(cell)
    served = any(_SERVICE.search(other.text) for other in row)
    return len(cell.run.tokens) == 1 and served and date_at(row[0].text, 0, None) is not None


def _in_column(paper: Paper, run: Run, position: int) -> bool:
    """Under a heading that says code, on a row that names a service."""
    cell = paper.cells[run.tokens[run.token_at(position)].cell]
    served = any(_SERVICE.search(other.text) for other in paper.row_of(cell))
    current = cell
    for _ in range(_COLUMN):
        above = next(iter(islice(paper.above(current), 1)), None)
        if above is None:
            return False
        if _HEAD.search(above.text):
            over = next(iter(islice(paper.above(above), 1)), above)
            return served or bool(_OWN_HEAD.search(f"{over.text} {above.text}"))
        current = above
    return False
