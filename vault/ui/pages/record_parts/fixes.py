"""What mends a hit, as buttons: each code of a fix leads to the form or page where it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vault.domain.coverage.verdict import Finding, Hit, Verdict
from vault.domain.records.people import Provider
from vault.domain.records.referral import Referral
from vault.domain.records.visit import Visit
from vault.domain.renewal import renewal_values
from vault.services.wording.titles import title_of
from vault.ui.navigation import AskQuestions, EditRecord, PageId, PickPapers, Request, ShowPage
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.record_parts.edit_button import EditButton
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.widgets.buttons import Button, ButtonKind

_MOST = 4


@dataclass(frozen=True, slots=True)
class _Case:
    """A hit on a visit, in the room it is shown in."""

    room: RecordRoom
    visit: Visit
    hit: Hit

    def of(self, kind: str) -> str | None:
        """Return the id of the record of a kind that the hit rests on."""
        return next((each.record for each in self.hit.evidence if each.kind == kind), None)

    @property
    def base(self) -> dict[str, Any]:
        """The values every new record for this visit begins with."""
        return {"person": self.visit.person}

    @property
    def policy(self) -> str | None:
        """The policy whose rules apply."""
        found = self.of("policy")
        if found is not None:
            return found
        policy = self.room.policy_on(self.visit.date)
        return None if policy is None else policy.id


_Requests = Callable[[_Case], Request | None]


def _edit(kind: str) -> _Requests:
    """Return what opens the record of a kind that the hit rests on."""

    def request(case: _Case) -> Request | None:
        found = case.policy if kind == "policy" else case.of(kind)
        return None if found is None else EditRecord(kind, found)

    return request


def _edit_visit(case: _Case) -> Request:
    return EditRecord("visit", case.visit.id)


def _new_policy(case: _Case) -> Request:
    return EditRecord("policy", None, case.base)


def _new_referral(case: _Case) -> Request:
    preset: dict[str, Any] = case.base | {"services": [case.visit.service]}
    old = case.room.get(Referral, case.of("referral"))
    if old is not None and case.visit.service in old.services:
        preset = {**renewal_values(old), **preset}
    return EditRecord("referral", None, preset)


def _new_authorization(case: _Case) -> Request:
    preset = case.base | {"services": [case.visit.service], "status": "to_request", "policy": case.policy}
    return EditRecord("authorization", None, preset)


def _new_claim(case: _Case) -> Request:
    preset = case.base | {"visits": [case.visit.id], "policy": case.policy, "status": "draft"}
    return EditRecord("claim", None, preset)


def _new_bill(case: _Case) -> Request:
    line = {"visit": case.visit.id, "date": case.visit.date.isoformat()}
    return EditRecord("bill", None, case.base | {"provider": case.visit.provider, "lines": [line]})


def _new_appeal(case: _Case) -> Request:
    return EditRecord("appeal", None, case.base | {"denial": case.of("eob")})


def _note_call(case: _Case) -> Request:
    policy = case.policy
    preset = case.base | {"direction": "sent", "channel": "call", "policy": policy}
    return EditRecord("communication", None, preset)


def _write_to_doctor(case: _Case) -> Request | None:
    referral = case.room.get(Referral, case.of("referral"))
    doctor = None if referral is None else case.room.get(Provider, referral.referrer)
    if doctor is None:
        return None
    preset = case.base | {"direction": "sent", "channel": "letter", "counterparty": doctor.name}
    return EditRecord("communication", None, preset)


def _scan(case: _Case) -> Request:
    return PickPapers("referral", case.of("referral"), "referral")


def _visits(_case: _Case) -> Request:
    return ShowPage(PageId.VISITS)


def _therapist(case: _Case) -> Request | None:
    found = case.of("provider") or case.visit.provider
    return _edit_visit(case) if found is None else EditRecord("provider", found)


WORDS: dict[str, str] = {
    "add_another_referral": "Add another referral…",
    "open_the_referral": "Open the referral…",
    "note_a_letter_to_the_doctor": "Note a letter to the doctor…",
    "note_a_call_to_the_insurer": "Note a call to the insurer…",
    "open_the_authorization": "Open the authorization…",
    "open_the_visit": "Open the visit…",
    "enter_what_the_insurer_demands": "Enter what the insurer demands…",
    "open_the_therapist": "Open the therapist…",
    "add_the_policy": "Add the policy…",
    "say_which_policy_pays_first": "Say which policy pays first…",
    "add_a_referral": "Add a referral…",
    "enter_the_reason": "Enter the reason…",
    "enter_the_npi": "Enter the NPI…",
    "compare_the_npi": "Compare the NPI…",
    "add_the_scan": "Add the scan…",
    "enter_the_qualification": "Enter the qualification…",
    "enter_the_registration": "Enter the registration…",
    "enter_the_network": "Enter the network…",
    "add_the_authorization": "Add the authorization…",
    "add_an_appeal": "Add an appeal…",
    "add_another_authorization": "Add another authorization…",
    "enter_its_number": "Enter its number…",
    "enter_the_units": "Enter the units…",
    "enter_the_minutes": "Enter the minutes…",
    "enter_the_charge": "Enter the charge…",
    "show_all_visits": "Show all visits",
    "add_the_claim": "Add the claim…",
    "add_the_bill": "Add the bill…",
    "open_the_bill": "Open the bill…",
    "open_the_plan": "Open the treatment plan…",
    "open_the_request": "Open the request…",
}

_ADD_REFERRAL = ("add_another_referral", _new_referral)
_EDIT_REFERRAL = ("open_the_referral", _edit("referral"))
_WRITE = ("note_a_letter_to_the_doctor", _write_to_doctor)
_CALL = ("note_a_call_to_the_insurer", _note_call)
_EDIT_AUTHORIZATION = ("open_the_authorization", _edit("authorization"))
_EDIT_REQUEST = ("open_the_request", _edit("request"))
_EDIT_VISIT = ("open_the_visit", _edit_visit)
_EDIT_POLICY = ("enter_what_the_insurer_demands", _edit("policy"))
_THERAPIST = ("open_the_therapist", _therapist)

FIXES: dict[str, tuple[tuple[str, _Requests], ...]] = {
    "enter_policy": (("add_the_policy", _new_policy),),
    "set_policy_order": (("say_which_policy_pays_first", _edit("policy")),),
    "ask_insurer": (_EDIT_POLICY, _CALL),
    "send_to_other_insurer": (_EDIT_VISIT, _CALL),
    "get_referral": (("add_a_referral", _new_referral),),
    "correct_referral": (_EDIT_REFERRAL, _WRITE),
    "renew_referral": (_ADD_REFERRAL, _WRITE),
    "give_gap_reason": (("enter_the_reason", _edit_visit),),
    "confirm_gap": (_EDIT_VISIT,),
    "correct_frequency": (_EDIT_REFERRAL, _WRITE),
    "complete_referral": (_EDIT_REFERRAL, _WRITE),
    "enter_npi": (("enter_the_npi", _edit("provider")), _EDIT_REFERRAL),
    "check_npi": (("compare_the_npi", _edit("provider")), _EDIT_REFERRAL),
    "correct_diagnosis": (_EDIT_VISIT, _EDIT_REFERRAL),
    "attach_scan": (("add_the_scan", _scan),),
    "choose_therapist": (_THERAPIST, _CALL),
    "enter_therapist_type": (("enter_the_qualification", _therapist),),
    "enter_registration": (("enter_the_registration", _therapist),),
    "enter_network": (("enter_the_network", _therapist),),
    "request_authorization": (("add_the_authorization", _new_authorization), _CALL),
    "request_authorization_late": (("add_the_authorization", _new_authorization), _CALL),
    "appeal": (("add_an_appeal", _new_appeal),),
    "appeal_next_level": (("add_an_appeal", _new_appeal),),
    "extend_authorization": (("add_another_authorization", _new_authorization), _EDIT_AUTHORIZATION),
    "correct_authorization": (_EDIT_AUTHORIZATION, _CALL),
    "enter_authorization_number": (("enter_its_number", _edit("authorization")),),
    "await_decision": (_EDIT_AUTHORIZATION, _CALL),
    "enter_units": (("enter_the_units", _edit_visit),),
    "enter_minutes": (("enter_the_minutes", _edit_visit),),
    "enter_charge": (("enter_the_charge", _edit_visit),),
    "check_duplicate": (("show_all_visits", _visits), _EDIT_VISIT),
    "check_units": (_EDIT_VISIT,),
    "ask_late_filing": (("add_the_claim", _new_claim), _CALL),
    "file_claim": (("add_the_claim", _new_claim),),
    "ask_for_bill": (("add_the_bill", _new_bill),),
    "complete_bill": (("open_the_bill", _edit("bill")),),
    "get_progress_report": (("open_the_plan", _edit("treatment_plan")), _EDIT_REQUEST),
    "answer_request": (_EDIT_REQUEST, _CALL),
}
"""By the code of a fix: the code of a button's words and where it leads."""


