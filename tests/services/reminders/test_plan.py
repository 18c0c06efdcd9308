"""Each date is told once per lead day, then daily while overdue; no clock swallows one or tells it twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import hypothesis
import hypothesis.strategies as st
import pytest

from vault.domain.deadlines.due_date import DEFAULT_LEAD_DAYS, DueDate, DueKind
from vault.domain.record_set import RecordSet
from vault.domain.records.papers import Reminder
from vault.domain.records.values import Basis
from vault.services.reminders.plan import Notice, Thing, Told, after, plan, things_of

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = date(2026, 12, 13)


def due(
    kind: DueKind = DueKind.REFERRAL_ENDS,
    subject: str = "ref1",
    day: date | None = DAY,
    person: str = "nora",
    remaining: int | None = None,
) -> DueDate:
    leads = () if day is None else DEFAULT_LEAD_DAYS
    return DueDate(
        kind,
        "referral",
        subject,
        person,
        day,
        "referral",
        Basis.PRINTED,
        leads,
        overdue=False,
        days_left=None,
        remaining=remaining,
    )


def thing(day: date | None = DAY, leads: tuple[int, ...] = DEFAULT_LEAD_DAYS) -> Thing:
    return Thing("1:ref1", "referral", "ref1", "nora", day, leads, due(day=day))


class Days:
    """Asks the plan day after day and remembers what was told, as the program does."""

    def __init__(self, *things: Thing) -> None:
        self.things: Sequence[Thing] = things
        self.told: dict[str, Told] = {}

    def look(self, today: date) -> tuple[Notice, ...]:
        notices = plan(self.things, self.told, today)
        self.told = after(self.told, notices, self.things, today)
        return notices


def test_a_date_is_told_on_each_lead_day_and_then_daily() -> None:
    days = Days(thing())
    told = [
        (DAY - today).days
        for today in (DAY + timedelta(number) for number in range(-40, 5))
        if days.look(today)
    ]
    assert told == [30, 14, 7, 3, 1, 0, -1, -2, -3, -4]


def test_a_second_look_on_the_same_day_tells_nothing() -> None:
    days = Days(thing())
    assert len(days.look(DAY - timedelta(7))) == 1
    assert days.look(DAY - timedelta(7)) == ()
    assert len(days.look(DAY + timedelta(1))) == 1
    assert days.look(DAY + timedelta(1)) == ()


def test_leads_slept_through_are_told_once_on_waking() -> None:
    days = Days(thing())
    assert len(days.look(DAY - timedelta(30))) == 1
    assert [each.mark for each in days.look(DAY - timedelta(5))] == ["7"]
    assert days.look(DAY - timedelta(4)) == ()
    assert [each.mark for each in days.look(DAY - timedelta(3))] == ["3"]


def test_a_date_seen_late_is_told_at_once() -> None:
    assert [each.mark for each in Days(thing()).look(DAY - timedelta(25))] == ["30"]
    assert [each.mark for each in Days(thing()).look(DAY + timedelta(9))] == ["2026-12-22"]


def test_a_clock_set_forward_and_back_again_misses_nothing_and_doubles_nothing() -> None:
    days = Days(thing())
    assert len(days.look(DAY - timedelta(30))) == 1
    assert [each.mark for each in days.look(DAY + timedelta(400))] == ["2028-01-17"]
    assert days.look(DAY - timedelta(30)) == ()
    assert days.look(DAY - timedelta(29)) == ()
    assert [each.mark for each in days.look(DAY - timedelta(14))] == ["14"]
    assert [each.mark for each in days.look(DAY + timedelta(1))] == ["2026-12-14"]
    assert days.look(DAY + timedelta(400)) == ()


@hypothesis.given(st.lists(st.integers(-45, 20), min_size=1, max_size=30))
def test_however_the_clock_jumps_no_mark_is_told_twice_and_the_day_itself_is_never_missed(
    jumps: list[int],
) -> None:
    days = Days(thing())
    told: list[str] = []
    for jump in jumps:
        today = DAY + timedelta(jump)
        told += [each.mark for each in days.look(today)]
        expected = plan([thing()], {}, today)
        assert all(each.mark in told for each in expected)
    leads = [mark for mark in told if mark.isdecimal()]
    assert len(leads) == len(set(leads))


def test_a_date_that_moves_begins_anew() -> None:
    days = Days(thing())
    assert len(days.look(DAY)) == 1
    later = DAY + timedelta(10)
    days.things = [thing(later)]
    assert [each.mark for each in days.look(DAY)] == ["14"]


def test_what_is_due_now_is_told_once_for_each_count_left() -> None:
    counted = replace(thing(day=None), due=due(day=None, remaining=2))
    days = Days(counted)
    assert len(days.look(DAY)) == 1
    assert days.look(DAY + timedelta(1)) == ()
    days.things = [replace(counted, due=due(day=None, remaining=1))]
    assert [each.mark for each in days.look(DAY + timedelta(1))] == ["left 1"]


def test_without_leads_only_what_is_overdue_is_told() -> None:
    days = Days(thing(leads=()))
    assert days.look(DAY) == ()
    assert len(days.look(DAY + timedelta(1))) == 1


def test_the_soonest_comes_first() -> None:
    late, soon = replace(thing(DAY), key="a"), replace(thing(DAY - timedelta(3)), key="b")
    assert [each.thing.key for each in plan([late, soon], {}, DAY - timedelta(3))] == ["b", "a"]


def test_what_is_done_is_kept_for_a_while_and_then_forgotten() -> None:
    days = Days(thing())
    days.look(DAY)
    days.things = ()
    days.look(DAY + timedelta(60))
    assert "1:ref1" in days.told
    days.look(DAY + timedelta(61))
    assert days.told == {}


def test_claims_of_one_person_are_one_thing_with_the_first_day() -> None:
    dues = [
        due(DueKind.FILE_CLAIM, "v2", DAY),
        due(DueKind.FILE_CLAIM, "v1", DAY - timedelta(2)),
        due(DueKind.FILE_CLAIM, "w1", DAY, person="finn"),
        due(),
    ]
    things = things_of(RecordSet([]), dues)
    assert [(each.key, each.subject) for each in things] == [
        ("1:ref1", "ref1"),
        ("13:nora", "v1"),
        ("13:finn", "w1"),
    ]


@pytest.mark.parametrize(
    ("reminder", "expected"),
    [
        (Reminder("r", label="Call", due=DAY), ("reminder", "r", DAY, (0,))),
        (Reminder("r", due=DAY, lead_days=(2, 0)), ("reminder", "r", DAY, (2, 0))),
        (
            Reminder("r", "visit", "v1", due=DAY, snoozed_until=DAY + timedelta(2)),
            ("visit", "v1", DAY + timedelta(2), (0,)),
        ),
        (Reminder("r", due=DAY, done_on=DAY), None),
        (Reminder("r", label="Some day"), None),
    ],
)
def test_reminders_of_ones_own(
    reminder: Reminder, expected: tuple[str, str, date, tuple[int, ...]] | None
) -> None:
    found = things_of(RecordSet([reminder]), ())
    assert [(each.kind, each.subject, each.day, each.leads) for each in found] == (
        [] if expected is None else [expected]
    )


def test_days_left() -> None:
    assert thing().days_left(DAY - timedelta(3)) == 3
    assert thing(day=None).days_left(datetime(2026, 1, 1, tzinfo=UTC).date()) == 0
