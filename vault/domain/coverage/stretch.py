"""A stretch of consecutive visits with the state it began in, and what its verdicts rest on."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from vault.domain.coverage.gates import Gates, GateState
from vault.domain.coverage.tally import Charges
from vault.domain.coverage.turn import Turn
from vault.domain.coverage.verdict import Finding, Verdict, VisitVerdict
from vault.domain.records.visit import Visit, VisitStatus

LENGTH = 32
"""About how many visits a stretch has; one that grew to twice as many is divided."""


_NONE_OPEN = frozenset({"R1", "R2", "R3", "R4", "R5", "R10s", "A0", "A1", "A2", "A3", "A5"})
_NO_NUMBER = "16"
"""The code of A5 where an authorization was charged and only its number is missing."""


def order_of(visit: Visit) -> tuple[dt.date, bool, dt.time, str]:
    """Return the place of a visit among all: by date, then time, those without one first, then id."""
    return visit.date, visit.time is not None, visit.time or dt.time.min, visit.id


@dataclass(frozen=True, eq=False)
class Judged:
    """A stretch that was judged from the state `before`; `start` is its first possible day."""

    start: dt.date
    visits: tuple[Visit, ...]
    before: GateState
    after: GateState
    verdicts: tuple[VisitVerdict, ...]
    findings: tuple[Finding, ...]
    charges: Charges

    @property
    def first_day(self) -> dt.date:
        """The day of its first visit."""
        return self.visits[0].date if self.visits else self.start

    @property
    def last_day(self) -> dt.date:
        """The day of its last visit."""
        return self.visits[-1].date if self.visits else self.start

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """The records its findings rest on: as evidence, or charged."""
        named = {
            each.record
            for finding in self.findings
            for hit in (*finding.hits, *finding.notes)
            for each in hit.evidence
        }
        named.update(paper for _, paper in self.charges.papers)
        named.update(self.charges.limits)
        return frozenset(named)

    @cached_property
    def pinned(self) -> frozenset[str]:
        """The papers that its visits name."""
        papers = (paper for visit in self.visits for paper in (visit.referral, visit.authorization))
        return frozenset(paper for paper in papers if paper is not None)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of its visits."""
        return frozenset(visit.id for visit in self.visits)

    @cached_property
    def treated(self) -> frozenset[str]:
        """Whoever treated in it, and what was treated."""
        return frozenset(
            each for visit in self.visits for each in (visit.provider, visit.condition) if each is not None
        )

    @cached_property
    def failures(self) -> frozenset[tuple[str, str]]:
        """The rule and the paper, "" for none, of each visit for which no paper was open."""
        return frozenset(
            (hit.rule, hit.evidence[0].record if hit.evidence else "")
            for finding in self.findings
            for hit in finding.hits
            if hit.rule in _NONE_OPEN and hit.carc != _NO_NUMBER
        )

    @cached_property
    def is_outside(self) -> bool:
        """Whether a visit of it lies outside every policy."""
        return any(hit.rule == "P1" for finding in self.findings for hit in finding.hits)


def divide(visits: Iterable[Visit], length: int) -> Iterator[tuple[dt.date, tuple[Visit, ...]]]:
    """Yield visits in their order in stretches that end with a day; each with its first possible day."""
    stretch: list[Visit] = []
    for visit in visits:
        if len(stretch) >= length and visit.date > stretch[-1].date:
            yield stretch[0].date, tuple(stretch)
            stretch = []
        stretch.append(visit)
    if stretch:
        yield stretch[0].date, tuple(stretch)


def judge_stretch(
    gates: Gates,
    stretch: tuple[dt.date, tuple[Visit, ...]],
    between: tuple[GateState, dt.date],
    today: dt.date,
) -> Judged:
    """Judge completed visits; `between` is the state the gates are in, and the first day of what follows."""
    (start, visits), (before, horizon) = stretch, between
    charges = Charges()
    verdicts: list[VisitVerdict] = []
    findings: list[Finding] = []
    for visit in visits:
        if visit.status is VisitStatus.COMPLETED:
            turn = gates.judge(visit, forecast=False)
            charges.take(turn)
            finding = turn.finding()
            findings.append(finding)
            verdicts.append(VisitVerdict(visit.id, finding))
        else:
            verdicts.append(_not_counted(visit, today))
    return Judged(start, visits, before, gates.state(horizon), tuple(verdicts), tuple(findings), charges)


def forecast_stretch(gates: Gates, visits: tuple[Visit, ...], before: GateState, today: dt.date) -> Judged:
    """Forecast planned visits, in order, from the state after all completed ones."""
    charges = Charges()
    verdicts: list[VisitVerdict] = []
    for visit in visits:
        turn = gates.judge(visit, forecast=True)
        charges.take(turn)
        verdicts.append(VisitVerdict(visit.id, turn.finding()))
    findings = tuple(each.finding for each in verdicts)
    return Judged(today, visits, before, before, tuple(verdicts), findings, charges)


def is_forecast(visit: Visit, today: dt.date) -> bool:
    """Tell whether a visit gets a forecast: it is planned, and for today or later."""
    return visit.status is VisitStatus.PLANNED and visit.date >= today


def _not_counted(visit: Visit, today: dt.date) -> VisitVerdict:
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
    return VisitVerdict(visit.id, turn.finding(), None, ask)
