"""The page of a record of every kind: what it says, why, and what can be done from it."""

import gc
import weakref
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.fakes.vaults import SampleVault
from tests.ui import walking
from tests.ui.desks import Desks
from tests.ui.pages.record_pages import (
    SAMPLES,
    assert_nothing_clipped,
    attach,
    button,
    editing,
    id_of,
    one,
    show,
    texts,
)
from vault.domain.records.kinds import APPEND_ONLY, KINDS
from vault.ui.navigation import (
    DeleteRecord,
    EditRecord,
    MakeBundle,
    PageId,
    PickPapers,
    ShowPage,
    ShowPaper,
)
from vault.ui.pages.record import RecordPage
from vault.ui.pages.record_parts.disclosure import SaveAgain
from vault.ui.pages.record_parts.heads import HOMES
from vault.ui.pages.record_parts.history import HistoryPart
from vault.ui.pages.record_parts.layout import Columns
from vault.ui.sent_button import SentButton
from vault.ui.theme.look import Look, LookSettings
from vault.ui.theme.metrics import Breadth
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.counters import CounterCell
from vault.ui.widgets.link_label import LinkedText

W = TypeVar("W", bound=QWidget)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_every_kind_is_whole(desks: Desks, page: RecordPage, kind: str) -> None:
    show(page, desks, kind, id_of(desks, kind))
    assert "The insurer decides about payment." in texts(page)
    assert walking.nameless(page) == []
    assert walking.unreached(page) == []
    assert_nothing_clipped(desks.qtbot, page)
    assert (page.record_in_view() is None) == (kind in {"document", "bundle"})


@pytest.mark.parametrize("kind", ["referral", "visit", "policy", "request", "provider"])
@pytest.mark.parametrize("breadth", [Breadth.NARROW, Breadth.NORMAL])
def test_nothing_is_cut_off_in_german_at_200_percent(
    qtbot: QtBot, sample: SampleVault, look: Look, kind: str, breadth: Breadth
) -> None:
    look.choose(LookSettings(scale=200))
    desks = Desks(qtbot, sample, look, "de")
    page = RecordPage(desks.desk)
    qtbot.addWidget(page)
    page.resize(QSize(844 if breadth is Breadth.NARROW else 1268, 700))
    page.set_breadth(breadth)
    page.show()
    show(page, desks, kind, desks.ids[SAMPLES[kind]])
    assert_nothing_clipped(qtbot, page)
    desks.close()


def test_the_head_offers_what_can_be_done_with_a_referral(desks: Desks, page: RecordPage) -> None:
    referral = desks.ids["referral"]
    show(page, desks, "referral", referral)
    for text, request in (
        ("Make a bundle…", MakeBundle(referral)),
        ("Edit", EditRecord("referral", referral)),
        ("Delete", DeleteRecord("referral", referral)),
        ("Add a paper…", PickPapers("referral", referral)),
    ):
        QTest.keyClick(button(page, text), Qt.Key.Key_Space)
        assert desks.asked[-1] == request


def test_an_insurer_s_request_is_answered_with_a_bundle_of_the_referral_in_use(
    desks: Desks, page: RecordPage
) -> None:
    show(page, desks, "request", desks.ids["request"])
    button(page, "Answer with a bundle…").click()
    assert desks.asked[-1] == MakeBundle(desks.ids["referral"], desks.ids["request"])
    assert "In 22 days, Tue, Dec 15, 2026" in texts(page)
    assert "printed on the insurer's letter" in texts(page)


def test_papers_lead_to_the_reading_view_and_to_a_further_one(desks: Desks, page: RecordPage) -> None:
    document = desks.ask(lambda vault: attach(vault, desks.ids["referral"]))
    show(page, desks, "referral", desks.ids["referral"])
    assert "scan.bin" in texts(page)
    link = next(each for each in page.findChildren(LinkedText) if each.accessibleName() == "scan.bin")
    link.linkActivated.emit("0")
    assert desks.asked[-1] == ShowPaper(document)


def test_the_history_says_what_changed_and_an_earlier_version_comes_back(
    desks: Desks, page: RecordPage
) -> None:
    referral = desks.ids["referral"]
    desks.ask(lambda vault: vault.records.edit(referral, {"valid_until": "2026-12-31"}))
    desks.clock.advance(seconds=60)
    desks.ask(lambda vault: vault.records.edit(referral, {"number": "RF-2", "urgent": True}))
    show(page, desks, "referral", referral)
    part = one(page, HistoryPart)
    said = texts(part)
    assert "Changed: Referral number, Urgent?" in said
    assert "Valid until: Thu, Dec 31, 2026" in said
    assert part.lines[0].restore is None
    restore = part.lines[1].restore
    assert restore is not None
    QTest.keyClick(restore, Qt.Key.Key_Space)
    desks.settle()
    assert desks.stored(referral).number == "RF-48213"
    assert desks.deeds[-1].text == "Referral RF-2 put back to an earlier version"
    desks.undo()
    assert desks.stored(referral).number == "RF-2"


