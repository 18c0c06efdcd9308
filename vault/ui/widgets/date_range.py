"""From when to when: two fields, how long that is in plain words, and chips for the usual lengths."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.domain.period import DateRange, PeriodUnit, valid_for
from vault.domain.ports import Clock
from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.date_field import DateField
from vault.ui.widgets.date_words import range_words
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import Label
from vault.ui.widgets.notice import InlineWarning


@dataclass(frozen=True, slots=True)
class Length:
    """A usual length of a paper, offered as a chip."""

    count: int
    unit: PeriodUnit


USUAL_LENGTHS = (Length(90, PeriodUnit.DAY), Length(6, PeriodUnit.MONTH))


class DateRangeField(QWidget):
    """A range, either end of which may be empty; `edited` fires when its meaning changes."""

    edited = Signal()

    def __init__(
        self,
        look: Look,
        say: Wording,
        clock: Clock,
        name: str,
        *,
        lengths: Sequence[Length] = USUAL_LENGTHS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._say, self._clock = say, clock
        self._lengths: list[tuple[Button, Length]] = []
        self.setAccessibleName(name)
        first_name = say.text("{field}, first day", field=name)
        last_name = say.text("{field}, last day", field=name)
        missing = say.text("not printed")
        self.first = DateField(look, say, clock, first_name, empty_text=missing)
        self.last = DateField(look, say, clock, last_name, empty_text=missing)
        self._fields = QHBoxLayout()
        self._fields.addWidget(self.first, 1)
        self._fields.addWidget(Label(look, say.text("to"), tone=Tone.TEXT2, wrap=False))
        self._fields.addWidget(self.last, 1)
        self._words = Label(look, role=Role.SMALL, tone=Tone.TEXT2)
        self._warning = InlineWarning(look, say, "")
        self._chips = FlowLayout()
        for length in lengths:
            button = Button(look, f"+ {_length_words(length, say)}", small=True)
            button.clicked.connect(self._take_length)
            self._lengths.append((button, length))
            self._chips.addWidget(button)
        self.no_end = Button(look, say.text("No end date"), small=True)
        self.no_end.clicked.connect(self._drop_end)
        self._chips.addWidget(self.no_end)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._fields)
        self._column.addWidget(self._words)
        self._column.addWidget(self._warning)
        self._column.addLayout(self._chips)
        for field in (self.first, self.last):
            field.edited.connect(self._changed)
        self._show_words()
        self.setFocusProxy(self.first)
        look.follow(self._restyle)

    @property
    def value(self) -> DateRange:
        """The range meant; an end that is empty or not understood is open."""
        return DateRange(self.first.value, self.last.value)

    @property
    def is_understood(self) -> bool:
        """Whether both fields say a date or nothing, in order."""
        return self.first.is_understood and self.last.is_understood and not self.value.is_empty()

    @property
    def words(self) -> str:
        """What is said about the range."""
        return self._words.text() or self._warning.text.text()

    def set_value(self, days: DateRange) -> None:
        """Show a range."""
        self.first.set_value(days.start)
        self.last.set_value(days.end)
        self._show_words()

    def chips(self) -> tuple[Button, ...]:
        """Return the buttons of the usual lengths."""
        return tuple(button for button, _ in self._lengths)

    def _take_length(self) -> None:
        pressed = self.sender()
        for button, length in self._lengths:
            if button is pressed:
                start = self.first.value or self._clock.today()
                self.set_value(DateRange(start, valid_for(start, length.count, length.unit)))
                self.edited.emit()

    def _drop_end(self) -> None:
        self.last.set_value(None)
        self._changed()

    def _changed(self) -> None:
        self._show_words()
        self.edited.emit()

    def _show_words(self) -> None:
        days = self.value
        self.last.set_start(days.start)
        for field in (self.first, self.last):
            field.set_range(days)
        words, wrong = range_words(days, self._say), days.is_empty()
        self._words.setText("" if wrong else words)
        self._words.setVisible(bool(words) and not wrong)
        self._warning.set_text(words if wrong else "")
        self.last.setAccessibleDescription(words)

    def _restyle(self, theme: Theme) -> None:
        self._fields.setSpacing(theme.px(0.5))
        self._column.setSpacing(theme.px(0.4))
        self._chips.set_gaps(theme.px(0.4), theme.px(0.3))


def _length_words(length: Length, say: Wording) -> str:
    match length.unit:
        case PeriodUnit.WEEK:
            return say.count(length.count, "{n} week", "{n} weeks")
        case PeriodUnit.MONTH:
            return say.count(length.count, "{n} month", "{n} months")
        case PeriodUnit.YEAR:
            return say.count(length.count, "{n} year", "{n} years")
        case _:
            return say.count(length.count, "{n} day", "{n} days")
