"""Asked once: what closing the window does, and what then becomes of lock and reminders."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.preferences import OnClose
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.tray import where_text
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.labels import IconMark, Label

_WIDTH = 30


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """What is so here: a tray, notifications, minutes until the lock (0 never), reminders while locked."""

    tray: bool
    notifications: bool
    idle_minutes: int
    while_locked: bool


class ClosingDialog(QDialog):
    """Keep running or quit; escaping leaves the window as it was, and the question for the next time."""

    answered = Signal(object)
    """An OnClose, never ASK."""

    def __init__(self, look: Look, say: Wording, facts: ClosingFacts, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setWindowTitle(say.text("Closing the window"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = Label(look, say.text("Keep Referral Vault running in the background?"), Role.H2)
        self.sentences = tuple(Label(look, text) for _, text in _sentences(facts, say))
        self._rows = [QHBoxLayout() for _ in self.sentences]
        hint = say.text("You are asked only once. Settings, General has the answer and changes it.")
        self.hint = Label(look, hint, Role.LABEL, Tone.TEXT2)
        self.cancel = Button(look, say.text("Cancel"))
        self.quit = Button(look, say.text("Quit"))
        self.keep = Button(look, say.text("Keep running"), kind=ButtonKind.FILLED)
        self._column, self._lines, self._foot = QVBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the words say how tall
        self._lay_out([icon for icon, _ in _sentences(facts, say)])
        said = " ".join(each.text() for each in (*self.sentences, self.hint))
        self.setAccessibleName(self.heading.text())
        self.setAccessibleDescription(said)
        self.keep.setAccessibleDescription(said)
        self.cancel.clicked.connect(self.reject)
        self.quit.clicked.connect(self._quit)
        self.keep.clicked.connect(self._keep)
        look.follow(self._restyle)
        self.keep.setFocus()

    def _lay_out(self, icons: list[str]) -> None:
        for icon, row, label in zip(icons, self._rows, self.sentences, strict=True):
            row.addWidget(IconMark(self._look, icon, units=0.9), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label, 1)
            self._lines.addLayout(row)
        self._foot.addStretch(1)
        for button in (self.cancel, self.quit, self.keep):
            self._foot.addWidget(button)
        self._column.addWidget(self.heading)
        self._column.addLayout(self._lines)
        self._column.addWidget(self.hint)
        self._column.addLayout(self._foot)

    def _quit(self) -> None:
        self.accept()
        self.answered.emit(OnClose.QUIT)

    def _keep(self) -> None:
        self.accept()
        self.answered.emit(OnClose.BACKGROUND)

    def _restyle(self, theme: Theme) -> None:
        self._column.setContentsMargins(*[theme.px(1.2)] * 4)
        self._column.setSpacing(theme.px(0.8))
        self._lines.setSpacing(theme.px(0.5))
        for row in self._rows:
            row.setSpacing(theme.px(0.6))
        self._foot.setSpacing(theme.px(0.6))
        width = min(theme.px(_WIDTH), self.screen().availableGeometry().width())
        self.setFixedSize(width, self._column.totalHeightForWidth(width))


def _sentences(facts: ClosingFacts, say: Wording) -> Iterator[tuple[str, str]]:
    """Yield an icon and a sentence each: where it is, the reminders, the lock, what comes while locked."""
    yield "info", where_text(say, tray=facts.tray)
    if facts.notifications:
        yield "bell", say.text("Reminders go on coming as long as the vault is open.")
    else:
        yield "bell", say.text("No reminders come on the desktop: you switched them off.")
    if facts.idle_minutes:
        minutes = say.count(facts.idle_minutes, "after {n} minute", "after {n} minutes")
        yield "lock", say.text("The vault still locks by itself {minutes}.", minutes=minutes)
    else:
        yield "lock", say.text("The vault stays open until you lock it: it does not lock by itself.")
        return
    if facts.while_locked:
        yield "bell", say.text("While it is locked, the reminders come that you switched on for that.")
    else:
        yield "bell", say.text("While it is locked, no reminders come.")
