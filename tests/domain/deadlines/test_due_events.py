"""Events, due dates without a day: how the count came about, the day it came true, what a mark says of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.fakes.due_desk import POLICY, TODAY, dues, every, used
from vault.domain.deadlines.due_date import DueKind, Left
from vault.domain.deadlines.marks import DueState, mark_rule, marked
from vault.domain.record_set import RecordSet
from vault.domain.records.papers import Reminder
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.values import Frequency, Per, Unit
from vault.domain.records.visit import Visit, VisitStatus

REFERRAL = Referral("ref", "p", date(2026, 9, 1), ("massage",), "doc", signed=True, visits=12)
DAYS = every(7, 7, date(2026, 10, 5))


def test_a_referral_tells_how_it_came_down_to_so_few_and_since_when() -> None:
    charged = {"ref": used(*DAYS)}
    (found,) = dues(DueKind.VISITS_NEARLY_USED, replace(REFERRAL, used_elsewhere=3), charged=charged)
    assert (found.due, found.remaining) == (None, 2)
    assert found.counter == Left(2, 12, 7, 2, elsewhere=3, since=DAYS[-1])


def test_a_fortnights_visits_are_the_first_step() -> None:
    often = replace(REFERRAL, frequency=Frequency(2, Per.WEEK))
    for visits, told in ((7, False), (8, True), (9, True), (12, True)):
        days = every(2, visits, date(2026, 10, 5))
        found = dues(DueKind.VISITS_NEARLY_USED, often, charged={"ref": used(*days)})
        assert [each.counter for each in found] == (
            [Left(12 - visits, 12, visits, 4, since=days[-1])] if told else []
        )


@pytest.mark.parametrize(
    ("referral", "since"),
    [
        (replace(REFERRAL, visits=2), date(2026, 9, 1)),
        (replace(REFERRAL, visits=2, valid_from=date(2026, 9, 8)), date(2026, 9, 8)),
        (replace(REFERRAL, visits=2, valid_from=TODAY + timedelta(9)), TODAY),
        (replace(REFERRAL, visits=2, authored_on=None), TODAY),
    ],
)
def test_one_that_never_held_more_is_told_from_its_first_day_and_never_from_a_later_one_than_today(
    referral: Referral, since: date
) -> None:
    (found,) = dues(DueKind.VISITS_NEARLY_USED, referral)
    assert found.counter == Left(2, 2, 0, 2, since=since)


@pytest.mark.parametrize(
    ("unit", "count", "elsewhere", "expected"),
    [
        ("visit", Unit.VISIT, 2, Left(2, 10, 6, 2, 2, "visit", DAYS[-1])),
        ("unit15", Unit.UNIT15, 4, Left(2, 12, 6, 8, 4, "unit15", DAYS[-1])),
        ("minute", Unit.HOUR, 1, Left(2, 68, 6, 120, 60, "minute", DAYS[-1])),
    ],
)
def test_an_authorization_tells_it_in_what_it_counts(
    unit: str, count: Unit, elsewhere: int, expected: Left
) -> None:
    paper = Authorization("auth", "p", ("massage",), unit=count, used_elsewhere=elsewhere)
    use = replace(used(*DAYS[1:], remaining=2), unit=unit)
    (found,) = dues(DueKind.AUTHORIZATION_NEARLY_USED, paper, charged={"auth": use})
    assert found.counter == replace(expected, since=DAYS[-1])
    assert found.counter.ordered - found.counter.elsewhere - found.counter.charged == found.remaining


def test_the_last_visits_without_an_authorization_are_counted_too() -> None:
    policy = replace(POLICY, requires_auth="3")
    visits = [Visit(f"v{number}", "p", TODAY - timedelta(7 - number), None, "massage") for number in (0, 1)]
    planned = replace(visits[1], date=TODAY + timedelta(3), status=VisitStatus.PLANNED)
    (found,) = dues(DueKind.REQUEST_AUTHORIZATION, policy, *visits)
    assert found.counter == Left(1, 3, 2, 1, since=TODAY - timedelta(6))
    (found,) = dues(DueKind.REQUEST_AUTHORIZATION, policy, visits[0], planned)
    assert found.counter == Left(1, 3, 2, 1, since=TODAY)


def test_an_event_that_was_dealt_with_stands_open_again_when_less_is_left() -> None:
    (two,) = dues(DueKind.VISITS_NEARLY_USED, replace(REFERRAL, visits=9), charged={"ref": used(*DAYS)})
    (one,) = dues(DueKind.VISITS_NEARLY_USED, replace(REFERRAL, visits=8), charged={"ref": used(*DAYS)})
    mark = Reminder("m", "referral", "ref", "p", rule=mark_rule(two), done_on=TODAY)
    states = [each.state(TODAY) for each in marked((two, one), RecordSet([mark]))]
    assert states == [DueState.DONE, DueState.OPEN]
