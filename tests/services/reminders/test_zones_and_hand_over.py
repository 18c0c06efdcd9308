"""Each date on its civil day in every zone, told by the open vault or by the resident, and by one of them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import hypothesis
import hypothesis.strategies as st
import pytest

from tests.fakes.clock import FakeClock
from tests.fakes.locked_vaults import LEADS, LockedVaults, item
from tests.services.reminders.test_plan import due
from vault.domain.deadlines.due_date import DueKind, Left
from vault.services.reminders.agenda import Agenda, AgendaItem, AgendaLevel
from vault.services.reminders.agenda_items import agenda_things, announced, thing_id
from vault.services.reminders.hand_over import told_inside, told_outside
from vault.services.reminders.plan import Thing, Told, after, plan, put_off
from vault.services.reminders.watch import Watch

ZONES = (
    "Pacific/Kiritimati",
    "Etc/GMT+12",
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/Havana",
    "Africa/Cairo",
)
DUE_DAYS = {
    "spring, north": date(2026, 3, 29),
    "spring, New York": date(2026, 3, 8),
    "a midnight that is skipped": date(2026, 4, 24),
    "autumn, Lord Howe begins": date(2026, 10, 4),
    "autumn, north": date(2026, 10, 25),
    "leap day": date(2028, 2, 29),
}
STEP = 6 * 3600
OVERDUE = 4


def expected(day: date) -> list[date]:
    return [day - timedelta(lead) for lead in LEADS] + [
        day + timedelta(late) for late in range(1, OVERDUE + 1)
    ]


class Running:
    """A resident with its watch, on a computer whose time a test lets pass awake or asleep."""

    def __init__(self, folder: Path, zone: str, day: date) -> None:
        self.due = day
        self.computer = LockedVaults(folder, day)
        self.clock = self.computer.clock
        self.clock.live_in(zone, day - timedelta(LEADS[0] + 2))
        self.computer.add([item(day)])
        self.seconds = 0.0
        self.watch = Watch(self.clock, lambda: self.seconds)
        self.told: list[date] = []

    def tick(self) -> None:
        """Do as the watch does every few seconds."""
        if self.watch.is_time(self.computer.resident.signature()):
            self.watch.looked(self.computer.resident.look())
            texts = [each for each in self.computer.desktop.taken() if "1 date needs you" in each]
            self.told += [self.clock.today()] * len(texts)

    def passes(self, seconds: float, *, asleep: bool = False) -> None:
        """Let time pass, then tick."""
        self.clock.advance(seconds=seconds)
        self.seconds += 0 if asleep else seconds
        self.tick()

    def until(self, day: date) -> None:
        """Run through a civil day; what the next one tells does not count."""
        while self.clock.today() <= day:
            self.passes(STEP)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", DUE_DAYS.values(), ids=DUE_DAYS)
def test_the_resident_tells_each_civil_day_once(tmp_path: Path, zone: str, day: date) -> None:
    running = Running(tmp_path, zone, day)
    running.until(day + timedelta(OVERDUE))
    assert [each for each in running.told if each <= day + timedelta(OVERDUE)] == expected(day)


@pytest.mark.parametrize("zone", ZONES)
def test_asleep_every_night_it_tells_each_day_on_waking(tmp_path: Path, zone: str) -> None:
    day = date(2026, 10, 25)
    running = Running(tmp_path, zone, day)
    while running.clock.today() <= day + timedelta(OVERDUE):
        running.passes(STEP)
        running.passes(18 * 3600, asleep=True)
    assert [each for each in running.told if each <= day + timedelta(OVERDUE)] == expected(day)


@pytest.mark.parametrize("zone", ZONES)
def test_a_computer_off_for_sixty_days_tells_it_once_on_return(tmp_path: Path, zone: str) -> None:
    running = Running(tmp_path, zone, date(2026, 10, 25))
    running.passes(60 * 86_400, asleep=True)
    running.passes(60)
    assert running.told == [running.clock.today()]


@pytest.mark.parametrize("days", [-365, 3_652], ids=["a year back", "ten years on"])
@pytest.mark.parametrize("zone", ZONES)
def test_a_clock_that_is_wrong_for_an_hour_doubles_and_swallows_nothing(
    tmp_path: Path, zone: str, days: int
) -> None:
    day = date(2026, 10, 25)
    running = Running(tmp_path, zone, day)
    running.until(day - timedelta(10))
    running.passes(days * 86_400, asleep=True)
    running.passes(3_600)
    running.passes(-days * 86_400, asleep=True)
    running.until(day + timedelta(OVERDUE))
    near = [each for each in running.told if -100 < (each - day).days <= OVERDUE]
    assert near == expected(day)


ROUTE = ("Pacific/Kiritimati", "Europe/Berlin", "America/New_York", "Etc/GMT+12", "Africa/Cairo")


@hypothesis.settings(max_examples=15, deadline=None)
@hypothesis.given(stays=st.lists(st.integers(6, 120), min_size=15, max_size=20), start=st.integers(0, 4))
def test_a_traveler_is_told_each_civil_day_once(
    tmp_path_factory: pytest.TempPathFactory, stays: list[int], start: int
) -> None:
    """A civil day that never comes, on the way east, is told on the one after it."""
    day = date(2026, 11, 20)
    running = Running(tmp_path_factory.mktemp("way"), ROUTE[start], day)
    seen: list[date] = []
    for number, hours in enumerate(stays, start + 1):
        for _ in range(0, hours, 6):
            running.passes(STEP)
            seen.append(running.clock.today())
        running.clock.zone = ROUTE[number % len(ROUTE)]
        running.passes(20)
        seen.append(running.clock.today())
    assert [each for each, times in Counter(running.told).items() if times > 1] == []
    for lead in LEADS:
        begun = [each for each in seen if each >= day - timedelta(lead)]
        if begun:
            assert any(day - timedelta(lead) <= each <= begun[0] for each in running.told)


class BothSides:
    """One thing, told by the open vault and by the resident's reading of its agenda, one at a time."""

    def __init__(self, thing: Thing) -> None:
        self.thing = thing
        self.own: dict[str, Told] = {}
        self.outside: dict[str, Told] = {}

    def open(self, today: date) -> bool:
        """Look as the open vault does; True when it tells."""
        things = (self.thing,)
        told = told_inside(self.own, self.outside, things)
        notices = plan(things, told, today)
        if notices:
            self.own = after(told, notices, things, today)
            self.outside = told_outside(self.own, things)
        return bool(notices)

    def locked(self, today: date) -> bool:
        """Look as the resident does; True when it tells."""
        (held,) = read((agenda_item(self.thing),))
        notices = plan((held,), self.outside, today)
        self.outside = after(self.outside, notices, (held,), today)
        return bool(notices)


