"""The judge: one person's visits in order through the gates, then planned ones as a forecast."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from vault.domain.coverage.authorization import AuthorizationGate
from vault.domain.coverage.benefit import BenefitGate
from vault.domain.coverage.episodes import Episodes
from vault.domain.coverage.filing import FilingGate
from vault.domain.coverage.overdue import OverdueGate
from vault.domain.coverage.policy import PolicyGate
from vault.domain.coverage.referral import ReferralGate
from vault.domain.coverage.therapist import TherapistGate
from vault.domain.coverage.turn import Desk, Turn
from vault.domain.coverage.verdict import Counter, Finding, Judgment, Verdict, VisitVerdict
from vault.domain.record_set import RecordSet
from vault.domain.records.visit import Visit, VisitStatus

NO_RULE: Mapping[str, dt.date] = MappingProxyType({})
"""No request is due by a rule: only the days printed on them count."""


def judge(
    records: RecordSet, today: dt.date, answer_by: Mapping[str, dt.date] = NO_RULE
) -> tuple[VisitVerdict, ...]:
    """Return the verdicts on one person's visits, ordered by date, time and id."""
    return judgment(records, today, answer_by).verdicts


def counters(records: RecordSet, today: dt.date) -> tuple[Counter, ...]:
    """Return how much of each referral, authorization and benefit limit of one person is used."""
    return judgment(records, today).counters


def judgment(records: RecordSet, today: dt.date, answer_by: Mapping[str, dt.date] = NO_RULE) -> Judgment:
    """Return verdicts and counters of one person's records; `answer_by`: request id to day due by a rule."""
    visits = sorted(records.all(Visit), key=_order)
    gates = _Gates(records, today, answer_by)
    findings = {
        visit.id: gates.find(visit, forecast=False)
        for visit in visits
        if visit.status is VisitStatus.COMPLETED
    }
    gates.settle()
    forecasts = {
        visit.id: gates.find(visit, forecast=True)
        for visit in visits
        if visit.status is VisitStatus.PLANNED and visit.date >= today
    }
    verdicts = tuple(
        VisitVerdict(visit.id, findings[visit.id])
        if visit.id in findings
        else _not_counted(visit, today, forecasts.get(visit.id))
        for visit in visits
    )
    return Judgment(verdicts, gates.counters())


def _order(visit: Visit) -> tuple[dt.date, bool, dt.time, str]:
    return visit.date, visit.time is not None, visit.time or dt.time.min, visit.id


def _not_counted(visit: Visit, today: dt.date, forecast: Finding | None) -> VisitVerdict:
    ask = visit.status is VisitStatus.PLANNED and visit.date < today
    turn = Turn(visit, today)
    turn.add(
        turn.hit(
            "C0",
            Verdict.NOT_COUNTED,
            None,
            fix="say_whether_it_took_place" if ask else "none",
            status=visit.status.value,
        )
    )
    return VisitVerdict(visit.id, turn.finding(), forecast, ask)


class _Gates:
    """All gates over one person's records, with what the visits so far have used up."""

    def __init__(self, records: RecordSet, today: dt.date, answer_by: Mapping[str, dt.date]) -> None:
        desk = Desk(records)
        self._today = today
        self._episodes = Episodes()
        self._policy = PolicyGate(desk)
        self._referral = ReferralGate(desk)
        self._therapist = TherapistGate(desk)
        self._authorization = AuthorizationGate(desk)
        self._benefit = BenefitGate(desk, self._episodes, today)
        self._filing = FilingGate(desk)
        self._overdue = OverdueGate(desk, today, answer_by)

    def find(self, visit: Visit, *, forecast: bool) -> Finding:
        """Take a visit through the gates; a forecast looks at no paper that only a past visit can have."""
        turn = Turn(visit, self._today, forecast)
        policy = self._policy.apply(turn)
        self._episodes.see(visit, held=policy is not None)
        if policy is None:
            return turn.finding()
        self._referral.apply(turn, policy)
        self._therapist.apply(turn, policy)
        self._authorization.apply(turn, policy, self._episodes.of(visit.service))
        excluded = visit.service in policy.excluded
        self._benefit.apply(turn, policy, uses_benefit=not excluded and not self._filing.is_denied(visit))
        if not forecast:
            self._filing.apply(turn, policy)
            self._overdue.apply(turn, policy)
        return turn.finding()

    def settle(self) -> None:
        """Close the completed visits."""
        self._benefit.settle()

    def counters(self) -> tuple[Counter, ...]:
        """Return the counters of all papers and limits."""
        return (
            *self._referral.counters(),
            *self._authorization.counters(),
            *self._benefit.counters(),
        )
