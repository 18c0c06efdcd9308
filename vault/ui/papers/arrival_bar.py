"""At the bottom of the window while papers come in: where they will land, how far it is, what went wrong."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vault.ui.desk import Desk
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.error_frame import ErrorFacts, ErrorFrame
from vault.ui.widgets.labels import Label

_WIDEST, _ABOVE_TOAST = 34, 3


class ArrivalBar(QFrame):
    """A frame over the page; one thing at a time."""

    canceled = Signal()

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        look, say = desk.look, desk.say
        self._desk, self._host = desk, host
        self.setProperty("look", "card")
        self.words = Label(look, "", Role.BODY)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.words.setSizePolicy(policy)
        self.cancel = Button(look, say.text("Cancel"), small=True)
        self._line = QWidget()
        self._row = QHBoxLayout(self._line)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.cancel)
        self.error: ErrorFrame | None = None
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._line)
        self.cancel.clicked.connect(self.canceled)
        host.installEventFilter(self)
        look.follow(self._restyle)
        self.hide()

    def say_landing(self, text: str) -> None:
        """Say where papers land that hang over the window."""
        self.cancel.hide()
        self._say(text)

    def say_progress(self, text: str) -> None:
        """Say how far the import is."""
        self.cancel.show()
        self._say(text)

    def say_error(self, facts: ErrorFacts) -> None:
        """Say what went wrong; it stays until it is put away."""
        self._drop_error()
        close = Button(self._desk.look, self._desk.say.text("Close"), small=True)
        close.clicked.connect(self.put_away)
        self.error = ErrorFrame(self._desk.look, self._desk.say, facts, (close,))
        self._line.hide()
        self._column.addWidget(self.error)
        self.error.show()
        self._appear()
        close.setFocus()

    def put_away(self) -> None:
        """Hide it, whatever it says."""
        self._drop_error()
        self.hide()

    def end_progress(self) -> None:
        """Hide it unless it says what went wrong."""
        if self.error is None:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return handled

    def _say(self, text: str) -> None:
        if self.error is None:
            self._line.show()
            self.words.setText(text)
            self.setAccessibleName(text)
            self._appear()

    def _appear(self) -> None:
        self.show()
        self._place()
        self.raise_()

    def _drop_error(self) -> None:
        if self.error is not None:
            self.error.setParent(None)
            self.error.deleteLater()
            self.error = None

    def _place(self) -> None:
        theme, host = self._desk.look.theme, self._host
        margin = theme.px(1.2)
        width = min(theme.px(_WIDEST), host.width() - 2 * margin)
        self._column.activate()
        height = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        height = min(max(height, self.minimumSizeHint().height()), host.height() - 2 * margin)
        top = max(margin, host.height() - height - margin - theme.px(_ABOVE_TOAST))
        self.setGeometry((host.width() - width) // 2, top, width, height)

    def _restyle(self, theme: Theme) -> None:
        pad = theme.px(0.7)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._row.setSpacing(theme.px(0.8))
        self._place()
