"""A real encrypted database for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.clock import FakeClock
from tests.fakes.databases import KEYS, new_database
from tests.fakes.ids import SeededIds
from vault.services.store.database import Database, StoreKeys


@pytest.fixture
def ids() -> SeededIds:
    return SeededIds()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def keys() -> StoreKeys:
    return KEYS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.db"


@pytest.fixture
def database(path: Path, ids: SeededIds, clock: FakeClock) -> Iterator[Database]:
    opened = new_database(path, ids, clock)
    yield opened
    opened.close()
