"""The course of one person's visits in stretches: a change judges again only what it reaches."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from vault.domain.coverage.edits import Edit
from vault.domain.coverage.gates import Gates, GateState
from vault.domain.coverage.reach import Reach
from vault.domain.coverage.reaching import Around, reach_of
from vault.domain.coverage.stretch import (
    LENGTH,
    Judged,
    divide,
    forecast_stretch,
    is_forecast,
    judge_stretch,
    order_of,
)
from vault.domain.coverage.tally import Tally
from vault.domain.coverage.verdict import Judgment, VisitVerdict
from vault.domain.record_set import RecordSet
from vault.domain.records.visit import Visit

NO_RULE: Mapping[str, dt.date] = MappingProxyType({})
"""No request is due by a rule: only the days printed on them count."""

_Laid = tuple[dt.date, tuple[Visit, ...], Judged | None]
"""A stretch to be judged: its first possible day, its visits, and how it was judged if nothing reaches it."""


@dataclass(frozen=True, slots=True)
class _Basis:
    """What a course is judged from."""

    records: RecordSet
    today: dt.date
    answer_by: Mapping[str, dt.date]
    gates: Gates
    length: int


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Verdicts as of one state of the records; those that come after it go through the same gates."""

    basis: _Basis
    stretches: tuple[Judged, ...]
    planned: Judged
    judgment: Judgment

    @classmethod
    def of(
        cls,
        records: RecordSet,
        today: dt.date,
        answer_by: Mapping[str, dt.date] = NO_RULE,
        length: int = LENGTH,
    ) -> "Course":
        """Judge all of one person's visits; `answer_by`: request id to the day due by a rule."""
        visits = sorted(records.all(Visit), key=order_of)
        laid: list[_Laid] = [(start, members, None) for start, members in divide(visits, length)]
        planned = tuple([visit for visit in visits if is_forecast(visit, today)])
        gates = Gates(records, today, answer_by)
        return _run(_Basis(records, today, answer_by, gates, length), laid, planned, None)

    @property
    def records(self) -> RecordSet:
        """The person's records."""
        return self.basis.records

    @property
    def final(self) -> GateState:
        """The state after all completed visits."""
        return self.planned.before

    def unlike(self, before: "Course") -> tuple[Sequence[VisitVerdict], Sequence[VisitVerdict]]:
        """Return the verdicts before and now without those of stretches that were not judged again."""
        if self.planned is not before.planned:
            return before.judgment.verdicts, self.judgment.verdicts
        ours, theirs = ({id(each.verdicts) for each in course.stretches} for course in (self, before))
        return (
            [
                each
                for stretch in before.stretches
                if id(stretch.verdicts) not in ours
                for each in stretch.verdicts
            ],
            [
                each
                for stretch in self.stretches
                if id(stretch.verdicts) not in theirs
                for each in stretch.verdicts
            ],
        )

    def apart(self) -> "Course":
        """Return the same course with gates of its own, to go on with beside this one."""
        basis = self.basis
        gates = Gates(basis.records, basis.today, basis.answer_by)
        return replace(self, basis=replace(basis, gates=gates))

    def after(
        self, records: RecordSet, edits: Iterable[Edit], answer_by: Mapping[str, dt.date] = NO_RULE
    ) -> "Course":
        """Return the course once records were changed; only stretches that a change reaches are judged."""
        told = [edit for edit in edits if edit.matters]
        if not told and answer_by == self.basis.answer_by:
            return replace(self, basis=replace(self.basis, records=records))
        moved = [edit for edit in told if edit.is_of(Visit)]
        others = [edit for edit in told if not edit.is_of(Visit)]
        today, due = self.basis.today, self.basis.answer_by
        reach = reach_of(others, Around(self.records, records, due, answer_by))
        laid, planned = self._laid(moved, reach), self._planned_after(moved)
        same = planned == self.planned.visits and not reach.holds(self.planned)
        again = bool(others) or answer_by != due
        gates = Gates(records, today, answer_by) if again else self.basis.gates
        basis = _Basis(records, today, answer_by, gates, self.basis.length)
        return _run(basis, laid, planned, self.planned if same else None)

    def _laid(self, moved: Sequence[Edit], reach: Reach) -> list[_Laid]:
        """Return the stretches with the visits that changed in their places."""
        starts, length = [each.start for each in self.stretches], self.basis.length
        changed: dict[int, dict[str, Visit | None]] = {}
        for edit in moved:
            for visit in (edit.old, edit.new):
                if isinstance(visit, Visit):
                    at = max(0, bisect_right(starts, visit.date) - 1)
                    changed.setdefault(at, {})[visit.id] = None
        for edit in moved:
            if isinstance(edit.new, Visit):
                changed[max(0, bisect_right(starts, edit.new.date) - 1)][edit.new.id] = edit.new
        if not self.stretches:
            added = sorted((edit.new for edit in moved if isinstance(edit.new, Visit)), key=order_of)
            return [(start, members, None) for start, members in divide(added, length)]
        laid: list[_Laid] = []
        for at, stretch in enumerate(self.stretches):
            if at not in changed:
                reached = reach.holds(stretch)
                laid.append((stretch.start, stretch.visits, None if reached else stretch))
                continue
            members = {visit.id: visit for visit in stretch.visits} | changed[at]
            visits = sorted((each for each in members.values() if each is not None), key=order_of)
            if len(visits) > 2 * length:
                laid += [(start, part, None) for start, part in divide(visits, length)]
            elif visits or at == 0:
                laid.append((stretch.start, tuple(visits), None))
        return laid

    def _planned_after(self, moved: Sequence[Edit]) -> tuple[Visit, ...]:
        if not moved:
            return self.planned.visits
        planned = {visit.id: visit for visit in self.planned.visits}
        for edit in moved:
            planned.pop(edit.id, None)
            if isinstance(edit.new, Visit) and is_forecast(edit.new, self.basis.today):
                planned[edit.id] = edit.new
        return tuple(sorted(planned.values(), key=order_of))


