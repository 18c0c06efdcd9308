"""Step 2: the password, twice, with honest hints and no score."""

from vault.ui.dialogs.first_run.step import Step
from vault.ui.dialogs.secret_field import CapsWarning, SecretField
from vault.ui.lobby import Lobby
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.field import Field
from vault.ui.widgets.labels import Label

_SHORT, _FEW_LETTERS = 12, 5


class PasswordStep(Step):
    """Warns of a short password and refuses none but an empty one."""

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        look, say = lobby.look, lobby.say
        self.first = SecretField(look, say, say.text("Password"))
        self.second = SecretField(look, say, say.text("The same once more"))
        self._first_field = Field(
            look,
            say,
            say.text("Password"),
            self.first,
            hint=say.text("A sentence of four or more words is easy to keep and hard to guess."),
        )
        self._second_field = Field(look, say, say.text("The same once more"), self.second)
        self._caps = CapsWarning(look, say, self.first)
        for part in (self._first_field, self._second_field, self._caps):
            self.column.addWidget(part)
        note = say.text(
            "Nobody can reset this password. Next you get a recovery key, which opens the vault too."
        )
        self.column.addWidget(Label(look, note, tone=Tone.TEXT2))
        self.column.addStretch(1)
        for field in (self.first, self.second):
            field.textChanged.connect(self._typed)
        self.setFocusProxy(self.first)

    def heading(self) -> str:
        return self.lobby.say.text("Choose your password")

    def sentence(self) -> str:
        return self.lobby.say.text("It opens the vault on this computer and on any other.")

    def next_text(self) -> str:
        return self.lobby.say.text("Make the vault")

    def missing(self) -> str:
        say = self.lobby.say
        if not self.first.text():
            return say.text("Type a password.")
        if self.first.text() != self.second.text():
            return say.text("Type the same password twice.")
        return ""

    def forget(self) -> None:
        """Empty both fields once the vault is made."""
        self.first.forget()
        self.second.forget()

    def _typed(self) -> None:
        say, first, second = self.lobby.say, self.first.text(), self.second.text()
        self._first_field.warn(say.text(_hint(first)) if _hint(first) else "")
        differ = bool(second) and not first.startswith(second)
        self._second_field.warn(say.text("This is not the same as above.") if differ else "")
        self.changed.emit()


def _hint(password: str) -> str:
    """Return what is weak about a password, empty when nothing is plain to see."""
    if not password:
        return ""
    if len(password) < _SHORT:
        return "Short passwords are guessed quickly. Take 12 characters or more."
    if len(set(password)) < _FEW_LETTERS:
        return "A few characters over and over are guessed quickly."
    return ""
