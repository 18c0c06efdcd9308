"""What a date-range statement says and has to leave open: facts of the records, no judgment, no money."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from vault.domain.bundle_facts import (
    Amount,
    ExemptVisits,
    Fact,
    FactCode,
    FactGroup,
    FactValue,
    Gap,
    GapCode,
    GroupCode,
    PrintedNumber,
    Span,
    StatedVisit,
)
from vault.domain.bundle_subject import BundleSubject
from vault.domain.record_set import RecordSet
from vault.domain.records.people import IdentifierType, Person, Provider
from vault.domain.records.referral import Authorization, AuthorizationStatus, Condition, Referral
from vault.domain.records.values import Basis, Unit
from vault.domain.records.visit import Service, Visit, VisitStatus

_ISSUED = frozenset({AuthorizationStatus.APPROVED, AuthorizationStatus.PARTLY, AuthorizationStatus.EXPIRED})
_ASKED = frozenset({AuthorizationStatus.SUBMITTED, AuthorizationStatus.PENDING})
_REGISTRIES = (
    IdentifierType.NPI,
    IdentifierType.LANR,
    IdentifierType.PROVIDER_NUMBER,
    IdentifierType.REGISTRATION,
)


def attended_visits(
    records: RecordSet, referral: Referral, charged: Mapping[str, str], today: date
) -> tuple[Visit, ...]:
    """Return the completed visits charged or pinned to the referral, in order of date, time, id."""
    visits = [
        visit
        for visit in records.all(Visit)
        if visit.person == referral.person
        and visit.status is VisitStatus.COMPLETED
        and visit.date <= today
        and charged.get(visit.id, visit.referral) == referral.id
    ]
    return tuple(
        sorted(visits, key=lambda each: (each.date, each.time is not None, str(each.time or ""), each.id))
    )


def stated_visits(records: RecordSet, attended: Sequence[Visit]) -> tuple[StatedVisit, ...]:
    """Return the rows of the visits table."""
    return tuple(
        StatedVisit(
            visit=visit.id,
            date=visit.date,
            service=_service_name(records, visit.service),
            therapist=_provider_name(records, visit.provider),
            minutes=visit.minutes,
            units=visit.units,
        )
        for visit in attended
    )


def cover_facts(
    person: Person, referral: Referral, subject: BundleSubject, groups: Sequence[FactGroup] = ()
) -> tuple[Fact, ...]:
    """Return what the recipient sorts the file by; of the statement the authorization and the dates."""
    policy = subject.policy
    stated = [fact for group in groups for fact in group.facts]
    authorized = [fact.value for fact in stated if fact.code is FactCode.AUTHORIZATION]
    numbers = ", ".join(value for value in authorized if isinstance(value, str)) or None
    known: tuple[tuple[FactCode, FactValue | None], ...] = (
        (FactCode.REFERENCE, subject.reference),
        (FactCode.CLAIM, subject.claim_number),
        (FactCode.PATIENT, person.name),
        (FactCode.BIRTH_DATE, person.birth_date),
        (FactCode.MEMBER_ID, policy.member_id if policy is not None else None),
        (FactCode.GROUP, policy.group if policy is not None else None),
        (FactCode.REFERRAL, referral.number),
        (FactCode.AUTHORIZATION, authorized[0] if len(authorized) == 1 else numbers),
    )
    return (
        *(Fact(code, value) for code, value in known if value is not None),
        *(fact for fact in stated if fact.code is FactCode.DATES),
    )


def statement_groups(
    records: RecordSet,
    referral: Referral,
    subject: BundleSubject,
    attended: Sequence[Visit],
    *,
    diagnosis: bool,
) -> tuple[FactGroup, ...]:
    """Return the sections of the statement: the referral, its authorizations, the visits."""
    authorizations = _authorizations(records, referral, subject, attended)
    rule = _plan_rule(subject, attended) if not authorizations else None
    return (
        FactGroup(GroupCode.REFERRAL, tuple(_referral_facts(records, referral, diagnosis=diagnosis))),
        *(FactGroup(GroupCode.AUTHORIZATION, tuple(_authorization_facts(each))) for each in authorizations),
        *((FactGroup(GroupCode.AUTHORIZATION, (rule,)),) if rule is not None else ()),
        FactGroup(GroupCode.VISITS, tuple(_visit_facts(attended))),
    )


def statement_gaps(
    referral: Referral,
    groups: Sequence[FactGroup],
    visits: Sequence[StatedVisit],
    *,
    diagnosis: bool,
) -> tuple[Gap, ...]:
    """Return the facts a reader of the statement will miss."""
    stated = {fact.code for group in groups for fact in group.facts}
    gaps: list[Gap] = []
    if referral.authored_on is None:
        gaps.append(Gap(GapCode.AUTHORED_ON))
    if referral.valid_until is None:
        gaps.append(Gap(GapCode.END_DATE))
    if FactCode.REFERRER not in stated:
        gaps.append(Gap(GapCode.REFERRER))
    if referral.visits_missing:
        gaps.append(Gap(GapCode.VISITS_ORDERED))
    if diagnosis and FactCode.DIAGNOSIS not in stated:
        gaps.append(Gap(GapCode.DIAGNOSIS))
    if FactCode.AUTHORIZATION not in stated:
        gaps.append(Gap(GapCode.AUTHORIZATION))
    if any(fact.value in _ISSUED for group in groups for fact in group.facts):
        gaps.append(Gap(GapCode.AUTHORIZATION_NUMBER))
    if not visits:
        gaps.append(Gap(GapCode.VISITS))
    gaps.extend(Gap(GapCode.THERAPIST, visit.date) for visit in visits if visit.therapist is None)
    return tuple(gaps)


def referrer_name(records: RecordSet, referral: Referral) -> str | None:
    """Return the name of the referring doctor."""
    return _provider_name(records, referral.referrer)


def _referral_facts(records: RecordSet, referral: Referral, *, diagnosis: bool) -> Iterator[Fact]:
    services = ", ".join(
        referral.service_words or [_service_name(records, service) for service in referral.services]
    )
    known: tuple[tuple[FactCode, FactValue | None], ...] = (
        (FactCode.REFERRAL, referral.number),
        (FactCode.REFERRER, referrer_name(records, referral)),
        (FactCode.REFERRER_NUMBER, _referrer_number(records, referral)),
        (FactCode.AUTHORED_ON, referral.authored_on),
        (FactCode.VALID, _validity(referral)),
        (FactCode.SERVICE, services or None),
        (FactCode.VISITS_ORDERED, referral.visits),
        (FactCode.USED_ELSEWHERE, referral.used_elsewhere or None),
        (FactCode.DIAGNOSIS, _diagnosis(records, referral) if diagnosis else None),
    )
    return (Fact(code, value) for code, value in known if value is not None)


def _validity(referral: Referral) -> Span | None:
    start = referral.valid_from or referral.authored_on
    if start is None and referral.valid_until is None:
        return None
    computed = referral.valid_until is not None and referral.valid_until_basis is Basis.COMPUTED
    return Span(start, referral.valid_until, computed)


def _referrer_number(records: RecordSet, referral: Referral) -> PrintedNumber | None:
    provider = records.get(Provider, referral.referrer)
    identifiers = provider.identifiers if provider is not None else ()
    shown = [each for each in identifiers if each.type in _REGISTRIES]
    first = min(shown, key=lambda each: _REGISTRIES.index(each.type), default=None)
    return PrintedNumber(first.type, first.printed) if first is not None else None


def _diagnosis(records: RecordSet, referral: Referral) -> str | None:
    named = [records.get(Condition, condition) for condition in referral.conditions]
    words = [" ".join(filter(None, (each.code, each.words))) for each in named if each is not None]
    listed = {each.code for each in named if each is not None}
    return ", ".join((*words, *(code for code in referral.diagnosis if code not in listed))) or None


def _authorizations(
    records: RecordSet, referral: Referral, subject: BundleSubject, attended: Sequence[Visit]
) -> list[Authorization]:
    """Return the authorizations of this referral that the insurer has given or still holds."""
    pinned = {visit.authorization for visit in attended}
    policy = subject.policy.id if subject.policy is not None else None

    def belongs(each: Authorization) -> bool:
        if each.referral is not None or each.id in pinned:
            return each.referral == referral.id or each.id in pinned
        return bool(set(each.services) & set(referral.services)) and _covers_any(each, attended)

    return [
        each
        for each in records.all(Authorization)
        if each.person == referral.person
        and each.status in _ISSUED | _ASKED
        and each.policy in (None, policy)
        and belongs(each)
    ]


def _covers_any(authorization: Authorization, attended: Sequence[Visit]) -> bool:
    start, end = authorization.start or date.min, authorization.end or date.max
    return any(start <= visit.date <= end for visit in attended)


def _authorization_facts(each: Authorization) -> Iterator[Fact]:
    has_period = each.start is not None or each.end is not None
    shows_status = each.status in _ASKED and each.number is not None
    known: tuple[tuple[FactCode, FactValue | None], ...] = (
        (FactCode.AUTHORIZATION, each.number or each.status),
        (FactCode.AUTHORIZATION_STATUS, each.status if shows_status else None),
        (FactCode.REQUESTED_ON, each.requested_on),
        (FactCode.DECIDED_ON, each.decided_on),
        (FactCode.AUTHORIZATION_PERIOD, Span(each.start, each.end) if has_period else None),
        (FactCode.AUTHORIZED, _amount(each)),
    )
    return (Fact(code, value) for code, value in known if value is not None)


def _amount(each: Authorization) -> Amount | None:
    """Return how much was authorized; sums of money are no part of a statement of dates."""
    if each.units is None or each.unit is Unit.MONEY:
        return None
    return Amount(each.units, each.unit)


def _plan_rule(subject: BundleSubject, attended: Sequence[Visit]) -> Fact | None:
    """Return what the plan says where it asks for none, or for none for that many visits."""
    needed = subject.policy.requires_auth if subject.policy is not None else "unknown"
    if needed == "no":
        return Fact(FactCode.AUTHORIZATION, AuthorizationStatus.NOT_NEEDED)
    if needed.isdigit() and len(attended) <= int(needed):
        return Fact(FactCode.AUTHORIZATION, ExemptVisits(int(needed)))
    return None


def _visit_facts(attended: Sequence[Visit]) -> Iterator[Fact]:
    yield Fact(FactCode.VISITS_ATTENDED, len(attended))
    if attended:
        yield Fact(FactCode.DATES, Span(attended[0].date, attended[-1].date))


def _service_name(records: RecordSet, service_id: str) -> str:
    service = records.get(Service, service_id)
    return service.name if service is not None else service_id


def _provider_name(records: RecordSet, provider_id: str | None) -> str | None:
    provider = records.get(Provider, provider_id)
    return provider.name if provider is not None else None
