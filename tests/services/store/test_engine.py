"""The file is encrypted, ours alone, and its failures are told apart without a word of what is in it."""

import os
import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path

import apsw
import pytest
from sqlcipher3 import dbapi2

from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from tests.fakes.record_builder import sample_records
from tests.fakes.rows import snapshot
from vault.domain.changes import Put
from vault.domain.errors import BugError, ExitCode, UserError, VaultError
from vault.domain.records.people import Person
from vault.services.store import engine
from vault.services.store.database import Database, StoreKeys
from vault.services.store.engine import make_engine, reading, writing
from vault.services.store.faults import fault_of


def _refusal(path: Path, keys: StoreKeys) -> UserError:
    with pytest.raises(UserError) as caught:
        Database.open(path, keys, SeededIds(), FakeClock())
    assert keys.db.hex() not in repr(caught.value) + str(caught.value.__context__)
    return caught.value


def _with_key(keys: StoreKeys, db: bytes) -> StoreKeys:
    return StoreKeys(db, keys.history, keys.vid)


def test_the_pragmas_are_those_of_the_format(database: Database) -> None:
    expected = {
        "journal_mode": "truncate",
        "synchronous": 3,
        "fullfsync": 1,
        "foreign_keys": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "auto_vacuum": 0,
        "busy_timeout": 5000,
        "cipher_status": "1",
    }
    with reading(database._engine) as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in expected}
    assert found == expected


def test_the_file_starts_with_the_salt_and_is_the_owners_alone(path: Path, keys: StoreKeys) -> None:
    Database.create(path, keys, 1, SeededIds(), FakeClock()).close()
    assert path.read_bytes()[:16] == keys.db[32:]
    assert path.stat().st_mode & 0o777 == 0o600


def test_closing_leaves_no_journal(database: Database, path: Path, ids: SeededIds) -> None:
    database.apply([Put(Person(ids.new_id(), "Sample Person"))])
    database.close()
    assert [each.name for each in path.parent.iterdir()] == ["records.db"]


def test_a_file_that_is_there_is_never_overwritten(path: Path, keys: StoreKeys) -> None:
    path.write_bytes(b"something else")
    with pytest.raises(FileExistsError):
        Database.create(path, keys, 1, SeededIds(), FakeClock())
    assert path.read_bytes() == b"something else"


@pytest.mark.parametrize("size", [0, 32, 47, 49, 63, 96])
def test_a_key_of_another_length_is_refused_before_any_connection(
    path: Path, keys: StoreKeys, size: int
) -> None:
    wrong = _with_key(keys, bytes(size))
    with pytest.raises(BugError):
        Database.create(path, wrong, 1, SeededIds(), FakeClock())
    with pytest.raises(BugError):
        Database.open(path, wrong, SeededIds(), FakeClock())
    with pytest.raises(BugError):
        make_engine(path, wrong.db)
    assert not path.exists()


@pytest.mark.parametrize("flipped", [0, 31, 32, 47])
def test_a_wrong_key_or_salt_is_a_damaged_database(
    database: Database, path: Path, keys: StoreKeys, flipped: int
) -> None:
    database.close()
    wrong = bytearray(keys.db)
    wrong[flipped] ^= 1
    error = _refusal(path, _with_key(keys, bytes(wrong)))
    assert error.code == "database_damaged"
    assert error.exit_code is ExitCode.DATABASE_DAMAGED


def test_nothing_is_said_on_stderr_about_a_wrong_key(
    database: Database, path: Path, keys: StoreKeys, capfd: pytest.CaptureFixture[str]
) -> None:
    database.close()
    _refusal(path, _with_key(keys, bytes(32) + keys.db[32:]))
    assert capfd.readouterr() == ("", "")


def test_a_plain_sqlite_file_is_refused(path: Path, keys: StoreKeys) -> None:
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE person (id)")
    plain.close()
    assert _refusal(path, keys).code == "database_damaged"
    disguised = _with_key(keys, keys.db[:32] + b"SQLite format 3\x00")
    assert _refusal(path, disguised).code == "database_damaged"


@pytest.mark.parametrize("content", [None, b"", b"short"])
def test_a_missing_or_cut_file_is_damaged(path: Path, keys: StoreKeys, content: bytes | None) -> None:
    if content is not None:
        path.write_bytes(content)
    assert _refusal(path, keys).code == "database_damaged"


