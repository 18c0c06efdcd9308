"""A table of 100,000 visits: open it, sort it, filter it; and how long the window stood still meanwhile."""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSize, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from tests.benchmarks.judge import TODAY, records
from tests.benchmarks.report import Line, finish, within
from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from vault.app import App, resources_folder
from vault.domain.changes import Put
from vault.domain.records.kinds import SHIPPED_SERVICES, Record
from vault.domain.records.people import Person, Provider
from vault.domain.records.values import Money
from vault.domain.records.visit import Visit
from vault.open_vault import OpenVault
from vault.services.keys.derivation import KdfCost
from vault.services.keys.slots import Password
from vault.services.local_settings import LocalSettings
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.icons import Icons
from vault.ui.jobs import Jobs
from vault.ui.models.record_table import WAITING
from vault.ui.navigation import Navigator
from vault.ui.pages.referrals import ReferralsPage
from vault.ui.pages.visits import VisitsPage
from vault.ui.session import Session
from vault.ui.theme.fonts import load_bundled_fonts
from vault.ui.theme.look import Look, LookSettings

VISITS, BATCH, PROVIDERS, ROUNDS = 100_000, 20_000, 40, 5
OPEN_MS, SORT_MS, FILTER_MS, BLOCKED_MS = 300, 100, 100, 50
PASSWORD = Password("benchmark")


class Heartbeat(QObject):
    """Beats every few milliseconds; the longest pause is how long the window stood still."""

    def __init__(self) -> None:
        super().__init__()
        self._last: float | None = None
        self.longest = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def rest(self) -> None:
        """Leave out what happens until the next beat."""
        self._last = None

    def _beat(self) -> None:
        now = time.perf_counter()
        if self._last is not None:
            self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


class Painted(QObject):
    """Notes when a table was painted with the rows of an answer: then the person sees them."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._answered = self._painted = False
        table.model().modelReset.connect(self._arrived)
        table.viewport().installEventFilter(self)

    def await_next(self) -> None:
        """Wait for another answer."""
        self._answered = self._painted = False

    def done(self) -> bool:
        """Whether the rows were painted, or there are none and the table made way for a sentence."""
        return self._answered and (self._painted or not self._table.isVisible())

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Look at what the view is told."""
        if event.type() is QEvent.Type.Paint and self._answered:
            self._painted = True
        return super().eventFilter(watched, event)

    def _arrived(self) -> None:
        self._answered = True


def life() -> list[Record]:
    """Return a person's records, those that others name first."""
    chance = random.Random(1)  # noqa: S311 - the same records at each run
    held = [each for each in records(VISITS) if each not in SHIPPED_SERVICES]
    people = [each for each in held if isinstance(each, Person)]
    providers = [Provider(f"provider-{number}", f"Sample Therapist {number}") for number in range(PROVIDERS)]
    rest = [each for each in held if not isinstance(each, Person)]
    treated = [
        replace(each, provider=f"provider-{chance.randrange(PROVIDERS)}", charge=Money(12_000, "USD"))
        if isinstance(each, Visit)
        else each
        for each in rest
    ]
    return [*people, *providers, *treated]


def fill(vault: OpenVault, held: Sequence[Record]) -> None:
    """Store the records."""
    for start in range(0, len(held), BATCH):
        vault._database.apply([Put(each) for each in held[start : start + BATCH]])


def until(reached: Callable[[], bool]) -> None:
    """Let events run as in the window until something is so; QTest.qWait would hold up other threads."""
    loop, look = QEventLoop(), QTimer()

    def looked() -> None:
        if reached():
            loop.quit()

    look.timeout.connect(looked)
    look.start(2)
    if not reached():
        loop.exec()


