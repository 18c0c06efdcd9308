"""Step 4: whose papers are kept."""

from PySide6.QtWidgets import QLineEdit

from vault.ui.dialogs.first_run.step import Step
from vault.ui.lobby import Lobby
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.field import Field
from vault.ui.widgets.labels import Label

_LONGEST = 200


class PersonStep(Step):
    """Asks for one name; more people are added later."""

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        look, say = lobby.look, lobby.say
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST)
        hint = say.text("As it stands on the insurance card and on the referral.")
        self.column.addWidget(Field(look, say, say.text("Name"), self.name, hint=hint))
        note = say.text(
            "Others in your family get pages of their own later; nothing of one shows with another."
        )
        self.column.addWidget(Label(look, note, tone=Tone.TEXT2))
        self.column.addStretch(1)
        self.name.textChanged.connect(self.changed)
        self.setFocusProxy(self.name)

    def heading(self) -> str:
        return self.lobby.say.text("Whose papers are these?")

    def sentence(self) -> str:
        return self.lobby.say.text("The person who is treated: you, or someone you care for.")

    def missing(self) -> str:
        return "" if self.name.text().strip() else self.lobby.say.text("Type a name.")
