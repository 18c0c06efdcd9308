"""One ring that follows the keyboard focus; inputs and rows draw theirs themselves."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

_OWN_FOCUS = (
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QPlainTextEdit,
    QTextEdit,
    QAbstractItemView,
    QScrollArea,
)
OWN_FOCUS_PROPERTY = "ownFocus"
"""A widget with this property set to true shows its focus itself."""


class FocusRing(QObject):
    """Moves one focus frame to whatever widget has the focus."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: QFocusFrame | None = None
        app.focusChanged.connect(self._move)

    def widget(self) -> QWidget | None:
        """Return the widget the ring is around."""
        frame = self._living()
        return frame.widget() if frame is not None else None

    def _living(self) -> QFocusFrame | None:
        """Return the frame unless the window it was in took it along."""
        if self._frame is not None and not isValid(self._frame):
            self._frame = None
        return self._frame

    def _move(self, _old: QWidget | None, new: QWidget | None) -> None:
        ringed = new is not None and not isinstance(new, _OWN_FOCUS) and not new.property(OWN_FOCUS_PROPERTY)
        frame = self._living()
        if frame is None:
            if not ringed:
                return
            frame = self._frame = QFocusFrame()
        if ringed and new is not None:
            frame.setWidget(new)
            # PySide takes it for the frame's child now: with the frame, which dies with a dialog or a page it
            # was last in, what Qt made within the widget would count as deleted, and the program would crash.
            new.setParent(new.parentWidget())
        else:
            frame.setWidget(None)  # type: ignore[arg-type]  # None takes the ring away, as Qt documents
