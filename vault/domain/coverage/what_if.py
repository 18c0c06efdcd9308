"""What if: the verdict a visit not yet made would get on each day, and by which papers."""

import datetime as dt
from collections import Counter as Numbers
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vault.domain.coverage.course import Course
from vault.domain.coverage.gates import Gates, GateState
from vault.domain.coverage.stretch import order_of
from vault.domain.coverage.verdict import Finding, Verdict
from vault.domain.period import add_days
from vault.domain.record_set import RecordSet
from vault.domain.records.referral import Referral
from vault.domain.records.visit import Service, Visit, VisitStatus

WHAT_IF = "what-if"
"""The id of the visit that is only supposed."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """A visit of this kind, by this therapist where known; the rest is as in the last such visit."""

    person: str
    service: str
    provider: str | None = None

    def on(self, day: dt.date, records: RecordSet) -> Visit:
        """Return the visit as one planned for a day."""
        last = last_of(records, self.service)
        if last is None:
            return Visit(WHAT_IF, self.person, day, self.provider, self.service, status=VisitStatus.PLANNED)
        return replace(
            last,
            id=WHAT_IF,
            date=day,
            time=None,
            provider=self.provider,
            status=VisitStatus.PLANNED,
            provider_type=last.provider_type if self.provider == last.provider else None,
            referral=None,
            authorization=None,
            gap_reason=None,
        )


@dataclass(frozen=True, slots=True)
class WhatIfDay:
    """One day and what a visit on it would be found to be."""

    day: dt.date
    finding: Finding

    @property
    def verdict(self) -> Verdict:
        """How far the papers would support it."""
        return self.finding.verdict


def what_if(course: Course, supposed: Supposed, first: dt.date, days: int) -> tuple[WhatIfDay, ...]:
    """Return each day from `first` or today on, after all completed visits and earlier planned ones."""
    start = max(first, course.basis.today)
    path = Path.after(course)
    template = supposed.on(start, course.records)
    found = []
    for number in range(days):
        visit = replace(template, date=add_days(start, number))
        path.go_to(visit)
        found.append(WhatIfDay(visit.date, path.would_be(visit)))
    return tuple(found)


class Path:
    """The way of planned visits through gates of its own, from where completed visits end."""

    def __init__(self, gates: Gates, state: GateState, planned: tuple[Visit, ...]) -> None:
        self._gates = gates
        self._state = state
        self._planned = list(reversed(planned))
        self._is_there = False

    @classmethod
    def after(cls, course: Course) -> "Path":
        """Return the way from a course on; the course's own gates stay as they are."""
        return cls(course.apart().basis.gates, course.final, course.planned.visits)

    def go_to(self, visit: Visit) -> list[tuple[Visit, Finding]]:
        """Take the planned visits that come before a visit; return what they were found to be."""
        passed = []
        while self._planned and order_of(self._planned[-1]) < order_of(visit):
            planned = self._planned.pop()
            passed.append((planned, self.take(planned)))
        return passed

    def take(self, visit: Visit) -> Finding:
        """Let a visit use up what it needs."""
        self._gates.restore(self._state)
        turn = self._gates.judge(visit, forecast=True)
        self._state = self._gates.state(visit.date)
        return turn.finding()

    def would_be(self, visit: Visit) -> Finding:
        """Return what a visit would be found to be; nothing is used up."""
        self._gates.restore(self._state)
        return self._gates.judge(visit, forecast=True).finding()


def last_of(records: RecordSet, service: str) -> Visit | None:
    """Return the last visit of a service that took place or is planned."""
    return max(_attended(records, service), key=order_of, default=None)


def usual(records: RecordSet, person: str) -> Supposed:
    """Return what a person has most often of late, by who gave it last; else what a referral orders."""
    visits = sorted(_attended(records), key=order_of)[-_OF_LATE:]
    numbers = Numbers(visit.service for visit in visits)
    if numbers:
        service = max(numbers, key=lambda each: (numbers[each], each))
    else:
        ordered = (service for referral in records.all(Referral) for service in referral.services)
        service = next(ordered, next((each.id for each in records.all(Service)), "massage"))
    return suppose(records, person, service)


def suppose(records: RecordSet, person: str, service: str) -> Supposed:
    """Return a visit of a service by who gave it last."""
    last = last_of(records, service)
    return Supposed(person, service, None if last is None else last.provider)


_OF_LATE = 20


def _attended(records: RecordSet, service: str | None = None) -> Iterator[Visit]:
    return (
        visit
        for visit in records.all(Visit)
        if visit.status in {VisitStatus.COMPLETED, VisitStatus.PLANNED}
        and (service is None or visit.service == service)
    )
