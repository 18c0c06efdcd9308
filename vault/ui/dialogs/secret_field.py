"""A field for a secret, with an eye to show it, and the warning that Caps Lock is on."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.widgets.buttons import IconButton

_LONGEST = 1024


class SecretField(QLineEdit):
    """Shows dots until the eye is pressed; never completes, corrects or keeps what is typed."""

    keyed = Signal(object)
    """A QKeyEvent, before it is taken; None when the field got the focus."""

    def __init__(self, look: Look, say: Wording, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._say = look, say
        self.setAccessibleName(name)
        self.setMaxLength(_LONGEST)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.eye = IconButton(look, "eye", say.text("Show what is typed"), parent=self)
        self.eye.setCursor(Qt.CursorShape.ArrowCursor)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self.show_typed)
        self.show_typed(shown=False)
        look.follow(self._restyle)

    @Slot(bool)
    def show_typed(self, shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show letters, or dots."""
        hints = Qt.InputMethodHint
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            hints.ImhSensitiveData
            | hints.ImhNoPredictiveText
            | hints.ImhNoAutoUppercase
            | hints.ImhHiddenText
        )
        self.eye.setChecked(shown)

    def forget(self) -> None:
        """Empty the field, its undo too."""
        self.clear()
        self.setText("")

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(10), self._look.theme.metrics.control)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keyed.emit(event)
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.keyed.emit(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_eye()

    def _place_eye(self) -> None:
        side = min(self.eye.sizeHint().height(), self.height() - 4)
        gap = (self.height() - side) // 2
        self.eye.setGeometry(self.width() - side - gap, gap, side, side)

    def _restyle(self, theme: Theme) -> None:
        self.setTextMargins(0, 0, theme.metrics.small_control - theme.px(0.3), 0)
        self._place_eye()
        self.updateGeometry()


class CapsWarning(QWidget):
    """Room for the warning below a secret field; the words appear while Caps Lock is on."""

    def __init__(self, look: Look, say: Wording, field: SecretField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._say = look, say
        self._watch: object | None = None
        self._warning: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        field.keyed.connect(self._check)
        look.follow(self._restyle)

    @property
    def warns(self) -> bool:
        """Whether the warning is shown."""
        return self._warning is not None and not self._warning.isHidden()

    @Slot(object)
    def _check(self, event: QKeyEvent | None) -> None:
        from vault.ui.caps_lock import CapsLock

        watch = self._watch
        if not isinstance(watch, CapsLock):
            watch = self._watch = CapsLock()
        if event is not None:
            watch.see(event)
        self._show(on=watch.on is True)

    def _show(self, *, on: bool) -> None:
        if on and self._warning is None:
            from vault.ui.widgets.notice import InlineWarning

            self._warning = InlineWarning(self._look, self._say, self._say.text("Caps Lock is on."))
            self._column.addWidget(self._warning)
        if self._warning is not None:
            self._warning.setVisible(on)

    def _restyle(self, theme: Theme) -> None:
        self.setMinimumHeight(theme.px(1.2))
