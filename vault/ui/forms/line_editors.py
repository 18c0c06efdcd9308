"""Editors typed on a line or in a few: texts, numbers, dates, times, money, lists of words."""

import re
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from vault.domain.period import DateRange
from vault.domain.records.codec import Json
from vault.domain.records.fields import Shape
from vault.domain.records.values import Money
from vault.services.wording.catalogue import Wording
from vault.ui.forms.editor import Editor, FormRoom, Spec
from vault.ui.forms.json_dates import read_day, write_day
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.widgets.date_field import DateField
from vault.ui.widgets.date_range import DateRangeField
from vault.ui.widgets.money_field import MoneyField
from vault.ui.widgets.warned import warn_field

_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|a|p|uhr)?")
_NOON, _HOURS, _MINUTES = 12, 24, 60


class LineEditor(Editor):
    """One line of text."""

    def __init__(self, room: FormRoom, spec: Spec) -> None:
        self.line = QLineEdit()
        super().__init__(room, spec, self.line)
        self.line.textEdited.connect(self._edited)

    def value(self) -> Json:
        return self.line.text().strip() or None

    def show_value(self, value: Json) -> None:
        self.line.setText("" if value is None else str(value))

    def _edited(self, _text: str) -> None:
        self.changed.emit()


class NumberEditor(LineEditor):
    """A whole number; anything else is told as it is typed, for the codec to name what is wrong."""

    def value(self) -> Json:
        typed = self.line.text().strip()
        return int(typed) if re.fullmatch(r"-?\d{1,9}", typed) else typed or None

    def complaint(self) -> str:
        return "not_a_whole_number" if isinstance(self.value(), str) else ""

    def raw(self) -> Any:
        return self.line.text() if self.complaint() else None

    def show_raw(self, raw: Any) -> None:
        self.line.setText(str(raw))


class ListLineEditor(LineEditor):
    """Short texts or numbers in one line, with commas between."""

    def value(self) -> Json:
        parts = [part.strip() for part in self.line.text().split(",") if part.strip()]
        item = self.spec.field.item
        if item is not None and item.shape is Shape.INTEGER:
            return [int(part) if part.isdecimal() else part for part in parts]
        return parts

    def show_value(self, value: Json) -> None:
        self.line.setText(", ".join(str(each) for each in value or ()))


