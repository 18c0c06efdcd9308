"""A table's columns as data: what each says of a row, and how the rows are put in its order."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QFontMetricsF, QGuiApplication

from vault.domain.query import SortKey
from vault.services.wording.catalogue import Wording
from vault.ui.models.facts import Facts
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.table_roles import Column, VerdictCell

Row = Any
"""A record, or another frozen dataclass of one table; each table's getters know which."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column the rows are sorted."""

    key: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: `sample` is its widest text; getters are total, for a row may be older than the facts.

    `keys` are fields of the record. What no field holds has a key for each id by `ranks` (fast) or `order`;
    `by_row` is for a list in hand as a whole. Rows that are equal keep the order of the table's own sorting.
    """

    key: str
    title: str
    sample: str
    words: Callable[[Row, Facts], str]
    keys: tuple[SortKey, ...] = ()
    ranks: Callable[[Facts], Mapping[str, Any]] | None = None
    order: Callable[[str, Facts], Any] | None = None
    by_row: Callable[[Row, Facts], Any] | None = None
    verdict: Callable[[Row, Facts], VerdictCell | None] | None = None
    spoken: Callable[[Row, Facts], str] | None = None
    tip: Callable[[Row, Facts], str] | None = None
    tone: Callable[[Row, Facts], Tone] | None = None
    right: bool = False
    takes_rest: bool = False
    hidden_when_narrow: bool = False
    gives_way: int = 0
    """Which column is the first to go where the others do not fit; 0 stays."""

    @property
    def is_sortable(self) -> bool:
        """Whether the rows can be put in this column's order."""
        return bool(self.keys) or any(each is not None for each in (self.ranks, self.order, self.by_row))

    def for_view(self) -> Column:
        """Return what the view is told of the column."""
        return Column(
            self.sample,
            right=self.right,
            takes_rest=self.takes_rest,
            hidden_when_narrow=self.hidden_when_narrow,
            has_mark=self.verdict is not None,
            sorts=self.is_sortable,
        )


@dataclass(frozen=True, slots=True)
class ByText:
    """Sorts the rows in hand by what a column says of them, whatever its case."""

    words: Callable[[Row, Facts], str]

    def __call__(self, row: Row, facts: Facts) -> str:
        """Return the key of a row."""
        return self.words(row, facts).casefold()


def widest(texts: Iterable[str]) -> str:
    """Return the text that takes the most room in the font of the window."""
    metrics = QFontMetricsF(QGuiApplication.font())
    return max(texts, key=metrics.horizontalAdvance)


def date_sample(say: Wording) -> str:
    """Return the widest date of a table."""
    return widest(say.short_date(dt.date(2028, month, 28)) for month in range(1, 13))


def weekday_sample(say: Wording) -> str:
    """Return the widest date with its weekday."""
    return widest(say.date(dt.date(2028, month, day)) for month in range(1, 13) for day in range(20, 27))


def column_of(columns: Iterable[TableColumn], key: str) -> TableColumn:
    """Return the column of a key; StopIteration cannot happen, for keys come from the columns."""
    return next(column for column in columns if column.key == key)
