"""Windows opened and closed again and again: none stays alive, and the memory stays where it was."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMargins, QSize
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.sample_window import SampleWindow, drop, make_template, send_deletions, until
from vault.domain.records.referral import Referral
from vault.ui.dialogs.bundle import BundleDialog
from vault.ui.dialogs.unlock import UnlockPage
from vault.ui.doorway import Doorway
from vault.ui.jobs import Jobs
from vault.ui.lobby import Lobby
from vault.ui.navigation import EditRecord, MakeBundle, PageId, Request, ShowPage, ShowPaper, ShowRecord
from vault.ui.theme.look import Look

SIZE = QSize(1280, 800)
SOAK, EVERYDAY = 200, 4
WARM = 3
GROWTH_KIB = 60
"""A window that stayed would be some 2,000 KiB."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("made") / "template.rvault")


@pytest.fixture
def opened(look: Look, template: Path, tmp_path: Path) -> Iterator[SampleWindow]:
    """One vault whose window is opened and closed."""
    shown = SampleWindow(look, template, tmp_path / "v")
    shown.show(SIZE)
    yield shown
    shown.close()


def resident_kib() -> int:
    """Return how much of this process is in memory."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


def alive(refs: list[weakref.ref[QWidget]]) -> int:
    """Return how many are still there once everything was let go of."""
    send_deletions()
    gc.collect()
    return sum(each() is not None for each in refs)


def rounds_of(opened: SampleWindow, rounds: int, requests: tuple[Request, ...]) -> tuple[int, int]:
    """Open and close so many windows; return those still alive, and KiB gained per window once warm."""
    refs: list[weakref.ref[QWidget]] = []
    warm = 0
    for number in range(rounds + WARM):
        if number == WARM:
            warm = resident_kib()
        opened.open_anew()
        opened.show(SIZE)
        for request in requests:
            page = opened.go(request)
            refs.append(weakref.ref(page))
        refs.append(weakref.ref(opened.window))
        del page
        opened.drop_window()
        send_deletions()
        gc.collect()
    return alive(refs), (resident_kib() - warm) // rounds


def _requests(opened: SampleWindow) -> tuple[Request, ...]:
    referral, paper = opened.first("referral"), opened.first("document")
    assert referral is not None
    assert paper is not None
    return (
        ShowPage(PageId.VISITS),
        ShowPage(PageId.INBOX),
        ShowRecord("referral", referral),
        EditRecord("visit"),
        ShowPaper(paper),
    )


def test_no_window_is_alive_after_it_was_closed(opened: SampleWindow) -> None:
    still, growth = rounds_of(opened, EVERYDAY, _requests(opened))
    print(f"{EVERYDAY} windows of five pages: {still} alive, {growth} KiB gained each")  # noqa: T201
    assert still == 0


@pytest.mark.long("soak")
def test_two_hundred_windows_leave_nothing(opened: SampleWindow) -> None:
    still, growth = rounds_of(opened, SOAK, _requests(opened))
    print(f"{SOAK} windows of five pages: {still} alive, {growth} KiB gained each")  # noqa: T201
    assert still == 0
    assert growth <= GROWTH_KIB


def test_no_start_window_is_alive_after_it_was_closed(opened: SampleWindow, template: Path) -> None:
    refs: list[weakref.ref[QWidget]] = []
    for _ in range(EVERYDAY):
        jobs = Jobs()
        door = Doorway(Lobby(opened.app, opened.desk.look, opened.desk.say, jobs, opened.desk.settings))
        door.show_vault(template)
        page = door.window.page
        assert isinstance(page, UnlockPage)
        refs += [weakref.ref(door.window), weakref.ref(page)]
        door.show_list()
        until(lambda held=jobs: not held.busy)  # type: ignore[misc]  # bound now, not later
        refs.append(weakref.ref(door.window))
        drop(door.window)
        door.deleteLater()
        jobs.shut_down()
        del door, page, jobs
    assert alive(refs) == 0
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [opened.window]


def test_a_paper_in_view_is_whole_when_a_dialog_over_the_window_is_gone(opened: SampleWindow) -> None:
    """PySide once took the page's own item for one that went with the dialog."""
    paper = opened.first("document")
    assert paper is not None
    opened.go(ShowPage(PageId.INBOX))
    opened.go(ShowPaper(paper))
    before = opened.window.grab().toImage()
    opened.go(ShowPage(PageId.REFERRALS))
    records = opened.snapshot.records
    referral = next(each.id for each in records.all(Referral) if records.documents_of(each.id))
    opened.desk.go(MakeBundle(referral))
    opened.settle()
    dialog = opened.window.findChild(BundleDialog)
    assert dialog is not None
    until(lambda: dialog.making.ready is not None)
    dialog.reject()
    drop(dialog)
    send_deletions()
    opened.go(ShowPaper(paper))
    opened.window.resize(SIZE.shrunkBy(QMargins(0, 0, 40, 40)))
    opened.window.resize(SIZE)
    opened.settle()
    until(lambda: opened.window.grab().toImage() == before)
