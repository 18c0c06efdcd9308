"""The parts of a form's page: head and body of one form, the bar with Save, what is known of an open one."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.domain.errors import VaultError
from vault.services.wording.catalogue import Wording
from vault.services.wording.errors import error_text
from vault.ui.desk import Desk
from vault.ui.forms.editor import NewAsked
from vault.ui.forms.record_form import RecordForm
from vault.ui.navigation import EditRecord
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.error_frame import ErrorFacts, ErrorFrame
from vault.ui.widgets.labels import Label
from vault.ui.widgets.notice import Notice
from vault.ui.widgets.page import PageBody
from vault.ui.widgets.page_head import PageHead

_SETTLED_MS = 300
"""How long after an input was gone to its form may still find its shape."""


_REASON_OVER_BELOW = 30
"""Units of width below which the reason stands over the buttons."""


class FormBar(QFrame):
    """Back at the left; at the right why the form cannot be saved yet, and Save."""

    def __init__(self, look: Look, say: Wording) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self.back = Button(look, say.text("Back"))
        self.reason = Label(look, "", tone=Tone.TEXT2)
        self.save = Button(look, say.text("Save"), kind=ButtonKind.FILLED, icon="check")
        self.save.setToolTip(say.text("Save (Ctrl+S)"))
        self.reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._look, self._over = look, False
        self._grid = QGridLayout(self)
        self._grid.addWidget(self.back, 1, 0)
        self._grid.addWidget(self.reason, 1, 1)
        self._grid.addWidget(self.save, 1, 2)
        self._grid.setColumnStretch(1, 1)
        look.follow(self._restyle)

    def show_reason(self, reason: str) -> None:
        """Say why the form cannot be saved; an empty reason makes Save ready."""
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.save.set_not_ready(reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        over = self.width() < self._look.theme.px(_REASON_OVER_BELOW)
        if over != self._over:
            self._over = over
            self._grid.removeWidget(self.reason)
            self._grid.addWidget(self.reason, 0 if over else 1, 0 if over else 1, 1, 3 if over else 1)

    def _restyle(self, theme: Theme) -> None:
        self._grid.setContentsMargins(theme.px(1.6), theme.px(0.6), theme.px(1.6), theme.px(0.6))
        self._grid.setHorizontalSpacing(theme.px(0.8))
        self._grid.setVerticalSpacing(theme.px(0.4))


class FormView(QWidget):
    """Head and body of one form."""

    fresh = Signal()
    """The person wants what is stored, not the draft."""

    def __init__(self, desk: Desk, title: str, facts: str) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.body = PageBody(desk.look, title, reading=True)
        self.body.add(PageHead(desk.look, desk.say, title, facts=facts))
        self._notes = QVBoxLayout()
        self.body.column.addLayout(self._notes)
        column.addWidget(self.body)
        self._note: QWidget | None = None
        self._sought: QWidget | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._rest)
        self.body.verticalScrollBar().rangeChanged.connect(self._bring)

    def hold(self, form: RecordForm) -> None:
        """Take the form, which was made within the body: moving a whole form would style it anew."""
        self.body.add(form, gap=0.4)
        self.body.finish()

    def bring_up(self, part: QWidget) -> None:
        """Scroll an input into view, and keep it there while the form still grows around it."""
        self._sought = part
        self._settled.start()
        self._bring()

    def _bring(self) -> None:
        part = self._sought
        if part is not None and isValid(part) and self.body.isAncestorOf(part):
            self.body.column.activate()
            self.body.ensureWidgetVisible(part, 0, self._desk.look.theme.px(2))

    def _rest(self) -> None:
        self._bring()
        self._sought = None

    def say_restored(self, saved: dt.datetime | None) -> None:
        """Say that unsaved input is back; None takes the notice away."""
        say, look = self._desk.say, self._desk.look
        self._drop_note()
        if saved is not None:
            button = Button(look, say.text("Start anew"), small=True)
            button.clicked.connect(self.fresh)
            heading = say.text("Your unsaved input is back.")
            here = saved.astimezone()
            kept = say.text("Kept on {date} at {time}", date=here.date(), time=here.time())
            self._put(Notice(look, "pencil", heading, kept, button))

    def show_error(self, error: VaultError) -> None:
        """Say why the record was not stored."""
        text = error_text(error, self._desk.say)
        self._drop_note()
        self._put(
            ErrorFrame(self._desk.look, self._desk.say, ErrorFacts(text.happened, text.safe, text.next))
        )

    def _put(self, note: QWidget) -> None:
        self._note = note
        self._notes.addWidget(note)
        self.body.ensureVisible(0, 0)

    def _drop_note(self) -> None:
        if self._note is not None:
            self._notes.removeWidget(self._note)
            self._note.hide()
            self._note.deleteLater()
            self._note = None


@dataclass(slots=True, eq=False)
class DraftSlot:
    """The one draft of an open form: read and written in the store lane, where every keeping goes through."""

    id: str | None = None


@dataclass(slots=True, eq=False)
class Opened:
    """An open form: what it was opened for, its parts, what is stored, and what becomes of it."""

    request: EditRecord
    form: RecordForm
    view: FormView
    waiting: NewAsked | None
    key: object = field(default_factory=object)
    slot: DraftSlot = field(default_factory=DraftSlot)
    saving: bool = False
    made: str | None = None

    @property
    def is_new(self) -> bool:
        """Whether the record is not stored yet."""
        return self.request.id is None

    @property
    def stored(self) -> dict[str, Any]:
        """The values it was opened with."""
        return self.form.first_values()

    def is_changed(self) -> bool:
        """Tell whether anything was entered that is not stored."""
        if self.form.is_untouched:
            return False
        return bool(self.form.raw()) or self.form.values() != self.stored
