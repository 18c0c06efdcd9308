"""Drives the real program from within: unlocks, types into a form, locks, and reports what comes back.

Run as a module with the arguments of the program; the environment has the password of the sample vault.
"""

import os
import sys

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from vault.__main__ import main_app
from vault.ui import main
from vault.ui.actions import Act
from vault.ui.dialogs.unlock import UnlockPage
from vault.ui.navigation import EditRecord
from vault.ui.pages.form import FormPage
from vault.ui.window import MainWindow

_TICK = 50


class Driver(QObject):
    """Does the next step as soon as the window for it is there."""

    def __init__(self, qt: QApplication) -> None:
        super().__init__(qt)
        self._again = "--locked" in sys.argv
        self._asked = self._typed = False
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        page, window = _find(UnlockPage), _find(MainWindow)
        if window is None:
            if isinstance(page, UnlockPage) and not self._asked:
                self._asked = True
                words = [label.text() for label in page.findChildren(QWidget) if hasattr(label, "text")]
                _say(os.getpid(), next(word for word in words if word.startswith("Locked")))
                page.field.setText(os.environ["SAMPLE_PASSWORD"])
                page.button.click()
        elif isinstance(window, MainWindow) and window.desk.session.snapshot is not None:
            self._at_home(window)

    def _at_home(self, window: MainWindow) -> None:
        form = window.page
        if not isinstance(form, FormPage):
            if not self._again and not self._typed:
                self._typed = True
                window.go(EditRecord("person"))
            return
        names = form.findChildren(QLineEdit)
        if not self._again:
            names[0].setFocus()
            names[0].insert("Sample Draft Person")
            names[0].textEdited.emit(names[0].text())
            _say("typed", names[0].text())
            self._timer.stop()
            QApplication.clipboard().setText("a fact of the vault")
            window.locked.emit()
        elif any(each.text() == "Sample Draft Person" for each in names):
            _say("back", "Sample Draft Person", repr(QApplication.clipboard().text()))
            self._timer.stop()
            window.actions_table[Act.QUIT].trigger()


def _find(kind: type[QWidget]) -> QWidget | None:
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    for window in shown:
        if isinstance(window, kind):
            return window
        found = window.findChildren(kind)
        if found:
            return found[0]
    return None


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def _drive() -> int:
    make = main.make_application

    def made() -> main.Application:
        qt = make()
        Driver(qt)
        return qt

    main.make_application = made
    return main_app()


if __name__ == "__main__":
    sys.exit(_drive())
