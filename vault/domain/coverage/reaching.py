"""Which visits a changed record can make a difference to, kind by kind."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from vault.domain.coverage.edits import Edit
from vault.domain.coverage.held_authorization import HeldAuthorization
from vault.domain.coverage.reach import ClosedPaper, Reach
from vault.domain.coverage.referral import HeldReferral
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.letters import Appeal, InsurerRequest
from vault.domain.records.money import Bill, Claim, Eob
from vault.domain.records.papers import Document, DocumentKind
from vault.domain.records.people import Provider
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, Policy
from vault.domain.records.referral import Authorization, Condition, Referral, TreatmentPlan

T = TypeVar("T", bound=Record)


@dataclass(frozen=True, slots=True)
class Around:
    """The records before and after, and by when requests are due: what belongs to a changed record."""

    before: RecordSet
    after: RecordSet
    due_before: Mapping[str, dt.date]
    due_after: Mapping[str, dt.date]

    def every(self, record_class: type[T]) -> Iterator[T]:
        """Yield the records of a class, before and after."""
        yield from self.before.all(record_class)
        yield from self.after.all(record_class)

    def both(self, record_class: type[T], record_id: str | None) -> Iterator[T]:
        """Yield a record as it was and is, as far as it is there."""
        found = (records.get(record_class, record_id) for records in (self.before, self.after))
        return (record for record in found if record is not None)


def reach_of(edits: Iterable[Edit], around: Around) -> Reach:
    """Return what changed records other than visits reach; also requests that a rule gives another day."""
    tracer = _Tracer(around)
    for edit in edits:
        for record in edit.records:
            tracer.trace(record)
        if isinstance(edit.new, Referral | Authorization):
            tracer.reach.papers.append(_closed(edit.new, around.after))
    if _counted(around.before) != _counted(around.after):
        tracer.reach.everything = True
    if around.due_before != around.due_after:
        for request in around.every(InsurerRequest):
            if around.due_before.get(request.id) != around.due_after.get(request.id):
                tracer.trace(request)
    return tracer.reach


def _counted(records: RecordSet) -> int:
    """Return up to which visit of an episode some policy counts."""
    needs = (policy.requires_auth for policy in records.all(Policy))
    return max((int(need) for need in needs if need.isdecimal()), default=0)


def _closed(paper: Referral | Authorization, after: RecordSet) -> ClosedPaper:
    if isinstance(paper, Referral):
        keys = {each.id: HeldReferral.of(each).key for each in after.all(Referral)}
        return ClosedPaper("R", keys[paper.id], keys)
    keys = {each.id: HeldAuthorization.of(each).key for each in after.all(Authorization)}
    return ClosedPaper("A", keys[paper.id], keys)


class _Tracer:
    """Follows changed records to the visits."""

    def __init__(self, around: Around) -> None:
        self.reach = Reach()
        self._around = around

    def trace(self, record: Record) -> None:
        """Add what a record reaches; one of another kind reaches everything."""
        way = self._WAYS.get(type(record))
        if way is None:
            self.reach.everything = True
        else:
            way(self, record)

    def _referral(self, referral: Referral) -> None:
        held = HeldReferral.of(referral)
        self.reach.records.add(referral.id)
        self.reach.add_days(held.enter, held.end)

    def _authorization(self, authorization: Authorization) -> None:
        held = HeldAuthorization.of(authorization)
        self.reach.records.add(authorization.id)
        self.reach.add_days(held.start, held.end)

    def _policy(self, policy: Policy) -> None:
        self.reach.outside = True
        self.reach.add_days(policy.start, policy.end)

    def _limit(self, limit: BenefitLimit) -> None:
        if limit.per is BenefitPeriod.EPISODE:  # its episode may have begun under another policy
            self.reach.everything = True
        for policy in self._around.both(Policy, limit.policy):
            self.reach.add_days(policy.start, policy.end)

    def _provider(self, provider: Provider) -> None:
        self.reach.records.add(provider.id)
        self.reach.treated.add(provider.id)
        for referral in self._around.every(Referral):
            if provider.id in (referral.referrer, referral.performer):
                self.reach.records.add(referral.id)
        for authorization in self._around.every(Authorization):
            if authorization.provider == provider.id:
                self.reach.records.add(authorization.id)
        for bill in self._around.every(Bill):
            if bill.provider == provider.id:
                self._bill(bill)

    def _condition(self, condition: Condition) -> None:
        self.reach.treated.add(condition.id)
        for referral in self._around.every(Referral):
            if condition.id in referral.conditions:
                self.reach.records.add(referral.id)

    def _document(self, paper: Document) -> None:
        self.reach.everything |= paper.kind is DocumentKind.PROGRESS_NOTE
        for link in paper.links:
            self.reach.records.add(link.record)
            self.reach.visits.add(link.record)
            for bill in self._around.both(Bill, link.record):
                self._bill(bill)

    def _bill(self, bill: Bill) -> None:
        self.reach.visits.update(line.visit for line in bill.lines if line.visit is not None)

    def _claim(self, claim: Claim) -> None:
        self.reach.visits.update(claim.visits)

    def _eob(self, eob: Eob) -> None:
        self.reach.visits.update(line.visit for line in eob.lines if line.visit is not None)

    def _appeal(self, appeal: Appeal) -> None:
        for eob in self._around.both(Eob, appeal.denial):
            self._eob(eob)

    def _request(self, request: InsurerRequest) -> None:
        for item in request.items:
            self.reach.add_days(item.start, item.end)
        for claim in self._around.every(Claim):
            if claim.id == request.claim or claim.number == request.claim_number:
                self._claim(claim)

    def _plan(self, plan: TreatmentPlan) -> None:
        if plan.next_review is not None:
            self.reach.add_days(plan.next_review, None)

    _WAYS: ClassVar[Mapping[type[Record], Callable[["_Tracer", Any], None]]] = {
        Referral: _referral,
        Authorization: _authorization,
        Policy: _policy,
        BenefitLimit: _limit,
        Provider: _provider,
        Condition: _condition,
        Document: _document,
        Bill: _bill,
        Claim: _claim,
        Eob: _eob,
        Appeal: _appeal,
        InsurerRequest: _request,
        TreatmentPlan: _plan,
    }
