"""The resident and events: what came true on a day, like few visits left, is told once and not daily."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes.locked_vaults import LockedVaults
from tests.services.reminders.test_resident import ONE, TODAY
from vault.services.reminders.agenda import AgendaItem, AgendaLevel


@pytest.fixture
def computer(tmp_path: Path) -> LockedVaults:
    return LockedVaults(tmp_path, TODAY)


def event(name: str = "few", kind: int | None = 4, label: str | None = "Referral RF-1") -> AgendaItem:
    return AgendaItem(name, TODAY - timedelta(3), (), kind, label)


def test_once_however_long_ago_it_came_true(computer: LockedVaults) -> None:
    computer.add([event()])
    assert computer.look() == [f"{ONE}Now: Few visits or none are left on the referral: Referral RF-1"]
    for _ in range(3):
        computer.clock.advance(days=1)
        computer.restarted()
        assert computer.look() == []


def test_again_when_less_is_left(computer: LockedVaults) -> None:
    computer.add([event()])
    computer.look()
    computer.write([event("fewer")])
    assert len(computer.look()) == 1


def test_not_before_its_day(computer: LockedVaults) -> None:
    computer.add([event()])
    computer.clock.advance(days=-4)
    assert computer.look() == []
    computer.clock.advance(days=1)
    assert len(computer.look()) == 1


def test_snoozed_it_is_told_once_more(computer: LockedVaults) -> None:
    computer.add([event()])
    computer.resident.look()
    computer.resident.snooze(computer.desktop.shown[0].key)
    computer.desktop.taken()
    assert computer.look() == []
    computer.clock.advance(days=1)
    assert len(computer.look()) == 1
    computer.clock.advance(days=1)
    assert computer.look() == []


@pytest.mark.parametrize(
    ("level", "line"),
    [
        (AgendaLevel.DATES, "Now: A date to keep"),
        (AgendaLevel.KINDS, "Now: Little or nothing is left on the authorization"),
    ],
)
def test_it_tells_no_more_than_was_chosen(computer: LockedVaults, level: AgendaLevel, line: str) -> None:
    computer.add()
    computer.write([event(kind=7)], level=level)
    assert computer.look() == [ONE + line]
