"""Leads from the start to an open vault through the start window: which page, each try, the other vaults."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTime, Signal, Slot

from vault.domain.errors import UserError, VaultError
from vault.services.files import layout as layouts
from vault.services.local_settings import RecentVault
from vault.services.wording.catalogue import Wording
from vault.ui import unlocking
from vault.ui.dialogs.parts import Foot
from vault.ui.dialogs.start_window import StartWindow
from vault.ui.dialogs.unlock import UnlockPage
from vault.ui.jobs import JobProgress, Lane
from vault.ui.lobby import Lobby

_DATES = {"en": "MMM d, yyyy", "de": "d. MMM yyyy"}
_SUFFIX = ".rvault"


class Doorway(QObject):
    """Owns the start window; `opened` carries an Opened, `vault_wanted` a folder to be claimed first."""

    opened = Signal(object)
    vault_wanted = Signal(object)
    create_wanted = Signal()

    def __init__(self, lobby: Lobby, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lobby = lobby
        self._folder: Path | None = None
        self._unlock: UnlockPage | None = None
        self._locked = self._trying = False
        self.window = StartWindow(lobby.look, lobby.say)
        self.window.setWindowIcon(lobby.look.icons.app_icon())
        self.window.chosen.connect(self._browsed)

    def show_vault(self, folder: Path, *, locked: bool = False) -> None:
        """Ask for the secret of a vault, or say that it is not where it should be."""
        self._folder, self._locked = folder, locked
        try:
            layouts.locate(folder)
        except UserError as error:
            self._show_gone(error)
        else:
            self._show_unlock(self._state())
        self.window.show()

    def put_away(self) -> None:
        """Take the window out of view, and with it what was typed."""
        if self._unlock is not None:
            self._unlock.forget()
        self.window.hide()

    def come_back(self) -> None:
        """Look anew where the vault is, for a window that was put away."""
        if self._folder is not None and not self.window.isVisible() and not self._trying:
            self.show_vault(self._folder, locked=self._locked)

    def prepare_sample(self) -> None:
        """Show the window while the sample vault is being made."""
        say = self._lobby.say
        self._show_unlock(say.text("Making sample records…"), say.text("Sample vault"))
        if self._unlock is not None:
            self._unlock.set_busy(say.text("One moment…"))
        self.window.show()

    def sample_ready(self, folder: Path, password: str) -> None:
        """Let the sample be unlocked, and say how."""
        say = self._lobby.say
        self._folder = folder
        if self._unlock is None:
            self._show_unlock("", say.text("Sample vault"))
        if self._unlock is not None:
            self._unlock.set_busy("")
            self._unlock.set_state(self._locked_text() if self._locked else say.text("Locked."))
            self._unlock.field.setFocus()
        heading = say.text("The password is {password}", password=password)
        sentence = say.text("Every record in it is invented. It is taken away when you leave the program.")
        self.window.set_foot(Foot(self._lobby.look, "info", heading, sentence))
        self.window.fit()

    def show_list(self) -> None:
        """Show the vaults this computer knows."""
        from vault.ui.dialogs.vault_list import VaultListPage

        page = VaultListPage(self._lobby.look, self._lobby.say, can_go_back=self._folder is not None)
        page.opened.connect(self._chosen)
        page.forgotten.connect(self._forget_listed)
        page.browse.connect(self._browse)
        page.create_asked.connect(self.create_wanted)
        page.back.connect(self._back)
        self._unlock = None
        self.window.show_page(page)
        self._fill_list()

    def refuse(self, error: VaultError) -> None:
        """Say in the page in view what went wrong."""
        if self._unlock is not None:
            self._unlock.set_busy("")
            self._unlock.show_error(error)

    def _show_unlock(self, state: str, name: str | None = None) -> None:
        page = UnlockPage(self._lobby.look, self._lobby.say, name or self._name(), state)
        page.asked.connect(self._try)
        page.elsewhere.connect(self.show_list)
        self._unlock = page
        self.window.show_page(page)

    def _show_gone(self, error: UserError) -> None:
        from vault.ui.dialogs.gone import GonePage

        known = self._recent() is not None
        folder = str(self._folder)
        page = GonePage(self._lobby.look, self._lobby.say, self._name(), folder, error, known=known)
        page.again.connect(self._back)
        page.browse.connect(self._browse)
        page.forget.connect(self._forget)
        page.elsewhere.connect(self.show_list)
        self._unlock = None
        self.window.show_page(page)

    @Slot(object)
    def _try(self, attempt: unlocking.Attempt) -> None:
        folder, lobby = self._folder, self._lobby
        if folder is None or self._unlock is None:
            return
        self._trying = True
        self._unlock.set_busy(lobby.say.text("Unlocking…"))
        lobby.jobs.run(
            Lane.STORE,
            lambda _: unlocking.unlock(lobby.app, lobby.settings, folder, attempt),
            self,
            self.opened.emit,
            self._failed,
        )

    def _failed(self, error: VaultError) -> None:
        self._trying = False
        gone = isinstance(error, UserError) and error.code in {"vault_not_found", "not_a_vault"}
        if gone and isinstance(error, UserError):
            self._show_gone(error)
        else:
            self.refuse(error)

    @Slot(str)
    def _chosen(self, folder: str) -> None:
        self.vault_wanted.emit(Path(folder))

    @Slot(str)
    def _browsed(self, folder: str) -> None:
        self.vault_wanted.emit(Path(folder))

    @Slot()
    def _browse(self) -> None:
        self.window.ask_folder(self._lobby.say.text("Choose the folder of the vault"))

    @Slot()
    def _back(self) -> None:
        if self._folder is not None:
            self.show_vault(self._folder, locked=self._locked)

    @Slot()
    def _forget(self) -> None:
        known = self._recent()
        if known is not None:
            self._lobby.settings.forget(known.folder)
        self._folder = None
        self.show_list()

    @Slot(str)
    def _forget_listed(self, folder: str) -> None:
        self._lobby.settings.forget(folder)
        self._fill_list()

    def _fill_list(self) -> None:
        """List what is remembered at once, then look in the pool which of them are there."""
        from vault.ui.dialogs.vault_list import VaultListPage

        page, vaults = self.window.page, self._lobby.settings.now.recent
        if isinstance(page, VaultListPage):
            page.show_vaults(vaults, {})
            self._lobby.jobs.run(
                Lane.POOL, lambda _: _look(vaults), page, lambda there: page.show_vaults(vaults, there)
            )

    def _recent(self) -> RecentVault | None:
        known = self._lobby.settings.now.recent
        return next((each for each in known if Path(each.folder) == self._folder), None)

    def _name(self) -> str:
        known = self._recent()
        if known is not None:
            return known.name
        folder = self._folder or Path()
        return (folder.parent if folder.name == layouts.HEADER_NAME else folder).name.removesuffix(_SUFFIX)

    def _state(self) -> str:
        if self._locked:
            return self._locked_text()
        known = self._recent()
        opened = _read_instant(known.opened) if known is not None else None
        if opened is None:
            return self._lobby.say.text("Locked.")
        return last_opened(
            opened.astimezone(), self._lobby.app.clock.now().astimezone().date(), self._lobby.say
        )

    def _locked_text(self) -> str:
        return self._lobby.say.text("Locked. Forms that were open are kept inside as drafts.")


def last_opened(opened: dt.datetime, today: dt.date, say: Wording) -> str:
    """Return when a vault was opened last, in local time; by Qt, for Babel would cost the first paint."""
    locale = QLocale(say.locale)
    time = locale.toString(QTime(opened.hour, opened.minute), QLocale.FormatType.ShortFormat)
    if opened.date() == today:
        return say.text("Locked. Last opened today at {time}.", time=time)
    day = locale.toString(opened.date(), _DATES[say.lang])  # type: ignore[call-overload]  # takes dates too
    return say.text("Locked. Last opened on {day} at {time}.", day=day, time=time)


def _read_instant(text: str) -> dt.datetime | None:
    try:
        instant = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo is not None else None


def _look(vaults: Sequence[RecentVault], _progress: JobProgress | None = None) -> dict[str, bool]:
    """Return of each vault whether its folder can be reached now."""
    there = {}
    for vault in vaults:
        try:
            layouts.locate(Path(vault.folder))
        except (UserError, OSError):
            there[vault.folder] = False
        else:
            there[vault.folder] = True
    return there