class Bench:
    """A desk over the vault and the page, with the clock at hand."""

    def __init__(self, application: QApplication, app: App, vault: OpenVault, folder: Path) -> None:
        load_bundled_fonts(app.resources / "fonts")
        look = Look(application, Icons(app.resources / "icons"), LookSettings())
        say = Wording.load("en", app.resources / "translations")
        self.jobs = Jobs()
        self.session = Session(vault, self.jobs, say)
        self.desk = Desk(app, look, say, self.jobs, self.session, Navigator(), LocalSettings(folder))
        self.session.refresh()
        until(self.idle)
        self._warm_up()
        self.heart = Heartbeat()

    def idle(self) -> bool:
        """Whether nothing is on its way."""
        return not self.jobs.busy

    def _warm_up(self) -> None:
        """Show another page first, as a window does: it loads the names of the months and the fonts."""
        before = ReferralsPage(self.desk)
        before.show()
        QTest.qWait(50)
        before.close()
        before.deleteLater()

    def open(self) -> float:
        """Return the milliseconds from asking for the page to its first rows, painted."""
        snapshot = self.session.snapshot
        assert snapshot is not None
        self.heart.rest()
        begun = time.perf_counter()
        self.page = VisitsPage(self.desk)
        self.page.resize(QSize(1068, 800))
        self.painted = Painted(self.page.table)
        self.page.show_snapshot(snapshot)
        self.page.show()
        until(lambda: self.painted.done() and self.has_rows())
        return (time.perf_counter() - begun) * 1000

    def has_rows(self) -> bool:
        """Whether the first row is on the screen."""
        model = self.page.model
        return model.rowCount() > 0 and model.index(0, 0).data() != WAITING

    def sort(self, column: int) -> float:
        """Return the milliseconds from the click on a heading to the sorted rows, the median of some."""
        head = self.page.table.horizontalHeader()
        return self._median(lambda: head.sectionClicked.emit(column))

    def filter(self, text: str) -> float:
        """Return the milliseconds from the pause after typing to the rows, the median of some."""

        def typed() -> None:
            self.page.filters.field.setText(text)
            self.page.filters._pause.stop()
            self.page.filters._tell()

        took = self._median(typed)
        assert 0 < self.page.model.rowCount() < VISITS
        self.painted.await_next()
        self.page.filters.clear()
        until(self.painted.done)
        return took

    def press_chip(self) -> float:
        """Return the milliseconds from the press of a verdict's chip to the rows, the median of some."""
        took = self._median(self.page.filters.chips[0].click)
        self.painted.await_next()
        self.page.filters.clear()
        until(self.painted.done)
        return took

    def scroll(self) -> float:
        """Return the milliseconds until rows in the middle are there that were never in view."""
        begun = time.perf_counter()
        middle = self.page.model.rowCount() // 2
        self.page.table.scrollTo(self.page.model.index(middle, 0))
        until(lambda: self.page.model.index(middle, 0).data() != WAITING)
        return (time.perf_counter() - begun) * 1000

    def _median(self, ask: Callable[[], object]) -> float:
        times = []
        for _ in range(ROUNDS):
            self.painted.await_next()
            begun = time.perf_counter()
            ask()
            until(self.painted.done)
            times.append((time.perf_counter() - begun) * 1000)
        return sorted(times)[ROUNDS // 2]


def measure(bench: Bench) -> list[Line]:
    """Return the figures of one page."""
    lines = [
        within("open the visits to the first rows, ms", bench.open(), OPEN_MS),
        within("sort by date, ms", bench.sort(0), SORT_MS),
        within("sort by charge, ms", bench.sort(7), SORT_MS),
        within("sort by therapist, ms", bench.sort(4), SORT_MS),
        within("sort by verdict, ms", bench.sort(1), SORT_MS),
        within("sort by date again, ms", bench.sort(0), SORT_MS),
        within("filter by a therapist, ms", bench.filter("therapist 7"), FILTER_MS),
        within("filter by a verdict, ms", bench.press_chip(), FILTER_MS),
        within("rows in the middle, ms", bench.scroll(), FILTER_MS),
    ]
    return [*lines, within("the window stood still at most, ms", bench.heart.longest, BLOCKED_MS)]


def main() -> int:
    """Make the vault, open the page, and time it."""
    application = QApplication([])
    with (
        tempfile.TemporaryDirectory() as place,
        App(resources_folder(), FakeClock(day=TODAY), SeededIds()) as app,
    ):
        folder = Path(place) / "vault"
        app.create(folder, PASSWORD, KdfCost(8 * 1024, 1, 1))
        vault = app.open(folder, PASSWORD)
        fill(vault, life())
        bench = Bench(application, app, vault, Path(place) / "config")
        lines = measure(bench)
        bench.jobs.shut_down()
        vault.close()
    return finish(lines)


if __name__ == "__main__":
    sys.exit(main())
