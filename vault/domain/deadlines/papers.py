"""When referrals and authorizations end, have to be begun, or are nearly used up (kinds 1, 2, 4 and 6)."""

from collections.abc import Iterator
from datetime import date

from vault.domain.deadlines.arithmetic import by_rule, step
from vault.domain.deadlines.due_date import (
    OWN_COUNTER,
    OWN_DURATION,
    OWN_RECORDED,
    Candidate,
    DueDate,
    DueKind,
)
from vault.domain.deadlines.situation import Inputs, Subject
from vault.domain.period import PeriodUnit
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Authorization, AuthorizationStatus, Referral, ReferralStatus
from vault.domain.records.values import Basis, Frequency, Per
from vault.domain.rule_pack import Anchor, Counting

_FORTNIGHT = 14
_SHORTEST_MONTH = 28
_FEW = 2
_IN_USE = frozenset({AuthorizationStatus.APPROVED, AuthorizationStatus.PARTLY})


def referral_ends(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 1: the printed end, else what the jurisdiction's rule and the ordered duration give."""
    for referral in _active(inputs):
        candidates = _ends(inputs, referral)
        replaced = referral.id in inputs.renewed and _is_over(inputs, candidates)
        if _left(inputs, referral) != 0 and not replaced:
            policy = _policy(inputs, referral)
            yield from inputs.settle(DueKind.REFERRAL_ENDS, _subject(referral), candidates, policy)


def start_treatment(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 2 for a referral no visit has been charged to: the day set, else the jurisdiction's rule."""
    for referral in _active(inputs):
        if referral.used_elsewhere or inputs.use_of(referral.id).used:
            continue
        policy = _policy(inputs, referral)
        if referral.start_by is not None:
            candidates: tuple[Candidate, ...] = (Candidate(referral.start_by, "referral"),)
        else:
            days = {Anchor.AUTHORED: referral.authored_on}
            candidates = by_rule(inputs, DueKind.START_TREATMENT, policy, days, urgent=referral.urgent)
        yield from inputs.settle(DueKind.START_TREATMENT, _subject(referral), candidates, policy)


def visits_nearly_used(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 4 for a live referral with no more visits left than two, or than a fortnight takes."""
    for referral in _active(inputs):
        left = _left(inputs, referral)
        over = _is_over(inputs, _ends(inputs, referral))
        if left is None or left > max(_FEW, in_a_fortnight(referral.frequency)) or over:
            continue
        if left == 0 and referral.id in inputs.renewed:
            continue
        policy = _policy(inputs, referral)
        yield DueDate(
            kind=DueKind.VISITS_NEARLY_USED,
            subject_kind="referral",
            subject=referral.id,
            person=referral.person,
            due=None,
            source="referral",
            basis=Basis.COMPUTED,
            lead_days=(),
            overdue=False,
            days_left=None,
            rule=OWN_COUNTER,
            remaining=left,
            policy=policy.id if policy else None,
        )


def authorization_ends(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 6: the printed end, else what the plan's rule gives from the first visit."""
    for paper in inputs.records.all(Authorization):
        use = inputs.use_of(paper.id)
        if paper.status not in _IN_USE or use.is_spent:
            continue
        policy = inputs.policy_for(paper.person, use.first or paper.start or inputs.today, paper.policy)
        if paper.end is not None:
            candidates: tuple[Candidate, ...] = (Candidate(paper.end, "authorization"),)
        else:
            candidates = by_rule(inputs, DueKind.AUTHORIZATION_ENDS, policy, {Anchor.FIRST_VISIT: use.first})
        subject = Subject("authorization", paper.id, paper.person)
        yield from inputs.settle(DueKind.AUTHORIZATION_ENDS, subject, candidates, policy)


def in_a_fortnight(frequency: Frequency | None) -> int:
    """Return how many visits a fortnight can take at the ordered frequency; a short month warns early."""
    if frequency is None:
        return 0
    days = frequency.every * (7 if frequency.per is Per.WEEK else _SHORTEST_MONTH)
    return -(-frequency.n * _FORTNIGHT // days)


def _active(inputs: Inputs) -> Iterator[Referral]:
    return (referral for referral in inputs.records.all(Referral) if referral.status is ReferralStatus.ACTIVE)


def _subject(referral: Referral) -> Subject:
    return Subject("referral", referral.id, referral.person)


def _policy(inputs: Inputs, referral: Referral) -> Policy | None:
    return inputs.policy_for(referral.person, referral.authored_on) or inputs.policy_for(
        referral.person, inputs.today
    )


def _left(inputs: Inputs, referral: Referral) -> int | None:
    if referral.visits is None:
        return None
    return max(0, referral.visits - referral.used_elsewhere - inputs.use_of(referral.id).used)


def _is_over(inputs: Inputs, ends: tuple[Candidate, ...]) -> bool:
    return bool(ends) and all(end.day < inputs.today for end in ends)


def _ends(inputs: Inputs, referral: Referral) -> tuple[Candidate, ...]:
    if referral.valid_until is not None and referral.valid_until_basis is Basis.PRINTED:
        return (Candidate(referral.valid_until, "referral"),)
    first = inputs.use_of(referral.id).first
    days = {Anchor.AUTHORED: referral.authored_on, Anchor.FIRST_VISIT: first}
    found = by_rule(inputs, DueKind.REFERRAL_ENDS, _policy(inputs, referral), days) + _by_duration(
        referral, first
    )
    if not found and referral.valid_until is not None:
        return (Candidate(referral.valid_until, "referral", Basis.COMPUTED, OWN_RECORDED),)
    return found


def _by_duration(referral: Referral, first: date | None) -> tuple[Candidate, ...]:
    """Count the ordered weeks from the paper's first day and, as that may be meant, from the first visit."""
    if not referral.duration_weeks:
        return ()
    begins: dict[str, date | None] = {"valid_from": referral.valid_from}
    if referral.valid_from is None:
        begins = {"authored": referral.authored_on}
    begins["first_visit"] = first
    steps = (
        step(anchor, day, referral.duration_weeks, PeriodUnit.WEEK, Counting.VALID_FOR)
        for anchor, day in begins.items()
        if day is not None
    )
    return tuple(
        Candidate(counted.result, "referral", Basis.COMPUTED, OWN_DURATION, (counted,)) for counted in steps
    )
