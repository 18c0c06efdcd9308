"""Rules of every test: the person's files are out of reach, an unexpected warning or log record fails."""

import logging
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from tests.fakes.vaults import SampleVault, VaultMaker
    from vault.open_vault import OpenVault

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before the first import of Qt

_HOME = pytest.StashKey[Path]()
_XDG_FOLDERS = {
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
}

hypothesis.settings.register_profile("everyday", max_examples=100, deadline=None)
hypothesis.settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "everyday")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", metavar="PART", help="run one part of the long suite; 'list' names the parts")


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a home of its own, before any test module is imported."""
    home = Path(tempfile.mkdtemp(prefix="referral-vault-tests-"))
    config.stash[_HOME] = home
    os.environ["HOME"] = str(home)
    for name, folder in _XDG_FOLDERS.items():
        (home / folder).mkdir(mode=0o700, parents=True)
        os.environ[name] = str(home / folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[_HOME], ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long parts out, or everything but one of them."""
    chosen: str | None = config.getoption("--long")
    parts = Counter(part for item in items if (part := _part_of(item)) is not None)
    if chosen == "list":
        writer = config.get_terminal_writer()
        writer.line("The parts of the long suite:" if parts else "The long suite has no parts yet.")
        for part, count in sorted(parts.items()):
            writer.line(f"  {part}: {count} tests")
        pytest.exit("listed, not run", returncode=0)
    if chosen is not None and chosen not in parts:
        raise pytest.UsageError(f"no long part {chosen!r}; there are: {', '.join(sorted(parts)) or 'none'}")
    kept = [item for item in items if _part_of(item) == chosen]
    config.hook.pytest_deselected(items=[item for item in items if _part_of(item) != chosen])
    items[:] = kept


def _part_of(item: pytest.Item) -> str | None:
    marker = item.get_closest_marker("long")
    if marker is None:
        return None
    match marker.args:
        case (str(part),) if part:
            return part
    raise pytest.UsageError(f'{item.nodeid}: write the marker as long("part")')


class _Records(logging.Handler):
    """Keeps what a test logs at level WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.levelname}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _silence(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning or worse without the marker `allow_logs`."""
    records = _Records()
    root = logging.getLogger()
    root.addHandler(records)
    yield
    root.removeHandler(records)
    if records.lines and request.node.get_closest_marker("allow_logs") is None:
        pytest.fail("unexpected log records:\n" + "\n".join(records.lines), pytrace=False)


@pytest.fixture(scope="session")
def vault_maker(tmp_path_factory: pytest.TempPathFactory) -> Iterator["VaultMaker"]:
    """Return the maker of vaults of this run."""
    from tests.fakes.vaults import VaultMaker

    maker = VaultMaker(tmp_path_factory.mktemp("made") / "template.rvault")
    yield maker
    maker.shared.close()


@pytest.fixture
def sample(vault_maker: "VaultMaker", tmp_path: Path) -> "SampleVault":
    """Return a closed vault of this test."""
    return vault_maker.copy(tmp_path / "Sample.rvault")


@pytest.fixture
def vault(sample: "SampleVault") -> Iterator["OpenVault"]:
    """Return the test's vault, open."""
    with sample.open() as opened:
        yield opened
