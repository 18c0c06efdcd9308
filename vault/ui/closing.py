"""The window of an open vault is closed: asked once, then the program quits or runs on without it."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from vault.ui.background import Background
from vault.ui.lobby import Lobby
from vault.ui.preferences import OnClose


class Closing(QObject):
    """Asks and keeps the answer; a question that was not answered comes again."""

    away_asked = Signal()
    """The window shall go and the program run on."""

    quit_asked = Signal()

    def __init__(self, lobby: Lobby, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lobby, self._background = lobby, background
        self._dialog: QObject | None = None

    @Slot(object)
    def close(self, window: QWidget) -> None:
        """Do what closing this window does."""
        chosen = self._background.on_close
        if chosen is OnClose.ASK:
            self._ask(window)
        else:
            self._do(chosen)

    def _ask(self, window: QWidget) -> None:
        from vault.ui.dialogs.closing import ClosingDialog, ClosingFacts

        if self._dialog is not None:
            return
        now, background = self._lobby.settings.now, self._background
        facts = ClosingFacts(
            background.tray.is_possible,
            now.notifications,
            now.idle_minutes,
            background.reminds_while_locked,
        )
        dialog = ClosingDialog(self._lobby.look, self._lobby.say, facts, window)
        dialog.answered.connect(self._answered)
        dialog.finished.connect(self._over)
        self._dialog = dialog
        dialog.open()

    @Slot()
    def _over(self) -> None:
        self._dialog = None

    @Slot(object)
    def _answered(self, answer: OnClose) -> None:
        self._lobby.settings.change(on_close=str(answer))
        self._background.refresh()
        self._do(answer)

    def _do(self, chosen: OnClose) -> None:
        if chosen is OnClose.BACKGROUND:
            self.away_asked.emit()
        else:
            self.quit_asked.emit()
