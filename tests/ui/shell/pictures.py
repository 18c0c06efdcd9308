"""Pictures of every window before the unlock: `python -m tests.ui.shell.pictures FOLDER`."""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from tests.ui.setting import laid_out, new_look, wording
from tests.ui.shell.lobby_setting import close_lobby, make_lobby
from vault.app import App, resources_folder
from vault.domain.errors import ExitCode, UserError
from vault.services.local_settings import RecentVault
from vault.ui.dialogs.first_run.window import FirstRun
from vault.ui.dialogs.gone import GonePage
from vault.ui.dialogs.parts import Foot
from vault.ui.dialogs.recovery_sheet import RecoveryFacts
from vault.ui.dialogs.start_window import StartWindow
from vault.ui.dialogs.unlock import UnlockPage
from vault.ui.dialogs.vault_list import VaultListPage
from vault.ui.lobby import Lobby
from vault.ui.theme.look import LookSettings, SchemeChoice
from vault.ui.unlocking import SecretKind

_WRONG = UserError("wrong_password", ExitCode.WRONG_PASSWORD, secret="password")
_GONE = UserError("vault_not_found", ExitCode.NOT_FOUND, path="")
_KEY = "ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345"
_HERE = RecentVault("/home/sample/.local/share/referral-vault/Sample vault.rvault", "Sample vault", "")
_AWAY = RecentVault("/media/sample/STICK/Old vault.rvault", "Old sample vault", "")


def start_windows(lobby: Lobby) -> dict[str, StartWindow]:
    """Return the small window with each of its pages."""
    look, say = lobby.look, lobby.say
    windows = {name: StartWindow(look, say) for name in ("unlock", "wrong", "key", "sample", "gone", "list")}
    for name in ("unlock", "wrong", "key", "sample"):
        page = UnlockPage(look, say, "Sample vault", say.text("Locked."))
        windows[name].show_page(page)
        if name == "key":
            page.use(SecretKind.RECOVERY_KEY)
        else:
            page.field.setText("sample words")
        if name == "wrong":
            page.show_error(_WRONG)
    heading = say.text("The password is {password}", password="sample")
    sentence = say.text("Every record in it is invented. It is taken away when you leave the program.")
    windows["sample"].set_foot(Foot(look, "info", heading, sentence))
    windows["gone"].show_page(GonePage(look, say, _AWAY.name, _AWAY.folder, _GONE, known=True))
    vaults = VaultListPage(look, say, can_go_back=True)
    vaults.show_vaults((_HERE, _AWAY), {_AWAY.folder: False})
    windows["list"].show_page(vaults)
    return windows


def save(widget: QWidget, path: Path, size: QSize | None = None) -> None:
    """Save a picture of a window and let it go."""
    laid_out(widget, size).grab().save(str(path))


def draw(lobby: Lobby, folder: Path, mark: str, size: QSize) -> None:
    """Draw every window in the look in force."""
    for name, window in start_windows(lobby).items():
        save(window, folder / f"{name}-{mark}.png")
        window.deleteLater()
    first_run = FirstRun(lobby)
    first_run.recovery.show_key(RecoveryFacts("Sample vault", FakeClock().today(), _KEY), 3)
    for number in range(5):
        first_run._show_step(number)
        save(first_run, folder / f"first-run-{number + 1}-{mark}.png", size)
    first_run.leave()


def main(folder: Path) -> None:
    """Draw everything, light and dark, English and German, at 100 and 200 %."""
    folder.mkdir(parents=True, exist_ok=True)
    qt = QApplication([])
    look = new_look(qt)
    for lang, scheme, scale, size in (
        ("en", SchemeChoice.LIGHT, 100, QSize(1280, 800)),
        ("en", SchemeChoice.DARK, 100, QSize(900, 600)),
        ("de", SchemeChoice.LIGHT, 100, QSize(1280, 800)),
        ("de", SchemeChoice.DARK, 200, QSize(1280, 800)),
    ):
        look.choose(LookSettings(scheme, scale=scale))
        with tempfile.TemporaryDirectory() as home:
            app = App(resources_folder(), FakeClock(), SeededIds())
            lobby = make_lobby(app, look, wording(lang), Path(home))
            draw(lobby, folder, f"{lang}-{scheme}-{scale}", size)
            close_lobby(lobby)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
