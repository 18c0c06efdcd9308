"""By when a visit has to be filed with the insurer (kind 13)."""

from collections import defaultdict
from collections.abc import Iterator

from vault.domain.deadlines.arithmetic import step
from vault.domain.deadlines.due_date import OWN_FILING_LIMIT, Candidate, DueDate, DueKind
from vault.domain.deadlines.situation import Inputs, Subject
from vault.domain.period import PeriodUnit, year_from
from vault.domain.records.money import Claim, ClaimStatus, Eob
from vault.domain.records.policy import FiledBy, FileFrom, Policy
from vault.domain.records.values import Basis
from vault.domain.records.visit import Visit, VisitStatus


def file_claim(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 13 for completed visits that the person files and has not filed yet."""
    filed = _filed(inputs)
    drafts = _drafts(inputs)
    for visit in inputs.records.all(Visit):
        if visit.status is not VisitStatus.COMPLETED or visit.id in filed:
            continue
        drafted = drafts.get(visit.id, ())
        named = drafted[0].policy if drafted else None
        policy = inputs.policy_for(visit.person, visit.date, named)
        filer = visit.filed_by or (policy.filed_by if policy else FiledBy.CLINIC)
        if filer is not FiledBy.ME:
            continue
        printed = tuple(Candidate(claim.file_due, "claim") for claim in drafted if claim.file_due is not None)
        candidates = printed or (_by_plan(policy, visit) if policy else ())
        subject = Subject("visit", visit.id, visit.person)
        yield from inputs.settle(DueKind.FILE_CLAIM, subject, candidates, policy)


def _by_plan(policy: Policy, visit: Visit) -> tuple[Candidate, ...]:
    if policy.file_days is None:
        return ()
    starts = {"visit": visit.date}
    if policy.file_from is FileFrom.PLAN_YEAR_END:
        year_end = year_from(policy.start, visit.date).end or visit.date
        starts = {"plan_year_end": year_end}
        if policy.end is not None and policy.end < year_end:
            starts["policy_end"] = policy.end
    steps = (step(anchor, day, policy.file_days, PeriodUnit.DAY) for anchor, day in starts.items())
    return tuple(
        Candidate(counted.result, "policy", Basis.COMPUTED, OWN_FILING_LIMIT, (counted,)) for counted in steps
    )


def _filed(inputs: Inputs) -> frozenset[str]:
    """Return the visits an insurer has been asked to pay, or has decided about."""
    claimed = {visit for claim in inputs.records.all(Claim) if _is_filed(claim) for visit in claim.visits}
    decided = {line.visit for eob in inputs.records.all(Eob) for line in eob.lines if line.visit is not None}
    return frozenset(claimed | decided)


def _is_filed(claim: Claim) -> bool:
    if claim.status is ClaimStatus.DRAFT:
        return claim.submitted_on is not None
    return claim.status is not ClaimStatus.WITHDRAWN


def _drafts(inputs: Inputs) -> dict[str, list[Claim]]:
    drafts: dict[str, list[Claim]] = defaultdict(list)
    for claim in inputs.records.all(Claim):
        if claim.status is ClaimStatus.DRAFT:
            for visit in claim.visits:
                drafts[visit].append(claim)
    return drafts
