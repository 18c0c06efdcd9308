"""Editors that choose: from words, yes or no, what is needed, how often, how many visits."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from vault.domain.records.codec import Json
from vault.domain.records.fields import Shape
from vault.services.wording.catalogue import Wording
from vault.services.wording.choices import CHOICES, choice_word
from vault.services.wording.fields import field_label
from vault.ui.forms.editor import Editor, FormRoom, Spec
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.chips import Chip, ChipRow
from vault.ui.widgets.choice import Choice
from vault.ui.widgets.labels import Label

_DIGITS = re.compile(r"\d{1,5}")
_TIMES = re.compile(r"(\d{1,2})(?:\s*(?:-|–|to|bis)\s*(\d{1,2}))?")
_PERIODS: tuple[tuple[str, int], ...] = (
    ("week", 1),
    ("week", 2),
    ("week", 3),
    ("week", 4),
    ("month", 1),
    ("month", 2),
    ("month", 3),
)


class FormChoice(Choice):
    """A choice in a form: turning the wheel scrolls the page, it never changes a value unasked."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Line(QWidget):
    """Inputs side by side that make one answer."""

    def __init__(self, look: Look, parts: Sequence[QWidget], stretch: int = -1) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for number, part in enumerate(parts):
            self._row.addWidget(part, 1 if number == stretch else 0)
        if stretch < 0:
            self._row.addStretch(1)
        self.setFocusProxy(parts[0])
        look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._row.setSpacing(theme.px(0.5))


class ChoiceEditor(Editor):
    """One of several words; a field that may be empty offers `Not recorded` too."""

    def __init__(self, room: FormRoom, spec: Spec) -> None:
        self.box = FormChoice(room.look, spec.label)
        super().__init__(room, spec, self.box)
        choices = spec.field.choices
        if spec.field.nullable or spec.field.required:
            self.box.addItem(self._nothing(), None)
        for code in choices or ():
            self.box.addItem(choice_word(type(code), code, room.say), code.value)
        self.box.currentIndexChanged.connect(self._edited)

    def value(self) -> Json:
        return self.box.currentData()

    def show_value(self, value: Json) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(value)))

    def _nothing(self) -> str:
        say = self.room.say
        return say.text("Not recorded") if self.spec.field.nullable else say.text("Choose…")

    def _edited(self, _index: int) -> None:
        self.changed.emit()


class YesNoEditor(Editor):
    """Yes or no, or not recorded where the field may be empty."""

    def __init__(self, room: FormRoom, spec: Spec) -> None:
        say = room.say
        self.box = FormChoice(room.look, spec.label)
        super().__init__(room, spec, self.box)
        if spec.field.nullable:
            self.box.addItem(say.text("Not recorded"), None)
        self.box.addItem(say.text("No"), userData=False)
        self.box.addItem(say.text("Yes"), userData=True)
        self.box.currentIndexChanged.connect(self._edited)

    def value(self) -> Json:
        return self.box.currentData()

    def show_value(self, value: Json) -> None:
        index = self.box.findData(value)
        self.box.setCurrentIndex(max(0, index))

    def _edited(self, _index: int) -> None:
        self.changed.emit()


class ChoicesEditor(Editor):
    """Any of several words, as chips that stay pressed."""

    def __init__(self, room: FormRoom, spec: Spec) -> None:
        item = spec.field.item
        codes = tuple(item.choices) if item is not None and item.choices is not None else ()
        chips = [Chip(code.value, choice_word(type(code), code, room.say)) for code in codes]
        self.row = ChipRow(room.look, room.say, spec.label, chips)
        self.row.setFocusProxy(self.row.buttons[0])
        super().__init__(room, spec, self.row)
        self._order = tuple(chip.key for chip in chips)
        self.row.changed.connect(self._edited)

    def value(self) -> Json:
        chosen = self.row.chosen()
        return [key for key in self._order if key in chosen]

    def show_value(self, value: Json) -> None:
        self.row.choose(frozenset(value or ()))

    def _edited(self, _chosen: object) -> None:
        self.changed.emit()


class NeedEditor(Editor):
    """Whether an authorization is needed: yes, no, after so many visits, not recorded."""

    def __init__(self, room: FormRoom, spec: Spec) -> None:
        say = room.say
        self.box = FormChoice(room.look, spec.label)
        self.count = QLineEdit()
        self.count.setAccessibleName(say.text("How many visits need none"))
        self.count.setMaximumWidth(room.look.theme.px(3.4))
        words = Label(room.look, say.text("visits"), tone=Tone.TEXT2, wrap=False)
        self._words = words
        super().__init__(room, spec, Line(room.look, (self.box, self.count, words), 0))
        for text, code in (
            (say.text("Not recorded"), "unknown"),
            (say.text("No"), "no"),
            (say.text("Yes, from the first visit"), "yes"),
            (say.text("Yes, after"), "after"),
        ):
            self.box.addItem(text, code)
        self.box.currentIndexChanged.connect(self._edited)
        self.count.textEdited.connect(self._edited)
        self._show_count()

    def value(self) -> Json:
        code = self.box.currentData()
        return self.count.text().strip() or None if code == "after" else code

    def show_value(self, value: Json) -> None:
        text = str(value or "unknown")
        counted = text.isdigit()
        self.box.setCurrentIndex(self.box.findData("after" if counted else text))
        self.count.setText(text if counted else "")
        self._show_count()

    def warnable(self) -> QWidget:
        return self.count

    def _edited(self, _what: object) -> None:
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        after = self.box.currentData() == "after"
        self.count.setVisible(after)
        self._words.setVisible(after)


