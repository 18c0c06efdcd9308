"""The program as tests run it: one shell after another over a vault of its own, time and desktop faked."""

from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from tests.fakes.vaults import CHEAP
from tests.ui.desks import forms_are_built
from tests.ui.open_desk import FakeNotifier
from tests.ui.sample_window import drop, pause, send_deletions, until
from tests.ui.setting import RESOURCES, wording
from vault.app import App
from vault.services.local_settings import LocalSettings
from vault.ui.actions import Act
from vault.ui.arguments import Start
from vault.ui.jobs import Jobs
from vault.ui.lobby import Lobby
from vault.ui.shell import Shell
from vault.ui.single_instance import SingleInstance
from vault.ui.theme.look import Look
from vault.ui.window import MainWindow

TODAY = date(2026, 11, 23)


class Program(QObject):
    """One process after another: each has a shell, jobs and a vault of its own, time and desktop are ours."""

    def __init__(self, qt: QApplication, look: Look, folder: Path) -> None:
        super().__init__()
        self.qt, self.look, self.folder = qt, look, folder
        self.clock = FakeClock(datetime(2026, 11, 23, 13, 2, tzinfo=UTC), TODAY)
        self.ids = SeededIds(11)
        self.notifier = FakeNotifier()
        self._over = False
        self.shell: Shell | None = None
        self.lobby: Lobby | None = None

    def start(self, start: Start) -> None:
        """Begin as `main` does."""
        app = App(RESOURCES, self.clock, self.ids)
        settings = LocalSettings(self.folder / "settings")
        self.lobby = Lobby(app, self.look, wording("en"), Jobs(), settings, CHEAP)
        instance = SingleInstance(self.folder)
        self.shell = Shell(self.qt, self.lobby, instance, _no_sample, notifier=self.notifier)
        assert self.shell.begin(start)

    def end_by(self, act: Act) -> tuple[str, ...] | None:
        """Lock or quit as the person does, and return how it comes back."""
        shell = self.shell
        assert shell is not None
        self._over = False
        shell.ended.connect(self._note_end)
        self.window.actions_table[act].trigger()
        until(lambda: self._over)
        window = shell.window
        again = shell.finish()
        if window is not None:
            drop(window)
        shell.deleteLater()
        self.shell = self.lobby = None
        send_deletions()
        return again

    @property
    def window(self) -> MainWindow:
        """The window of the open vault."""
        assert self.shell is not None
        window = self.shell.window
        assert isinstance(window, MainWindow)
        return window

    def _note_end(self) -> None:
        self._over = True

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        lobby = self.lobby
        assert lobby is not None
        for _ in range(3):
            until(lambda: not lobby.jobs.busy and forms_are_built())
            pause(20)


def _no_sample(_app: App, _folder: Path) -> str:
    raise AssertionError("no sample was asked for")
