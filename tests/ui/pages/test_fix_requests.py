"""Every rule and every fix: the click leads to the very field, paper or question that is named."""

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.desks import Desks
from tests.ui.pages.test_questions_page import open_page
from vault.domain.coverage.verdict import Evidence, Hit, Verdict
from vault.domain.records.visit import Visit
from vault.services.wording.fixes import FIXES as FIX_WORDS
from vault.services.wording.rules import SENTENCES
from vault.ui.forms.layouts import ROWS, entries_of
from vault.ui.forms.record_form import RecordForm
from vault.ui.navigation import AskQuestions, EditRecord, MakeBundle, PickPapers, Request, ShowRecord
from vault.ui.pages.form import FormPage
from vault.ui.pages.questions import QuestionsPage
from vault.ui.pages.record_parts.fix_requests import FIXES, fix_requests
from vault.ui.pages.record_parts.room import RecordRoom


@dataclass(frozen=True)
class Row:
    """A hit as a rule makes it, and where its fixes lead, such as `edit policy order`."""

    rule: str
    fix: str
    leads: str
    carc: str | None = None
    missing: str | None = None
    evidence: str = ""

    @property
    def name(self) -> str:
        return "-".join(part for part in (self.rule, self.carc, self.missing, self.fix) if part)


TABLE = (
    Row("C0", "say_whether_it_took_place", "edit visit status"),
    Row("P1", "enter_policy", "new policy insurer", "26", "policy"),
    Row("P2", "set_policy_order", "edit policy order", "22", "policy_order", "policy"),
    Row("P3", "ask_insurer", "ask exclusions, edit policy excluded, call", "204", None, "policy"),
    Row("P4", "send_to_other_insurer", "edit visit cause, call", "19", None, "policy"),
    Row(
        "R1", "ask_insurer", "ask referral_needed, edit policy requires_referral, call", None, None, "policy"
    ),
    Row("R2", "get_referral", "new referral referrer", "288", "referral", "policy"),
    Row("R3", "correct_referral", "edit referral authored_on, letter", "174", None, "referral"),
    Row("R4", "correct_referral", "edit referral valid_from, letter", "174", None, "referral"),
    Row("R5", "renew_referral", "new referral valid_from, letter", "176", None, "referral"),
    Row("R6", "renew_referral", "new referral valid_from, letter", "176", None, "referral"),
    Row("R7", "give_gap_reason", "edit visit gap_reason", "176", "gap_reason", "referral"),
    Row("R7j", "confirm_gap", "attach visit letter, edit visit gap_reason", "176", None, "referral"),
    Row("R8", "renew_referral", "new referral valid_from, letter", "287", None, "referral"),
    Row("R9", "correct_frequency", "edit referral frequency, letter", "151", None, "referral"),
    Row("R10s", "get_referral", "new referral valid_from", "243", "referral", "referral"),
    Row("R10p", "correct_referral", "edit referral performer, letter", "243", None, "referral"),
    *(
        Row("R11", "complete_referral", f"edit referral {field}, letter", "175", missing, "referral")
        for missing, field in (
            ("diagnosis", "diagnosis"),
            ("quantity", "visits"),
            ("signature", "signed"),
            ("date", "authored_on"),
            ("referrer", "referrer"),
        )
    ),
    Row(
        "R11",
        "enter_npi",
        "edit provider identifiers[1].printed, edit referral referrer",
        "206",
        "npi",
        "referral doctor",
    ),
    Row(
        "R11",
        "check_npi",
        "edit provider identifiers[0].printed, edit referral referrer",
        "207",
        None,
        "referral doctor",
    ),
    Row("R12", "correct_diagnosis", "edit visit diagnoses, edit referral diagnosis", "11", None, "referral"),
    Row("R13", "ask_insurer", "ask who_may_refer, edit policy referrer_types, call", "183", None, "referral"),
    Row("R14", "attach_scan", "attach referral referral", "252", "referral_scan", "referral"),
    Row(
        "R15",
        "renew_referral",
        "new referral valid_from, edit referral valid_until, letter",
        "176",
        "valid_until",
        "referral",
    ),
    Row("T1", "choose_therapist", "edit visit provider, ask therapists_paid, call", "170"),
    Row("T1", "choose_therapist", "edit visit provider, ask registration, call", "185"),
    Row("T1", "choose_therapist", "edit visit provider, ask network, call", "242"),
    Row(
        "T1",
        "enter_therapist_type",
        "edit provider types, ask therapist_type",
        "170",
        "therapist_type",
        "therapist",
    ),
    Row(
        "T1",
        "enter_registration",
        "edit provider registered, ask registered",
        "185",
        "registration",
        "therapist",
    ),
    Row("T1", "enter_network", "edit provider networks, ask in_network", "242", "network", "therapist"),
    Row("T2", "ask_insurer", "ask conditions_accepted, edit policy conditions, call", "167", None, "policy"),
    Row(
        "A0",
        "ask_insurer",
        "ask authorization_needed, edit policy requires_auth, call",
        None,
        "authorization_need",
        "policy",
    ),
    Row("A1", "request_authorization", "new authorization status, call", "197", "authorization", "policy"),
    Row("A1", "appeal", "new appeal denial", "39", "authorization", "authorization"),
    Row("A2", "request_authorization_late", "new authorization status, call", "210", None, "policy"),
    Row(
        "A3",
        "extend_authorization",
        "new authorization status, edit authorization end, call",
        "302",
        None,
        "authorization",
    ),
    Row(
        "A3",
        "extend_authorization",
        "new authorization status, edit authorization start, call",
        "197",
        None,
        "authorization",
    ),
    Row(
        "A4",
        "extend_authorization",
        "new authorization status, edit authorization units, call",
        "198",
        None,
        "authorization",
    ),
    Row("A4", "enter_units", "edit visit units, ask visit_units", None, "units", "authorization"),
    Row("A4", "enter_minutes", "edit visit minutes, ask visit_minutes", None, "minutes", "authorization"),
    Row(
        "A5",
        "request_authorization",
        "new authorization status, edit authorization services, call",
        "284",
        "authorization",
        "authorization",
    ),
    Row("A5", "correct_authorization", "edit authorization provider, call", "296", None, "authorization"),
    Row("A5", "enter_authorization_number", "edit authorization number", "16", None, "authorization"),
    Row("A6", "await_decision", "edit authorization status, call", None, None, "authorization"),
    Row("B1", "ask_insurer", "ask limit_amount, edit benefit_limit visits, call", "119", None, "limit plan"),
    Row("B1", "enter_charge", "edit visit charge, ask visit_charge", None, "charge", "limit plan"),
    Row("B2", "ask_insurer", "ask limit_amount, edit benefit_limit visits, call", "149", None, "limit plan"),
    Row("B3", "check_duplicate", "edit visit date", "B14"),
    Row("B3", "check_units", "edit visit units", "119", None, "limit"),
    Row("F1", "ask_late_filing", "call, new claim number", "29"),
    Row("F1", "ask_late_filing", "call, edit claim submitted_on", "29", None, "claim"),
    Row("F1w", "file_claim", "new claim number", "29", "claim"),
    Row("F1w", "file_claim", "edit claim submitted_on", "29", "claim", "claim"),
    Row("F2", "ask_for_bill", "attach visit itemized_bill, new bill number", "16", "itemized_bill"),
    Row("F2r", "ask_for_bill", "attach visit itemized_bill, new bill number", None, "itemized_bill"),
    *(
        Row("F3", "complete_bill", f"edit {where}", "16", missing, "bill")
        for missing, where in (
            ("service_date", "bill lines[0].date"),
            ("code", "bill lines[0].code"),
            ("charge", "bill lines[0].charge"),
            ("provider", "bill provider"),
            ("identifier", "provider identifiers[1].printed"),
            ("patient", "bill person"),
            ("diagnosis", "bill lines[0].diagnosis"),
            ("units", "bill lines[0].units"),
        )
    ),
    Row(
        "F4",
        "get_progress_report",
        "attach treatment_plan progress_note, edit treatment_plan next_review",
        "151",
        "progress_report",
        "care",
    ),
    Row(
        "F4",
        "get_progress_report",
        "attach request progress_note, edit request status",
        "252",
        "progress_report",
        "request",
    ),
    Row("F5", "answer_request", "answer, edit request status, call", "227", "request_answer", "request"),
    Row("F6", "check_duplicate", "show visit, edit visit date", "18", None, "v02 eob"),
    Row("F7", "appeal", "new appeal filed_on", "50", None, "eob"),
    Row("F7", "appeal_next_level", "new appeal filed_on", "50", None, "eob"),
    Row("F7", "await_decision", "call", "50", None, "eob"),
)
KINDS = {
    "policy": ("policy", "plan"),
    "plan": ("policy", "plan"),
    "referral": ("referral", "referral"),
    "doctor": ("provider", "doctor"),
    "therapist": ("provider", "therapist"),
    "authorization": ("authorization", "authorization"),
    "limit": ("benefit_limit", "limit"),
    "claim": ("claim", "claim"),
    "bill": ("bill", "bill"),
    "care": ("treatment_plan", "care"),
    "request": ("request", "request"),
    "eob": ("eob", "eob"),
    "v02": ("visit", "v02"),
}
WITHOUT_FIX = {"A7": "a note that the visit is exempt: there is nothing to mend"}
"""Rules without a fix, and why."""


