"""This process as a whole: ended in good order on a signal, replaced so that a lock leaves nothing."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QEventLoop, QObject, QSocketNotifier, QTimer, Signal, Slot

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class EndSignals(QObject):
    """Turns the system's wish that the program ends into `asked`, in the event loop."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        self._reader.settimeout(0)
        self._writer.settimeout(0)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._arrived)

    def install(self) -> None:
        """Listen to the signals from now on."""
        signal.set_wakeup_fd(self._writer.fileno())
        for name in _SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _do_nothing)

    def uninstall(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for name in _SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_DFL)
        self._reader.close()
        self._writer.close()

    @Slot()
    def _arrived(self) -> None:
        with suppress(BlockingIOError):
            self._reader.recv(16)
        self.asked.emit()


def _do_nothing(_number: int, _frame: object) -> None:
    """Keep the signal from ending the program at once; the byte it leaves in the pipe is heard instead."""


def wait_for(begin: Callable[[Callable[[], None]], None], most_ms: int) -> None:
    """Begin something and run the event loop until it calls back, or for so long at most."""
    waiting = QEventLoop()
    QTimer.singleShot(most_ms, waiting.quit)
    begin(lambda: QTimer.singleShot(0, waiting.quit))  # from within the loop, however soon it calls
    waiting.exec()


def own_command() -> tuple[str, ...]:
    """Return how this program was started, without its arguments."""
    words = sys.orig_argv[: len(sys.orig_argv) - len(sys.argv[1:])]
    return (sys.executable, *words[1:])


def replace_process(arguments: Sequence[str]) -> NoReturn:
    """Become the same program anew: nothing that was in memory stays; never returns."""
    command = [*own_command(), *arguments]
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":
        subprocess.Popen(command)  # noqa: S603 - our own program
        sys.exit(0)
    for descriptor in _descriptors():
        with suppress(OSError):
            os.set_inheritable(descriptor, False)  # noqa: FBT003 - positional by definition
    os.execv(command[0], command)  # noqa: S606 - our own program, no shell


def _descriptors() -> tuple[int, ...]:
    """Return the open descriptors above the three standard ones."""
    own = Path("/proc/self/fd")
    if own.is_dir():
        return tuple(number for path in own.iterdir() if (number := int(path.name)) > 2)  # noqa: PLR2004
    return tuple(range(3, 256))
