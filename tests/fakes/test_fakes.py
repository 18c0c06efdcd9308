"""The fakes keep the promises of the ports they stand for."""

import uuid
from datetime import UTC, date, datetime

from tests.fakes.clock import START, FakeClock
from tests.fakes.ids import SeededIds
from vault.domain.ports import Clock, IdSource


def _read(clock: Clock) -> tuple[datetime, date]:
    return clock.now(), clock.today()


def _ids(source: IdSource, count: int) -> list[str]:
    return [source.new_id() for _ in range(count)]


def test_the_clock_stands_still_until_it_is_moved() -> None:
    clock = FakeClock()
    assert _read(clock) == (START, START.date()) == _read(clock)
    clock.advance(days=1, seconds=5)
    assert _read(clock) == (datetime(2026, 3, 3, 9, 30, 5, tzinfo=UTC), date(2026, 3, 3))


def test_a_civil_date_of_its_own_moves_with_the_days() -> None:
    clock = FakeClock(day=date(2026, 12, 31))
    clock.advance(days=2)
    assert clock.today() == date(2027, 1, 2)


def test_ids_are_rising_uuids_of_version_7_and_the_same_for_a_seed() -> None:
    ids = _ids(SeededIds(), 1000)
    assert ids == sorted(set(ids))
    assert all(uuid.UUID(each).version == 7 for each in ids)
    assert all(uuid.UUID(each).variant == uuid.RFC_4122 for each in ids)
    assert _ids(SeededIds(), 1000) == ids
    assert SeededIds(8).new_id() not in ids


def test_random_bytes_have_the_size_asked_for() -> None:
    source = SeededIds()
    assert len(source.random(48)) == 48
    assert source.random(16) != source.random(16)
