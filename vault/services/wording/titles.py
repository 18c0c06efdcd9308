"""What a record is called in sentences: the shortest words a person knows it by."""

from collections.abc import Callable
from typing import Any

from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import KINDS, SHIPPED_SERVICES, Record
from vault.domain.records.letters import Appeal, Channel, Communication, InsurerRequest
from vault.domain.records.money import Bill, Claim, Eob
from vault.domain.records.papers import Bundle, Document, Reminder
from vault.domain.records.people import Person, Provider
from vault.domain.records.policy import BenefitLimit, Policy
from vault.domain.records.referral import Authorization, Condition, Referral, TreatmentPlan
from vault.domain.records.visit import Service, Visit
from vault.services.wording.catalogue import Wording
from vault.services.wording.names import service_name

KIND_WORDS: dict[str, str] = {
    "person": "Person",
    "provider": "Doctor, therapist or office",
    "policy": "Policy",
    "benefit_limit": "Plan limit",
    "condition": "Condition",
    "treatment_plan": "Treatment plan",
    "referral": "Referral",
    "authorization": "Authorization",
    "visit": "Visit",
    "bill": "Bill",
    "claim": "Claim",
    "eob": "Decision on a claim",
    "request": "Insurer's request",
    "communication": "Letter or call",
    "appeal": "Appeal",
    "document": "Paper",
    "bundle": "Bundle that left",
    "reminder": "Reminder",
    "service": "Service",
}


def kind_word(kind: str, say: Wording) -> str:
    """Return a kind of record in words."""
    return say.text(KIND_WORDS[kind])


def title_of(record: Record, say: Wording) -> str:
    """Return what a record is called: `Visit on Nov 10, 2026`, `Referral RF-48213`."""
    return _TITLES[type(record)](record, say)


def record_title(records: RecordSet, kind: str, record_id: str, say: Wording) -> str:
    """Return what the record of an id is called; the kind's word when it is not there."""
    record = records.get(KINDS[kind], record_id)
    return kind_word(kind, say) if record is None else title_of(record, say)


def _referral(referral: Referral, say: Wording) -> str:
    if referral.number is not None:
        return say.text("Referral {number}", number=referral.number)
    if referral.authored_on is not None:
        return say.text("Referral of {date}", date=referral.authored_on)
    return say.text("Referral")


def _authorization(authorization: Authorization, say: Wording) -> str:
    if authorization.number is not None:
        return say.text("Authorization {number}", number=authorization.number)
    if authorization.start is not None:
        return say.text("Authorization from {date}", date=authorization.start)
    return say.text("Authorization")


def _visit(visit: Visit, say: Wording) -> str:
    return say.text("Visit on {date}", date=visit.date)


def _numbered(with_number: str, with_date: str, plain: str) -> Callable[[Any, Wording], str]:
    """Return a title maker for records known by a number, else by their date."""

    def title(record: Any, say: Wording) -> str:
        number = getattr(record, "number", None) or getattr(record, "claim_number", None)
        if number is not None:
            return say.text(with_number, number=number)
        dated = getattr(record, "dated", None) or getattr(record, "processed_on", None)
        return say.text(plain) if dated is None else say.text(with_date, date=dated)

    return title


_bill = _numbered("Bill {number}", "Bill of {date}", "Bill")
_claim = _numbered("Claim {number}", "Claim of {date}", "Claim")
_eob = _numbered("Decision on claim {number}", "Decision of {date}", "Decision on a claim")


def _request(request: InsurerRequest, say: Wording) -> str:
    if request.reference is not None:
        return say.text("Request {reference}", reference=request.reference)
    if request.dated is not None:
        return say.text("Request of {date}", date=request.dated)
    return say.text("Insurer's request")


def _communication(letter: Communication, say: Wording) -> str:
    if letter.channel is Channel.CALL:
        return say.text("Call on {date}", date=letter.date)
    return say.text("Letter of {date}", date=letter.date)


def _appeal(appeal: Appeal, say: Wording) -> str:
    if appeal.filed_on is not None:
        return say.text("Appeal of {date}", date=appeal.filed_on)
    return say.text("Appeal")


def _limit(limit: BenefitLimit, say: Wording) -> str:
    known = {service.id: service_name(service.name, say) for service in SHIPPED_SERVICES}
    services = ", ".join(known.get(each, each) for each in limit.services)
    return say.text("Plan limit: {services}", services=services)


def _named(record: Person | Provider, _say: Wording) -> str:
    return record.name


def _policy(policy: Policy, _say: Wording) -> str:
    return policy.insurer if policy.plan_name is None else f"{policy.insurer}, {policy.plan_name}"


def _condition(condition: Condition, _say: Wording) -> str:
    return condition.words


def _plan(_plan_record: TreatmentPlan, say: Wording) -> str:
    return say.text("Treatment plan")


def _document(document: Document, say: Wording) -> str:
    return document.title or document.file_name or say.text("Paper")


def _bundle(bundle: Bundle, say: Wording) -> str:
    return say.text("Bundle for {recipient}", recipient=bundle.recipient)


def _reminder(reminder: Reminder, say: Wording) -> str:
    return reminder.label or say.text("Reminder")


def _service(service: Service, say: Wording) -> str:
    return service_name(service.name, say)


_TITLES: dict[type[Any], Callable[[Any, Wording], str]] = {
    Person: _named,
    Provider: _named,
    Policy: _policy,
    BenefitLimit: _limit,
    Condition: _condition,
    TreatmentPlan: _plan,
    Referral: _referral,
    Authorization: _authorization,
    Visit: _visit,
    Bill: _bill,
    Claim: _claim,
    Eob: _eob,
    InsurerRequest: _request,
    Communication: _communication,
    Appeal: _appeal,
    Document: _document,
    Bundle: _bundle,
    Reminder: _reminder,
    Service: _service,
}
