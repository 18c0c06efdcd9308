"""The inbox: every paper beside what was read, boxes and fields moving together, filed by keys alone."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.open_desk import OpenDesk
from tests.ui.papers.made import encrypted, picture, referral_pdf
from tests.ui.walking import clipped, cut_off, nameless, unreached
from vault.domain.records.papers import Document, DocumentKind
from vault.services.documents.attach import Target
from vault.ui.navigation import EditRecord, PickPapers
from vault.ui.pages.inbox import InboxPage
from vault.ui.papers.checking import FieldState
from vault.ui.papers.field_row import FieldRow
from vault.ui.papers.looker import Looker
from vault.ui.theme.look import Look, LookSettings
from vault.ui.theme.metrics import Breadth

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples" / "papers"
Key = Qt.Key


class Inbox:
    """A desk with papers that belong to no record, and the page that shows them."""

    def __init__(self, qtbot: QtBot, sample: SampleVault, look: Look, lang: str = "en") -> None:
        self.qtbot = qtbot
        self.opened = OpenDesk(qtbot, sample, look, lang)
        self.looker: Looker | None = None
        self.page: InboxPage | None = None
        self.deeds: list[Any] = []
        self.opened.session.done.connect(self.deeds.append)

    def put(self, content: bytes, name: str) -> Document:
        target = Target(DocumentKind.OTHER, self.opened.ids["nora"])
        return self.opened.vault.papers.attach_bytes(content, name, target).document

    def show(self, breadth: Breadth = Breadth.NORMAL, width: int = 1068, height: int = 800) -> InboxPage:
        self.looker = Looker(self.opened.desk, self.opened)
        self.opened.load()
        self.settle()
        page = self.page = InboxPage(self.opened.desk)
        self.qtbot.addWidget(page)
        page.set_breadth(breadth)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        self.qtbot.waitUntil(page.isActiveWindow)
        self.opened.session.changed.connect(page.show_snapshot)
        assert self.opened.session.snapshot is not None
        page.show_snapshot(self.opened.session.snapshot)
        page.setFocus()
        self.settle()
        return page

    def settle(self) -> None:
        if self.page is not None:
            self.page.finish()
        self.qtbot.waitUntil(self._idle, timeout=20_000)

    def stored(self, document: Document) -> Document:
        found = self.opened.ask(lambda vault: vault.records.find(document.id)[1])
        assert isinstance(found, Document)
        return found

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(focus(), key)
            self.settle()

    def _idle(self) -> bool:
        return not self.opened.jobs.busy and (self.looker is None or not self.looker.waiting)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def inbox(qtbot: QtBot, sample: SampleVault, look: Look) -> Iterator[Inbox]:
    made = Inbox(qtbot, sample, look)
    yield made
    made.settle()
    made.opened.close()


def _stages(page: InboxPage) -> dict[str, tuple[int, str]]:
    return {item.file or item.title: (item.stage.done, item.stage.words) for item in page.list.papers.items}


class TestList:
    def test_each_paper_says_how_far_it_is(self, inbox: Inbox) -> None:
        inbox.put(encrypted(user="sample"), "locked.pdf")
        inbox.put(picture("JPEG"), "photo.jpg")
        inbox.put(b"sample words", "words.txt")
        inbox.put(referral_pdf("two"), "order.pdf")
        inbox.opened.attach("filed.pdf", "one")
        page = inbox.show()
        assert _stages(page) == {
            "locked.pdf": (1, "Needs its password"),
            "photo.jpg": (2, "Ready to file"),
            "words.txt": (1, "Cannot be opened"),
            "order.pdf": (4, "Ready to file"),
        }
        titles = {item.title: item.spoken for item in page.list.papers.items}
        assert titles["Referral, Elena Sample"] == (
            "Referral, Elena Sample. order.pdf. 2 pages · today. Ready to file"
        )

    def test_before_its_pages_were_looked_at_it_is_stored_safely(self, inbox: Inbox) -> None:
        page = inbox.show()
        unseen = inbox.put(picture("PNG"), "late.png")
        page._papers = {unseen.id: unseen}
        page._show_list()
        assert _stages(page) == {"late.png": (1, "Stored safely")}

    def test_an_empty_inbox_offers_to_add_a_paper(self, inbox: Inbox) -> None:
        page = inbox.show()
        assert focus() is page.add_paper
        inbox.press(Key.Key_Space)
        assert inbox.opened.asked == [PickPapers()]

    def test_a_family_stays_apart(self, inbox: Inbox) -> None:
        target = Target(DocumentKind.OTHER, inbox.opened.ids["finn"])
        inbox.opened.vault.papers.attach_bytes(picture("PNG"), "finn.png", target)
        inbox.put(picture("JPEG"), "nora.jpg")
        page = inbox.show()
        assert [item.title for item in page.list.papers.items] == ["nora.jpg"]


class TestChecking:
    def test_focus_moves_box_and_field_together(self, inbox: Inbox) -> None:
        inbox.put(referral_pdf("two"), "order.pdf")
        page = inbox.show()
        inbox.press(Key.Key_Return)
        fields, view = page.reading.panel.fields, page.reading.pane.view
        assert fields.current == 1
        inbox.press(Key.Key_Down, Key.Key_Down)
        rows = fields.rows
        assert (fields.current, focus()) == (3, rows[2])
        assert [box.number for box in view._boxes if box.current] == [3]
        box = view._boxes[5]
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.place_of(box.box).center())
        assert (fields.current, focus()) == (box.number, fields.rows[box.number - 1])

    def test_keys_accept_correct_and_take_away(self, inbox: Inbox) -> None:
        document = inbox.put(referral_pdf(), "order.pdf")
        page = inbox.show()
        fields = page.reading.panel.fields
        visits = next(row for row in fields.rows if row.field.name == "visits")
        ends = next(row for row in fields.rows if row.field.name == "valid_to")
        visits.setFocus()
        inbox.press(Key.Key_F2)
        assert focus() is visits.editor
        QTest.keyClicks(visits.editor, "none")
        inbox.press(Key.Key_Return)
        assert visits.editor.isVisible(), "what is not understood stays to be corrected"
        visits.editor.selectAll()
        QTest.keyClicks(visits.editor, "12")
        inbox.press(Key.Key_Return)
        assert not visits.editor.isVisible()
        assert (visits.field.value, visits.field.corrected) == (12, True)
        ends.setFocus()
        inbox.press(Key.Key_F2)
        QTest.keyClick(ends.editor, Key.Key_Escape)
        assert (ends.field.value, focus()) == ("2027-04-03", ends)
        inbox.press(Key.Key_Delete)
        assert ends.field.state is FieldState.ABSENT
        assert ends.accessibleName().endswith("Valid until: Apr 3, 2027, not on the paper")
        assert ends.field.number not in {box.number for box in page.reading.pane.view._boxes}
        kept = page.readings.of(inbox.stored(document))
        assert kept is not None
        assert {field.value for field in kept.fields if field.name == "visits"} == {12}

    def test_what_was_said_is_there_after_a_look_at_another_paper(self, inbox: Inbox) -> None:
        first = inbox.put(referral_pdf(), "order.pdf")
        other = inbox.put(picture("PNG"), "photo.png")
        page = inbox.show()
        page.list.mark(first.id)
        page.reading.panel.fields.rows[0].setFocus()
        inbox.press(Key.Key_Delete)
        page.list.mark(other.id)
        assert not page.reading.panel.fields.findChildren(FieldRow)
        page.list.mark(first.id)
        assert page.reading.panel.fields.rows[0].field.state is FieldState.ABSENT
        inbox.settle()

    def test_its_fields_come_some_at_a_time_and_all_of_them_when_they_are_wanted(self, inbox: Inbox) -> None:
        first = inbox.put(referral_pdf(), "order.pdf")
        other = inbox.put(picture("PNG"), "photo.png")
        page = inbox.show()
        fields = page.reading.panel.fields
        page.list.mark(other.id)
        page.list.mark(first.id)
        assert 0 < len(fields.findChildren(FieldRow)) < len(fields.rows)
        assert fields.findChildren(FieldRow) == list(fields.rows)
        page.list.mark(other.id)
        page.list.mark(first.id)
        page.list.mark(other.id)
        inbox.settle()
        inbox.qtbot.wait(50)
        assert not fields.findChildren(FieldRow), "what was left half made comes no more"

    @pytest.mark.parametrize("name", ["ref-cedar-order.pdf"] if SAMPLES.is_dir() else [])
    def test_a_real_paper_leaves_what_is_not_certain_to_the_person(self, inbox: Inbox, name: str) -> None:
        inbox.put((SAMPLES / name).read_bytes(), name)
        page = inbox.show()
        inbox.press(Key.Key_Return)
        fields = page.reading.panel.fields
        unsure = [row for row in fields.rows if row.field.state is FieldState.TO_CHECK]
        assert [row.field.name for row in unsure] == ["insurer"]
        assert focus() is unsure[0]
        inbox.press(Key.Key_Return)
        assert focus() is page.reading.panel.file


class TestFiling:
    def test_under_a_record_by_keys_alone(self, inbox: Inbox) -> None:
        document = inbox.put(referral_pdf(), "order.pdf")
        inbox.show()
        inbox.press(Key.Key_Return)
        for _ in range(12):
            inbox.press(Key.Key_Return)
            if not hasattr(focus(), "field"):
                break
        assert focus().accessibleName() in ("", "File this paper")
        inbox.press(Key.Key_Space)
        QTest.keyClicks(focus(), "RF-48213")
        inbox.press(Key.Key_Return)
        filed = inbox.stored(document)
        assert [(link.kind, link.record) for link in filed.links] == [
            ("referral", inbox.opened.ids["referral"])
        ]
        assert filed.kind is DocumentKind.REFERRAL
        assert [deed.text for deed in inbox.deeds] == ["Referral, Elena Sample filed under Referral RF-48213"]
        assert inbox.page is not None
        assert inbox.page.list.papers.rowCount() == 0
        inbox.opened.session.undo(inbox.deeds[0].changes, inbox.opened, _nothing)
        inbox.settle()
        assert [item.file for item in inbox.page.list.papers.items] == ["order.pdf"]

    def test_a_new_referral_begins_with_what_was_accepted(self, inbox: Inbox) -> None:
        document = inbox.put(referral_pdf(), "order.pdf")
        page = inbox.show()
        next(row for row in page.reading.panel.fields.rows if row.field.name == "visits").setFocus()
        inbox.press(Key.Key_Delete)
        page.reading.panel.file.click()
        inbox.settle()
        inbox.press(Key.Key_Return)
        (asked,) = inbox.opened.asked
        assert isinstance(asked, EditRecord)
        assert (asked.kind, asked.id) == ("referral", None)
        assert dict(asked.preset) == {
            "authored_on": "2026-11-20",
            "valid_from": "2027-01-04",
            "valid_until": "2027-04-03",
            "frequency": {"n": 1, "per": "week"},
            "diagnosis": ["M54.50"],
            "person": inbox.opened.ids["nora"],
            "referrer": inbox.opened.ids["doctor"],
        }
        assert asked.paper == document.id

    def test_a_picture_without_text_says_so_and_is_filed(self, inbox: Inbox) -> None:
        document = inbox.put(picture("JPEG"), "photo.jpg")
        page = inbox.show()
        assert page.reading.panel._note.text() == (
            "It is a picture without text. You can file it and type in what it says."
        )
        inbox.press(Key.Key_Return)
        assert focus() is page.reading.panel.file
        inbox.press(Key.Key_Space)
        panel = page.reading.filing
        panel.kind.setCurrentIndex(panel.kind.findData("card"))
        inbox.settle()
        panel.finder.setFocus()
        inbox.press(Key.Key_Down, Key.Key_Up, Key.Key_Return)
        filed = inbox.stored(document)
        assert (filed.kind, [link.kind for link in filed.links]) == (DocumentKind.CARD, ["policy"])

    def test_nothing_fits_and_back(self, inbox: Inbox) -> None:
        inbox.put(picture("JPEG"), "photo.jpg")
        page = inbox.show()
        page.reading.ask_where()
        inbox.settle()
        QTest.keyClicks(page.reading.filing.finder, "no such record")
        assert not page.reading.filing.file.isEnabled()
        inbox.press(Key.Key_Return)
        assert page.reading.is_filing
        inbox.press(Key.Key_Escape)
        assert (page.reading.is_filing, focus()) == (False, page.reading.panel.file)

    def test_deciding_later_goes_on_with_the_next(self, inbox: Inbox) -> None:
        inbox.put(picture("JPEG"), "one.jpg")
        inbox.put(picture("PNG"), "two.png")
        page = inbox.show()
        first = page.list.current
        page.reading.panel.later.click()
        assert page.list.current != first
        assert focus() is page.list
        inbox.settle()


class TestArrangement:
    def test_narrow_shows_the_list_and_then_the_paper(self, inbox: Inbox) -> None:
        inbox.put(referral_pdf(), "order.pdf")
        page = inbox.show(Breadth.NARROW, 844, 600)
        assert page.list.isVisible()
        assert not page.reading.isVisible()
        inbox.press(Key.Key_Return)
        assert not page.list.isVisible()
        assert page.reading.isVisible()
        inbox.press(Key.Key_Escape)
        assert page.list.isVisible()
        assert focus() is page.list

    @pytest.mark.parametrize("lang", ["en", "de"])
    @pytest.mark.parametrize("case", [(1068, 800, 100), (844, 600, 100), (1168, 800, 200)])
    def test_nothing_is_clipped_nameless_or_out_of_reach(
        self, qtbot: QtBot, sample: SampleVault, look: Look, lang: str, case: tuple[int, int, int]
    ) -> None:
        width, height, scale = case
        look.choose(LookSettings(scale=scale))
        inbox = Inbox(qtbot, sample, look, lang)
        try:
            inbox.put(referral_pdf("two"), "order.pdf")
            page = inbox.show(Breadth.NORMAL if width == 1068 else Breadth.NARROW, width, height)
            inbox.press(Key.Key_Return)
            QTest.qWait(50)
            assert (page.width(), page.height()) == (width, height)
            assert (clipped(page), cut_off(page), nameless(page), unreached(page)) == ([], [], [], [])
            page.reading.ask_where()
            inbox.settle()
            QTest.qWait(50)
            assert (clipped(page), cut_off(page), nameless(page), unreached(page)) == ([], [], [], [])
        finally:
            inbox.settle()
            inbox.opened.close()


def test_pages_are_gone_when_they_are_closed(inbox: Inbox) -> None:
    inbox.put(referral_pdf("two"), "order.pdf")
    inbox.show()
    snapshot = inbox.opened.session.snapshot
    assert snapshot is not None
    alive = []
    for _ in range(5):
        page = InboxPage(inbox.opened.desk)
        page.show()
        page.show_snapshot(snapshot)
        inbox.settle()
        page._open(page.list.current or "")
        alive.append(weakref.ref(page))
        page.deleteLater()
        del page
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    inbox.settle()
    gc.collect()
    assert [ref() for ref in alive] == [None] * 5


def _nothing(_changes: object) -> None:
    return
