"""Gate P: is there a policy on the day, which one's rules apply, and does it pay for this at all."""

from dataclasses import dataclass
from datetime import date

from vault.domain.coverage.turn import Desk, Turn
from vault.domain.coverage.verdict import Hit, Verdict
from vault.domain.records.policy import Order, PlanType, Policy
from vault.domain.records.referral import Condition
from vault.domain.records.values import Cause

_US_PLANS = frozenset(
    {
        PlanType.ERISA,
        PlanType.MARKETPLACE,
        PlanType.FEP,
        PlanType.ORIGINAL_MEDICARE,
        PlanType.MEDICARE_ADVANTAGE,
        PlanType.MEDICAID,
        PlanType.CHIP,
        PlanType.VA,
        PlanType.WORKERS_COMPENSATION,
        PlanType.AUTO,
    }
)
_NOT_HEALTH = frozenset({PlanType.WORKERS_COMPENSATION, PlanType.AUTO})
_CAUSE_CARC = {Cause.WORK: "19", Cause.AUTO: "21", Cause.LIABILITY: "20"}
_ORDER_RANK = {Order.PRIMARY: 0, None: 1, Order.SECONDARY: 2}


def is_us_plan(policy: Policy) -> bool:
    """Tell whether a policy stands under United States rules."""
    return policy.plan_type in _US_PLANS or (policy.jurisdiction or "").upper().split("-")[0] == "US"


@dataclass(frozen=True, slots=True)
class Held:
    """The policies that hold a day, the one whose rules apply first; `in_order` when that is certain."""

    policies: tuple[Policy, ...]

    @property
    def in_order(self) -> bool:
        """Whether it is set which insurer pays first: exactly one is the primary."""
        primaries = sum(policy.order is Order.PRIMARY for policy in self.policies)
        return len(self.policies) < 2 or primaries == 1  # noqa: PLR2004 - a second policy makes the question


def held_on(policies: tuple[Policy, ...], day: date) -> Held:
    """Return the policies that hold a day: the primary first, then by start and id."""
    holding = (each for each in policies if each.start <= day and (each.end is None or day <= each.end))
    return Held(tuple(sorted(holding, key=lambda each: (_ORDER_RANK[each.order], each.start, each.id))))


class PolicyGate:
    """Rules P1 to P4."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._policies = desk.records.all(Policy)
        self._held: dict[date, Held] = {}

    def apply(self, turn: Turn) -> Policy | None:
        """Add what is hit and return the policy whose rules apply; None (P1) ends the test."""
        day = turn.visit.date
        if day not in self._held:
            self._held[day] = held_on(self._policies, day)
        held = self._held[day]
        if not held.policies:
            turn.add(self._none(turn))
            return None
        policy = held.policies[0]
        if not held.in_order:
            other = held.policies[1]
            turn.add(
                turn.hit(
                    "P2",
                    Verdict.AT_RISK,
                    "22",
                    self._desk.policy(policy),
                    self._desk.policy(other),
                    missing="policy_order",
                    fix="set_policy_order",
                    insurer=policy.insurer,
                    other_insurer=other.insurer,
                )
            )
        self._exclusions(turn, policy)
        return policy

    def _exclusions(self, turn: Turn, policy: Policy) -> None:
        visit = turn.visit
        if visit.service in policy.excluded:
            turn.add(
                turn.hit(
                    "P3",
                    Verdict.NOT_SUPPORTED,
                    "204",
                    self._desk.policy(policy),
                    fix="ask_insurer",
                    service=self._desk.service(visit.service),
                    insurer=policy.insurer,
                )
            )
        cause = visit.cause
        if cause is Cause.ILLNESS and visit.condition is not None:
            condition = self._desk.records.get(Condition, visit.condition)
            cause = cause if condition is None else condition.cause
        if cause in _CAUSE_CARC and policy.plan_type not in _NOT_HEALTH:
            turn.add(
                turn.hit(
                    "P4",
                    Verdict.AT_RISK,
                    _CAUSE_CARC[cause],
                    self._desk.evidence("visit", visit.id),
                    self._desk.policy(policy),
                    fix="send_to_other_insurer",
                    cause=cause.value,
                    insurer=policy.insurer,
                )
            )

    def _none(self, turn: Turn) -> Hit:
        day = turn.visit.date
        past = max((each for each in self._policies if each.start <= day), key=_last_day, default=None)
        coming = min((each for each in self._policies if each.start > day), key=_first_day, default=None)
        carc, reason = (
            ("26", "before") if past is None else ("27", "after") if coming is None else ("200", "lapse")
        )
        return turn.hit(
            "P1",
            Verdict.NOT_SUPPORTED,
            carc,
            *(self._desk.policy(each) for each in (past, coming) if each is not None),
            missing="policy",
            fix="enter_policy",
            reason=reason,
            start=None if coming is None else coming.start,
            end=None if past is None else past.end,
        )


def _last_day(policy: Policy) -> tuple[date, str]:
    return policy.end or date.max, policy.id


def _first_day(policy: Policy) -> tuple[date, str]:
    return policy.start, policy.id
