"""What mends a hit, as data: each code of a fix leads to the field, the paper or the question it names."""

from typing import Any

from vault.domain.coverage.verdict import Hit
from vault.domain.records.letters import Appeal
from vault.domain.records.money import Bill, Claim
from vault.domain.records.papers import DocumentKind
from vault.domain.records.people import CheckResult, IdentifierType, Provider
from vault.domain.records.policy import BenefitLimit
from vault.domain.records.referral import Referral
from vault.domain.records.visit import Visit
from vault.domain.renewal import renewal_values
from vault.ui.navigation import MakeBundle, Request, ShowRecord
from vault.ui.pages.record_parts.fix_case import Case, Requests, Way, ask, attach, open_at
from vault.ui.pages.record_parts.room import RecordRoom


def _new_policy(case: Case) -> Request:
    return case.add("policy", "insurer", {})


def _new_referral(case: Case) -> Request:
    preset: dict[str, Any] = {"services": [case.visit.service]}
    old = case.room.get(Referral, case.of("referral"))
    if old is not None and case.visit.service in old.services:
        return case.add("referral", "valid_from", {**renewal_values(old), **preset})
    return case.add("referral", "referrer", preset)


def _pin(case: Case) -> Request | None:
    """Return the choice of the referral, where the person pinned the visit to the one that fails."""
    return None if case.visit.referral is None else case.edit("visit", case.visit.id, "referral")


def _referral_at(**fields: str) -> Requests:
    """Return the way to the field of the referral that the rule, or else what is missing, names."""

    def request(case: Case) -> Request | None:
        at = fields.get(case.hit.rule) or fields.get(case.hit.missing or "")
        return None if at is None else case.edit("referral", case.of("referral"), at)

    return request


def _new_authorization(case: Case) -> Request:
    preset = {"services": [case.visit.service], "status": "to_request", "policy": case.policy}
    return case.add("authorization", "status", preset)


def _authorization_at(case: Case) -> Request | None:
    if case.hit.rule == "A5":
        at = "services"
    elif case.hit.rule == "A4":
        at = "units"
    else:
        at = "start" if case.hit.carc == "197" else "end"
    return case.edit("authorization", case.of("authorization"), at)


def _claim(case: Case) -> Request:
    """Return the claim where one is there: its day of filing is what lacks; else a new one."""
    held = case.room.get(Claim, case.of("claim"))
    if held is not None:
        return case.edit("claim", held.id, "submitted_on") or ShowRecord("claim", held.id)
    visits = list(case.visits or (case.visit.id,))
    return case.add("claim", "number", {"visits": visits, "policy": case.policy, "status": "draft"})


def _new_bill(case: Case) -> Request:
    line = {"visit": case.visit.id, "date": case.visit.date.isoformat()}
    return case.add("bill", "number", {"provider": case.visit.provider, "lines": [line]})


_LINE_PARTS = {
    "service_date": "date",
    "code": "code",
    "charge": "charge",
    "diagnosis": "diagnosis",
    "units": "units",
}


def _bill_at(case: Case) -> Request | None:
    """Return the way to the part of the bill, its line or its sender, that lacks."""
    bill, lacks = case.room.get(Bill, case.of("bill")), case.hit.missing
    if bill is None:
        return None
    if lacks == "identifier":
        sender = case.room.get(Provider, bill.provider or case.visit.provider)
        return None if sender is None else _number_of(case, sender)
    part = _LINE_PARTS.get(lacks or "")
    if part is None:
        return case.edit("bill", bill.id, "person" if lacks == "patient" else "provider")
    own = [(row, each) for row, each in enumerate(bill.lines) if each.visit == case.visit.id]
    row = next((row for row, each in own if getattr(each, part) is None), own[0][0] if own else 0)
    return case.edit("bill", bill.id, f"lines[{row}].{part}")


