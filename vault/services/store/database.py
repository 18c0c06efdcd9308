"""The open database: what the rest of the program holds of it; used by one thread at a time, whichever."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from vault.domain.changes import Changes, Write
from vault.domain.ports import Clock, IdSource
from vault.services.store.chain_check import ChainCheck, ChainFault
from vault.services.store.drafts import Drafts
from vault.services.store.engine import (
    close_engine,
    create_file,
    make_engine,
    reading,
    require_key,
    require_own_file,
    writing,
)
from vault.services.store.faults import damaged
from vault.services.store.history import History
from vault.services.store.history_log import HistoryLog
from vault.services.store.migrations.steps import bring_up_to_date, upgrade
from vault.services.store.page_check import PageCheck, PageFault
from vault.services.store.purge import purge
from vault.services.store.repository import Repository
from vault.services.store.settings import read_meta, read_setting, write_gen, write_setting
from vault.services.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class StoreKeys:
    """What opens a database: `db` is key and salt (32 + 16 bytes), `history` signs its entries (32 bytes)."""

    db: bytes
    history: bytes
    vid: bytes

    def __repr__(self) -> str:
        """Say which vault, never the keys."""
        return f"StoreKeys(vid={self.vid.hex()})"


class Database:
    """An open database; made by `create` or `open`, ended by `close`."""

    def __init__(self, engine: sa.Engine, keys: StoreKeys, ids: IdSource, clock: Clock) -> None:
        self._engine = engine
        self._keys = keys
        self._clock = clock
        self._work = UnitOfWork(engine, keys.history, ids, clock)
        self._hearers: list[Callable[[Changes], None]] = []
        self.drafts = Drafts(engine, ids, clock)

    @classmethod
    def create(cls, path: Path, keys: StoreKeys, gen: int, ids: IdSource, clock: Clock) -> "Database":
        """Make a new database at `path` (FileExistsError when something is there) and open it."""
        require_key(keys.db)
        create_file(path)
        upgrade(path, keys.db, None)
        database = cls(make_engine(path, keys.db), keys, ids, clock)
        database.set_gen(gen)
        return database

    @classmethod
    def open(cls, path: Path, keys: StoreKeys, ids: IdSource, clock: Clock) -> "Database":
        """Open a database, bringing its schema up to date.

        Raises `database_damaged` (another vault's file and a wrong key too), `newer_vault`, `vault_in_use`.
        """
        require_key(keys.db)
        require_own_file(path, keys.db)
        engine = make_engine(path, keys.db)
        try:
            bring_up_to_date(engine, path, keys.db)
            with reading(engine) as connection:
                found = read_meta(connection)
            _require_vault(found, keys.vid)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, keys, ids, clock)

    @contextmanager
    def read(self) -> Iterator[Repository]:
        """Give the records in one state; no writing inside the block."""
        with reading(self._engine) as connection:
            yield Repository(connection)

    @contextmanager
    def history(self) -> Iterator[History]:
        """Give the history in one state; no writing inside the block."""
        with reading(self._engine) as connection:
            yield History(connection)

    def apply(self, writes: Sequence[Write]) -> Changes:
        """Write all or nothing in one transaction, then tell whoever listens; see UnitOfWork.apply."""
        changes = self._work.apply(writes)
        for hear in self._hearers:
            hear(changes)
        return changes

    def listen(self, hear: Callable[[Changes], None]) -> None:
        """Call `hear` with the changes of every write once they are committed, in the writing thread."""
        self._hearers.append(hear)

    def purge(self, before: datetime) -> tuple[str, ...]:
        """Remove what went to the trash before an instant; return the blobs no row names any more."""
        with self._logged() as (connection, log):
            return purge(connection, log, before)

    @property
    def gen(self) -> int:
        """The generation of the header this database belongs to."""
        with reading(self._engine) as connection:
            found = read_meta(connection)
        if found is None:
            raise damaged()
        return found[1]

    def set_gen(self, gen: int) -> None:
        """Set the generation, with a history entry; after both copies of the header are written."""
        with self._logged() as (connection, log):
            write_gen(connection, log, self._keys.vid, gen)

    def setting(self, key: str) -> str | None:
        """Return a setting of the vault; None when it was never set."""
        with reading(self._engine) as connection:
            return read_setting(connection, key)

    def set_setting(self, key: str, value: str) -> None:
        """Set a setting of the vault, at most 2,000 bytes, with a history entry."""
        with self._logged() as (connection, log):
            write_setting(connection, log, key, value)

    def set_settings(self, values: Mapping[str, str]) -> None:
        """Set several settings, all or nothing."""
        with self._logged() as (connection, log):
            for key, value in values.items():
                write_setting(connection, log, key, value)

    def check_quick(self) -> tuple[PageFault | ChainFault, ...]:
        """Check pages, b-trees, references and the last history entry."""
        with reading(self._engine) as connection:
            found = PageCheck(connection).pages()
            return found or ChainCheck(connection, self._keys.history).last_entry()

    def check_full(self) -> tuple[PageFault | ChainFault, ...]:
        """Check what the quick check does, then the whole chain, rows against it, and every long text."""
        with reading(self._engine) as connection:
            pages = PageCheck(connection)
            return pages.pages() or (*pages.texts(), *ChainCheck(connection, self._keys.history).everything())

    def close(self) -> None:
        """Give the file back, without a journal beside it."""
        close_engine(self._engine)

    @contextmanager
    def _logged(self) -> Iterator[tuple[sa.Connection, HistoryLog]]:
        with writing(self._engine) as connection:
            yield connection, HistoryLog(connection, self._keys.history, self._clock.now())


def _require_vault(found: tuple[bytes, int] | None, vid: bytes) -> None:
    if found is None or found[0] != vid:
        raise damaged()
