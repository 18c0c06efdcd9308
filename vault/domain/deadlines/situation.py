"""What every kind of due date is computed from, and the policy that stands behind a record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from vault.domain.deadlines.due_date import DEFAULT_LEAD_DAYS, Candidate, DueDate, DueKind
from vault.domain.period import DateRange
from vault.domain.record_set import RecordSet
from vault.domain.records.policy import Order, PlanType, Policy
from vault.domain.records.referral import Referral, ReferralStatus
from vault.domain.records.values import Basis
from vault.domain.rule_pack import RulePack

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
    """What has been charged to a paper, the day of its first visit, and whether nothing is left of it."""

    used: int
    first: date | None = None
    is_spent: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """The record a due date belongs to."""

    kind: str
    id: str
    person: str


@dataclass(frozen=True)
class Inputs:
    """Records, rules and today; `charged` by the id of a referral or authorization, `lead_days` by kind."""

    records: RecordSet
    packs: tuple[RulePack, ...]
    today: date
    charged: Mapping[str, PaperUse]
    lead_days: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def use_of(self, paper_id: str) -> PaperUse:
        """Return what has been charged to a paper."""
        return self.charged.get(paper_id, PaperUse(0))

    def leads(self, kind: DueKind) -> tuple[int, ...]:
        """Return how many days ahead a kind is announced."""
        return self.lead_days.get(kind, DEFAULT_LEAD_DAYS)

    def policy_for(self, person: str, day: date | None, policy_id: str | None = None) -> Policy | None:
        """Return the policy named, else the person's one that holds the day, the primary first."""
        named = self.records.get(Policy, policy_id)
        if named is not None or day is None:
            return named
        return next((policy for held, policy in self._held.get(person, ()) if held.contains(day)), None)

    @cached_property
    def renewed(self) -> frozenset[str]:
        """The referrals that an active one renews."""
        active = (each for each in self.records.all(Referral) if each.status is ReferralStatus.ACTIVE)
        return frozenset(each.renewal_of for each in active if each.renewal_of is not None)

    @cached_property
    def _held(self) -> Mapping[str, list[tuple[DateRange, Policy]]]:
        """Each person's policies with the days they hold, the primary first."""
        held: dict[str, list[tuple[DateRange, Policy]]] = {}
        for policy in sorted(self.records.all(Policy), key=lambda each: (_ORDERS[each.order], each.id)):
            held.setdefault(policy.person, []).append((DateRange(policy.start, policy.end), policy))
        return held

    def settle(
        self, kind: DueKind, subject: Subject, candidates: tuple[Candidate, ...], policy: Policy | None
    ) -> tuple[DueDate, ...]:
        """Return a due date if any candidate gives one: printed before computed, earlier before later."""
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
        )
        return (due,)


def place_of(policy: Policy) -> str | None:
    """Return the jurisdiction a policy stands under, like US or US-WA: as entered, else by its plan type."""
    entered = (policy.jurisdiction or "").strip().upper()
    return entered or _PLACES.get(policy.plan_type)