def _number_of(case: Case, provider: Provider) -> Request | None:
    """Return the way to a provider's number: the NPI that fails its check, else a new row."""
    rows = [
        row
        for row, each in enumerate(provider.identifiers)
        if each.type is IdentifierType.NPI
        and (each.check is CheckResult.FAILED or case.hit.fix == "check_npi")
    ]
    at = f"identifiers[{rows[0]}].printed" if rows else f"identifiers[{len(provider.identifiers)}].printed"
    return case.edit("provider", provider.id, at)


def _npi(case: Case) -> Request | None:
    provider = case.room.get(Provider, case.of("provider"))
    return None if provider is None else _number_of(case, provider)


def _appeal(case: Case) -> Request:
    last = case.room.get(Appeal, case.of("appeal"))
    denial = case.of("eob")
    values: dict[str, Any] = {"denial": denial}
    if last is not None:
        values["level"] = last.level + 1
    return case.add("appeal", "denial" if denial is None else "filed_on", values)


def _note_call(case: Case) -> Request:
    values = {"direction": "sent", "channel": "call", "policy": case.policy}
    return case.add("communication", "spoken_to", values)


def _write_to_doctor(case: Case) -> Request | None:
    referral = case.room.get(Referral, case.of("referral"))
    doctor = None if referral is None else case.room.get(Provider, referral.referrer)
    if doctor is None:
        return None
    values = {"direction": "sent", "channel": "letter", "counterparty": doctor.name}
    return case.add("communication", "summary", values)


def _therapist_at(field: str) -> Requests:
    """Return the way to a fact of the therapist; to the visit where it names nobody."""

    def request(case: Case) -> Request | None:
        found = case.of("provider") or case.visit.provider
        if found is None:
            return case.edit("visit", case.visit.id, "provider")
        return case.edit("provider", found, field)

    return request


_POLICY_FIELDS = {"P3": "excluded", "T2": "conditions", "R13": "referrer_types", "A0": "requires_auth"}
_QUESTIONS = {
    "P3": "exclusions",
    "T2": "conditions_accepted",
    "R13": "who_may_refer",
    "R1": "referral_needed",
    "A0": "authorization_needed",
}
_THERAPIST_QUESTIONS = {"170": "therapists_paid", "185": "registration", "242": "network"}


def _ask_insurer(case: Case) -> Request | None:
    limit = case.of("benefit_limit")
    if limit is not None:
        return case.ask("limit_amount", limit)
    return case.ask(_QUESTIONS.get(case.hit.rule) or _THERAPIST_QUESTIONS.get(case.hit.carc or "", ""))


def _demand(case: Case) -> Request | None:
    """Return the way to what the policy says: the very rule, or how much the limit leaves."""
    limit = case.room.get(BenefitLimit, case.of("benefit_limit"))
    if limit is not None:
        return None
    at = _POLICY_FIELDS.get(case.hit.rule, "requires_referral")
    return case.edit("policy", case.policy, at)


def _limit(case: Case) -> Request | None:
    limit = case.room.get(BenefitLimit, case.of("benefit_limit"))
    if limit is None:
        return None
    return case.edit("benefit_limit", limit.id, "visits" if limit.money is None else "money")


def _twin(case: Case) -> Request | None:
    """Return the other visit of the day: the one that was paid, or the first of the same service."""
    visit, paid = case.visit, case.of("visit")
    if paid is not None and paid != visit.id:
        return ShowRecord("visit", paid)
    others = (
        each.id
        for each in case.room.records.all(Visit)
        if each.date == visit.date and each.service == visit.service and each.id != visit.id
    )
    other = next(others, None)
    return None if other is None else ShowRecord("visit", other)


def _answer(case: Case) -> Request | None:
    """Return the bundle that answers a request, or its page where no referral is at hand."""
    request = case.of("request")
    if request is None:
        return None
    charged = None if case.room.judged is None else case.room.judged.charged.get(case.visit.id)
    referral = case.visit.referral or charged
    return ShowRecord("request", request) if referral is None else MakeBundle(referral, request)


