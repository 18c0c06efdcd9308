"""The test suite's own rules, shown on small suites in child processes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent


def _run(folder: Path, source: str, *args: str) -> tuple[int, str]:
    tests = folder / "tests"
    tests.mkdir()
    shutil.copy(HERE / "conftest.py", tests)
    shutil.copy(HERE.parent / "pyproject.toml", folder)
    (tests / "test_it.py").write_text(source)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *args]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


NOISE = """
import logging
import warnings
import pytest

def test_warns() -> None:
    warnings.warn("loud")

def test_logs_warning() -> None:
    logging.getLogger("a").warning("loud")

def test_logs_error() -> None:
    logging.getLogger("b").error("loud")

def test_logs_info() -> None:
    logging.getLogger("c").info("quiet")

@pytest.mark.allow_logs
def test_means_to_log() -> None:
    logging.getLogger("d").warning("meant")
"""
PARTS = (
    "import pytest\n"
    "def test_daily() -> None: pass\n"
    "@pytest.mark.long('crash')\ndef test_crash() -> None: pass\n"
    "@pytest.mark.long('soak')\ndef test_soak() -> None: pass\n"
)


def test_an_unexpected_warning_or_log_record_fails(tmp_path: Path) -> None:
    status, output = _run(tmp_path, NOISE, "--tb=short")
    assert (status, "1 failed, 4 passed, 2 errors" in output) == (1, True)
    assert "UserWarning: loud" in output
    assert "a WARNING: loud" in output
    assert "b ERROR: loud" in output
    assert "c INFO" not in output
    assert "d WARNING: meant" not in output


def test_the_person_s_folders_are_out_of_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/person")
    names = [
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
        "XDG_RUNTIME_DIR",
    ]
    source = (
        "import os\nfrom pathlib import Path\n"
        f"def test_it() -> None:\n    folders = [Path(os.environ[n]) for n in {names!r}]\n"
        "    assert all(folder.is_dir() for folder in folders)\n"
        "    assert not any(folder.is_relative_to('/home/person') for folder in folders)\n"
        "    assert Path.home() == folders[0]\n    print(folders[0], 'is home')\n"
    )
    status, output = _run(tmp_path, source, "-s")
    assert (status, "1 passed" in output) == (0, True)
    home = next(line.split()[-3] for line in output.splitlines() if line.endswith("is home"))
    assert not Path(home).exists()


@pytest.mark.parametrize(
    ("args", "status", "says"),
    [
        ((), 0, "1 passed, 2 deselected"),
        (("--long", "crash"), 0, "1 passed, 2 deselected"),
        (("--long", "list"), 0, "  crash: 1 tests\n  soak: 1 tests"),
        (("--long", "naps"), 4, "no long part 'naps'; there are: crash, soak"),
    ],
)
def test_long_parts_run_only_when_asked(
    tmp_path: Path, args: tuple[str, ...], status: int, says: str
) -> None:
    found, output = _run(tmp_path, PARTS, *args)
    assert (found, says in output) == (status, True)


def test_a_long_marker_names_its_part(tmp_path: Path) -> None:
    status, output = _run(tmp_path, "import pytest\n@pytest.mark.long\ndef test_it() -> None: pass\n")
    assert (status, 'write the marker as long("part")' in output) == (4, True)
