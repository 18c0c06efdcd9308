"""A list page that scrolls as a whole: a short table edge to edge, with more above or below it."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vault.ui.widgets.table_view import RecordTable


class ScrollColumn(QScrollArea):
    """Parts below each other; the row the keyboard is on stays in view."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._table: RecordTable | None = None
        self._inner = QWidget()
        self._inner.setProperty("look", "page")
        self._inner.setAutoFillBackground(False)
        self.column = QVBoxLayout(self._inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.setWidget(self._inner)

    def follow(self, table: RecordTable) -> None:
        """Keep the current row of a table in view."""
        self._table = table
        table.selectionModel().currentRowChanged.connect(self._show_row)

    def finish(self) -> None:
        """Keep the parts at the top."""
        self.column.addStretch(1)

    def _show_row(self, current: QModelIndex) -> None:
        table = self._table
        if table is None or not current.isValid() or not table.hasFocus():
            return
        place = table.visualRect(current).center()
        at = table.viewport().mapTo(self._inner, place)
        self.ensureVisible(0, at.y(), 0, 2 * table.rowHeight(current.row()))