WORDS: dict[str, str] = {
    "ask_the_question": "Questions to ask…",
    "add_another_referral": "Add another referral…",
    "choose_the_referral": "Choose the referral…",
    "open_the_referral": "Open the referral…",
    "note_a_letter_to_the_doctor": "Note a letter to the doctor…",
    "note_a_call_to_the_insurer": "Note a call to the insurer…",
    "open_the_authorization": "Open the authorization…",
    "open_the_visit": "Open the visit…",
    "enter_what_the_insurer_demands": "Enter what the insurer demands…",
    "open_the_limit": "Open the limit…",
    "choose_the_therapist": "Choose the therapist…",
    "add_the_policy": "Add the policy…",
    "say_which_policy_pays_first": "Say which policy pays first…",
    "add_a_referral": "Add a referral…",
    "enter_the_reason": "Enter the reason…",
    "add_the_proof": "Add the proof…",
    "enter_the_npi": "Enter the NPI…",
    "compare_the_npi": "Compare the NPI…",
    "add_the_scan": "Add the scan…",
    "enter_the_qualification": "Enter the qualification…",
    "enter_the_registration": "Enter the registration…",
    "enter_the_network": "Enter the network…",
    "add_the_authorization": "Add the authorization…",
    "add_an_appeal": "Add an appeal…",
    "open_the_appeal": "Open the appeal…",
    "add_another_authorization": "Add another authorization…",
    "enter_its_number": "Enter its number…",
    "enter_the_units": "Enter the units…",
    "enter_the_minutes": "Enter the minutes…",
    "enter_the_charge": "Enter the charge…",
    "show_the_other_visit": "Show the other visit",
    "enter_the_claim": "Enter the claim…",
    "add_the_bill": "Add the bill…",
    "enter_the_bill": "Enter the bill…",
    "open_the_bill": "Open the bill…",
    "add_the_report": "Add the report…",
    "open_the_plan": "Open the treatment plan…",
    "open_the_request": "Open the request…",
    "answer_it": "Answer it…",
}

_ADD_REFERRAL: Way = ("add_another_referral", _new_referral)
_PIN: Way = ("choose_the_referral", _pin)
_WRITE: Way = ("note_a_letter_to_the_doctor", _write_to_doctor)
_CALL: Way = ("note_a_call_to_the_insurer", _note_call)
_ASK: Way = ("ask_the_question", _ask_insurer)
_COMPLETE: Way = (
    "open_the_referral",
    _referral_at(
        diagnosis="diagnosis", quantity="visits", signature="signed", date="authored_on", referrer="referrer"
    ),
)
_CORRECT: Way = ("open_the_referral", _referral_at(R3="authored_on", R4="valid_from", R10p="performer"))
_RENEWED: Way = ("open_the_referral", _referral_at(R15="valid_until"))
_REQUEST_AT = open_at("open_the_request", "request", "status")
_SEND_BILL = attach("add_the_bill", "visit", DocumentKind.ITEMIZED_BILL)
_APPEAL: Way = ("add_an_appeal", _appeal)
_ADD_AUTHORIZATION: Way = ("add_the_authorization", _new_authorization)
_AUTHORIZATION: Way = ("open_the_authorization", _authorization_at)

