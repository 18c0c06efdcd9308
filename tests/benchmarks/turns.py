"""The longest turn of the event loop at each place of the window, in the processor time of its thread.

Processor time, because other programs may run: what counts is the work a key press would wait for.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from tests.benchmarks.report import Line, finish, within
from vault.app import App
from vault.cli.sample import make_sample
from vault.domain.records.kinds import KINDS, Record
from vault.domain.records.papers import Document
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Referral, ReferralStatus
from vault.open_vault import OpenVault
from vault.services.local_settings import LocalSettings
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.forms.layouts import LAYOUTS
from vault.ui.icons import Icons
from vault.ui.jobs import Jobs
from vault.ui.navigation import (
    AskQuestions,
    EditRecord,
    ExportCalendar,
    MakeBundle,
    Navigator,
    PageId,
    PrintOverview,
    Request,
    ShowPage,
    ShowPaper,
    ShowRecord,
    ShowWhatIf,
)
from vault.ui.pages.form import FormPage
from vault.ui.session import Session
from vault.ui.theme.fonts import load_bundled_fonts
from vault.ui.theme.look import Look, LookSettings
from vault.ui.window import MainWindow

MOST_MS = 50
_WIDTH, _HEIGHT, _NARROW, _WIDE = 1280, 800, 820, 1700
_REST_MS, _SHORT_MS = 700, 250
_IMPORTED_MS = 5_000
"""The other pages are imported a while after the first one."""

R = TypeVar("R", bound=Record)
Place = tuple[str, Callable[[], object]]


class Turns(QObject):
    """Notes the processor time of each turn of this thread's event loop."""

    def __init__(self) -> None:
        super().__init__()
        self._began: float | None = None
        self._longest = 0.0
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._turned)

    def longest(self, work: Callable[[], object], rest_ms: int) -> float:
        """Do something and return the longest turn until everything came to rest, in ms."""
        self._longest, self._began = 0.0, time.thread_time()
        work()
        rest(rest_ms)
        self._began = None
        return self._longest

    def _turned(self) -> None:
        if self._began is not None:
            now = time.thread_time()
            self._longest, self._began = max(self._longest, (now - self._began) * 1000), now


def rest(milliseconds: int) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Bench:
    """The window over a vault of sample records."""

    def __init__(self, application: QApplication, app: App, vault: OpenVault, folder: Path) -> None:
        load_bundled_fonts(app.resources / "fonts")
        look = Look(application, Icons(app.resources / "icons"), LookSettings())
        say = Wording.load("en", app.resources / "translations")
        self.jobs = Jobs()
        self.session = Session(vault, self.jobs, say)
        self.desk = Desk(app, look, say, self.jobs, self.session, Navigator(), LocalSettings(folder))
        self.window = MainWindow(self.desk, "Sample vault")
        self.window.resize(_WIDTH, _HEIGHT)
        self.window.show()
        self.session.refresh()
        rest(_IMPORTED_MS)
        self.turns = Turns()

    def all(self, record_class: type[R]) -> list[R]:
        """Return the sample records of a class."""
        snapshot = self.session.snapshot
        return [] if snapshot is None else list(snapshot.records.all(record_class))

    def going(self, name: str, request: Request) -> Place:
        """Return the place that a request leads to."""
        return name, lambda: self.desk.go(request)

    def places(self) -> Iterator[Place]:
        """Yield every place, in an order a person could go."""
        for page in PageId:
            yield self.going(f"page {page}", ShowPage(page))
        yield from self._records()
        yield from self._others()
        yield from self._dialogs()
        yield from self._doings()

    def _one(self, kind: str) -> Record | None:
        """Return a sample record of a kind; of referrals the one in use now, whose page is the longest."""
        held = [each for record_class in (KINDS[kind],) for each in self.all(record_class)]
        used = [each for each in held if isinstance(each, Referral) and each.status is ReferralStatus.ACTIVE]
        return next(iter([each for each in used if each.visits] or held), None)

    def _records(self) -> Iterator[Place]:
        for kind in KINDS:
            record = self._one(kind)
            if record is not None:
                yield self.going(f"record {kind}", ShowRecord(kind, record.id))
                yield self.going("", ShowPage(PageId.TODAY))
                yield self.going(f"record {kind} again", ShowRecord(kind, record.id))
        for kind in LAYOUTS:
            record = self._one(kind) if kind in KINDS else None
            if record is not None:
                yield self.going(f"form {kind}", EditRecord(kind, record.id))

    def _others(self) -> Iterator[Place]:
        yield self.going("form of a new visit", EditRecord("visit"))
        yield self.going("paper", ShowPaper(self.all(Document)[0].id))
        yield self.going("questions", AskQuestions(self.all(Policy)[0].id))
        yield self.going("what if", ShowWhatIf())

    def _dialogs(self) -> Iterator[Place]:
        dialogs: dict[str, Request] = {
            "bundle": MakeBundle(self.all(Referral)[0].id),
            "calendar": ExportCalendar(),
            "overview": PrintOverview(),
        }
        for name, request in dialogs.items():
            yield self.going(f"dialog {name}", request)
            yield "", self._close_dialogs

    def _doings(self) -> Iterator[Place]:
        yield "menu with the persons", self.window.open_menu
        yield "", self._close_menus
        people = () if self.session.snapshot is None else self.session.snapshot.people
        for judged in reversed(people):
            yield "another person", partial(self.session.choose_person, judged.person.id)
        for kind in ("referral", "visit", "policy"):
            record = self._one(kind)
            if record is not None:
                yield self.going("", EditRecord(kind, record.id))
                yield f"{kind} edited and saved", self._edit_and_save
                yield self.going("", ShowRecord(kind, record.id))
                yield f"{kind} in view written anew", partial(self._write, record.id)
                for width in (_NARROW, _WIDE, _WIDTH):
                    yield f"{kind} in view, {width} wide", partial(self.window.resize, width, _HEIGHT)
        for page in (PageId.TODAY, PageId.INBOX, PageId.VISITS):
            yield self.going("", ShowPage(page))
            for width in (_NARROW, _WIDE, _WIDTH):
                yield f"page {page}, {width} wide", partial(self.window.resize, width, _HEIGHT)

    def _edit_and_save(self) -> None:
        page = self.window.page
        if isinstance(page, FormPage) and page.form is not None:
            page.form.show_values({"note": f"{time.monotonic_ns()}"})
            page.save()

    def _write(self, record_id: str) -> None:
        note = {"note": f"{time.monotonic_ns()}"}
        self.session.write("Edited", lambda vault: vault.records.edit(record_id, note).changes, self.window)

    def _close_dialogs(self) -> None:
        for dialog in self.window.findChildren(QDialog):
            dialog.reject()

    def _close_menus(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()


def measure(bench: Bench) -> Iterator[Line]:
    """Yield the longest turn of each place; one without a name only leads to the next."""
    for name, work in bench.places():
        if name:
            yield within(f"{name}, ms", bench.turns.longest(work, _REST_MS), MOST_MS)
        else:
            work()
            rest(_SHORT_MS)


def main() -> int:
    """Measure in a temporary folder."""
    application = QApplication([])
    with tempfile.TemporaryDirectory() as place, App.on_this_machine() as app:
        folder = Path(place)
        password = make_sample(app, folder / "vault")
        with app.open(folder / "vault", password) as vault:
            bench = Bench(application, app, vault, folder)
            lines = list(measure(bench))
            bench.jobs.shut_down()
    return finish(lines)


if __name__ == "__main__":
    sys.exit(main())
