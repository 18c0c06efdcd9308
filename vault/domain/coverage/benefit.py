"""Gate B: what the policy's limits leave, and what one day may hold."""

from datetime import date

from vault.domain.coverage.benefit_limit import LimitState, LimitUse
from vault.domain.coverage.episodes import Episodes
from vault.domain.coverage.meter import lacking
from vault.domain.coverage.tally import Tally
from vault.domain.coverage.turn import Desk, Turn
from vault.domain.coverage.verdict import Counter, Hit, Verdict
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, Policy

BenefitState = tuple[tuple[LimitState, ...], tuple[tuple[tuple[str, date], int], ...]]
"""The states of the limits, and how many visits of a service there are on days still open."""


class BenefitGate:
    """Rules B1 to B3; a visit that `uses_benefit` is false for is judged but uses up nothing."""

    def __init__(self, desk: Desk, episodes: Episodes, today: date) -> None:
        self._desk = desk
        self._limits: list[LimitUse] = []
        self._by_service: dict[tuple[str, str], list[LimitUse]] = {}
        self._same: dict[tuple[str, date], int] = {}
        for limit in desk.records.all(BenefitLimit):
            policy = desk.records.get(Policy, limit.policy)
            if policy is None:
                continue
            by_episode = limit.per is BenefitPeriod.EPISODE
            episode = episodes.of_group(limit.services if by_episode else ())
            use = LimitUse(limit, policy, episode, today)
            self._limits.append(use)
            for service in dict.fromkeys(limit.services):
                self._by_service.setdefault((policy.id, service), []).append(use)

    def apply(self, turn: Turn, policy: Policy, *, uses_benefit: bool) -> None:
        """Add what is hit and use up the limits whose own gate the visit passes."""
        limits = self._by_service.get((policy.id, turn.visit.service), [])
        failing: dict[str, Hit] = {}
        for use in limits:
            left, need = use.left(turn.visit), use.need(turn.visit)
            fits = left is None or (need is not None and need <= left)
            hit = None if left is None or fits else self._hit(turn, use, left, need)
            if hit is not None and (hit.rule not in failing or hit.verdict > failing[hit.rule].verdict):
                failing[hit.rule] = hit
            if uses_benefit and (hit is None or hit.verdict is Verdict.AT_RISK):
                taken = need or 0
                amount = taken if left is None else min(taken, left)
                turn.limits.append(use.charge(turn.visit.date, amount, forecast=turn.forecast))
        if failing:
            turn.add(*(failing[rule] for rule in sorted(failing)))
        self._same_day(turn, limits)

    def settle(self) -> None:
        """Close the completed visits; what follows are forecasts."""
        for use in self._limits:
            use.settle()

    def state(self, horizon: date) -> BenefitState:
        """Return what visits from `horizon` on can still notice of the visits so far."""
        self._same = {place: count for place, count in self._same.items() if place[1] >= horizon}
        states = (use.state(horizon) for use in self._limits)
        return tuple([each for each in states if each is not None]), tuple(sorted(self._same.items()))

    def carried(self, known: tuple[BenefitState, BenefitState], now: BenefitState) -> BenefitState | None:
        """Return the state after visits that began with `now`; None where they could notice it."""
        (before, same), (after, same_after) = known
        if now[1] != same or [each[0] for each in before] != [each[0] for each in now[0]]:
            return None
        ended = {each[0]: each for each in after}
        uses = {use.limit.id: use for use in self._limits}
        for old, new in zip(before, now[0], strict=True):
            if old == new:
                continue
            if old[0] not in ended or old[0] not in uses:  # a limit that has ended, or was deleted
                return None
            carried = uses[old[0]].carried((old, ended[old[0]]), new)
            if carried is None:
                return None
            ended[old[0]] = carried
        return tuple([ended[each[0]] for each in after]), same_after

    def restore(self, state: BenefitState) -> None:
        """Go back to a state."""
        limits, same = state
        known = {each[0]: each for each in limits}
        for use in self._limits:
            use.restore(known.get(use.limit.id))
        self._same = dict(same)

    def counters(self, tally: Tally) -> list[Counter]:
        """Return how much of each limit is used in the period that holds today, ordered by id."""
        return [use.counter(tally) for use in self._limits]

    def _hit(self, turn: Turn, use: LimitUse, left: int, need: int | None) -> Hit:
        lifetime = use.limit.per is BenefitPeriod.LIFETIME
        known = need is not None
        verdict = Verdict.NOT_SUPPORTED if known else Verdict.UNKNOWN
        if known and use.currency is not None and left > 0:
            verdict = Verdict.AT_RISK
        period = use.period(turn.visit.date)
        return turn.hit(
            "B2" if lifetime else "B1",
            verdict,
            None if not known else "149" if lifetime else "119",
            self._desk.evidence("benefit_limit", use.limit.id),
            self._desk.evidence("policy", use.limit.policy),
            missing=None if known else lacking(use.unit),
            fix="ask_insurer" if known else f"enter_{lacking(use.unit)}",
            ordered=use.ordered,
            used_elsewhere=use.used_elsewhere_for(turn.visit.date),
            charged=use.charged_for(turn.visit.date),
            needed=need,
            left=left,
            unit=use.unit.value,
            currency=use.currency,
            per=use.limit.per.value,
            start=period.start,
            end=period.end,
        )

    def _same_day(self, turn: Turn, limits: list[LimitUse]) -> None:
        """Add B3: the same service again on one day, else more units that day than a limit allows."""
        visit = turn.visit
        count = self._same[visit.service, visit.date] = self._same.get((visit.service, visit.date), 0) + 1
        over: tuple[LimitUse, int] | None = None
        for use in limits:
            if use.limit.units_per_day is not None:
                units = use.units_on(visit.date, visit.units or 0)
                if over is None and use.is_over_cap(units):
                    over = use, units
        if count == 1 and over is None:
            return
        service = self._desk.service(visit.service)
        evidence = self._desk.evidence("visit", visit.id)
        if count > 1:
            turn.add(
                turn.hit(
                    "B3",
                    Verdict.AT_RISK,
                    "B14",
                    evidence,
                    fix="check_duplicate",
                    service=service,
                    count=count,
                )
            )
        elif over is not None:
            use, units = over
            turn.add(
                turn.hit(
                    "B3",
                    Verdict.AT_RISK,
                    "119",
                    evidence,
                    self._desk.evidence("benefit_limit", use.limit.id),
                    fix="check_units",
                    service=service,
                    units=units,
                    cap=use.limit.units_per_day,
                )
            )
