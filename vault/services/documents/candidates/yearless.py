"""Days without a year in a list: they take the year of the date that ends the list."""

import re
from collections.abc import Iterator
from datetime import date

from vault.services.documents.candidates.found import Place
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.rows import Cell

_LIST = re.compile(r"(?:\d{1,2}\.\d{1,2}\.(?:\d{4})?(?:,? (?:und )?|,?$)){1,12}$")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?")
_ROWS = 40


def listed_days(paper: Paper) -> list[tuple[date, Place]]:
    """Days of cells that hold nothing but days, the last of which carries the year."""
    cells = [cell for cell in paper.cells if _LIST.match(cell.text)]
    columns: list[list[Cell]] = []
    for cell in cells:
        if columns and _same_column(columns[-1][-1], cell):
            columns[-1].append(cell)
        else:
            columns.append([cell])
    best = max(columns, key=len, default=[])
    days = [(cell, match) for cell in best for match in _DAY.finditer(cell.text)]
    if len(days) < 2 or days[-1][1][3] is None:  # noqa: PLR2004 - one day is no list
        return []
    return list(_dated(days))


def _same_column(cell: Cell, below: Cell) -> bool:
    shift = abs(cell.run.box[0] - below.run.box[0])
    return cell.run.page == below.run.page and shift < cell.letter * 2 and below.row - cell.row < _ROWS


def _dated(days: list[tuple[Cell, re.Match[str]]]) -> Iterator[tuple[date, Place]]:
    year, following = int(days[-1][1][3]), (13, 0)
    for cell, match in reversed(days):
        day, month = int(match[1]), int(match[2])
        if match[3]:
            year = int(match[3])
        elif (month, day) > following:
            year -= 1
        following = (month, day)
        try:
            yield date(year, month, day), Place(cell.run, match.start(), match.end())
        except ValueError:
            return
