"""A window of the sample vault whose reminders go to the real desktop; started by a test with a FOLDER.

Prints what happens, one word or two a line: `told N`, `opened KIND`.
"""

import os
import sys
from datetime import date
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "xcb"

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from tests.fakes.vaults import CHEAP, PASSWORD
from tests.ui.setting import RESOURCES, new_look, wording
from vault.app import App
from vault.services.interchange.sample import add_sample
from vault.services.local_settings import LocalSettings
from vault.services.reminders.notify import system_notifier
from vault.ui.desk import Desk
from vault.ui.jobs import Jobs
from vault.ui.navigation import Navigator, ShowRecord
from vault.ui.pages.settings import SettingsPage
from vault.ui.reminding import Checked, Opened, Reminding
from vault.ui.session import Session

TODAY = date(2026, 11, 23)
_LONGEST_MS = 60_000


class Child(QObject):
    """Prints what the reminders say."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__()
        self._page = page

    def checked(self, checked: Checked) -> None:
        """Say how many dates were told."""
        _say("told" if checked.works else "silent", checked.told)

    def opened(self, opened: Opened) -> None:
        """Say where the click leads, come to the front, and end."""
        self._page.raise_()
        self._page.activateWindow()
        request = opened.request
        _say("opened", request.kind if isinstance(request, ShowRecord) else "page")
        QApplication.exit(0)


def main() -> int:
    """Run until a notification is clicked or a minute is over."""
    folder = Path(sys.argv[1])
    qt = QApplication([])
    with App.on_this_machine(TODAY) as app:
        app.create(folder / "Sample.rvault", PASSWORD, CHEAP, "Sample vault")
        vault = app.open(folder / "Sample.rvault", PASSWORD)
        add_sample(vault.records, RESOURCES / "sample", TODAY)
        say, jobs, settings = wording("en"), Jobs(), LocalSettings(folder / "config")
        session = Session(vault, jobs, say)
        notifier = system_notifier("Referral Vault", str(RESOURCES / "icons" / "referral-vault.svg"))
        reminding = Reminding(session, jobs, say, app.clock, settings, notifier)
        desk = Desk(app, new_look(qt), say, jobs, session, Navigator(), settings, reminding)
        page = SettingsPage(desk)
        page.resize(900, 600)
        page.show_section("reminders")
        page.show()
        child = Child(page)
        reminding.checked.connect(child.checked)
        reminding.opened.connect(child.opened)
        session.refresh()
        reminding.start()
        QTimer.singleShot(_LONGEST_MS, qt.quit)
        code = qt.exec()
        reminding.stop()
        jobs.shut_down()
        vault.close()
    return code


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
