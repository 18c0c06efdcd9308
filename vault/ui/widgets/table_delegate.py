"""Paints every cell of a table: words, verdicts with their shape, hairlines, the selected row."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.painting import write
from vault.ui.widgets.table_roles import CellRole, Column, VerdictCell, words_rect
from vault.ui.widgets.verdict_shape import LEAST_SIZE, paint_verdict, word_role, word_tone

Index = QModelIndex | QPersistentModelIndex


class TableDelegate(QStyledItemDelegate):
    """One delegate for all columns."""

    def __init__(self, look: Look, columns: Sequence[Column], table: QTableView) -> None:
        super().__init__(table)
        self._look, self._columns, self._table = look, tuple(columns), table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return QSize(option.rect.width(), self._table.rowHeight(index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        theme, rect = self._look.theme, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.color(Tone.SELECT if chosen else Tone.CARD))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.color(Tone.LINE))
        words = words_rect(self._table, theme, rect, index.column())
        cell = index.data(CellRole.VERDICT)
        if isinstance(cell, VerdictCell):
            words = self._paint_shape(painter, words, cell)
            tone, role = word_tone(cell.verdict), word_role(cell.verdict)
        else:
            given = index.data(CellRole.TONE)
            tone = Tone(given) if given else Tone.TEXT  # Qt hands a text enumeration back as plain text
            role = Role.STRONG if index.data(CellRole.STRONG) else Role.BODY
        column = self._columns[index.column()]
        align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        write(painter, words, text, theme.font(role), theme.color(tone), align)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index, /
    ) -> bool:
        """Show the whole text of a cell that was shortened."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        room = words_rect(self._table, self._look.theme, QRect(option.rect), index.column()).width()
        font = self._look.theme.font(Role.BODY)
        if event.type() is QEvent.Type.ToolTip and QFontMetrics(font).horizontalAdvance(text) > room:
            QToolTip.showText(event.globalPos(), text, view)
            return True
        return super().helpEvent(event, view, option, index)

    def _paint_shape(self, painter: QPainter, words: QRect, cell: VerdictCell) -> QRect:
        theme = self._look.theme
        side = max(LEAST_SIZE, theme.px(0.8))
        place = QRectF(words.x(), words.y() + (words.height() - side) / 2, side, side)
        paint_verdict(painter, place, cell.verdict, theme.tokens, planned=cell.planned)
        return words.adjusted(side + theme.px(0.4), 0, 0, 0)
