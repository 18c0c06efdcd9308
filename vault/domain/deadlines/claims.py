"""By when a visit has to be filed with the insurer, and its bill should be there (kinds 13 and 25)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from vault.domain.deadlines.arithmetic import by_rule, step
from vault.domain.deadlines.due_date import OWN_FILING_LIMIT, Candidate, DueDate, DueKind
from vault.domain.deadlines.situation import Inputs, Subject
from vault.domain.period import PeriodUnit, year_from
from vault.domain.records.money import Bill, BillForm, Claim, ClaimStatus, Eob
from vault.domain.records.papers import DocumentKind
from vault.domain.records.policy import FiledBy, FileFrom, Policy
from vault.domain.records.values import Basis
from vault.domain.records.visit import Visit, VisitStatus
from vault.domain.rule_pack import Anchor, Case


@dataclass(slots=True)
class _Waiting:
    """Visits of one person under one policy that lack the same thing: the first of them, and how many."""

    first: Visit
    policy: Policy | None
    count: int = 1

    def add(self, visit: Visit) -> None:
        self.count += 1
        if (visit.date, visit.id) < (self.first.date, self.first.id):
            self.first = visit


def filing(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kinds 13 and 25 for completed visits that the person files and has not filed yet.

    Kind 25 is one date for all visits of a policy that lack the same, the first of them counts; visits that
    can no longer be filed are left out.
    """
    filed, drafts, billed = _filed(inputs), _drafts(inputs), _billed(inputs)
    has_rule = inputs.book.knows(DueKind.FILE_CLAIM)
    waiting: dict[tuple[str, str | None, Case], _Waiting] = {}
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
        found = printed or (_by_plan(policy, visit) if policy and policy.file_days is not None else ())
        if not found and has_rule:
            found = by_rule(inputs, DueKind.FILE_CLAIM, policy, {Anchor.VISIT: visit.date})
        if found:
            subject = Subject("visit", visit.id, visit.person)
            yield from inputs.settle(DueKind.FILE_CLAIM, subject, found, policy)
            if all(each.day < inputs.today for each in found):
                continue
        cases = (Case.NOT_FILED,) if visit.id in billed else (Case.NO_BILL, Case.NOT_FILED)
        for case in cases:
            key = visit.person, policy.id if policy else None, case
            if key in waiting:
                waiting[key].add(visit)
            else:
                waiting[key] = _Waiting(visit, policy)
    yield from _lacking(inputs, waiting)


def _lacking(inputs: Inputs, waiting: dict[tuple[str, str | None, Case], _Waiting]) -> Iterator[DueDate]:
    for (person, _, case), each in waiting.items():
        days = {Anchor.VISIT: each.first.date}
        found = by_rule(inputs, DueKind.BILL_OR_CLAIM, each.policy, days, case=case)
        subject = Subject("visit", each.first.id, person, str(case))
        left = each.count, "visit"
        yield from inputs.settle(DueKind.BILL_OR_CLAIM, subject, found, each.policy, left)


def _billed(inputs: Inputs) -> frozenset[str]:
    """Return the visits an itemized bill, or the paper of one, is held for."""
    billed: set[str | None] = set()
    for bill in inputs.records.all(Bill):
        papers = inputs.records.documents_of(bill.id)
        if bill.form is BillForm.ITEMIZED or any(each.kind is DocumentKind.ITEMIZED_BILL for each in papers):
            billed.update(line.visit for line in bill.lines)
    for paper in inputs.papers(DocumentKind.ITEMIZED_BILL):
        billed.update(link.record for link in paper.links if link.kind == "visit")
    return frozenset(visit for visit in billed if visit is not None)


def _by_plan(policy: Policy, visit: Visit) -> tuple[Candidate, ...]:
    days = policy.file_days or 0
    starts = {"visit": visit.date}
    if policy.file_from is FileFrom.PLAN_YEAR_END:
        year_end = year_from(policy.start, visit.date).end or visit.date
        starts = {"plan_year_end": year_end}
        if policy.end is not None and policy.end < year_end:
            starts["policy_end"] = policy.end
    steps = (step(anchor, day, days, PeriodUnit.DAY) for anchor, day in starts.items())
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
