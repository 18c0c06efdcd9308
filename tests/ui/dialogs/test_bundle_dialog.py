"""The bundle dialog over a real vault: the real pages, the real file, one line in the log."""

import gc
import weakref
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.open_desk import OpenDesk
from tests.ui.walking import clipped, nameless, unreached
from vault.domain.records.papers import Bundle
from vault.ui.dialogs.bundle import BundleDialog
from vault.ui.dialogs.bundle_parts.making import Made
from vault.ui.navigation import MakeBundle, PickPapers
from vault.ui.theme.look import Look, LookSettings, SchemeChoice

if TYPE_CHECKING:
    from vault.ui.jobs import Step

NORMAL, SMALL = QSize(1280, 800), QSize(900, 600)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """Return the window the dialog belongs to."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(NORMAL)
    widget.show()
    return widget


@pytest.fixture
def desk(qtbot: QtBot, sample: SampleVault, look: Look) -> Iterator[OpenDesk]:
    """Return a desk over the sample records; the referral has no scan yet."""
    opened = OpenDesk(qtbot, sample, look)
    yield opened
    opened.close()


def opened(desk: OpenDesk, host: QWidget, *, request: bool = True) -> BundleDialog:
    """Open the dialog for the sample referral and wait for its pages."""
    desk.load()
    asked = MakeBundle(desk.ids["referral"], desk.ids["request"] if request else None)
    dialog = BundleDialog(desk.desk, asked, host)
    dialog.open()
    desk.settle()
    return dialog


def with_scan(desk: OpenDesk, host: QWidget, *, request: bool = True) -> BundleDialog:
    desk.attach("Sample referral.pdf", "Sample referral", "Second page")
    return opened(desk, host, request=request)


def press_save(desk: OpenDesk, dialog: BundleDialog, target: Path) -> None:
    """Press Save and answer where; the name is the last thing typed."""
    dialog.footer.save.click()
    picker = dialog.picker
    assert picker is not None
    picker.selectFile(str(target))
    picker.accept()
    desk.settle()


def ready(dialog: BundleDialog) -> Made | None:
    """Return the bundle that may leave."""
    return dialog.making.ready


def log(desk: OpenDesk) -> tuple[Bundle, ...]:
    """Return the disclosure log."""
    found = desk.ask(lambda vault: vault.disclosures())
    assert isinstance(found, tuple)
    return found


def test_two_clicks_make_a_file_that_is_the_one_shown(desk: OpenDesk, host: QWidget, tmp_path: Path) -> None:
    dialog = with_scan(desk, host)
    made = ready(dialog)
    assert made is not None
    assert dialog.footer.save.isEnabled()
    assert log(desk) == ()
    target = tmp_path / "out.pdf"
    press_save(desk, dialog, target)
    assert target.read_bytes() == made.result.data
    (line,) = log(desk)
    assert (line.recipient, line.pages, line.request) == (
        "Sample Health Plan",
        made.result.pages,
        desk.ids["request"],
    )
    assert desk.ask(lambda vault: vault.bundles.bytes_of(line)) == made.result.data
    with pikepdf.open(BytesIO(target.read_bytes())) as pdf:
        assert len(pdf.pages) == made.result.pages
    assert dialog.footer.folder.isVisible()
    assert dialog.footer.done.isVisible()
    assert not dialog.footer.save.isVisible()


def test_nothing_is_written_or_logged_when_it_is_canceled(
    desk: OpenDesk, host: QWidget, tmp_path: Path
) -> None:
    dialog = with_scan(desk, host)
    before = desk.ask(lambda vault: vault.info().seq)
    dialog.footer.cancel.click()
    desk.settle()
    assert desk.ask(lambda vault: vault.info().seq) == before
    assert log(desk) == ()
    assert ready(dialog) is None
    assert [path for path in tmp_path.rglob("*.pdf") if "rvault" not in str(path)] == []


def test_canceling_while_pages_are_made_leaves_nothing(desk: OpenDesk, host: QWidget) -> None:
    desk.attach("Sample referral.pdf", *[f"Page {number}" for number in range(30)])
    desk.load()
    dialog = BundleDialog(desk.desk, MakeBundle(desk.ids["referral"]), host)
    dialog.open()
    assert ready(dialog) is None
    dialog.reject()
    desk.settle()
    assert log(desk) == ()
    assert desk.errors == []


def test_the_name_offered_is_recipient_and_their_reference(desk: OpenDesk, host: QWidget) -> None:
    dialog = with_scan(desk, host)
    dialog.footer.save.click()
    assert dialog.picker is not None
    assert [Path(each).name for each in dialog.picker.selectedFiles()] == [
        "Sample Health Plan RQ-2026-5518.pdf"
    ]
    dialog.picker.reject()
    assert dialog.picker is None


def test_a_file_that_is_there_is_never_replaced(desk: OpenDesk, host: QWidget, tmp_path: Path) -> None:
    dialog = with_scan(desk, host)
    target = tmp_path / "there.pdf"
    target.write_bytes(b"mine")
    press_save(desk, dialog, target)
    assert target.read_bytes() == b"mine"
    assert log(desk) == ()
    assert "already" in dialog.preview.error_name()
    assert dialog.footer.save.isEnabled()
    press_save(desk, dialog, tmp_path / "other.pdf")
    assert (tmp_path / "other.pdf").is_file()
    assert len(log(desk)) == 1


def test_a_folder_that_is_gone_is_said_and_the_next_try_logs_one_line(
    desk: OpenDesk, host: QWidget, tmp_path: Path
) -> None:
    dialog = with_scan(desk, host)
    dialog.making.save_to(tmp_path / "gone" / "out.pdf")
    desk.settle()
    assert dialog.preview.error_name()
    dialog.making.save_to(tmp_path / "out.pdf")
    desk.settle()
    assert len(log(desk)) == 1


def test_the_main_paper_missing_is_said_before_anything(desk: OpenDesk, host: QWidget) -> None:
    dialog = opened(desk, host)
    assert ready(dialog) is None
    assert not dialog.footer.save.isEnabled()
    words = [button.text() for button in dialog.preview.notice_buttons()]
    assert words == ["Add the scan…", "Go on without it"]
    dialog.preview.notice_buttons()[1].click()
    desk.settle()
    made = ready(dialog)
    assert made is not None
    assert made.result.not_held == ("Copy of the referral",)
    assert dialog.footer.save.isEnabled()


def test_adding_the_missing_scan_leads_there(desk: OpenDesk, host: QWidget) -> None:
    dialog = opened(desk, host)
    dialog.preview.notice_buttons()[0].click()
    assert desk.asked == [PickPapers("referral", desk.ids["referral"], "referral")]
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_a_sensitive_paper_leaves_only_when_ticked(desk: OpenDesk, host: QWidget) -> None:
    secret = desk.attach("Sample notes.pdf", "Sample notes", sensitive=True)
    dialog = opened(desk, host)
    assert ready(dialog) is None
    row = dialog.choices.paper_row(secret)
    assert not row.box.isChecked()
    dialog.preview.notice_buttons()[0].click()
    desk.settle()
    assert row.box.isChecked()
    made = ready(dialog)
    assert made is not None
    assert [paper.document for paper in made.plan.papers] == [secret]
    row.box.click()
    desk.settle()
    assert ready(dialog) is None


def test_unticking_one_of_two_papers_makes_the_file_anew(desk: OpenDesk, host: QWidget) -> None:
    first = desk.attach("Sample referral.pdf", "Sample referral")
    second = desk.attach("Sample back.pdf", "Sample back", "More")
    dialog = opened(desk, host)
    before = ready(dialog)
    dialog.choices.paper_row(second).box.click()
    desk.settle()
    after = ready(dialog)
    assert before is not None
    assert after is not None
    assert before.result.pages - after.result.pages == 2
    assert [line.document for line in after.result.manifest] == [first]


def test_the_diagnosis_leaves_only_when_ticked(desk: OpenDesk, host: QWidget) -> None:
    dialog = with_scan(desk, host)
    made = ready(dialog)
    assert made is not None
    assert "Diagnosis" not in dict(made.result.facts)
    dialog.choices.diagnosis.box.click()
    desk.settle()
    made = ready(dialog)
    assert made is not None
    assert "Diagnosis" in dict(made.result.facts)


@pytest.mark.parametrize(("kind", "front", "pages"), [(0, 2, 5), (1, 1, 3), (2, 1, 2)])
def test_kinds_and_their_page_counts(
    desk: OpenDesk, host: QWidget, kind: int, front: int, pages: int
) -> None:
    dialog = with_scan(desk, host)
    dialog.choices.kind_choice.setCurrentIndex(kind)
    desk.settle()
    made = ready(dialog)
    assert made is not None
    assert made.result.pages == pages
    assert dialog.preview.grid.pages.rowCount() == pages
    assert f"{front} page" in dialog.choices.front.box.accessibleName()


def test_without_recipient_or_purpose_it_says_what_to_enter(
    qtbot: QtBot, desk: OpenDesk, host: QWidget
) -> None:
    dialog = with_scan(desk, host)
    dialog.choices.to.control.setFocus()
    recipient = dialog.choices.to.control
    QTest.keySequence(recipient, "Ctrl+A")
    QTest.keyClick(recipient, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not dialog.footer.save.isEnabled(), timeout=3000)
    assert dialog.choices.to.warning
    QTest.keyClicks(recipient, "Sample Insurer")
    qtbot.waitUntil(lambda: ready(dialog) is not None, timeout=10_000)
    assert not dialog.choices.to.warning


def test_the_purpose_follows_the_kind_until_it_is_typed(desk: OpenDesk, host: QWidget) -> None:
    dialog = with_scan(desk, host, request=False)
    dialog.choices.kind_choice.setCurrentIndex(2)
    assert dialog.choices.order().purpose == "The dates of treatment for your file."
    dialog.choices.purpose.setPlainText("Sample purpose")
    dialog.choices.kind_choice.setCurrentIndex(0)
    desk.settle()
    assert dialog.choices.order().purpose == "Sample purpose"


def test_every_page_gets_its_picture(desk: OpenDesk, host: QWidget) -> None:
    dialog = with_scan(desk, host)
    pictures = dialog.preview.pictures
    made = ready(dialog)
    assert made is not None
    dialog.preview.grid.grab()
    desk.settle()
    for page in range(1, made.result.pages + 1):
        pixmap = pictures.any_pixmap(page)
        assert pixmap is not None, page
        assert pixmap.height() > pixmap.width()


def test_one_page_by_keyboard(desk: OpenDesk, host: QWidget) -> None:
    dialog = with_scan(desk, host)
    grid, one = dialog.preview.grid, dialog.preview.one
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.page == 2
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert one.isVisible()
    assert one.page == 2
    QTest.keyClick(one.view, Qt.Key.Key_Right)
    assert (one.page, grid.page) == (3, 3)
    QTest.keyClick(one.view, Qt.Key.Key_Left)
    assert one.page == 2
    assert "Page 2 of 5" in one.view.accessibleName()


def test_narrow_windows_have_three_steps(desk: OpenDesk, host: QWidget, tmp_path: Path) -> None:
    host.resize(SMALL)
    dialog = with_scan(desk, host)
    assert dialog.is_narrow
    seen = []
    for _ in range(3):
        seen.append((dialog.choices.isVisible(), dialog.preview.isVisible(), dialog.facts.isVisible()))
        if dialog.footer.next.isVisible():
            dialog.footer.next.click()
    assert seen == [(True, False, False), (False, True, False), (False, False, True)]
    press_save(desk, dialog, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").is_file()


def test_back_leads_to_the_step_before(desk: OpenDesk, host: QWidget) -> None:
    host.resize(SMALL)
    dialog = with_scan(desk, host)
    dialog.footer.next.click()
    dialog.footer.back.click()
    assert dialog.choices.isVisible()
    assert not dialog.footer.back.isVisible()


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize(("size", "scale"), [(NORMAL, 100), (SMALL, 100), (NORMAL, 200)])
def test_no_word_is_clipped_and_every_control_is_named_and_reached(
    qtbot: QtBot, sample: SampleVault, look: Look, host: QWidget, lang: str, size: QSize, scale: int
) -> None:
    look.choose(LookSettings(SchemeChoice.DARK, scale=scale))
    host.resize(size)
    desk = OpenDesk(qtbot, sample, look, lang)
    desk.attach("Sample notes.pdf", "Sample notes", sensitive=True)
    dialog = with_scan(desk, host)
    found = []
    for _ in range(3 if dialog.is_narrow else 1):
        QTest.qWait(20)
        found += [*clipped(dialog), *nameless(dialog), *unreached(dialog)]
        dialog.footer.next.click()
    dialog.reject()
    desk.close()
    assert found == []


def test_an_error_while_making_is_said_in_the_dialog(desk: OpenDesk, host: QWidget) -> None:
    dialog = with_scan(desk, host)
    name = "\u4f8b Sample"
    dialog.choices.recipient_field.setText(name)
    dialog.choices.changed.emit()
    desk.settle()
    assert ready(dialog) is None
    assert "letters" in dialog.preview.error_name()
    assert not dialog.footer.save.isEnabled()
    dialog.choices.recipient_field.setText("Sample Insurer")
    dialog.choices.changed.emit()
    desk.settle()
    assert ready(dialog) is not None
    assert dialog.preview.error_name() == ""


def test_progress_counts_pages(desk: OpenDesk, host: QWidget) -> None:
    desk.attach("Sample referral.pdf", *[f"Page {number}" for number in range(60)])
    desk.load()
    dialog = BundleDialog(desk.desk, MakeBundle(desk.ids["referral"]), host)
    steps: list[Step] = []
    dialog.making.progressed.connect(steps.append)
    dialog.open()
    desk.settle()
    assert {step.unit for step in steps} == {"pages"}
    made = ready(dialog)
    assert made is not None
    assert all(step.done <= step.total for step in steps)
    assert made.result.pages == 63


def test_nothing_of_a_dialog_outlives_it(desk: OpenDesk, host: QWidget) -> None:
    desk.attach("Sample referral.pdf", "Sample referral")
    left: list[weakref.ref[object]] = []
    for _ in range(4):
        dialog = opened(desk, host)
        dialog.preview.grid.grab()
        desk.settle()
        made = ready(dialog)
        assert made is not None
        left += [weakref.ref(each) for each in (dialog, dialog.preview, dialog.making)]
        dialog.reject()
        del dialog, made
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [each() for each in left if each() is not None] == []
    assert host.findChildren(QDialog) == []
