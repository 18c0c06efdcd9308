"""The page of a form: saving, what refuses, drafts, new records on the way, and back."""

import gc
import json
import weakref
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.fakes.vaults import SampleVault
from tests.ui.desks import Desks
from tests.ui.forms.test_record_forms import MADE, filled, form_of
from tests.ui.pages.record_pages import assert_nothing_clipped
from vault.domain.records.papers import DocumentKind
from vault.domain.records.visit import VisitStatus
from vault.services.documents.attach import Target
from vault.ui.forms.record_editors import PicksEditor, ReferenceEditor
from vault.ui.navigation import EditRecord, GoBack, ShowRecord
from vault.ui.pages.form import FormPage
from vault.ui.theme.look import Look, LookSettings
from vault.ui.theme.metrics import Breadth


def line_of(page: FormPage, name: str) -> QLineEdit:
    """Return the line of a field."""
    control = form_of(page).editor(name).control
    assert isinstance(control, QLineEdit)
    return control


def press(
    page: FormPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key wherever the keyboard is."""
    focus: QWidget = page.focusWidget() or page
    QTest.keyClick(focus, key, modifier)


def test_a_visit_is_entered_and_saved_by_keyboard_alone(desks: Desks, page: FormPage) -> None:
    page.edit(EditRecord("visit"))
    desks.settle()
    assert page.bar.reason.text() == "Still needed: Date, Treatment"
    assert not page.bar.save.isEnabled()
    assert page.bar.save.accessibleDescription() == "Still needed: Date, Treatment"
    type_here(page, "Sample Street Rehab")
    press(page, Qt.Key.Key_Tab)
    press(page, Qt.Key.Key_Tab)
    type_here(page, "11/23")
    press(page, Qt.Key.Key_Tab)
    type_here(page, "2:30 pm")
    press(page, Qt.Key.Key_Tab)
    type_here(page, "massage")
    press(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    desks.settle()
    request = desks.asked[-1]
    assert isinstance(request, ShowRecord)
    stored = desks.stored(request.id)
    assert stored.date.isoformat() == "2026-11-23"
    assert stored.time.isoformat("minutes") == "14:30"
    assert stored.provider == desks.ids["therapist"]
    assert stored.service == "massage"
    assert desks.deeds[-1].text == "Visit on Nov 23, 2026 added"


def type_here(page: FormPage, text: str) -> None:
    """Type into whatever has the keyboard."""
    focus = page.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def test_an_edit_names_its_deed_and_is_taken_back(desks: Desks, page: FormPage) -> None:
    visit = desks.ids["v06"]
    page.edit(EditRecord("visit", visit, {"status": "no_show"}))
    desks.settle()
    assert form_of(page).not_ready() == ""
    page.save()
    desks.settle()
    assert desks.asked == [ShowRecord("visit", visit)]
    assert desks.stored(visit).status is VisitStatus.NO_SHOW
    assert desks.deeds[-1].text == "Visit on Oct 27, 2026 changed"
    desks.undo()
    assert desks.stored(visit).status is VisitStatus.COMPLETED


def test_a_save_that_is_not_ready_says_what_is_needed_and_writes_nothing(
    desks: Desks, page: FormPage
) -> None:
    page.edit(EditRecord("policy"))
    desks.settle()
    page.save()
    desks.settle()
    assert form_of(page).field("insurer").warning == "This is needed."
    assert desks.deeds == []
    assert desks.asked == []


@pytest.mark.parametrize(
    ("kind", "names"), [("reminder", ["label", "due"]), ("appeal", ["denial"]), ("eob", ["lines"])]
)
def test_what_would_be_of_no_use_is_not_saved_empty(
    desks: Desks, page: FormPage, kind: str, names: list[str]
) -> None:
    page.edit(EditRecord(kind))
    desks.settle()
    assert form_of(page).not_ready().startswith("Still needed: ")
    page.save()
    desks.settle()
    assert [form_of(page).field(name).warning for name in names] == ["This is needed."] * len(names)
    assert desks.deeds == []


def test_what_the_vault_refuses_is_shown_at_its_field(desks: Desks, page: FormPage) -> None:
    page.edit(EditRecord("service", None, {"name": "Massage"}))
    desks.settle()
    assert form_of(page).not_ready() == ""
    page.save()
    desks.settle()
    assert form_of(page).field("name").warning == "There is one of this name already."
    assert desks.deeds == []


def test_an_end_before_its_start_is_told_beside_the_range(desks: Desks, page: FormPage) -> None:
    page.edit(EditRecord("referral", desks.ids["referral"]))
    desks.settle()
    form = form_of(page)
    form.show_values({"valid_until": "2026-01-01"})
    form.touch_all()
    assert form.field("valid_until").warning == "The end is before the start."
    assert page.bar.reason.text() == "Please look at: Valid until"


def test_escape_keeps_changed_input_as_a_draft_and_says_so(desks: Desks, page: FormPage) -> None:
    said: list[str] = []
    page.told.connect(said.append)
    page.edit(EditRecord("visit", desks.ids["v01"]))
    desks.settle()
    QTest.keyClicks(line_of(page, "minutes"), "55")
    press(page, Qt.Key.Key_Escape)
    desks.settle()
    assert said == ["Not saved. Your input is kept as a draft."]
    assert desks.asked == [GoBack()]
    drafts = desks.ask(lambda vault: vault.drafts.list())
    assert [(each.kind, each.record_id) for each in drafts] == [("visit", desks.ids["v01"])]
    assert desks.stored(desks.ids["v01"]).minutes is None

    page.edit(EditRecord("visit", desks.ids["v01"]))
    desks.settle()
    assert form_of(page).values()["minutes"] == 55
    page.save()
    desks.settle()
    assert desks.stored(desks.ids["v01"]).minutes == 55
    assert desks.ask(lambda vault: vault.drafts.list()) == ()


def test_escape_from_an_unchanged_form_keeps_nothing(desks: Desks, page: FormPage) -> None:
    said: list[str] = []
    page.told.connect(said.append)
    page.edit(EditRecord("visit", desks.ids["v01"]))
    desks.settle()
    press(page, Qt.Key.Key_Escape)
    desks.settle()
    assert said == []
    assert desks.asked == [GoBack()]
    assert desks.ask(lambda vault: vault.drafts.list()) == ()


def test_before_a_lock_the_draft_is_safe_when_done_is_called_and_comes_back(
    desks: Desks, page: FormPage
) -> None:
    page.edit(EditRecord("referral"))
    desks.settle()
    form_of(page).editor("number").show_value("RF-9")
    form_of(page).show_raw({"authored_on": "someday"})
    done: list[int] = []
    page.save_draft(lambda: done.append(len(done)))
    assert done == []
    desks.settle()
    assert done == [0]
    (draft,) = desks.ask(lambda vault: vault.drafts.list())
    assert json.loads(draft.body)["raw"] == {"authored_on": "someday"}

    fresh = FormPage(desks.desk)
    desks.qtbot.addWidget(fresh)
    fresh.edit(EditRecord("referral", None, draft=draft.id))
    desks.settle()
    assert form_of(fresh).values()["number"] == "RF-9"
    assert form_of(fresh).raw() == {"authored_on": "someday"}


def test_nothing_to_keep_is_done_at_once(desks: Desks, page: FormPage) -> None:
    done: list[int] = []
    page.save_draft(lambda: done.append(1))
    page.edit(EditRecord("visit", desks.ids["v01"]))
    desks.settle()
    page.save_draft(lambda: done.append(2))
    assert done == [1, 2]


def test_input_is_kept_by_itself_a_few_seconds_after_typing(desks: Desks, page: FormPage) -> None:
    page.edit(EditRecord("visit", desks.ids["v02"]))
    desks.settle()
    QTest.keyClicks(line_of(page, "minutes"), "45")

    def kept() -> bool:
        return not desks.jobs.busy and bool(desks.ask(lambda vault: vault.drafts.list()))

    desks.qtbot.waitUntil(kept, timeout=8000)


def test_a_draft_of_one_person_is_not_shown_to_another(desks: Desks, page: FormPage) -> None:
    page.edit(EditRecord("visit"))
    desks.settle()
    QTest.keyClicks(line_of(page, "minutes"), "77")
    page.leave()
    desks.settle()
    desks.session.choose_person(desks.ids["finn"])
    page.edit(EditRecord("visit"))
    desks.settle()
    assert form_of(page).values()["minutes"] is None
    assert form_of(page).values()["person"] == desks.ids["finn"]


def test_start_anew_drops_the_draft(desks: Desks, page: FormPage) -> None:
    page.edit(EditRecord("visit", desks.ids["v01"]))
    desks.settle()
    QTest.keyClicks(line_of(page, "minutes"), "55")
    page.leave()
    desks.settle()
    page.edit(EditRecord("visit", desks.ids["v01"]))
    desks.settle()
    page.opened_view().fresh.emit()
    desks.settle()
    assert form_of(page).values()["minutes"] is None
    assert desks.ask(lambda vault: vault.drafts.list()) == ()


def test_a_new_doctor_is_made_on_the_way_and_comes_back_chosen(desks: Desks, page: FormPage) -> None:
    page.edit(EditRecord("referral"))
    desks.settle()
    picker = form_of(page).editor("referrer")
    assert isinstance(picker, ReferenceEditor)
    assert picker.new is not None
    line = picker.box.lineEdit()
    assert line is not None
    QTest.keyClicks(line, "Dr. New Sample")
    QTest.keyClick(picker.new, Qt.Key.Key_Space)
    assert form_of(page).kind == "provider"
    assert form_of(page).values()["name"] == "Dr. New Sample"
    page.save()
    desks.settle()
    assert form_of(page).kind == "referral"
    chosen = form_of(page).values()["referrer"]
    assert desks.stored(chosen).name == "Dr. New Sample"
    assert desks.asked == []


def test_escape_from_a_new_record_on_the_way_returns_to_the_form_below(desks: Desks, page: FormPage) -> None:
    page.edit(EditRecord("referral", None, {"number": "RF-1"}))
    desks.settle()
    picker = form_of(page).editor("services")
    assert isinstance(picker, PicksEditor)
    assert picker.new is not None
    QTest.keyClick(picker.new, Qt.Key.Key_Space)
    assert form_of(page).kind == "service"
    press(page, Qt.Key.Key_Escape)
    assert form_of(page).kind == "referral"
    assert form_of(page).values()["number"] == "RF-1"
    assert desks.asked == []


def test_a_form_follows_the_vault_without_losing_what_is_typed(desks: Desks, page: FormPage) -> None:
    page.edit(EditRecord("visit"))
    desks.settle()
    QTest.keyClicks(line_of(page, "minutes"), "50")
    added: Any = desks.ask(lambda vault: vault.records.add("provider", {"name": "Added meanwhile"}))
    desks.session.refresh()
    desks.settle()
    assert desks.session.snapshot is not None
    page.show_snapshot(desks.session.snapshot)
    picker = form_of(page).editor("provider")
    assert isinstance(picker, ReferenceEditor)
    assert picker.box.findData(added.record.id) > 0
    assert form_of(page).values()["minutes"] == 50


def test_a_record_stored_a_moment_ago_opens_when_it_is_there(desks: Desks, page: FormPage) -> None:
    added: Any = desks.ask(lambda vault: vault.records.add("provider", {"name": "Just added"}))
    page.edit(EditRecord("provider", added.record.id))
    assert page.form is None
    desks.session.refresh()
    desks.settle()
    assert form_of(page).values()["name"] == "Just added"


def test_papers_dropped_on_a_form_belong_to_its_record(desks: Desks, page: FormPage) -> None:
    page.edit(EditRecord("visit", desks.ids["v01"]))
    assert page.record_in_view() == ("visit", desks.ids["v01"])
    page.edit(EditRecord("visit"))
    assert page.record_in_view() is None


@pytest.mark.parametrize("kind", ["referral", "policy", "visit", "bill", "provider"])
def test_nothing_is_cut_off_in_german_at_200_percent(
    qtbot: QtBot, sample: SampleVault, look: Look, kind: str
) -> None:
    look.choose(LookSettings(scale=200))
    desks = Desks(qtbot, sample, look, "de")
    page = FormPage(desks.desk)
    qtbot.addWidget(page)
    page.resize(844, 700)
    page.set_breadth(Breadth.NARROW)
    page.show()
    page.edit(EditRecord(kind, None, filled(MADE[kind], desks.ids)))
    desks.settle()
    form_of(page).touch_all()
    assert_nothing_clipped(qtbot, page)
    desks.close()


def test_no_form_outlives_its_page(desks: Desks) -> None:
    page = FormPage(desks.desk)
    page.show()
    left: list[weakref.ref[QWidget]] = []
    for kind in ("referral", "bill", "policy"):
        page.edit(EditRecord(kind, None, filled(MADE[kind], desks.ids)))
        desks.settle()
        left += [weakref.ref(each) for each in page.findChildren(QWidget)]
    page.leave()
    desks.settle()
    page.close()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert len(left) > 100
    assert [each() for each in left if (widget := each()) is not None and isValid(widget)] == []


def test_a_paper_is_filed_with_the_record_made_from_it_in_one_deed(desks: Desks, page: FormPage) -> None:
    target = Target(DocumentKind.OTHER, desks.ids["nora"])
    paper = desks.ask(
        lambda vault: vault.papers.attach_bytes(b"%PDF-1.4 sample", "order.pdf", target)
    ).document
    preset = {"authored_on": "2026-11-20", "services": ["massage"], "referrer": None, "signed": True}
    page.edit(EditRecord("referral", preset=preset, paper=paper.id))
    desks.settle()
    page.save()
    desks.settle()
    (request,) = desks.asked
    assert isinstance(request, ShowRecord)
    filed = desks.stored(paper.id)
    assert [(link.kind, link.record) for link in filed.links] == [("referral", request.id)]
    assert filed.kind is DocumentKind.REFERRAL
    desks.undo()
    assert desks.stored(paper.id).links == ()
    assert desks.ask(lambda vault: len(vault.list("referral"))) == 2
