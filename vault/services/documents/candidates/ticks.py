"""Marks beside printed choices: where a form uses them, only what is marked applies."""

from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.rows import Cell
from vault.services.documents.candidates.runs import Run

_MARKS = frozenset(("X", "x", "☒", "☑", "✓", "✔", "✗", "✘", "[x]", "[X]", "(x)", "(X)", "■", "●"))
_EMPTY = frozenset(("☐", "□", "[ ]", "[]", "( )", "()", "○", "❑", "❏"))
_GLUED = ("☒", "☑", "✓", "✔", "[x]", "[X]")
_FAR = 8
_WORDS_BEFORE = 8


def is_mark(text: str) -> bool:
    """Whether a word is a tick."""
    return text in _MARKS or text.startswith(_GLUED)


def ticked(paper: Paper, run: Run, position: int) -> bool | None:
    """Whether the choice that holds the character at `position` is marked; None where no box is seen."""
    token = run.tokens[run.token_at(position)]
    cell = paper.cells[token.cell]
    before = _before(cell, run, position)
    for index in range(len(before) - 1, -1, -1):
        text = before[index]
        if text in _EMPTY or text.startswith("☐"):
            return False
        if is_mark(text):
            return None if text in "xX" and index and _counts(before[index - 1]) else True
    return _beside(paper, cell)


def _before(cell: Cell, run: Run, position: int) -> list[str]:
    token = run.tokens[run.token_at(position)]
    words = [item.text for item in cell.run.tokens if item.box[0] < token.box[0]]
    return words[-_WORDS_BEFORE:]


def _counts(text: str) -> bool:
    return text[-1:].isdecimal()


def _beside(paper: Paper, cell: Cell) -> bool | None:
    left = paper.left_of(cell)
    if left is None or cell.run.box[0] - left.run.box[2] > _FAR * cell.letter:
        return None
    last = left.run.tokens[-1].text
    if last in _EMPTY:
        return False
    return True if is_mark(last) and len(left.run.tokens) == 1 else None
