"""Reminders while the window is open: at start, hourly, at midnight, after a suspend or a clock change."""

import datetime as dt
import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from vault.domain.errors import VaultError
from vault.domain.ports import Clock, Notification, Notifier
from vault.domain.record_set import RecordSet
from vault.open_vault import OpenVault
from vault.services.local_settings import LocalSettings
from vault.services.reminders.notice_words import Detail, NoticeText, notice_text, sample_text
from vault.services.reminders.plan import Notice, Thing, Told, after, plan, put_off, things_of
from vault.services.reminders.time_zone import follow_time_zone
from vault.services.wording.catalogue import Wording
from vault.ui.jobs import JobProgress, Jobs, Lane
from vault.ui.navigation import PageId, Request, ShowPage, ShowRecord
from vault.ui.preferences import notice_detail
from vault.ui.session import Session

_TICK_MS = 20_000
_EVERY_SECONDS = 3600.0
_JUMP_SECONDS = 45.0
_SAMPLE = "sample"
_TARGETS_KEPT = 50


@dataclass(frozen=True, slots=True)
class Checked:
    """A look at the dates: when (UTC), for which day, how many were told; `works` None is not tried."""

    at: dt.datetime
    today: dt.date
    told: int
    works: bool | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A notification the person clicked: where it leads, whose records it concerns, the desktop's token."""

    request: Request
    person: str | None
    token: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    notices: tuple[Notice, ...]
    told: dict[str, Told]
    records: RecordSet
    today: dt.date


@dataclass(frozen=True, slots=True)
class _Target:
    opened: Opened
    things: tuple[Thing, ...]


