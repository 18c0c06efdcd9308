"""When the dates were looked at last: at the foot of Today and in the settings."""

from PySide6.QtWidgets import QWidget

from vault.ui.desk import Desk
from vault.ui.theme.fonts import Role
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.labels import Label


class LastChecked(Label):
    """The line at the foot of Today; it follows the checks by itself."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, "", Role.SMALL, Tone.TEXT3, parent=parent)
        self._desk = desk
        if desk.reminding is not None:
            desk.reminding.checked.connect(self._tell)
        self._tell()

    def _tell(self, _checked: object = None) -> None:
        say, reminding = self._desk.say, self._desk.reminding
        text = checked_text(self._desk)
        if reminding is not None and reminding.works is False:
            text = say.text(
                "{checked} This desktop shows no notifications: look here for what is due.", checked=text
            )
        self.setText(text)
        self.setVisible(reminding is not None)


def checked_text(desk: Desk) -> str:
    """Return when the dates were looked at last, in the time of this computer."""
    say, reminding = desk.say, desk.reminding
    last = None if reminding is None else reminding.last_checked
    if last is None:
        return say.text("The dates have not been checked yet.")
    here = last.at.astimezone()
    if here.date() == desk.app.clock.today():
        return say.text("Last checked today at {time}.", time=here.time())
    return say.text("Last checked on {date} at {time}.", date=here.date(), time=here.time())
