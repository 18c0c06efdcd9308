"""The fields of a paper below each other; the current one is the one on the page too."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.ui.desk import Desk
from vault.ui.papers.checking import CheckedField, CheckedPaper
from vault.ui.papers.field_row import FieldRow
from vault.ui.widgets.labels import Divider
from vault.ui.widgets.slices import SHORT_TURN_MS, Slices


class FieldList(QWidget):
    """Rows of fields, made some at a time; what is said of one leads to the next to check."""

    current_changed = Signal(object)
    """The number of the field that has the focus."""

    changed = Signal(object)
    """The CheckedPaper after something was said of a field."""

    all_checked = Signal()
    """Nothing is left to check after what was just said."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._paper = CheckedPaper(None, ())
        self._rows: dict[int, FieldRow] = {}
        self._current: int | None = None
        self._slices = Slices(self, SHORT_TURN_MS)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def rows(self) -> tuple[FieldRow, ...]:
        """The rows in their order, every one of them made."""
        self.finish()
        return tuple(self._rows.values())

    @property
    def current(self) -> int | None:
        """The number of the current field."""
        return self._current

    def show_paper(self, paper: CheckedPaper) -> None:
        """Show the fields of another paper."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._paper, self._current, self._rows = paper, None, {}
        self._slices.start(self._fill())

    def finish(self) -> None:
        """Make at once the rows that are still to come."""
        self._slices.finish_now()

    def focus_field(self, number: int) -> None:
        """Move to a field."""
        self.finish()
        if number in self._rows:
            self._rows[number].setFocus()
            self._enter(number)

    def focus_first(self) -> None:
        """Move to the first field to check, else to the first one."""
        self.finish()
        number = self._paper.next_to_check(0) or next(iter(self._rows), None)
        if number is not None:
            self.focus_field(number)

    def _fill(self) -> Iterator[None]:
        for field in self._paper.fields:
            row = FieldRow(self._desk, field)
            row.entered.connect(self._enter)
            row.said.connect(self._take)
            self._rows[field.number] = row
            self._column.addWidget(row)
            row.show()  # at once, so that it can take the focus
            self._column.addWidget(Divider())
            yield

    def _enter(self, number: int) -> None:
        if number == self._current:
            return
        self._current = number
        self._show_rows()
        self.current_changed.emit(number)

    def _take(self, field: CheckedField) -> None:
        self._paper = self._paper.with_field(field)
        self._show_rows()
        self.changed.emit(self._paper)
        following = self._paper.next_to_check(field.number)
        if following is not None:
            self.focus_field(following)
        else:
            self.all_checked.emit()

    def _show_rows(self) -> None:
        self.finish()
        for field in self._paper.fields:
            self._rows[field.number].show_field(field, current=field.number == self._current)
