"""One window for each vault: the second start brings the first one to the front and ends."""

import hashlib
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE, _ATTEMPTS = 200, 15
_LONGEST = 4096


def runtime_folder() -> Path:
    """Return the person's own folder for locks and sockets, made if it is missing."""
    from platformdirs import user_cache_path, user_runtime_path

    if _has_runtime_folder():
        folder = user_runtime_path("referral-vault", appauthor=False)
    else:  # the one meant for it is not there; never a folder that others could make before us
        folder = user_cache_path("referral-vault", appauthor=False) / "run"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def _has_runtime_folder() -> bool:
    """Tell whether the system gave the person a runtime folder; only Linux and its like have one to miss."""
    if sys.platform in {"win32", "darwin"}:
        return True
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(given) and os.access(given, os.W_OK | os.X_OK)


class SingleInstance(QObject):
    """Holds a vault folder for this window; `asked` comes when another start wants it to be seen."""

    asked = Signal(str)
    """The activation token of the other start, empty when its desktop gave none."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None
        self._name = ""

    def claim(self, vault: Path | None) -> bool:
        """Take a vault, or with None the setting up of one; False when another window has it.

        What was held before is let go only once the new claim has succeeded.
        """
        name = self._name_of(vault)
        if name == self._name:
            return True
        lock = QLockFile(f"{name}.lock")
        lock.setStaleLockTime(0)  # only a dead holder loses it, however long it was open
        if not lock.tryLock(0):
            return False
        self.release()
        self._lock, self._name = lock, name
        return True

    def listen(self) -> None:
        """Answer other starts; called once the window is there, for the network part takes time to load."""
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None or not self._name:
            return
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        address = _address(self._name)
        QLocalServer.removeServer(address)  # of a holder that died; the lock says it is not in use
        self._server.listen(address)

    def hand_over(self, vault: Path | None) -> bool:
        """Ask the window that has the vault to come to the front; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        message = json.dumps({"token": os.environ.get("XDG_ACTIVATION_TOKEN", "")}).encode()
        for _ in range(_ATTEMPTS):  # the other one may be starting still
            connection = QLocalSocket()
            connection.connectToServer(_address(self._name_of(vault)))
            if connection.waitForConnected(_PATIENCE):
                connection.write(message)
                connection.waitForBytesWritten(_PATIENCE)
                heard = connection.waitForReadyRead(_PATIENCE * _ATTEMPTS)
                connection.disconnectFromServer()
                return heard
            time.sleep(_PATIENCE / 1000)
        return False

    def release(self) -> None:
        """Let go of the vault."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
        self._name = ""

    def _name_of(self, vault: Path | None) -> str:
        where = "" if vault is None else str(vault.resolve())
        return str(self._folder / hashlib.sha256(where.encode("utf-8", "surrogateescape")).hexdigest()[:16])

    @Slot()
    def _answer(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            connection = self._server.nextPendingConnection()
            connection.disconnected.connect(connection.deleteLater)
            connection.readyRead.connect(self._hear)

    @Slot()
    def _hear(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        connection = self.sender()
        if not isinstance(connection, QLocalSocket):
            return
        try:
            token = str(json.loads(bytes(connection.read(_LONGEST).data()))["token"])
        except (ValueError, TypeError, KeyError):
            token = ""
        connection.write(b"here")
        connection.flush()
        self.asked.emit(token)


def _address(name: str) -> str:
    """Return the name of the local socket: a path, but for Windows, whose pipes have no folders."""
    return f"{Path(name).name}-referral-vault" if sys.platform == "win32" else f"{name}.socket"
