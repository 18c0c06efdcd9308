"""Whatever is changed behind the program's back is found: entries, codes, rows, an old state put back."""

import hashlib
from pathlib import Path

import pytest

from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from tests.fakes.record_builder import sample_records
from vault.domain.changes import Put
from vault.domain.records.people import Person
from vault.services.store.chain_check import ChainFault, ChainFaultCode
from vault.services.store.database import Database, StoreKeys
from vault.services.store.engine import make_engine, writing
from vault.services.store.history_chain import FIRST_PREVIOUS, history_mac


@pytest.fixture
def person(database: Database, ids: SeededIds) -> Person:
    """Write a person thrice, among records of every kind."""
    database.apply([Put(record) for record in sample_records(ids, 1)])
    for name in ("Sample A", "Sample B", "Sample C"):
        last = Person("0190f2c0-0000-7000-8000-000000000001", name)
        database.apply([Put(last)])
    return last


def _spoil(database: Database, statement: str, *values: str | bytes) -> None:
    with writing(database._engine) as connection:
        connection.exec_driver_sql(statement, values)


def _codes(database: Database) -> set[str]:
    return {fault.code.value for fault in database.check_full()}


@pytest.mark.usefixtures("person")
def test_an_untouched_database_has_no_faults(database: Database) -> None:
    assert database.check_quick() == ()
    assert database.check_full() == ()


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("UPDATE person SET name = 'Sample X' WHERE name = 'Sample C'", {"row_differs"}),
        (
            "UPDATE person SET trashed_at = '2026-01-01T00:00:00.000000Z' WHERE name = 'Sample C'",
            {"row_differs"},
        ),
        ("DELETE FROM person WHERE name = 'Sample C'", {"row_missing"}),
        ("INSERT INTO service (id, name) VALUES ('stray', 'Sample')", {"row_unknown"}),
        ("UPDATE visit_codes SET position = position + 1", {"row_differs"}),
        ("DELETE FROM visit_diagnoses", {"row_missing"}),
        ("UPDATE meta SET gen = 0", {"row_differs"}),
        ("INSERT INTO setting VALUES ('a', 'b')", {"row_unknown"}),
        ("UPDATE text SET body = body || 'x'", {"text_checksum"}),
        ("DELETE FROM history WHERE seq = 5", {"history_gap", "history_broken", "row_unknown"}),
        ("UPDATE history SET action = 'changed' WHERE seq = 5", {"history_broken"}),
        ("UPDATE history SET utc = '2026-01-01T00:00:00.000000Z' WHERE seq = 5", {"history_broken"}),
        ("UPDATE history SET mac = zeroblob(32) WHERE seq = 5", {"history_broken"}),
        ("UPDATE history SET sha = zeroblob(32) WHERE seq = 5", {"history_altered", "history_broken"}),
        ("UPDATE history SET after = NULL WHERE seq = 5", {"row_unknown"}),
        ("UPDATE history SET after = '{}' WHERE seq = 5", {"history_altered", "row_differs"}),
        (
            "UPDATE history SET seq = seq + 1 WHERE seq = (SELECT max(seq) FROM history)",
            {"history_gap", "history_broken"},
        ),
    ],
)
def test_each_tampering_is_found(database: Database, statement: str, codes: set[str]) -> None:
    _spoil(database, statement)
    assert _codes(database) == codes


def test_the_finding_names_the_row(database: Database, person: Person) -> None:
    _spoil(database, "UPDATE person SET name = 'Sample X' WHERE name = 'Sample C'")
    assert database.check_full() == (
        ChainFault(ChainFaultCode.ROW_DIFFERS, entity="person", entity_id=person.id),
    )


@pytest.mark.usefixtures("person")
def test_the_last_entries_cannot_be_cut_off_unseen(database: Database) -> None:
    _spoil(database, "DELETE FROM history WHERE seq = (SELECT max(seq) FROM history)")
    assert database.check_quick() == ()
    assert _codes(database) == {"row_differs"}


@pytest.mark.usefixtures("person")
def test_the_quick_check_sees_the_last_entry(database: Database) -> None:
    statement = "UPDATE history SET after = '{}', sha = ? WHERE seq = (SELECT max(seq) FROM history)"
    _spoil(database, statement, hashlib.sha256(b"{}").digest())
    assert {fault.code.value for fault in database.check_quick()} == {"history_broken"}


def test_a_history_of_one_entry_and_of_none(database: Database) -> None:
    assert database.check_quick() == ()
    _spoil(database, "UPDATE history SET seq = 2")
    assert {fault.code.value for fault in database.check_quick()} == {"history_gap"}
    _spoil(database, "DELETE FROM history")
    assert database.check_quick() == ()
    assert _codes(database) == {"row_unknown"}


def test_null_members_of_another_writer_are_the_same_row(database: Database, keys: StoreKeys) -> None:
    after = f'{{ "vid": "{keys.vid.hex()}", "gen": 1, "more": null }}'
    sha = hashlib.sha256(after.encode()).digest()
    utc = "2026-01-01T00:00:00.000000Z"
    mac = history_mac(keys.history, FIRST_PREVIOUS, 1, utc, "meta", keys.vid.hex(), "added", sha)
    _spoil(database, "UPDATE history SET after = ?, utc = ?, sha = ?, mac = ?", after, utc, sha, mac)
    assert database.check_full() == ()


def test_old_pages_put_back_are_found(
    database: Database, path: Path, keys: StoreKeys, ids: SeededIds, clock: FakeClock, person: Person
) -> None:
    database.close()
    old = path.read_bytes()
    opened = Database.open(path, keys, ids, clock)
    opened.apply([Put(Person(person.id, "Sample D"))])
    opened.close()
    new = path.read_bytes()
    assert len(old) == len(new)
    changed = [at for at in range(0, len(new), 4096) if old[at : at + 4096] != new[at : at + 4096]]
    assert len(changed) > 1
    found = 0
    for at in changed[1:]:  # the first page holds the change counter alone
        path.write_bytes(new[:at] + old[at : at + 4096] + new[at + 4096 :])
        opened = Database.open(path, keys, ids, clock)
        found += bool(opened.check_full())
        opened.close()
    assert found == len(changed) - 1


def test_another_history_key_breaks_the_whole_chain(
    database: Database, path: Path, keys: StoreKeys, ids: SeededIds, clock: FakeClock
) -> None:
    database.close()
    opened = Database.open(path, StoreKeys(keys.db, bytes(32), keys.vid), ids, clock)
    assert {fault.code.value for fault in opened.check_full()} == {"history_broken"}
    opened.close()


@pytest.mark.usefixtures("person")
def test_a_reference_to_nothing_is_found(database: Database, path: Path, keys: StoreKeys) -> None:
    database.close()
    engine = make_engine(path, keys.db, foreign_keys=False)
    with writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM person WHERE id IN (SELECT person FROM visit)")
    engine.dispose()
    opened = Database.open(path, keys, SeededIds(), FakeClock())
    assert {fault.code.value for fault in opened.check_quick()} == {"reference"}
    opened.close()
