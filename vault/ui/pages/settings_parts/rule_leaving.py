"""Asked before an editor is left with something unsaved: save, discard, or go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from vault.domain.coverage.verdict import Verdict
from vault.ui.desk import Desk
from vault.ui.theme.fonts import Role
from vault.ui.theme.style_sheet import VERDICT_NAMES
from vault.ui.theme.theme import Theme
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import Label


class LeaveBar(QFrame):
    """The question in the page itself, never a window over it."""

    save_asked = Signal()
    discard_asked = Signal()
    stay_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look, say = desk.look, desk.say
        self._say = say
        self.setProperty("look", "tint")
        self.setProperty("verdict", VERDICT_NAMES[Verdict.AT_RISK])
        words = say.text("You changed these rules and did not save them.")
        self.setAccessibleName(words)
        self.save = Button(look, say.text("Save and leave"), small=True)
        self.discard = Button(look, say.text("Discard the changes"), small=True)
        self.stay = Button(look, say.text("Keep editing"), small=True)
        holder = QWidget()
        self._flow = FlowLayout(holder)
        for button in (self.save, self.discard, self.stay):
            self._flow.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(Label(look, words, Role.STRONG))
        self._column.addWidget(holder)
        self.save.clicked.connect(self.save_asked)
        self.discard.clicked.connect(self.discard_asked)
        self.stay.clicked.connect(self.stay_asked)
        look.follow(self._restyle)

    def ask(self, *, can_save: bool) -> None:
        """Ask now."""
        self.save.set_not_ready("" if can_save else self._say.text("There is a fault in the text."))
        self.show()
        (self.save if can_save else self.stay).setFocus()

    def _restyle(self, theme: Theme) -> None:
        self._column.setContentsMargins(theme.px(0.7), theme.px(0.5), theme.px(0.7), theme.px(0.5))
        self._column.setSpacing(theme.px(0.4))
        self._flow.set_gaps(theme.px(0.4), theme.px(0.3))
