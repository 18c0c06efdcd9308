"""A desk over a real vault of sample records with real papers, for dialogs, reminders and settings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.fakes.bundle_papers import pdf
from tests.fakes.vaults import SampleVault
from tests.ui.setting import RESOURCES, wording
from vault.domain.ports import Notification
from vault.domain.records.papers import DocumentKind
from vault.open_vault import OpenVault
from vault.services.documents.attach import Target
from vault.services.interchange.sample import add_sample
from vault.services.local_settings import LocalSettings
from vault.ui.desk import Desk
from vault.ui.jobs import Jobs
from vault.ui.navigation import Navigator, Request
from vault.ui.reminding import Reminding
from vault.ui.session import Session
from vault.ui.theme.look import Look

if TYPE_CHECKING:
    from vault.domain.errors import VaultError

TODAY = date(2026, 11, 23)


class FakeNotifier:
    """Keeps what would have been shown; `works` says whether there is a service."""

    def __init__(self) -> None:
        self.works = True
        self.shown: list[Notification] = []
        self.closed = False
        self.clicked: Callable[[str, str], None] | None = None
        self.snoozed: Callable[[str], None] | None = None

    def show(self, notification: Notification) -> bool:
        """Keep it."""
        if self.works:
            self.shown.append(notification)
        return self.works

    def listen(
        self, clicked: Callable[[str, str], None], snoozed: Callable[[str], None] | None = None
    ) -> None:
        """Keep who wants to know of clicks."""
        self.clicked, self.snoozed = clicked, snoozed

    def click(self, number: int = -1, token: str = "") -> None:
        """Do as the person who clicks one that was shown."""
        assert self.clicked is not None
        self.clicked(self.shown[number].key, token)

    def put_off(self, number: int = -1) -> None:
        """Do as the person who presses the second button of one that was shown."""
        assert self.snoozed is not None
        self.snoozed(self.shown[number].key)

    def close(self) -> None:
        """Note it."""
        self.closed = True


class OpenDesk(QObject):
    """A desk, what was asked of its navigator, and the ids of the sample records."""

    def __init__(self, qtbot: QtBot, sample: SampleVault, look: Look, lang: str = "en") -> None:
        super().__init__()
        self.clock = sample.clock
        self.clock.instant, self.clock.day = datetime(2026, 11, 23, 13, 2, tzinfo=UTC), TODAY
        self.app, self.folder = sample.app, sample.folder
        self.qtbot = qtbot
        self.app.sandbox()
        self.vault: OpenVault = sample.open()
        self.ids = add_sample(self.vault.records, RESOURCES / "sample", TODAY)
        self.seconds = 0.0
        self.asked: list[Request] = []
        self.errors: list[VaultError] = []
        self.notifier = FakeNotifier()
        say = wording(lang)
        self.jobs = Jobs(self)
        self.session = Session(self.vault, self.jobs, say, self)
        self.settings = LocalSettings(self.folder.parent / "config")
        navigator = Navigator(self)
        navigator.asked.connect(self.asked.append)
        self.jobs.failed.connect(self.errors.append)
        self.desk = Desk(self.app, look, say, self.jobs, self.session, navigator, self.settings)

    def attach(self, name: str, *texts: str, sensitive: bool = False) -> str:
        """Attach a scan of the referral, as the window does, and return its id."""
        target = Target(DocumentKind.REFERRAL, self.ids["nora"], ("referral", self.ids["referral"]))
        attached = self.vault.papers.attach_bytes(pdf(*texts), name, target)
        seen = self.vault.papers.look_at(attached.document, self.app.sandbox())
        if sensitive:
            self.vault.records.edit(seen.id, {"sensitive": True})
        return seen.id

    def with_reminding(self) -> Reminding:
        """Put reminders on the desk, with the fake notifier and time that only tests move."""
        reminding = Reminding(
            self.session,
            self.jobs,
            self.desk.say,
            self.clock,
            self.settings,
            self.notifier,
            elapsed=self._elapsed,
        )
        self.desk = replace(self.desk, reminding=reminding)
        return reminding

    def load(self) -> "OpenDesk":
        """Load the first snapshot and show the first sample person."""
        self.session.refresh()
        self.settle()
        self.session.choose_person(self.ids["nora"])
        return self

    def settle(self) -> None:
        """Wait until no job is on its way."""
        self.qtbot.waitUntil(self._idle, timeout=20_000)

    def ask(self, question: Callable[[OpenVault], Any]) -> Any:
        """Ask the vault in its own lane."""
        answers: list[Any] = []
        self.session.read(question, self, answers.append)
        self.settle()
        return answers[0]

    def close(self) -> None:
        """End the jobs, the sealed process and the vault."""
        self.settle()
        self.jobs.shut_down()
        self.vault.close()
        self.app.close()

    def _elapsed(self) -> float:
        return self.seconds

    def _idle(self) -> bool:
        return not self.jobs.busy
