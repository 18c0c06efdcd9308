"""Gate R, rules R1 to R8 and R10s: which referral a visit is charged to, or why none of them fits."""

from dataclasses import dataclass
from datetime import date

from vault.domain.coverage.frequency import FrequencyCount
from vault.domain.coverage.meter import Meter
from vault.domain.coverage.referral_paper import ReferralPaper, paper_values
from vault.domain.coverage.shelf import Key, Shelf, key_of
from vault.domain.coverage.tally import Tally
from vault.domain.coverage.turn import Desk, Turn
from vault.domain.coverage.verdict import Counter, CountUnit, Hit, Value, Verdict
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Referral, ReferralStatus
from vault.domain.records.values import Need
from vault.domain.records.visit import Visit

_CARC = {"R10s": "243", "R3": "174", "R4": "174", "R5": "176", "R6": "176", "R8": "287"}
_FIX = {
    "R10s": "get_referral",
    "R3": "correct_referral",
    "R4": "correct_referral",
    "R5": "renew_referral",
    "R6": "renew_referral",
    "R8": "renew_referral",
}
NOT_HELD = frozenset({ReferralStatus.DRAFT, ReferralStatus.REVOKED})
"""Referrals that no visit is charged to."""


ReferralState = tuple[str, int, date | None, tuple[tuple[int, int], ...]]
"""A referral's id, the visits used, the last one's day, and visits by week or month."""


@dataclass(slots=True, eq=False)
class HeldReferral:
    """A referral and what the visits so far made of it."""

    referral: Referral
    meter: Meter
    enter: date
    start: date
    end: date
    key: Key
    last: date | None = None
    frequency: FrequencyCount | None = None

    @classmethod
    def of(cls, referral: Referral) -> "HeldReferral":
        """Return a referral that only its use elsewhere has touched."""
        enter = referral.authored_on or date.min
        end = referral.valid_until or date.max
        return cls(
            referral,
            Meter(referral.visits, referral.used_elsewhere),
            enter,
            max(enter, referral.valid_from or date.min),
            end,
            (0, end, referral.authored_on or date.max, referral.id),
            frequency=None if referral.frequency is None else FrequencyCount(referral.frequency),
        )

    def is_spent(self) -> bool:
        """Tell whether no visit is left on it."""
        return self.meter.is_spent()

    def days_since_last(self, day: date) -> int:
        """Return the days since the last visit charged, 0 before the first one."""
        return 0 if self.last is None else (day - self.last).days

    def gap_is_too_long(self, day: date) -> bool:
        """Tell whether more days passed than the referral allows between two visits."""
        max_gap = self.referral.max_gap
        return max_gap is not None and self.days_since_last(day) > max_gap

    def charge(self, day: date) -> None:
        """Use up one visit."""
        self.meter.used += 1
        self.last = day if self.last is None else max(self.last, day)

    def state(self, horizon: date) -> ReferralState:
        """Return what visits from `horizon` on can still notice of those charged so far."""
        last = self.last
        if self.referral.max_gap is None and last is not None:
            last = None if self.referral.start_by is None else date.min
        return (
            self.referral.id,
            0 if self.meter.ordered is None else self.meter.used,
            last,
            () if self.frequency is None else self.frequency.state(horizon),
        )

    def restore(self, state: ReferralState) -> None:
        """Go back to a state."""
        _, self.meter.used, self.last, counts = state
        if self.frequency is not None:
            self.frequency.restore(counts)

    def failing_open(self, visit: Visit) -> str | None:
        """Return the first rule that a visit within its days fails."""
        begun = self.last is not None or self.referral.used_elsewhere > 0
        start_by = self.referral.start_by
        if not begun and start_by is not None and visit.date > start_by:
            return "R6"
        if not visit.gap_reason and self.gap_is_too_long(visit.date):
            return "R7"
        return "R8" if self.is_spent() else None

    def failing(self, visit: Visit) -> str | None:
        """Return the first rule of the gate that a visit fails, None when it fits."""
        if visit.service not in self.referral.services:
            return "R10s"
        if visit.date < self.enter:
            return "R3"
        if visit.date < self.start:
            return "R4"
        if visit.date > self.end:
            return "R5"
        return self.failing_open(visit)


