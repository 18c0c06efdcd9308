"""The reminders of an open vault: its sealed agenda, what was told, what this computer keeps outside."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from vault.domain.changes import Changes
from vault.domain.deadlines.due_date import DueDate
from vault.domain.errors import BugError
from vault.domain.ports import Clock, IdSource
from vault.domain.record_set import RecordSet
from vault.services.reminders.agenda import Agenda
from vault.services.reminders.agenda_items import AgendaChoice, agenda_items
from vault.services.reminders.agenda_keeping import AgendaFault, AgendaKeeper
from vault.services.reminders.hand_over import told_inside, told_outside
from vault.services.reminders.locked import LockedReminders, LockedState
from vault.services.reminders.plan import Thing, Told, ToldMap, things_of
from vault.services.reminders.reminded import RemindedVaults
from vault.services.reminders.told_log import ToldLog
from vault.services.reminders.told_outside import ToldOutside
from vault.services.store.database import Database
from vault.services.wording.catalogue import Wording

_CHOICE = "reminders.agenda"


class Dated(Protocol):
    """One state of a vault: its records and what is due, as of a day."""

    @property
    def records(self) -> RecordSet:
        """Every live record."""

    @property
    def due(self) -> Sequence[DueDate]:
        """What is due."""

    @property
    def today(self) -> date:
        """The day it was made for."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What this computer keeps of a vault that reminds while it is locked."""

    reminded: RemindedVaults
    vid: str
    folder: Path
    told: ToldOutside
    key: bytes = field(repr=False)

    @classmethod
    def of(
        cls, reminded: RemindedVaults | None, folder: Path, key: bytes, vid: bytes, ids: IdSource
    ) -> "Outside | None":
        """Return it, None on a computer where nothing is kept."""
        if reminded is None:
            return None
        return cls(reminded, vid.hex(), folder, ToldOutside(reminded.folder, key, vid, ids), key)

    @property
    def is_on(self) -> bool:
        """Whether the vault reminds while it is locked."""
        return self.reminded.entry(self.vid) is not None

    def unlocked(self, agenda: Agenda) -> None:
        """Take down where the vault is now, and the next bare day where the person allowed that."""
        entry = self.reminded.entry(self.vid)
        if entry is None:
            return
        days = (each.due for each in agenda.items if each.due >= agenda.seen)
        now = replace(
            entry,
            folder=str(self.folder),
            next_day=min(days, default=None) if entry.plain_day else None,
            day_told=agenda.seen if entry.plain_day else None,  # the open vault tells today's dates itself
            asked=None,
        )
        if now != entry:
            self.reminded.put(now)


class VaultReminders:
    """Keeps the agenda and what was told; used in the thread that owns the database."""

    def __init__(
        self,
        database: Database,
        keeper: AgendaKeeper,
        look: Callable[[], Dated],
        clock: Clock,
        translations: Path,
        outside: Outside | None,
    ) -> None:
        self._database, self._keeper, self._look = database, keeper, look
        self._clock, self._translations, self._outside = clock, translations, outside
        self._kept: date | None = None
        self.log = ToldLog(database)
        database.listen(self._written)

    @property
    def choice(self) -> AgendaChoice:
        """How much the agenda tells while the vault is locked."""
        return AgendaChoice.read(self._database.setting(_CHOICE))

    def choose(self, choice: AgendaChoice) -> None:
        """Have the agenda tell as much as this from now on."""
        self._database.set_setting(_CHOICE, str(choice))
        self.renew()

    def switch_on(self, locked: LockedReminders, lang: str, *, plain_day: bool = False) -> LockedState:
        """Have the vault remind while it is locked; raises no_keyring unless a plain day is allowed."""
        outside = self._here()
        vid = bytes.fromhex(outside.vid)
        state = locked.switch_on(outside.folder, vid, outside.key, lang, plain_day=plain_day)
        self.keep_told(self.log.read())
        self.renew()
        return state

    def switch_off(self, locked: LockedReminders) -> LockedState:
        """Have it remind only while it is open."""
        return locked.switch_off(bytes.fromhex(self._here().vid))

    def locked_state(self, locked: LockedReminders) -> LockedState:
        """Say whether it reminds while it is locked."""
        return locked.state(bytes.fromhex(self._here().vid))

    def renew(self) -> None:
        """Write the agenda and what is known outside, whether or not a date may have moved."""
        self._kept = None
        self.keep()

    def keep(self) -> None:
        """Write the sealed agenda if a date may have moved or the day has changed since the last time."""
        if self._kept == self._clock.today():
            return
        made = self._made()
        self._keeper.keep(made)
        if self._outside is not None:
            self._outside.unlocked(made)
        self._kept = made.seen

    def faults(self) -> Iterator[AgendaFault]:
        """Compare the agenda's file with one made anew."""
        return self._keeper.check(self._made())

    def told_of(self, things: Sequence[Thing]) -> dict[str, Told]:
        """Return what was told, of these things also what was told while the vault was locked."""
        own = self.log.read()
        if self._outside is None or not self._outside.is_on:
            return own
        return told_inside(own, self._outside.told.read(), things)

    def keep_told(self, told: ToldMap) -> None:
        """Keep what was told, for the time when the vault is locked too."""
        if self._outside is not None and self._outside.is_on:
            state = self._look()  # before the log is written, which makes it an old one
            self._outside.told.keep(told_outside(told, things_of(state.records, state.due)))
        self.log.keep(told)

    def _here(self) -> Outside:
        if self._outside is None:
            raise BugError("nothing is kept on this computer")
        return self._outside

    def _written(self, changes: Changes) -> None:
        if changes.items:
            self._kept = None

    def _made(self) -> Agenda:
        state, choice = self._look(), self.choice
        say = Wording.load(choice.lang, self._translations)
        with self._database.history() as history:
            seq, _ = history.last()
        things = things_of(state.records, state.due)
        return Agenda(seq, choice.level, state.today, agenda_items(things, state.records, choice.level, say))
