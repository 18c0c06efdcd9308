"""When referrals end, have to be begun, or are nearly used up (kinds 1, 2 and 4)."""

from collections.abc import Iterator

from vault.domain.deadlines.arithmetic import by_rule
from vault.domain.deadlines.due_date import OWN_COUNTER, Candidate, DueDate, DueKind, Left
from vault.domain.deadlines.referral_state import (
    FEW,
    active,
    ends_of,
    in_a_fortnight,
    is_over,
    left_of,
    policy_of,
    subject_of,
)
from vault.domain.deadlines.situation import Inputs
from vault.domain.rule_pack import Anchor


def referral_ends(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 1: the printed end, else what the jurisdiction's rule and the ordered duration give."""
    for referral in active(inputs):
        candidates = ends_of(inputs, referral)
        replaced = referral.id in inputs.renewed and is_over(inputs, candidates)
        if left_of(inputs, referral) != 0 and not replaced:
            policy = policy_of(inputs, referral)
            yield from inputs.settle(DueKind.REFERRAL_ENDS, subject_of(referral), candidates, policy)


def start_treatment(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 2 for a referral no visit has been charged to: the day set, else the jurisdiction's rule."""
    for referral in active(inputs):
        if referral.used_elsewhere or inputs.use_of(referral.id).used:
            continue
        policy = policy_of(inputs, referral)
        if referral.start_by is not None:
            candidates: tuple[Candidate, ...] = (Candidate(referral.start_by, "referral"),)
        else:
            days = {Anchor.AUTHORED: referral.authored_on}
            candidates = by_rule(inputs, DueKind.START_TREATMENT, policy, days, urgent=referral.urgent)
        yield from inputs.settle(DueKind.START_TREATMENT, subject_of(referral), candidates, policy)


def visits_nearly_used(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 4 for a live referral with no more visits left than two, or than a fortnight takes."""
    for referral in active(inputs):
        left, few = left_of(inputs, referral), max(FEW, in_a_fortnight(referral.frequency))
        over = is_over(inputs, ends_of(inputs, referral))
        if referral.visits is None or left is None or left > few or over:
            continue
        if left == 0 and referral.id in inputs.renewed:
            continue
        policy = policy_of(inputs, referral)
        kind, subject = DueKind.VISITS_NEARLY_USED, subject_of(referral)
        use = inputs.use_of(referral.id)
        counter = Left(
            left,
            referral.visits,
            use.used,
            few,
            referral.used_elsewhere,
            since=use.last or referral.valid_from or referral.authored_on,
        )
        yield inputs.now(kind, subject, policy, OWN_COUNTER, counter)
