"""What kind of paper it is: cue phrases in two languages, those in a heading weigh more."""

import re
from dataclasses import dataclass

from vault.services.documents.candidates.kind_cues import TEXTS, TITLES
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.rows import Cell


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: str
    weight: float
    rule: re.Pattern[str]
    names_it: bool


def _cue(kind: str, weight: float, words: str, *, names_it: bool) -> _Cue:
    return _Cue(kind, weight, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), names_it)


_RULES = tuple(_cue(kind, weight, words, names_it=True) for kind, (weight, words) in TITLES.items()) + tuple(
    _cue(kind, weight, words, names_it=False) for kind, cues in TEXTS.items() for weight, words in cues
)
_OF_ANOTHER = re.compile(
    r"\b(?:the|der|die|das|des|this|dies\w+|an?"
    r"|zur|zum|eine?[rnms]?|vom|and|und|or|oder|no|kein\w*|per|of) $",
    re.IGNORECASE,
)
_YOUR = re.compile(r"\b(?:your|ihre?[rnms]?) $", re.IGNORECASE)
_GREETING = re.compile(r"(?:Dear|Hello|Hi|To whom|Sehr geehrte|Guten Tag|Liebe)\b", re.IGNORECASE)
_LISTED = re.compile(r"(?:\d|\[|[-–•*☐☒☑✓□]|[Xx] |[a-zäöü])")
_HEADING_END, _HEADING_WORDS = 0.6, 9
_HEADING, _TALL_HEADING, _LATER_PAGE, _IN_PASSING = 1.6, 2.4, 0.4, 0.15
_TALL = 1.25
_MAX_HITS = 4
_ENOUGH = 4.0
_PROSE_WORDS, _CARD_WORDS, _TOO_LONG = 14, 170, 0.25
_SPREAD_WORDS, _SPREAD_SHARE = 4, 0.7


def kind_of(paper: Paper) -> tuple[str | None, float]:
    """Return the kind with the most evidence and how sure its lead makes it, 0 to .99, or None."""
    usual = _usual_height(paper)
    scores = dict.fromkeys(TEXTS, 0.0)
    for cue in _RULES:
        scores[cue.kind] += _score(paper, cue, usual)
    if _is_letter(paper):
        scores["card"] *= _TOO_LONG
    (kind, first), (_, second) = sorted(scores.items(), key=lambda item: -item[1])[:2]
    if first <= 0:
        return None, 0.0
    sure = (0.5 + 0.5 * (first - second) / first) * min(1.0, first / _ENOUGH)
    return kind, round(min(0.99, sure), 2)


def _is_letter(paper: Paper) -> bool:
    """Tell whether it greets someone or has more words than fit on a card."""
    words = sum(len(cell.run.tokens) for cell in paper.cells)
    return words > _CARD_WORDS or any(_GREETING.match(cell.text) for cell in paper.cells)


def _score(paper: Paper, cue: _Cue, usual: float) -> float:
    hits: dict[str, float] = {}
    for flow in paper.flows:
        prose = flow.text.count(" ") >= _PROSE_WORDS
        cells = [paper.cells[index] for index in flow.cells]
        lines = [(cell, cell.text) for cell in cells] if cue.names_it else [(cells[0], flow.text)]
        for cell, line in lines:
            heading = _plain(cell) if prose else _heading(cell, line, usual)
            for text in _texts(line):
                for match in cue.rule.finditer(text):
                    weight = _weight(cue, text[max(0, match.start() - 12) : match.start()], heading)
                    word = match[0].lower()
                    hits[word] = max(hits.get(word, 0.0), weight)
    strongest = sorted(hits.values(), reverse=True)[:_MAX_HITS]
    return cue.weight * sum(weight / (1 + place) for place, weight in enumerate(strongest))


def _weight(cue: _Cue, before: str, heading: float) -> float:
    if not cue.names_it:
        return heading
    theirs = cue.kind in ("bill", "referral", "request") and _YOUR.search(before)
    return _IN_PASSING if heading <= 1 or theirs or _OF_ANOTHER.search(before) else heading


def _plain(cell: Cell) -> float:
    return 1.0 if cell.run.page == 1 else _LATER_PAGE


def _texts(text: str) -> list[str]:
    """Return the text, and once more without spaces where its letters are spread out."""
    words = text.split()
    spread = len(words) > _SPREAD_WORDS and sum(len(word) <= 2 for word in words) > _SPREAD_SHARE * len(words)  # noqa: PLR2004 - single letters
    return [text, "".join(words)] if spread else [text]


def _heading(cell: Cell, text: str, usual: float) -> float:
    """How much a paragraph stands out: 1 is plain text."""
    if cell.run.page != 1:
        return _LATER_PAGE
    words = text.count(" ") + 1
    spread = len(_texts(text)) > 1
    if (
        cell.run.box[1] > _HEADING_END
        or (words > _HEADING_WORDS and not spread)
        or _LISTED.match(text)
        or text.endswith(".")
    ):
        return 1.0
    tall = cell.height > _TALL * usual or (text.isupper() and len(text) > _SPREAD_WORDS)
    return _TALL_HEADING if tall else _HEADING


def _usual_height(paper: Paper) -> float:
    heights = sorted(cell.height for cell in paper.cells)
    return heights[len(heights) // 2]
