"""The model of every table: ids, and a cache of the blocks of rows that were in view."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from vault.open_vault import OpenVault
from vault.ui.models.columns import Row, TableColumn
from vault.ui.models.facts import Facts
from vault.ui.session import Session
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.table_roles import CellRole

BLOCK = 200
MOST_BLOCKS = 50
WAITING = "…"

Index = QModelIndex | QPersistentModelIndex
Reader = Callable[[OpenVault, tuple[str, ...]], Sequence[Row]]
"""Reads the rows of some ids in the store lane; each has its `id`."""

_Display, _Align = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole
_Spoken = Qt.ItemDataRole.AccessibleTextRole
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one block of ids; None where a row has gone meanwhile."""

    generation: int
    number: int
    rows: tuple[Row | None, ...]


class RecordTableModel(QAbstractTableModel):
    """Rows by id; a row that is not here yet says so, and its block is fetched off the GUI thread."""

    def __init__(
        self, session: Session, columns: Sequence[TableColumn], reader: Reader, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._columns, self._reader = session, tuple(columns), reader
        self._ids: tuple[str, ...] = ()
        self._facts: Facts | None = None
        self._blocks: OrderedDict[int, tuple[Row | None, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._generation = 0

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all rows in their order."""
        return self._ids

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """The columns in their order."""
        return self._columns

    @property
    def facts(self) -> Facts | None:
        """What the rows are shown with; None before the first."""
        return self._facts

    def show_rows(self, ids: tuple[str, ...], facts: Facts | None, first: Sequence[Row] = ()) -> None:
        """Show other rows; `first` are those of the first ids, read along with them."""
        self.beginResetModel()
        self._generation += 1
        self._ids, self._facts = ids, facts
        self._blocks.clear()
        self._asked.clear()
        for number in range(-(-len(first) // BLOCK)):
            part = ids[number * BLOCK : (number + 1) * BLOCK]
            if (number + 1) * BLOCK <= len(first) or len(first) == len(ids):
                self._blocks[number] = _aligned(part, first[number * BLOCK : (number + 1) * BLOCK])
        self.endResetModel()

    def row_at(self, number: int) -> Row | None:
        """Return a row when it is here; otherwise ask for its block and return None."""
        block, place = divmod(number, BLOCK)
        rows = self._blocks.get(block)
        if rows is None:
            self._ask(block)
            return None
        self._blocks.move_to_end(block)
        return rows[place]

    def rowCount(self, parent: Index = _NOWHERE, /) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE, /) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Display, /) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        return self._columns[section].title if role == _Display else None

    def data(self, index: Index, role: int = _Display, /) -> Any:
        if not index.isValid() or index.row() >= len(self._ids) or index.column() >= len(self._columns):
            return None
        column = self._columns[index.column()]
        if role == _Align:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role not in _ROLES:
            return None
        row = self.row_at(index.row())
        if row is None or self._facts is None:
            return WAITING if role in (_Display, _Spoken) else None
        return _ROLES[role](column, row, self._facts)

    def _ask(self, number: int) -> None:
        if number in self._asked:
            return
        self._asked.add(number)
        ids = self._ids[number * BLOCK : (number + 1) * BLOCK]
        self._session.read(
            partial(_read_block, self._reader, self._generation, number, ids), self, self._arrived
        )

    def _arrived(self, block: Block) -> None:
        if block.generation != self._generation:
            return
        self._asked.discard(block.number)
        self._blocks[block.number] = block.rows
        while len(self._blocks) > MOST_BLOCKS:
            self._blocks.popitem(last=False)
        first = block.number * BLOCK
        last = first + len(block.rows) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))


def _read_block(
    reader: Reader, generation: int, number: int, ids: tuple[str, ...], vault: OpenVault
) -> Block:
    return Block(generation, number, _aligned(ids, reader(vault, ids)))


def _aligned(ids: Sequence[str], rows: Sequence[Row]) -> tuple[Row | None, ...]:
    """Return a row for each id, for one may have gone since the ids were read."""
    by_id = {row.id: row for row in rows}
    return tuple(by_id.get(each) for each in ids)


def _text(column: TableColumn, row: Row, facts: Facts) -> str:
    return column.words(row, facts)


def _spoken(column: TableColumn, row: Row, facts: Facts) -> str:
    words = (column.spoken or column.words)(row, facts)
    return f"{column.title}: {words}"


def _tip(column: TableColumn, row: Row, facts: Facts) -> str | None:
    return None if column.tip is None else column.tip(row, facts) or None


def _verdict(column: TableColumn, row: Row, facts: Facts) -> object:
    return None if column.verdict is None else column.verdict(row, facts)


def _tone(column: TableColumn, row: Row, facts: Facts) -> Tone | None:
    return None if column.tone is None else column.tone(row, facts)


_ROLES: dict[int, Callable[[TableColumn, Row, Facts], Any]] = {
    _Display: _text,
    _Spoken: _spoken,
    Qt.ItemDataRole.ToolTipRole: _tip,
    CellRole.VERDICT: _verdict,
    CellRole.TONE: _tone,
}