def requests_of(row: Row, desks: Desks) -> list[Request]:
    snapshot = desks.session.snapshot
    assert snapshot is not None
    visit = desks.stored(desks.ids["v01"])
    room = RecordRoom.of(desks.desk, snapshot, "visit", visit.id)
    assert room is not None
    assert isinstance(room.record, Visit)
    evidence = tuple(
        Evidence(kind, desks.ids[key]) for kind, key in map(KINDS.__getitem__, row.evidence.split())
    )
    hit = Hit(row.rule, Verdict.AT_RISK, row.carc, (), evidence, row.missing, row.fix)
    return [request for _, request in fix_requests(room, room.record, hit)]


def short(request: Request) -> str:
    """Return a request in the words of the table."""
    if isinstance(request, EditRecord):
        if request.kind == "communication":
            return str(request.preset["channel"])
        return f"{'new' if request.id is None else 'edit'} {request.kind} {request.at}"
    if isinstance(request, PickPapers):
        assert request.id is not None
        return f"attach {request.kind} {request.document_kind}"
    if isinstance(request, AskQuestions):
        return f"ask {request.first}"
    if isinstance(request, MakeBundle):
        return "answer"
    assert isinstance(request, ShowRecord)
    return f"show {request.kind}"


@pytest.mark.parametrize("row", TABLE, ids=[row.name for row in TABLE])
def test_a_fix_leads_to_what_it_says(row: Row, desks: Desks) -> None:
    found = requests_of(row, desks)
    assert ", ".join(short(each) for each in found) == row.leads
    for request in found:
        if isinstance(request, EditRecord):
            assert request.why
            assert has_spot(request)


