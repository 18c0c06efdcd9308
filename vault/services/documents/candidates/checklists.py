"""Codes in printed lists to choose from: what is ticked counts; a list without a tick proves nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vault.services.documents.candidates.dates import date_at
from vault.services.documents.candidates.found import LIKELY, Place, candidate
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.reading import FieldCandidate

_CHOOSE = re.compile(
    r"\b(?:check|tick|circle|mark|select)(?: \w+){0,3} (?:that|which|all|one|box|boxes)\b|\bankreuzen\b"
    r"|\b(?:check|tick) (?:one|all|below)\b",
    re.IGNORECASE,
)
_LIST = 4


@dataclass(frozen=True, slots=True)
class Coded:
    """One printed code, how sure its surroundings make it, and whether it is marked (None: no box seen)."""

    code: str
    place: Place
    confidence: float
    tick: bool | None


def settle(name: str, paper: Paper, codes: Sequence[Coded]) -> list[FieldCandidate]:
    """Candidates of the codes that apply, each once."""
    marked = any(item.tick for item in codes)
    empty = any(item.tick is False for item in codes)
    doubtful = not marked and (empty or _to_choose(paper, codes))
    found: dict[str, FieldCandidate] = {}
    for item in codes:
        if (marked and not item.tick and _in_list(paper, item)) or item.tick is False:
            continue
        confidence = min(item.confidence, LIKELY) if doubtful else item.confidence
        known = found.get(item.code)
        if known is None or known.confidence < confidence:
            found[item.code] = candidate(name, item.code, item.place, confidence)
    return list(found.values())


def _in_list(paper: Paper, item: Coded) -> bool:
    """Beside ticked codes, one in a sentence of its own still counts; one in a short line does not."""
    cell = paper.cells[item.place.run.tokens[item.place.run.token_at(item.place.start)].cell]
    return len(cell.run.tokens) < 2 * _LIST and len(item.place.run.tokens) < 4 * _LIST


def _to_choose(paper: Paper, codes: Sequence[Coded]) -> bool:
    """Codes below one another in lines without dates, or words that ask to choose."""
    listed = {item.code for item in codes if _in_list(paper, item) and not _dated(paper, item)}
    if len(listed) < _LIST:
        asked = any(_CHOOSE.search(flow.text) for flow in paper.flows)
        return asked and len(listed) > 1
    return True


def _dated(paper: Paper, item: Coded) -> bool:
    run = item.place.run
    cell = paper.cells[run.tokens[run.token_at(item.place.start)].cell]
    return any(date_at(other.text, 0, None) for other in paper.row_of(cell))
