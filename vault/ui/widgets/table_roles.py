"""What a table's model may say of a cell besides its words, and what a table is told of its columns."""

from dataclasses import dataclass
from enum import Enum, IntEnum

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QTableView

from vault.domain.coverage.verdict import Verdict
from vault.ui.theme.theme import Theme

_PAD, _EDGE = 0.5, 0.7


class CellRole(IntEnum):
    """VERDICT gives a VerdictCell, TONE a Tone, STRONG a bool."""

    VERDICT = Qt.ItemDataRole.UserRole + 1
    TONE = Qt.ItemDataRole.UserRole + 2
    STRONG = Qt.ItemDataRole.UserRole + 3


class RowHeight(Enum):
    """How far rows are apart, in L."""

    COMPACT = 1.3
    NORMAL = 1.5
    ROOMY = 1.8


@dataclass(frozen=True, slots=True)
class VerdictCell:
    """A verdict in a cell; the cell's words are the verdict's word."""

    verdict: Verdict
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column, as wide as its sample; one takes the rest, some are hidden when the window is narrow."""

    sample: str
    right: bool = False
    takes_rest: bool = False
    hidden_when_narrow: bool = False
    has_mark: bool = False
    sorts: bool = False


@dataclass(frozen=True, slots=True)
class SortChoice:
    """The column to sort by, and which way."""

    column: int
    descending: bool = False


def words_rect(table: QTableView, theme: Theme, rect: QRect, column: int) -> QRect:
    """Return where the words of a cell or a title are; the outer columns keep the page's margin."""
    pad, edge = theme.px(_PAD), theme.px(_EDGE)
    head = table.horizontalHeader()
    shown = [number for number in range(head.count()) if not head.isSectionHidden(number)]
    left = pad + (edge if shown and column == shown[0] else 0)
    right = pad + (edge if shown and column == shown[-1] else 0)
    return rect.adjusted(left, 0, -right, -1)