def test_the_database_of_another_vault_is_damaged(database: Database, path: Path, keys: StoreKeys) -> None:
    database.close()
    assert _refusal(path, StoreKeys(keys.db, keys.history, bytes(16))).code == "database_damaged"


def _what_a_check_finds(path: Path, keys: StoreKeys) -> set[str]:
    """Return the codes of both checks; a file that does not even open counts as found."""
    try:
        opened = Database.open(path, keys, SeededIds(), FakeClock())
    except UserError as error:
        return {"cipher_integrity"} if error.code == "database_damaged" else set()
    with suppress(VaultError):
        quick, full = opened.check_quick(), opened.check_full()
        assert quick == full
        opened.close()
    return {fault.code for fault in quick}


def test_every_flipped_page_is_found(database: Database, path: Path, keys: StoreKeys, ids: SeededIds) -> None:
    database.apply([Put(record) for record in sample_records(ids)])
    database.close()
    whole = path.read_bytes()
    for offset in range(100, len(whole), 4096 * 7):
        spoiled = bytearray(whole)
        spoiled[offset] ^= 1
        path.write_bytes(spoiled)
        assert _what_a_check_finds(path, keys) == {"cipher_integrity"}


def _read_everything(path: Path, keys: StoreKeys) -> None:
    opened = Database.open(path, keys, SeededIds(), FakeClock())
    with closing(opened), opened.read() as repository:
        list(repository.load_all())


def test_reading_a_spoiled_page_says_damaged(
    database: Database, path: Path, keys: StoreKeys, ids: SeededIds
) -> None:
    database.apply([Put(record) for record in sample_records(ids)])
    database.close()
    whole = bytearray(path.read_bytes())
    for offset in range(4096 * 12 + 50, len(whole), 4096):
        whole[offset] ^= 1
    path.write_bytes(whole)

    with pytest.raises(UserError) as caught:
        _read_everything(path, keys)
    assert caught.value.code == "database_damaged"


def test_another_program_that_writes_means_in_use(
    database: Database, path: Path, keys: StoreKeys, ids: SeededIds
) -> None:
    other = make_engine(path, keys.db)
    with reading(database._engine) as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=20")
    with writing(other), pytest.raises(UserError) as caught:
        database.apply([Put(Person(ids.new_id(), "Sample Person"))])
    other.dispose()
    assert caught.value.code == "vault_in_use"
    assert caught.value.exit_code is ExitCode.VAULT_IN_USE


def test_a_full_disk_is_said_and_nothing_is_half_written(
    database: Database, keys: StoreKeys, path: Path, ids: SeededIds
) -> None:
    before = snapshot(database)
    with reading(database._engine) as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    many = [Put(Person(ids.new_id(), "Sample Person", note="Sample" * 2000)) for _ in range(100)]
    with pytest.raises(UserError) as caught:
        database.apply(many)
    assert caught.value.code == "disk_full"
    assert caught.value.exit_code is ExitCode.DISK_FULL
    assert snapshot(database) == before
    database.close()
    opened = Database.open(path, keys, ids, FakeClock())
    opened.apply(many)
    assert opened.check_full() == ()
    opened.close()


def test_an_error_between_statements_rolls_everything_back(database: Database, ids: SeededIds) -> None:
    before = snapshot(database)

    def interrupted() -> None:
        with writing(database._engine) as connection:
            connection.exec_driver_sql("INSERT INTO service (id, name) VALUES ('a', 'Sample')")
            connection.exec_driver_sql("CREATE TABLE half (a)")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert snapshot(database) == before
    assert database.check_full() == ()
    database.apply([Put(Person(ids.new_id(), "Sample Person"))])


def test_a_child_killed_within_a_write_loses_only_that_write(
    database: Database, path: Path, keys: StoreKeys, ids: SeededIds
) -> None:
    kept = Person(ids.new_id(), "Sample Person")
    database.apply([Put(kept)])
    database.close()
    child = os.fork()
    if child == 0:
        opened = Database.open(path, keys, ids, FakeClock())
        with writing(opened._engine) as connection:
            connection.exec_driver_sql("PRAGMA cache_size=2")
            connection.exec_driver_sql("PRAGMA cache_spill=1")
            for number in range(300):
                connection.exec_driver_sql(
                    "INSERT INTO text VALUES (?, ?)", (number.to_bytes(32, "big"), "Sample" * 500)
                )
            os._exit(9)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert path.with_name("records.db-journal").stat().st_size > 0
    opened = Database.open(path, keys, ids, FakeClock())
    assert opened.check_full() == ()
    with opened.read() as repository:
        assert list(repository.load_all()) == [kept]
    opened.close()


