"""Records are found by id, prefix, kind and person; settings, generation and drafts are kept."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.clock import FakeClock
from tests.fakes.databases import temporary_database
from tests.fakes.ids import SeededIds
from tests.fakes.record_builder import sample_records
from vault.domain.changes import Put, Trash
from vault.domain.errors import BugError, ExitCode, NotFoundError, UserError
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import KINDS
from vault.domain.records.papers import Document, Reminder
from vault.domain.records.people import Person
from vault.domain.records.visit import Visit
from vault.services.store.database import Database
from vault.services.store.drafts import Draft
from vault.services.store.engine import writing
from vault.services.store.repository import KindCount, Trashed


def test_a_kind_is_listed_by_id_with_or_without_the_trash(database: Database, ids: SeededIds) -> None:
    people = tuple(Person(ids.new_id(), f"Sample Person {number}") for number in range(4))
    database.apply([Put(each) for each in reversed(people)])
    database.apply([Trash("person", people[1].id)])
    with database.read() as repository:
        assert repository.list("person") == (people[0], *people[2:])
        assert repository.list("person", include_trashed=True) == people
        assert repository.list("visit") == ()
        with pytest.raises(NotFoundError):
            repository.get("person", people[1].id)
        assert repository.get("person", people[1].id, include_trashed=True) == people[1]
        assert repository.trashed_at("person", people[0].id) is None
        assert repository.trashed_at("person", ids.new_id()) is None


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_list_of_a_person_is_what_the_record_set_says(
    database: Database, ids: SeededIds, kind: str
) -> None:
    written = sample_records(ids, 3)
    extra = Reminder(ids.new_id(), label="Sample of nobody")
    database.apply([Put(each) for each in (*written, extra)])
    for person in RecordSet(written).all(Person):
        expected = RecordSet([*written, extra]).for_person(person.id).all(KINDS[kind])
        with database.read() as repository:
            assert repository.list(kind, person.id) == expected


def test_the_trash_is_listed_with_dates_the_last_first(
    database: Database, ids: SeededIds, clock: FakeClock
) -> None:
    database.apply([Put(each) for each in sample_records(ids, 1)])
    first, second = Person(ids.new_id(), "Sample A"), Person(ids.new_id(), "Sample B")
    database.apply([Put(first), Put(second)])
    clock.advance(days=1)
    database.apply([Trash("person", second.id)])
    clock.advance(days=1)
    database.apply([Trash("person", first.id)])
    with database.read() as repository:
        assert repository.trash() == (
            Trashed("person", first, clock.now()),
            Trashed("person", second, clock.now() - dt.timedelta(days=1)),
        )


def test_an_id_is_found_by_a_prefix_only_one_record_has(database: Database, ids: SeededIds) -> None:
    first = Person("0190f2c0-0000-7000-8000-000000000001", "Sample A")
    second = Person("0190f2c0-0000-7000-8000-000000000012", "Sample B")
    short = replace(first, id="0190f2c0-0000-7000-8000-00000000001")
    database.apply([Put(first), Put(second), *(Put(each) for each in sample_records(ids, 1))])
    with database.read() as repository:
        assert repository.find_prefix(first.id) == ("person", first.id)
        assert repository.find_prefix(second.id[:-1]) == ("person", second.id)
        assert repository.find_prefix("sample_service") == ("service", repository.list("service")[0].id)
        for wrong in ("", "x", "0190f2c0-0000-7000-8000-000000000013", "0190F2C0", "%"):
            with pytest.raises(NotFoundError):
                repository.find_prefix(wrong)
        with pytest.raises(UserError) as caught:
            repository.find_prefix("0190f2c0")
    assert caught.value.code == "ambiguous_id"
    assert caught.value.exit_code is ExitCode.NOT_FOUND
    database.apply([Put(short), Trash("person", second.id)])
    with database.read() as repository:
        assert repository.find_prefix(short.id) == ("person", short.id)
        with pytest.raises(NotFoundError):
            repository.find_prefix(second.id)
        assert repository.find_prefix(second.id, include_trashed=True) == ("person", second.id)


def test_a_paper_is_found_by_its_content(database: Database, ids: SeededIds) -> None:
    written = sample_records(ids, 1)
    database.apply([Put(each) for each in written])
    paper = next(each for each in written if isinstance(each, Document))
    with database.read() as repository:
        assert repository.document_of_content(paper.sha256) == (paper.id, False)
        assert repository.document_of_content("0" * 64) is None
    database.apply([Trash("document", paper.id)])
    with database.read() as repository:
        assert repository.document_of_content(paper.sha256) == (paper.id, True)


def test_records_are_counted_by_kind(database: Database, ids: SeededIds) -> None:
    written = sample_records(ids, 2)
    database.apply([Put(each) for each in written])
    visit = next(each for each in written if isinstance(each, Visit))
    database.apply([Trash("visit", visit.id)])
    with database.read() as repository:
        counts = repository.counts()
    assert [each.kind for each in counts] == list(KINDS)
    assert KindCount("visit", 1, 1) in counts
    assert KindCount("person", 2, 0) in counts


def test_a_choice_only_a_newer_program_knows_is_said_so(database: Database, ids: SeededIds) -> None:
    person = Person(ids.new_id(), "Sample Person")
    database.apply([Put(person)])
    with writing(database._engine) as connection:
        connection.exec_driver_sql("UPDATE person SET relationship = 'neighbor'")
    with pytest.raises(UserError) as caught, database.read() as repository:
        repository.get("person", person.id)
    assert caught.value.code == "newer_vault"


@pytest.mark.parametrize("statement", ["UPDATE text SET body = ''", "DELETE FROM text"])
def test_a_long_text_that_is_gone_or_not_itself_is_damage(
    database: Database, ids: SeededIds, statement: str
) -> None:
    person = Person(ids.new_id(), "Sample Person", note="Sample note")
    database.apply([Put(person)])
    with writing(database._engine) as connection:
        connection.exec_driver_sql(statement)
    with pytest.raises(UserError) as caught, database.read() as repository:
        repository.get("person", person.id)
    assert caught.value.code == "database_damaged"


def test_an_instant_without_a_time_zone_is_a_bug(database: Database, ids: SeededIds) -> None:
    paper = next(each for each in sample_records(ids, 1) if isinstance(each, Document))
    naive = replace(paper, added=dt.datetime(2026, 1, 1))  # noqa: DTZ001 - that is the point
    with pytest.raises(BugError):
        database.apply([Put(naive)])


def test_the_generation_is_kept_with_a_history_entry(
    database: Database,
) -> None:
    assert database.gen == 1
    database.set_gen(7)
    with database.history() as history:
        seq, mac = history.last()
    database.set_gen(7)
    with database.history() as history:
        assert history.last() == (seq, mac)
    assert seq == 2
    assert database.gen == 7
    assert database.check_full() == ()
    with writing(database._engine) as connection:
        connection.exec_driver_sql("DELETE FROM meta")
    with pytest.raises(UserError):
        _ = database.gen


def test_settings_are_kept_with_history(database: Database) -> None:
    assert database.setting("agenda_level") is None
    for value in ("0", "1", "1"):
        database.set_setting("agenda_level", value)
    assert database.setting("agenda_level") == "1"
    with database.history() as history:
        assert history.last()[0] == 3
    assert database.check_full() == ()


def test_several_settings_are_set_all_or_nothing(database: Database) -> None:
    database.set_settings({"a": "1", "b": "2"})
    with pytest.raises(BugError):
        database.set_settings({"a": "3", "c": "x" * 2_001})
    assert [database.setting(key) for key in ("a", "b", "c")] == ["1", "2", None]
    assert database.check_full() == ()


@settings(max_examples=30)
@given(body=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=4000))
def test_a_draft_of_any_length_comes_back(body: str) -> None:
    ids, clock = SeededIds(), FakeClock()
    with temporary_database(ids, clock) as database:
        draft = database.drafts.save("visit", None, body)
        assert database.drafts.load(draft.id) == draft == Draft(draft.id, "visit", None, clock.now(), body)


def test_drafts_are_replaced_listed_and_discarded(
    database: Database, ids: SeededIds, clock: FakeClock
) -> None:
    person = ids.new_id()
    first = database.drafts.save("person", person, "\U0001f3e0" * 5000)
    clock.advance(seconds=5)
    second = database.drafts.save("visit", None, "")
    assert database.drafts.list() == (second, first)
    clock.advance(seconds=5)
    newer = database.drafts.save("person", person, "Sample", first.id)
    assert newer.id == first.id
    assert database.drafts.list() == (newer, second)
    with database.history() as history:
        assert history.last()[0] == 1
    database.drafts.discard(first.id)
    database.drafts.discard(first.id)
    assert database.drafts.list() == (second,)
    with pytest.raises(NotFoundError):
        database.drafts.load(first.id)
    assert database.check_full() == ()
