"""What every kind of due date is computed from, and the policy that stands behind a record."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from vault.domain.deadlines.due_date import (
    DEFAULT_LEAD_DAYS,
    LEAD_DAYS,
    Candidate,
    DueDate,
    DueKind,
    Left,
)
from vault.domain.record_set import RecordSet
from vault.domain.records.papers import Document, DocumentKind
from vault.domain.records.policy import Order, PlanType, Policy
from vault.domain.records.referral import Referral, ReferralStatus
from vault.domain.records.values import Basis
from vault.domain.records.visit import Visit, VisitStatus
from vault.domain.rule_pack import RuleBook, RulePack

_PLACES = {
    PlanType.ERISA: "US",
    PlanType.MARKETPLACE: "US",
    PlanType.FEP: "US",
    PlanType.ORIGINAL_MEDICARE: "US",
    PlanType.MEDICARE_ADVANTAGE: "US",
    PlanType.MEDICAID: "US",
    PlanType.CHIP: "US",
    PlanType.VA: "US",
    PlanType.STATUTORY_DE: "DE",
    PlanType.PRIVATE_UK: "UK",
    PlanType.EXTENDED_HEALTH_CA: "CA",
    PlanType.MEDICARE_AU: "AU",
}
_ORDERS = {Order.PRIMARY: 0, None: 1, Order.SECONDARY: 2}


@dataclass(frozen=True, slots=True)
class PaperUse:
    """What has been charged to a paper or limit, and whether nothing is left of it.

    `first` is the day of its first visit, `days` those of all, `planned` those of visits to come. `used` and
    `remaining` count in `unit`.
    """

    used: int
    first: date | None = None
    is_spent: bool = False
    days: tuple[date, ...] = ()
    planned: tuple[date, ...] = ()
    remaining: int | None = None
    unit: str = "visit"

    @property
    def last(self) -> date | None:
        """The day of the last visit charged."""
        return self.days[-1] if self.days else self.first


@dataclass(frozen=True, slots=True)
class Subject:
    """The record a due date belongs to; `case` tells several dates of one kind apart."""

    kind: str
    id: str
    person: str
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person set for their dates: days ahead by kind, days their taxes were filed by year.

    `backup_verified` is the day a backup was last proved to be whole.
    """

    lead_days: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    tax_filed: Mapping[int, date] = field(default_factory=dict)
    backup_verified: date | None = None


@dataclass(frozen=True)
class Inputs:
    """Records, rules, today and what the person set; `charged` by the id of a paper or limit."""

    records: RecordSet
    packs: tuple[RulePack, ...]
    today: date
    charged: Mapping[str, PaperUse]
    choices: Choices = field(default_factory=Choices)

    def use_of(self, paper_id: str) -> PaperUse:
        """Return what has been charged to a paper."""
        return self.charged.get(paper_id, PaperUse(0))

    def leads(self, kind: DueKind) -> tuple[int, ...]:
        """Return how many days ahead a kind is announced."""
        return self.choices.lead_days.get(kind, LEAD_DAYS.get(kind, DEFAULT_LEAD_DAYS))

    @cached_property
    def book(self) -> RuleBook:
        """The rows of all packs."""
        return RuleBook(self.packs)

    def policy_for(self, person: str, day: date | None, policy_id: str | None = None) -> Policy | None:
        """Return the policy named, else the person's one that holds the day, the primary first."""
        named = self.records.get(Policy, policy_id)
        if named is not None or day is None:
            return named
        for start, end, policy in self._held.get(person, ()):  # plain comparisons: asked for every visit
            if start <= day <= end:
                return policy
        return None

    def papers(self, kind: DocumentKind) -> tuple[Document, ...]:
        """Return the papers of a kind."""
        return self._papers.get(kind, ())

    def visits_of(self, person: str) -> Mapping[str, list[Visit]]:
        """Return a person's visits by service: completed ones, and planned ones from today on."""
        return self._visits.get(person, {})

    @cached_property
    def _visits(self) -> Mapping[str, dict[str, list[Visit]]]:
        visits: dict[str, dict[str, list[Visit]]] = {}
        for each in self.records.all(Visit):
            if each.status is VisitStatus.COMPLETED or (
                each.status is VisitStatus.PLANNED and each.date >= self.today
            ):
                visits.setdefault(each.person, {}).setdefault(each.service, []).append(each)
        return visits

    @cached_property
    def _papers(self) -> Mapping[DocumentKind, tuple[Document, ...]]:
        papers: dict[DocumentKind, list[Document]] = {}
        for paper in self.records.all(Document):
            papers.setdefault(paper.kind, []).append(paper)
        return {kind: tuple(found) for kind, found in papers.items()}

    @cached_property
    def renewed(self) -> frozenset[str]:
        """The referrals that an active one renews."""
        active = (each for each in self.records.all(Referral) if each.status is ReferralStatus.ACTIVE)
        return frozenset(each.renewal_of for each in active if each.renewal_of is not None)

    @cached_property
    def _held(self) -> Mapping[str, list[tuple[date, date, Policy]]]:
        """Each person's policies with the days they hold, the primary first."""
        held: dict[str, list[tuple[date, date, Policy]]] = {}
        for policy in sorted(self.records.all(Policy), key=lambda each: (_ORDERS[each.order], each.id)):
            held.setdefault(policy.person, []).append((policy.start, policy.end or date.max, policy))
        return held

    def settle(
        self,
        kind: DueKind,
        subject: Subject,
        candidates: tuple[Candidate, ...],
        policy: Policy | None,
        left: tuple[int | None, str] = (None, "visit"),
    ) -> tuple[DueDate, ...]:
        """Return a due date if any candidate gives one: printed before computed, earlier before later.

        `left` is how much is left or waiting, and what that counts.
        """
        printed = tuple(candidate for candidate in candidates if candidate.basis is Basis.PRINTED)
        choice = sorted(printed or candidates, key=lambda candidate: candidate.day)
        if not choice:
            return ()
        first, last = choice[0], choice[-1]
        due = DueDate(
            kind=kind,
            subject_kind=subject.kind,
            subject=subject.id,
            person=subject.person,
            due=first.day,
            later=last.day if last.day != first.day else None,
            source=first.source,
            basis=first.basis,
            lead_days=self.leads(kind),
            overdue=first.day < self.today,
            days_left=(first.day - self.today).days,
            rule=first.rule,
            steps=first.steps,
            confidence=first.confidence,
            arrival=first.arrival,
            missing=first.missing,
            policy=policy.id if policy else None,
            case=subject.case,
            remaining=left[0],
            counted=left[1],
        )
        return (due,)

    def now(self, kind: DueKind, subject: Subject, policy: Policy | None, rule: str, left: Left) -> DueDate:
        """Return what is due at once because a counter says so; it came true on the counter's last day."""
        return DueDate(
            kind=kind,
            subject_kind=subject.kind,
            subject=subject.id,
            person=subject.person,
            due=None,
            source=subject.kind,
            basis=Basis.COMPUTED,
            lead_days=(),
            overdue=False,
            days_left=None,
            rule=rule,
            remaining=left.amount,
            policy=policy.id if policy else None,
            counted=left.unit,
            counter=replace(left, since=min(left.since or self.today, self.today)),
        )


def place_of(policy: Policy) -> str | None:
    """Return the jurisdiction a policy stands under, like US or US-WA: as entered, else by its plan type."""
    entered = (policy.jurisdiction or "").strip().upper()
    return entered or _PLACES.get(policy.plan_type)
