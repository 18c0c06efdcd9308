from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.coverage_records import (
    PERSON,
    TODAY,
    authorization,
    limit,
    paper,
    policy,
    provider,
    referral,
    visit,
)
from tests.fakes.random_lives import SERVICES, Life
from vault.domain.coverage.course import Course
from vault.domain.coverage.outlook import Outlook, Rhythm, RhythmBasis, outlook, rhythm_of
from vault.domain.coverage.verdict import Verdict
from vault.domain.coverage.what_if import WHAT_IF, Supposed, suppose, usual, what_if
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.values import Frequency, Need, Per
from vault.domain.records.visit import VisitStatus

NEEDED = policy(requires_referral=Need.YES)
MASSAGE = Supposed(PERSON, "massage")
WHOLE = (NEEDED, provider(), paper("r"))


def course(*records: Record, today: date = TODAY) -> Course:
    return Course.of(RecordSet(records), today)


@given(st.integers(0, 1 << 32), st.integers(-5, 60), st.sampled_from(SERVICES))
def test_a_day_is_what_a_visit_planned_for_it_is_forecast(seed: int, after: int, service: str) -> None:
    records = RecordSet(Life(seed, days=(60, 120, 500)[seed % 3]).records(16))
    found = Course.of(records, TODAY)
    supposed = suppose(records, PERSON, service)
    first = TODAY + timedelta(after)
    for each in what_if(found, supposed, first, 6):
        planned = supposed.on(each.day, records)
        judged = Course.of(records.replacing([(type(planned), WHAT_IF, planned)]), TODAY).judgment
        (forecast,) = (verdict.forecast for verdict in judged.verdicts if verdict.visit == WHAT_IF)
        assert each.finding == forecast


def test_days_begin_today_at_the_earliest() -> None:
    found = what_if(course(policy()), MASSAGE, TODAY - timedelta(3), 2)
    assert [each.day for each in found] == [TODAY, TODAY + timedelta(1)]


def test_it_says_by_which_papers_and_where_they_end() -> None:
    needs = replace(NEEDED, requires_auth="yes")
    papers = referral(valid_until=date(2026, 11, 25)), authorization(end=date(2026, 11, 24))
    found = what_if(course(needs, provider(), paper("r"), *papers), MASSAGE, TODAY, 4)
    assert [each.verdict for each in found] == [
        Verdict.SUPPORTED,
        Verdict.SUPPORTED,
        Verdict.NOT_SUPPORTED,
        Verdict.NOT_SUPPORTED,
    ]
    assert [each.finding.referral for each in found] == ["r", "r", "r", None]
    assert [each.finding.authorization for each in found] == ["a", "a", None, None]


def test_three_months_of_500_visits_are_there_at_once() -> None:
    visits = [visit(f"v{at}", str(TODAY - timedelta(1 + at % 300)), provider="doctor") for at in range(500)]
    papers = [referral(f"r{at}", visits=30, valid_until=TODAY + timedelta(at)) for at in range(40)]
    found = course(NEEDED, provider(), limit(visits=900), *visits, *papers)
    start = perf_counter()
    assert len(what_if(found, usual(found.records, PERSON), TODAY, 92)) == 92
    assert perf_counter() - start < 0.3 * 3  # the machine may be busy


def test_the_usual_visit_is_what_there_was_most_of_late() -> None:
    visits = [visit(f"v{at}", f"2026-03-{at + 1:02}", provider="a") for at in range(3)]
    other = visit("w", "2026-03-09", service="physiotherapy", provider="b")
    missed = visit("x", "2026-03-10", provider="c", status=VisitStatus.NO_SHOW)
    assert usual(RecordSet([*visits, other, missed]), PERSON) == Supposed(PERSON, "massage", "a")
    assert usual(RecordSet([referral(services=("acupuncture",))]), PERSON).service == "acupuncture"
    assert usual(RecordSet([]), PERSON) == Supposed(PERSON, "massage")


def test_the_rhythm_is_the_median_gap_of_the_last_visits() -> None:
    days = ("2026-01-01", "2026-03-02", "2026-03-09", "2026-03-16", "2026-03-26")
    visits = [visit(f"v{at}", day) for at, day in enumerate(days)]
    assert rhythm_of(RecordSet(visits), "massage") == Rhythm(8, RhythmBasis.VISITS, 5)
    assert rhythm_of(RecordSet(visits), "physiotherapy") is None


@pytest.mark.parametrize(
    ("frequency", "days"),
    [
        (Frequency(1, Per.WEEK), 7),
        (Frequency(2, Per.WEEK), 4),
        (Frequency(1, Per.WEEK, 3), 21),
        (Frequency(2, Per.MONTH), 15),
    ],
)
def test_without_visits_the_frequency_ordered_is_the_rhythm(frequency: Frequency, days: int) -> None:
    records = RecordSet([referral(frequency=frequency)])
    assert rhythm_of(records, "massage") == Rhythm(days, RhythmBasis.FREQUENCY)


def weekly(*records: Record) -> Outlook:
    visits = visit("a", "2026-11-09"), visit("b", "2026-11-16")
    return outlook(course(*WHOLE, *visits, *records), MASSAGE)


def test_the_last_visit_by_the_number_ordered() -> None:
    found = weekly(referral(visits=5))
    assert (found.last, found.ends) == (date(2026, 12, 7), date(2026, 12, 14))
    assert found.until is not None
    assert [hit.rule for hit in found.until.hits] == ["R8"]


def test_the_last_visit_by_the_end_printed() -> None:
    found = weekly(referral(valid_until=date(2026, 12, 7)))
    assert (found.last, found.ends) == (date(2026, 12, 7), date(2026, 12, 14))
    assert weekly(referral(valid_until=date(2026, 12, 6))).last == date(2026, 11, 30)


def test_planned_visits_come_first() -> None:
    planned = visit("c", "2026-12-28", status=VisitStatus.PLANNED)
    assert weekly(referral(valid_until=date(2026, 12, 28)), planned).last == date(2026, 12, 28)
    found = weekly(referral(valid_until=date(2026, 12, 27)), planned)
    assert (found.last, found.ends) == (None, date(2026, 12, 28))


def test_no_end_in_sight_is_said() -> None:
    endless = replace(NEEDED, end=None)
    visits = visit("a", "2026-11-09"), visit("b", "2026-11-16")
    found = outlook(course(endless, provider(), paper("r"), *visits, referral(valid_until=None)), MASSAGE)
    assert (found.is_open, found.until) == (True, None)


def test_without_a_rhythm_nothing_is_projected() -> None:
    assert outlook(course(*WHOLE, referral()), MASSAGE) == Outlook(MASSAGE, None)
