"""When authorizations end, run out, have to be requested and are answered (kinds 6, 7, 8 and 9)."""

from collections.abc import Iterator

from vault.domain.coverage.episodes import PAUSE_DAYS
from vault.domain.coverage.meter import in_counts
from vault.domain.deadlines.arithmetic import by_rule, step
from vault.domain.deadlines.due_date import (
    OWN_COUNTER,
    OWN_EXEMPT_VISITS,
    OWN_REQUEST_WINDOW,
    Candidate,
    DueDate,
    DueKind,
    Left,
)
from vault.domain.deadlines.referral_state import FEW, in_a_fortnight
from vault.domain.deadlines.situation import Inputs, PaperUse, Subject
from vault.domain.period import PeriodUnit
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Authorization, AuthorizationStatus, Referral
from vault.domain.records.values import Basis
from vault.domain.records.visit import Visit, VisitStatus
from vault.domain.rule_pack import Anchor, Counting

_IN_USE = frozenset({AuthorizationStatus.APPROVED, AuthorizationStatus.PARTLY})
_ASKED = frozenset({AuthorizationStatus.SUBMITTED, AuthorizationStatus.PENDING})
_HELD = _IN_USE | _ASKED | {AuthorizationStatus.NOT_NEEDED}
_UNITS_A_VISIT = {"visit": 1, "unit15": 4, "minute": 60}
"""How much an hour's visit takes, where the referral does not say it."""


