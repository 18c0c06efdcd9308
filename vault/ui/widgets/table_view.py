"""The table of a page: edge to edge, fixed rows, one delegate that paints verdicts in words."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import RING
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.painting import text_width
from vault.ui.widgets.table_delegate import TableDelegate
from vault.ui.widgets.table_header import TableHeader
from vault.ui.widgets.table_roles import Column, RowHeight, SortChoice

_LEAST_REST = 5


class RecordTable(QTableView):
    """Arrows move, Enter opens, Ctrl+Up and Ctrl+Down sort by the column one is in; Tab leaves the table.

    `opened` carries the row, `sort_asked` a SortChoice; the model sorts, then `show_sort` shows it.
    """

    opened = Signal(object)
    sort_asked = Signal(object)

    def __init__(
        self, look: Look, name: str, columns: Sequence[Column], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._columns = look, tuple(columns)
        self._narrow = False
        self._full_rows: int | None = None
        self._sort: SortChoice | None = None
        self._height = RowHeight.NORMAL
        self.setAccessibleName(name)
        self.setItemDelegate(TableDelegate(look, self._columns, self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeader(TableHeader(look, self._columns, self))
        self.horizontalHeader().sectionClicked.connect(self._sort_by)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._open)
        look.follow(self._restyle)

    def setModel(self, model: QAbstractItemModel | None, /) -> None:
        super().setModel(model)
        self._lay_out()

    def column_at(self, number: int) -> Column:
        """Return what is known of a column."""
        return self._columns[number]

    def edge_columns(self) -> tuple[int, int]:
        """Return the first and the last column in view."""
        shown = [number for number in range(len(self._columns)) if not self.isColumnHidden(number)]
        return (shown[0], shown[-1]) if shown else (0, 0)

    def set_row_height(self, height: RowHeight) -> None:
        """Put rows nearer together or further apart."""
        self._height = height
        self._restyle(self._look.theme)

    def set_narrow(self, *, narrow: bool) -> None:
        """Hide the columns that a narrow window has no room for."""
        self._narrow = narrow
        self._lay_out()

    def show_sort(self, choice: SortChoice | None) -> None:
        """Show by which column the rows are sorted."""
        self._sort = choice
        head = self.horizontalHeader()
        head.setSortIndicatorShown(choice is not None)
        if choice is not None:
            order = Qt.SortOrder.DescendingOrder if choice.descending else Qt.SortOrder.AscendingOrder
            head.setSortIndicator(choice.column, order)

    def set_full_height(self, rows: int) -> None:
        """Be as high as so many rows, as a table within a page that scrolls as a whole."""
        self._full_rows = rows
        self._restyle(self._look.theme)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def selected_rows(self) -> tuple[int, ...]:
        """Return the selected rows in order."""
        return tuple(sorted(index.row() for index in self.selectionModel().selectedRows()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._ask_sort(SortChoice(self.currentIndex().column(), event.key() == Qt.Key.Key_Down))
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model() is not None and self.model().rowCount():
            self.selectionModel().setCurrentIndex(
                self.model().index(0, self.edge_columns()[0]), self.selectionModel().SelectionFlag.NoUpdate
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        row = self._focus_row()
        if row is not None:
            painter = QPainter(self.viewport())
            painter.setPen(Qt.PenStyle.NoPen)
            color = self._look.theme.color(Tone.LINK)
            for side in _sides(row):
                painter.fillRect(side, color)

    def _focus_row(self) -> QRect | None:
        current = self.currentIndex()
        if not (self.hasFocus() and current.isValid()):
            return None
        top, height = self.rowViewportPosition(current.row()), self.rowHeight(current.row())
        return QRect(0, top, self.viewport().width(), height)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.row())

    def _sort_by(self, column: int) -> None:
        shown = self._sort
        self.show_sort(shown)  # Qt moves the arrow by itself; the model has not sorted yet
        turned = shown is not None and shown.column == column and not shown.descending
        self._ask_sort(SortChoice(column, turned))

    def _ask_sort(self, choice: SortChoice) -> None:
        if 0 <= choice.column < len(self._columns) and self._columns[choice.column].sorts:
            self.sort_asked.emit(choice)

    def _lay_out(self) -> None:
        if self.model() is None:
            return
        for number, column in enumerate(self._columns):
            self.setColumnHidden(number, self._narrow and column.hidden_when_narrow)
        widths = {number: self._width(number) for number in range(len(self._columns))}
        shown = [number for number in widths if not self.isColumnHidden(number)]
        spare = self.viewport().width() - sum(widths[number] for number in shown)
        for number in shown:
            width = widths[number]
            if self._columns[number].takes_rest:
                width = max(min(width, self._look.theme.px(_LEAST_REST)), width + spare)
            self.setColumnWidth(number, width)

    def _width(self, number: int) -> int:
        theme, column = self._look.theme, self._columns[number]
        title = str(self.model().headerData(number, Qt.Orientation.Horizontal) or "")
        words = text_width(theme.font(Role.STRONG if column.has_mark else Role.BODY), column.sample)
        head = text_width(theme.font(Role.HEADER), title) + theme.px(0.9)
        mark = theme.px(1.2) if column.has_mark else 0
        edge = theme.px(0.7) if number in self.edge_columns() else 0
        return max(words + mark, head) + theme.px(1) + edge

    def _restyle(self, theme: Theme) -> None:
        rows, head = self.verticalHeader(), self.horizontalHeader()
        height = theme.px(self._height.value)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(height)
        head.setFont(theme.font(Role.HEADER))
        head.setFixedHeight(theme.metrics.table_row)
        head.setMinimumSectionSize(1)
        if self._full_rows is not None:
            self.setFixedHeight(theme.metrics.table_row + self._full_rows * height)
        self._lay_out()
        self.viewport().update()


def _sides(rect: QRect) -> tuple[QRect, ...]:
    return (
        QRect(rect.x(), rect.y(), rect.width(), RING),
        QRect(rect.x(), rect.bottom() - RING + 1, rect.width(), RING),
        QRect(rect.x(), rect.y(), RING, rect.height()),
        QRect(rect.right() - RING + 1, rect.y(), RING, rect.height()),
    )
