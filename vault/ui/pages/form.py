"""The page of an open form: save, drafts that survive a lock, and the way to a new record and back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.domain.changes import Changes
from vault.domain.errors import InvalidFieldError, VaultError
from vault.domain.record_set import RecordSet
from vault.domain.records.codec import record_to_json
from vault.domain.records.fields import field_of
from vault.domain.records.kinds import KINDS, Record
from vault.open_vault import Snapshot
from vault.services.wording.fields import new_title
from vault.services.wording.titles import record_title
from vault.ui.desk import Desk
from vault.ui.forms.checks import problem_of
from vault.ui.forms.editor import FormRoom, NewAsked
from vault.ui.forms.offers import Offers
from vault.ui.forms.record_form import RecordForm, Spot
from vault.ui.navigation import EditRecord, GoBack, PageId, ShowPage, ShowRecord
from vault.ui.pages.form_drafts import Kept, body_of, discard_draft, find_draft, keep_draft
from vault.ui.pages.form_parts import FormBar, FormView, Opened
from vault.ui.pages.form_saving import save_record
from vault.ui.pages.page import Page
from vault.ui.theme.metrics import Breadth

_KEEP_AFTER_MS = 3000


class FormPage(Page):
    """Shows one form at a time; one that waits for a new record lies below it."""

    told = Signal(str)
    """Something to say in passing, such as that a draft was kept."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._open: list[Opened] = []
        self._breadth = Breadth.NORMAL
        self._going: ShowRecord | None = None
        self._later: EditRecord | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.bar = FormBar(desk.look, desk.say)
        self.bar.save.clicked.connect(self.save)
        self.bar.back.clicked.connect(self.leave)
        self._column.addWidget(self.bar)
        self._keeper = QTimer(self)
        self._keeper.setSingleShot(True)
        self._keeper.setInterval(_KEEP_AFTER_MS)
        self._keeper.timeout.connect(self._keep)
        desk.session.changed.connect(self._state_came)

    @property
    def form(self) -> RecordForm | None:
        """The form in view."""
        return self._open[-1].form if self._open else None

    def opened_view(self) -> FormView:
        """Return head and body of the form in view; there must be one."""
        return self._open[-1].view

    def edit(self, request: EditRecord) -> None:
        """Open the form of a record, or of a new one."""
        self._keep()
        self._clear()
        self._later = None
        if request.id is not None and self._record(request) is None:
            self._later = request  # it was stored a moment ago; the next state holds it
            return
        self._push(request)

    def save(self) -> None:
        """Store the record, or say what is still needed."""
        if not self._open or self._open[-1].saving:
            return
        opened = self._open[-1]
        if opened.form.not_ready():
            opened.form.touch_all()
            return
        opened.saving = True
        self._keeper.stop()
        if not opened.is_new and not opened.is_changed():
            self._stored(opened, None)
            return
        save_record(self.desk, opened, self, self._written, self._refused)

    def leave(self) -> None:
        """Go back; changed input stays as a draft, and the page says so."""
        if not self._open:
            return
        opened = self._open[-1]
        if opened.is_changed():
            self._keep()
            self.told.emit(self.desk.say.text("Not saved. Your input is kept as a draft."))
        else:
            self._discard(opened)
        if len(self._open) > 1:
            self._pop()
        else:
            self._clear()
            self.desk.go(GoBack())

    def save_draft(self, done: Callable[[], None]) -> None:
        """Keep what is typed; `done` is called when it is safe in the vault, or there is nothing to keep."""
        self._keeper.stop()
        kept = [body_of(opened) for opened in self._open if opened.is_changed()]
        if not kept:
            done()
            return

        def safe(_ids: object) -> None:
            done()

        self.desk.session.read(lambda vault: [keep_draft(each, vault) for each in kept], self, safe)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Offer what is stored now; what is typed stays."""
        for opened in self._open:
            opened.form.room.offers.renew(snapshot.records)
            opened.form.refresh_offers()

    def set_breadth(self, breadth: Breadth) -> None:
        self._breadth = breadth
        for opened in self._open:
            opened.view.body.set_breadth(breadth)

    def record_in_view(self) -> tuple[str, str] | None:
        """Return the record being edited; papers dropped on a new one go to the inbox."""
        if not self._open or self._open[0].request.id is None:
            return None
        return self._open[0].request.kind, self._open[0].request.id

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Save)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Save):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._open:
            self._open[-1].form.focus_first()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._keep()

    def _push(self, request: EditRecord, waiting: NewAsked | None = None) -> None:
        values = self._values_of(request)
        offers = Offers(self._records(), self._person(values), self.desk.say)
        room = FormRoom(self.desk.look, self.desk.say, self.desk.app.clock, offers)
        view = FormView(self.desk, self._title(request), self._facts(values))
        view.body.set_breadth(self._breadth)
        if self._open:
            self._open[-1].view.hide()
        self._column.insertWidget(0, view, 1)
        self.bar.show_reason(self.desk.say.text("The form is being opened."))
        spot = Spot(request.at, request.why) if request.at else None
        form = RecordForm(room, request.kind, values, view.body.widget(), spot=spot)
        view.hold(form)
        form.pointed.connect(view.bring_up)
        form.changed.connect(self._changed)
        form.checked.connect(self._checked)
        form.new_asked.connect(self._open_new)
        form.built.connect(self._built)
        view.fresh.connect(self._start_anew)
        self._open.append(Opened(request, form, view, waiting))
        form.focus_first()
        if form.is_built:
            self._built()

    def _built(self) -> None:
        """Go on once every field of the form in view is there."""
        if not self._open or not self._open[-1].form.is_built:
            return
        request, form = self._open[-1].request, self._open[-1].form
        if request.preset and request.id is not None:
            form.show_values(dict(request.preset))
            if request.at:
                form.focus_first()
        self._checked()
        if len(self._open) == 1:
            find_draft(self.desk.session, self._open[0], self, self._draft_came)

    def _pop(self) -> None:
        gone = self._open.pop()
        self._take_away(gone)
        below = self._open[-1]
        below.view.show()
        if gone.waiting is not None:
            below.form.focus_at(gone.waiting)
        self._checked()

    def _take_away(self, opened: Opened) -> None:
        self._column.removeWidget(opened.view)
        opened.view.hide()
        opened.view.deleteLater()

    def _clear(self) -> None:
        self._keeper.stop()
        for opened in self._open:
            self._take_away(opened)
        self._open.clear()

    def _values_of(self, request: EditRecord) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if request.id is not None:
            record = self._record(request)
            if record is not None:
                values = record_to_json(record)
                if field_of(KINDS[request.kind], "kind") is None:
                    values.pop("kind")
        else:
            field = field_of(KINDS[request.kind], "person")
            if field is not None and self.desk.session.person is not None and request.kind != "provider":
                values["person"] = self.desk.session.person.id
            values |= dict(request.preset)
        return values

    def _record(self, request: EditRecord) -> Record | None:
        return self._records().get(KINDS[request.kind], request.id)

    def _person(self, values: dict[str, Any]) -> str | None:
        person = values.get("person")
        if isinstance(person, str):
            return person
        shown = self.desk.session.person
        return None if shown is None else shown.id

    def _records(self) -> RecordSet:
        snapshot = self.desk.session.snapshot
        return RecordSet(()) if snapshot is None else snapshot.records

    def _title(self, request: EditRecord) -> str:
        say = self.desk.say
        if request.id is None:
            return new_title(request.kind, say)
        return record_title(self._records(), request.kind, request.id, say)

    def _facts(self, values: dict[str, Any]) -> str:
        person = values.get("person")
        return (
            ""
            if not isinstance(person, str)
            else record_title(self._records(), "person", person, self.desk.say)
        )

    def _changed(self) -> None:
        self._keeper.start()

    def _checked(self) -> None:
        if self._open and self._open[-1].form.is_built:
            self.bar.show_reason(self._open[-1].form.not_ready())

    def _open_new(self, asked: NewAsked) -> None:
        preset: dict[str, Any] = (
            {"name": asked.text} if asked.text and asked.kind in {"person", "provider"} else {}
        )
        self._push(EditRecord(asked.kind, None, preset), asked)

    def _keep(self) -> None:
        """Keep changed input as a draft, silently."""
        for opened in self._open:
            if opened.is_changed() and not opened.saving:
                kept = body_of(opened)
                self.desk.session.read(partial(keep_draft, kept), self, _nothing)

    def _draft_came(self, kept: Kept | None) -> None:
        if kept is None or not self._open or self._open[0].key != kept.key:
            return
        opened = self._open[0]
        if opened.is_changed():
            return
        opened.form.show_values(kept.values)
        opened.form.show_raw(kept.raw)
        opened.view.say_restored(kept.saved)
        if opened.request.at:
            opened.form.focus_first()

    def _start_anew(self) -> None:
        """Drop the draft and show what is stored."""
        opened = self._open[-1]
        self._discard(opened)
        opened.form.show_values(opened.stored)
        opened.view.say_restored(None)

    def _discard(self, opened: Opened) -> None:
        self.desk.session.read(partial(discard_draft, opened.slot), self, _nothing)

    def _written(self, opened: Opened, changes: Changes) -> None:
        kind = opened.request.kind
        made = next((each.id for each in changes.items if each.kind == kind), opened.request.id)
        self._stored(opened, made)

    def _stored(self, opened: Opened, record_id: str | None) -> None:
        self._discard(opened)
        record = record_id or opened.request.id or ""
        if opened.waiting is not None and len(self._open) > 1:
            opened.made = record
            if record_id is None:
                self._pop()
            return
        self._going = ShowRecord(opened.request.kind, record)
        if record_id is None:
            self._go()

    def _state_came(self, snapshot: Snapshot) -> None:
        """Go on once what was stored is there to be shown."""
        if self._open and self._open[-1].made is not None:
            opened = self._open[-1]
            self._pop()
            self.show_snapshot(snapshot)
            if opened.waiting is not None and opened.made is not None:
                opened.waiting.take(opened.made)
        elif self._going is not None:
            self._go()
        elif self._later is not None and self._record(self._later) is not None:
            self.edit(self._later)

    def _go(self) -> None:
        going, self._going = self._going, None
        self._clear()
        if going is not None:
            self.desk.go(going if going.kind != "service" else ShowPage(PageId.SETTINGS))

    def _refused(self, opened: Opened, error: VaultError) -> None:
        opened.saving = False
        if isinstance(error, InvalidFieldError):
            opened.form.show_refusal(problem_of(error))
        else:
            opened.view.show_error(error)
        self._keep()


def _nothing(_done: object) -> None:
    return
