"""Diagnosis codes with their dot, or without one behind a label; on forms only those that are ticked."""

import re
from collections.abc import Iterator

from vault.services.documents.candidates.checklists import Coded, settle
from vault.services.documents.candidates.found import LIKELY, SURE, Place
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.reading import FieldCandidate
from vault.services.documents.candidates.ticks import ticked

_DOTTED = re.compile(r"(?<![\w./-])[A-TV-Z]\d[0-9AB]\.[0-9][0-9A-Z]{0,3}(?![\w/]|[.-]\w)")
_LABEL = re.compile(r"(?<!\w)(?:ICD(?:-?10)?(?:-?(?:CM|GM))?|Diagnos[ei]s?|Diagnosen?|Dx)\b", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w./-])[A-TV-Z]\d\d(?![\w./-])")
_NEAR = 40


def diagnoses(paper: Paper) -> list[FieldCandidate]:
    """Candidates for `icd`."""
    return settle("icd", paper, list(_codes(paper)))


def _codes(paper: Paper) -> Iterator[Coded]:
    for flow in paper.flows:
        for match in _DOTTED.finditer(flow.text):
            place = Place(flow.run, match.start(), match.end())
            yield Coded(match[0], place, SURE, ticked(paper, flow.run, match.start()))
        for match in _BARE.finditer(flow.text):
            if _LABEL.search(flow.text[max(0, match.start() - _NEAR) : match.start()]):
                place = Place(flow.run, match.start(), match.end())
                yield Coded(match[0], place, LIKELY, ticked(paper, flow.run, match.start()))
