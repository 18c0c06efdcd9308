"""What follows a first appeal: its answer, the next level, the review from outside (kinds 17 to 20)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from vault.domain.deadlines.arithmetic import by_rule, row_for
from vault.domain.deadlines.due_date import OWN_RECORDED, Candidate, DueDate, DueKind
from vault.domain.deadlines.situation import Inputs, Subject
from vault.domain.records.letters import Appeal, AppealOutcome, Communication, Direction
from vault.domain.records.money import Eob
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Referral
from vault.domain.records.values import Basis
from vault.domain.records.visit import Visit
from vault.domain.rule_pack import Anchor, Case

_REFUSED = frozenset({AppealOutcome.LOST, AppealOutcome.PARTLY})
_OUTSIDE = 3
"""From this level on an appeal goes outside the insurer, whatever the plan."""


def appeal_answer(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kinds 17 and 20 for appeals filed and not decided: the printed day, else the plan's rule.

    Whether the service was still to come when the appeal was filed decides; unknown gives both days.
    """
    for appeal in inputs.records.all(Appeal):
        if appeal.filed_on is None or appeal.outcome is not AppealOutcome.OPEN or appeal.decided_on:
            continue
        policy = policy_of_appeal(inputs, appeal)
        outside = _is_outside(inputs, appeal, policy)
        kind = DueKind.EXTERNAL_DECISION if outside else DueKind.APPEAL_ANSWER
        if appeal.decision_due is not None:
            found: tuple[Candidate, ...] = (Candidate(appeal.decision_due, "appeal"),)
        else:
            visits = _visits(inputs, appeal)
            coming = [visit for visit in visits if visit.date > appeal.filed_on]
            urgent = any(_is_urgent(inputs, visit) for visit in coming)
            cases = _cases(visits, coming)
            days = {Anchor.FILED: appeal.filed_on}
            found = tuple(
                each
                for case in cases
                for each in by_rule(inputs, kind, policy, days, urgent=urgent, case=case)
            )
        yield from inputs.settle(kind, _subject(appeal), found, policy)


def next_appeal(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kinds 18 and 19 for an appeal that was refused, until the next one is filed."""
    by_denial: dict[str | None, list[Appeal]] = defaultdict(list)
    for appeal in inputs.records.all(Appeal):
        by_denial[appeal.denial].append(appeal)
    for appeal in inputs.records.all(Appeal):
        if appeal.outcome not in _REFUSED:
            continue
        others = [] if appeal.denial is None else by_denial[appeal.denial]
        later = [each for each in others if each.level > appeal.level]
        policy = policy_of_appeal(inputs, appeal)
        done = any(each.filed_on is not None or each.outcome is not AppealOutcome.OPEN for each in later)
        if done or _is_outside(inputs, appeal, policy):
            continue
        for kind in (DueKind.SECOND_APPEAL, DueKind.EXTERNAL_REVIEW):
            if kind is DueKind.EXTERNAL_REVIEW or appeal.level <= 1:
                outside = kind is DueKind.EXTERNAL_REVIEW
                entered = [each for each in later if _is_outside(inputs, each, policy) is outside]
                found = _next_days(inputs, kind, appeal, entered, policy)
                yield from inputs.settle(kind, _subject(appeal), found, policy)


def policy_of_appeal(inputs: Inputs, appeal: Appeal) -> Policy | None:
    """Return the policy whose decision is appealed."""
    eob = inputs.records.get(Eob, appeal.denial)
    day = appeal.filed_on or appeal.decided_on
    if eob is None:
        return inputs.policy_for(appeal.person, day or inputs.today)
    visits = [visit.date for visit in _visits(inputs, appeal)]
    day = min(visits, default=eob.processed_on or eob.received_on or day)
    return inputs.policy_for(appeal.person, day, eob.policy)


def _next_days(
    inputs: Inputs, kind: DueKind, appeal: Appeal, entered: list[Appeal], policy: Policy | None
) -> tuple[Candidate, ...]:
    days = {Anchor.RECEIVED: _received(inputs, appeal), Anchor.NOTICE: appeal.decided_on}
    computed = by_rule(inputs, kind, policy, days)
    known = tuple(
        Candidate(each.due, "appeal", each.due_basis)
        for each in entered
        if each.due is not None and (each.due_basis is Basis.PRINTED or not computed)
    )
    return computed + tuple(
        each if each.basis is Basis.PRINTED else replace(each, rule=OWN_RECORDED) for each in known
    )


def _is_outside(inputs: Inputs, appeal: Appeal, policy: Policy | None) -> bool:
    """Tell whether an appeal goes to a reviewer outside: its level, or a plan without a second one inside."""
    day = appeal.filed_on or appeal.decided_on or inputs.today
    return appeal.level >= _OUTSIDE or (
        appeal.level > 1
        and row_for(inputs, DueKind.SECOND_APPEAL, policy, day) is None
        and row_for(inputs, DueKind.EXTERNAL_REVIEW, policy, day) is not None
    )


def _subject(appeal: Appeal) -> Subject:
    return Subject("appeal", appeal.id, appeal.person)


def _visits(inputs: Inputs, appeal: Appeal) -> list[Visit]:
    eob = inputs.records.get(Eob, appeal.denial)
    lines = () if eob is None else eob.lines
    found = (inputs.records.get(Visit, line.visit) for line in lines if line.denied)
    return [visit for visit in found if visit is not None]


def _cases(visits: list[Visit], coming: list[Visit]) -> tuple[Case, ...]:
    if not visits:
        return (Case.BEFORE_SERVICE, Case.AFTER_SERVICE)
    return (Case.BEFORE_SERVICE,) if coming else (Case.AFTER_SERVICE,)


def _is_urgent(inputs: Inputs, visit: Visit) -> bool:
    referral = inputs.records.get(Referral, visit.referral)
    return referral is not None and referral.urgent


def _received(inputs: Inputs, appeal: Appeal) -> date | None:
    """Return the day the decision came: entered with the letter of that date."""
    letters = (
        each.received_on
        for each in inputs.records.all(Communication)
        if each.person == appeal.person
        and each.direction is Direction.RECEIVED
        and each.date == appeal.decided_on
        and each.received_on is not None
    )
    return min(letters, default=None)
