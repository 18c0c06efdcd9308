"""How much is left of what was ordered, authorized and paid for: always in words, and as pips or a bar."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vault.domain.coverage.verdict import Counter, Verdict
from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.counter_words import left_words, spoken_words, used_words
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import Divider, Label
from vault.ui.widgets.link_label import Link, LinkLabel
from vault.ui.widgets.painting import rounded
from vault.ui.widgets.verdict_shape import VerdictMark

MOST_PIPS = 24
_PIP_WIDTH, _PIP_HEIGHT, _PIP_STEP, _BAR_UNITS = 0.45, 0.7, 0.6, 9.5
_FINE_EDGE, _STRONG_EDGE = 1.2, 2.0


@dataclass(frozen=True, slots=True)
class CounterFacts:
    """A counter with its title, whether the next visit takes one of it, and where its number stands."""

    title: str
    counter: Counter
    takes_next: bool = False
    runs_out_first: bool = False
    source: Link | None = None


class Pips(QWidget):
    """One pip for each visit, used elsewhere, used, next, left; over 24, or for other units, a bar."""

    def __init__(
        self, look: Look, counter: Counter, *, takes_next: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._counter, self._takes_next = look, counter, takes_next
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    @property
    def is_bar(self) -> bool:
        """Whether the number is too large, or no number of visits, and is drawn as a bar."""
        ordered = self._counter.ordered
        return ordered is not None and (self._counter.unit.value != "visit" or ordered > MOST_PIPS)

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        ordered = self._counter.ordered
        if ordered is None:
            return QSize(0, theme.px(_PIP_HEIGHT))
        units = _BAR_UNITS if self.is_bar else max(0, ordered - 1) * _PIP_STEP + _PIP_WIDTH
        return QSize(round(units * theme.metrics.unit) + 1, theme.px(_PIP_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(hint.width() // 2, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        ordered = self._counter.ordered
        if ordered is None:
            return
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        if self.is_bar:
            self._paint_bar(painter, ordered)
        else:
            self._paint_pips(painter, ordered)

    def _paint_pips(self, painter: QPainter, ordered: int) -> None:
        theme, counter = self._look.theme, self._counter
        unit = theme.metrics.unit * min(1.0, self.width() / max(1, self.sizeHint().width()))
        elsewhere = min(ordered, counter.used_elsewhere)
        used = min(ordered, elsewhere + counter.charged)
        for index in range(ordered):
            rect = QRectF(index * _PIP_STEP * unit, 0, _PIP_WIDTH * unit, theme.px(_PIP_HEIGHT))
            radius = 0.12 * unit
            if index < elsewhere:
                fill = None if theme.contrast else theme.color(Tone.LINE)
                rounded(painter, rect, radius, fill=fill, edge=theme.color(Tone.EDGE), width=_FINE_EDGE)
                if theme.contrast:  # tints are gone there: a half-filled pip still tells them apart
                    half = QRectF(rect.x(), rect.center().y(), rect.width(), rect.height() / 2)
                    rounded(painter, half, radius, fill=theme.color(Tone.EDGE))
            elif index < used:
                rounded(painter, rect, radius, fill=theme.color(Tone.TEXT3))
            elif index == used and self._takes_next:
                fill, edge = theme.color(Tone.SELECT), theme.color(Tone.LINK)
                rounded(painter, rect, radius, fill=fill, edge=edge, width=_STRONG_EDGE)
            else:
                rounded(painter, rect, radius, edge=theme.color(Tone.EDGE), width=_FINE_EDGE)

    def _paint_bar(self, painter: QPainter, ordered: int) -> None:
        theme, counter = self._look.theme, self._counter
        height = theme.px(0.4)
        rect = QRectF(0, (self.height() - height) / 2, self.width(), height)
        radius = height / 2
        used = min(ordered, counter.used_elsewhere + counter.charged)
        rounded(painter, rect, radius, fill=theme.color(Tone.CARD), edge=theme.color(Tone.EDGE))
        for amount, tone in ((used, Tone.TEXT3), (min(used, counter.used_elsewhere), Tone.EDGE)):
            if ordered and amount:
                part = QRectF(rect)
                part.setWidth(max(height, rect.width() * amount / ordered))
                rounded(painter, part, radius, fill=theme.color(tone))

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
        self.update()


class RunsOutFirst(QWidget):
    """The mark of the counter that ends before the others."""

    def __init__(self, look: Look, say: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(VerdictMark(look, say, Verdict.AT_RISK, units=0.7, meaning=""))
        self._row.addWidget(Label(look, say.text("runs out first"), Role.SMALL_STRONG, Tone.RISK, wrap=False))
        look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._row.setSpacing(theme.px(0.3))


class CounterRow(QWidget):
    """A counter in a narrow pane: title, then number left, pips, and what is used."""

    def __init__(self, look: Look, say: Wording, facts: CounterFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        counter = facts.counter
        self.left = Label(look, left_words(counter, say), Role.STRONG, _left_tone(counter), wrap=False)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        title = Label(look, facts.title, Role.LABEL, Tone.TEXT2)
        self._grid.addWidget(title, 0, 0, 1, 2)
        if facts.runs_out_first:
            self._grid.addWidget(RunsOutFirst(look, say), 0, 2, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(self.left, 1, 0)
        pips = Pips(look, counter, takes_next=facts.takes_next)
        self._grid.addWidget(pips, 1, 1, Qt.AlignmentFlag.AlignLeft)
        used = Label(look, used_words(counter, say, elsewhere=False), Role.LABEL, Tone.TEXT2, wrap=False)
        self._grid.addWidget(used, 1, 2, Qt.AlignmentFlag.AlignRight)
        self._grid.setColumnStretch(1, 1)
        self.setAccessibleName(f"{facts.title}: {spoken_words(counter, say)}")
        look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._grid.setHorizontalSpacing(theme.px(0.8))
        self._grid.setVerticalSpacing(theme.px(0.15))


class CounterRows(QWidget):
    """The three counters below each other, their pips in one column."""

    def __init__(
        self, look: Look, say: Wording, facts: tuple[CounterFacts, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._rows = tuple(CounterRow(look, say, each) for each in facts)
        self._column.addStretch(1)
        for index, row in enumerate(self._rows):
            if index:
                self._column.addWidget(Divider())
            self._column.addWidget(row)
        self._column.addStretch(1)
        look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._column.setContentsMargins(theme.px(1), theme.px(0.8), theme.px(1), theme.px(0.8))
        self._column.setSpacing(theme.px(0.35))
        widest = max((row.left.sizeHint().width() for row in self._rows), default=0)
        for row in self._rows:
            row.left.setMinimumWidth(widest)


class CounterCell(QWidget):
    """A counter on a record's page: the number large, its source below; `activated` carries the target."""

    activated = Signal(object)

    def __init__(self, look: Look, say: Wording, facts: CounterFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        counter = facts.counter
        self._column = QVBoxLayout(self)
        self._top, self._middle, foot = QHBoxLayout(), QHBoxLayout(), QWidget()
        self._foot = FlowLayout(foot)  # within a widget of its own: in another layout PySide would lose it
        self._top.addWidget(Label(look, facts.title, tone=Tone.TEXT2), 1)
        if facts.runs_out_first:
            self._top.addWidget(RunsOutFirst(look, say))
        self._middle.addWidget(
            Label(look, left_words(counter, say), Role.H2, _left_tone(counter), wrap=False)
        )
        self._middle.addWidget(Pips(look, counter, takes_next=facts.takes_next))
        self._middle.addStretch(1)
        used = used_words(counter, say, elsewhere=True)
        self._foot.addWidget(
            Label(look, f"{used} ·" if facts.source else used, Role.SMALL, Tone.TEXT2, wrap=False)
        )
        if facts.source is not None:
            link = LinkLabel(look, facts.source, Role.SMALL)
            link.activated.connect(self.activated)
            self._foot.addWidget(link)
        self._column.addLayout(self._top)
        self._column.addLayout(self._middle)
        self._column.addWidget(foot)
        self.setAccessibleName(f"{facts.title}: {spoken_words(counter, say)}")
        look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._column.setContentsMargins(theme.px(1), theme.px(0.6), theme.px(1), theme.px(0.6))
        self._column.setSpacing(theme.px(0.3))
        self._middle.setSpacing(theme.px(1.2))
        self._foot.set_gaps(theme.px(0.25), 0)


def _left_tone(counter: Counter) -> Tone:
    return Tone.NO if counter.remaining is not None and counter.remaining < 0 else Tone.TEXT
