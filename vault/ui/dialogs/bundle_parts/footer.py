"""The foot of the bundle dialog: what saving does, and the buttons."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.labels import IconMark, Label


class Footer(QFrame):
    """Buttons at the right; the first leaves without saving, the filled one goes on."""

    def __init__(self, look: Look, say: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self._mark = IconMark(look, "history", units=0.9)
        self._line = Label(
            look, say.text("Saving adds one line to your log of what was sent."), Role.LABEL, Tone.TEXT2
        )
        self.cancel = Button(look, say.text("Cancel"))
        self.back = Button(look, say.text("Back"))
        self.next = Button(look, say.text("Next"), kind=ButtonKind.FILLED)
        self.save = Button(look, say.text("Save PDF…"), kind=ButtonKind.FILLED, icon="download")
        self.folder = Button(look, say.text("Show in folder"), icon="folder-open")
        self.done = Button(look, say.text("Done"), kind=ButtonKind.FILLED, icon="check")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._line, 1)
        self._row.addStretch(0)
        for button in (self.cancel, self.back, self.next, self.save, self.folder, self.done):
            self._row.addWidget(button)
        look.follow(self._restyle)

    def show_step(self, *, first: bool, last: bool, narrow: bool) -> None:
        """Show the buttons of a step."""
        self._mark.setVisible(not narrow)
        self._line.setVisible(not narrow)
        self._row.setStretch(2, 1 if narrow else 0)
        for button, on in (
            (self.cancel, True),
            (self.back, not first),
            (self.next, not last),
            (self.save, last),
            (self.folder, False),
            (self.done, False),
        ):
            button.setVisible(on)

    def show_saved(self) -> None:
        """Show the buttons of the end."""
        self._mark.hide()
        self._line.hide()
        self._row.setStretch(2, 1)
        for button in (self.cancel, self.back, self.next, self.save):
            button.hide()
        self.folder.show()
        self.done.show()

    def _restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(1), theme.px(0.7), theme.px(1), theme.px(0.7))
        self._row.setSpacing(theme.px(0.6))