def authorization_ends(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 6: the printed end, else what the plan's rule gives from the first visit."""
    for paper in inputs.records.all(Authorization):
        use = inputs.use_of(paper.id)
        if paper.status not in _IN_USE or use.is_spent:
            continue
        policy = _policy(inputs, paper, use)
        yield from inputs.settle(DueKind.AUTHORIZATION_ENDS, _subject(paper), _ends(inputs, paper), policy)


def authorization_nearly_used(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 7 for a live authorization with no more left than two visits or a fortnight take."""
    for paper in inputs.records.all(Authorization):
        use = inputs.use_of(paper.id)
        if paper.status not in _IN_USE or use.remaining is None or use.unit not in _UNITS_A_VISIT:
            continue
        referral = inputs.records.get(Referral, paper.referral)
        few = _few(referral, use.unit)
        ends = _ends(inputs, paper)
        over = bool(ends) and all(end.day < inputs.today for end in ends)
        if use.remaining > few or over or (use.is_spent and _is_replaced(inputs, paper)):
            continue
        elsewhere = in_counts(paper.used_elsewhere, paper.unit)
        left = Left(
            max(0, use.remaining),
            use.remaining + elsewhere + use.used,
            use.used,
            few,
            elsewhere,
            use.unit,
            use.last or paper.start or paper.requested_on,
        )
        kind, policy = DueKind.AUTHORIZATION_NEARLY_USED, _policy(inputs, paper, use)
        yield inputs.now(kind, _subject(paper), policy, OWN_COUNTER, left)


def request_authorization(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 8 for a service under treatment or planned that needs an authorization nobody asked for.

    Counted from the first visit by the plan's window; else before the first planned visit that is not
    exempt, and at once when hardly an exempt one is left.
    """
    for policy in inputs.records.all(Policy):
        need = policy.requires_auth
        if need in ("no", "unknown") or inputs.policy_for(policy.person, inputs.today) is not policy:
            continue
        for visits in _episodes(inputs, policy):
            if _is_asked(inputs, policy, visits[0].service):
                continue
            exempt = int(need) if need.isdecimal() else 0
            kind, left = DueKind.REQUEST_AUTHORIZATION, exempt - len(visits)
            if left < 0:
                subject = Subject("visit", visits[exempt].id, policy.person)
                found = _by_window(inputs, policy, visits) or _before_visit(visits[exempt])
                yield from inputs.settle(kind, subject, found, policy)
            elif left < FEW:
                subject = Subject("visit", visits[-1].id, policy.person)
                counter = Left(left, exempt, len(visits), FEW - 1, since=visits[-1].date)
                yield inputs.now(kind, subject, policy, OWN_EXEMPT_VISITS, counter)


def authorization_answer(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 9 for authorizations asked for and not answered."""
    for paper in inputs.records.all(Authorization):
        if paper.status not in _ASKED:
            continue
        referral = inputs.records.get(Referral, paper.referral)
        policy = inputs.policy_for(paper.person, paper.requested_on, paper.policy)
        urgent = referral is not None and referral.urgent
        days = {Anchor.REQUESTED: paper.requested_on}
        found = by_rule(inputs, DueKind.AUTHORIZATION_ANSWER, policy, days, urgent=urgent)
        yield from inputs.settle(DueKind.AUTHORIZATION_ANSWER, _subject(paper), found, policy)


def _few(referral: Referral | None, unit: str) -> int:
    """Return how much of an authorization is little: two visits, or those of a fortnight."""
    each = _UNITS_A_VISIT[unit]
    if referral is not None and referral.units_per_visit and unit == "unit15":
        each = referral.units_per_visit
    return max(FEW, in_a_fortnight(referral.frequency if referral else None)) * each


def _subject(paper: Authorization) -> Subject:
    return Subject("authorization", paper.id, paper.person)


def _policy(inputs: Inputs, paper: Authorization, use: PaperUse) -> Policy | None:
    return inputs.policy_for(paper.person, use.first or paper.start or inputs.today, paper.policy)


def _ends(inputs: Inputs, paper: Authorization) -> tuple[Candidate, ...]:
    if paper.end is not None:
        return (Candidate(paper.end, "authorization"),)
    use = inputs.use_of(paper.id)
    days = {Anchor.FIRST_VISIT: use.first}
    return by_rule(inputs, DueKind.AUTHORIZATION_ENDS, _policy(inputs, paper, use), days)


def _is_replaced(inputs: Inputs, paper: Authorization) -> bool:
    """Tell whether another authorization for one of its services has something left or is under way."""
    return any(
        other.id != paper.id
        and other.person == paper.person
        and other.status in _IN_USE | _ASKED
        and not inputs.use_of(other.id).is_spent
        and (other.end is None or other.end >= inputs.today)
        and not set(other.services).isdisjoint(paper.services)
        for other in inputs.records.all(Authorization)
    )


def _is_asked(inputs: Inputs, policy: Policy, service: str) -> bool:
    return any(
        paper.person == policy.person
        and paper.policy in (None, policy.id)
        and paper.status in _HELD
        and service in paper.services
        and (paper.end is None or paper.end >= inputs.today)
        for paper in inputs.records.all(Authorization)
    )


def _episodes(inputs: Inputs, policy: Policy) -> Iterator[tuple[Visit, ...]]:
    """Yield, for each service, the visits of the episode that goes on or is planned, in their order."""
    for service, visits in inputs.visits_of(policy.person).items():
        if service in policy.excluded:
            continue
        ordered = sorted(visits, key=lambda visit: (visit.date, visit.id))
        begin = len(ordered) - 1
        while begin and (ordered[begin].date - ordered[begin - 1].date).days < PAUSE_DAYS:
            begin -= 1
        if (inputs.today - ordered[-1].date).days < PAUSE_DAYS:
            yield tuple(ordered[begin:])


def _by_window(inputs: Inputs, policy: Policy, visits: tuple[Visit, ...]) -> tuple[Candidate, ...]:
    first = visits[0].date
    if policy.request_days is None:
        return by_rule(inputs, DueKind.REQUEST_AUTHORIZATION, policy, {Anchor.FIRST_VISIT: first})
    window = step(Anchor.FIRST_VISIT, first, policy.request_days, PeriodUnit.DAY)
    return (Candidate(window.result, "policy", Basis.COMPUTED, OWN_REQUEST_WINDOW, (window,)),)


def _before_visit(visit: Visit) -> tuple[Candidate, ...]:
    """Return the day before a planned visit; for one that took place it is too late to ask."""
    if visit.status is not VisitStatus.PLANNED:
        return ()
    eve = step("planned_visit", visit.date, 1, PeriodUnit.DAY, Counting.BEFORE)
    return (Candidate(eve.result, "policy", Basis.COMPUTED, OWN_EXEMPT_VISITS, (eve,)),)
