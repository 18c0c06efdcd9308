"""Reminders while the vault is locked: one switch, how much they tell, and what is so afterwards."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from vault.domain.errors import UserError, VaultError
from vault.open_vault import OpenVault
from vault.services.reminders.agenda import AgendaLevel
from vault.services.reminders.agenda_items import AgendaChoice
from vault.services.reminders.locked import LockedReminders, LockedState
from vault.services.wording.errors import error_text
from vault.services.wording.locked import locked_lines
from vault.ui.desk import Desk
from vault.ui.pages.settings_parts.rows import KeyedChoice, SettingRow, TickSetting
from vault.ui.widgets.card import ListCard
from vault.ui.widgets.notice import InlineWarning

if TYPE_CHECKING:
    from collections.abc import Callable

_LEVELS = (AgendaLevel.DATES, AgendaLevel.KINDS, AgendaLevel.LABELS)


class LockedReminderCard(ListCard):
    """Switches keyring, list and autostart together, off the GUI thread, and says what it found.

    `trouble` stands below the card, where the section puts it.
    """

    def __init__(self, desk: Desk, locked: LockedReminders, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, parent)
        look, say = desk.look, desk.say
        self._desk, self._locked = desk, locked
        self._explained = say.text(
            "A small program starts with your session and reads nothing but the sealed dates."
            " Their key is put into the keyring of this computer."
        )
        self.on = TickSetting(look, say.text("Remind me while the vault is locked"), self._explained)
        self.plain = TickSetting(
            look,
            say.text("There is no keyring: keep the next due day in clear"),
            say.text("Only the day stands on this computer, without a word about what is due."),
        )
        words = (
            say.text("Only that a date is due, and when"),
            say.text("What is due and when"),
            say.text("What is due, when, and on which record"),
        )
        levels = [(str(int(level)), text) for level, text in zip(_LEVELS, words, strict=True)]
        self.level = KeyedChoice(look, levels, str(int(AgendaLevel.DATES)))
        self.trouble = InlineWarning(look, say, "", tinted=True)
        self.add_row(self.on)
        hint = say.text("Whoever uses this computer may read it while the vault is locked.")
        self.add_row(SettingRow(look, say.text("How much they tell while locked"), self.level, hint))
        self.add_row(self.plain)
        self.show_row(self.plain, on=False)
        self.on.box.clicked.connect(self._switched)
        self.plain.box.clicked.connect(self._allowed)
        self.level.activated.connect(self._level_chosen)

    def arrived(self) -> None:
        """Look how things are."""
        self._ask(self._found)

    def _found(self, vault: OpenVault) -> tuple[LockedState, AgendaLevel]:
        return vault.reminders.locked_state(self._locked), vault.reminders.choice.level

    def _switched(self, on: bool) -> None:  # noqa: FBT001 - Qt's signature
        if not on:
            self._ask(partial(_switch_off, self._locked))
        else:
            self._switch_on(plain_day=False)

    def _allowed(self, allowed: bool) -> None:  # noqa: FBT001 - Qt's signature
        if allowed:
            self._switch_on(plain_day=True)
        else:
            self._ask(partial(_switch_off, self._locked))

    def _switch_on(self, *, plain_day: bool) -> None:
        self._ask(partial(_switch_on, self._locked, self._chosen(), plain_day))

    def _level_chosen(self) -> None:
        self._ask(partial(_choose, self._locked, self._chosen()))

    def _chosen(self) -> AgendaChoice:
        return AgendaChoice(AgendaLevel(int(self.level.key)), self._desk.say.lang)

    def _ask(self, work: "Callable[[OpenVault], tuple[LockedState, AgendaLevel]]") -> None:
        """Do it in the store lane; the controls wait, so that one wish follows another."""
        self._set_ready(ready=False)
        self._desk.session.read(work, self, self._tell, self._failed)

    def _tell(self, found: tuple[LockedState, AgendaLevel]) -> None:
        state, level = found
        self._set_ready(ready=True)
        self.on.box.setChecked(state.on)
        self.plain.box.setChecked(state.plain_day)
        self.show_row(self.plain, on=state.plain_day)
        self.level.setCurrentIndex(self.level.findData(str(int(level))))
        self.on.say_hint("\n".join((self._explained, *locked_lines(state, self._desk.say))))
        self.trouble.set_text(
            ""
            if state.works or not state.on
            else self._desk.say.text("Switch it off and on again to set this right.")
        )

    def _failed(self, error: VaultError) -> None:
        self._set_ready(ready=True)
        self.on.box.setChecked(False)
        self.trouble.set_text(str(error_text(error, self._desk.say)))
        self.plain.box.setChecked(False)
        self.show_row(self.plain, on=isinstance(error, UserError) and error.code == "no_keyring")

    def _set_ready(self, *, ready: bool) -> None:
        for control in (self.on.box, self.plain.box, self.level):
            control.setEnabled(ready)


def _switch_on(
    locked: LockedReminders,
    choice: AgendaChoice,
    plain_day: bool,  # noqa: FBT001 - bound by partial
    vault: OpenVault,
) -> tuple[LockedState, AgendaLevel]:
    vault.reminders.choose(choice)
    return vault.reminders.switch_on(locked, choice.lang, plain_day=plain_day), choice.level


def _switch_off(locked: LockedReminders, vault: OpenVault) -> tuple[LockedState, AgendaLevel]:
    return vault.reminders.switch_off(locked), vault.reminders.choice.level


def _choose(
    locked: LockedReminders, choice: AgendaChoice, vault: OpenVault
) -> tuple[LockedState, AgendaLevel]:
    vault.reminders.choose(choice)
    return vault.reminders.locked_state(locked), choice.level
