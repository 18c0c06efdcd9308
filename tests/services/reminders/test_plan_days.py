"""Each date on its civil day and lead days, whatever the zone or the clock: 0 missed, 0 doubled."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import hypothesis
import hypothesis.strategies as st
import pytest

from vault.domain.deadlines.due_date import DEFAULT_LEAD_DAYS
from vault.services.reminders.plan import Notice, Thing, Told, after, plan

DST_DAYS = (date(2026, 3, 8), date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 1), date(2026, 4, 5))
EDGES = (date(2028, 2, 29), date(2027, 2, 28), date(2026, 12, 31), date(2027, 1, 1), date(2026, 4, 30))
ZONES = (
    "Pacific/Kiritimati",
    "Etc/GMT+12",
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "UTC",
)


def thing(day: date, leads: tuple[int, ...] = DEFAULT_LEAD_DAYS, key: str = "1:ref") -> Thing:
    return Thing(key, "referral", "ref", "p", day, leads)


class Program:
    """Looks at the plan as the program does, and remembers on which civil day it told what."""

    def __init__(self, *things: Thing) -> None:
        self.things = things
        self.told: dict[str, Told] = {}
        self.said: list[tuple[str, str, date]] = []

    def look(self, today: date) -> tuple[Notice, ...]:
        notices = plan(self.things, self.told, today)
        self.told = after(self.told, notices, self.things, today)
        self.said += [(each.thing.key, each.mark, today) for each in notices]
        return notices

    def days(self, key: str = "1:ref") -> list[date]:
        return [day for known, _, day in self.said if known == key]

    def doubled(self) -> list[tuple[str, str]]:
        counted = Counter((key, mark) for key, mark, _ in self.said)
        return [what for what, times in counted.items() if times > 1]


def expected(day: date, leads: tuple[int, ...] = DEFAULT_LEAD_DAYS, overdue: int = 5) -> list[date]:
    return sorted(day + timedelta(-lead) for lead in leads) + [
        day + timedelta(each + 1) for each in range(overdue)
    ]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", [*DST_DAYS, *EDGES], ids=str)
def test_a_look_every_hour_tells_each_day_once_in_every_zone(zone: str, day: date) -> None:
    here = ZoneInfo(zone)
    begin = datetime(day.year, day.month, day.day, 12, tzinfo=here).astimezone(UTC) - timedelta(days=40)
    program = Program(thing(day))
    hour = 0
    while (today := (begin + timedelta(hours=hour)).astimezone(here).date()) <= day + timedelta(5):
        program.look(today)
        hour += 1
    assert program.days() == expected(day)
    assert program.doubled() == []


def test_a_person_who_travels_from_plus_14_to_minus_12_is_told_each_day_once() -> None:
    east, west = ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Etc/GMT+12")
    day = date(2026, 12, 13)
    program = Program(thing(day))
    for hour in range(24 * 50):
        instant = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=hour)
        program.look(instant.astimezone(east if hour // 48 % 2 else west).date())
    assert program.doubled() == []
    assert set(expected(day, overdue=0)) - set(program.days()) == set()


def test_suspended_over_midnight_the_new_day_is_told_on_waking() -> None:
    day = date(2026, 12, 13)
    program = Program(thing(day))
    assert [len(program.look(date(2026, 12, 9))), len(program.look(date(2026, 12, 10)))] == [1, 1]
    assert [each.mark for each in program.look(day)] == ["0"]
    assert program.look(day) == ()


def test_closed_for_60_days_each_date_is_told_once_the_oldest_first() -> None:
    begin = date(2026, 11, 1)
    things = [thing(begin + timedelta(3 * each), key=f"1:{each:02}") for each in range(30)]
    program = Program(*things)
    program.look(begin)
    before = len(program.said)
    notices = program.look(begin + timedelta(60))
    keys = [each.thing.key for each in notices]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys)) == 30
    assert program.look(begin + timedelta(60)) == ()
    assert len(program.said) == before + 30


@pytest.mark.parametrize("away", [-365, 3_652], ids=["a year back", "ten years on"])
@pytest.mark.parametrize("at", [-30, -7, 0, 3, 40])
def test_a_clock_that_was_wrong_for_a_day_repeats_and_swallows_nothing(away: int, at: int) -> None:
    day = date(2026, 12, 13)
    program = Program(thing(day))
    for offset in range(-40, 60):
        program.look(day + timedelta(offset))
        if offset == at:
            program.look(day + timedelta(offset + away))
            program.look(day + timedelta(offset))
    right = [each for each in program.days() if abs((each - day).days) <= 60]
    assert right == expected(day, overdue=59)
    assert program.doubled() == []


def test_a_clock_set_back_a_year_for_good_repeats_no_overdue_day() -> None:
    day = date(2026, 1, 10)
    program = Program(thing(day))
    for offset in range(400):
        program.look(day + timedelta(offset))
    told = len(program.said)
    for offset in range(40, 400):
        program.look(day + timedelta(offset))
    assert len(program.said) == told
    assert len(program.told["1:ref"].marks) == 2


@hypothesis.given(
    st.dates(date(2024, 1, 1), date(2032, 12, 31)),
    st.lists(st.integers(0, 400), max_size=7, unique=True),
    st.lists(st.integers(1, 3), min_size=0, max_size=80),
)
def test_without_a_jump_no_lead_is_missed_and_none_doubled(
    day: date, leads: list[int], pauses: list[int]
) -> None:
    program = Program(thing(day, tuple(leads)))
    today = day - timedelta(max(leads, default=0) + 1)
    seen = [today]
    for pause in pauses:
        seen += [seen[-1] + timedelta(pause)]
    for each in seen:
        program.look(each)
        program.look(each)
    assert program.doubled() == []
    for first, second in pairwise(seen):
        begins = {day - timedelta(lead) for lead in leads}
        due = second > day or any(first < begin <= second for begin in begins)
        assert (second in program.days()) is due


@hypothesis.given(st.lists(st.integers(-400, 400), min_size=1, max_size=20))
def test_however_the_clock_jumps_nothing_is_told_twice(jumps: list[int]) -> None:
    day = date(2026, 12, 13)
    program = Program(thing(day))
    for jump in jumps:
        program.look(day + timedelta(jump))
        program.look(day + timedelta(jump))
    assert program.doubled() == []
