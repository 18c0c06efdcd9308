"""Every version of a record can be read back, whatever changed in it or in its lists."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.clock import START, FakeClock
from tests.fakes.ids import SeededIds
from tests.fakes.record_builder import pool_of, records, sample_records
from vault.domain.changes import Action, Put, Remove, Trash, Untrash
from vault.domain.errors import NotFoundError
from vault.domain.records.kinds import KINDS, Record, kind_of
from vault.domain.records.people import Identifier, IdentifierType, Person, Provider
from vault.domain.records.visit import Service
from vault.services.store.database import Database
from vault.services.store.history import Version


def _versions(database: Database, kind: str, record_id: str) -> tuple[Version, ...]:
    with database.history() as history:
        return history.versions(kind, record_id)


def _at(database: Database, record: Record, seq: int) -> Record:
    with database.history() as history:
        return history.at(kind_of(record), record.id, seq)


def test_each_transaction_that_touched_a_record_is_a_version(
    database: Database, ids: SeededIds, clock: FakeClock
) -> None:
    clock.advance(seconds=60)
    first = Provider(ids.new_id(), "Sample Clinic", networks=("a", "b"), note="Sample note")
    second = replace(first, networks=("b",))
    third = replace(
        second, identifiers=(Identifier(ids.new_id(), IdentifierType.NPI, "Sample 1"),), note=None
    )
    other = Person(ids.new_id(), "Sample Person")
    seqs = [database.apply([Put(first), Put(other)]).seq]
    for write in (Put(second), Put(replace(other, name="Sample")), Put(third), Trash("provider", first.id)):
        clock.advance(seconds=60)
        seqs.append(database.apply([write]).seq)
    database.apply([Untrash("provider", first.id)])
    database.apply([Remove("provider", first.id)])
    found = _versions(database, "provider", first.id)
    assert [(each.action, each.record) for each in found] == [
        (Action.ADDED, first),
        (Action.CHANGED, second),
        (Action.CHANGED, third),
        (Action.TRASHED, third),
        (Action.RESTORED, third),
        (Action.REMOVED, None),
    ]
    assert [each.utc for each in found[:4]] == [
        START + dt.timedelta(seconds=60 * minutes) for minutes in (1, 2, 4, 5)
    ]
    assert found[1].seq == seqs[1]
    assert _at(database, first, seqs[0]) == first
    assert _at(database, first, seqs[2]) == second
    assert _at(database, first, seqs[4]) == third
    for seq in (0, found[-1].seq):
        with pytest.raises(NotFoundError):
            _at(database, first, seq)
    assert _versions(database, "person", other.id)[-1].seq == seqs[2]


def test_a_record_nobody_wrote_has_no_versions(database: Database, ids: SeededIds) -> None:
    assert _versions(database, "visit", ids.new_id()) == ()


def test_transactions_of_a_clock_that_stands_or_goes_back_stay_apart(
    database: Database, clock: FakeClock
) -> None:
    service = Service("sample", "Sample", codes=("1",))
    steps = (0.0, 0.0, 0.0, -0.5, -86400.0, 0.0, 86400.0)
    for number, step in enumerate(steps):
        clock.advance(seconds=step)
        database.apply([Put(replace(service, codes=(str(number),)))])
    found = _versions(database, "service", service.id)
    assert [each.record for each in found] == [
        replace(service, codes=(str(number),)) for number in range(len(steps))
    ]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_any_sequence_of_edits_can_be_read_back(kind: str, database: Database, ids: SeededIds) -> None:
    written = sample_records(ids, 1)
    database.apply([Put(record) for record in written])
    record = next(each for each in written if kind_of(each) == kind)
    if kind == "bundle":
        assert [each.record for each in _versions(database, kind, record.id)] == [record]
        return
    told: list[tuple[int, Record]] = []

    @settings(max_examples=5)
    @given(edits=st.lists(records(kind, ids, pool_of(written), record.id), min_size=1, max_size=3))
    def check(edits: list[Record]) -> None:
        for edited in edits:
            changes = database.apply([Put(edited)])
            if changes.items:
                told.append((changes.seq, edited))
        added, *found = _versions(database, kind, record.id)
        assert (added.action, added.record) == (Action.ADDED, record)
        assert [(each.seq, each.record) for each in found] == told

    check()
