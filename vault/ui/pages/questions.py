"""Questions to ask about a policy: read them out, type the answers, and the verdicts move at once."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from vault.domain.changes import Changes
from vault.domain.errors import InvalidFieldError, VaultError
from vault.domain.questions import Question, Wanted, Whom, is_wanted
from vault.domain.records.people import Provider
from vault.domain.records.referral import Referral
from vault.open_vault import Snapshot
from vault.services.records.answering import Call
from vault.services.wording.errors import error_text
from vault.services.wording.questions import whom_heading
from vault.services.wording.titles import kind_word, title_of
from vault.ui.desk import Desk
from vault.ui.forms.choice_editors import FormChoice
from vault.ui.forms.editor import FormRoom, NewAsked
from vault.ui.forms.offers import Offers
from vault.ui.jobs import Lane
from vault.ui.navigation import EditRecord, GoBack, PageId, ShowPage, ShowRecord
from vault.ui.pages.form_parts import FormBar
from vault.ui.pages.page import Page
from vault.ui.pages.question_parts.party import Party
from vault.ui.pages.question_parts.typed import Typed, find_typed, keep_typed
from vault.ui.pages.question_parts.work import Asked, Entered, find_questions, store_answers, write_sheet
from vault.ui.theme.metrics import Breadth
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.empty_state import EmptyState
from vault.ui.widgets.field import Field
from vault.ui.widgets.link_label import Link
from vault.ui.widgets.page import PageBody
from vault.ui.widgets.page_head import PageHead
from vault.ui.widgets.slices import Slices

_KEEP_AFTER_MS = 3000


class QuestionsPage(Page):
    """The questions about one policy; what is typed stays while other things change around it."""

    told = Signal(str)
    """Something to say in passing, such as that the sheet was saved."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._policy = ""
        self._asked: Asked | None = None
        self._breadth = Breadth.NORMAL
        self._body: PageBody | None = None
        self._parties: dict[Whom, Party] = {}
        self._whom: FormChoice | None = None
        self._saving = self._leaving = self._lead = False
        self._wanted: Wanted | None = None
        self._picker: QFileDialog | None = None
        self._slices = Slices(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.bar = FormBar(desk.look, desk.say)
        self.bar.save.clicked.connect(self.save)
        self.bar.back.clicked.connect(self.leave)
        self._column.addWidget(self.bar)
        self._draft: str | None = None
        self._keeper = QTimer(self)
        self._keeper.setSingleShot(True)
        self._keeper.setInterval(_KEEP_AFTER_MS)
        self._keeper.timeout.connect(self._keep)
        desk.session.changed.connect(self._state_came)

    @property
    def party(self) -> Party | None:
        """The party whose questions are in view."""
        whom = None if self._whom is None else self._whom.currentData()
        return self._parties.get(Whom(whom)) if whom is not None else None

    @property
    def whom(self) -> FormChoice | None:
        """The choice of who is asked."""
        return self._whom

    def ask(self, policy: str, first: str = "", record: str | None = None) -> None:
        """Ask about a policy, one question first; what was typed about the same one stays."""
        party = self.party
        self._wanted = Wanted(first, record) if first else None
        self._lead = self._wanted is not None
        if policy != self._policy or party is None or not party.is_changed():
            self._keep()
            self._policy, self._asked, self._draft = policy, None, None

    def show_snapshot(self, snapshot: Snapshot) -> None:
        if not self._policy or self._leaving:
            return
        party = self.party
        if self._asked is not None and party is not None and party.is_changed():
            party.refresh_offers()
            return
        if self._asked is None or self._asked.snapshot is not snapshot:
            work = partial(_find, snapshot, self._policy, self._wanted)
            self.desk.jobs.run(Lane.POOL, work, self, self._show)

    def finish(self) -> None:
        """Build at once what is still to come of the page."""
        self._slices.finish_now()

    def set_breadth(self, breadth: Breadth) -> None:
        self._breadth = breadth
        if self._body is not None:
            self._body.set_breadth(breadth)

    def record_in_view(self) -> tuple[str, str] | None:
        """Return the policy asked about."""
        return ("policy", self._policy) if self._policy else None

    def save(self) -> None:
        """Store the answers and the call, or say what is still needed."""
        party, asked = self.party, self._asked
        if party is None or asked is None or self._saving:
            return
        self.finish()
        party.show_complaints()
        if party.not_ready():
            return
        self._saving = True
        policy = asked.script.policy
        call = Call(
            policy=policy.id,
            person=policy.person,
            spoken_to=party.spoken_to,
            on=party.day,
            reference=party.reference,
            counterparty=self._counterparty(party, asked),
        )
        say = self.desk.say
        text = say.text("Answers of {name} entered", name=party.spoken_to)
        self._keeper.stop()
        entered = Entered(call, party.answers(), self._draft)
        work = partial(store_answers, entered, say, self.desk.app.clock.today())
        self.desk.session.write(text, work, self, self._refused, self._stored)

    def leave(self) -> None:
        """Go back; what was typed is kept until another policy is asked about."""
        self.desk.go(GoBack())

    def save_draft(self, done: Callable[[], None]) -> None:
        """Keep what is typed; `done` is called when it is safe in the vault, or there is nothing to keep."""
        self._keeper.stop()
        typed = self._typed()
        if typed is None and self._draft is None:
            done()
            return

        def safe(kept: Typed) -> None:
            self._kept(kept)
            done()

        self.desk.session.read(partial(keep_typed, typed or self._nothing()), self, safe)

    def print_sheet(self) -> None:
        """Ask where the sheet is to be written."""
        say = self.desk.say
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        picker = QFileDialog(self, say.text("Save the questions"), folder, say.text("PDF files (*.pdf)"))
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.setOption(QFileDialog.Option.DontConfirmOverwrite)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.setDefaultSuffix("pdf")
        picker.selectFile(f"{say.text('Questions to ask')}.pdf")
        picker.fileSelected.connect(self.print_to)
        picker.finished.connect(self._picked)
        self._picker = picker
        picker.open()

    def print_to(self, chosen: str) -> None:
        """Write the sheet; a file that is there already is refused."""
        if self._asked is not None:
            work = partial(write_sheet, self._asked, self.desk.say, Path(chosen))
            self.desk.session.read(work, self, self._written, self._tell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Save):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.party is not None:
            self.party.focus()
            self._lead_there()

    def _lead_there(self) -> None:
        """Go to the question that was asked for, mark it and bring it into view, once."""
        row = None if self.party is None else self.party.row_of(self._wanted)
        if self._body is None or row is None or not self._lead:
            return
        self._lead = False
        row.point(self.desk.say.text("This is what is asked for."))
        row.focus()
        self._body.column.activate()
        self._body.ensureWidgetVisible(row, 0, self.desk.look.theme.px(1))

    def _show(self, asked: Asked | None) -> None:
        """Build the page anew, unless something was typed meanwhile."""
        if self.party is not None and self._asked is not None and self.party.is_changed():
            return
        chosen = None if self._whom is None else self._whom.currentData()
        self._asked = asked
        self._parties, self._whom = {}, None
        say = self.desk.say
        body = self._replace(say.text("Questions to ask"))
        self.bar.setVisible(asked is not None and bool(asked.questions))
        if asked is None:
            self._fill_gone(body)
        else:
            self._slices.start(self._fill(body, asked, chosen))

    def _fill(self, body: PageBody, asked: Asked, chosen: str | None) -> Iterator[None]:
        say, look = self.desk.say, self.desk.look
        body.add(self._head(asked))
        by_whom: dict[Whom, tuple[Question, ...]] = {}
        for question in asked.questions:
            by_whom[question.whom] = (*by_whom.get(question.whom, ()), question)
        if not by_whom:
            title = say.text("There is nothing to ask at present.")
            words = say.text("Every fact the verdicts need is recorded.")
            body.add(EmptyState(look, "check", title, words))
            body.finish()
            return
        whom = FormChoice(look, say.text("Who is asked"), body.widget())
        for each, found in by_whom.items():
            whom.addItem(f"{whom_heading(each, say)} ({len(found)})", each.value)
        body.add(Field(look, say, say.text("Who is asked"), whom), gap=0.2)
        asked_for = (each.whom for each in asked.questions if self._lead and is_wanted(each, self._wanted))
        whom.setCurrentIndex(max(0, whom.findData(next(asked_for, chosen))))
        yield
        offers = Offers(asked.snapshot.records, asked.script.person.id, say)
        room = FormRoom(look, say, self.desk.app.clock, offers)
        for each in by_whom:
            party = Party(room, asked.script.policy.id, each, body.widget())
            party.hide()
            party.changed.connect(self._changed)
            party.new_asked.connect(self._open_new)
            body.add(party, gap=0.2)
            self._parties[each] = party
        self._whom = whom
        whom.currentIndexChanged.connect(self._show_party)
        body.finish()
        self._show_party()
        for each in sorted(by_whom, key=self._is_hidden):
            yield from self._parties[each].build(by_whom[each], asked.judged.records)
        self._check()
        self._lead_there()
        self.desk.session.read(partial(find_typed, asked.script.policy.id), self, self._typed_came)

    def _is_hidden(self, whom: Whom) -> bool:
        return self.party is not self._parties[whom]

    def _head(self, asked: Asked) -> PageHead:
        say, policy = self.desk.say, asked.script.policy
        member = say.text("Member {member}", member=policy.member_id)
        sheet = Button(self.desk.look, say.text("Save as PDF…"), icon="printer")
        sheet.clicked.connect(self.print_sheet)
        head = PageHead(
            self.desk.look,
            say,
            say.text("Questions to ask"),
            facts=" · ".join((title_of(policy, say), asked.script.person.name, member)),
            crumbs=[
                Link(say.text("Policies"), ShowPage(PageId.POLICIES)),
                Link(kind_word("policy", say), ShowRecord("policy", policy.id)),
            ],
            buttons=[sheet] if asked.questions else [],
        )
        head.crumb_activated.connect(self.desk.navigator.go)
        return head

    def _fill_gone(self, body: PageBody) -> None:
        say = self.desk.say
        title = say.text("This record is not here any more")
        words = say.text("If it was deleted, it lies in the trash and can be taken back out.")
        body.add(EmptyState(self.desk.look, "trash-2", title, words))
        body.finish()

    def _show_party(self, _index: int = 0) -> None:
        for party in self._parties.values():
            party.setVisible(party is self.party)
        self._check()

    def _changed(self) -> None:
        self._keeper.start()
        self._check()

    def _typed(self) -> Typed | None:
        """Return what was typed and not saved; None for nothing."""
        if self._saving or self._leaving:
            return None
        found = {whom.value: each.typed() for whom, each in self._parties.items() if each.is_changed()}
        return Typed(self._policy, found, self._draft) if found else None

    def _keep(self) -> None:
        """Keep what is typed as a draft, silently."""
        typed = self._typed()
        if typed is not None or self._draft is not None:
            self.desk.session.read(partial(keep_typed, typed or self._nothing()), self, self._kept)

    def _nothing(self) -> Typed:
        """Return that nothing is typed any more: its draft goes."""
        return Typed(self._policy, draft=self._draft)

    def _kept(self, kept: Typed) -> None:
        if kept.policy == self._policy and not self._saving:
            self._draft = kept.draft

    def _typed_came(self, typed: Typed | None) -> None:
        """Show what was typed before a lock, unless something is typed already."""
        if typed is None or typed.policy != self._policy or self._typed() is not None:
            return
        self._draft = typed.draft
        for whom, party in self._parties.items():
            if whom.value in typed.parties:
                party.show_typed(typed.parties[whom.value])
        self._keeper.stop()
        self._check()
        self.told.emit(self.desk.say.text("Your unsaved input is back."))

    def _check(self) -> None:
        if self.party is not None:
            self.bar.show_reason(self.party.not_ready())

    def _open_new(self, asked: NewAsked) -> None:
        self.desk.go(EditRecord(asked.kind, None, {"name": asked.text} if asked.text else {}))

    def _counterparty(self, party: Party, asked: Asked) -> str | None:
        """Return who was called: the insurer, or the office the first answer is about."""
        if party.whom is Whom.INSURER:
            return asked.script.policy.insurer
        for each in party.answers():
            referral = asked.judged.records.get(Referral, each.record)
            provider = each.record if referral is None else referral.referrer
            known = asked.judged.records.get(Provider, provider)
            if known is not None:
                return known.name
        return None

    def _stored(self, _changes: Changes) -> None:
        self._saving, self._leaving = False, True

    def _refused(self, error: VaultError) -> None:
        self._saving = False
        if isinstance(error, InvalidFieldError) and self.party is not None and self.party.show_refusal(error):
            return
        self._tell(error)

    def _tell(self, error: VaultError) -> None:
        self.told.emit(str(error_text(error, self.desk.say)))

    def _written(self, target: Path) -> None:
        self.told.emit(self.desk.say.text("Saved: {file}", file=target.name))

    def _picked(self) -> None:
        self._picker = None

    def _state_came(self, _snapshot: Snapshot) -> None:
        """Go back once the answers are there to be seen."""
        if self._leaving:
            self._leaving = False
            self._policy, self._asked, self._draft = "", None, None
            self._parties, self._whom = {}, None
            self.desk.go(GoBack())

    def _replace(self, name: str) -> PageBody:
        """Return a new body in place of the old one."""
        old = self._body
        self._body = body = PageBody(self.desk.look, name, reading=True)
        body.set_breadth(self._breadth)
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._column.insertWidget(0, body, 1)
        return body


def _find(snapshot: Snapshot, policy: str, wanted: Wanted | None, _progress: object) -> Asked | None:
    return find_questions(snapshot, policy, wanted)
