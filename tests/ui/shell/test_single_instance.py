"""One window for each vault: a second start is heard by the first, and a dead one blocks nobody."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.shell.lobby_setting import until
from vault.ui.single_instance import SingleInstance, runtime_folder

HOLDER = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from vault.ui.single_instance import SingleInstance
app = QApplication(["referral-vault-app"])
app.setApplicationName("referral-vault")
held = SingleInstance(Path(sys.argv[1]))
assert held.claim(Path(sys.argv[2]))
held.listen()
print("held", flush=True)
app.exec()
"""
STARTER = """
import sys
from pathlib import Path
from vault.ui.single_instance import SingleInstance
second = SingleInstance(Path(sys.argv[1]))
vault = Path(sys.argv[2])
sys.exit(0 if not second.claim(vault) and second.hand_over(vault) else 1)
"""


@pytest.fixture
def first(tmp_path: Path) -> Iterator[SingleInstance]:
    first = SingleInstance(tmp_path)
    yield first
    first.release()


def child(script: str, folder: Path, vault: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", script, str(folder), str(vault)],
        env=os.environ | {"XDG_ACTIVATION_TOKEN": "sample-token"},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_second_start_brings_the_first_window_forward(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    asked: list[str] = []
    first.asked.connect(asked.append)
    assert first.claim(tmp_path / "v")
    first.listen()
    second = child(STARTER, tmp_path, tmp_path / "v")
    until(qtbot, lambda: second.poll() is not None)
    assert second.communicate() is not None
    assert second.returncode == 0
    assert asked == ["sample-token"]


def test_other_vaults_have_windows_of_their_own(first: SingleInstance, tmp_path: Path) -> None:
    other = SingleInstance(tmp_path)
    assert first.claim(tmp_path / "v")
    assert other.claim(tmp_path / "w")
    assert other.claim(None)
    other.release()


def test_the_same_folder_by_another_way_is_the_same_vault(first: SingleInstance, tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "v")
    assert first.claim(tmp_path / "v")
    assert not SingleInstance(tmp_path).claim(tmp_path / "link")
    assert not SingleInstance(tmp_path).claim(tmp_path / "x" / ".." / "v")


def test_a_vault_is_let_go_only_when_the_next_one_is_held(first: SingleInstance, tmp_path: Path) -> None:
    other = SingleInstance(tmp_path)
    assert first.claim(tmp_path / "v")
    assert other.claim(tmp_path / "w")
    assert not first.claim(tmp_path / "w")
    assert not other.claim(tmp_path / "v")
    other.release()
    assert first.claim(tmp_path / "w")
    assert other.claim(tmp_path / "v")
    other.release()


def test_a_killed_window_leaves_the_vault_free(first: SingleInstance, tmp_path: Path, qtbot: QtBot) -> None:
    holder = child(HOLDER, tmp_path, tmp_path / "v")
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    assert not first.claim(tmp_path / "v")
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert first.claim(tmp_path / "v")
    asked: list[str] = []
    first.asked.connect(asked.append)
    first.listen()
    second = child(STARTER, tmp_path, tmp_path / "v")
    until(qtbot, lambda: second.poll() is not None)
    second.communicate()
    assert asked == ["sample-token"]


def test_nonsense_on_the_line_is_no_harm(first: SingleInstance, tmp_path: Path, qtbot: QtBot) -> None:
    import socket

    asked: list[str] = []
    first.asked.connect(asked.append)
    first.claim(tmp_path / "v")
    first.listen()
    (address,) = tmp_path.glob("*.socket")
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(address))
        line.sendall(b"\xff nonsense")
        until(qtbot, lambda: bool(asked))
        assert line.recv(10) == b"here"
    assert asked == [""]


def test_locks_and_sockets_lie_in_the_person_s_own_folder() -> None:
    folder = runtime_folder()
    assert folder == Path(os.environ["XDG_RUNTIME_DIR"]) / "referral-vault"
    assert folder.stat().st_mode & 0o777 == 0o700