class FrequencyEditor(Editor):
    """How often: `1`, or `1 to 2`, and in which time."""

    def __init__(self, room: FormRoom, spec: Spec) -> None:
        say = room.say
        self.times = QLineEdit()
        self.times.setAccessibleName(spec.label)
        self.times.setAccessibleDescription(say.text("A number such as 2, or a range such as 1 to 2"))
        self.times.setMaximumWidth(room.look.theme.px(4.4))
        self.period = FormChoice(room.look, say.text("In which time"))
        for per, every in _PERIODS:
            self.period.addItem(_period_text(say, per, every), f"{per}/{every}")
        super().__init__(room, spec, Line(room.look, (self.times, self.period), 1))
        self.times.textEdited.connect(self._edited)
        self.period.currentIndexChanged.connect(self._edited)

    def value(self) -> Json:
        found = _TIMES.fullmatch(self.times.text().strip().lower())
        if found is None:
            return None
        per, _, every = str(self.period.currentData()).partition("/")
        first, last = int(found[1]), found[2]
        return {
            "n": first if last is None else int(last),
            "per": per,
            "every": int(every),
            "low": None if last is None else first,
        }

    def show_value(self, value: Json) -> None:
        if value is None:
            self.times.clear()
            return
        low, often = value.get("low"), f"{value['per']}/{value.get('every', 1)}"
        text = str(value["n"]) if low is None else f"{low} – {value['n']}"
        self.times.setText(text)
        if self.period.findData(often) < 0:
            per, _, every = often.partition("/")
            self.period.addItem(_period_text(self.room.say, per, int(every)), often)
        self.period.setCurrentIndex(self.period.findData(often))

    def complaint(self) -> str:
        typed = self.times.text().strip()
        return "not_a_frequency" if typed and self.value() is None else ""

    def raw(self) -> Any:
        return self.times.text() if self.complaint() else None

    def show_raw(self, raw: Any) -> None:
        self.times.setText(str(raw))

    def warnable(self) -> QWidget:
        return self.times

    def _edited(self, _what: object) -> None:
        self.changed.emit()


class VisitsEditor(Editor):
    """How many visits are ordered, or a tick that the paper should say it and does not."""

    def __init__(self, room: FormRoom, spec: Spec) -> None:
        self.count = QLineEdit()
        self.count.setAccessibleName(spec.label)
        self.missing = QCheckBox(field_label(spec.owner, spec.fields[1].name, room.say))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.count)
        column.addWidget(self.missing)
        holder.setFocusProxy(self.count)
        super().__init__(room, spec, holder)
        self.count.textEdited.connect(self._typed)
        self.missing.toggled.connect(self._edited)

    def values(self) -> dict[str, Json]:
        count, missing = self.spec.fields
        typed = self.count.text().strip()
        number = int(typed) if _DIGITS.fullmatch(typed) else typed or None
        return {count.name: number, missing.name: self.missing.isChecked() and number is None}

    def show_values(self, values: Mapping[str, Json]) -> None:
        count, missing = self.spec.fields
        number = values.get(count.name)
        self.count.setText("" if number is None else str(number))
        self.missing.setChecked(bool(values.get(missing.name)))

    def complaint(self) -> str:
        typed = self.count.text().strip()
        return "not_a_whole_number" if typed and not _DIGITS.fullmatch(typed) else ""

    def raw(self) -> Any:
        return self.count.text() if self.complaint() else None

    def show_raw(self, raw: Any) -> None:
        self.count.setText(str(raw))

    def is_empty(self) -> bool:
        return not self.count.text().strip() and not self.missing.isChecked()

    def warnable(self) -> QWidget:
        return self.count

    def _typed(self, text: str) -> None:
        if text.strip():
            self.missing.setChecked(False)
        self.changed.emit()

    def _edited(self, on: object) -> None:
        if on:
            self.count.clear()
        self.changed.emit()


def is_words(spec: Spec) -> bool:
    """Tell whether the entry is a list of words to be chosen from."""
    item = spec.field.item
    return item is not None and item.shape is Shape.CHOICE and item.choices in CHOICES


def _period_text(say: Wording, per: str, every: int) -> str:
    if per == "week":
        return say.count(every, "a week", "every {n} weeks")
    return say.count(every, "a month", "every {n} months")
