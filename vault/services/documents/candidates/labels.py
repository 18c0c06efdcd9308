"""A label and its value: behind it, beside it, below it or, on ruled forms, above it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.rows import Cell
from vault.services.documents.candidates.runs import Run

_SEPARATOR = re.compile(r"(?: ?\([^()]{1,40}\))?(?: is| was| lautet)?[ :.#·–-]{0,4}")
_MAX_GAP, _MAX_GAP_UP = 3.0, 1.6
_REACH = 0.42
_NEAREST = 2


Parsed = TypeVar("Parsed")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where the value of a label may begin: `how` is inline, wrapped, right, below or above."""

    run: Run
    position: int
    how: str


@dataclass(frozen=True, slots=True)
class Valued(Generic[Parsed]):
    """A value read at a spot of a label; `label` as printed, `cell` the index of the cell it ends in."""

    label: str
    cell: int
    run: Run
    at: int
    spot: Spot
    value: Parsed


def labels(paper: Paper, rule: re.Pattern[str]) -> Iterator[tuple[Run, re.Match[str]]]:
    """Where a label stands: the paragraph and the match in it."""
    for flow in paper.flows:
        for match in rule.finditer(flow.text):
            yield flow.run, match


def valued(
    paper: Paper, rule: re.Pattern[str], parse: Callable[[Run, int], Parsed | None], reach: float = _REACH
) -> Iterator[Valued[Parsed]]:
    """Yield the value of each label that `rule` finds: the first spot where `parse` reads something."""
    for run, match in labels(paper, rule):
        for spot in spots(paper, run, match.end(), reach):
            value = parse(spot.run, spot.position)
            if value is not None:
                yield Valued(
                    match[0], run.tokens[run.token_at(match.end() - 1)].cell, run, match.start(), spot, value
                )
                break


def spots(paper: Paper, run: Run, end: int, reach: float = _REACH) -> Iterator[Spot]:
    """Places for the value of a label that ends at `end`, the likeliest first."""
    match = _SEPARATOR.match(run.text, end)
    start = match.end() if match else end
    cell = paper.cells[run.tokens[run.token_at(end - 1)].cell]
    if start < len(run.text):
        same = paper.cells[run.tokens[run.token_at(start)].cell] is cell
        yield Spot(run, start, "inline" if same else "wrapped")
        if same:
            return
    right = paper.right_of(cell)
    if right is not None and right.run.box[0] - cell.run.box[2] < reach:
        yield Spot(right.run, 0, "right")
    yield from _stacked(paper, cell)


def _stacked(paper: Paper, cell: Cell) -> Iterator[Spot]:
    found = [
        (other.run.box[1] - cell.run.box[3], Spot(other.run, 0, "below"))
        for other in islice(paper.below(cell), _NEAREST)
    ]
    found += [
        (cell.run.box[1] - other.run.box[3], Spot(other.run, 0, "above"))
        for other in islice(paper.above(cell), 1)
        if cell.run.box[1] - other.run.box[3] < _MAX_GAP_UP * cell.height
    ]
    for gap, spot in sorted(found, key=lambda item: item[0]):
        if gap < _MAX_GAP * cell.height:
            yield spot
