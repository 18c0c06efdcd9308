"""Columns of amounts: the totals row of a table with the words over each column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vault.services.documents.candidates.amounts import Amount, find_amounts
from vault.services.documents.candidates.dates import find_dates
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.rows import Cell
from vault.services.documents.candidates.runs import Run, Token
from vault.services.documents.candidates.setting import Setting

_TOTAL = re.compile(
    r"^(?:claim |grand |sub|page |statement )?(?:totals?|summen?|gesamt(?:summe|betrag)?|insgesamt)\b",
    re.IGNORECASE,
)
_UP = 60
_HEADER_ROWS, _CLOSE = 4, 0.9


@dataclass(frozen=True, slots=True)
class Column:
    """An amount of a totals row with the words over its column; `lines` are the cents between."""

    head: str
    run: Run
    amount: Amount
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Money:
    run: Run
    amount: Amount
    x0: float
    x1: float


def totals(paper: Paper, setting: Setting) -> Iterator[Column]:
    """Yield the columns of every totals row with at least two amounts, or one with a dated row over it."""
    for row in paper.rows:
        cells = [paper.cells[index] for index in row]
        if not _TOTAL.match(cells[0].text):
            continue
        money = _money(cells, setting)
        if money:
            yield from _columns(paper, cells[0].row, money, setting)


def _money(cells: Sequence[Cell], setting: Setting) -> list[_Money]:
    found = []
    for cell in cells:
        for amount in find_amounts(cell.text, setting):
            tokens = cell.run.within(amount.start, amount.end)
            found.append(_Money(cell.run, amount, tokens[0].box[0], tokens[-1].box[2]))
    return found


def _columns(paper: Paper, number: int, money: Sequence[_Money], setting: Setting) -> Iterator[Column]:
    lines: list[list[int]] = [[] for _ in money]
    extents = [(item.x0, item.x1) for item in money]
    heads: list[list[Token]] = [[] for _ in money]
    header_rows, below = 0, 1.0
    seen_lines = False
    for row_number in range(number - 1, max(-1, number - _UP), -1):
        cells = [paper.cells[index] for index in paper.rows[row_number]]
        if cells[0].run.page != money[0].run.page:
            break
        above = _money(cells, setting)
        if above:
            if header_rows:
                break
            seen_lines = True
            _collect(above, extents, lines)
        elif seen_lines and not _dated(cells):
            top = cells[0].run.box[1]
            if header_rows and below - cells[0].run.box[3] > _CLOSE * cells[0].height:
                break
            below = top
            header_rows += _collect_heads(cells, extents, heads)
            if header_rows >= _HEADER_ROWS:
                break
    for item, head, column in zip(money, heads, lines, strict=True):
        words = sorted(head, key=lambda token: (round(token.box[1], 3), token.box[0]))
        yield Column(" ".join(token.text for token in words), item.run, item.amount, tuple(column))


def _collect(above: Sequence[_Money], extents: list[tuple[float, float]], lines: list[list[int]]) -> None:
    for item in above:
        best = _column_of(item.x0, item.x1, extents)
        if best is not None:
            lines[best].append(item.amount.cents)
            x0, x1 = extents[best]
            extents[best] = (min(x0, item.x0), max(x1, item.x1))


def _collect_heads(
    cells: Sequence[Cell], extents: list[tuple[float, float]], heads: list[list[Token]]
) -> int:
    hit = 0
    for cell in cells:
        x0, _, x1, _ = cell.run.box
        touched = [place for place, extent in enumerate(extents) if x0 < extent[1] and extent[0] < x1]
        for token in cell.run.tokens:
            if len(touched) == 1:
                heads[touched[0]].append(token)
                hit = 1
            elif touched:
                best = _column_of(token.box[0], token.box[2], extents)
                if best is not None:
                    heads[best].append(token)
                    hit = 1
    return hit


def _column_of(x0: float, x1: float, extents: Sequence[tuple[float, float]]) -> int | None:
    overlaps = [min(x1, right) - max(x0, left) for left, right in extents]
    best = max(range(len(extents)), key=overlaps.__getitem__)
    return best if overlaps[best] > 0 else None


def _dated(cells: Sequence[Cell]) -> bool:
    return any(next(find_dates(cell.text, None), None) for cell in cells)
