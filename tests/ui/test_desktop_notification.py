"""A real notification: a private bus, a real daemon, a real window on its own screen, and the click back."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("Xvfb", "dbus-daemon", "dunst", "dunstctl", "import")
SECONDS = 30


class Desktop:
    """A screen, a message bus and a notification daemon of this test's own."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._stack = stack
        self.env = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        self.env.pop("WAYLAND_DISPLAY", None)
        reading, writing = os.pipe()
        self.start(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24"], keep=(writing,))
        os.close(writing)
        with os.fdopen(reading) as told:
            self.env["DISPLAY"] = f":{told.readline().strip()}"
        bus = self.start(["dbus-daemon", "--session", "--nofork", "--print-address"])
        assert bus.stdout is not None
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        self.start(["dunst"])

    def start(self, command: list[str], keep: tuple[int, ...] = ()) -> subprocess.Popen[str]:
        """Start a program that ends with the test."""
        running = subprocess.Popen(
            command, env=self.env, cwd=ROOT, text=True, stdout=subprocess.PIPE, pass_fds=keep
        )
        self._stack.callback(_end, running)
        return running

    def ask(self, *command: str) -> str:
        """Return what a program on this desktop says."""
        return subprocess.run(
            command, env=self.env, check=True, text=True, capture_output=True, timeout=SECONDS
        ).stdout


def _end(running: subprocess.Popen[str]) -> None:
    running.terminate()
    try:
        running.wait(10)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
    if running.stdout is not None:
        running.stdout.close()


def wait_for(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """Return a desktop."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    assert missing == [], f"this part needs the Debian packages of {', '.join(missing)}"
    folder = tmp_path / "desktop"
    folder.mkdir(mode=0o700)
    with ExitStack() as stack:
        yield Desktop(folder, stack)


@pytest.mark.long("desktop")
def test_a_real_daemon_shows_the_notification_and_its_click_comes_back(
    desktop: Desktop, tmp_path: Path
) -> None:
    wait_for(lambda: desktop.ask("dunstctl", "is-paused").strip() == "false")
    child = desktop.start([sys.executable, "-m", "tests.ui.notified_child", str(tmp_path)])
    assert child.stdout is not None
    first = child.stdout.readline().split()
    assert first[0] == "told"
    assert int(first[1]) > 1
    wait_for(lambda: desktop.ask("dunstctl", "count", "displayed").strip() == "1")
    pictures = Path(os.environ.get("REFERRAL_VAULT_PICTURES", str(tmp_path)))
    picture = pictures / "notification.png"
    time.sleep(0.5)
    desktop.ask("import", "-window", "root", str(picture))
    assert picture.stat().st_size > 5_000
    desktop.ask("dunstctl", "action", "0")
    assert child.stdout.readline().split() == ["opened", "page"]
    assert child.wait(SECONDS) == 0
    desktop.ask("dunstctl", "close-all")
    (shown,) = json.loads(desktop.ask("dunstctl", "history"))["data"][0]
    assert shown["appname"]["data"] == "Referral Vault"
    assert shown["summary"]["data"] == "Referral Vault"
    assert shown["body"]["data"] == f"{first[1]} dates need you today"