class ReferralGate:
    """Chooses the referral, charges it, and has the paper itself looked at."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._paper = ReferralPaper(desk)
        referrals = desk.records.all(Referral)
        self._all = tuple(HeldReferral.of(referral) for referral in referrals)
        held = [each for each in self._all if each.referral.status not in NOT_HELD]
        self._charged: dict[str, HeldReferral] = {}
        self._held = {each.referral.id: each for each in held}
        self._first = min(held, key=key_of, default=None)
        by_service: dict[str, list[HeldReferral]] = {}
        for each in held:
            for service in set(each.referral.services):
                by_service.setdefault(service, []).append(each)
        self._shelves = {service: Shelf(papers) for service, papers in by_service.items()}

    def apply(self, turn: Turn, policy: Policy) -> None:
        """Add what is hit and charge the referral that fits."""
        if policy.requires_referral is Need.NO:
            return
        unknown = policy.requires_referral is Need.UNKNOWN
        add = turn.add_at_most_unknown if unknown else turn.add
        held = self._choose(turn.visit)
        if held is None:
            add(self._none_held(turn, policy, unknown=unknown))
            return
        rule = held.failing(turn.visit)
        if rule is not None:
            add(self._failing_hit(turn, held, rule))
            return
        if held.gap_is_too_long(turn.visit.date):
            add(self._gap(turn, held, "R7j", Verdict.AT_RISK, missing=None, fix="confirm_gap"))
        held.charge(turn.visit.date)
        self._charged[held.referral.id] = held
        turn.referral = held.referral.id
        add(*self._paper.hits(turn, policy, held.referral, held.frequency))

    def state(self, horizon: date) -> tuple[ReferralState, ...]:
        """Return what visits from `horizon` on can still notice of the visits so far."""
        self._charged = {paper: held for paper, held in self._charged.items() if held.end >= horizon}
        return tuple([self._charged[paper].state(horizon) for paper in sorted(self._charged)])

    def has_room(self, paper: str, used: int) -> bool:
        """Tell whether a visit is left where so many are used."""
        held = self._held.get(paper)
        if held is None:
            return False
        return held.meter.ordered is None or held.meter.ordered - held.meter.used_elsewhere > used

    def restore(self, state: tuple[ReferralState, ...]) -> None:
        """Go back to a state."""
        for held in self._all:
            held.restore((held.referral.id, 0, None, ()))
        self._charged.clear()
        for paper in state:
            if paper[0] in self._held:
                self._charged[paper[0]] = self._held[paper[0]]
                self._held[paper[0]].restore(paper)
        for shelf in self._shelves.values():
            shelf.restart()

    def counters(self, tally: Tally) -> list[Counter]:
        """Return how much of each referral is used, ordered by id."""
        return [
            each.meter.counter("referral", each.referral.id, CountUnit.VISIT, tally) for each in self._all
        ]

    def _choose(self, visit: Visit) -> HeldReferral | None:
        """Return the referral to charge, else the one that gets furthest, None where none is held."""
        if visit.referral is not None:
            return self._held.get(visit.referral)
        shelf = self._shelves.get(visit.service)
        if shelf is None:
            return self._first
        shelf.turn_to(visit.date)
        fitting = shelf.first(lambda held: held.failing_open(visit) is None)
        return fitting or _furthest(shelf, visit)

    def _none_held(self, turn: Turn, policy: Policy, *, unknown: bool) -> Hit:
        return turn.hit(
            "R1" if unknown else "R2",
            Verdict.UNKNOWN if unknown else Verdict.NOT_SUPPORTED,
            None if unknown else "288",
            self._desk.policy(policy),
            missing="referral_need" if unknown else "referral",
            fix="ask_insurer" if unknown else "get_referral",
            service=self._desk.service(turn.visit.service),
            insurer=policy.insurer,
        )

    def _failing_hit(self, turn: Turn, held: HeldReferral, rule: str) -> Hit:
        if rule == "R7":
            return self._gap(
                turn, held, rule, Verdict.NOT_SUPPORTED, missing="gap_reason", fix="give_gap_reason"
            )
        referral, meter = held.referral, held.meter
        values: dict[str, dict[str, Value]] = {
            "R10s": {"service": self._desk.service(turn.visit.service)},
            "R4": {"valid_from": referral.valid_from},
            "R5": {"valid_until": referral.valid_until},
            "R6": {"start_by": referral.start_by},
            "R8": {
                "ordered": meter.ordered,
                "used_elsewhere": meter.used_elsewhere,
                "charged": meter.used,
            },
        }
        return turn.hit(
            rule,
            Verdict.NOT_SUPPORTED,
            _CARC[rule],
            self._desk.evidence("referral", referral.id),
            missing="referral" if rule == "R10s" else None,
            fix=_FIX[rule],
            **paper_values(referral),
            **values.get(rule, {}),
        )

    def _gap(
        self, turn: Turn, held: HeldReferral, rule: str, verdict: Verdict, *, missing: str | None, fix: str
    ) -> Hit:
        reason: dict[str, Value] = {"gap_reason": turn.visit.gap_reason} if rule == "R7j" else {}
        return turn.hit(
            rule,
            verdict,
            "176",
            self._desk.evidence("referral", held.referral.id),
            missing=missing,
            fix=fix,
            **paper_values(held.referral),
            last=held.last,
            days=held.days_since_last(turn.visit.date),
            max_gap=held.referral.max_gap,
            **reason,
        )


def _furthest(shelf: Shelf[HeldReferral], visit: Visit) -> HeldReferral:
    """Return the paper of this service that gets furthest along R3 to R8, the first in order of charging."""
    used_up = next((held for held in shelf.aside if held.failing_open(visit) == "R8"), None)
    if used_up is not None:
        return used_up
    open_papers = (*shelf.aside, *shelf.live)
    if open_papers:
        return min(open_papers, key=lambda held: (held.failing_open(visit) != "R7", held.key))
    return shelf.closed()[0]
