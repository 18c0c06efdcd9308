"""What all editors have in common: named JSON values in and out, and whether what is typed is understood."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vault.domain.errors import BugError
from vault.domain.ports import Clock
from vault.domain.records.codec import Json
from vault.domain.records.fields import Field
from vault.services.wording.catalogue import Wording
from vault.ui.forms.layouts import Entry
from vault.ui.forms.offers import Offers
from vault.ui.theme.look import Look
from vault.ui.widgets.field import Field as LabeledInput
from vault.ui.widgets.warned import warn_field


@dataclass(frozen=True, slots=True)
class FormRoom:
    """What editors stand in: the look, the words, the clock, and what can be chosen."""

    look: Look
    say: Wording
    clock: Clock
    offers: Offers


@dataclass(frozen=True, slots=True)
class Spec:
    """What an editor edits: the record kind or row class it stands in, its entry, fields and label."""

    owner: str
    entry: Entry
    fields: tuple[Field, ...]
    label: str

    @property
    def field(self) -> Field:
        """The first field."""
        return self.fields[0]


@dataclass(frozen=True, slots=True)
class NewAsked:
    """A picker asks for a new record of a kind; `take` is given its id once it is stored."""

    kind: str
    text: str
    take: Callable[[str], None]


class Editor(QObject):
    """Edits the values of one entry through its control."""

    changed = Signal()
    """The meaning changed, or what is typed is no longer understood."""

    new_asked = Signal(object)
    """A NewAsked."""

    def __init__(self, room: FormRoom, spec: Spec, control: QWidget) -> None:
        super().__init__(control)
        self.room, self.spec, self.control = room, spec, control
        if not control.accessibleName():
            control.setAccessibleName(spec.label)

    def values(self) -> dict[str, Json]:
        """Return the values by field name; None where nothing is entered."""
        return {self.spec.field.name: self.value()}

    def show_values(self, values: Mapping[str, Json]) -> None:
        """Show the values of a record."""
        self.show_value(values.get(self.spec.field.name))

    def value(self) -> Json:
        """Return the value of an editor of one field."""
        raise BugError(f"{type(self).__name__} tells no value")

    def show_value(self, value: Json) -> None:
        """Show the value of an editor of one field."""
        raise BugError(f"{type(self).__name__} shows no {type(value).__name__}")

    def complaint(self) -> str:
        """Return the reason code why what is typed is not understood; empty when it is."""
        return ""

    def raw(self) -> Any:
        """Return what a draft must keep besides the values: text that is not understood."""
        return None

    def show_raw(self, raw: Any) -> None:
        """Show text of a draft that was not understood."""
        del raw

    def refresh_offers(self) -> None:
        """Offer what may be chosen now."""

    def is_empty(self) -> bool:
        """Tell whether nothing is entered."""
        return all(value in (None, [], "") for value in self.values().values())

    def focus(self) -> None:
        """Give the input the keyboard."""
        self.control.setFocus()

    def focus_on(self, path: str) -> LabeledInput | None:
        """Give the keyboard to the part that a path names; return its own labeled input if it has one."""
        del path
        self.focus()
        return None

    def warnable(self) -> QWidget:
        """Return the input that takes the edge of a warning."""
        return self.control

    def mark(self, *, on: bool) -> None:
        """Give the input the edge of a warning, or take it away."""
        warn_field(self.warnable(), on=on)