def has_spot(request: EditRecord) -> bool:
    """Tell whether the form of a kind has the field, and its rows the part."""
    name, _, rest = request.at.partition("[")
    entry = next((each for each in entries_of(request.kind) if name in each.names), None)
    if entry is None or not rest:
        return entry is not None
    part = rest.partition("].")[2]
    rows = {"identifiers": "Identifier", "lines": "BillLine"}[name]
    return any(part in each.names for made, parts in ROWS.items() if made.__name__ == rows for each in parts)


def test_no_rule_is_without_a_fix_or_a_reason() -> None:
    rules = {key.partition(":")[0] for key in SENTENCES}
    assert rules - {row.rule for row in TABLE} == WITHOUT_FIX.keys()
    assert {row.fix for row in TABLE} == FIXES.keys() == FIX_WORDS.keys()


def test_a_visit_pinned_to_a_paper_that_fails_offers_the_choice(desks: Desks) -> None:
    pin = {"referral": desks.ids["referral"]}
    desks.ask(lambda vault: vault.records.edit(desks.ids["v01"], pin))
    desks.session.refresh()
    desks.settle()
    for fix, rule in (("renew_referral", "R5"), ("get_referral", "R10s"), ("correct_referral", "R3")):
        row = Row(rule, fix, "", evidence="referral")
        assert "edit visit referral" in [short(each) for each in requests_of(row, desks)]


