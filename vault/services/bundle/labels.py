"""The words a bundle has for each code: labels of facts, what is not enclosed, how a value reads."""

from datetime import date

from vault.domain.bundle_facts import (
    Amount,
    ExemptVisits,
    Fact,
    FactCode,
    FactValue,
    Gap,
    GapCode,
    GroupCode,
    PrintedNumber,
    Span,
)
from vault.domain.records.kinds import SHIPPED_SERVICES
from vault.domain.records.people import IdentifierType
from vault.domain.records.referral import AuthorizationStatus
from vault.domain.records.values import Unit
from vault.services.wording.catalogue import Wording

_FACTS = {
    FactCode.PATIENT: "Patient",
    FactCode.BIRTH_DATE: "Date of birth",
    FactCode.REFERENCE: "Your reference",
    FactCode.CLAIM: "Claim number",
    FactCode.MEMBER_ID: "Member ID",
    FactCode.GROUP: "Group",
    FactCode.REFERRAL: "Referral",
    FactCode.REFERRER: "Referred by",
    FactCode.AUTHORED_ON: "Date of the referral",
    FactCode.VALID: "Valid",
    FactCode.SERVICE: "Service",
    FactCode.VISITS_ORDERED: "Visits ordered",
    FactCode.USED_ELSEWHERE: "Of these used elsewhere",
    FactCode.DIAGNOSIS: "Diagnosis",
    FactCode.AUTHORIZATION: "Authorization",
    FactCode.AUTHORIZATION_STATUS: "Status",
    FactCode.REQUESTED_ON: "Requested on",
    FactCode.DECIDED_ON: "Decided on",
    FactCode.AUTHORIZATION_PERIOD: "Period",
    FactCode.AUTHORIZED: "Authorized",
    FactCode.VISITS_ATTENDED: "Visits attended",
    FactCode.DATES: "Visits",
}
_STATEMENT_DATES = "From first to last visit"
_NUMBERS = {
    IdentifierType.NPI: "NPI",
    IdentifierType.LANR: "LANR",
    IdentifierType.PROVIDER_NUMBER: "Provider number",
    IdentifierType.REGISTRATION: "Registration number",
}
_GROUPS = {
    GroupCode.REFERRAL: "Referral",
    GroupCode.AUTHORIZATION: "Authorization",
    GroupCode.VISITS: "Visits on this referral",
}
_STATUS = {
    AuthorizationStatus.NOT_NEEDED: "not needed",
    AuthorizationStatus.SUBMITTED: "requested, no answer yet",
    AuthorizationStatus.PENDING: "pending",
    AuthorizationStatus.APPROVED: "approved",
    AuthorizationStatus.PARTLY: "approved in part",
    AuthorizationStatus.EXPIRED: "approved, now expired",
}
_GAPS = {
    GapCode.REFERRAL_PAPER: "Copy of the referral",
    GapCode.UNREAD_PAPER: "A further file of the referral",
    GapCode.MEMBER_ID: "Member ID",
    GapCode.AUTHORED_ON: "Date of the referral",
    GapCode.END_DATE: "Last day of the referral",
    GapCode.REFERRER: "Name of the referring doctor",
    GapCode.VISITS_ORDERED: "Number of visits ordered",
    GapCode.VISITS: "Dates of visits on this referral",
    GapCode.DIAGNOSIS: "Diagnosis",
    GapCode.AUTHORIZATION: "Authorization",
    GapCode.AUTHORIZATION_NUMBER: "Number of the authorization",
}
_SHIPPED = {service.name for service in SHIPPED_SERVICES}


def fact_label(wording: Wording, fact: Fact, *, in_statement: bool) -> str:
    """Return the label printed beside a fact."""
    if isinstance(fact.value, PrintedNumber):
        return wording.text(_NUMBERS[fact.value.type])
    if fact.code is FactCode.DATES and in_statement:
        return wording.text(_STATEMENT_DATES)
    return wording.text(_FACTS[fact.code])


def fact_text(wording: Wording, value: FactValue) -> str:
    """Return a value as this language writes it."""
    match value:
        case AuthorizationStatus():
            return wording.text(_STATUS[value])
        case date():
            return wording.short_date(value)
        case Span():
            range_ = wording.date_range(value.start, value.end)
            return wording.text("{range} (last day worked out)", range=range_) if value.computed else range_
        case Amount():
            return _amount(wording, value)
        case PrintedNumber():
            return value.printed
        case ExemptVisits():
            return wording.text("not needed, visits 1 to {n}", n=value.count)
        case str():
            return service_text(wording, value)
        case int():
            return str(value)


def service_text(wording: Wording, name: str) -> str:
    """Return a shipped service's name in this language, any other words as they were entered."""
    return wording.text(name) if name in _SHIPPED else name


def group_title(wording: Wording, code: GroupCode) -> str:
    """Return the heading of a section of the statement."""
    return wording.text(_GROUPS[code])


def gap_lines(wording: Wording, gaps: tuple[Gap, ...]) -> list[tuple[str, str]]:
    """Return what is not enclosed with its status; visits whose therapist is not known make one line."""
    lines = [
        (
            wording.text(_GAPS[gap.code]),
            wording.text("cannot be copied" if gap.code is GapCode.UNREAD_PAPER else "not held"),
        )
        for gap in gaps
        if gap.code is not GapCode.THERAPIST
    ]
    nameless = [gap.on for gap in gaps if gap.code is GapCode.THERAPIST]
    if nameless:
        title = wording.count(len(nameless), "Therapist of {n} visit", "Therapist of {n} visits")
        lines.append((title, wording.text("not held")))
    return lines


def _amount(wording: Wording, value: Amount) -> str:
    if value.unit is Unit.HOUR:
        return wording.count(value.count, "{n} hour", "{n} hours")
    if value.unit is Unit.UNIT15:
        return wording.count(value.count, "{n} unit of 15 minutes", "{n} units of 15 minutes")
    return wording.count(value.count, "{n} visit", "{n} visits")
