"""A QtBot that holds its widgets until they are deleted by Qt.

pytest-qt keeps weak references: a page that only its own cycles hold may then be taken by Python's garbage
collector while Qt still draws it, half of it gone; Qt must take its part first.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid


class HoldingBot(QtBot):
    """Closes and deletes widgets at the end of a test, in the order they came."""

    _held: list[QWidget]

    def addWidget(
        self, widget: QWidget, *, before_close_func: Callable[[QWidget], None] | None = None
    ) -> None:
        """Hold a widget until the test ends."""
        assert before_close_func is None
        self.__dict__.setdefault("_held", []).append(widget)

    def let_go(self) -> None:
        """Have Qt delete what is still there."""
        held = self.__dict__.setdefault("_held", [])
        for widget in held:
            if isValid(widget):
                widget.close()
                widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        held.clear()
