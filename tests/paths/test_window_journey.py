"""The whole way through the window: new vault, policy, referral, scan, visits, notice, lock, bundle, PDF."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.paths.window_person import (
    HANG_MS,
    Heartbeat,
    button_of,
    drop_on,
    enter,
    press,
    press_key,
    texts_of,
    type_into,
)
from tests.paths.window_program import Program
from tests.services.documents import made_papers as made
from tests.ui.sample_window import drop_all, pause, until
from tests.ui.setting import new_look
from vault.domain.records.papers import Document
from vault.domain.records.referral import Referral
from vault.domain.records.visit import Visit
from vault.ui.actions import Act
from vault.ui.arguments import Start, read_arguments
from vault.ui.dialogs.bundle import BundleDialog
from vault.ui.dialogs.first_run.window import FirstRun
from vault.ui.dialogs.start_window import StartWindow
from vault.ui.dialogs.unlock import UnlockPage
from vault.ui.navigation import PageId, ShowPage, ShowRecord
from vault.ui.pages.form import FormPage
from vault.ui.pages.record import RecordPage
from vault.ui.pages.today import TodayPage
from vault.ui.window import MainWindow

PASSWORD = "password of a sample"
SCANS = Path(__file__).resolve().parents[2].parent / "shared" / "samples" / "scans"
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support ")


@pytest.fixture
def heart(qapp: QApplication) -> Iterator[Heartbeat]:
    """Beats through the whole test; prints the longest gaps, fails at a hang."""
    beating = Heartbeat(qapp)
    yield beating
    beating.stop()
    gaps = beating.gaps()
    for gap in gaps[:6]:
        print(f"gap {gap.milliseconds:6.0f} ms  {gap.step}")  # noqa: T201
    assert gaps[0].milliseconds < HANG_MS, gaps[0]


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    running = Program(qapp, new_look(qapp), tmp_path)
    yield running
    drop_all()
    if running.shell is not None:
        running.shell.finish()


def _scan(folder: Path) -> Path:
    """Return a real scan where it is at hand, else a made one."""
    real = SCANS / "ccitt.pdf"
    if real.exists():
        return real
    target = folder / "scan.tif"
    target.write_bytes(made.tiff_pages((850, 1100)))
    return target


def _set_up(program: Program, heart: Heartbeat) -> None:
    """Go through the first run by the keyboard, up to the choice to type the referral in."""
    heart.step("first run: place")
    program.start(Start())
    shell = program.shell
    assert shell is not None
    first = shell.window
    assert isinstance(first, FirstRun)
    until(first.isVisible)
    type_into(first.place.name, "My records")
    type_into(first.place.folder, str(program.folder / "My records.rvault"))
    press_key(first.place.folder, Qt.Key.Key_Return)
    heart.step("first run: password, making the vault")
    type_into(first.password.first, PASSWORD)
    type_into(first.password.second, PASSWORD)
    press_key(first.password.second, Qt.Key.Key_Return)
    until(lambda: first.step == 2)
    heart.step("first run: recovery key, name")
    shown = re.findall(r"^[0-9A-Z]{4,}$", texts_of(first), re.MULTILINE)
    facts = first.recovery._facts
    assert facts is not None
    assert list(facts.groups) == shown
    type_into(first.recovery.answer, shown[first.recovery._asked])
    press_key(first.recovery.answer, Qt.Key.Key_Return)
    type_into(first.person.name, "Sample Person")
    press_key(first.person.name, Qt.Key.Key_Return)
    until(lambda: first.step == 4)
    heart.step("first run: the window opens with the referral's form")
    press(first.referral.type_button)
    until(lambda: isinstance(shell.window, MainWindow) and isinstance(shell.window.page, FormPage))
    program.settle()


def _form(program: Program) -> FormPage:
    page = program.window.page
    assert isinstance(page, FormPage)
    until(lambda: page.form is not None)
    return page


def _save(program: Program) -> None:
    """Save the form in view with Ctrl+S and wait for the record's page."""
    page = _form(program)
    form = page.form
    assert form is not None
    assert form.not_ready() == ""
    press_key(QApplication.focusWidget() or page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    until(lambda: page.form is not form)
    program.settle()


def _enter_referral(program: Program, heart: Heartbeat) -> str:
    """Enter the doctor from within the referral's form, then the referral."""
    heart.step("the doctor's form over the referral's")
    page = _form(program)
    form = page.form
    assert form is not None
    new = getattr(form.editor("referrer"), "new", None)
    assert new is not None
    press(new)
    doctor = page.form
    assert doctor is not None
    assert doctor is not form
    heart.step("the doctor's form: typing")
    enter(doctor, {"name": "Sample Doctor, MD", "roles": ["Doctor who refers"]})
    _save(program)
    heart.step("the referral's form: typing")
    assert page.form is form
    enter(
        form,
        {
            "services": ["Massage"],
            "valid_from": ("9/1/2026", "11/30/2026"),
            "visits": "6",
            "authored_on": "9/1/2026",
            "number": "RF-1",
            "diagnosis": "M54.50",
            "signed": "Yes",
        },
    )
    pause(400)
    assert "91 days" in texts_of(page)
    heart.step("the referral is stored")
    _save(program)
    here = program.window.record_in_view()
    assert here is not None
    assert here[0] == "referral"
    return here[1]


def _enter_policy(program: Program, heart: Heartbeat) -> None:
    heart.step("the policy's form")
    program.window.go(ShowPage(PageId.POLICIES))
    program.settle()
    press(button_of(program.window, "Add a policy"))
    form = _form(program).form
    assert form is not None
    enter(
        form,
        {
            "insurer": "Sample Health Plan",
            "member_id": "SHP 0042",
            "start": ("1/1/2026", "12/31/2026"),
            "requires_referral": "Yes",
            "requires_auth": "No",
        },
    )
    heart.step("the policy is stored")
    _save(program)


def _new_visit(program: Program) -> None:
    """Press Ctrl+N wherever the keyboard is."""
    program.window.activateWindow()
    until(program.window.isActiveWindow)
    press_key(QApplication.focusWidget() or program.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    until(lambda: isinstance(program.window.page, FormPage))


def _add_visit(program: Program, heart: Heartbeat, day: str, status: str) -> None:
    heart.step("a visit's form")
    _new_visit(program)
    form = _form(program).form
    assert form is not None
    enter(form, {"date": day, "service": "Massage", "status": status})
    heart.step("a visit is stored")
    _save(program)


def _drop_scan(program: Program, heart: Heartbeat, referral: str, scan: Path) -> None:
    heart.step("the scan is dropped onto the referral")
    program.window.go(ShowRecord("referral", referral))
    program.settle()
    drop_on(program.window, [scan])

    def looked_at() -> bool:
        snapshot = program.window.desk.session.snapshot
        papers = snapshot.records.documents_of(referral) if snapshot is not None else ()
        return bool(papers) and papers[0].pages is not None

    until(looked_at)
    program.settle()
    snapshot = program.window.desk.session.snapshot
    assert snapshot is not None
    (paper,) = snapshot.records.all(Document)
    assert paper.kind == "referral"
    stored = program.window.desk.session
    kept: list[bytes] = []
    stored.read(lambda vault: vault.papers.content(paper), program, kept.append)
    until(lambda: bool(kept))
    assert kept[0] == scan.read_bytes()


def _see_verdicts(program: Program, heart: Heartbeat) -> None:
    """Read Today and the pages of two visits."""
    heart.step("today and the verdicts")
    window = program.window
    window.go(ShowPage(PageId.TODAY))
    program.settle()
    said = texts_of(window)
    assert "Wed, Nov 25, 2026" in said
    assert "Your papers support this visit" in said
    assert "The visit on Dec 3, 2026 is not supported" in said
    snapshot = window.desk.session.snapshot
    assert snapshot is not None
    visits = {visit.date: visit.id for visit in snapshot.records.all(Visit)}
    for day, heading in (
        (date(2026, 11, 25), "Your papers support this visit"),
        (date(2026, 12, 3), "Your papers do not support this visit"),
    ):
        window.go(ShowRecord("visit", visits[day]))
        program.settle()
        assert isinstance(window.page, RecordPage)
        assert heading in texts_of(window.page)


def _be_reminded(program: Program, heart: Heartbeat) -> None:
    """Let days pass; the notice of the end and of the renewal leads to Today, which names both."""
    heart.step("the notification")
    reminding = program.window.desk.reminding
    assert reminding is not None
    before = len(program.notifier.shown)
    program.clock.advance(days=4)  # three days before the end: a lead day
    reminding.tick()
    until(lambda: len(program.notifier.shown) > before)
    program.settle()
    assert "Sample" not in "".join(each.title + each.body for each in program.notifier.shown)
    told = len(program.notifier.shown)
    reminding.tick()
    program.settle()
    assert len(program.notifier.shown) == told
    program.window.go(ShowPage(PageId.PEOPLE))
    program.notifier.click()
    until(lambda: isinstance(program.window.page, TodayPage))
    program.settle()
    said = texts_of(program.window)
    assert "The referral ends" in said
    assert "See the doctor for a renewal" in said


def _lock_and_come_back(program: Program, heart: Heartbeat) -> None:
    """Lock with a half-typed visit; the next process has it back after the password."""
    heart.step("a form is left open")
    _new_visit(program)
    form = _form(program).form
    assert form is not None
    enter(form, {"service": "Massage", "note": "half of a sam"})
    type_into(form.editor("date").control, "12/3")
    heart.step("locking")
    again = program.end_by(Act.LOCK)
    assert again is not None
    assert "--locked" in again
    assert not any("pass" in word for word in again)
    heart.step("unlocking")
    program.start(read_arguments(again))
    shell = program.shell
    assert shell is not None
    start = shell.window
    assert isinstance(start, StartWindow)
    page = start.page
    assert isinstance(page, UnlockPage)
    assert "Locked. Forms that were open are kept inside as drafts." in texts_of(start)
    type_into(page.field, PASSWORD)
    press_key(page.field, Qt.Key.Key_Return)
    until(lambda: isinstance(shell.window, MainWindow))
    until(lambda: isinstance(program.window.page, FormPage))
    program.settle()
    back = _form(program).form
    assert back is not None
    values = back.values()
    assert (values["service"], values["date"]) == ("massage", "2026-12-03")
    assert values["note"] == "half of a sam"
    assert "Your unsaved input is back." in texts_of(program.window)


def _export(program: Program, heart: Heartbeat, referral: str, target: Path) -> None:
    """Make R + D in two clicks from the referral's page and save it."""
    heart.step("the bundle dialog opens and makes the pages")
    window = program.window
    window.go(ShowRecord("referral", referral))
    program.settle()
    press(button_of(window, "Make a bundle…"))
    until(lambda: window.findChild(BundleDialog) is not None)
    dialog = window.findChild(BundleDialog)
    assert dialog is not None
    assert dialog.choices.kind == "RD"
    assert dialog.choices.recipient == "Sample Health Plan"
    until(lambda: dialog.making.ready is not None)
    heart.step("the bundle is saved")
    while dialog.footer.next.isVisible():  # a narrow window shows the dialog in steps
        press(dialog.footer.next)
    press(dialog.footer.save)
    picker = dialog.picker
    assert picker is not None
    name = picker.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(target))  # typed letter by letter, the completion of Qt's dialog would take Enter
    press_key(name, Qt.Key.Key_Return)
    until(target.exists)
    until(dialog.footer.done.isVisible)
    assert f"Saved as {target.name}" in texts_of(dialog)
    press(dialog.footer.done)
    program.settle()


def _read_back(target: Path, scan_pages: int) -> None:
    """Read the file as its recipient would, with a reader of somebody else's."""
    reader = PdfReader(target)
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Sample Person" in words
    assert "RF-1" in words
    for day in ("Oct 1, 2026", "Oct 8, 2026"):
        assert day in words
    assert "Dec 3, 2026" not in words
    assert len(reader.pages) == 3 + scan_pages
    for number, page in enumerate(reader.pages, start=1):
        assert f"{number} of {len(reader.pages)}" in page.extract_text()
    assert any(page.images for page in list(reader.pages)[3:])


def test_the_whole_way_through_the_window(program: Program, heart: Heartbeat, tmp_path: Path) -> None:
    scan, target = _scan(tmp_path), tmp_path / "For the plan.pdf"
    _set_up(program, heart)
    referral = _enter_referral(program, heart)
    _enter_policy(program, heart)
    for day in ("10/1/2026", "10/8/2026"):
        _add_visit(program, heart, day, "Took place")
    for day in ("11/25/2026", "12/3/2026"):
        _add_visit(program, heart, day, "Planned")
    _drop_scan(program, heart, referral, scan)
    _see_verdicts(program, heart)
    _be_reminded(program, heart)
    _lock_and_come_back(program, heart)
    _export(program, heart, referral, target)
    heart.step("the end")
    snapshot = program.window.desk.session.snapshot
    assert snapshot is not None
    assert [each.number for each in snapshot.records.all(Referral)] == ["RF-1"]
    pages = snapshot.records.documents_of(referral)[0].pages
    assert pages is not None
    _read_back(target, pages)
    assert program.end_by(Act.QUIT) is None
