"""The program's icon in the desktop's tray: opens the window, locks, quits; tells nothing personal."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from vault.services.wording.catalogue import Wording

_OPENS = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)


class Tray(QObject):
    """An icon that is there between `show` and `hide`, on desktops that have a tray."""

    open_asked = Signal()
    lock_asked = Signal()
    quit_asked = Signal()

    def __init__(
        self,
        picture: Callable[[], QIcon],
        say: Wording,
        parent: QObject | None = None,
        *,
        is_possible: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        super().__init__(parent)
        self._picture, self._say, self._is_possible = picture, say, is_possible
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None

    @property
    def is_possible(self) -> bool:
        """Whether this desktop has a tray now; one that has none would show nothing and report no error."""
        return self._is_possible()

    @property
    def icon(self) -> QSystemTrayIcon | None:
        """The icon, while it is there."""
        return self._icon

    def show(self, *, is_open: bool) -> None:
        """Show the icon where there is a tray; `is_open` offers to lock and is said in its tooltip."""
        if self._icon is None:
            if not self.is_possible:
                return
            self._icon = QSystemTrayIcon(self._picture(), self)
            self._icon.activated.connect(self._activated)
        say, before = self._say, self._menu
        self._menu = self._new_menu(is_open=is_open)
        self._icon.setContextMenu(self._menu)
        state = say.text("Referral Vault: open") if is_open else say.text("Referral Vault: locked")
        self._icon.setToolTip(state)
        self._icon.show()
        if before is not None:
            before.deleteLater()

    def hide(self) -> None:
        """Take the icon away."""
        for part in (self._icon, self._menu):
            if part is not None:
                part.hide()
                part.deleteLater()
        self._icon = self._menu = None

    def _new_menu(self, *, is_open: bool) -> QMenu:
        say, menu = self._say, QMenu()
        entries = [(say.text("Open"), self.open_asked)]
        if is_open:
            entries.append((say.text("Lock"), self.lock_asked))
        for text, asked in entries:
            _entry(menu, text).triggered.connect(asked)
        menu.setDefaultAction(menu.actions()[0])
        menu.addSeparator()
        _entry(menu, say.text("Quit")).triggered.connect(self.quit_asked)
        return menu

    @Slot(QSystemTrayIcon.ActivationReason)
    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in _OPENS:
            self.open_asked.emit()


def _entry(menu: QMenu, text: str) -> QAction:
    action = QAction(text, menu)
    menu.addAction(action)
    return action


def where_text(say: Wording, *, tray: bool) -> str:
    """Return how a window in the background comes back."""
    if tray:
        return say.text("The icon in the tray brings the window back; so does starting Referral Vault again.")
    return say.text(
        "This desktop has no tray for an icon: start Referral Vault again, and the window comes back."
    )
