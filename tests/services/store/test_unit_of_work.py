"""Every kind is written, read back, trashed, restored, removed, and each inverse restores every row."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.clock import FakeClock
from tests.fakes.databases import temporary_database
from tests.fakes.ids import SeededIds
from tests.fakes.record_builder import pool_of, records, sample_records
from tests.fakes.rows import snapshot
from vault.domain.changes import Action, Change, Changes, Put, Remove, Trash, Untrash, Write
from vault.domain.errors import ExitCode, NotFoundError, UserError
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import APPEND_ONLY, KINDS, Record, kind_of
from vault.domain.records.money import Bill, BillLine
from vault.domain.records.people import Person, Provider
from vault.domain.records.visit import Visit
from vault.services.store.database import Database

UNDOABLE = sorted(set(KINDS) - APPEND_ONLY)


@contextmanager
def _filled() -> Iterator[tuple[Database, SeededIds, FakeClock, tuple[Record, ...]]]:
    """Give a database with two records of every kind."""
    ids, clock = SeededIds(), FakeClock()
    with temporary_database(ids, clock) as database:
        written = sample_records(ids)
        database.apply([Put(record) for record in written])
        yield database, ids, clock, written


def _get(database: Database, record: Record) -> Record:
    with database.read() as repository:
        return repository.get(kind_of(record), record.id, include_trashed=True)


def _sample(written: tuple[Record, ...], kind: str) -> Any:
    return next(each for each in written if kind_of(each) == kind)


def test_a_filled_record_of_every_kind_comes_back_equal() -> None:
    with _filled() as (database, _, _, written):
        with database.read() as repository:
            assert RecordSet(repository.load_all()).all(Visit) == RecordSet(written).all(Visit)
            assert sorted(repository.load_all(), key=lambda each: each.id) == sorted(
                written, key=lambda each: each.id
            )
        assert database.check_full() == ()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_any_record_comes_back_equal_and_its_addition_can_be_undone(kind: str) -> None:
    with _filled() as (database, ids, _, written):
        before = snapshot(database)

        @settings(max_examples=8)
        @given(record=records(kind, ids, pool_of(written)))
        def check(record: Record) -> None:
            changes = database.apply([Put(record)])
            assert changes.items == (Change(kind, record.id, Action.ADDED),)
            assert _get(database, record) == record
            if kind in APPEND_ONLY:
                assert changes.inverse == ()
                return
            assert changes.inverse == (Remove(kind, record.id),)
            after = snapshot(database)
            redo = database.apply(changes.inverse)
            assert snapshot(database) == before
            database.apply(redo.inverse)
            assert snapshot(database) == after
            database.apply(changes.inverse)

        check()
        assert database.check_full() == ()


@pytest.mark.parametrize("kind", UNDOABLE)
def test_any_edit_can_be_undone_and_done_again(kind: str) -> None:
    with _filled() as (database, ids, clock, written):
        record = _sample(written, kind)

        @settings(max_examples=8)
        @given(edited=records(kind, ids, pool_of(written), record.id), trashed=st.booleans())
        def check(edited: Record, trashed: bool) -> None:
            clock.advance(seconds=60)
            held = _get(database, record)
            database.apply([Trash(kind, record.id) if trashed else Untrash(kind, record.id)])
            before = snapshot(database)
            changes = database.apply([Put(edited)])
            assert changes.items == (() if edited == held else (Change(kind, record.id, Action.CHANGED),))
            assert _get(database, record) == edited
            after = snapshot(database)
            undo = database.apply(changes.inverse)
            assert snapshot(database) == before
            assert _get(database, record) == held
            database.apply(undo.inverse)
            assert snapshot(database) == after

        check()
        assert database.check_full() == ()


@pytest.mark.parametrize("kind", UNDOABLE)
def test_trash_and_its_inverses_restore_every_row(kind: str) -> None:
    with _filled() as (database, _, clock, written):
        record = _sample(written, kind)
        lively = snapshot(database)
        clock.advance(seconds=60)
        trashed = database.apply([Trash(kind, record.id)])
        assert trashed.items == (Change(kind, record.id, Action.TRASHED),)
        in_trash = snapshot(database)
        with database.read() as repository:
            assert repository.trashed_at(kind, record.id) == clock.now()
            with pytest.raises(NotFoundError):
                repository.get(kind, record.id)
        clock.advance(days=3)
        restored = database.apply([Untrash(kind, record.id)])
        assert restored.items == (Change(kind, record.id, Action.RESTORED),)
        assert snapshot(database) == lively
        database.apply(restored.inverse)
        assert snapshot(database) == in_trash
        database.apply(trashed.inverse)
        assert snapshot(database) == lively


def test_the_inverse_of_a_removal_brings_back_rows_and_trash_date() -> None:
    with _filled() as (database, ids, clock, _):
        provider = Provider(
            ids.new_id(), "Sample Clinic", networks=("b", "a", "b"), types=("md",), note="Sample"
        )
        database.apply([Put(provider)])
        database.apply([Trash("provider", provider.id)])
        before = snapshot(database)
        clock.advance(days=2)
        changes = database.apply([Remove("provider", provider.id)])
        assert changes.items == (Change("provider", provider.id, Action.REMOVED),)
        assert isinstance(changes.inverse[0], Put)
        with pytest.raises(NotFoundError):
            _get(database, provider)
        database.apply(changes.inverse)
        assert snapshot(database) == before


def test_several_writes_are_one_transaction_and_one_undo() -> None:
    with _filled() as (database, ids, _, written):
        before = snapshot(database)
        person = Person(ids.new_id(), "Sample Person 3")
        renamed = replace(person, name="Sample Person 4", note="Sample note")
        old: Provider = _sample(written, "provider")
        writes: list[Write] = [
            Put(person),
            Put(renamed),
            Trash("person", person.id),
            Put(replace(old, networks=("only",))),
            Put(replace(old, networks=())),
            Put(replace(old, networks=("x", *old.networks))),
            Remove("person", person.id),
            Put(person),
        ]
        changes = database.apply(writes)
        assert [change.action for change in changes.items] == [
            Action.ADDED,
            Action.CHANGED,
            Action.TRASHED,
            Action.CHANGED,
            Action.CHANGED,
            Action.CHANGED,
            Action.REMOVED,
            Action.ADDED,
        ]
        with database.history() as history:
            assert history.last()[0] == changes.seq
            assert len(history.versions("person", person.id)) == 1
        assert _get(database, person) == person
        database.apply(changes.inverse)
        assert snapshot(database) == before
        assert database.check_full() == ()


def test_list_values_that_stay_keep_their_row_ids(database: Database, ids: SeededIds) -> None:
    provider = Provider(ids.new_id(), "Sample Clinic", networks=("a", "b", "a"))
    database.apply([Put(provider)])
    old = {(row[2], row[3]): row[0] for row in snapshot(database)["provider_networks"]}
    database.apply([Put(replace(provider, networks=("b", "a", "c", "a")))])
    new = {(row[2], row[3]): row[0] for row in snapshot(database)["provider_networks"]}
    assert new[0, "b"] == old[1, "b"]
    assert new[1, "a"] == old[0, "a"]
    assert new[3, "a"] == old[2, "a"]
    assert new[2, "c"] not in old.values()


def test_writing_the_same_again_changes_nothing(database: Database, ids: SeededIds) -> None:
    person = Person(ids.new_id(), "Sample Person", note="Sample")
    seq = database.apply([Put(person)]).seq
    assert database.apply([Put(person)]) == Changes((), (), seq)
    assert database.apply([Untrash("person", person.id)]) == Changes((), (), seq)
    seq = database.apply([Trash("person", person.id)]).seq
    assert database.apply([Trash("person", person.id)]) == Changes((), (), seq)
    assert database.apply([]) == Changes((), (), seq)


@pytest.mark.parametrize("kind", sorted(APPEND_ONLY))
def test_a_disclosure_is_never_changed_trashed_or_removed(kind: str) -> None:
    with _filled() as (database, _, _, written):
        record = _sample(written, kind)
        refused: list[Write] = [
            Put(replace(record, recipient="Other")),
            Trash(kind, record.id),
            Untrash(kind, record.id),
            Remove(kind, record.id),
        ]
        before = snapshot(database)
        for write in refused:
            with pytest.raises(UserError) as caught:
                database.apply([write])
            assert caught.value.code == "append_only"
            assert caught.value.exit_code is ExitCode.INVALID_FIELD
        assert database.apply([Put(record)]).items == ()
        assert snapshot(database) == before


def test_a_disclosure_is_told_later_when_and_how_it_was_sent_and_that_can_be_undone() -> None:
    with _filled() as (database, _, _, written):
        record = _sample(written, "bundle")
        before = snapshot(database)
        sent = replace(record, sent_on=date(2026, 12, 1), channel="fax")
        changes = database.apply([Put(sent)])
        assert (changes.items[0].id, changes.inverse) == (record.id, (Put(record),))
        assert _get(database, sent) == sent
        with pytest.raises(UserError, match="append_only"):
            database.apply([Put(replace(sent, sent_on=None, recipient="Other"))])
        database.apply(changes.inverse)
        assert snapshot(database) == before


@pytest.mark.parametrize("make", [Trash, Untrash, Remove])
def test_a_record_that_is_not_there_is_not_found(database: Database, ids: SeededIds, make: Any) -> None:
    missing = ids.new_id()
    with pytest.raises(NotFoundError) as caught:
        database.apply([make("visit", missing)])
    assert caught.value.values == {"id": missing}


def test_a_record_that_others_name_can_be_trashed_but_not_removed() -> None:
    with _filled() as (database, _, _, written):
        visit: Visit = _sample(written, "visit")
        before = snapshot(database)
        with pytest.raises(UserError) as caught:
            database.apply([Remove("person", visit.person)])
        assert caught.value.code == "still_referenced"
        assert caught.value.exit_code is ExitCode.STILL_REFERENCED
        assert caught.value.values["id"] == visit.person
        assert snapshot(database) == before
        database.apply([Trash("person", visit.person)])
        assert database.check_full() == ()


def test_a_reference_to_nothing_is_not_found_and_nothing_is_written() -> None:
    with _filled() as (database, ids, _, written):
        before = snapshot(database)
        missing = ids.new_id()
        visit: Visit = _sample(written, "visit")
        bill: Bill = _sample(written, "bill")
        stray = replace(bill, lines=(BillLine(ids.new_id(), visit=missing),))
        for record in (replace(visit, provider=missing), stray):
            with pytest.raises(NotFoundError) as caught:
                database.apply([Put(record)])
            assert caught.value.values == {"id": missing}
            assert snapshot(database) == before
        database.apply([Put(replace(visit, minutes=77))])


def test_records_that_name_each_other_may_come_in_any_order(database: Database, ids: SeededIds) -> None:
    written = sample_records(ids, 1)
    changes = database.apply([Put(record) for record in reversed(written)])
    assert len(changes.items) == len(KINDS)


def test_a_row_too_long_for_its_page_is_refused_by_field(database: Database, ids: SeededIds) -> None:
    person = Person(
        ids.new_id(), "Sample", address="\U0001f3e0" * 500, email="\U0001f4e7" * 200, phone="1" * 200
    )
    with pytest.raises(UserError) as caught:
        database.apply([Put(person)])
    assert caught.value.code == "invalid_field"
    assert caught.value.values["field"] == "address"
    assert caught.value.values["reason"] == "record_too_long"
    database.apply([Put(replace(person, email=None))])
    assert database.check_full() == ()


def test_the_same_paper_twice_already_exists() -> None:
    with _filled() as (database, ids, _, written):
        document = _sample(written, "document")
        with pytest.raises(UserError) as caught:
            database.apply([Put(replace(document, id=ids.new_id(), links=()))])
        assert caught.value.code == "already_exists"
