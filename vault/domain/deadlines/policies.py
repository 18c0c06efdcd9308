"""What a policy's years make due: its end, visits that lapse, papers to keep (kinds 11, 12 and 29)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from vault.domain.deadlines.arithmetic import by_rule
from vault.domain.deadlines.due_date import OWN_BENEFIT_YEAR, Candidate, DueDate, DueKind
from vault.domain.deadlines.situation import Inputs, Subject
from vault.domain.period import year_from
from vault.domain.records.letters import Appeal, AppealOutcome
from vault.domain.records.money import Bill, Claim, ClaimStatus
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, Policy
from vault.domain.records.values import Basis
from vault.domain.records.visit import Visit
from vault.domain.rule_pack import Anchor

_OPEN_CLAIMS = frozenset({ClaimStatus.DRAFT, ClaimStatus.SUBMITTED})
_COUNTED = frozenset({"visit", "unit15", "minute"})


def policy_ends(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 11 before a policy or its plan year ends: its rules may change.

    It is done once the rules were asked for again after that day, or a policy that goes on is entered.
    """
    for policy in inputs.records.all(Policy):
        end = _end_of_year(policy, inputs.today)
        if not policy.start <= inputs.today <= end:
            continue
        found = by_rule(inputs, DueKind.POLICY_ENDS, policy, {Anchor.PERIOD_END: end})
        asked = policy.said_on is not None and any(policy.said_on >= each.day for each in found)
        if not asked and not (end == policy.end and _is_followed(inputs, policy, end)):
            subject = Subject("policy", policy.id, policy.person)
            yield from inputs.settle(DueKind.POLICY_ENDS, subject, found, policy)


def benefit_resets(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 12: the end of the benefit year, while something of it is unused."""
    for limit in inputs.records.all(BenefitLimit):
        policy = inputs.records.get(Policy, limit.policy)
        use = inputs.use_of(limit.id)
        if policy is None or not use.remaining or use.is_spent or use.unit not in _COUNTED:
            continue
        end = _end_of_benefit(policy, limit.per, inputs.today)
        if end is not None and policy.start <= inputs.today <= end:
            yield from inputs.settle(
                DueKind.BENEFIT_RESETS,
                Subject("benefit_limit", limit.id, policy.person),
                (Candidate(end, "policy", Basis.COMPUTED, OWN_BENEFIT_YEAR),),
                policy,
                left=(use.remaining, use.unit),
            )


def retention_review(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 29 for each year whose taxes were filed and whose papers no open claim or appeal needs."""
    if not inputs.choices.tax_filed:
        return
    blocked = _blocked(inputs)
    for person, years in sorted(_years(inputs).items()):
        for year in sorted(years & set(inputs.choices.tax_filed)):
            if (person, year) not in blocked and (person, None) not in blocked:
                policy = inputs.policy_for(person, date(year, 12, 31)) or inputs.policy_for(
                    person, inputs.today
                )
                filed = {Anchor.TAX_FILED: inputs.choices.tax_filed[year]}
                found = by_rule(inputs, DueKind.RETENTION_REVIEW, policy, filed)
                subject = Subject("person", person, person, str(year))
                yield from inputs.settle(DueKind.RETENTION_REVIEW, subject, found, policy)


def _end_of_year(policy: Policy, today: date) -> date:
    """Return the end of the plan year that holds today, or of the policy if that comes first."""
    year = year_from(policy.start, today).end or date.max
    return year if policy.end is None else min(year, policy.end)


def _end_of_benefit(policy: Policy, per: BenefitPeriod, today: date) -> date | None:
    if per is BenefitPeriod.CALENDAR_YEAR:
        year = date(today.year, 12, 31)
        return year if policy.end is None else min(year, policy.end)
    return _end_of_year(policy, today) if per is BenefitPeriod.PLAN_YEAR else None


def _is_followed(inputs: Inputs, policy: Policy, end: date) -> bool:
    return any(
        other.person == policy.person
        and other.start > policy.start
        and (other.end is None or other.end > end)
        for other in inputs.records.all(Policy)
    )


def _years(inputs: Inputs) -> dict[str, set[int]]:
    years: dict[str, set[int]] = defaultdict(set)
    for visit in inputs.records.all(Visit):
        years[visit.person].add(visit.date.year)
    for bill in inputs.records.all(Bill):
        days = (bill.dated, bill.paid_on, *(line.date for line in bill.lines))
        years[bill.person].update(day.year for day in days if day is not None)
    return years


def _blocked(inputs: Inputs) -> set[tuple[str, int | None]]:
    """Return the years of each person that a claim is open for; an open appeal blocks them all (None)."""
    blocked: set[tuple[str, int | None]] = {
        (appeal.person, None) for appeal in inputs.records.all(Appeal) if appeal.outcome is AppealOutcome.OPEN
    }
    for claim in inputs.records.all(Claim):
        if claim.status in _OPEN_CLAIMS:
            visits = (inputs.records.get(Visit, visit) for visit in claim.visits)
            blocked.update((claim.person, visit.date.year) for visit in visits if visit is not None)
    return blocked