def agenda_item(thing: Thing) -> AgendaItem:
    return AgendaItem(thing_id(thing), *announced(thing))


def read(items: tuple[AgendaItem, ...]) -> tuple[Thing, ...]:
    return agenda_things(Agenda(1, AgendaLevel.DATES, date(2026, 1, 1), items))


DAY = date(2026, 12, 13)
DATED = Thing("1:ref", "referral", "ref", "p", DAY, LEADS, due(day=DAY))


def event(left: int, since: date = DAY) -> Thing:
    counted = replace(
        due(DueKind.VISITS_NEARLY_USED, "ref", None, remaining=left), counter=Left(left, 9, 9 - left, 4)
    )
    return Thing("4:ref", "referral", "ref", "p", None, (), counted, since=since)


LOOKS: dict[str, Callable[[BothSides, int], tuple[Callable[[date], bool], ...]]] = {
    "open": lambda sides, _number: (sides.open,),
    "locked": lambda sides, _number: (sides.locked,),
    "open first": lambda sides, _number: (sides.open, sides.locked, sides.open),
    "locked first": lambda sides, _number: (sides.locked, sides.open, sides.locked),
    "in turns": lambda sides, number: (sides.open,) if number % 2 else (sides.locked,),
}


@pytest.mark.parametrize("who", LOOKS)
@pytest.mark.parametrize(
    ("thing", "days"),
    [
        (DATED, [-30, -14, -7, -3, -1, 0, 1, 2, 3]),
        (replace(DATED, leads=()), [1, 2, 3]),
        (replace(DATED, not_before=DAY - timedelta(5)), [-5, -3, -1, 0, 1, 2, 3]),
        (replace(DATED, not_before=DAY - timedelta(3)), [-3, -1, 0, 1, 2, 3]),
        (replace(DATED, not_before=DAY + timedelta(2)), [2, 3]),
        (event(2), [0]),
        (replace(event(2), not_before=DAY + timedelta(2)), [2]),
    ],
    ids=["a date", "no lead", "put off", "put off to a lead", "put off past", "event", "event put off"],
)
def test_whoever_looks_each_day_is_told_once_by_one_of_them(who: str, thing: Thing, days: list[int]) -> None:
    sides = BothSides(thing)
    told = []
    for number, offset in enumerate(range(-40, 4)):
        told += [offset for look in LOOKS[who](sides, number) if look(DAY + timedelta(offset))]
    assert told == days


