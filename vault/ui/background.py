"""Whether the program may run without a window, and its icon in the tray, there exactly as long as it may.

So whoever sees the icon knows where a closed window goes, and whoever sees none ends the program.
"""

from pathlib import Path

from PySide6.QtCore import QObject

from vault.ui.lobby import Lobby
from vault.ui.preferences import OnClose, on_close
from vault.ui.tray import Tray


class Background(QObject):
    """Follows the person's choice and whether there is anything to keep running for."""

    def __init__(self, lobby: Lobby, parent: QObject | None = None, tray: Tray | None = None) -> None:
        super().__init__(parent)
        self._lobby = lobby
        self._folder: Path | None = None
        self._is_open = False
        self.tray = tray or Tray(lobby.look.icons.app_icon, lobby.say, self)

    @property
    def on_close(self) -> OnClose:
        """What closing the window does; where there is nothing to keep running for, it quits unasked."""
        return OnClose.QUIT if self._folder is None else on_close(self._lobby.settings.now)

    @property
    def reminds_while_locked(self) -> bool:
        """Whether reminders come for this vault while it is locked."""
        reminded = self._lobby.app.reminded
        return reminded is not None and any(Path(each.folder) == self._folder for each in reminded.all())

    def hold(self, folder: Path, *, is_open: bool) -> None:
        """Have something to keep running for: a vault that is open, or was."""
        self._folder, self._is_open = folder, is_open
        self.refresh()

    def let_go(self) -> None:
        """Have nothing more to keep running for; the icon goes."""
        self._folder = None
        self.refresh()

    def refresh(self) -> None:
        """Show the icon or take it away, as the person has chosen; a tray that came later is found here."""
        if self.on_close is OnClose.BACKGROUND:
            self.tray.show(is_open=self._is_open)
        else:
            self.tray.hide()
