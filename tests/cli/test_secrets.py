"""Secrets come by prompt or descriptor, and nothing long is drawn where nobody looks."""

import io
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Filled, Runner
from tests.fakes.vaults import PASSWORD
from vault.cli.progress import Bar
from vault.domain.errors import ExitCode

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_newline_at_the_end_is_not_part_of_it(run: Runner, read_only: Filled, end: str) -> None:
    assert run("list", read_only.folder, "service", secret=PASSWORD.text + end).code == 0


@pytest.mark.parametrize("other", [" ", "\n\n", "\t"])
def test_other_space_is(run: Runner, read_only: Filled, other: str) -> None:
    done = run("list", read_only.folder, "service", secret=PASSWORD.text + other)
    assert done.code == ExitCode.WRONG_PASSWORD


def test_without_a_terminal_a_descriptor_is_needed(run: Runner, read_only: Filled) -> None:
    done = run("list", read_only.folder, "service", "--json", secret=None)
    assert (done.code, done.error["code"]) == (ExitCode.USAGE, "password_needed")


def test_what_is_no_text_is_refused(run: Runner, read_only: Filled) -> None:
    done = run("list", read_only.folder, "service", "--json", secret=b"\xff\xfe")
    assert (done.code, done.error["code"]) == (ExitCode.USAGE, "password_not_text")


def test_a_descriptor_that_is_not_open_is_refused(run: Runner, read_only: Filled) -> None:
    done = run("list", read_only.folder, "service", "--json", "--password-fd", "987", secret=None)
    assert (done.code, done.error["code"]) == (ExitCode.USAGE, "descriptor_unreadable")


def test_the_environment_is_not_asked(
    run: Runner, read_only: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PASSWORD", "REFERRAL_VAULT_PASSWORD", "VAULT_PASSWORD"):
        monkeypatch.setenv(name, PASSWORD.text)
    assert run("list", read_only.folder, "service", secret=None).code == ExitCode.USAGE


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of this kind is not there")
class TestAtATerminal:
    """A person is asked, sees nothing of what they type, and a progress bar in their language."""

    def test_the_password_is_asked_for_and_not_shown(self, read_only: Filled) -> None:
        code, screen = _at_terminal(["list", str(read_only.folder), "service"], [PASSWORD.text])
        assert code == 0
        assert "Password: " in screen
        assert PASSWORD.text not in screen
        assert "massage" in screen

    @pytest.mark.parametrize(("second", "code"), [("sample", 0), ("other", ExitCode.WEAK_PASSWORD)])
    def test_a_new_one_is_asked_for_twice(self, tmp_path: Path, second: str, code: int) -> None:
        command = ["create", str(tmp_path / "new"), "--kdf-memory", "8"]
        ended, screen = _at_terminal(command, ["sample", second])
        assert ended == code
        assert (tmp_path / "new").exists() == (code == 0)
        assert ("Recovery key: " in screen) == (code == 0)


def _at_terminal(command: list[str], answers: list[str]) -> tuple[int, str]:
    """Run a command at a terminal of its own and type an answer at each question."""
    ours, theirs = os.openpty()
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    words = [sys.executable, "-m", "vault", *command]
    with subprocess.Popen(
        words, cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as child:
        os.close(theirs)
        screen, answered = b"", 0
        while select.select([ours], [], [], 60)[0]:
            try:
                part = os.read(ours, 4096)
            except OSError:  # Linux: the other side is closed
                child.wait(60)
                break
            screen += part
            if screen[answered:].rstrip().endswith(b":") and answers:
                answered = len(screen)
                os.write(ours, answers.pop(0).encode() + b"\n")
        child.kill()
    os.close(ours)
    return child.returncode, screen.decode()


class _Stream(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_is_drawn_only_at_a_terminal(monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> None:
    stream = _Stream(terminal=terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    with Bar({"papers": "Dokumente"}) as bar:
        bar.step(1, 4, "papers")
        bar.step(4, 4, "papers")
        bar.step(1, 9, "bytes")
    assert ("Dokumente" in stream.getvalue()) is terminal
    assert bool(stream.getvalue()) is terminal


def test_no_command_imports_the_window_toolkit(read_only: Filled) -> None:
    script = """
import os, sys
from vault.cli.main import main
for command in (["schema"], ["info"], ["list", "visit"], ["due"], ["verdicts"], ["check", "--full"], ["log"]):
    words = command if command == ["schema"] else [command[0], sys.argv[1], *command[1:]]
    if command != ["schema"]:
        reading, writing = os.pipe()
        os.write(writing, sys.argv[2].encode())
        os.close(writing)
        words += ["--password-fd", str(reading)]
    assert main(words) == 0, words
toolkit = [name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6", "PyQt6")]
assert not toolkit, toolkit
assert "tqdm" not in sys.modules
"""
    command = [sys.executable, "-c", script, str(read_only.folder), PASSWORD.text]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
