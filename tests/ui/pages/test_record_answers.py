"""The answers of a record's page: verdict, reason, evidence, counters, and the buttons that mend."""

from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.desks import Desks
from tests.ui.pages.record_pages import adding, attach, button, deleting, editing, one, show, texts
from vault.domain.coverage.verdict import Verdict
from vault.domain.records.kinds import kind_of
from vault.domain.records.visit import Visit, VisitStatus
from vault.services.wording.fixes import FIXES as FIX_WORDS
from vault.ui.models.facts import finding_of
from vault.ui.navigation import (
    EditRecord,
    ShowRecord,
)
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.record import RecordPage
from vault.ui.pages.record_parts.edit_button import EditButton
from vault.ui.pages.record_parts.fix_requests import FIXES, WORDS
from vault.ui.pages.record_parts.gates import gates
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.pages.record_parts.strips import StripCard
from vault.ui.pages.record_parts.visits_table import FIRST, VisitsPart
from vault.ui.widgets.counters import CounterCell
from vault.ui.widgets.verdict_panel import ProblemPanel, VerdictPanel

W = TypeVar("W", bound=QWidget)


def test_a_visit_s_panel_says_why_and_what_to_do(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "visit", desks.ids["v10"])
    one(page, ProblemPanel)
    said = texts(page)
    assert "Your papers do not support this visit" in said
    assert "Sample Health Plan would likely refuse it, reason code 176." in said
    assert "Rule R5" in said
    button(page, "Add another referral…").click()
    request = desks.asked[-1]
    assert isinstance(request, EditRecord)
    assert (request.kind, request.id) == ("referral", None)
    assert request.preset["renewal_of"] in {desks.ids["referral"], desks.ids["old_referral"]}
    assert request.preset["services"] == ["massage"]


def test_the_gap_is_drawn_to_scale_and_told(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "visit", desks.ids["v10"])
    strip = one(page, StripCard).strip
    assert strip.accessibleDescription().endswith("days")
    strip.opened.emit(f"visit:{desks.ids['v06']}")
    assert desks.asked[-1] == ShowRecord("visit", desks.ids["v06"])


def test_the_denial_code_is_shown_for_us_plans_only(desks: Desks, page: RecordPage) -> None:
    desks.ask(
        lambda vault: vault.records.edit(
            desks.ids["plan"], {"jurisdiction": "DE", "plan_type": "statutory_de"}
        )
    )
    show(page, desks, "visit", desks.ids["v10"])
    assert "reason code" not in texts(page)


def test_every_gate_is_listed_with_its_own_verdict(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "visit", desks.ids["v07"])
    assert desks.session.snapshot is not None
    room = RecordRoom.of(desks.desk, desks.session.snapshot, "visit", desks.ids["v07"])
    assert room is not None
    assert isinstance(room.record, Visit)
    verdict = room.verdict_of(room.record.id)
    assert verdict is not None
    found = {each.code: each.verdict for each in gates(room, room.record, finding_of(verdict), planned=False)}
    assert found["policy"] is Verdict.NOT_SUPPORTED
    assert found["therapist"] is Verdict.NOT_SUPPORTED
    assert found["authorization"] is Verdict.SUPPORTED
    assert found["bill"] is Verdict.AT_RISK
    assert list(found) == ["policy", "referral", "therapist", "authorization", "limit", "bill", "claim"]


def test_a_visit_no_policy_holds_is_looked_at_no_further(desks: Desks, page: RecordPage) -> None:
    desks.ask(lambda vault: vault.records.edit(desks.ids["v06"], {"date": "2025-01-07"}))
    show(page, desks, "visit", desks.ids["v06"])
    assert texts(page).count("Not looked at: no policy holds this day") == 4
    button(page, "Add the policy…").click()
    assert desks.asked[-1] == EditRecord("policy", None, {"person": desks.ids["nora"]}, at="insurer")