def test_a_long_history_is_shown_in_part_then_whole(desks: Desks, page: RecordPage) -> None:
    for number in range(5):
        desks.clock.advance(seconds=60)
        desks.ask(editing(desks.ids["referral"], {"number": f"RF-{number}"}))
    show(page, desks, "referral", desks.ids["referral"])
    part = one(page, HistoryPart)
    assert len(part.lines) == 3
    assert part.all is not None
    assert part.all.text() == "All 6 changes"
    QTest.keyClick(part.all, Qt.Key.Key_Space)
    assert len(part.lines) == 6


def test_a_policy_shows_its_rules_in_words_and_its_limits(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "policy", desks.ids["finn_plan"])
    said = texts(page)
    assert "Is a referral needed?\nNot recorded" in said
    assert "Is an authorization needed?\nNo" in said
    assert "No limit is recorded for this policy." in said
    show(page, desks, "policy", desks.ids["plan"])
    assert "After 6 visits" in texts(page)
    one(page, CounterCell)


def test_a_provider_shows_numbers_with_what_the_check_digit_says(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "provider", desks.ids["doctor"])
    assert "NPI, 1234567893, check digit right" in texts(page)


def test_a_bundle_s_identical_file_is_saved_again(desks: Desks, page: RecordPage, tmp_path: Path) -> None:
    show(page, desks, "bundle", id_of(desks, "bundle"))
    assert "Patient: Nora Sample" in texts(page)
    again = one(page, SaveAgain)
    again.save_to(tmp_path / "again.pdf")
    desks.settle()
    QApplication.sendPostedEvents()
    assert (tmp_path / "again.pdf").read_bytes() == b"%PDF-sample"
    assert "Saved as again.pdf." in texts(page)
    again.save_to(tmp_path / "again.pdf")
    desks.settle()
    QApplication.sendPostedEvents()
    assert "There is a file of this name already." in texts(page)
    assert not any(each.text() in {"Edit", "Delete"} for each in page.findChildren(Button))


def test_a_bundle_is_said_to_be_sent_once(desks: Desks, page: RecordPage) -> None:
    bundle = id_of(desks, "bundle")
    show(page, desks, "bundle", bundle)
    one(page, SentButton).click()
    desks.settle()
    show(page, desks, "bundle", bundle)
    assert page.findChildren(SentButton) == []
    assert "Sent on" in texts(page)


def test_a_family_stays_apart(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "person", desks.ids["finn"])
    said = texts(page)
    assert "RF-48213" not in said
    assert "Sprained ankle" in said
    show(page, desks, "visit", desks.ids["f01"])
    assert "Nora" not in texts(page)


def test_a_record_that_is_gone_says_where_it_may_be(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "referral", desks.ids["referral"])
    desks.ask(lambda vault: vault.records.delete(desks.ids["referral"]))
    desks.session.refresh()
    desks.settle()
    assert desks.session.snapshot is not None
    page.show_snapshot(desks.session.snapshot)
    QApplication.sendPostedEvents()
    assert "This record is not here any more" in texts(page)
    button(page, "Open the trash").click()
    assert desks.asked[-1] == ShowPage(PageId.TRASH)


def test_the_narrow_column_goes_below_when_there_is_no_room(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "referral", desks.ids["referral"])
    assert not one(page, Columns).is_stacked
    page.resize(800, 800)
    QApplication.sendPostedEvents()
    assert one(page, Columns).is_stacked


def test_the_same_state_is_not_built_twice(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "referral", desks.ids["referral"])
    before = one(page, HistoryPart)
    assert desks.session.snapshot is not None
    page.show_snapshot(desks.session.snapshot)
    assert one(page, HistoryPart) is before


def test_no_page_outlives_what_follows_it(desks: Desks) -> None:
    page = RecordPage(desks.desk)
    page.show()
    left: list[weakref.ref[QWidget]] = []
    for key, kind in (("referral", "referral"), ("v10", "visit"), ("v07", "visit"), ("plan", "policy")):
        show(page, desks, kind, desks.ids[key])
        left += [weakref.ref(each) for each in page.findChildren(QWidget)]
    page.close()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    alive = [each() for each in left if (widget := each()) is not None and isValid(widget)]
    assert len(left) > 100
    assert alive == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_home(kind: str) -> None:
    assert HOMES[kind] in PageId
    assert (kind in APPEND_ONLY) == (kind == "bundle")
