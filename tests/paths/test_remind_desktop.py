"""A locked vault reminds on a real desktop: started by the session, shown and opened by a real daemon."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.fakes.desktop import Desktop, Frame, missing_programs
from tests.fakes.message_bus import keyring_daemon, missing
from tests.fakes.vaults import CHEAP, PASSWORD
from vault.app import App
from vault.services.interchange.sample import add_sample
from vault.system import SystemClock

ROOT = Path(__file__).resolve().parents[2]
DUNST_BLUE = b"\x40\x30\x20"
SECONDS = 40.0

pytestmark = pytest.mark.long("desktop")


def wait_for(true: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end
        time.sleep(0.2)


class Session:
    """One person's session on a desktop of its own, with this program installed for them."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self.desktop, self.folder = desktop, folder
        self.vault = folder / "Sample.rvault"
        self.opened = folder / "opened"
        bin_folder = folder / "bin"
        bin_folder.mkdir()
        (bin_folder / "python").symlink_to(sys.executable)
        paths = os.pathsep.join([str(ROOT), *(each for each in sys.path if "site-packages" in each)])
        desktop.environ |= {"PYTHONPATH": paths, "XDG_CONFIG_DIRS": str(folder / "nothing")}
        self.program = bin_folder / "referral-vault"
        self._write(self.program, f'exec {bin_folder}/python -m vault "$@"')
        self._write(bin_folder / "referral-vault-app", f'echo "$1" > {self.opened}')

    def run(self, *words: str, secret: bool = False) -> str:
        """Run the program to its end and return what it says."""
        reading, writing = os.pipe()
        os.write(writing, PASSWORD.text.encode())
        os.close(writing)
        try:
            return subprocess.run(
                [self.program, *words, *(("--password-fd", str(reading)) if secret else ())],
                env=self.desktop.environ,
                check=True,
                text=True,
                capture_output=True,
                timeout=SECONDS,
                pass_fds=[reading],
            ).stdout
        finally:
            os.close(reading)

    def tool(self, *words: str) -> str:
        """Run a program of the desktop."""
        done = subprocess.run(
            words, env=self.desktop.environ, check=True, text=True, capture_output=True, timeout=SECONDS
        )
        return done.stdout.strip()

    def end_residents(self) -> None:
        """End the residents of this installation, as the end of a session does."""
        ours = f"{self.folder}/bin/python\0-m\0vault\0remind\0".encode()
        for number in (each.name for each in Path("/proc").iterdir() if each.name.isdigit()):
            with suppress(OSError):
                if Path(f"/proc/{number}/cmdline").read_bytes() == ours:
                    os.kill(int(number), signal.SIGTERM)

    def shows(self) -> bool:
        """Whether one notification is on the screen, as the daemon says and as anybody can see."""
        on_screen = self.tool("dunstctl", "count", "displayed") == "1"
        return on_screen and _blue(self.desktop.screen.frame())

    def _write(self, path: Path, line: str) -> None:
        path.write_text(f"#!/bin/sh\n{line}\n")
        path.chmod(0o700)


def _blue(frame: Frame) -> bool:
    """Whether the daemon's color fills a good part of the upper right corner."""
    corner = [
        frame.pixels[4 * (y * frame.width + x) :][:3]
        for y in range(60, 200, 4)
        for x in range(frame.width - 320, frame.width - 20, 8)
    ]
    return corner.count(DUNST_BLUE) > len(corner) // 4


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    lacking = missing_programs() + missing("gnome-keyring-daemon", "dex")
    assert lacking == [], "sh packaging/test.sh --long desktop installs them"
    with ExitStack() as stack:
        desktop = stack.enter_context(Desktop(tmp_path / "desktop"))
        stack.enter_context(keyring_daemon(desktop.environ))
        made = Session(desktop, tmp_path)
        stack.callback(made.end_residents)
        yield made


def test_a_locked_vault_reminds_after_the_login(session: Session) -> None:
    app, today = App.on_this_machine(), SystemClock().today()
    app.create(session.vault, PASSWORD, CHEAP)
    with app.open(session.vault, PASSWORD) as vault:
        ids = add_sample(vault.records, ROOT / "resources" / "sample", today)
        for days in (-3, 0):
            due = (today + dt.timedelta(days)).isoformat()
            values = {"person": ids["nora"], "label": "Ask the doctor's desk", "due": due}
            vault.records.add("reminder", values)
    session.run("remind", "--install", str(session.vault), "--level", "1", secret=True)
    wait_for(session.shows)
    session.tool("dunstctl", "close-all")
    log = next((Path(session.desktop.environ["HOME"]) / ".config" / "referral-vault").glob("told-*"))
    session.end_residents()
    wait_for(lambda: not session.shows())
    log.unlink()  # as if nothing had been told: the session's own means must bring the resident back
    session.desktop.run(["dex", "--autostart", "--environment", "openbox"], quiet=True)
    wait_for(session.shows)
    picture = session.folder / "locked-reminder.png"
    session.desktop.wait_still().save(picture)
    print(f"the notification: {picture}")  # noqa: T201
    assert session.tool("dunstctl", "count", "displayed") == "1"
    wait_for(log.exists)
    session.tool("dunstctl", "action", "0")
    wait_for(session.opened.exists)
    assert session.opened.read_text().strip() == str(session.vault)
    session.run("remind", "--remove", str(session.vault))
    assert "referral-vault" not in session.tool("dex", "--autostart", "--environment", "openbox", "--dry-run")
    wait_for(lambda: '"running"' not in session.run("remind", "--json"))
