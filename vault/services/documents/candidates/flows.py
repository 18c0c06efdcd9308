"""Paragraphs: cells below one another whose line was full, so that a sentence is read across its breaks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vault.services.documents.candidates.rows import Cell
from vault.services.documents.candidates.runs import Run, run_of

_LABEL_START = re.compile(r"(?:[^ :]{1,30} ){0,3}[^ :]{1,30}:(?: |$)")
_AHEAD = 3
_SHORT_LINE, _NEARLY_FULL = 22, 0.85


@dataclass(frozen=True, slots=True)
class Flow:
    """One paragraph or single cell; `full` holds the indices of its cells."""

    run: Run
    cells: tuple[int, ...]

    @property
    def text(self) -> str:
        """Words joined by single spaces."""
        return self.run.text


def paragraphs(cells: Sequence[Cell], rows: Sequence[tuple[int, ...]]) -> tuple[Flow, ...]:
    """Every cell in exactly one paragraph, in the order of their first cells."""
    follower = _followers(cells, rows)
    led = set(follower.values())
    flows: list[Flow] = []
    for index in range(len(cells)):
        if index in led:
            continue
        stack = [index]
        while stack[-1] in follower:
            stack.append(follower[stack[-1]])
        flows.extend(_split(cells, stack))
    return tuple(flows)


def _followers(cells: Sequence[Cell], rows: Sequence[tuple[int, ...]]) -> dict[int, int]:
    follower: dict[int, int] = {}
    taken: set[int] = set()
    for number, row in enumerate(rows):
        later = rows[number + 1 : number + 1 + _AHEAD]
        lefts = [{_step(cells[index]): index for index in line} for line in later]
        for index in row:
            below = _follower(cells, cells[index], lefts)
            if below is not None and below not in taken:
                follower[index] = below
                taken.add(below)
    return follower


def _step(cell: Cell) -> int:
    return round(cell.run.box[0] * 200)


def _follower(cells: Sequence[Cell], cell: Cell, lefts: Sequence[dict[int, int]]) -> int | None:
    step = _step(cell)
    for line in lefts:
        for shift in (0, -1, 1):
            index = line.get(step + shift)
            if index is not None:
                return index if _continues(cell, cells[index]) else None
    return None


def _continues(cell: Cell, below: Cell) -> bool:
    if below.run.page != cell.run.page:
        return False
    gap = below.run.box[1] - cell.run.box[3]
    small, tall = sorted((cell.height, below.height))
    return gap < 0.9 * small and tall < 1.4 * small


def _split(cells: Sequence[Cell], stack: Sequence[int]) -> list[Flow]:
    right = max(cells[index].run.box[2] for index in stack)
    groups = [[stack[0]]]
    for before, index in pairwise(stack):
        if not _wraps(cells[before], cells[index], right):
            groups.append([])
        groups[-1].append(index)
    return [
        Flow(run_of(tuple(token for index in group for token in cells[index].run.tokens)), tuple(group))
        for group in groups
    ]


def _wraps(cell: Cell, below: Cell, right: float) -> bool:
    if _LABEL_START.match(below.text) or len(cell.text) < _SHORT_LINE:
        return False
    x0, _, x1, _ = cell.run.box
    if x1 - x0 > _NEARLY_FULL * (right - x0) and cell.text[-1] not in ".!?:;":
        return True
    first = below.run.tokens[0].box
    return x1 + (first[2] - first[0]) + cell.letter > right - 0.005
