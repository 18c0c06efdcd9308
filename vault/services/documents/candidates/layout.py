"""Words of a paper as rows, cells and paragraphs: who stands beside, below and above whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vault.services.documents.candidates.flows import Flow, paragraphs
from vault.services.documents.candidates.rows import Cell, page_rows
from vault.services.documents.text_layer import PageText

_MAX_PAGES, _MAX_WORDS = 60, 50_000
_NEAR_ROWS = 6


@dataclass(frozen=True, slots=True)
class Paper:
    """All cells of a paper, its rows (indices of cells, left to right) and its paragraphs."""

    cells: tuple[Cell, ...]
    rows: tuple[tuple[int, ...], ...]
    flows: tuple[Flow, ...]

    def right_of(self, cell: Cell) -> Cell | None:
        """Return the next cell on the same row."""
        row = self.rows[cell.row]
        place = cell.place + 1
        return self.cells[row[place]] if place < len(row) else None

    def left_of(self, cell: Cell) -> Cell | None:
        """Return the cell before it on the same row."""
        return self.cells[self.rows[cell.row][cell.place - 1]] if cell.place else None

    def below(self, cell: Cell) -> Iterator[Cell]:
        """Cells under it, nearest first."""
        return self._stacked(cell, 1)

    def above(self, cell: Cell) -> Iterator[Cell]:
        """Cells over it, nearest first."""
        return self._stacked(cell, -1)

    def row_of(self, cell: Cell) -> tuple[Cell, ...]:
        """All cells of its row, left to right."""
        return tuple(self.cells[index] for index in self.rows[cell.row])

    def _stacked(self, cell: Cell, step: int) -> Iterator[Cell]:
        x0, _, x1, _ = cell.run.box
        for distance in range(1, _NEAR_ROWS + 1):
            number = cell.row + step * distance
            if not 0 <= number < len(self.rows):
                return
            row = self.rows[number]
            if self.cells[row[0]].run.page != cell.run.page:
                return
            for index in _span(self.cells, row, x0, x1):
                yield self.cells[index]


def _span(cells: tuple[Cell, ...], row: tuple[int, ...], x0: float, x1: float) -> Iterator[int]:
    low, high = 0, len(row)
    while low < high:
        middle = (low + high) // 2
        if cells[row[middle]].run.box[2] <= x0:
            low = middle + 1
        else:
            high = middle
    for index in row[low : low + 2]:
        if cells[index].run.box[0] < x1:
            yield index


def lay_out(pages: Sequence[PageText]) -> Paper:
    """Return rows, cells and paragraphs of the first 60 pages or 50,000 words."""
    cells: list[Cell] = []
    rows: list[tuple[int, ...]] = []
    words = 0
    for page in pages[:_MAX_PAGES]:
        words += len(page.words)
        if words > _MAX_WORDS and cells:
            break
        page_rows(page, cells, rows)
    return Paper(tuple(cells), tuple(rows), paragraphs(cells, rows))