SPOTS: tuple[tuple[str, str, str], ...] = (
    ("policy", "plan", "order"),
    ("policy", "plan", "excluded"),
    ("policy", "plan", "requires_auth"),
    ("referral", "referral", "valid_until"),
    ("referral", "referral", "valid_from"),
    ("referral", "referral", "visits"),
    ("referral", "referral", "necessity"),
    ("referral", "referral", "released_to"),
    ("visit", "v01", "gap_reason"),
    ("visit", "v01", "referral"),
    ("visit", "v01", "charge"),
    ("provider", "doctor", "identifiers[0].printed"),
    ("provider", "doctor", "identifiers[1].printed"),
    ("provider", "therapist", "types"),
    ("bill", "bill", "lines[0].code"),
    ("authorization", "authorization", "number"),
    ("benefit_limit", "limit", "visits"),
    ("request", "request", "status"),
    ("treatment_plan", "care", "next_review"),
)


@pytest.fixture
def form_page(desks: Desks, qtbot: QtBot) -> FormPage:
    made = FormPage(desks.desk)
    qtbot.addWidget(made)
    made.resize(900, 420)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.mark.parametrize(("kind", "key", "at"), SPOTS)
def test_the_form_goes_to_the_field_and_says_so(
    desks: Desks, form_page: FormPage, kind: str, key: str, at: str
) -> None:
    form_page.edit(EditRecord(kind, desks.ids[key], at=at, why="Enter it here."))
    desks.settle()
    desks.qtbot.wait(50)
    form = form_page.form
    assert form is not None
    focused = form_page.focusWidget()
    assert focused is not None
    field = form.field(at.partition("[")[0])
    assert field.isAncestorOf(focused)
    described = (focused, focused.focusProxy(), *ancestors(focused, form))
    assert any(each is not None and "Enter it here" in each.accessibleDescription() for each in described)
    body = form_page.opened_view().body

    def is_seen() -> bool:
        place = focused.mapTo(body.viewport(), focused.rect().center())
        return body.viewport().rect().contains(place)

    desks.qtbot.waitUntil(is_seen, timeout=1000)
    assert not form_page._open[-1].is_changed()  # looking at a field is no change


def ancestors(part: Any, form: RecordForm) -> list[Any]:
    found = []
    while part is not None and part is not form:
        found.append(part)
        part = part.parentWidget()
    return found


def test_the_mark_goes_once_the_field_is_changed(desks: Desks, form_page: FormPage) -> None:
    form_page.edit(EditRecord("authorization", desks.ids["authorization"], at="number", why="Enter it here."))
    desks.settle()
    form = form_page.form
    assert form is not None
    assert form.field("number").pointed == "Enter it here."
    QTest.keyClicks(form.editor("number").control, "7")
    assert form.field("number").pointed == ""
    assert form.field("number").control.accessibleDescription() == ""


@pytest.mark.parametrize("first", ["exclusions", "conditions_accepted", "who_may_refer", "referral_needed"])
def test_the_question_that_matters_stands_first_and_has_the_keyboard(
    desks: Desks, qtbot: QtBot, first: str
) -> None:
    page = QuestionsPage(desks.desk)
    qtbot.addWidget(page)
    page.resize(1068, 800)
    page.show()
    open_page(page, desks, "plan")
    page.ask(desks.ids["plan"], first)
    snapshot = desks.session.snapshot
    assert snapshot is not None
    page.show_snapshot(snapshot)
    desks.settle()
    page.finish()
    party = page.party
    assert party is not None
    assert party.rows[0].question.code == first
    assert party.rows[0].isAncestorOf(page.focusWidget() or page)
