"""All gates over one person's records, and what the visits so far have used up: a state to go back to."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from vault.domain.coverage.authorization import AuthorizationGate
from vault.domain.coverage.benefit import BenefitGate, BenefitState
from vault.domain.coverage.carrying import carry_referrals, carry_used
from vault.domain.coverage.episodes import Episodes, EpisodeState
from vault.domain.coverage.filing import FilingGate
from vault.domain.coverage.meter import Used
from vault.domain.coverage.overdue import OverdueGate
from vault.domain.coverage.policy import PolicyGate
from vault.domain.coverage.referral import ReferralGate, ReferralState
from vault.domain.coverage.tally import Tally
from vault.domain.coverage.therapist import TherapistGate
from vault.domain.coverage.turn import Desk, Turn
from vault.domain.coverage.verdict import Counter
from vault.domain.record_set import RecordSet
from vault.domain.records.policy import Policy
from vault.domain.records.visit import Visit


@dataclass(frozen=True, slots=True)
class GateState:
    """What later visits can still notice of earlier ones; equal states judge later visits alike."""

    referrals: tuple[ReferralState, ...] = ()
    authorizations: tuple[Used, ...] = ()
    episodes: tuple[EpisodeState, ...] = ()
    benefits: BenefitState = ((), ())


class Gates:
    """The gates in their order; visits go through them by date, time and id."""

    def __init__(self, records: RecordSet, today: dt.date, answer_by: Mapping[str, dt.date]) -> None:
        desk = Desk(records)
        needs = (each.requires_auth for each in records.all(Policy))
        self._today = today
        self._episodes = Episodes(max((int(need) for need in needs if need.isdecimal()), default=0) + 1)
        self._policy = PolicyGate(desk)
        self._referral = ReferralGate(desk)
        self._therapist = TherapistGate(desk)
        self._authorization = AuthorizationGate(desk)
        self._benefit = BenefitGate(desk, self._episodes, today)
        self._filing = FilingGate(desk)
        self._overdue = OverdueGate(desk, today, answer_by)

    def judge(self, visit: Visit, *, forecast: bool) -> Turn:
        """Take a visit through the gates; a forecast looks at no paper that only a past visit can have."""
        turn = Turn(visit, self._today, forecast)
        policy = self._policy.apply(turn)
        self._episodes.see(visit, held=policy is not None)
        if policy is None:
            return turn
        self._referral.apply(turn, policy)
        self._therapist.apply(turn, policy)
        self._authorization.apply(turn, policy, self._episodes.of(visit.service))
        excluded = visit.service in policy.excluded
        self._benefit.apply(turn, policy, uses_benefit=not excluded and not self._filing.is_denied(visit))
        if not forecast:
            self._filing.apply(turn, policy)
            self._overdue.apply(turn, policy)
        return turn

    def state(self, horizon: dt.date) -> GateState:
        """Return what visits from `horizon` on can still notice of the visits so far."""
        return GateState(
            self._referral.state(horizon),
            self._authorization.state(horizon),
            self._episodes.state(horizon),
            self._benefit.state(horizon),
        )

    def restore(self, state: GateState) -> None:
        """Go back to a state; the visits that follow are those after it."""
        self._referral.restore(state.referrals)
        self._authorization.restore(state.authorizations)
        self._episodes.restore(state.episodes)
        self._benefit.restore(state.benefits)
        self._filing.restart()

    def carried(self, known: tuple[GateState, GateState], now: GateState) -> GateState | None:
        """Return the state after visits that began with `now` if they are judged as before.

        `known` are the states before and after them; None where they have to be judged again.
        """
        before, after = known
        if before.episodes != now.episodes:
            return None
        referrals = carry_referrals(
            (before.referrals, after.referrals), now.referrals, self._referral.has_room
        )
        authorizations = carry_used(
            (before.authorizations, after.authorizations), now.authorizations, self._authorization.has_room
        )
        benefits = self._benefit.carried((before.benefits, after.benefits), now.benefits)
        if referrals is None or authorizations is None or benefits is None:
            return None
        return GateState(referrals, authorizations, after.episodes, benefits)

    def settle(self) -> None:
        """Close the completed visits: from here on there are only planned ones."""
        self._benefit.settle()

    def counters(self, tally: Tally) -> tuple[Counter, ...]:
        """Return the counters of all papers and limits."""
        return (
            *self._referral.counters(tally),
            *self._authorization.counters(tally),
            *self._benefit.counters(tally),
        )
