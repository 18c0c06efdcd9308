"""Real encrypted databases, quickly: the program makes the first, the others are copies of its file."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from vault.services.store.database import Database, StoreKeys

_SECRETS = SeededIds(1)
KEYS = StoreKeys(_SECRETS.random(48), _SECRETS.random(32), _SECRETS.random(16))


@cache
def _empty_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.db"
        Database.create(path, KEYS, 1, SeededIds(), FakeClock()).close()
        return path.read_bytes()


def new_database(path: Path, ids: SeededIds, clock: FakeClock) -> Database:
    """Open an empty database of generation 1 at `path`; its keys are KEYS."""
    path.write_bytes(_empty_file())
    return Database.open(path, KEYS, ids, clock)


@contextmanager
def temporary_database(ids: SeededIds, clock: FakeClock) -> Iterator[Database]:
    """Give an empty database in a folder of its own, for tests that draw examples."""
    with tempfile.TemporaryDirectory() as folder:
        database = new_database(Path(folder) / "records.db", ids, clock)
        try:
            yield database
        finally:
            database.close()
