"""The rows of a record: each with its own small form, added and taken away one by one."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.domain.records.codec import Json
from vault.domain.records.fields import fields_of
from vault.services.wording.fields import field_label
from vault.ui.forms.defaults import filled, merged
from vault.ui.forms.editor import Editor, FormRoom, NewAsked, Spec
from vault.ui.forms.editors import make_simple_editor
from vault.ui.forms.layouts import ROWS
from vault.ui.theme.theme import Theme
from vault.ui.widgets.buttons import Button, IconButton
from vault.ui.widgets.card import Card
from vault.ui.widgets.field import Field, FormGrid


class RowForm(Card):
    """The form of one row."""

    changed = Signal()
    removed = Signal()
    new_asked = Signal(object)

    def __init__(
        self, room: FormRoom, row_class: type, kept: Mapping[str, Json], parent: QWidget | None = None
    ) -> None:
        super().__init__(room.look, parent=parent)
        self._row_class, self._kept = row_class, dict(kept)
        self.editors: list[Editor] = []
        self.fields: dict[str, Field] = {}
        owner = row_class.__name__
        known = {field.name: field for field in fields_of(row_class)}
        shown: list[Field] = []
        for entry in ROWS[row_class]:
            label = field_label(owner, entry.label_code, room.say)
            spec = Spec(owner, entry, tuple(known[name] for name in entry.names), label)
            editor = make_simple_editor(room, spec)
            editor.show_values(filled(row_class, kept))
            editor.changed.connect(self.changed)
            editor.new_asked.connect(self._ask_new)
            self.editors.append(editor)
            field = Field(room.look, room.say, label, editor.control, wide=entry.wide)
            shown.append(field)
            self.fields |= dict.fromkeys(entry.names, field)
        remove = IconButton(room.look, "x", room.say.text("Take this row away"))
        remove.clicked.connect(self.removed)
        line = QHBoxLayout()
        line.addWidget(FormGrid(room.look, shown, self), 1)
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)

    def value(self) -> dict[str, Json]:
        """Return the row's values; what the form does not show stays as it was."""
        told: dict[str, Json] = {}
        for editor in self.editors:
            told |= editor.values()
        return merged(self._row_class, self._kept, told)

    def is_blank(self) -> bool:
        """Tell whether nothing was entered in a new row."""
        return "id" not in self._kept and all(editor.is_empty() for editor in self.editors)

    def complaint(self) -> str:
        """Return why something typed in the row is not understood."""
        return next((found for editor in self.editors if (found := editor.complaint())), "")

    def warn(self, name: str, text: str) -> bool:
        """Warn at a field of the row; False when it has none of that name."""
        if name not in self.fields:
            return False
        self.fields[name].warn(text)
        return True

    def focus_on(self, name: str) -> Field:
        """Give the keyboard to a field of the row, without a name to the first; return it."""
        editor = next((each for each in self.editors if name in each.spec.entry.names), self.editors[0])
        editor.focus_on(name)
        return self.fields[editor.spec.entry.names[0]]

    def calm(self) -> None:
        """Take all warnings away."""
        for field in self.fields.values():
            field.warn("")

    def _ask_new(self, asked: NewAsked) -> None:
        self.new_asked.emit(asked)


class RowsEditor(Editor):
    """A list of child rows."""

    def __init__(self, room: FormRoom, spec: Spec) -> None:
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        super().__init__(room, spec, holder)
        self.rows: list[RowForm] = []
        self.add = Button(room.look, room.say.text("Add a row"), small=True, icon="plus")
        self.add.setAccessibleName(room.say.text("{field}: add a row", field=spec.label))
        self.add.clicked.connect(self._add_blank)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        holder.setFocusProxy(self.add)
        room.look.follow(self._restyle)

    def value(self) -> Json:
        return [row.value() for row in self.rows if not row.is_blank()]

    def show_value(self, value: Json) -> None:
        for _ in self.fill(value):
            pass

    def fill(self, value: Json) -> Iterator[None]:
        """Show other rows, one in each step: a row is a form of its own."""
        for row in list(self.rows):
            self._drop(row)
        for each in value or ():
            self._append(each)
            yield

    def complaint(self) -> str:
        return next((found for row in self.rows if (found := row.complaint())), "")

    def refresh_offers(self) -> None:
        for row in self.rows:
            for editor in row.editors:
                editor.refresh_offers()

    def warn_row(self, number: int, name: str, text: str) -> bool:
        """Warn at a field of the nth row that is not blank; False where there is none."""
        shown = [row for row in self.rows if not row.is_blank()]
        return number < len(shown) and shown[number].warn(name, text)

    def focus_on(self, path: str) -> Field | None:
        number, _, part = path.partition("[")[2].partition("]")
        if not number.isdigit():
            self.focus()
            return None
        row = self.rows[int(number)] if int(number) < len(self.rows) else self._append({})
        return row.focus_on(part.strip("."))

    def calm(self) -> None:
        """Take the warnings of all rows away."""
        for row in self.rows:
            row.calm()

    def _row_class(self) -> type:
        item = self.spec.field.item
        return item.value_class if item is not None and item.value_class is not None else object

    def _append(self, kept: Mapping[str, Json]) -> RowForm:
        row = RowForm(self.room, self._row_class(), kept, self.control)
        row.changed.connect(self.changed)
        row.removed.connect(self._remove)
        row.new_asked.connect(self.new_asked)
        self.rows.append(row)
        self._column.insertWidget(len(self.rows) - 1, row)
        return row

    def _add_blank(self) -> None:
        row = self._append({})
        row.editors[0].focus()

    def _remove(self) -> None:
        row = self.sender()
        if isinstance(row, RowForm):
            self._drop(row)
            self.add.setFocus()
            self.changed.emit()

    def _drop(self, row: RowForm) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(0.4))
