"""The history of a record: what changed and when; an earlier version can be put back."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QWidget

from vault.domain.changes import Action
from vault.domain.records.fields import fields_of
from vault.domain.records.kinds import APPEND_ONLY, Record, kind_of
from vault.services.store.history import Version
from vault.services.wording.fields import path_label
from vault.services.wording.values import value_text
from vault.ui.pages.record_parts.layout import Group
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.labels import Label
from vault.ui.widgets.link_label import Link, LinkLabel

FIRST = 3
_MADE_BY_THE_VAULT = frozenset({"id"})
_ACTIONS: dict[Action, str] = {
    Action.ADDED: "Added",
    Action.CHANGED: "Changed",
    Action.TRASHED: "Moved to the trash",
    Action.RESTORED: "Taken back out of the trash",
    Action.REMOVED: "Erased",
}


@dataclass(frozen=True, slots=True)
class _Line:
    version: Version
    text: str
    is_current: bool


class HistoryPart(Group):
    """The newest changes, then all; fetched when the page is shown."""

    def __init__(self, room: RecordRoom, parent: QWidget | None = None) -> None:
        super().__init__(room, room.say.text("History"))
        self.setParent(parent)
        self._room = room
        self.lines: list[VersionRow] = []
        self._told: tuple[_Line, ...] = ()
        self.all: LinkLabel | None = None
        record_id = room.record.id
        room.desk.session.read(lambda vault: vault.versions(record_id), self, self._show)

    def _show(self, versions: Sequence[Version]) -> None:
        self._told = _lines(versions, self._room)
        for line in self._told[:FIRST]:
            self._add(line)
        if len(self._told) > FIRST:
            say = self._room.say
            words = say.text("All {n} changes", n=len(self._told))
            self.all = LinkLabel(self._room.look, Link(words, None))
            self.all.clicked.connect(self._show_all)
            self.add(self.all)

    def _show_all(self) -> None:
        if self.all is not None:
            self.all.hide()
        for line in self._told[FIRST:]:
            self._add(line)

    def _add(self, line: _Line) -> None:
        row = VersionRow(self._room, line)
        self.lines.append(row)
        self.add(row)


class VersionRow(QWidget):
    """One change: its day, what it was, and the way back to it."""

    def __init__(self, room: RecordRoom, line: _Line) -> None:
        super().__init__()
        self._room, self._line = room, line
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        day = room.say.short_date(line.version.utc.date())
        self._row.addWidget(Label(room.look, day, tone=Tone.TEXT2, wrap=False))
        self._row.addWidget(Label(room.look, line.text), 1)
        self.restore: LinkLabel | None = None
        if not line.is_current and line.version.record is not None and room.kind not in APPEND_ONLY:
            self.restore = LinkLabel(room.look, Link(room.say.text("Restore"), None))
            words = room.say.text("Restore this version of {day}", day=day)
            self.restore.setAccessibleName(words)
            self.restore.setToolTip(words)
            self.restore.clicked.connect(self._restore)
            self._row.addWidget(self.restore)
        room.look.follow(self._restyle)

    def _restore(self) -> None:
        room, seq = self._room, self._line.version.seq
        record_id = room.record.id
        title = room.title(room.kind, record_id)
        text = room.say.text("{record} put back to an earlier version", record=title)
        if self.restore is not None:
            self.restore.setEnabled(False)
        room.desk.session.write(text, lambda vault: vault.records.restore(record_id, seq), room.desk.session)

    def _restyle(self, theme: Theme) -> None:
        self._row.setSpacing(theme.px(0.6))


def _lines(versions: Sequence[Version], room: RecordRoom) -> tuple[_Line, ...]:
    """Return what happened, newest first."""
    found: list[_Line] = []
    before: Record | None = None
    for number, version in enumerate(versions):
        text = room.say.text(_ACTIONS[version.action])
        if version.action is Action.CHANGED and before is not None and version.record is not None:
            text = _change(before, version.record, room) or text
        found.append(_Line(version, text, number == len(versions) - 1))
        before = version.record or before
    return tuple(reversed(found))


def _change(before: Record, after: Record, room: RecordRoom) -> str:
    """Return the fields that changed; of one alone its new value too."""
    record_class: type = type(after)
    changed = [
        field
        for field in fields_of(record_class)
        if getattr(before, field.name) != getattr(after, field.name) and field.name not in _MADE_BY_THE_VAULT
    ]
    kind = kind_of(after)
    labels = [path_label(kind, field.name, room.say) for field in changed]
    if len(changed) == 1 and not changed[0].is_child_list:
        value = value_text(changed[0], getattr(after, changed[0].name), room.say, room.title)
        told = value or room.say.text("taken away")
        return room.say.text("{field}: {value}", field=labels[0], value=told)
    return room.say.text("Changed: {fields}", fields=", ".join(labels)) if labels else ""
