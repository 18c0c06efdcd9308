"""Locks after a time without a key, a click or a movement."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
        QEvent.Type.InputMethod,
    }
)
_TICK = 1000


class AutoLock(QObject):
    """Watches the input of the whole program; `due` comes once when it has been idle for the time set."""

    due = Signal()

    def __init__(self, app: QApplication, minutes: int, *, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(app)
        self._app, self._now = app, now
        self._seconds = 60.0 * minutes
        self._touched = True
        self._last = now()
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self.check)

    @property
    def left(self) -> float | None:
        """Seconds until the lock, None when it never comes by itself."""
        if not self._seconds:
            return None
        return max(0.0, self._seconds - (0.0 if self._touched else self._now() - self._last))

    def set_minutes(self, minutes: int) -> None:
        """Wait another time from now on; 0 never locks."""
        self._seconds = 60.0 * minutes
        self._touched = True

    def start(self) -> None:
        """Begin to watch."""
        self._touched = True
        self._app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._app.removeEventFilter(self)

    @Slot()
    def check(self) -> None:
        """See how long it has been quiet; called every second."""
        now = self._now()
        if not self._timer.isActive():
            return
        if self._touched:
            self._touched, self._last = False, now
        elif self._seconds and now - self._last >= self._seconds:
            self.stop()
            self.due.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._touched = True
        return False
