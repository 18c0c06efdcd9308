"""The whole window over a vault of sample records with their papers, as a person sees it after the unlock."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSize, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from tests.ui.setting import wording
from vault.app import App, resources_folder
from vault.cli.sample import SAMPLE_PASSWORD, make_sample
from vault.domain.records.kinds import KINDS
from vault.open_vault import OpenVault, Snapshot
from vault.services.keys.slots import Password
from vault.services.local_settings import LocalSettings
from vault.ui.desk import Desk
from vault.ui.forms.layouts import LAYOUTS
from vault.ui.jobs import Jobs
from vault.ui.navigation import (
    AskQuestions,
    EditRecord,
    Navigator,
    PageId,
    Request,
    ShowPage,
    ShowPaper,
    ShowRecord,
    ShowWhatIf,
)
from vault.ui.pages.page import Page
from vault.ui.session import Session
from vault.ui.theme.look import Look
from vault.ui.widgets.slices import Slices
from vault.ui.window import MainWindow

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 13, 2, tzinfo=UTC)
_WAIT_SECONDS = 30
_TICK_MS = 10


def until(reached: Callable[[], bool], seconds: float = _WAIT_SECONDS) -> None:
    """Run the event loop until something is so; AssertionError when it never is."""
    loop, timer, end = QEventLoop(), QTimer(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if reached() else None)
    end.timeout.connect(loop.quit)
    end.setSingleShot(True)
    timer.start(_TICK_MS)
    end.start(round(seconds * 1000))
    while not reached() and end.isActive():
        loop.exec()
    timer.stop()
    assert reached(), f"not within {seconds} s"


def pause(milliseconds: int) -> None:
    """Run the event loop for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def make_template(folder: Path) -> Path:
    """Make the sample vault every window of a run gets a copy of."""
    with App(resources_folder(), FakeClock(NOW, TODAY), SeededIds(3)) as app:
        make_sample(app, folder)
    return folder


class SampleWindow:
    """One window; `settle` waits until nothing is on its way, `close` leaves nothing behind."""

    def __init__(self, look: Look, template: Path, folder: Path, lang: str = "en") -> None:
        shutil.copytree(template, folder)
        self.app = App(resources_folder(), FakeClock(NOW, TODAY), SeededIds(5))
        self.app.sandbox()
        self.vault: OpenVault = self.app.open(folder, Password(SAMPLE_PASSWORD))
        self.jobs = Jobs()
        self.errors: list[Exception] = []
        self.jobs.failed.connect(self.errors.append)
        self._look, self._say = look, wording(lang)
        self._settings = LocalSettings(folder.parent / f"{folder.name}-settings")
        self._make()

    def open_anew(self) -> None:
        """Put another window, with a session of its own, in the place of the one before."""
        self.drop_window()
        self._make()

    def drop_window(self) -> None:
        """Close the window and all that was made for it; the vault stays open."""
        if hasattr(self, "window"):
            until(lambda: not self.jobs.busy)
            drop(self.window)
            self.home.deleteLater()
            del self.window, self.home, self.desk
            send_deletions()

    def _make(self) -> None:
        self.home = QObject()
        session = Session(self.vault, self.jobs, self._say, self.home)
        navigator = Navigator(self.home)
        self.desk = Desk(self.app, self._look, self._say, self.jobs, session, navigator, self._settings)
        self.window = MainWindow(self.desk, self._say.text("Sample vault"))

    def show(self, size: QSize) -> MainWindow:
        """Show the window at a size and wait for its first page."""
        self.window.resize(size)
        self.window.show()
        self.desk.session.refresh()
        until(lambda: self.window.page is not None)
        self.settle()
        return self.window

    @property
    def snapshot(self) -> Snapshot:
        """The state in view."""
        found = self.desk.session.snapshot
        assert found is not None
        return found

    def go(self, request: Request) -> Page:
        """Go somewhere, wait, and return the page then in view."""
        self.window.go(request)
        self.settle()
        page = self.window.page
        assert page is not None
        return page

    def settle(self) -> None:
        """Wait until no job is on its way, every page is whole and the layouts are at rest."""
        for _ in range(3):
            until(lambda: not self.jobs.busy and self._is_built())
            pause(2 * _TICK_MS)
        assert self.errors == []

    def _is_built(self) -> bool:
        return not any(each.under_way for each in self.window.findChildren(Slices))

    def first(self, kind: str) -> str | None:
        """Return the id of the first record of a kind that the shown person has."""
        judged = self.desk.session.judged
        assert judged is not None
        found = judged.records.all(KINDS[kind])
        return found[0].id if found else None

    def places(self) -> Iterator[tuple[str, Request]]:
        """Yield every place of the window by a name: pages, one record and form of each kind, a paper."""
        for page in PageId:
            yield page.value, ShowPage(page)
        for kind in KINDS:
            record = self.first(kind)
            if record is not None and kind not in {"service", "document", "bundle"}:
                yield f"record-{kind}", ShowRecord(kind, record)
        for kind in sorted(LAYOUTS.keys() - {"document"}):  # papers are added, not typed
            yield f"form-new-{kind}", EditRecord(kind)
        for kind in ("referral", "visit"):
            yield f"form-{kind}", EditRecord(kind, self.first(kind))
        paper = self.first("document")
        assert paper is not None
        yield "paper", ShowPaper(paper)
        policy = self.first("policy")
        assert policy is not None
        yield "questions", AskQuestions(policy)
        yield "what-if", ShowWhatIf()

    def close(self) -> None:
        """Close the window, the vault and the sealed process."""
        self.drop_window()
        self.jobs.shut_down()
        self.vault.close()
        self.app.close()
        send_deletions()


def drop(window: QWidget) -> None:
    """Hide a window and have Qt delete it."""
    window.hide()
    window.deleteLater()


def drop_all() -> None:
    """Have Qt delete every window nobody owns.

    A completer's list has no parent and is yet the completer's own: it would be deleted twice.
    """
    for window in QApplication.topLevelWidgets():
        if window.parent() is None and not isinstance(window, QAbstractItemView):
            drop(window)
    send_deletions()


def send_deletions() -> None:
    """Let everything be deleted that is to be deleted later."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
