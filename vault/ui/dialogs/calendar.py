"""The question before a calendar file is made: how much it tells, whose dates, visits too."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from vault.domain.errors import VaultError
from vault.open_vault import OpenVault, Snapshot
from vault.services.bundle.keeping import refuse_target, save
from vault.services.reminders.agenda import AgendaLevel
from vault.services.reminders.calendar_events import CalendarOrder
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.dialogs.saving import ask_where, error_frame
from vault.ui.pages.settings_parts.rows import KeyedChoice, SettingRow, TickSetting
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.card import ListCard
from vault.ui.widgets.labels import Label

if TYPE_CHECKING:
    from vault.ui.widgets.error_frame import ErrorFrame

_WIDTH, _SHARE = 32, 0.94
_EVERYONE = ""


class CalendarDialog(QDialog):
    """Makes the file off the GUI thread and closes once it is saved."""

    saved = Signal(object)
    """The Path of the file that is there now."""

    def __init__(self, desk: Desk, snapshot: Snapshot, parent: QWidget) -> None:
        super().__init__(parent)
        look, say = desk.look, desk.say
        self._desk, self._host, self._today = desk, parent, snapshot.today
        self.picker: QFileDialog | None = None
        self.error: ErrorFrame | None = None
        self.setWindowTitle(say.text("Export calendar"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        details = (
            (str(AgendaLevel.DATES.value), say.text("Only that something is due")),
            (str(AgendaLevel.KINDS.value), say.text("What is due and when")),
            (str(AgendaLevel.LABELS.value), say.text("What is due, when, and on which record")),
        )
        people = [(each.person.id, each.person.name) for each in snapshot.people]
        self.detail = KeyedChoice(look, details, details[0][0])
        self.person = KeyedChoice(look, [(_EVERYONE, say.text("Everyone")), *people], _EVERYONE)
        self.visits = TickSetting(look, say.text("Planned visits too"))
        self.cancel = Button(look, say.text("Cancel"))
        self.save = Button(look, say.text("Save…"), kind=ButtonKind.FILLED, icon="download")
        self._column, self._foot = QVBoxLayout(self), QHBoxLayout()
        self._lay_out(several=len(people) > 1)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._ask_where)
        look.follow(self._restyle)
        self.save.setFocus()

    def _lay_out(self, *, several: bool) -> None:
        look, say = self._desk.look, self._desk.say
        card = ListCard(look, self)
        hint = say.text("A calendar may be seen by others and by whoever keeps it for you.")
        card.add_row(SettingRow(look, say.text("How much it tells"), self.detail, hint))
        if several:
            card.add_row(SettingRow(look, say.text("Whose dates"), self.person))
        card.add_row(self.visits)
        words = say.text(
            "Dates that changed since the last file are updated in your calendar when you open the new one, "
            "and those that went away are canceled."
        )
        self._column.addWidget(card)
        self._column.addWidget(Label(look, words, Role.LABEL, Tone.TEXT2))
        self._foot.addStretch(1)
        self._foot.addWidget(self.cancel)
        self._foot.addWidget(self.save)
        self._column.addLayout(self._foot)

    def _ask_where(self) -> None:
        self._show_error(None)
        say = self._desk.say
        name = say.text("Dates {day}", day=self._today.isoformat()) + ".ics"
        self.picker = ask_where(self, say.text("Save the calendar"), name, say.text("Calendar files (*.ics)"))
        self.picker.fileSelected.connect(self._save_to)
        self.picker.open()

    def _save_to(self, chosen: str) -> None:
        self.save.set_not_ready(self._desk.say.text("The file is being saved."))
        order = CalendarOrder(
            AgendaLevel(int(self.detail.key)), self.person.key or None, self.visits.box.isChecked()
        )
        work = partial(_written, order, self._desk.say, Path(chosen))
        self._desk.session.read(work, self, self._done, self._show_error)

    def _done(self, target: Path) -> None:
        self.saved.emit(target)
        self.accept()

    def _show_error(self, error: VaultError | None) -> None:
        if self.error is not None:
            self._column.removeWidget(self.error)
            self.error.hide()
            self.error.deleteLater()
            self.error = None
        if error is not None:
            self.error = error_frame(self._desk, error)
            self._column.insertWidget(self._column.count() - 1, self.error)
            self.error.show()
        self.save.set_not_ready("")

    def _restyle(self, theme: Theme) -> None:
        self._column.setContentsMargins(*[theme.px(1.2)] * 4)
        self._column.setSpacing(theme.px(0.8))
        self._foot.setSpacing(theme.px(0.6))
        width = min(theme.px(_WIDTH), round(self._host.width() * _SHARE))
        self.resize(width, self._column.totalHeightForWidth(width))


def _written(order: CalendarOrder, say: Wording, target: Path, vault: OpenVault) -> Path:
    refuse_target(target)
    save(vault.make_calendar(order, say).data, target)
    return target
