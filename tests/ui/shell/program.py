"""One running program over a test's own folders: the shell, its lobby, and how a person goes through it."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.shell.lobby_setting import make_lobby, until
from vault.app import App
from vault.cli.sample import make_sample
from vault.domain.ports import Notifier
from vault.services.reminders.notify import NoNotifier
from vault.services.wording.catalogue import Wording
from vault.ui.dialogs.start_window import StartWindow
from vault.ui.dialogs.unlock import UnlockPage
from vault.ui.shell import Shell
from vault.ui.single_instance import SingleInstance
from vault.ui.theme.look import Look
from vault.ui.window import MainWindow

STARTER = """
import sys
from pathlib import Path
from vault.ui.single_instance import SingleInstance
second = SingleInstance(Path(sys.argv[1]))
sys.exit(0 if not second.claim(Path(sys.argv[2])) and second.hand_over(Path(sys.argv[2])) else 1)
"""


class Program(QObject):
    """One running program over the test's own folders; `end` is what happens after the event loop."""

    def __init__(
        self, app: App, look: Look, say: Wording, home: Path, qtbot: QtBot, notifier: Notifier | None = None
    ) -> None:
        super().__init__()
        self.lobby = make_lobby(app, look, say, home / "config")
        self.instance = SingleInstance(home / "run")
        (home / "run").mkdir(exist_ok=True)
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        self.shell = Shell(qt, self.lobby, self.instance, make_a_sample, notifier=notifier or NoNotifier())
        self.qtbot = qtbot

    @property
    def start(self) -> StartWindow:
        window = self.shell.window
        assert isinstance(window, StartWindow)
        return window

    def page(self, kind: type[QWidget]) -> QWidget:
        page = self.start.page
        assert isinstance(page, kind)
        return page

    @property
    def unlocking(self) -> UnlockPage:
        page = self.page(UnlockPage)
        assert isinstance(page, UnlockPage)
        return page

    def try_with(self, text: str) -> None:
        self.unlocking.field.setText(text)
        QTest.keyClick(self.unlocking.field, Qt.Key.Key_Return)
        until(self.qtbot, lambda: not self.lobby.jobs.busy)

    def opened(self) -> MainWindow:
        until(self.qtbot, lambda: isinstance(self.shell.window, MainWindow))
        window = self.shell.window
        assert isinstance(window, MainWindow)
        until(self.qtbot, lambda: window.desk.session.snapshot is not None)
        return window

    def end(self) -> tuple[str, ...] | None:
        window = self.shell.window
        if isinstance(window, MainWindow):
            until(self.qtbot, lambda: not self.lobby.jobs.busy)
        again = self.shell.finish()
        if window is not None:
            window.hide()
            window.deleteLater()
        self.shell.deleteLater()
        return again


def make_a_sample(app: App, folder: Path) -> str:
    return make_sample(app, folder).text


def words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def second_start(program: Program, tmp_path: Path, vault: Path) -> None:
    """Start the program once more, as a double click does."""
    child = subprocess.Popen([sys.executable, "-c", STARTER, str(tmp_path / "run"), str(vault)])
    until(program.qtbot, lambda: child.poll() is not None)
    assert child.wait() == 0
