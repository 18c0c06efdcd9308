"""The judge: one person's visits in order through the gates, then planned ones as a forecast."""

import datetime as dt
from collections.abc import Mapping

from vault.domain.coverage.course import NO_RULE, Course
from vault.domain.coverage.verdict import Counter, Judgment, VisitVerdict
from vault.domain.record_set import RecordSet


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
    return Course.of(records, today, answer_by).judgment
