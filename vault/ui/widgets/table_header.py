"""The head of a table: titles above their words, and an arrow at the column it is sorted by."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.painting import text_width, write
from vault.ui.widgets.table_roles import Column, words_rect


class TableHeader(QHeaderView):
    """Titles in small type on the sunken tone."""

    def __init__(self, look: Look, columns: Sequence[Column], table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._look, self._columns, self._table = look, tuple(columns), table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, section: int, /) -> None:
        theme = self._look.theme
        painter.fillRect(rect, theme.color(Tone.SUNKEN))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.color(Tone.LINE))
        column = self._columns[section]
        words = words_rect(self._table, theme, rect, section)
        font = theme.font(Role.HEADER)
        title = str(self._table.model().headerData(section, self.orientation()) or "")
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        if sorted_by:
            side = theme.px(0.7)
            width = min(text_width(font, title), words.width() - side)
            left = words.right() - side if column.right else words.x() + width + theme.px(0.2)
            place = QRect(left, rect.y() + (rect.height() - side) // 2, side, side)
            up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            self._look.icons.paint(
                painter, "chevron-up" if up else "chevron-down", place, theme.color(Tone.TEXT3)
            )
            words = words.adjusted(0, 0, -side if column.right else 0, 0)
        align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        write(painter, words, title, font, theme.color(Tone.TEXT3), align)
