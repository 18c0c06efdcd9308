"""Whose file a bundle joins at the recipient: the policy, reference and claim it is sorted by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vault.domain.errors import NotFoundError
from vault.domain.record_set import RecordSet
from vault.domain.records.letters import InsurerRequest
from vault.domain.records.money import Claim
from vault.domain.records.policy import Order, Policy
from vault.domain.records.referral import Referral
from vault.domain.records.visit import Visit


@dataclass(frozen=True, slots=True)
class BundleSubject:
    """The one policy the bundle speaks of and the recipient's own numbers, None where not on record."""

    policy: Policy | None = None
    reference: str | None = None
    claim_number: str | None = None
    request: InsurerRequest | None = None


def choose_subject(
    records: RecordSet, referral: Referral, attended: Sequence[Visit], recipient: str, request_id: str | None
) -> BundleSubject:
    """Return the policy, reference and claim for this referral; NotFoundError for a request not on record."""
    request = records.get(InsurerRequest, request_id)
    if request_id is not None and (request is None or request.person != referral.person):
        raise NotFoundError(request_id)
    policy = records.get(Policy, request.policy) if request is not None else None
    if policy is None or policy.person != referral.person:
        policy = _policy_for(records, referral, attended, recipient)
    return BundleSubject(
        policy=policy,
        reference=request.reference if request is not None else None,
        claim_number=_claim_number(records, request, policy, attended),
        request=request,
    )


def is_insurer(policy: Policy, recipient: str) -> bool:
    """Tell whether the recipient as typed names the insurer of this policy, a department behind it or not."""
    return policy.insurer.casefold() in recipient.casefold()


def _policy_for(
    records: RecordSet, referral: Referral, attended: Sequence[Visit], recipient: str
) -> Policy | None:
    """Return the policy in force on the first day in question: the recipient's, else the primary."""
    anchor = attended[0].date if attended else referral.valid_from or referral.authored_on
    in_force = [
        policy
        for policy in records.all(Policy)
        if policy.person == referral.person and _holds(policy, anchor)
    ]
    return min(in_force, key=lambda policy: _rank(policy, recipient), default=None)


def _holds(policy: Policy, day: date | None) -> bool:
    return day is None or (policy.start <= day and (policy.end is None or day <= policy.end))


def _rank(policy: Policy, recipient: str) -> tuple[bool, bool, str]:
    return not is_insurer(policy, recipient), policy.order is Order.SECONDARY, policy.id


def _claim_number(
    records: RecordSet, request: InsurerRequest | None, policy: Policy | None, attended: Sequence[Visit]
) -> str | None:
    """Return the claim the request names, else the only one filed for these visits with this policy."""
    if request is not None:
        named = records.get(Claim, request.claim)
        number = named.number if named is not None else None
        if number or request.claim_number:
            return number or request.claim_number
    if policy is None:
        return None
    visits = {visit.id for visit in attended}
    numbers = {
        claim.number
        for claim in records.all(Claim)
        if claim.policy == policy.id and claim.number and visits.intersection(claim.visits)
    }
    return numbers.pop() if len(numbers) == 1 else None
