"""Cards: a frame on the page, whole or split into panes that go below each other when it is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from vault.ui.theme.look import Look
from vault.ui.theme.metrics import LINE
from vault.ui.theme.theme import Theme
from vault.ui.widgets.labels import Divider


class Card(QFrame):
    """A frame that holds one thing; `padded` gives it the space a text needs."""

    def __init__(self, look: Look, *, padded: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._padded = padded
        self.setProperty("look", "card")
        self.column = QVBoxLayout(self)
        look.follow(self._restyle_card)

    def _restyle_card(self, theme: Theme) -> None:
        if self._padded:
            self.column.setContentsMargins(theme.px(1), theme.px(0.8), theme.px(1), theme.px(0.8))
            self.column.setSpacing(theme.px(0.4))
        else:
            self.column.setContentsMargins(LINE, LINE, LINE, LINE)
            self.column.setSpacing(0)


class ListCard(Card):
    """A card of rows with hairlines between them."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, padded=False, parent=parent)

    def add_row(self, row: QWidget) -> None:
        """Add a row below the others."""
        self.insert_row((self.column.count() + 1) // 2, row)

    def insert_row(self, at: int, row: QWidget) -> None:
        """Add a row so that `at` others stand above it."""
        if self.column.count():
            self.column.insertWidget(max(0, 2 * at - 1), Divider())
        self.column.insertWidget(2 * at, row)

    def show_row(self, row: QWidget, *, on: bool) -> None:
        """Show or hide a row and the hairline above it."""
        row.setVisible(on)
        above = self.column.itemAt(self.column.indexOf(row) - 1)
        line = None if above is None else above.widget()
        if line is not None:
            line.setVisible(on)

    def clear(self) -> None:
        """Take all rows away."""
        while (item := self.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()


class SplitCard(Card):
    """A card of panes side by side; they stack when the card is narrower than `stack_below` L."""

    def __init__(
        self,
        look: Look,
        panes: Sequence[QWidget],
        stretches: Sequence[int],
        *,
        stack_below: float,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, padded=False, parent=parent)
        self._look, self._stack_below = look, stack_below
        self._panes = tuple(panes)
        self._dividers: list[Divider] = []
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(0)
        self.column.addLayout(self._box)
        for index, (pane, stretch) in enumerate(zip(panes, stretches, strict=True)):
            if index:
                divider = Divider(vertical=True)
                self._dividers.append(divider)
                self._box.addWidget(divider)
            pane.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            self._box.addWidget(pane, stretch)
        self._stretches = tuple(stretches)

    @property
    def is_stacked(self) -> bool:
        """Whether the panes are below each other."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        if self.is_stacked:
            return super().minimumSizeHint()
        widest = max(pane.minimumSizeHint().width() for pane in self._panes)
        return QSize(widest, super().minimumSizeHint().height())

    def _arrange(self) -> None:
        needed = sum(pane.minimumSizeHint().width() for pane in self._panes)
        narrow = self.width() < max(self._look.theme.px(self._stack_below), needed)
        if narrow == self.is_stacked:
            return
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(direction)
        for divider in self._dividers:
            divider.turn(vertical=not narrow)
        for pane, stretch in zip(self._panes, self._stretches, strict=True):
            self._box.setStretchFactor(pane, 0 if narrow else stretch)