def _run(basis: _Basis, laid: Sequence[_Laid], planned: tuple[Visit, ...], kept: Judged | None) -> Course:
    """Judge the stretches that were not kept, or that begin in another state than they did."""
    today, gates = basis.today, basis.gates
    state, at_hand = GateState(), False
    stretches: list[Judged] = []
    for at, (start, visits, known) in enumerate(laid):
        horizon = min(today, laid[at + 1][0]) if at + 1 < len(laid) else today
        stretch = known if known is None or known.before == state else _carried(gates, known, state)
        if stretch is None:
            if not at_hand:
                gates.restore(state)
            stretch = judge_stretch(gates, (start, visits), (state, horizon), today)
            at_hand = True
        else:
            at_hand = False
        stretches.append(stretch)
        state = stretch.after
    if kept is None or kept.before != state:
        gates.restore(state)
        kept = forecast_stretch(gates, planned, state, today)
    gates.restore(state)
    gates.settle()
    tally = Tally((each.charges for each in stretches), kept.charges)
    judgment = Judgment(_verdicts(stretches, kept), gates.counters(tally))
    return Course(basis, tuple(stretches), kept, judgment)


def _carried(gates: Gates, known: Judged, state: GateState) -> Judged | None:
    """Return a stretch that now begins in another state and is judged as before all the same."""
    after = gates.carried((known.before, known.after), state)
    return None if after is None else replace(known, before=state, after=after)


def _verdicts(stretches: Iterable[Judged], planned: Judged) -> tuple[VisitVerdict, ...]:
    """Return the verdicts in the order of the visits, planned ones with their forecast."""
    forecasts = {each.visit: each.finding for each in planned.verdicts}
    verdicts: list[VisitVerdict] = []
    for stretch in stretches:
        if not forecasts or forecasts.keys().isdisjoint(stretch.ids):
            verdicts += stretch.verdicts
        else:
            verdicts += (
                replace(each, forecast=forecasts[each.visit]) if each.visit in forecasts else each
                for each in stretch.verdicts
            )
    return tuple(verdicts)
