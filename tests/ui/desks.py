"""A desk over a real vault of sample records, for tests of forms and record pages."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.setting import RESOURCES, wording
from vault.domain.changes import Changes
from vault.open_vault import OpenVault
from vault.services.interchange.sample import add_sample
from vault.services.local_settings import LocalSettings
from vault.ui.desk import Desk
from vault.ui.forms.record_form import RecordForm
from vault.ui.jobs import Jobs
from vault.ui.navigation import Navigator, Request
from vault.ui.session import Deed, Session
from vault.ui.theme.look import Look

TODAY = date(2026, 11, 23)


class Desks(QObject):
    """One desk, the requests made of its navigator, the deeds done, and the ids of the sample records."""

    def __init__(self, qtbot: QtBot, sample: SampleVault, look: Look, lang: str = "en") -> None:
        super().__init__()
        sample.clock.instant, sample.clock.day = datetime(2026, 11, 23, 13, 2, tzinfo=UTC), TODAY
        self.qtbot, self.clock = qtbot, sample.clock
        self.vault: OpenVault = sample.open()
        self.ids = add_sample(self.vault.records, RESOURCES / "sample", TODAY)
        self.jobs = Jobs(self)
        say = wording(lang)
        self.session = Session(self.vault, self.jobs, say, self)
        self.navigator = Navigator(self)
        self.asked: list[Request] = []
        self.deeds: list[Deed] = []
        self.navigator.asked.connect(self.asked.append)
        self.session.done.connect(self.deeds.append)
        local = LocalSettings(Path(sample.folder).parent / "config")
        self.desk = Desk(sample.app, look, say, self.jobs, self.session, self.navigator, local)
        self.session.refresh()
        self.settle()
        self.session.choose_person(self.ids["nora"])

    def settle(self) -> None:
        """Wait until no job is on its way and every form is built."""
        self.qtbot.waitUntil(self._idle, timeout=10_000)

    def stored(self, record_id: str) -> Any:
        """Return a record as it is stored."""
        return self.ask(lambda vault: vault.records.find(record_id)[1])

    def ask(self, question: Callable[[OpenVault], Any]) -> Any:
        """Ask the vault in its own lane."""
        answers: list[Any] = []
        self.session.read(question, self, answers.append)
        self.settle()
        return answers[0]

    def undo(self) -> None:
        """Take the last deed back."""
        self.session.undo(self.deeds[-1].changes, self, _redo)
        self.settle()

    def close(self) -> None:
        """End the jobs and close the vault."""
        self.settle()
        self.jobs.shut_down()
        self.vault.close()

    def _idle(self) -> bool:
        return not self.jobs.busy and forms_are_built()


def forms_are_built() -> bool:
    """Tell whether no form is still being built."""
    return all(each.is_built for each in QApplication.allWidgets() if isinstance(each, RecordForm))


def _redo(_changes: Changes) -> None:
    return
