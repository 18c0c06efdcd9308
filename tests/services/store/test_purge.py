"""The trash is emptied for good: rows, history texts and long texts go; what is still named stays."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from tests.fakes.record_builder import sample_records
from tests.fakes.rows import snapshot
from vault.domain.changes import Action, Put, Remove, Trash
from vault.domain.records.kinds import APPEND_ONLY, Record, kind_of
from vault.domain.records.papers import Document, DocumentKind, DocumentLink
from vault.domain.records.people import Person, Provider
from vault.domain.records.visit import Visit
from vault.services.store.database import Database, StoreKeys
from vault.services.store.engine import reading


def _texts(database: Database) -> set[str]:
    with reading(database._engine) as connection:
        return set(connection.exec_driver_sql("SELECT body FROM text").scalars())


def _document(ids: SeededIds, number: int, text: str) -> Document:
    return Document(
        ids.new_id(), DocumentKind.OTHER, ids.random(16).hex(), number, ids.random(32).hex(), text=text
    )


def test_a_purge_forgets_what_is_old_enough_and_only_that(
    database: Database, ids: SeededIds, clock: FakeClock, path: Path
) -> None:
    old = Provider(ids.new_id(), "Sample Clinic", networks=("Sample network",), note="Sample old note")
    shared = Person(ids.new_id(), "Sample Person", note="Sample shared note")
    database.apply([Put(old), Put(replace(shared, id=ids.new_id())), Put(shared)])
    database.apply([Put(replace(old, name="Sample Clinic 2", note="Sample newer note", networks=()))])
    database.apply([Put(replace(old, note="Sample shared note")), Trash("provider", old.id)])
    clock.advance(days=10)
    database.apply([Trash("person", shared.id)])
    assert database.purge(clock.now() - dt.timedelta(days=11)) == ()
    with database.read() as repository:
        assert [each.record.id for each in repository.trash()] == [shared.id, old.id]
    assert database.purge(clock.now() - dt.timedelta(days=5)) == ()
    with database.read() as repository:
        assert [each.record.id for each in repository.trash()] == [shared.id]
    assert _texts(database) == {"Sample shared note"}
    with database.history() as history:
        versions = history.versions("provider", old.id)
    assert {each.record for each in versions} == {None}
    assert versions[-1].action is Action.REMOVED
    with reading(database._engine) as connection:
        kept = connection.exec_driver_sql(
            "SELECT count(*) FROM history WHERE after LIKE '%Clinic%'"
        ).scalar_one()
    assert kept == 0
    assert database.check_full() == ()
    assert path.stat().st_size > 0


def test_what_was_removed_is_forgotten_too_unless_it_came_back(
    database: Database, ids: SeededIds, clock: FakeClock
) -> None:
    gone = Person(ids.new_id(), "Sample gone", note="Sample note of one gone")
    back = Person(ids.new_id(), "Sample back", note="Sample note of one back")
    database.apply([Put(gone), Put(back)])
    database.apply([Remove("person", gone.id), Remove("person", back.id)])
    database.apply([Put(back)])
    clock.advance(days=31)
    database.purge(clock.now() - dt.timedelta(days=30))
    assert _texts(database) == {"Sample note of one back"}
    seq = database.apply([]).seq
    assert database.purge(clock.now()) == ()
    assert database.apply([]).seq == seq
    assert database.check_full() == ()


def test_a_purge_returns_the_blobs_nobody_names(database: Database, ids: SeededIds, clock: FakeClock) -> None:
    first, second, third = (_document(ids, number, f"Sample text {number}") for number in range(3))
    twin = replace(_document(ids, 3, "Sample text 3"), blob=second.blob)
    database.apply([Put(each) for each in (first, second, third, twin)])
    database.apply([Trash("document", each.id) for each in (first, second)])
    clock.advance(days=40)
    assert database.purge(clock.now()) == (first.blob,)
    assert _texts(database) == {"Sample text 2", "Sample text 3"}


def test_what_others_name_stays_until_they_go(database: Database, ids: SeededIds, clock: FakeClock) -> None:
    written = [each for each in sample_records(ids, 1) if kind_of(each) not in APPEND_ONLY]
    database.apply([Put(each) for each in written])
    database.apply([Trash(kind_of(each), each.id) for each in written if not isinstance(each, Visit)])
    clock.advance(days=40)
    database.purge(clock.now())

    def left() -> set[str]:
        with database.read() as repository:
            return {kind_of(each.record) for each in repository.trash()}

    named = {"person", "provider", "service", "condition", "referral", "authorization", "policy"}
    assert left() == named
    assert database.check_full() == ()
    visit = next(each for each in written if isinstance(each, Visit))
    database.apply([Trash("visit", visit.id)])
    clock.advance(days=1)
    database.purge(clock.now())
    assert left() == set()
    assert all(not rows for name, rows in snapshot(database).items() if name != "meta")
    assert database.check_full() == ()
    assert _texts(database) == set()


def test_papers_in_the_disclosure_log_are_never_purged(
    database: Database, ids: SeededIds, clock: FakeClock
) -> None:
    written: tuple[Record, ...] = sample_records(ids, 1)
    database.apply([Put(each) for each in written])
    document = next(each for each in written if isinstance(each, Document))
    database.apply([Trash("document", document.id)])
    clock.advance(days=40)
    assert database.purge(clock.now()) == ()
    with database.read() as repository:
        assert repository.get("document", document.id, include_trashed=True) == document


def test_a_link_to_a_purged_record_does_not_hold_it(
    database: Database, ids: SeededIds, clock: FakeClock, path: Path, keys: StoreKeys
) -> None:
    person = Person(ids.new_id(), "Sample Person")
    link = DocumentLink(ids.new_id(), "person", person.id)
    paper = replace(_document(ids, 1, "Sample"), links=(link,))
    database.apply([Put(person), Put(paper)])
    database.apply([Trash("person", person.id)])
    clock.advance(days=40)
    database.purge(clock.now())
    with database.read() as repository:
        assert list(repository.load_all()) == [paper]
    database.close()
    opened = Database.open(path, keys, ids, clock)
    assert opened.check_full() == ()
    opened.close()