FIXES: dict[str, tuple[Way, ...]] = {
    "say_whether_it_took_place": (open_at("open_the_visit", "visit", "status"),),
    "enter_policy": (("add_the_policy", _new_policy),),
    "set_policy_order": (open_at("say_which_policy_pays_first", "policy", "order"),),
    "ask_insurer": (
        _ASK,
        ("enter_what_the_insurer_demands", _demand),
        ("open_the_limit", _limit),
        _CALL,
    ),
    "send_to_other_insurer": (open_at("open_the_visit", "visit", "cause"), _CALL),
    "get_referral": (("add_a_referral", _new_referral), _PIN),
    "correct_referral": (_CORRECT, _PIN, _WRITE),
    "renew_referral": (_ADD_REFERRAL, _PIN, _RENEWED, _WRITE),
    "give_gap_reason": (open_at("enter_the_reason", "visit", "gap_reason"), _PIN),
    "confirm_gap": (
        attach("add_the_proof", "visit", DocumentKind.LETTER),
        open_at("open_the_visit", "visit", "gap_reason"),
    ),
    "correct_frequency": (open_at("open_the_referral", "referral", "frequency"), _WRITE),
    "complete_referral": (_COMPLETE, _WRITE),
    "enter_npi": (("enter_the_npi", _npi), open_at("open_the_referral", "referral", "referrer")),
    "check_npi": (("compare_the_npi", _npi), open_at("open_the_referral", "referral", "referrer")),
    "correct_diagnosis": (
        open_at("open_the_visit", "visit", "diagnoses"),
        open_at("open_the_referral", "referral", "diagnosis"),
    ),
    "attach_scan": (attach("add_the_scan", "referral", DocumentKind.REFERRAL),),
    "choose_therapist": (open_at("choose_the_therapist", "visit", "provider"), _ASK, _CALL),
    "enter_therapist_type": (
        ("enter_the_qualification", _therapist_at("types")),
        ask("therapist_type", "provider"),
    ),
    "enter_registration": (
        ("enter_the_registration", _therapist_at("registered")),
        ask("registered", "provider"),
    ),
    "enter_network": (("enter_the_network", _therapist_at("networks")), ask("in_network", "provider")),
    "request_authorization": (_ADD_AUTHORIZATION, _AUTHORIZATION, _CALL),
    "request_authorization_late": (_ADD_AUTHORIZATION, _CALL),
    "appeal": (_APPEAL,),
    "appeal_next_level": (_APPEAL,),
    "extend_authorization": (("add_another_authorization", _new_authorization), _AUTHORIZATION, _CALL),
    "correct_authorization": (open_at("open_the_authorization", "authorization", "provider"), _CALL),
    "enter_authorization_number": (open_at("enter_its_number", "authorization", "number"),),
    "await_decision": (
        open_at("open_the_authorization", "authorization", "status"),
        open_at("open_the_appeal", "appeal", "outcome"),
        _CALL,
    ),
    "enter_units": (open_at("enter_the_units", "visit", "units"), ask("visit_units", "visit")),
    "enter_minutes": (open_at("enter_the_minutes", "visit", "minutes"), ask("visit_minutes", "visit")),
    "enter_charge": (open_at("enter_the_charge", "visit", "charge"), ask("visit_charge", "visit")),
    "check_duplicate": (("show_the_other_visit", _twin), open_at("open_the_visit", "visit", "date")),
    "check_units": (open_at("open_the_visit", "visit", "units"),),
    "ask_late_filing": (_CALL, ("enter_the_claim", _claim)),
    "file_claim": (("enter_the_claim", _claim),),
    "ask_for_bill": (_SEND_BILL, ("enter_the_bill", _new_bill)),
    "complete_bill": (("open_the_bill", _bill_at),),
    "get_progress_report": (
        attach("add_the_report", "treatment_plan", DocumentKind.PROGRESS_NOTE),
        attach("add_the_report", "request", DocumentKind.PROGRESS_NOTE),
        open_at("open_the_plan", "treatment_plan", "next_review"),
        _REQUEST_AT,
    ),
    "answer_request": (("answer_it", _answer), _REQUEST_AT, _CALL),
}
"""By the code of a fix: the ways that lead to it, the likeliest first."""


def fix_requests(
    room: RecordRoom, visit: Visit, hit: Hit, visits: tuple[str, ...] = ()
) -> tuple[tuple[str, Request], ...]:
    """Return the words and requests that mend a hit on a visit, or on all of `visits`, likeliest first."""
    case, found = Case(room, visit, hit, visits), []
    for code, make in FIXES.get(hit.fix, ()):
        request = make(case)
        if request is not None:
            found.append((room.say.text(WORDS[code]), request))
    return tuple(found)
