"""Words on one line make a row; a gap wider than a word space splits it into cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vault.services.documents.candidates.runs import Run, Token, run_of
from vault.services.documents.text_layer import Box, PageText, Word

_MAX_WORDS = 6000
_MAX_LETTERS = 80
_MAX_CELL, _MAX_ROW = 120, 64
_CENTER_SHIFT = 0.45
_GAP_LETTERS = 2.2


@dataclass(frozen=True, slots=True)
class Cell:
    """Words that stand together on one row; `place` counts cells from the left, `letter` is a width."""

    run: Run
    row: int
    place: int
    letter: float

    @property
    def text(self) -> str:
        """Words joined by single spaces."""
        return self.run.text

    @property
    def height(self) -> float:
        """Height of the box as a fraction of the page."""
        return self.run.box[3] - self.run.box[1]


def page_rows(page: PageText, cells: list[Cell], rows: list[tuple[int, ...]]) -> None:
    """Append rows and cells of one page from the top; words past a sane number or length are left out."""
    words = [word for word in page.words[:_MAX_WORDS] if 0 < len(word.text) <= _MAX_LETTERS]
    for groups in (part for line in _lines(words) for part in _parts(_groups(line))):
        made: list[int] = []
        for group in groups:
            number = len(cells)
            run = run_of(tuple(Token(word.text, page.page, word.box, number) for word in group))
            letters = sum(len(word.text) for word in group)
            width = sum(word.box[2] - word.box[0] for word in group)
            cells.append(Cell(run, len(rows), len(made), width / letters))
            made.append(number)
        rows.append(tuple(made))


def _parts(groups: list[list[Word]]) -> Iterator[list[list[Word]]]:
    """Yield a row as it is, and in parts one of more cells than any form has: looking along stays cheap."""
    for first in range(0, len(groups), _MAX_ROW):
        yield groups[first : first + _MAX_ROW]


def _center(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    center = height = 0.0
    for word in sorted(words, key=lambda item: (_center(item.box), item.box[0])):
        tall = word.box[3] - word.box[1]
        if lines and abs(_center(word.box) - center) <= _CENTER_SHIFT * min(tall, height):
            lines[-1].append(word)
        else:
            lines.append([word])
            center, height = _center(word.box), tall
    return [sorted(line, key=lambda item: item.box[0]) for line in lines]


def _groups(line: Sequence[Word]) -> list[list[Word]]:
    groups = [[line[0]]]
    for before, word in pairwise(line):
        letters = len(before.text) + len(word.text)
        letter = (before.box[2] - before.box[0] + word.box[2] - word.box[0]) / letters
        if word.box[0] - before.box[2] > _GAP_LETTERS * letter or len(groups[-1]) >= _MAX_CELL:
            groups.append([])
        groups[-1].append(word)
    return groups
