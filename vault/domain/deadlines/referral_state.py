"""What a referral is at the moment: in use, how much is left of it, and when it ends."""

from collections.abc import Iterator
from datetime import date

from vault.domain.deadlines.arithmetic import by_rule, step
from vault.domain.deadlines.due_date import OWN_DURATION, OWN_RECORDED, Candidate, DueKind
from vault.domain.deadlines.situation import Inputs, Subject
from vault.domain.period import PeriodUnit
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Referral, ReferralStatus
from vault.domain.records.values import Basis, Frequency, Per
from vault.domain.rule_pack import Anchor, Counting

FEW = 2
"""So few visits left are few at any frequency."""

_FORTNIGHT = 14
_SHORTEST_MONTH = 28


def in_a_fortnight(frequency: Frequency | None) -> int:
    """Return how many visits a fortnight can take at the ordered frequency; a short month warns early."""
    if frequency is None:
        return 0
    days = frequency.every * (7 if frequency.per is Per.WEEK else _SHORTEST_MONTH)
    return -(-frequency.n * _FORTNIGHT // days)


def active(inputs: Inputs) -> Iterator[Referral]:
    """Yield the referrals in use."""
    return (referral for referral in inputs.records.all(Referral) if referral.status is ReferralStatus.ACTIVE)


def subject_of(referral: Referral) -> Subject:
    """Return a referral as the subject of a date."""
    return Subject("referral", referral.id, referral.person)


def policy_of(inputs: Inputs, referral: Referral) -> Policy | None:
    """Return the policy that stood behind a referral when it was written, else the one of today."""
    return inputs.policy_for(referral.person, referral.authored_on) or inputs.policy_for(
        referral.person, inputs.today
    )


def left_of(inputs: Inputs, referral: Referral) -> int | None:
    """Return how many visits are left, None where no number is ordered."""
    if referral.visits is None:
        return None
    return max(0, referral.visits - referral.used_elsewhere - inputs.use_of(referral.id).used)


def is_over(inputs: Inputs, ends: tuple[Candidate, ...]) -> bool:
    """Tell whether every end it may have lies behind."""
    return bool(ends) and all(end.day < inputs.today for end in ends)


def ends_of(inputs: Inputs, referral: Referral) -> tuple[Candidate, ...]:
    """Return the days a referral may end: as printed, else by rule and by the weeks ordered."""
    if referral.valid_until is not None and referral.valid_until_basis is Basis.PRINTED:
        return (Candidate(referral.valid_until, "referral"),)
    first = inputs.use_of(referral.id).first
    days = {Anchor.AUTHORED: referral.authored_on, Anchor.FIRST_VISIT: first}
    found = by_rule(inputs, DueKind.REFERRAL_ENDS, policy_of(inputs, referral), days) + _by_duration(
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
