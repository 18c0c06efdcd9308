"""The shape of the tree: sizes, packages that tools can see, and locks that name no host."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(path for top in ("vault", "tests", "packaging") for path in (ROOT / top).rglob("*.py"))
LOCKS = {
    name: (ROOT / "packaging" / name).read_text()
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-uv.txt")
}
MAX_LINES = 400
TOP = {"pyproject.toml", "vault", "resources", "tests", "packaging", "README.md", "LICENSE", "CHANGELOG.md"}
BUILT = {"dist", "build"}


def _pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", lock, re.MULTILINE))


def _names(requirements: list[object]) -> set[str]:
    texts = [item for item in requirements if isinstance(item, str)]
    return {re.split(r"[<>=~!; \[]", text)[0].lower().replace("_", "-") for text in texts}


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in SOURCES}
    assert len(lengths) > 1
    assert {path: length for path, length in lengths.items() if length > MAX_LINES} == {}


def test_nothing_else_lies_at_the_top() -> None:
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert there - BUILT == TOP


def test_every_folder_of_the_package_is_seen_by_the_import_contracts() -> None:
    folders = {path.parent for path in (ROOT / "vault").rglob("*.py")}
    assert sorted(str(folder) for folder in folders if not (folder / "__init__.py").is_file()) == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_hashes_and_no_host(name: str) -> None:
    lock = LOCKS[name]
    assert "://" not in lock
    assert not re.search(r"^-", lock, re.MULTILINE)
    pinned = re.findall(r"^[a-z0-9-]+==.*\\\n    --hash=sha256:[0-9a-f]{64}", lock, re.MULTILINE)
    assert len(pinned) == len(_pins(lock)) > 0


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    run, dev = _pins(LOCKS["requirements.txt"]), _pins(LOCKS["requirements-dev.txt"])
    assert _names(project["project"]["dependencies"]) | _names(groups["build"]) <= run.keys()
    assert _names(groups["dev"]) <= dev.keys()
    assert run.items() <= dev.items()