class Reminding(QObject):
    """Looks what is due and has the desktop say so; every step runs off the GUI thread."""

    checked = Signal(object)
    """A Checked, after every look at the dates."""

    opened = Signal(object)
    """An Opened: the window comes to the front and goes there."""

    sample_shown = Signal(bool)
    """Whether the sample that was asked for could be shown."""

    _clicked = Signal(str, str)
    _snoozed = Signal(str)

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        say: Wording,
        clock: Clock,
        settings: LocalSettings,
        notifier: Notifier,
        *,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(session)
        self._session, self._jobs, self._say = session, jobs, say
        self._clock, self._settings, self._notifier, self._elapsed = clock, settings, notifier, elapsed
        self._last: Checked | None = None
        self._works: bool | None = None
        self._busy = False
        self._again = False
        self._seen = (clock.now(), elapsed())
        self._due_at = elapsed()
        self._day: dt.date | None = None
        self._targets: dict[str, _Target] = {}
        self._numbers = itertools.count(1)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._clicked.connect(self._open, Qt.ConnectionType.QueuedConnection)
        self._snoozed.connect(self._put_off, Qt.ConnectionType.QueuedConnection)
        notifier.listen(self._clicked.emit, self._snoozed.emit)

    @property
    def last_checked(self) -> Checked | None:
        """The last look at the dates, None before the first."""
        return self._last

    @property
    def works(self) -> bool | None:
        """Whether the desktop shows notifications; None as long as none was tried."""
        return self._works

    def start(self) -> None:
        """Look at the dates now and from now on."""
        self._timer.start()
        self.check()

    def stop(self) -> None:
        """Look no more and let go of the desktop."""
        self._timer.stop()
        self._notifier.close()

    @Slot()
    def tick(self) -> None:
        """See whether it is time: an hour passed, the day changed, or the clock did not go as time does."""
        follow_time_zone()
        now, elapsed = self._clock.now(), self._elapsed()
        before, at = self._seen
        self._seen = (now, elapsed)
        jumped = abs((now - before).total_seconds() - (elapsed - at)) > _JUMP_SECONDS
        if self._clock.today() != self._day or jumped or elapsed >= self._due_at:
            self.check()

    def check(self) -> None:
        """Look at the dates now; a look asked for during another follows it."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        self._due_at = self._elapsed() + _EVERY_SECONDS
        today = self._clock.today()
        if self._day is not None and today != self._day:
            self._session.refresh()
        self._day = today
        self._session.read(_look, self, self._found, self._failed)

    def show_sample(self) -> None:
        """Show a notification as it would look; `sample_shown` says whether the desktop did."""
        text = sample_text(self._detail(), self._say)
        self._send(_SAMPLE, text, self._sample_done)

    def _found(self, found: _Found) -> None:
        wanted = found.notices if self._settings.now.notifications else ()
        if not wanted:
            self._finish(Checked(self._clock.now(), found.today, 0, self._works))
            return
        text = notice_text(wanted, found.records, self._detail(), found.today, self._say)
        self._send(self._target(wanted), text, partial(self._shown, found))

    def _shown(self, found: _Found, shown: bool) -> None:  # noqa: FBT001 - the result of a job
        self._works = shown
        if not shown:
            self._finish(Checked(self._clock.now(), found.today, 0, works=False))
            return
        self._session.read(partial(_keep, found.told), self, partial(self._kept, found), self._failed)

    def _kept(self, found: _Found, _nothing: None) -> None:
        self._finish(Checked(self._clock.now(), found.today, len(found.notices), works=True))

    def _finish(self, checked: Checked) -> None:
        self._last = checked
        self._busy = False
        self.checked.emit(checked)
        if self._again:
            self._again = False
            self.check()

    def _failed(self, error: VaultError) -> None:
        """Say what went wrong; the next hour tries again."""
        self._busy = self._again = False
        self._jobs.failed.emit(error)

    def _target(self, notices: Sequence[Notice]) -> str:
        """Return the key of a notification and remember where its click leads, and what it can put off."""
        first = notices[0].thing
        alone = len(notices) == 1
        key = str(next(self._numbers))
        people = {each.thing.person for each in notices}
        person = first.person if len(people) == 1 else None
        request = ShowRecord(first.kind, first.subject) if alone else ShowPage(PageId.TODAY)
        things = tuple(each.thing for each in notices)
        self._targets[key] = _Target(Opened(request, person), things)
        for old in list(self._targets)[:-_TARGETS_KEPT]:
            del self._targets[old]
        return key

    def _send(self, key: str, text: NoticeText, done: Callable[[bool], None]) -> None:
        say = self._say
        later = say.text("Tomorrow again") if key in self._targets else ""
        notification = Notification(key, text.title, text.body, say.text("Open"), later)
        self._jobs.run(Lane.POOL, partial(_show, self._notifier, notification), self, done)

    def _sample_done(self, shown: bool) -> None:  # noqa: FBT001 - the result of a job
        self._works = shown
        self.sample_shown.emit(shown)

    @Slot(str, str)
    def _open(self, key: str, token: str) -> None:
        target = self._targets.get(key)
        opened = Opened(ShowPage(PageId.TODAY), None) if target is None else target.opened
        self.opened.emit(replace(opened, token=token))

    @Slot(str)
    def _put_off(self, key: str) -> None:
        """Tell the dates of a notification once more tomorrow; nothing else of them changes."""
        target = self._targets.get(key)
        if target is not None:
            work = partial(_keep_off, target.things, self._clock.today())
            self._session.read(work, self, _nothing_more)

    def _detail(self) -> Detail:
        return notice_detail(self._settings.now)


def _look(vault: OpenVault) -> _Found:
    """Return what is to be told, and what will have been told then."""
    snapshot = vault.snapshot()
    things = things_of(snapshot.records, snapshot.due)
    told = vault.reminders.told_of(things)
    notices = plan(things, told, snapshot.today)
    return _Found(notices, after(told, notices, things, snapshot.today), snapshot.records, snapshot.today)


def _keep_off(things: Sequence[Thing], today: dt.date, vault: OpenVault) -> None:
    vault.reminders.keep_told(put_off(vault.reminders.told_of(things), things, today))


def _nothing_more(_result: None) -> None:
    """Take the end of work nobody waits for."""


def _show(notifier: Notifier, notification: Notification, _progress: JobProgress) -> bool:
    return notifier.show(notification)


def _keep(told: dict[str, Told], vault: OpenVault) -> None:
    vault.reminders.keep_told(told)
