"""All questions for one party, built one by one, and at their end who said so, when, and the reference."""

import datetime as dt
from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.domain.errors import InvalidFieldError
from vault.domain.questions import Question, Standing, Wanted, Whom, is_wanted
from vault.domain.record_set import RecordSet
from vault.domain.records.fields import fields_of
from vault.domain.records.kinds import KINDS
from vault.domain.records.letters import Communication
from vault.services.records.answering import Answer
from vault.services.wording.fields import field_label, section_title
from vault.ui.forms.checks import problem_of, problem_text
from vault.ui.forms.editor import Editor, FormRoom, Spec
from vault.ui.forms.editors import make_simple_editor
from vault.ui.forms.layouts import Entry
from vault.ui.pages.question_parts.question_row import QuestionRow
from vault.ui.pages.question_parts.typed import PartyTyped
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.card import ListCard
from vault.ui.widgets.field import Field, FormGrid
from vault.ui.widgets.labels import Label
from vault.ui.widgets.section import SectionHead

_SAID = ("spoken_to", "date", "call_reference")
_SAID_AS = {"said_by": "spoken_to", "said_on": "date"}
"""The fields of a rule sheet that the same inputs fill."""


class Party(QWidget):
    """The questions for one party and who answered them."""

    changed = Signal()
    new_asked = Signal(object)

    def __init__(self, room: FormRoom, policy: str, whom: Whom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._policy, self.whom = room, policy, whom
        self.rows: list[QuestionRow] = []
        self._late: tuple[Question, ...] = ()
        self._records = RecordSet(())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._card = ListCard(room.look, self)
        self._column.addWidget(self._card)
        self.more: Button | None = None
        self._said: dict[str, Editor] = {}
        self._said_fields: dict[str, Field] = {}
        room.look.follow(self._restyle)

    def minimumSizeHint(self) -> QSize:
        """Claim no height beforehand: the width decides how lines wrap."""
        return QSize(super().minimumSizeHint().width(), 1)

    def build(self, asked: tuple[Question, ...], records: RecordSet) -> Iterator[None]:
        """Build a question at a time; what a call left empty waits behind a button."""
        self._records = records
        self._late = tuple(each for each in asked if each.standing is Standing.LEFT_EMPTY)
        first = [each for each in asked if each.standing is not Standing.LEFT_EMPTY]
        if not first:
            self._card.hide()
        for question in first:
            self._add(question)
            yield
        if self._late:
            words = self._room.say.text("Show what was left empty")
            self.more = Button(self._room.look, words, kind=ButtonKind.QUIET, icon="chevron-down")
            self.more.clicked.connect(self._show_late)
            self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_said()
        yield

    def answers(self) -> tuple[Answer, ...]:
        """Return what was answered; the insurer's rule sheet counts as told though nothing was entered."""
        found = [answer for row in self.rows if (answer := row.answer()) is not None]
        if self.whom is Whom.INSURER:
            found.insert(0, Answer("policy", self._policy, {}))
        return tuple(found)

    def not_ready(self) -> str:
        """Return why the answers cannot be saved yet; empty when they can."""
        say = self._room.say
        if not self._said:
            return say.text("The questions are being put together.")
        unclear = next((label for row in self.rows if (label := row.complaint())), "")
        if not unclear and self._said["date"].complaint():
            unclear = self._said["date"].spec.label
        if unclear:
            return say.text("Please look at: {fields}", fields=unclear)
        if not self.answers():
            return say.text("Enter at least one answer.")
        missing = [each.spec.label for name in ("spoken_to", "date") if (each := self._said[name]).is_empty()]
        return say.text("Still needed: {fields}", fields=", ".join(missing)) if missing else ""

    @property
    def spoken_to(self) -> str:
        """Who said so."""
        return str(self._said["spoken_to"].value() or "")

    @property
    def day(self) -> dt.date:
        """When it was said."""
        return dt.date.fromisoformat(str(self._said["date"].value()))

    @property
    def reference(self) -> str | None:
        """The reference of the call."""
        value = self._said["call_reference"].value()
        return None if value is None else str(value)

    def is_changed(self) -> bool:
        """Tell whether anything was entered."""
        named = bool(self._said) and not self._said["spoken_to"].is_empty()
        return named or any(row.answer() is not None for row in self.rows)

    def typed(self) -> PartyTyped:
        """Return what was entered for this party."""
        said = {name: value for name, each in self._said.items() if (value := each.value()) is not None}
        return PartyTyped(said, {row.key: typed for row in self.rows if (typed := row.typed())})

    def show_typed(self, typed: PartyTyped) -> None:
        """Show what was entered before."""
        if typed.rows.keys() - {row.key for row in self.rows}:
            self._show_late()
        for row in self.rows:
            if row.key in typed.rows:
                row.show_typed(typed.rows[row.key])
        for name, value in typed.said.items():
            self._said[name].show_value(value)

    def said(self, name: str) -> Editor:
        """Return the input for who said so, when, or the reference."""
        return self._said[name]

    def show_complaints(self) -> None:
        """Say at each input what is not understood."""
        for row in self.rows:
            row.show_complaints()
        for field in self._said_fields.values():
            field.warn("")

    def show_refusal(self, error: InvalidFieldError) -> bool:
        """Say at its input why an answer was refused; False when no input is to blame."""
        if any(row.show_refusal(error) for row in self.rows):
            return True
        problem = problem_of(error)
        name = _SAID_AS.get(problem.name, problem.name)
        if name not in self._said:
            return False
        self._said_fields[name].warn(problem_text(problem, self._room.say))
        self._said[name].focus()
        return True

    def refresh_offers(self) -> None:
        """Offer what is stored now."""
        for row in self.rows:
            row.refresh_offers()

    def row_of(self, wanted: Wanted | None) -> QuestionRow | None:
        """Return the question somebody came for; None while it is not there."""
        return next((row for row in self.rows if is_wanted(row.question, wanted)), None)

    def focus(self) -> None:
        """Give the first input the keyboard."""
        if self.rows:
            self.rows[0].focus()
        elif self._said:
            self._said["spoken_to"].focus()

    def _add(self, question: Question) -> None:
        record = None if question.record is None else self._records.get(KINDS[question.kind], question.record)
        row = QuestionRow(self._room, question, record, self._card)
        row.changed.connect(self.changed)
        row.new_asked.connect(self.new_asked)
        self.rows.append(row)
        self._card.add_row(row)

    def _show_late(self) -> None:
        if self.more is not None:
            self.more.hide()
        late, at = self._late, len(self.rows)
        self._late = ()
        self._card.setVisible(bool(late) or at > 0)
        for question in late:
            self._add(question)
        if late:
            self.rows[at].focus()

    def _add_said(self) -> None:
        room = self._room
        self._column.addWidget(SectionHead(room.look, section_title("said", room.say)))
        if self.whom is Whom.INSURER:
            words = room.say.text("What you leave empty counts as not demanded.")
            self._column.addWidget(Label(room.look, words, tone=Tone.TEXT2))
        known = {field.name: field for field in fields_of(Communication)}
        for name in _SAID:
            label = field_label("communication", name, room.say)
            editor = make_simple_editor(room, Spec("communication", Entry((name,)), (known[name],), label))
            editor.changed.connect(self.changed)
            self._said[name] = editor
            self._said_fields[name] = Field(room.look, room.say, label, editor.control)
        self._said["date"].show_value(room.clock.today().isoformat())
        self._column.addWidget(FormGrid(room.look, tuple(self._said_fields.values()), self))

    def _restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(0.7))
