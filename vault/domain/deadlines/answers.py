"""What others owe an answer to: claims, money, papers released, bundles (kinds 15, 24, 26 and 27)."""

from collections.abc import Iterator
from datetime import date

from vault.domain.deadlines.arithmetic import by_rule, lengthened
from vault.domain.deadlines.due_date import Candidate, DueDate, DueKind
from vault.domain.deadlines.referral_state import active, policy_of
from vault.domain.deadlines.situation import Inputs, Subject
from vault.domain.period import DateRange, PeriodUnit
from vault.domain.records.letters import (
    Channel,
    Communication,
    Direction,
    InsurerRequest,
    RequestStatus,
)
from vault.domain.records.money import Claim, ClaimStatus, Eob
from vault.domain.records.papers import Bundle, DocumentKind
from vault.domain.records.policy import FiledBy
from vault.domain.records.referral import Authorization, Referral, Release, ReleasedTo
from vault.domain.rule_pack import Anchor

_PAID = frozenset({ClaimStatus.PAID, ClaimStatus.PARTLY_PAID, ClaimStatus.WITHDRAWN})


def claim_decision(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 15 for claims sent and not decided.

    A request for more is the notice that lengthens the period, and stops the clock until it is answered:
    while one is open there is no day to tell.
    """
    decided = {line.visit for eob in inputs.records.all(Eob) for line in eob.lines}
    numbers = {eob.claim_number for eob in inputs.records.all(Eob)} - {None}
    for claim in inputs.records.all(Claim):
        if claim.status is not ClaimStatus.SUBMITTED or claim.number in numbers:
            continue
        if claim.submitted_on is None or not decided.isdisjoint(claim.visits):
            continue
        requests = _requests(inputs, claim)
        if any(request.status is RequestStatus.OPEN for request in requests):
            continue
        policy = inputs.policy_for(claim.person, claim.submitted_on, claim.policy)
        found = by_rule(inputs, DueKind.CLAIM_DECISION, policy, {Anchor.SUBMITTED: claim.submitted_on})
        if requests:
            found = tuple(_stopped(each, _tolled(inputs, requests)) for each in found[-1:])
        subject = Subject("claim", claim.id, claim.person)
        yield from inputs.settle(DueKind.CLAIM_DECISION, subject, found, policy)


def money_arrives(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 24 for payments an EOB announced to the person, until the claim is marked paid."""
    claims = {claim.number: claim for claim in inputs.records.all(Claim) if claim.number}
    for eob in inputs.records.all(Eob):
        paid = any(line.paid is not None and line.paid.minor > 0 for line in eob.lines)
        claim = claims.get(eob.claim_number) if eob.claim_number else None
        if eob.payment_date is None or not paid or (claim is not None and claim.status in _PAID):
            continue
        papers = inputs.records.documents_of(eob.id)
        if any(paper.kind is DocumentKind.PROOF_OF_PAYMENT for paper in papers):
            continue
        named = eob.policy or (claim.policy if claim else None)
        policy = inputs.policy_for(eob.person, eob.payment_date, named)
        if claim is None and (policy is None or policy.filed_by is not FiledBy.ME):
            continue
        found = by_rule(inputs, DueKind.MONEY_ARRIVES, policy, {Anchor.PAYMENT: eob.payment_date})
        subject = Subject("eob", eob.id, eob.person)
        yield from inputs.settle(DueKind.MONEY_ARRIVES, subject, found, policy)


def referral_arrived(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 26 for a referral released to a specialist or insurer, until something shows it arrived."""
    for referral in active(inputs):
        policy = policy_of(inputs, referral)
        for release in referral.released_to:
            if release.on is None or release.to is ReleasedTo.ME or _has_arrived(inputs, referral, release):
                continue
            found = by_rule(inputs, DueKind.REFERRAL_ARRIVED, policy, {Anchor.RELEASED: release.on})
            subject = Subject("referral", referral.id, referral.person, str(release.to))
            yield from inputs.settle(DueKind.REFERRAL_ARRIVED, subject, found, policy)


def bundle_unanswered(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 27 for bundles sent, and for those that answer a request, until a word comes back."""
    for bundle in inputs.records.all(Bundle):
        request = inputs.records.get(InsurerRequest, bundle.request)
        sent = _sent(bundle)
        if sent is None or (request is not None and request.status is RequestStatus.CLOSED):
            continue
        if _is_answered(inputs, bundle, sent):
            continue
        policy = inputs.policy_for(bundle.person, sent, request.policy if request else None)
        found = by_rule(inputs, DueKind.BUNDLE_UNANSWERED, policy, {Anchor.SENT: sent})
        subject = Subject("bundle", bundle.id, bundle.person)
        yield from inputs.settle(DueKind.BUNDLE_UNANSWERED, subject, found, policy)


def _requests(inputs: Inputs, claim: Claim) -> list[InsurerRequest]:
    number = claim.number or ""
    return [
        request
        for request in inputs.records.all(InsurerRequest)
        if request.person == claim.person and (request.claim == claim.id or request.claim_number == number)
    ]


def _tolled(inputs: Inputs, requests: list[InsurerRequest]) -> int:
    """Return for how many days the clock stood still; those two requests share count once."""
    stops = []
    for request in requests:
        asked = request.dated or request.received_on
        sent = [_sent(bundle) for bundle in inputs.records.all(Bundle) if bundle.request == request.id]
        answered = min((day for day in sent if day is not None), default=None)
        if asked is not None and answered is not None:
            stops.append(DateRange(asked, answered))
    days: set[int] = set()
    for stop in stops:
        days.update(range(_ordinal(stop.start), _ordinal(stop.end)))
    return len(days)


def _ordinal(day: date | None) -> int:
    return 0 if day is None else day.toordinal()


def _stopped(candidate: Candidate, days: int) -> Candidate:
    return lengthened(candidate, "tolled", days, PeriodUnit.DAY) if days else candidate


def _sent(bundle: Bundle) -> date | None:
    """Return the day a bundle left; the answer to a request leaves when it is exported."""
    if bundle.sent_on is None and bundle.request is not None:
        return bundle.exported.date()
    return bundle.sent_on


def _has_arrived(inputs: Inputs, referral: Referral, release: Release) -> bool:
    on = release.on or date.max
    papers = inputs.records.documents_of(referral.id)
    if any(paper.kind is DocumentKind.PROOF_OF_DELIVERY for paper in papers):
        return True
    if release.to is ReleasedTo.SPECIALIST:
        last = inputs.use_of(referral.id).last
        return last is not None and last >= on
    authorized = any(
        paper.referral == referral.id and (paper.requested_on or paper.decided_on or date.min) >= on
        for paper in inputs.records.all(Authorization)
    )
    return authorized or any(
        each.person == referral.person
        and each.policy is not None
        and each.date >= on
        and (each.direction is Direction.RECEIVED or each.channel is Channel.CALL)
        for each in inputs.records.all(Communication)
    )


def _is_answered(inputs: Inputs, bundle: Bundle, sent: date) -> bool:
    """Tell whether a letter of the recipient, or of nobody named, or a decision came after a bundle left."""
    recipient = bundle.recipient.casefold()
    return any(
        each.person == bundle.person
        and each.direction is Direction.RECEIVED
        and (each.received_on or each.date) >= sent
        and (each.counterparty is None or each.counterparty.casefold() == recipient)
        for each in inputs.records.all(Communication)
    ) or any(
        eob.person == bundle.person and (eob.received_on or eob.processed_on or date.min) > sent
        for eob in inputs.records.all(Eob)
    )
