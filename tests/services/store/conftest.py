"""A real encrypted database for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from vault.services.store.database import Database, StoreKeys


@pytest.fixture
def ids() -> SeededIds:
    return SeededIds()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def keys(ids: SeededIds) -> StoreKeys:
    return StoreKeys(ids.random(48), ids.random(32), ids.random(16))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.db"


@pytest.fixture
def database(path: Path, keys: StoreKeys, ids: SeededIds, clock: FakeClock) -> Iterator[Database]:
    opened = Database.create(path, keys, 1, ids, clock)
    yield opened
    opened.close()
