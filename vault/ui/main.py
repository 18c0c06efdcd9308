"""Runs the window: the application and its look, the shell, and after a lock the same program anew."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from vault.app import App
from vault.domain.errors import ExitCode, VaultError
from vault.services.files.desktop_entry import APP_ID
from vault.services.local_settings import LocalSettings, Preferences, settings_folder
from vault.services.wording.catalogue import LANGUAGES, Wording
from vault.ui.arguments import PROG, Start
from vault.ui.icons import Icons
from vault.ui.jobs import Jobs
from vault.ui.lobby import Lobby
from vault.ui.process import EndSignals, replace_process
from vault.ui.shell import Shell
from vault.ui.single_instance import SingleInstance, runtime_folder
from vault.ui.theme.fonts import load_bundled_fonts
from vault.ui.theme.look import Look, LookSettings, SchemeChoice


class Application(QApplication):
    """Takes the system's wish to quit as one wish; Qt would ask each window, and a window may refuse."""

    end_asked = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Quit:
            self.end_asked.emit()
            return True
        return super().event(event)


def run(start: Start, make_sample: Callable[[App, Path], str]) -> int:
    """Show the window until it is closed and return the exit code; a lock starts the program anew."""
    qt = make_application()
    settings = LocalSettings(settings_folder())
    app = App.on_this_machine()
    say = Wording.load(language(start.lang, settings.now), app.resources / "translations")
    speak(qt, say)
    load_bundled_fonts(app.resources / "fonts")
    look = Look(qt, Icons(app.resources / "icons"), look_settings(settings.now))
    lobby = Lobby(app, look, say, Jobs(qt), settings)
    shell = Shell(qt, lobby, SingleInstance(runtime_folder(), qt), make_sample)

    def leave() -> None:
        qt.exit(0)  # not quit(), which would ask every window again

    shell.ended.connect(leave)
    qt.setQuitOnLastWindowClosed(False)  # the shell knows whether a program without a window ends
    qt.end_asked.connect(shell.quit)
    qt.commitDataRequest.connect(shell.commit)
    signals = EndSignals(qt)
    signals.asked.connect(shell.quit)
    signals.install()
    shell.faults.install()
    try:
        code = qt.exec() if shell.begin(start) else int(ExitCode.OK)
    except VaultError as error:
        code = _complain(error, say)
    finally:
        signals.uninstall()
        again = shell.finish()
    if again is not None:
        replace_process(again)
    return code


def make_application() -> Application:
    """Return the application under its own name."""
    QApplication.setApplicationName(APP_ID)
    QApplication.setApplicationDisplayName("Referral Vault")
    QApplication.setDesktopFileName(APP_ID)
    return Application([PROG])


def language(asked: str | None, chosen: Preferences) -> str:
    """Return the language: as asked at the start, else as chosen, else the system's."""
    for lang in (asked, chosen.language, *(name[:2].lower() for name in QLocale.system().uiLanguages())):
        if lang in LANGUAGES:
            return str(lang)
    return LANGUAGES[0]


def speak(qt: QApplication, say: Wording) -> None:
    """Have Qt's own dialogs, numbers and calendars in the same language."""
    QLocale.setDefault(QLocale(say.locale))
    translator = QTranslator(qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if say.lang != "en" and translator.load(f"qtbase_{say.lang}", folder):
        qt.installTranslator(translator)


def look_settings(chosen: Preferences) -> LookSettings:
    """Return the look as the person chose it; a word nobody knows is as good as none."""
    scheme = SchemeChoice(chosen.scheme) if chosen.scheme in tuple(SchemeChoice) else SchemeChoice.SYSTEM
    return LookSettings(scheme, scale=chosen.scale)


def _complain(error: VaultError, say: Wording) -> int:
    from vault.services.wording.errors import error_text

    sys.stderr.write(f"{error_text(error, say)}\n")
    code = getattr(error, "exit_code", ExitCode.BUG)
    return int(code)
