"""A layout that puts what does not fit onto the next line."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items side by side at their own size, wrapped like words."""

    def __init__(self, parent: QWidget | None = None, *, right: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right = right
        self._line_gap = 0
        self.setContentsMargins(0, 0, 0, 0)

    def set_gaps(self, between: int, lines: int) -> None:
        """Set the gaps in pixels between items and between lines."""
        self._line_gap = lines
        self.setSpacing(between)
        self.invalidate()

    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        margins = self.contentsMargins()
        inner = QRect(0, 0, width - margins.left() - margins.right(), 0)
        return self._place(inner, move=False) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + max(0, len(shown) - 1) * max(0, self.spacing())
        height = max((size.height() for size in shown), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _place(self, rect: QRect, *, move: bool) -> int:
        top = rect.y()
        for line in self._lines(rect.width()):
            height = max(_height(item, rect.width()) for item in line)
            if move:
                self._place_line(line, QRect(rect.x(), top, rect.width(), height))
            top += height + self._line_gap
        return max(0, top - self._line_gap - rect.y())

    def _place_line(self, line: list[QLayoutItem], area: QRect) -> None:
        widths = [min(item.sizeHint().width(), area.width()) for item in line]
        left = area.x()
        if self._right:
            left += area.width() - sum(widths) - (len(line) - 1) * max(0, self.spacing())
        for item, width in zip(line, widths, strict=True):
            height = _height(item, area.width())
            item.setGeometry(QRect(left, area.y() + (area.height() - height) // 2, width, height))
            left += width + max(0, self.spacing())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wanted = item.sizeHint().width()
            if lines and used + max(0, self.spacing()) + wanted <= width:
                lines[-1].append(item)
                used += max(0, self.spacing()) + wanted
            else:
                lines.append([item])
                used = wanted
        return lines


def _height(item: QLayoutItem, most: int) -> int:
    """Return how tall an item is where it may be so wide at most."""
    hint = item.sizeHint()
    if hint.width() > most and item.hasHeightForWidth():
        return item.heightForWidth(most)
    return hint.height()
