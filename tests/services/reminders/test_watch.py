"""When the resident looks: at midnight, hourly, after a suspend or a clock that was set, at a new file."""

from datetime import date
from pathlib import Path
from queue import SimpleQueue

import pytest

from tests.fakes.locked_vaults import LockedVaults, item
from vault.services.reminders.resident import Looked
from vault.services.reminders.watch import Asked, Watch, Wish, reside

TODAY = date(2026, 11, 23)


class Time:
    """Wall clock and elapsed time, which a test moves together or apart."""

    def __init__(self, folder: Path) -> None:
        self.computer = LockedVaults(folder, TODAY)
        self.seconds = 0.0
        self.watch = Watch(self.computer.clock, self.elapsed)
        assert self.watch.is_time(())
        self.watch.looked(Looked())

    def elapsed(self) -> float:
        return self.seconds

    def passes(self, seconds: float, *, slept: bool = False) -> bool:
        """Let time pass, the computer asleep or not, and say whether it is time to look."""
        self.computer.clock.advance(seconds=seconds)
        self.seconds += 0 if slept else seconds
        return self.watch.is_time(())


@pytest.fixture
def time(tmp_path: Path) -> Time:
    return Time(tmp_path)


def test_hourly(time: Time) -> None:
    assert not time.passes(1800)
    assert time.passes(1800)
    time.watch.looked(Looked())
    assert not time.passes(20)


def test_on_a_new_civil_day(time: Time) -> None:
    time.computer.clock.day = date(2026, 11, 24)
    assert time.passes(20)


@pytest.mark.parametrize("seconds", [60, 8 * 3600, -3600, -365 * 86400, 3650 * 86400])
def test_after_a_suspend_or_a_clock_that_was_set(time: Time, seconds: float) -> None:
    assert time.passes(seconds, slept=True)
    time.watch.looked(Looked())
    assert not time.passes(20)


def test_at_a_file_that_was_written(time: Time) -> None:
    assert time.watch.is_time(("new",))
    assert not time.watch.is_time(("new",))


def test_what_could_not_be_shown_is_tried_in_a_minute_and_what_waits_at_once(time: Time) -> None:
    time.watch.looked(Looked(shown=False))
    assert not time.passes(20)
    assert time.passes(40)
    time.watch.looked(Looked(waits=True))
    assert time.passes(1)


def test_it_serves_until_it_is_asked_to_stop(time: Time) -> None:
    computer = time.computer
    computer.add([item(TODAY)])
    asked: SimpleQueue[Asked] = SimpleQueue()
    opened: list[Asked] = []
    for wish in (Asked(Wish.SNOOZE, f"{computer.entry().vid}:1"), Asked(Wish.OPEN, "key", "token")):
        asked.put(wish)
    asked.put(Asked(Wish.STOP))
    reside(computer.resident, Watch(computer.clock), asked, opened.append)
    assert opened == [Asked(Wish.OPEN, "key", "token")]
    assert len(computer.desktop.taken()) == 1
    computer.clock.advance(days=1)
    assert len(computer.look()) == 1


def test_it_ends_by_itself_when_no_vault_is_left(time: Time) -> None:
    reside(time.computer.resident, time.watch, SimpleQueue(), lambda _: None)
    assert time.computer.desktop.taken() == []
