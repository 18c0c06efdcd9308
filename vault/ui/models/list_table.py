"""The table of a list page: where all its columns do not fit, some give way before anything is cut off."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from vault.ui.models.columns import TableColumn
from vault.ui.theme.look import Look
from vault.ui.widgets.table_view import RecordTable


class ListTable(RecordTable):
    """A table that hides the columns marked so, the first mark first, until the others fit."""

    def __init__(
        self, look: Look, name: str, columns: Sequence[TableColumn], parent: QWidget | None = None
    ) -> None:
        marked = [number for number, column in enumerate(columns) if column.gives_way]
        self._giving_way = sorted(marked, key=lambda number: columns[number].gives_way)
        super().__init__(look, name, [column.for_view() for column in columns], parent)

    def _lay_out(self) -> None:
        super()._lay_out()
        if self.model() is None:
            return
        for number in self._giving_way:
            if self._spare() >= 0:
                return
            self.setColumnHidden(number, True)  # noqa: FBT003 - Qt takes it by place
            self._fill()

    def _shown(self) -> list[int]:
        return [number for number in range(self.model().columnCount()) if not self.isColumnHidden(number)]

    def _spare(self) -> int:
        return self.viewport().width() - sum(self.columnWidth(number) for number in self._shown())

    def _fill(self) -> None:
        """Give the room that became free to the column that takes the rest, or to the last one."""
        shown = self._shown()
        takers = [number for number in shown if self.column_at(number).takes_rest]
        taker = takers[0] if takers else shown[-1]
        self.setColumnWidth(taker, self.columnWidth(taker) + max(0, self._spare()))
