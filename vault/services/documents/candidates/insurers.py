"""The insurer: a letterhead that says it is one, or a label."""

import re
from collections.abc import Iterator
from dataclasses import replace

from vault.services.documents.candidates.found import LIKELY, SURE, WEAK, Place, candidate
from vault.services.documents.candidates.labels import valued
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.names import capitalized
from vault.services.documents.candidates.reading import FieldCandidate
from vault.services.documents.candidates.runs import Run

_WORDS = re.compile(
    r"\b(?:health (?:plan|insurance|assurance|fund|cooperative)|insurance|assurance|mutual|casualty"
    r"|indemnity|(?:group|employee) benefits|kasse|krankenversicherung"
    r"|krankenkasse|versicherung(?:en)?|BKK|AOK|IKK)\b|\w{3,20}(?:kasse|versicherung)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(r"(?: a\. ?G\.| AG| VVaG| SE|,? Inc\.?|,? LLC|,? Ltd\.?)+$")
_CUT = re.compile(r" [·|•–—] |, (?=\d)| [–—-] |,? P\.? ?O\.? Box")
_LABEL = re.compile(
    r"(?<![\w-])(?:(?:name of )?(?:insurer|insurance (?:company|carrier|plan)|health plan|carrier"
    r"|payer|insurance|health fund)(?: name)?(?= ?:| ?$)"
    r"|krankenkasse bzw\. kostenträger|krankenkasse(?=:)|kostenträger(?=:)|versicherung(?=:)"
    r"|versichert bei|(?:insured (?:with|by|through)|(?:policy|cover|insurance|plan|coverage) (?:with"
    r"|through|from)|covered by|(?:insurer|carrier|health fund) is)(?= [A-Z])"
    r"|krankenversicherung(?=:))",
    re.IGNORECASE,
)
_LINKS = (" with", " by", " through", " from", " is", " bei")
_NAME = re.compile(r"[^\W\d_][\w&.' -]{2,60}")
_NOT_NAME = re.compile(
    r"\b(?:your|our|explanation|summary|schedule|this|claim|the|for|is|not|department|id|number|card"
    r"|please|of benefits|notice|statement|form|ihre|ihr|unser)\b",
    re.IGNORECASE,
)
_TOP = 0.16
_ISSUED = ("authorization", "denial", "request", "eob", "policy", "card")
_MIN_WORDS, _MAX_WORDS = 2, 7


def insurers(paper: Paper, kind: str | None) -> list[FieldCandidate]:
    """Candidates for `insurer`."""
    found = list(_labelled(paper))
    heads = list(_letterhead(paper))
    longest = max((str(item.value) for item in heads), key=len, default="")
    alone = kind in _ISSUED and all(str(item.value).lower() in longest.lower() for item in heads)
    found += [replace(item, confidence=SURE if alone and item.value == longest else WEAK) for item in heads]
    return found


def _labelled(paper: Paper) -> Iterator[FieldCandidate]:
    for hit in valued(paper, _LABEL, _whole_name):
        starts = paper.cells[hit.cell].text.lower().find(hit.label.lower()) == 0
        if not (starts or hit.label.lower().endswith(_LINKS)):
            continue
        text = hit.value
        position = hit.spot.position
        trust = SURE if _WORDS.search(text) and hit.spot.how != "above" else LIKELY
        yield candidate("insurer", _clean(text), Place(hit.spot.run, position, position + len(text)), trust)


def _whole_name(run: Run, position: int) -> str | None:
    match = _NAME.match(run.text, position)
    if match is None or _NOT_NAME.search(match[0]):
        return None
    return match[0][: run.cell_end(position) - position].rstrip(" .-")


def _letterhead(paper: Paper) -> Iterator[FieldCandidate]:
    for cell in paper.cells:
        if cell.run.page != 1 or cell.run.box[1] > _TOP:
            continue
        text = _CUT.split(cell.text)[0].strip(" ,")
        words = text.split()
        if not _MIN_WORDS <= len(words) <= _MAX_WORDS or not _WORDS.search(text) or _NOT_NAME.search(text):
            continue
        is_logo = len(words[0]) == 1
        if is_logo or not words[0][0].isupper() or any(letter.isdecimal() for letter in text):
            continue
        yield candidate("insurer", _clean(text), Place(cell.run, 0, len(text)), SURE)


def _clean(text: str) -> str:
    name = _LEGAL.sub("", text).strip(" ,")
    if name.isupper():
        name = " ".join(
            word.lower() if word in ("OF", "THE", "AND") else capitalized(word) for word in name.split()
        )
    return name
