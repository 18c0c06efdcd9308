"""How long the papers last at the present rhythm of visits."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from statistics import median

from vault.domain.coverage.course import Course
from vault.domain.coverage.verdict import Finding, Verdict
from vault.domain.coverage.what_if import Path, Supposed, last_of
from vault.domain.period import add_days
from vault.domain.record_set import RecordSet
from vault.domain.records.referral import Referral, ReferralStatus
from vault.domain.records.values import Frequency, Per
from vault.domain.records.visit import Visit, VisitStatus

_GAPS = 6
_MOST_VISITS = 200
_MOST_DAYS = 730
_DAYS = {Per.WEEK: 7, Per.MONTH: 30}


class RhythmBasis(StrEnum):
    """Where the rhythm was read: from the last visits, or from what a referral orders."""

    VISITS = "visits"
    FREQUENCY = "frequency"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A visit every so many days; `visits` are those it was read from, 0 for a frequency ordered."""

    days: int
    basis: RhythmBasis
    visits: int = 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """The last visit that papers still support, in order; `until` says why the next one is not.

    `last` None: none is supported, or no rhythm is known; `is_open`: no end in two years.
    """

    supposed: Supposed
    rhythm: Rhythm | None
    last: dt.date | None = None
    is_open: bool = False
    ends: dt.date | None = None
    until: Finding | None = None


def rhythm_of(records: RecordSet, service: str) -> Rhythm | None:
    """Return the median gap of the last visits of a service, else the frequency a referral orders."""
    days = sorted(
        {
            visit.date
            for visit in records.all(Visit)
            if visit.service == service and visit.status is VisitStatus.COMPLETED
        }
    )[-_GAPS - 1 :]
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    if gaps:
        return Rhythm(max(1, round(median(gaps))), RhythmBasis.VISITS, len(days))
    ordered = [
        (referral.authored_on or dt.date.min, referral.id, referral.frequency)
        for referral in records.all(Referral)
        if referral.status is ReferralStatus.ACTIVE and service in referral.services
    ]
    frequency = max(ordered, key=lambda each: each[:2])[2] if ordered else None
    return None if frequency is None else Rhythm(_gap(frequency), RhythmBasis.FREQUENCY)


def _gap(frequency: Frequency) -> int:
    """Return the days between visits ordered so often, rounded up."""
    return -(-_DAYS[frequency.per] * frequency.every // frequency.n)


def outlook(course: Course, supposed: Supposed) -> Outlook:
    """Follow planned visits and then the present rhythm to the last visit that papers support.

    AT_RISK still counts as supported: the papers are there, something on them is to be mended.
    """
    records, today = course.records, course.basis.today
    rhythm = rhythm_of(records, supposed.service)
    if rhythm is None:
        return Outlook(supposed, None)
    path, latest = Path.after(course), last_of(records, supposed.service)
    day = today if latest is None else max(today, add_days(latest.date, rhythm.days))
    template = supposed.on(day, records)
    last: dt.date | None = None
    end = add_days(today, _MOST_DAYS)
    for _ in range(_MOST_VISITS):
        visit = replace(template, date=day)
        found = [each for each in path.go_to(visit) if each[0].service == supposed.service]
        for taken, finding in (*found, (visit, path.take(visit))):
            if finding.verdict > Verdict.AT_RISK:
                return Outlook(supposed, rhythm, last, ends=taken.date, until=finding)
            last = taken.date
        day = add_days(day, rhythm.days)
        if day > end:
            break
    return Outlook(supposed, rhythm, last, is_open=True)
