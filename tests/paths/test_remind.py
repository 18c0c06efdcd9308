"""Reminders while the vault is locked, as the system runs them: real processes, bus and keyring."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.fakes.message_bus import NOTIFICATIONS, Service, keyring_daemon, missing, private_bus
from tests.fakes.vaults import CHEAP, PASSWORD
from tests.paths.plaintext_search import Searcher
from vault.app import App
from vault.services.files.layout import VaultLayout
from vault.services.files.lock import FolderLock
from vault.system import SystemClock

ROOT = Path(__file__).resolve().parents[2]
LABEL = "Quvyxolarn"
MOST_MEMORY = 40_000
"""KiB a resident may hold; README and settings promise it."""

HEAVY = {"PySide6", "shiboken6", "sqlalchemy", "sqlcipher3", "alembic", "babel", "keyring"}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="message bus and keyring of a free desktop")


class Computer:
    """A person's computer: a home, a bus, a keyring, and an installation whose programs note their start."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.vault = folder / "Sample.rvault"
        self.started = folder / "started"
        self.bin = folder / "bin"
        self.bin.mkdir()
        (self.bin / "python").symlink_to(sys.executable)
        for name in ("referral-vault", "referral-vault-app"):
            program = self.bin / name
            program.write_text(f'#!/bin/sh\necho "{name} $*" >> {self.started}\n')
            program.chmod(0o700)
        (folder / "run").mkdir(mode=0o700)
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder / "home"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "DBUS_SESSION_BUS_ADDRESS": address,
            "LANG": "C.UTF-8",
            "PYTHONPATH": os.pathsep.join((str(ROOT), sysconfig.get_path("purelib"))),
        }
        (folder / "home").mkdir()

    @property
    def settings(self) -> Path:
        """Where the local settings lie."""
        return self.folder / "home" / ".config" / "referral-vault"

    @property
    def entry(self) -> Path:
        """What starts with the session."""
        return self.folder / "home" / ".config" / "autostart" / "referral-vault-reminders.desktop"

    def fill(self, *days: int) -> None:
        """Make a vault with reminders that are due so many days from today."""
        app = App.on_this_machine()
        app.create(self.vault, PASSWORD, CHEAP)
        with app.open(self.vault, PASSWORD) as vault:
            person = vault.records.add("person", {"name": "Sample Person"}).record.id
            for number in days:
                due = SystemClock().today() + dt.timedelta(number)
                values = {"person": person, "label": f"{LABEL} {number}", "due": due.isoformat()}
                vault.records.add("reminder", values)

    def remind(self, *words: str | Path, secret: bool = False) -> subprocess.CompletedProcess[str]:
        """Run the command to its end."""
        reading, writing = os.pipe()
        os.write(writing, PASSWORD.text.encode())
        os.close(writing)
        command = [str(self.bin / "python"), "-m", "vault", "remind", "--json", *map(str, words)]
        try:
            return subprocess.run(
                [*command, "--password-fd", str(reading)] if secret else command,
                env=self.environ,
                cwd=self.folder,
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
                pass_fds=[reading],
            )
        finally:
            os.close(reading)

    def resident(self) -> "subprocess.Popen[str]":
        """Start the resident."""
        return subprocess.Popen(
            [str(self.bin / "python"), "-m", "vault", "remind"],
            env=self.environ,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def programs(self) -> list[str]:
        """Return what was started of the installation."""
        return self.started.read_text().splitlines() if self.started.exists() else []


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def bare(tmp_path: Path, stack: ExitStack) -> Computer:
    """Return a computer without a keyring."""
    if missing("dbus-daemon"):
        pytest.skip("no dbus-daemon here")
    return Computer(tmp_path, stack.enter_context(private_bus(tmp_path)))


@pytest.fixture
def computer(bare: Computer, stack: ExitStack) -> Computer:
    """Return a computer with a keyring."""
    if missing("gnome-keyring-daemon"):
        pytest.skip("no keyring daemon here")
    stack.enter_context(keyring_daemon(bare.environ))
    return bare


@pytest.fixture
def desktop(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """Return what shows notifications on the computer."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", computer.environ["DBUS_SESSION_BUS_ADDRESS"])
    played = Service(NOTIFICATIONS, "u", (7,))
    yield played
    played.close()


def wait_for(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def memory(process: "subprocess.Popen[str]") -> int:
    """Return what a process holds of the memory, in KiB."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def test_the_whole_life_of_a_resident(computer: Computer, desktop: Service) -> None:
    computer.fill(0, -2)
    done = computer.remind("--install", computer.vault, "--level", "2", secret=True)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["on"], told["works"], told["keyring"]) == (True, True, True)
    assert (told["plain_day"], told["autostart"]) == (False, "installed")
    assert f"Exec={computer.bin}/referral-vault remind\n" in computer.entry.read_text()
    wait_for(lambda: computer.programs() == ["referral-vault remind"])
    resident = computer.resident()
    app, _, _, title, body, actions, _, _ = desktop.calls.get(timeout=30)
    assert (app, title) == ("Referral Vault", "Referral Vault: 2 dates need you today")
    assert body.splitlines() == [f"2 days overdue: {LABEL} -2", f"Today: {LABEL} 0"]
    assert actions == ["default", "Open", "snooze", "Tomorrow again"]
    wait_for(lambda: len(list(computer.settings.glob("told-*"))) == 1)
    assert memory(resident) < MOST_MEMORY
    print(f"the resident holds {memory(resident)} KiB")  # noqa: T201
    assert json.loads(computer.remind().stdout) == {"running": True}
    desktop.signal("ActionInvoked", "us", (7, "default"))
    wait_for(lambda: computer.programs()[1:] == [f"referral-vault-app {computer.vault}"])
    (log,) = computer.settings.glob("told-*")
    before = log.read_bytes()
    desktop.signal("ActionInvoked", "us", (7, "snooze"))
    wait_for(lambda: log.read_bytes() != before)
    resident.send_signal(signal.SIGTERM)
    assert resident.communicate(timeout=10)[0] == ""
    assert resident.returncode == 0
    once = computer.remind("--once", "--vault", computer.vault)
    assert json.loads(once.stdout) == {"told": 0, "shown": True}
    assert desktop.calls.empty()
    assert Searcher([LABEL]).in_folders(computer.folder) == []
    gone = json.loads(computer.remind("--remove", computer.vault).stdout)
    assert (gone["on"], gone["works"], gone["keyring"], gone["autostart"]) == (False, False, False, "gone")
    assert not computer.entry.exists()
    assert list(computer.settings.glob("told-*")) == []
    assert json.loads(computer.remind("--status").stdout) == []


def test_without_vaults_it_ends(bare: Computer) -> None:
    done = bare.remind()
    assert (done.returncode, json.loads(done.stdout)) == (0, {"vaults": 0})


def test_while_the_vault_is_open_the_resident_is_silent(computer: Computer, desktop: Service) -> None:
    computer.fill(0)
    assert computer.remind("--install", computer.vault, secret=True).returncode == 0
    with FolderLock(VaultLayout(computer.vault)):
        assert json.loads(computer.remind("--once").stdout)["told"] == 0
    assert desktop.calls.empty()
    assert json.loads(computer.remind("--once").stdout) == {"told": 1, "shown": True}
    assert desktop.calls.get(timeout=5)[4] == "Today: A date to keep"


def test_it_brings_neither_the_window_nor_the_store_along(computer: Computer, desktop: Service) -> None:
    computer.fill(0)
    assert computer.remind("--install", computer.vault, secret=True).returncode == 0
    script = (
        "import sys\nfrom vault.cli.main import main\n"
        "assert main(['remind', '--once']) == 0\n"
        "print('\\n'.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=computer.environ, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert desktop.calls.qsize() == 1
    assert {"jeepney", "cryptography"} <= loaded
    assert (
        loaded & {"PySide6", "shiboken6", "sqlalchemy", "sqlcipher3", "babel", "keyring", "alembic"} == set()
    )


def test_without_a_keyring_nothing_is_switched_on_unless_one_plain_day_may_stand(bare: Computer) -> None:
    bare.fill(0, 5)
    refused = bare.remind("--install", bare.vault, "--level", "2", secret=True)
    assert refused.returncode == 44
    error = json.loads(refused.stderr)["error"]
    assert error["code"] == "no_keyring"
    assert not bare.entry.exists()
    assert json.loads(bare.remind("--status").stdout) == []
    done = json.loads(bare.remind("--install", bare.vault, "--plain-day", secret=True).stdout)
    assert (done["works"], done["plain_day"], done["keyring"]) == (True, True, None)
    (entry,) = json.loads((bare.settings / "reminders.json").read_text())
    assert entry["next_day"] == SystemClock().today().isoformat()
    assert Searcher([LABEL]).in_folders(bare.folder) == []
    gone = json.loads(bare.remind("--remove", bare.vault).stdout)
    assert (gone["on"], gone["autostart"]) == (False, "gone")
    assert (bare.settings / "reminders.json").read_text() == "[]"


def test_a_vault_that_does_not_remind_is_told_so(bare: Computer) -> None:
    bare.fill(0)
    for words in (("--remove", bare.vault), ("--once", "--vault", bare.vault)):
        done = bare.remind(*words)
        assert json.loads(done.stderr)["error"]["code"] == "not_reminded"
        assert done.returncode == 20
