"""What just happened, and how to undo it or where it lies; goes away by itself unless someone is at it."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.labels import Label
from vault.ui.widgets.link_label import Link, LinkLabel
from vault.ui.widgets.painting import text_width

SHOWN_MS = 8000


class Toast(QFrame):
    """At the bottom of its parent; one at a time, a new text replaces the old one."""

    undo_asked = Signal()

    folder_asked = Signal(object)
    """The Path of the saved file that the person wants to see in its folder."""

    def __init__(self, look: Look, say: Wording, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._host = look, parent
        self.setProperty("look", "toast")
        self._say = say
        self._row = QHBoxLayout(self)
        self.text = Label(look, tone=Tone.ON_INVERSE)
        self.undo = LinkLabel(look, Link(say.text("Undo"), None), Role.STRONG, tone=Tone.ON_INVERSE)
        self._keys = Label(look, "Ctrl+Z", Role.SMALL, Tone.ON_INVERSE2, wrap=False)
        self.folder = LinkLabel(
            look, Link(say.text("Show in folder"), None), Role.STRONG, tone=Tone.ON_INVERSE
        )
        for part in (self.text, self.undo, self._keys, self.folder):
            self._row.addWidget(part, 1 if part is self.text else 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.expire)
        self.undo.clicked.connect(self._undo)
        self.folder.activated.connect(self._show_folder)
        parent.installEventFilter(self)
        look.follow(self._restyle)
        self.hide()

    def say_done(self, text: str, *, undo: bool = True) -> None:
        """Show what happened, with a way to undo it where there is one."""
        self.undo.setVisible(undo)
        self._keys.setVisible(undo)
        self.folder.hide()
        self._show(text)

    def add_to(self, text: str, more: str) -> None:
        """Add what came of a deed to the text that tells it, unless that is gone by now."""
        if self.isVisible() and self.text.text() == text:
            self._show(f"{text}. {more}", spoken=more)

    def say_saved(self, target: Path) -> None:
        """Show that a file was saved, with the way to its folder."""
        self.folder.set_link(Link(self._say.text("Show in folder"), target))
        self.undo.hide()
        self._keys.hide()
        self.folder.show()
        self._show(self._say.text("Saved as {file}", file=target.name))

    def _show(self, text: str, *, spoken: str = "") -> None:
        self.text.setText(text)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        if not self.underMouse():
            self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken or text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start()
        super().leaveEvent(event)

    def expire(self) -> None:
        """Go away, unless the keyboard is on one of its links."""
        if self.undo.hasFocus() or self.folder.hasFocus():
            self._timer.start()
            return
        self.hide()

    def _undo(self) -> None:
        self.hide()
        self.undo_asked.emit()

    def _show_folder(self, target: Path) -> None:
        self.hide()
        self.folder_asked.emit(target)

    def _place(self) -> None:
        theme, parent = self._look.theme, self._host
        beside = sum(
            part.sizeHint().width() + self._row.spacing()
            for part in (self.undo, self._keys, self.folder)
            if part.isVisibleTo(self)
        )
        margins = self._row.contentsMargins()
        wanted = (
            text_width(self.text.font(), self.text.text()) + beside + margins.left() + margins.right() + 2
        )
        width = min(wanted, parent.width() - 2 * theme.px(1))
        height = max(self._row.heightForWidth(width), theme.px(2.2))
        self.setGeometry(
            (parent.width() - width) // 2, parent.height() - height - theme.px(1.2), width, height
        )

    def _restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(0.8), theme.px(0.55), theme.px(0.8), theme.px(0.55))
        self._row.setSpacing(theme.px(0.8))
        self._place()