def test_a_planned_visit_of_the_past_asks_what_became_of_it(desks: Desks, page: RecordPage) -> None:
    desks.ask(lambda vault: vault.records.edit(desks.ids["v06"], {"status": "planned"}))
    show(page, desks, "visit", desks.ids["v06"])
    assert "Did this visit take place?" in texts(page)
    QTest.keyClick(button(page, "It took place"), Qt.Key.Key_Space)
    desks.settle()
    assert desks.stored(desks.ids["v06"]).status is VisitStatus.COMPLETED
    assert desks.deeds[-1].text == "Visit on Oct 27, 2026 changed"
    desks.undo()
    assert desks.stored(desks.ids["v06"]).status is VisitStatus.PLANNED


def test_a_supported_visit_says_by_which_papers(desks: Desks, page: RecordPage) -> None:
    desks.ask(lambda vault: attach(vault, desks.ids["referral"]))
    show(page, desks, "visit", desks.ids["v01"])
    one(page, VerdictPanel)
    assert "Shown by Referral RF-48213." in texts(page)


def test_there_are_always_three_counters(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "referral", desks.ids["referral"])
    assert [each.accessibleName() for each in page.findChildren(CounterCell)] == [
        "Ordered by the doctor: 5 left, 5 of 10 used",
        "Authorized by the insurer: 4 left, 0 of 4 used",
        "Plan limit 2026: 9 left, 7 of 16 used, 3 elsewhere",
    ]
    show(page, desks, "visit", desks.ids["v07"])
    assert "no referral used" in texts(page)
    assert "none on record" in texts(page)


def test_a_referral_shows_its_next_visit_and_leads_to_its_reason(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "referral", desks.ids["referral"])
    assert "The next visit is at risk, tomorrow at 2:30 PM" in texts(page)
    button(page, "Show why").click()
    assert desks.asked[-1] == ShowRecord("visit", desks.ids["v08"])


def test_a_paper_no_visit_is_planned_on_offers_to_add_one(desks: Desks, page: RecordPage) -> None:
    for key in ("v08", "v09", "v10"):
        desks.ask(deleting(desks.ids[key]))
    show(page, desks, "referral", desks.ids["referral"])
    button(page, "Add a visit").click()
    assert desks.asked[-1] == EditRecord("visit", preset={"status": "planned", "service": "massage"})


def test_a_dozen_visits_are_shown_then_all(desks: Desks, page: RecordPage) -> None:
    desks.ask(editing(desks.ids["referral"], {"visits": 30}))
    for day in range(1, 11):
        values: dict[str, Any] = {
            "person": desks.ids["nora"],
            "date": f"2026-11-{day:02}",
            "provider": desks.ids["therapist"],
            "service": "massage",
            "referral": desks.ids["referral"],
        }
        desks.ask(adding(values))
    show(page, desks, "referral", desks.ids["referral"])
    part = one(page, VisitsPart)
    assert part.model.rowCount() == FIRST
    assert part.all is not None
    assert part.all.text() == f"All {len(part.model.visits)}"
    QTest.keyClick(part.all, Qt.Key.Key_Space)
    assert part.model.rowCount() == len(part.model.visits) > FIRST
    part.table.setCurrentIndex(part.model.index(0, 0))
    QTest.keyClick(part.table, Qt.Key.Key_Return)
    assert desks.asked[-1] == ShowRecord("visit", part.model.visits[0].id)


def test_the_visits_of_a_paper_pass_the_model_test(
    desks: Desks, page: RecordPage, qtmodeltester: object
) -> None:
    show(page, desks, "referral", desks.ids["referral"])
    qtmodeltester.check(one(page, VisitsPart).model)  # type: ignore[attr-defined]  # pytest-qt names no type


def test_every_fix_of_the_rules_leads_somewhere() -> None:
    assert FIXES.keys() == FIX_WORDS.keys()
    assert {code for fixes in FIXES.values() for code, _ in fixes} == WORDS.keys()


def test_fix_buttons_lead_to_records_of_the_same_person(desks: Desks, page: RecordPage) -> None:
    assert desks.session.snapshot is not None
    for judged in desks.session.snapshot.people:
        for verdict in judged.verdicts:
            show(page, desks, "visit", verdict.visit)
            for each in page.findChildren(GoButton):
                each.click()
                request = desks.asked[-1]
                if isinstance(request, EditRecord):
                    assert request.preset.get("person", judged.person.id) == judged.person.id
    assert not page.findChildren(EditButton)
    assert kind_of(desks.stored(desks.ids["v01"])) == "visit"
