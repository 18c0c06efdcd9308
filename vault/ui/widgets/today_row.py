"""A row of Today: days and date, icon or shape, what and why, and the button that fixes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from vault.domain.coverage.verdict import Verdict
from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.labels import IconMark, Label
from vault.ui.widgets.verdict_shape import VerdictMark

_UNDER_BELOW, _LEFT_BELOW = 36, 24
"""Units of width below which the button stands under the words, and then under the date."""

_BESIDE = 3


@dataclass(frozen=True, slots=True)
class RowFacts:
    """The words of a row; its mark is a line icon's name or a verdict, drawn hollow when planned."""

    days: str
    date: str
    mark: str | Verdict
    what: str
    why: str
    tone: Tone = Tone.TEXT
    planned: bool = False


class TodayRow(QWidget):
    """One thing to do; the button goes under the text when the row is narrow."""

    def __init__(
        self,
        look: Look,
        say: Wording,
        facts: RowFacts,
        fix: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self.fix = look, fix
        self._column = _BESIDE
        self.when = QWidget()
        self._when = _two_lines(
            self.when,
            Label(look, facts.days, Role.STRONG, facts.tone, wrap=False),
            Label(look, facts.date, Role.SMALL, Tone.TEXT2, wrap=False),
        )
        words = QWidget()
        self._words = _two_lines(
            words, Label(look, facts.what, Role.STRONG), Label(look, facts.why, tone=Tone.TEXT2)
        )
        mark: QWidget
        if isinstance(facts.mark, Verdict):
            mark = VerdictMark(look, say, facts.mark, planned=facts.planned, units=1)
        else:
            mark = IconMark(look, facts.mark)
        self._grid = QGridLayout(self)
        self._grid.addWidget(self.when, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(mark, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(words, 0, 2)
        self._grid.setColumnStretch(2, 1)
        if fix is not None:
            self._grid.addWidget(fix, 0, _BESIDE, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{facts.days}, {facts.what}")
        look.follow(self._restyle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px, width = self._look.theme.px, self.width()
        column = 0 if width < px(_LEFT_BELOW) else 2 if width < px(_UNDER_BELOW) else _BESIDE
        if self.fix is None or column == self._column:
            return
        self._column = column
        self._grid.removeWidget(self.fix)
        if column == _BESIDE:
            self._grid.addWidget(self.fix, 0, column, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._grid.addWidget(self.fix, 1, column, 1, _BESIDE - column, Qt.AlignmentFlag.AlignLeft)

    def _restyle(self, theme: Theme) -> None:
        self._grid.setContentsMargins(theme.px(1), theme.px(0.5), theme.px(0.7), theme.px(0.5))
        self._grid.setHorizontalSpacing(theme.px(0.7))
        self._grid.setVerticalSpacing(theme.px(0.4))
        self.setMinimumHeight(theme.metrics.list_row)
        for column in (self._when, self._words):
            column.setSpacing(theme.px(0.15))


class RowColumns(QWidget):
    """Keeps the first column and the buttons of rows equally wide, also across cards; itself unseen."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = _Column(), _Column()
        self.hide()
        look.follow(self._restyle)

    def take(self, rows: Sequence[TodayRow]) -> None:
        """Align these rows with those there are."""
        when, fix = self._columns
        when.take([row.when for row in rows])
        fix.take([row.fix for row in rows if row.fix is not None])

    def _restyle(self, _theme: Theme) -> None:
        for column in self._columns:
            column.measure_anew()


class _Column:
    """Widgets as wide as the widest of them; the others are touched only when a wider one comes."""

    def __init__(self) -> None:
        self._widgets: list[QWidget] = []
        self._width = 0

    def take(self, widgets: Sequence[QWidget]) -> None:
        self._widgets += widgets
        widest = max((widget.sizeHint().width() for widget in widgets), default=0)
        wider, self._width = widest > self._width, max(widest, self._width)
        for widget in self._widgets if wider else widgets:
            widget.setMinimumWidth(self._width)

    def measure_anew(self) -> None:
        widgets, self._widgets, self._width = self._widgets, [], 0
        self.take(widgets)


def _two_lines(holder: QWidget, first: Label, second: Label) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    column.addWidget(first)
    column.addWidget(second)
    column.addStretch(1)
    second.setVisible(bool(second.text()))
    return column
