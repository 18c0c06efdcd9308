"""One question as it is said, and the very inputs its answer goes into."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.domain.errors import InvalidFieldError
from vault.domain.questions import Question, Standing
from vault.domain.records.codec import Json, record_to_json
from vault.domain.records.fields import fields_of
from vault.domain.records.kinds import KINDS, Record
from vault.services.records.answering import Answer
from vault.services.wording.fields import field_label
from vault.services.wording.questions import aside_words, question_sentence
from vault.ui.forms.checks import Problem, problem_of, problem_text
from vault.ui.forms.defaults import defaults_of
from vault.ui.forms.editor import Editor, FormRoom, Spec
from vault.ui.forms.editors import make_simple_editor
from vault.ui.forms.layouts import entries_of
from vault.ui.forms.rows_editor import RowsEditor
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.field import Field, FormGrid
from vault.ui.widgets.labels import Label


class QuestionRow(QWidget):
    """A question, how many visits wait on it, and its inputs."""

    changed = Signal()
    new_asked = Signal(object)

    def __init__(
        self, room: FormRoom, question: Question, record: Record | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._room, self.question = room, question
        self._shown = _values(question, record)
        sentence = self._sentence = question_sentence(question, room.say)
        self._column = QVBoxLayout(self)
        waits = question.standing is Standing.WAITING
        self._column.addWidget(Label(room.look, sentence, Role.STRONG if waits else Role.BODY))
        waiting = aside_words(question, room.say)
        if waiting:
            self._column.addWidget(Label(room.look, waiting, Role.SMALL, Tone.TEXT2))
        self._editors: list[Editor] = []
        self._fields: list[Field] = []
        self._make_editors(sentence)
        self._untouched = self._told()
        self._column.addWidget(FormGrid(room.look, self._fields, self))
        room.look.follow(self._restyle)

    def answer(self) -> Answer | None:
        """Return what was answered, None while it is what was stored before."""
        told, changed = self._told(), set(self.typed())
        if not changed:
            return None
        question = self.question
        if question.record is None:
            given = {name: value for name, value in told.items() if value not in (None, [], "")}
            return Answer(question.kind, None, _preset(question) | given)
        for editor in self._editors:
            if changed & {*editor.spec.entry.names}:
                changed |= {*editor.spec.entry.names}
        return Answer(question.kind, question.record, {name: told[name] for name in sorted(changed)})

    @property
    def key(self) -> str:
        """What tells this question from the others about a policy."""
        return f"{self.question.code}:{self.question.record or ''}"

    def typed(self) -> dict[str, Json]:
        """Return the values that were entered here."""
        return {name: value for name, value in self._told().items() if value != self._untouched.get(name)}

    def show_typed(self, values: Mapping[str, Json]) -> None:
        """Show what was entered before."""
        for editor in self._editors:
            editor.show_values({**self._shown, **values})

    def complaint(self) -> str:
        """Return the label of an input whose text is not understood; empty when all are."""
        return next((each.spec.label for each in self._editors if each.complaint()), "")

    def show_complaints(self) -> None:
        """Say at each input what is not understood, and take earlier warnings away."""
        for editor, field in zip(self._editors, self._fields, strict=True):
            reason = editor.complaint()
            text = problem_text(Problem(editor.spec.entry.names[0], reason), self._room.say) if reason else ""
            field.warn(text)
            editor.mark(on=bool(text))

    def show_refusal(self, error: InvalidFieldError) -> bool:
        """Say at its input why the answer was refused; False when the input is not here."""
        if error.values.get("kind") != self.question.kind:
            return False
        problem = problem_of(error)
        for editor, field in zip(self._editors, self._fields, strict=True):
            if problem.name in editor.spec.entry.names:
                field.warn(problem_text(problem, self._room.say))
                editor.mark(on=True)
                editor.focus()
                return True
        return False

    def focus(self) -> None:
        """Give the first input the keyboard."""
        if self._editors:
            self._editors[0].focus()

    def point(self, text: str) -> None:
        """Mark the question as the one that was asked for, until an answer is entered."""
        for field, editor in zip(self._fields[:1], self._editors[:1], strict=True):
            field.point(text)
            editor.control.setAccessibleDescription(f"{text} {self._sentence}")
            editor.changed.connect(self._calm)

    def _calm(self) -> None:
        for field in self._fields[:1]:
            field.point("")

    def refresh_offers(self) -> None:
        """Offer what is stored now."""
        for editor in self._editors:
            editor.refresh_offers()

    def _told(self) -> dict[str, Json]:
        told: dict[str, Json] = {}
        for editor in self._editors:
            told |= editor.values()
        return told

    def _make_editors(self, sentence: str) -> None:
        room, kind = self._room, self.question.kind
        known = {field.name: field for field in fields_of(KINDS[kind])}
        for entry in entries_of(kind):
            if not set(entry.names) & set(self.question.fields):
                continue
            label = field_label(kind, entry.label_code, room.say)
            spec = Spec(kind, entry, tuple(known[name] for name in entry.names), label)
            rows = spec.field.is_child_list
            editor: Editor = RowsEditor(room, spec) if rows else make_simple_editor(room, spec)
            editor.show_values(self._shown)
            editor.changed.connect(self.changed)
            editor.new_asked.connect(self.new_asked)
            field = Field(room.look, room.say, label, editor.control, wide=entry.wide)
            editor.control.setAccessibleDescription(sentence)
            self._editors.append(editor)
            self._fields.append(field)

    def _restyle(self, theme: Theme) -> None:
        self._column.setContentsMargins(theme.px(1), theme.px(0.7), theme.px(1), theme.px(0.8))
        self._column.setSpacing(theme.px(0.4))


def _values(question: Question, record: Record | None) -> dict[str, Json]:
    if record is not None:
        return record_to_json(record)
    return defaults_of(KINDS[question.kind]) | _preset(question)


def _preset(question: Question) -> dict[str, Json]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in question.preset}
