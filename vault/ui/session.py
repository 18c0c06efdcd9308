"""An unlocked vault as the window sees it: the last snapshot, whose records are shown, writes and their undo.

The vault itself is touched only in the store lane; what comes home is frozen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from vault.domain.changes import Changes
from vault.domain.coverage.pin_advice import Advice
from vault.domain.errors import VaultError
from vault.domain.records.people import Person
from vault.domain.today import TodayItem
from vault.open_vault import OpenVault, Snapshot
from vault.services.verdicts.judging import PersonVerdicts
from vault.services.wording.catalogue import Wording
from vault.ui.jobs import JobProgress, Jobs, Lane

T = TypeVar("T")

_AGENDA_MS = 1500
"""How long after a state the sealed agenda is looked at: views come first, and closing does it at once."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A write that was done and can be taken back; `text` says what it was, in the person's language."""

    text: str
    changes: Changes


class Session(QObject):
    """One open vault; made after the unlock, gone with the lock."""

    changed = Signal(object)
    """The new Snapshot, after every write and at the first load."""

    person_changed = Signal(object)
    """The Person whose records are shown now, None for nobody yet."""

    done = Signal(object)
    """A Deed, for the toast and the undo stack."""

    moved = Signal(object)
    """The MovedVerdicts of the deed told last, once the state that holds it has come home."""

    def __init__(self, vault: OpenVault, jobs: Jobs, say: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._jobs = jobs
        self._person: str | None = None
        self._snapshot: Snapshot | None = None
        self._told = False
        self._advised: tuple[PersonVerdicts, tuple[Advice, ...]] | None = None
        self.say = say
        self._agenda = QTimer(self)
        self._agenda.setSingleShot(True)
        self._agenda.setInterval(_AGENDA_MS)
        self._agenda.timeout.connect(self._keep_soon)

    @property
    def snapshot(self) -> Snapshot | None:
        """The last state that came home, None before the first."""
        return self._snapshot

    @property
    def person(self) -> Person | None:
        """The person whose records are shown."""
        judged = self.judged
        return None if judged is None else judged.person

    @property
    def judged(self) -> PersonVerdicts | None:
        """The shown person's records and verdicts."""
        if self._snapshot is None or self._person is None:
            return None
        return self._snapshot.of_person(self._person)

    @property
    def waiting(self) -> tuple[TodayItem, ...]:
        """What waits for the shown person; nothing before the first snapshot."""
        if self._snapshot is None or self._person is None:
            return ()
        return self._snapshot.waiting_for(self._person)

    def choose_person(self, person_id: str) -> None:
        """Show another person's records; a family stays apart."""
        if person_id != self._person:
            self._person = person_id
            self.person_changed.emit(self.person)

    def refresh(self) -> None:
        """Load the state anew; `changed` follows."""
        self._jobs.run(Lane.STORE, self._take_snapshot, self, self._show)

    def read(
        self,
        work: Callable[[OpenVault], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[VaultError], None] | None = None,
    ) -> JobProgress:
        """Ask the vault something in the store lane."""
        return self._jobs.run(Lane.STORE, lambda _: work(self._vault), owner, done, failed)

    def long_work(
        self,
        work: Callable[[OpenVault, JobProgress], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[VaultError], None] | None = None,
    ) -> JobProgress:
        """Do something long with the vault; the progress can be polled and cancelled."""
        return self._jobs.run(Lane.STORE, lambda progress: work(self._vault, progress), owner, done, failed)

    def advise(
        self, judged: PersonVerdicts, owner: QObject, done: Callable[[tuple[Advice, ...]], None]
    ) -> None:
        """Find which visits to pin to which referral, away from the window; one state is searched once."""
        known = self._advised

        def search(_progress: JobProgress) -> tuple[Advice, ...]:
            return known[1] if known is not None and known[0].course is judged.course else judged.advice()

        def found(advice: tuple[Advice, ...]) -> None:
            self._advised = judged, advice
            done(advice)

        self._jobs.run(Lane.POOL, search, owner, found)

    def write(
        self,
        text: str,
        work: Callable[[OpenVault], Changes],
        owner: QObject,
        failed: Callable[[VaultError], None] | None = None,
        done: Callable[[Changes], None] | None = None,
    ) -> None:
        """Write, tell the deed for undo, and refresh; `done` is called before the views change."""

        def written(changes: Changes) -> None:
            if done is not None:
                done(changes)
            self.tell(text, changes)

        self._jobs.run(Lane.STORE, lambda _: work(self._vault), owner, written, failed)

    def tell(self, text: str, changes: Changes) -> None:
        """Make a write known that was done in longer work, and refresh."""
        self._told = True
        self.done.emit(Deed(text, changes))
        self.refresh()

    def undo(self, changes: Changes, owner: QObject, done: Callable[[Changes], None]) -> None:
        """Write the inverse of a write; `done` gets the changes that would redo it."""

        def undone(back: Changes) -> None:
            done(back)
            self.refresh()

        self._jobs.run(Lane.STORE, lambda _: self._vault.records.undo(changes), owner, undone)

    def close(self, done: Callable[[None], None], owner: QObject) -> None:
        """Close the vault in its own lane."""
        self._jobs.run(Lane.STORE, lambda _: self._vault.close(), owner, done)

    def _take_snapshot(self, _progress: JobProgress) -> Snapshot:
        return self._vault.snapshot()

    def _show(self, snapshot: Snapshot) -> None:
        before, self._snapshot = self._snapshot, snapshot
        if self.judged is None and snapshot.people:
            self._person = snapshot.people[0].person.id
            self.person_changed.emit(self.person)
        self.changed.emit(snapshot)
        told, self._told = self._told, False
        if told and snapshot.moved and before is not None and before.today == snapshot.today:
            self.moved.emit(snapshot.moved)  # on another day the day may have moved them
        self._agenda.start()

    def _keep_soon(self) -> None:
        self._jobs.run(Lane.STORE, self._keep_agenda, self, _nothing_more)

    def _keep_agenda(self, _progress: JobProgress) -> None:
        self._vault.reminders.keep()


def _nothing_more(_result: None) -> None:
    """Take the end of work nobody waits for."""