@pytest.mark.parametrize("first", ["open", "locked"])
def test_an_event_is_told_again_when_less_is_left_and_not_when_it_was_so_before(first: str) -> None:
    sides = BothSides(event(2))
    told = []
    for left in (2, 2, 1, 2, 0, 1):
        sides.thing = event(left)
        looks = (sides.open, sides.locked) if first == "open" else (sides.locked, sides.open)
        told += [left for look in looks if look(DAY)]
    assert told == [2, 1, 0]


def test_an_event_whose_day_is_corrected_is_not_told_again() -> None:
    sides = BothSides(event(2))
    assert sides.open(DAY)
    sides.thing = event(2, DAY - timedelta(3))
    assert not sides.open(DAY)
    assert not sides.locked(DAY)


def test_one_put_off_after_it_was_told_is_told_once_more_on_either_side() -> None:
    for thing in (DATED, event(2, DAY - timedelta(9))):
        for one in (BothSides(thing), BothSides(thing)):
            assert one.open(DAY - timedelta(6))
            one.thing = replace(thing, not_before=DAY - timedelta(4))
            assert not one.locked(DAY - timedelta(5))
            assert one.locked(DAY - timedelta(4))
            assert not one.open(DAY - timedelta(4))


def test_what_the_resident_is_to_tell_tomorrow_is_told_by_the_open_vault_then() -> None:
    for thing in (DATED, event(2, DAY - timedelta(9))):
        sides = BothSides(thing)
        today = DAY - timedelta(6)
        assert sides.locked(today)
        sides.outside = put_off(sides.outside, read((agenda_item(thing),)), today)
        assert not sides.open(today)
        assert sides.open(today + timedelta(1))
        assert not sides.locked(today + timedelta(1))
        assert not sides.open(today + timedelta(1))


@hypothesis.given(
    st.lists(st.tuples(st.integers(-40, 10), st.booleans()), min_size=1, max_size=30),
    st.one_of(st.none(), st.integers(-20, 8)),
    st.booleans(),
)
def test_however_they_take_turns_nothing_is_told_twice_on_a_day(
    looks: list[tuple[int, bool]], put_off_to: int | None, is_event: bool
) -> None:
    thing = event(2, DAY - timedelta(30)) if is_event else DATED
    sides = BothSides(replace(thing, not_before=None if put_off_to is None else DAY + timedelta(put_off_to)))
    told: list[int] = []
    for offset, is_open in sorted(looks):
        today = DAY + timedelta(offset)
        told += [offset] * (sides.open(today) if is_open else sides.locked(today))
    alone = BothSides(sides.thing)
    assert told == [
        offset for offset in sorted({each for each, _ in looks}) if alone.open(DAY + timedelta(offset))
    ]


@pytest.mark.parametrize("zone", ZONES)
def test_a_zoned_clock_shows_the_civil_day_there(zone: str) -> None:
    clock = FakeClock()
    for day in DUE_DAYS.values():
        for hour in (1, 12, 23):
            clock.live_in(zone, day, hour)
            assert clock.today() == day
    clock.instant = datetime(2026, 11, 23, 11, 30, tzinfo=UTC)
    assert (clock.today() - date(2026, 11, 23)).days == {"Pacific/Kiritimati": 1, "Etc/GMT+12": -1}.get(
        zone, 0
    )
