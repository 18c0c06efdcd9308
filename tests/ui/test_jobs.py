"""Work off the GUI thread: results come home on it, errors too, and a dead owner drops them."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vault.domain.errors import BugError, Cancelled, ExitCode, UserError, VaultError
from vault.ui.jobs import JobProgress, Jobs, Lane, Step


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs(qapp)
    yield made
    made.shut_down()


class Home(QObject):
    """Keeps what came home and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        self.errors: list[VaultError] = []
        self.threads: set[int] = set()

    def done(self, value: object) -> None:
        self.values.append(value)
        self.threads.add(threading.get_ident())

    def failed(self, error: VaultError) -> None:
        self.errors.append(error)
        self.threads.add(threading.get_ident())


def raises(error: BaseException) -> object:
    raise error


@pytest.mark.parametrize("lane", Lane)
def test_a_result_comes_home_on_the_gui_thread(qtbot: QtBot, jobs: Jobs, lane: Lane) -> None:
    home = Home()
    jobs.run(lane, lambda _: threading.get_ident(), home, home.done)
    qtbot.waitUntil(lambda: bool(home.values))
    assert home.threads == {threading.get_ident()}
    assert home.values != [threading.get_ident()]
    assert not jobs.busy


def test_the_store_lane_is_one_thread_and_keeps_the_order(qtbot: QtBot, jobs: Jobs) -> None:
    home = Home()
    for number in range(20):
        jobs.run(Lane.STORE, lambda _, number=number: (number, threading.get_ident()), home, home.done)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(home.values) == 20)
    assert [value[0] for value in home.values] == list(range(20))  # type: ignore[index]
    assert len({value[1] for value in home.values}) == 1  # type: ignore[index]


def test_an_error_of_ours_comes_home_as_it_is(qtbot: QtBot, jobs: Jobs) -> None:
    home, error = Home(), UserError("disk_full", ExitCode.DISK_FULL)
    jobs.run(Lane.POOL, lambda _: raises(error), home, home.done, home.failed)
    qtbot.waitUntil(lambda: bool(home.errors))
    assert home.errors == [error]


def test_any_other_error_is_a_fault_that_names_only_its_kind(qtbot: QtBot, jobs: Jobs) -> None:
    home = Home()
    jobs.run(Lane.POOL, lambda _: raises(ValueError("Sample Person")), home, home.done, home.failed)
    qtbot.waitUntil(lambda: bool(home.errors))
    assert isinstance(home.errors[0], BugError)
    assert "Sample Person" not in str(home.errors[0])


def test_an_error_nobody_takes_is_told_by_the_jobs(qtbot: QtBot, jobs: Jobs) -> None:
    home, error = Home(), UserError("disk_full", ExitCode.DISK_FULL)
    jobs.failed.connect(home.failed)
    jobs.run(Lane.POOL, lambda _: raises(error), home, home.done)
    qtbot.waitUntil(lambda: bool(home.errors))
    jobs.run(Lane.POOL, lambda _: raises(Cancelled()), home, home.done)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert home.errors == [error]


def test_cancelling_ends_the_work_at_its_next_step(qtbot: QtBot, jobs: Jobs) -> None:
    home, begun = Home(), threading.Event()

    def count(progress: JobProgress) -> int:
        for number in range(100_000):
            progress.step(number, 100_000, "pages")
            begun.set()
        return 0

    progress = jobs.run(Lane.POOL, count, home, home.done, home.failed)
    assert begun.wait(5)
    progress.cancel()
    qtbot.waitUntil(lambda: not jobs.busy)
    last = progress.last
    assert isinstance(last, Step)
    assert home.values or isinstance(home.errors[0], Cancelled)


def test_a_dead_owner_drops_the_result(qtbot: QtBot, jobs: Jobs) -> None:
    owner, home, go = QObject(), Home(), threading.Event()
    jobs.run(Lane.POOL, lambda _: go.wait(5), owner, home.done, home.failed)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    go.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert (home.values, home.errors) == ([], [])


def test_shutting_down_forgets_what_waits(qtbot: QtBot) -> None:
    made, home, go = Jobs(), Home(), threading.Event()
    made.run(Lane.STORE, lambda _: go.wait(5), home, home.done)
    made.run(Lane.STORE, lambda _: 1, home, home.done)
    go.set()
    made.shut_down()
    qtbot.wait(20)
    assert home.values == []


def test_after_shutting_down_nothing_runs_and_nothing_fails(qtbot: QtBot) -> None:
    made, home = Jobs(), Home()
    made.shut_down()
    made.run(Lane.STORE, lambda _: 1, home, home.done)
    qtbot.wait(20)
    assert (made.busy, home.values) == (False, [])
