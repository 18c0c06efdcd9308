"""Says with one click that a bundle was sent today, from when on an answer is waited for."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from vault.domain.changes import Changes
from vault.domain.records.papers import Bundle
from vault.open_vault import OpenVault
from vault.services.bundle.sending import note_sent
from vault.ui.desk import Desk
from vault.ui.widgets.buttons import Button


class SentButton(Button):
    """Goes away once it was clicked; undo takes the day back."""

    def __init__(self, desk: Desk, bundle: Bundle, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, desk.say.text("It was sent today"), icon="check", parent=parent)
        self._desk, self._bundle = desk, bundle
        self.clicked.connect(self._note)

    def _note(self) -> None:
        say, today = self._desk.say, self._desk.app.clock.today()
        text = say.text("Sent: the papers for {recipient}", recipient=self._bundle.recipient)
        self.setEnabled(False)
        self._desk.session.write(text, partial(_write, self._bundle.id, today), self, done=self._noted)

    def _noted(self, _changes: Changes) -> None:
        self.hide()


def _write(bundle: str, today: date, vault: OpenVault) -> Changes:
    return note_sent(vault.records, bundle, today)