def test_another_reader_opens_the_file_with_the_raw_key(
    database: Database, path: Path, keys: StoreKeys, ids: SeededIds
) -> None:
    person = Person(ids.new_id(), "Sample Person")
    database.apply([Put(person)])
    database.close()
    reader = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    reader.pragma("cipher", "sqlcipher")
    reader.pragma("legacy", 4)
    reader.execute(f"PRAGMA key = \"x'{keys.db.hex()}'\"")
    assert reader.execute("SELECT id, name FROM person").fetchall() == [(person.id, person.name)]
    assert reader.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    reader.close()


def test_no_text_lies_in_the_folder_in_clear(database: Database, path: Path, ids: SeededIds) -> None:
    database.apply([Put(record) for record in sample_records(ids)])
    database.drafts.save("person", None, "Sample draft")
    with writing(database._engine) as connection:
        connection.exec_driver_sql("UPDATE text SET body = body || 'Sample planted'")
        during = b"".join(each.read_bytes() for each in path.parent.iterdir())
        connection.exec_driver_sql("UPDATE text SET body = substr(body, 1, length(body) - 14)")
    needles = [needle.encode(code) for needle in ("Sample", "person") for code in ("utf-8", "utf-16-le")]
    assert not any(needle in during for needle in needles)
    assert not any(needle in path.read_bytes() for needle in needles)


def test_any_thread_may_be_the_store_thread(database: Database, ids: SeededIds) -> None:
    person = Person(ids.new_id(), "Sample Person")
    thread = threading.Thread(target=lambda: database.apply([Put(person)]))
    thread.start()
    thread.join()
    with database.read() as repository:
        assert repository.get("person", person.id) == person


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (5, "vault_in_use"),
        (6, "vault_in_use"),
        (8, "file_unreadable"),
        (10, "file_unreadable"),
        (11, "database_damaged"),
        (13, "disk_full"),
        (14, "file_unreadable"),
        (26, "database_damaged"),
        (5 | 2 << 8, "vault_in_use"),
    ],
)
def test_what_the_driver_says_becomes_an_error_a_person_can_act_on(number: int, code: str) -> None:
    raised = dbapi2.OperationalError("Sample")
    raised.sqlite_errorcode = number
    fault = fault_of(raised)
    assert isinstance(fault, UserError)
    assert fault.code == code


def test_a_row_that_breaks_a_constraint_is_a_bug_and_names_no_value(database: Database) -> None:
    with pytest.raises(BugError) as caught, writing(database._engine) as connection:
        connection.exec_driver_sql("INSERT INTO service (id, name) VALUES ('a', ?)", ("Sample" * 100,))
    assert str(caught.value) == "CHECK constraint failed: service_name"
    with pytest.raises(BugError) as other, writing(database._engine) as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")
    assert "nowhere" not in str(other.value)


def test_the_keys_do_not_show(keys: StoreKeys) -> None:
    assert keys.db.hex() not in repr(keys)
    assert repr(keys.db) not in repr(keys)
    assert keys.vid.hex() in repr(keys)


def test_a_closed_database_stays_closed(database: Database, ids: SeededIds) -> None:
    database.close()
    database.close()
    with pytest.raises(BugError):
        database.apply([Put(Person(ids.new_id(), "Sample Person"))])
    with pytest.raises(BugError):
        _ = database.gen


def test_a_driver_that_does_not_encrypt_is_noticed() -> None:
    plain = sqlite3.connect(":memory:", isolation_level=None)
    with pytest.raises(BugError, match="not SQLCipher"):
        engine._require_sqlcipher(plain)
    with pytest.raises(BugError, match="PRAGMA journal_mode"):
        engine._verify(plain, foreign_keys=True)
    plain.close()


def test_a_file_opened_without_a_key_is_noticed(tmp_path: Path) -> None:
    unkeyed = dbapi2.connect(str(tmp_path / "plain.db"), isolation_level=None)
    for name, value, _ in engine._PRAGMAS:
        unkeyed.execute(f"PRAGMA {name}={value}")
    with pytest.raises(BugError, match="not encrypted"):
        engine._verify(unkeyed, foreign_keys=True)
    unkeyed.close()
