"""The encrypted file behind an SQLAlchemy engine: raw key, fixed PRAGMAs, one connection, none in clear."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import NullPool, QueuePool
from sqlcipher3 import dbapi2

from vault.domain.errors import BugError
from vault.services.store.faults import DanglingReferenceError, damaged, own_errors

KEY_SIZE: Final = 48
SALT_SIZE: Final = 16
PLAIN_START: Final = b"SQLite format 3\x00"
_WRITER: Final = "store_writer"
_PRAGMAS: Final = (
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("fullfsync", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("secure_delete", "ON", 1),
    ("auto_vacuum", "NONE", 0),
    ("busy_timeout", "5000", 5000),
    ("cache_size", "-65536", -65536),  # kibibytes: the records of a long life, deciphered once
)


def require_key(key48: bytes) -> None:
    """Refuse key material of another length: the driver would take it for a passphrase."""
    if len(key48) != KEY_SIZE:
        raise BugError("a database key has 48 bytes")


def require_own_file(path: Path, key48: bytes) -> None:
    """Refuse a file that does not start with our salt; only before the first connection of the process.

    Closing a plainly opened database drops SQLite's locks on it.
    """
    try:
        with path.open("rb") as file:
            start = file.read(SALT_SIZE)
    except OSError:
        raise damaged() from None
    if start != key48[-SALT_SIZE:] or start == PLAIN_START:
        raise damaged()


def create_file(path: Path) -> None:
    """Make the empty file, readable by its owner alone; FileExistsError when it is there."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _connect(path: Path, key48: bytes, *, foreign_keys: bool) -> Any:
    connection = dbapi2.connect(os.fspath(path), isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")  # it would write to stderr
        connection.set_key(f"x'{key48.hex()}'")
        _require_sqlcipher(connection)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for name, value, _ in _PRAGMAS:
            connection.execute(f"PRAGMA {name}={value}")
        if not foreign_keys:
            connection.execute("PRAGMA foreign_keys=OFF")
        _verify(connection, foreign_keys=foreign_keys)
    except BaseException:
        connection.close()
        raise
    return connection


def _require_sqlcipher(connection: Any) -> None:
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise BugError("the driver is not SQLCipher")


def _verify(connection: Any, *, foreign_keys: bool) -> None:
    for name, _, expected in _PRAGMAS:
        wanted = expected if foreign_keys or name != "foreign_keys" else 0
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != wanted:
            raise BugError(f"the driver did not take PRAGMA {name}")
    if connection.execute("PRAGMA cipher_status").fetchone() != ("1",):
        raise BugError("the database is not encrypted")


def make_engine(path: Path, key48: bytes, *, foreign_keys: bool = True) -> sa.Engine:
    """Return the engine of an encrypted file; one connection, usable from any one thread at a time.

    Connecting raises `database_damaged` for a wrong key or a file that is not ours.
    """
    require_key(key48)

    def creator() -> Any:
        with own_errors():
            return _connect(path, key48, foreign_keys=foreign_keys)

    engine = sa.create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=5,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        immediate = connection.get_execution_options().get(_WRITER, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection that sees one state of the database throughout."""
    with own_errors(), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection inside one writing transaction: committed at the end, rolled back on any error.

    Raises DanglingReferenceError when a row names a record that is not there.
    """
    with own_errors(), engine.connect() as connection:
        writer = connection.execution_options(**{_WRITER: True})
        with writer.begin() as transaction:
            yield writer
            _commit(writer)
            transaction.rollback()  # closes it here; in the file nothing is left to undo


def _commit(connection: sa.Connection) -> None:
    """Commit in SQL, for a refused commit leaves the transaction open to be asked why."""
    try:
        connection.exec_driver_sql("COMMIT")
    except sa.exc.IntegrityError:
        table, row, kind, number = connection.exec_driver_sql("PRAGMA foreign_key_check").all()[0]
        keys = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{table}")')
        column = next(str(key[3]) for key in keys if key[0] == number)
        chosen: sa.Select[Any] = (
            sa.select(sa.column(column)).select_from(sa.table(table)).where(sa.text("rowid = :row"))
        )
        missing = connection.execute(chosen, {"row": row}).scalar_one()
        raise DanglingReferenceError(str(table), str(kind), str(missing)) from None


def close_engine(engine: sa.Engine) -> None:
    """Give the connection back and leave no journal file behind; the engine connects no more."""
    if isinstance(engine.pool, NullPool):
        return
    try:
        with own_errors(), engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA journal_mode=DELETE")
    finally:
        engine.dispose()
        engine.pool = NullPool(_refuse_connection)


def _refuse_connection() -> Any:
    raise BugError("the database is closed")