class TextBox(QPlainTextEdit):
    """A few lines of text, as high as told; Tab moves on, it is never trapped."""

    def __init__(self, look: Look, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        look.follow(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def _restyle(self, theme: Theme) -> None:
        self.setFixedHeight(self._lines * self.fontMetrics().lineSpacing() + theme.px(0.9))


class TextEditor(Editor):
    """Text of several lines."""

    def __init__(self, room: FormRoom, spec: Spec, lines: int = 4) -> None:
        self.box = TextBox(room.look, lines)
        super().__init__(room, spec, self.box)
        self.box.textChanged.connect(self.changed)

    def value(self) -> Json:
        return self.box.toPlainText().strip() or None

    def show_value(self, value: Json) -> None:
        self.box.setPlainText("" if value is None else str(value))


class WordsEditor(TextEditor):
    """Texts, one in each line."""

    def __init__(self, room: FormRoom, spec: Spec) -> None:
        super().__init__(room, spec, 3)
        self.box.setPlaceholderText(room.say.text("one in each line"))

    def value(self) -> Json:
        return [line.strip() for line in self.box.toPlainText().splitlines() if line.strip()]

    def show_value(self, value: Json) -> None:
        self.box.setPlainText("\n".join(value or ()))


class DayEditor(Editor):
    """One date."""

    def __init__(self, room: FormRoom, spec: Spec) -> None:
        self.day = DateField(room.look, room.say, room.clock, spec.label)
        super().__init__(room, spec, self.day)
        self.day.textEdited.connect(self._edited)
        self.day.edited.connect(self.changed)

    def value(self) -> Json:
        return write_day(self.day.value)

    def show_value(self, value: Json) -> None:
        self.day.set_value(read_day(value))

    def complaint(self) -> str:
        return "" if self.day.is_understood else "not_a_date"

    def raw(self) -> Any:
        return self.day.text() if self.complaint() else None

    def show_raw(self, raw: Any) -> None:
        self.day.setText(str(raw))

    def _edited(self, _text: str) -> None:
        self.changed.emit()


class RangeEditor(Editor):
    """From when to when: two date fields."""

    def __init__(self, room: FormRoom, spec: Spec) -> None:
        self.range = DateRangeField(room.look, room.say, room.clock, spec.label)
        super().__init__(room, spec, self.range)
        self.range.edited.connect(self.changed)
        for day in (self.range.first, self.range.last):
            day.textEdited.connect(self._edited)

    def values(self) -> dict[str, Json]:
        first, last = self.spec.fields
        return {
            first.name: write_day(self.range.first.value),
            last.name: write_day(self.range.last.value),
        }

    def show_values(self, values: dict[str, Json]) -> None:  # type: ignore[override]  # always a dict of ours
        first, last = self.spec.fields
        self.range.set_value(DateRange(read_day(values.get(first.name)), read_day(values.get(last.name))))

    def complaint(self) -> str:
        understood = self.range.first.is_understood and self.range.last.is_understood
        return "" if understood else "not_a_date"

    def raw(self) -> Any:
        return [self.range.first.text(), self.range.last.text()] if self.complaint() else None

    def show_raw(self, raw: Any) -> None:
        for day, text in zip((self.range.first, self.range.last), raw, strict=False):
            if not day.text():
                day.setText(str(text))

    def focus_on(self, path: str) -> None:
        day = self.range.last if path == self.spec.fields[1].name else self.range.first
        day.setFocus()

    def warnable(self) -> QWidget:
        missing = self.spec.field.required and self.range.first.value is None
        return self.range.first if missing else self.range.last

    def mark(self, *, on: bool) -> None:
        for day in (self.range.first, self.range.last):
            warn_field(day, on=on and day is self.warnable())

    def _edited(self, _text: str) -> None:
        self.changed.emit()


class TimeEditor(LineEditor):
    """A time of day, typed as people type it: `2:30 pm`, `14.30`, `9`."""

    def __init__(self, room: FormRoom, spec: Spec) -> None:
        super().__init__(room, spec)
        self.line.setPlaceholderText("14:30" if room.say.lang == "de" else "2:30 PM")
        self.line.editingFinished.connect(self._settle)

    def value(self) -> Json:
        typed = self.line.text().strip()
        return read_time(typed) or typed or None

    def show_value(self, value: Json) -> None:
        self.line.setText("" if value is None else _spoken(str(value), self.room.say))

    def complaint(self) -> str:
        typed = self.line.text().strip()
        return "not_a_time" if typed and read_time(typed) is None else ""

    def raw(self) -> Any:
        return self.line.text() if self.complaint() else None

    def show_raw(self, raw: Any) -> None:
        self.line.setText(str(raw))

    def _settle(self) -> None:
        found = read_time(self.line.text().strip())
        if found is not None:
            self.line.setText(_spoken(found, self.room.say))


class MoneyEditor(Editor):
    """An amount of money."""

    def __init__(self, room: FormRoom, spec: Spec) -> None:
        self.amount = MoneyField(room.look, room.say, spec.label, room.offers.currency)
        super().__init__(room, spec, self.amount)
        self.amount.edited.connect(self.changed)
        self.amount.textEdited.connect(self._edited)

    def value(self) -> Json:
        found = self.amount.value
        return None if found is None else {"minor": found.minor, "currency": found.currency}

    def show_value(self, value: Json) -> None:
        self.amount.set_value(None if value is None else Money(value["minor"], value["currency"]))

    def complaint(self) -> str:
        return "" if self.amount.is_understood else "not_money"

    def raw(self) -> Any:
        return self.amount.text() if self.complaint() else None

    def show_raw(self, raw: Any) -> None:
        self.amount.setText(str(raw))

    def _edited(self, _text: str) -> None:
        self.changed.emit()


def read_time(text: str) -> str | None:
    """Return the time a text means as HH:MM, None where it means none."""
    found = _TIME.fullmatch(text.lower())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
    if half in {"a", "p"} and not 1 <= hour <= _NOON:
        return None
    if half == "p" and hour < _NOON:
        hour += _NOON
    if half == "a" and hour == _NOON:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < _HOURS and minute < _MINUTES else None


def _spoken(value: str, say: Wording) -> str:
    import datetime as dt

    try:
        return say.time(dt.time.fromisoformat(value)).replace("\u202f", " ")
    except ValueError:
        return value
