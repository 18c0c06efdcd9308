"""Everything a record says, in words: the sections of its form as lines of label and value."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from vault.domain.records.fields import Field, Shape, fields_of
from vault.domain.records.kinds import KINDS
from vault.domain.records.papers import Bundle
from vault.services.wording.fields import field_label, section_title
from vault.services.wording.values import value_text
from vault.ui.forms.defaults import defaults_of
from vault.ui.forms.layouts import LAYOUTS, Entry, Section
from vault.ui.navigation import ShowRecord
from vault.ui.pages.record_parts.layout import Group
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.labels import Label
from vault.ui.widgets.link_label import Link, LinkedText

_ASKED = frozenset({"requires_referral", "requires_auth", "signed", "registered", "said_by"})
"""Questions whose answer "Not recorded" is worth showing."""

_ELSEWHERE: dict[str, frozenset[str]] = {
    "referral": frozenset({"released_to", "renewal_of"}),
    "request": frozenset({"items", "due", "due_basis"}),
    "bundle": frozenset({"papers", "facts", "not_held", "blob", "size", "person"}),
    "document": frozenset({"links"}),
    "bill": frozenset({"lines"}),
    "eob": frozenset({"lines"}),
}
"""Fields that a part of their own shows."""

_LOG = ("recipient", "purpose", "exported", "sent_on", "channel", "referral", "request", "pages", "sha256")
"""What is told of a bundle that left."""


def facts_parts(room: RecordRoom) -> Iterator[QWidget]:
    """Make a group of lines for each section that says something."""
    log = (Section("", tuple(Entry((name,)) for name in _LOG)),)
    layout = log if isinstance(room.record, Bundle) else LAYOUTS[room.kind]
    groups = (_group(room, section) for section in layout)
    return (group for group in groups if group is not None)


def _group(room: RecordRoom, section: Section) -> Group | None:
    known = {field.name: field for field in fields_of(KINDS[room.kind])}
    hidden = _ELSEWHERE.get(room.kind, frozenset())
    lines: list[tuple[str, str, Link | None]] = []
    for entry in section.entries:
        for name in entry.names:
            if name in hidden or name in {"person", "visits_missing", "subject_kind"}:
                continue
            text, link = _told(room, known[name])
            usual = section.folded and _is_usual(room, known[name])
            if text and not usual:
                lines.append((field_label(room.kind, name, room.say), text, link))
    if not lines:
        return None
    title = section_title(section.code, room.say) if section.code else room.say.text("What is on record")
    group = Group(room, title)
    group.add(_Lines(room, lines))
    return group


def _is_usual(room: RecordRoom, field: Field) -> bool:
    """Tell whether a choice says what it says for every new record."""
    usual = defaults_of(KINDS[room.kind]).get(field.name)
    return field.shape is Shape.CHOICE and getattr(room.record, field.name) == usual


def _told(room: RecordRoom, field: Field) -> tuple[str, Link | None]:
    """Return a field's value in words, with the link of a reference; empty when it is not worth a line."""
    value: Any = getattr(room.record, field.name)
    if field.name == "visits" and getattr(room.record, "visits_missing", False):
        return room.say.text("The paper gives no number"), None
    if field.name == "subject":
        kind = str(getattr(room.record, "subject_kind", None) or "")
        return (
            (room.title(kind, value), Link(room.title(kind, value), ShowRecord(kind, value)))
            if value
            else ("", None)
        )
    usual = defaults_of(KINDS[room.kind]).get(field.name)
    if value is False and usual is False:
        return "", None
    if value is None:
        asked = field.name in _ASKED or (field.required and field.nullable)
        return (room.say.text("Not recorded") if asked else ""), None
    text = value_text(field, value, room.say, room.title)
    if value == usual and field.name not in _ASKED and field.shape in {Shape.INTEGER, Shape.CHOICE}:
        return ("" if field.shape is Shape.INTEGER or value in {"unknown", "other"} else text), None
    if field.shape is Shape.REFERENCE and field.ref is not None:
        return text, Link(text, ShowRecord(field.ref, value))
    return text, None


class _Lines(QWidget):
    """Labels at the left, values at the right; a value that is a record leads to it."""

    def __init__(self, room: RecordRoom, lines: list[tuple[str, str, Link | None]]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        for row, (label, text, link) in enumerate(lines):
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(Label(room.look, label, Role.LABEL, Tone.TEXT2), row, 0, top)
            if link is None:
                self._grid.addWidget(Label(room.look, text), row, 1)
            else:
                words = LinkedText(room.look, [link])
                words.activated.connect(room.desk.navigator.go)
                self._grid.addWidget(words, row, 1)
        room.look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._grid.setHorizontalSpacing(theme.px(0.8))
        self._grid.setVerticalSpacing(theme.px(0.3))
