"""Ties a table's view to its model: selection by id over refreshes, sorting, keys and the context menu."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from vault.services.wording.catalogue import Wording
from vault.ui.models.columns import Row, Sorting, column_of
from vault.ui.models.facts import Facts
from vault.ui.models.record_table import RecordTableModel
from vault.ui.widgets.table_roles import SortChoice
from vault.ui.widgets.table_view import RecordTable

_Flag = QItemSelectionModel.SelectionFlag
_FEW = 50
"""A deed that is done to each row by itself takes so many rows at most."""


@dataclass(frozen=True, slots=True)
class RowAction:
    """What can be done with the selected rows; `keys` in the portable form, empty for none."""

    text: str
    keys: str
    act: Callable[[tuple[str, ...]], None]
    most: int = _FEW
    icon: str = ""

    def fits(self, count: int) -> bool:
        """Whether it can be done to so many rows."""
        return 0 < count <= self.most


class TableBinding(QObject):
    """One view with one model; `opened` carries an id, `selection_changed` the selected ids."""

    opened = Signal(object)
    selection_changed = Signal(object)
    sort_asked = Signal(object)

    def __init__(
        self,
        view: RecordTable,
        model: RecordTableModel,
        actions: Sequence[RowAction],
        say: Wording,
        sorting: Sorting,
    ) -> None:
        super().__init__(view)
        self.view, self.model = view, model
        self.actions = tuple(actions)
        self.sorting = sorting
        self._say = say
        self._filling = False
        self._menu = QMenu(view)
        view.setModel(model)
        self._show_sorting()
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.opened.connect(self._open)
        view.selectionModel().selectionChanged.connect(self._tell)
        view.sort_asked.connect(self._sort_column)

    def selected(self) -> tuple[str, ...]:
        """Return the ids of the selected rows in the order of the table."""
        rows: set[int] = set()
        chosen = self.view.selectionModel().selection()
        for number in range(chosen.count()):
            block = chosen.at(number)
            rows.update(range(block.top(), block.bottom() + 1))
        ids = self.model.ids
        return tuple(ids[row] for row in sorted(rows) if row < len(ids))

    def current(self) -> str | None:
        """Return the id of the row the keyboard is on."""
        row = self.view.currentIndex().row()
        return self.model.ids[row] if 0 <= row < len(self.model.ids) else None

    def show_rows(self, ids: tuple[str, ...], facts: Facts | None, first: Sequence[Row] = ()) -> None:
        """Show other rows; what was selected stays so, as far as it is among them."""
        chosen, current = set(self.selected()), self.current()
        place = self.view.verticalScrollBar().value()
        self._filling = True
        self.model.show_rows(ids, facts, first)
        rows = [number for number, each in enumerate(ids) if each in chosen] if chosen else []
        self._select(rows)
        if ids:
            row = _row_of(current, ids)
            index = self.model.index(row, self.view.edge_columns()[0])
            self.view.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
            self.view.verticalScrollBar().setValue(place)
        self._filling = False
        self._tell()

    def select(self, ids: Sequence[str]) -> None:
        """Select the rows of these ids."""
        wanted = set(ids)
        self._select([number for number, each in enumerate(self.model.ids) if each in wanted])

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            action = self._action_of(cast("QKeyEvent", event))
            if action is not None:
                event.accept()
                if event.type() is QEvent.Type.KeyPress:
                    self.run(action)
                return True
        if event.type() is QEvent.Type.ContextMenu:
            self._open_menu(cast("QContextMenuEvent", event))
            return True
        return super().eventFilter(watched, event)

    def run(self, action: RowAction) -> None:
        """Do something with the selected rows, or with the one the keyboard is on."""
        ids = self._targets()
        if action.fits(len(ids)):
            action.act(ids)

    def menu(self) -> QMenu:
        """Return the context menu of the selected rows, filled anew."""
        self._menu.clear()
        count = len(self._targets())
        for action in self.actions:
            entry = self._menu.addAction(action.text)
            if action.keys:
                entry.setText(f"{action.text}\t{_native(action.keys)}")
            entry.setEnabled(action.fits(count))
            entry.setData(action)
            entry.triggered.connect(self._run_entry)
        self._menu.addSeparator()
        self._fill_sorting(self._menu.addMenu(self._say.text("Sort by")))
        return self._menu

    def _fill_sorting(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for column in self.model.columns:
            if column.is_sortable:
                entry = QAction(column.title, menu)
                entry.setCheckable(True)
                entry.setChecked(column.key == self.sorting.key)
                entry.setData(column.key)
                entry.triggered.connect(self._sort_entry)
                group.addAction(entry)
                menu.addAction(entry)

    def _run_entry(self) -> None:
        entry = self.sender()
        if isinstance(entry, QAction) and isinstance(entry.data(), RowAction):
            self.run(entry.data())

    def _sort_entry(self) -> None:
        entry = self.sender()
        if isinstance(entry, QAction):
            key = str(entry.data())
            turned = key == self.sorting.key and not self.sorting.descending
            self._sort(Sorting(key, turned))

    def _open_menu(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            rect = self.view.visualRect(self.view.currentIndex())
            place = self.view.viewport().mapToGlobal(rect.bottomLeft() if rect.isValid() else QPoint(0, 0))
        self.menu().popup(place)

    def _action_of(self, event: QKeyEvent) -> RowAction | None:
        keys = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        return next((action for action in self.actions if action.keys == keys), None) if keys else None

    def _targets(self) -> tuple[str, ...]:
        chosen = self.selected()
        current = self.current()
        return chosen or (() if current is None else (current,))

    def _select(self, rows: Sequence[int]) -> None:
        selection = QItemSelection()
        last = self.model.columnCount() - 1
        for first, end in _runs(rows):
            selection.select(self.model.index(first, 0), self.model.index(end, last))
        self.view.selectionModel().select(selection, _Flag.ClearAndSelect)

    def _open(self, row: object) -> None:
        if isinstance(row, int) and row < len(self.model.ids):
            self.opened.emit(self.model.ids[row])

    def _sort_column(self, choice: SortChoice) -> None:
        self._sort(Sorting(self.model.columns[choice.column].key, choice.descending))

    def _sort(self, sorting: Sorting) -> None:
        if sorting != self.sorting:
            self.sorting = sorting
            self._show_sorting()
            self.sort_asked.emit(sorting)

    def _show_sorting(self) -> None:
        number = self.model.columns.index(column_of(self.model.columns, self.sorting.key))
        self.view.show_sort(SortChoice(number, self.sorting.descending))

    def _tell(self) -> None:
        if not self._filling:
            self.selection_changed.emit(self.selected())


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _row_of(current: str | None, ids: Sequence[str]) -> int:
    """Return where an id is, 0 where it is not; one look through 100,000 takes milliseconds."""
    if current is None:
        return 0
    try:
        return ids.index(current)
    except ValueError:
        return 0


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Return rising numbers as runs of neighbors."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
