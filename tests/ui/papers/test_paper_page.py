"""The page of one paper: what it is, copies and prints, the way to its record and back."""

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.open_desk import OpenDesk
from tests.ui.papers.made import encrypted, referral_pdf
from tests.ui.papers.test_copies import Chooser
from tests.ui.papers.test_paper_view import stored
from tests.ui.walking import clipped, cut_off, nameless, unreached
from vault.domain.records.papers import Document
from vault.ui.navigation import GoBack, ShowRecord
from vault.ui.pages.paper import PaperPage
from vault.ui.theme.look import Look, LookSettings
from vault.ui.theme.metrics import Breadth


def shown(
    qtbot: QtBot, opened: OpenDesk, document: str, page: int = 1, target: Path | None = None
) -> PaperPage:
    chooser = Chooser(target)
    made = PaperPage(opened.desk, target=chooser.file, printer=chooser.printer)
    qtbot.addWidget(made)
    made.set_breadth(Breadth.NORMAL)
    made.resize(1000, 700)
    made.show()
    opened.session.refresh()
    opened.settle()
    made.show_paper(document, page)
    opened.settle()
    return made


def test_it_opens_at_the_page_that_was_asked(qtbot: QtBot, opened: OpenDesk) -> None:
    document = opened.attach("Sample.pdf", "one", "two", "three")
    page = shown(qtbot, opened, document, 2)
    assert (page.pane.view.page, page.pane.view.count) == (2, 3)
    page.pane.view.next_page()
    assert opened.session.snapshot is not None
    page.show_snapshot(opened.session.snapshot)
    assert page.pane.view.page == 3
    page.show_paper(document, 1)
    assert page.pane.view.page == 1
    opened.settle()


def test_it_leads_to_its_record_and_back(qtbot: QtBot, opened: OpenDesk) -> None:
    page = shown(qtbot, opened, opened.attach("Sample.pdf", "one"))
    assert page.record_in_view() == ("referral", opened.ids["referral"])
    QTest.mouseClick(page.record, Qt.MouseButton.LeftButton)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert opened.asked == [ShowRecord("referral", opened.ids["referral"]), GoBack()]


def test_without_a_record_it_says_so(qtbot: QtBot, opened: OpenDesk) -> None:
    page = shown(qtbot, opened, stored(opened, referral_pdf()).id)
    assert page.record_in_view() is None
    assert not page.record.isEnabled()
    assert page.record.toolTip() == "It belongs to no record yet"


def test_a_copy_is_saved_and_said(qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
    content = referral_pdf()
    page = shown(qtbot, opened, stored(opened, content).id, target=tmp_path / "copy.pdf")
    QTest.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    opened.settle()
    assert (tmp_path / "copy.pdf").read_bytes() == content
    assert page.words.text() == "A copy was saved as copy.pdf. It is not encrypted."
    QTest.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    opened.settle()
    assert page.error is not None
    assert page.error.accessibleName().startswith("There is a file of this name already.")


def test_a_print_is_said(qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
    document = stored(opened, referral_pdf("two"))
    page = shown(qtbot, opened, document.id, target=tmp_path / "print.pdf")
    QTest.mouseClick(page.print_button, Qt.MouseButton.LeftButton)
    opened.settle()
    assert page.words.text() == "2 pages were sent to the printer."


def test_what_cannot_be_opened_can_still_be_saved(qtbot: QtBot, opened: OpenDesk, tmp_path: Path) -> None:
    content = encrypted(user="sample")
    page = shown(qtbot, opened, stored(opened, content).id, target=tmp_path / "copy.pdf")
    assert page.pane.trouble is not None
    assert not page.print_button.isEnabled()
    QTest.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    opened.settle()
    assert (tmp_path / "copy.pdf").read_bytes() == content


def test_a_paper_in_the_trash_is_not_shown(qtbot: QtBot, opened: OpenDesk) -> None:
    document = opened.attach("Sample.pdf", "one")
    opened.ask(lambda vault: vault.records.delete(document))
    page = shown(qtbot, opened, document)
    assert page.document is None
    assert not page.save_button.isEnabled()
    assert opened.session.snapshot is not None
    assert opened.session.snapshot.records.get(Document, document) is None


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("case", [(1068, 800, 100), (844, 600, 100), (1168, 800, 200)])
def test_nothing_is_clipped_nameless_or_out_of_reach(
    qtbot: QtBot, sample: SampleVault, look: Look, lang: str, case: tuple[int, int, int]
) -> None:
    width, height, scale = case
    look.choose(LookSettings(scale=scale))
    opened = OpenDesk(qtbot, sample, look, lang).load()
    try:
        page = shown(qtbot, opened, opened.attach("Sample.pdf", "one", "two"))
        page.set_breadth(Breadth.NORMAL if width == 1068 else Breadth.NARROW)
        page.resize(width, height)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.setFocus()
        opened.settle()
        QTest.qWait(50)
        assert (page.width(), page.height()) == (width, height)
        assert (clipped(page), cut_off(page), nameless(page), unreached(page)) == ([], [], [], [])
    finally:
        opened.close()


def test_pages_are_gone_when_they_are_closed(opened: OpenDesk) -> None:
    document = opened.attach("Sample.pdf", "one", "two")
    alive = []
    for _ in range(5):
        page = PaperPage(opened.desk)
        page.show()
        page.show_paper(document, 1)
        opened.settle()
        alive.append(weakref.ref(page))
        page.deleteLater()
        del page
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [ref() for ref in alive] == [None] * 5