def fix_requests(room: RecordRoom, visit: Visit, hit: Hit) -> tuple[tuple[str, Request], ...]:
    """Return the words and requests that mend a hit on a visit, the likeliest first."""
    case, found = _Case(room, visit, hit), []
    for code, make in FIXES.get(hit.fix, ()):
        request = make(case)
        if request is not None:
            found.append((room.say.text(WORDS[code]), request))
    if hit.verdict is Verdict.UNKNOWN and case.policy is not None:
        asking = (room.say.text("Questions to ask…"), AskQuestions(case.policy))
        found.insert(0 if hit.fix == "ask_insurer" else len(found), asking)
    return tuple(found)


def fix_buttons(room: RecordRoom, visit: Visit, finding: Finding) -> list[Button]:
    """Return the buttons that mend what was found, the first one filled."""
    buttons: list[Button] = []
    seen: set[str] = set()
    worst = sorted(finding.hits, key=_badness)
    for hit in worst:
        for text, request in fix_requests(room, visit, hit):
            if text not in seen and len(buttons) < _MOST:
                seen.add(text)
                style = ButtonKind.PLAIN if buttons else ButtonKind.FILLED
                buttons.append(GoButton(room.desk, text, request, kind=style))
    return buttons


def outcome_buttons(room: RecordRoom, visit: Visit) -> list[Button]:
    """Return the buttons that say what became of a planned visit."""
    say = room.say
    deed = say.text("{record} changed", record=title_of(visit, say))
    return [
        EditButton(room.desk, text, visit.id, {"status": status}, deed, kind=style)
        for text, status, style in (
            (say.text("It took place"), "completed", ButtonKind.FILLED),
            (say.text("It was missed"), "no_show", ButtonKind.PLAIN),
            (say.text("It was canceled"), "cancelled", ButtonKind.PLAIN),
        )
    ]


def _badness(hit: Hit) -> int:
    return -int(hit.verdict)
