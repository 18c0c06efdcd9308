"""The form of one record: its sections, live checks beside the fields, and its values in and out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from vault.domain.records.codec import Json
from vault.domain.records.fields import fields_of
from vault.domain.records.kinds import KINDS
from vault.services.wording.fields import field_label, path_label
from vault.ui.forms.checks import Problem, needed, problem_text, problems
from vault.ui.forms.defaults import defaults_of, merged
from vault.ui.forms.editor import Editor, FormRoom, NewAsked, Spec
from vault.ui.forms.editors import make_simple_editor
from vault.ui.forms.folding import SectionFrame
from vault.ui.forms.layouts import LAYOUTS, Entry
from vault.ui.forms.rows_editor import RowsEditor
from vault.ui.forms.warnings import unusual
from vault.ui.theme.theme import Theme
from vault.ui.widgets.field import Field
from vault.ui.widgets.slices import SHORT_TURN_MS, Slices

_QUIET_MS = 300


@dataclass(frozen=True, slots=True)
class Spot:
    """The field a form goes to, as `name` or `name[2].part`, and what is said beside it."""

    path: str
    why: str = ""

    @property
    def name(self) -> str:
        """The field of the record."""
        return self.path.partition("[")[0]


@dataclass(slots=True)
class _Shown:
    editor: Editor
    field: Field
    section: SectionFrame
    touched: bool = False


class RecordForm(QWidget):
    """The fields of one kind, built some at a time; `changed` fires with every change of meaning.

    Whatever needs the whole form, such as its values, builds at once what is missing.
    """

    built = Signal()
    """Every field is there."""

    changed = Signal()
    checked = Signal()
    """What is wrong or needed was worked out anew."""

    new_asked = Signal(object)

    pointed = Signal(object)
    """The labeled input that was asked for has the keyboard."""

    def __init__(
        self,
        room: FormRoom,
        kind: str,
        kept: Mapping[str, Json],
        parent: QWidget | None = None,
        *,
        spot: Spot | None = None,
    ) -> None:
        super().__init__(parent)
        self.room, self.kind, self._spot = room, kind, spot
        self._marked: Field | None = None
        self._kept = defaults_of(KINDS[kind]) | dict(kept)
        self._shown: list[_Shown] = []
        self._first: dict[str, Json] = {}
        self._edited_once = self._wants_focus = self.is_built = False
        self._problems: tuple[Problem, ...] = ()
        self._refused: Problem | None = None
        self._showing = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self.check)
        self._follow_person(self._kept.get("person"))
        room.look.follow(self._restyle)
        self._slices = Slices(self, SHORT_TURN_MS)
        self._slices.start(self._build())

    def minimumSizeHint(self) -> QSize:
        """Claim no height beforehand: the width decides how lines wrap."""
        return QSize(super().minimumSizeHint().width(), 1)

    def finish(self) -> None:
        """Build at once what is missing."""
        if not self.is_built:
            self._slices.finish_now()

    @property
    def is_untouched(self) -> bool:
        """Whether it shows what it was opened with, for nobody had the time to change it."""
        return not self.is_built and not self._edited_once

    def first_values(self) -> dict[str, Json]:
        """Return the values it was opened with, as its fields tell them."""
        self.finish()
        return self._first

    def values(self) -> dict[str, Json]:
        """Return the values of the whole record as the codec reads them."""
        self.finish()
        told: dict[str, Json] = {}
        for shown in self._shown:
            told |= shown.editor.values()
        return merged(KINDS[self.kind], self._kept, told)

    def show_values(self, values: Mapping[str, Json]) -> None:
        """Show other values; what they leave out stays."""
        self.finish()
        self._kept = self._kept | dict(values)
        self._showing = True
        self._marked = None  # its row may be gone
        self._follow_person(self._kept.get("person"))
        for shown in self._shown:
            shown.field.point("")
            shown.editor.show_values(self._kept)
        self._showing = False
        for frame in self._frames():
            frame.open_if(entered=self._says_more(frame))
        self.check()

    def raw(self) -> dict[str, Json]:
        """Return what is typed and not understood, by entry."""
        self.finish()
        told = {shown.editor.spec.entry.names[0]: shown.editor.raw() for shown in self._shown}
        return {name: raw for name, raw in told.items() if raw is not None}

    def show_raw(self, raw: Mapping[str, Json]) -> None:
        """Show what was typed and not understood when a draft was kept."""
        self.finish()
        for shown in self._shown:
            name = shown.editor.spec.entry.names[0]
            if name in raw:
                shown.editor.show_raw(raw[name])
                shown.touched = True
        self.check()

    def refresh_offers(self) -> None:
        """Offer what is stored now."""
        for shown in self._shown:
            shown.editor.refresh_offers()

    def not_ready(self) -> str:
        """Return why the record cannot be saved yet; empty when it can."""
        say = self.room.say
        missing = needed(self.kind, self.values())
        if missing:
            labels = ", ".join(path_label(self.kind, name, say) for name in missing)
            return say.text("Still needed: {fields}", fields=labels)
        if self._problems:
            label = path_label(self.kind, self._problems[0].name, say)
            return say.text("Please look at: {fields}", fields=label)
        return ""

    def show_refusal(self, problem: Problem) -> None:
        """Show what a refused write says at its field, and go there."""
        self.finish()
        shown_names = {name for shown in self._shown for name in shown.editor.spec.entry.names}
        if problem.name not in shown_names:
            problem = replace(problem, path=self._shown[0].editor.spec.entry.names[0])
        self._refused = problem
        self.check(every=True)
        for shown in self._shown:
            if problem.name in shown.editor.spec.entry.names:
                shown.section.open_if(entered=True)
                shown.editor.focus()

    def touch_all(self) -> None:
        """Say what is wrong and needed at every field."""
        self.check(every=True)

    def editor(self, name: str) -> Editor:
        """Return the editor of a field."""
        self.finish()
        return next(each.editor for each in self._shown if name in each.editor.spec.entry.names)

    def field(self, name: str) -> Field:
        """Return the labelled input of a field."""
        self.finish()
        return next(each.field for each in self._shown if name in each.editor.spec.entry.names)

    def focus_first(self) -> None:
        """Give the keyboard to the input asked for, else the first empty one, as soon as it is there."""
        if self._spot is not None:
            self._go_to(self._spot)
            return
        editors = [
            each.editor
            for each in self._shown
            if each.section.is_laid_out and each.editor.spec.entry.names != ("person",)
        ]
        chosen = next((each for each in editors if each.is_empty()), editors[0] if self.is_built else None)
        self._wants_focus = chosen is None
        if chosen is not None:
            chosen.focus()

    def _go_to(self, spot: Spot) -> None:
        """Go to the input asked for and mark it, as soon as it is there."""
        found = next((each for each in self._shown if spot.name in each.editor.spec.entry.names), None)
        self._wants_focus = found is None or not found.section.is_laid_out
        if found is None or self._wants_focus:
            return
        found.section.open_if(entered=True)
        if self._marked is not None and self._marked.pointed:
            if not self._marked.isAncestorOf(self.focusWidget() or self):
                self._marked.control.setFocus()
        else:
            self._marked = found.editor.focus_on(spot.path) or found.field
            self._marked.point(spot.why or self.room.say.text("This is what is asked for."))
        self.pointed.emit(self._marked)

    def _calm_mark(self) -> None:
        """Take the mark away: the input that was asked for was changed."""
        if self._marked is not None:
            self._marked.point("")
        self._marked = self._spot = None

    def focus_at(self, asked: NewAsked) -> None:
        """Return to the picker that asked for a new record."""
        for shown in self._shown:
            if getattr(asked.take, "__self__", None) is shown.editor:
                shown.editor.focus()

    def check(self, *, every: bool = False) -> None:
        """Work out what is wrong and unusual, and say it beside each field that was left."""
        self._quiet.stop()
        values, today = self.values(), self.room.clock.today()
        complaints = tuple(
            Problem(shown.editor.spec.entry.names[-1], reason)
            for shown in self._shown
            if (reason := shown.editor.complaint())
        )
        found = complaints + problems(self.kind, self._understood(values, complaints), today)
        if self._refused is not None:
            found = (*found, self._refused)
        self._problems = found
        missing = needed(self.kind, values)
        sentences = dict(unusual(self.kind, values, today, self.room.say))
        for shown in self._shown:
            shown.touched = shown.touched or every
            self._show_state(shown, missing, sentences)
        self.checked.emit()

    def _understood(self, values: dict[str, Json], complaints: tuple[Problem, ...]) -> dict[str, Json]:
        """Leave out what is not understood: it is told of already."""
        unclear = {each.name for each in complaints}
        for shown in self._shown:
            if unclear & {*shown.editor.spec.entry.names}:
                unclear |= {*shown.editor.spec.entry.names}
        return {name: value for name, value in values.items() if name not in unclear}

    def _show_state(self, shown: _Shown, missing: tuple[str, ...], sentences: Mapping[str, str]) -> None:
        names = shown.editor.spec.entry.names
        if isinstance(shown.editor, RowsEditor):
            shown.editor.calm()
        text = ""
        for problem in self._problems:
            if (
                problem.name in names
                and shown.touched
                and not self._at_row(shown.editor, problem.path, self._say(problem))
            ):
                text = text or self._say(problem)
        for path, sentence in sentences.items():
            if path.partition("[")[0] in names and not self._at_row(shown.editor, path, sentence):
                text = text or sentence
        if not text and shown.touched and set(names) & set(missing):
            text = problem_text(Problem(names[0], "required"), self.room.say)
        shown.field.warn(text)
        shown.editor.mark(on=bool(text))

    def _at_row(self, editor: Editor, path: str, text: str) -> bool:
        if not isinstance(editor, RowsEditor) or "[" not in path:
            return False
        number, _, name = path.partition("[")[2].partition("]")
        return number.isdigit() and editor.warn_row(int(number), name.strip("."), text)

    def _say(self, problem: Problem) -> str:
        return problem_text(problem, self.room.say)

    def _build(self) -> Iterator[None]:
        """Build the fields with their values, a few in each step."""
        known = {field.name: field for field in fields_of(KINDS[self.kind])}
        told: dict[str, Json] = {}
        for section in LAYOUTS[self.kind]:
            frame = SectionFrame(self.room, section, self)
            self._column.addWidget(frame)
            for entry in section.entries:
                spec = Spec(self.kind, entry, tuple(known[name] for name in entry.names), self._label(entry))
                editor = self._make(spec)
                field = Field(self.room.look, self.room.say, spec.label, editor.control, wide=entry.wide)
                frame.add(field)
                if isinstance(editor, RowsEditor):
                    yield from editor.fill(self._kept.get(entry.names[0]))
                else:
                    editor.show_values(self._kept)
                told |= editor.values()
                self._shown.append(_Shown(editor, field, frame))
                editor.changed.connect(self._edited)
                editor.new_asked.connect(self._ask_new)
                yield
            frame.finish()
            frame.open_if(entered=self._says_more(frame))
            if self._wants_focus:
                self.focus_first()
            yield
        self._first = merged(KINDS[self.kind], self._kept, told)
        self.check()
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # an app runs
        self.is_built = True
        if self._wants_focus:
            self.focus_first()
        self.built.emit()

    def _make(self, spec: Spec) -> Editor:
        return (
            RowsEditor(self.room, spec)
            if spec.field.is_child_list and not _is_linked(spec)
            else (make_simple_editor(self.room, spec))
        )

    def _label(self, entry: Entry) -> str:
        return field_label(self.kind, entry.label_code, self.room.say)

    def _frames(self) -> list[SectionFrame]:
        return list(dict.fromkeys(shown.section for shown in self._shown))

    def _says_more(self, frame: SectionFrame) -> bool:
        """Tell whether a field of a folded section says something of its own."""
        defaults = defaults_of(KINDS[self.kind])
        names = [
            name for shown in self._shown if shown.section is frame for name in shown.editor.spec.entry.names
        ]
        return any(self._kept.get(name) not in (None, [], defaults.get(name)) for name in names)

    def _edited(self) -> None:
        if self._showing:
            return
        self._refused = None
        self._edited_once = True
        editor = self.sender()
        if isinstance(editor, Editor) and editor.spec.entry.names == ("person",):
            self._follow_person(editor.value())
            for shown in self._shown:
                if shown.editor is not editor:
                    shown.editor.refresh_offers()
        for shown in self._shown:
            if shown.editor is editor:
                shown.touched = True
                if self._spot is not None and self._spot.name in editor.spec.entry.names:
                    self._calm_mark()
        self._quiet.start()
        self.changed.emit()

    def _follow_person(self, person: Json) -> None:
        if isinstance(person, str) and person != self.room.offers.person:
            self.room.offers.choose_person(person)
            self.refresh_offers()

    def _ask_new(self, asked: NewAsked) -> None:
        self.new_asked.emit(asked)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Let a field that was left be spoken of."""
        if old is None or not self.isAncestorOf(old):
            return
        for shown in self._shown:
            left = shown.field.isAncestorOf(old) and not (new is not None and shown.field.isAncestorOf(new))
            if left and not shown.touched and not shown.editor.is_empty():
                shown.touched = True
        if new is None or not self._same_field(old, new):
            self.check()

    def _same_field(self, old: QWidget, new: QWidget) -> bool:
        return any(each.field.isAncestorOf(old) and each.field.isAncestorOf(new) for each in self._shown)

    def _restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(1))


def _is_linked(spec: Spec) -> bool:
    return spec.entry.shown_as.value == "links"
