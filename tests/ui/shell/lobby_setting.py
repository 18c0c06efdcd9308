"""A lobby over real files for tests of everything before and around the open vault."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import CHEAP
from vault.app import App
from vault.services.local_settings import LocalSettings
from vault.services.wording.catalogue import Wording
from vault.ui.jobs import Jobs
from vault.ui.lobby import Lobby
from vault.ui.theme.look import Look

PATIENCE = 30_000


def make_lobby(app: App, look: Look, say: Wording, folder: Path) -> Lobby:
    """Return a lobby whose choices are kept in a folder of the test and whose new keys are cheap."""
    return Lobby(app, look, say, Jobs(), LocalSettings(folder), CHEAP)


def close_lobby(lobby: Lobby) -> None:
    """End its threads and its sealed process."""
    lobby.jobs.shut_down()
    lobby.app.close()


def until(qtbot: QtBot, reached: Callable[[], bool]) -> None:
    """Run the event loop until something is so."""
    qtbot.waitUntil(reached, timeout=PATIENCE)


class Heartbeat(QObject):
    """Beats every few milliseconds in the event loop; `longest` is the largest gap in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0
        self._last = QElapsedTimer()
        self._last.start()
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        self.longest = max(self.longest, self._last.restart())
