"""The page that unlocks: name of the vault, password or recovery key, what went wrong."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.domain.errors import VaultError
from vault.services.wording.catalogue import Wording
from vault.ui.dialogs.parts import AppMark, CenteredLine
from vault.ui.dialogs.secret_field import CapsWarning, SecretField
from vault.ui.errors import sentences
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.unlocking import Attempt, SecretKind
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.labels import Label
from vault.ui.widgets.link_label import Link, LinkLabel


class UnlockPage(QWidget):
    """Asks for one secret; `asked` carries an Attempt, `elsewhere` leads to the other vaults."""

    asked = Signal(object)
    elsewhere = Signal()

    def __init__(
        self, look: Look, say: Wording, name: str, state: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._say = look, say
        self._kind = SecretKind.PASSWORD
        self._busy = False
        self._problem: QWidget | None = None
        center = Qt.AlignmentFlag.AlignHCenter
        self._title = Label(look, name, Role.H1)
        self._state = Label(look, state, tone=Tone.TEXT2)
        for label in (self._title, self._state):
            label.setAlignment(center)
        self._label = Label(look, "", Role.LABEL, Tone.TEXT2)
        self.field = SecretField(look, say, "")
        self._label.setBuddy(self.field)
        self.button = Button(look, say.text("Unlock"), kind=ButtonKind.FILLED)
        self._caps = CapsWarning(look, say, self.field)
        self._hint = Label(look, say.text("Dashes and small letters do not matter."), Role.SMALL, Tone.TEXT3)
        self.other_secret = LinkLabel(look, Link("", None))
        self.other_vault = LinkLabel(look, Link(say.text("Open another vault…"), None))
        self._lay_out()
        self.use(SecretKind.PASSWORD)
        self.button.clicked.connect(self._submit)
        self.field.returnPressed.connect(self._submit)
        self.other_secret.clicked.connect(self._use_other)
        self.other_vault.clicked.connect(self.elsewhere)
        self.setFocusProxy(self.field)
        look.follow(self._restyle)

    @property
    def warns_of_caps_lock(self) -> bool:
        """Whether the person is told that Caps Lock is on."""
        return self._caps.warns

    def use(self, kind: SecretKind) -> None:
        """Ask for a password or for the recovery key."""
        say, self._kind = self._say, kind
        by_key = kind is SecretKind.RECOVERY_KEY
        name = say.text("Recovery key") if by_key else say.text("Password")
        self._label.setText(name)
        self.field.setAccessibleName(name)
        self.field.forget()
        self.field.show_typed(shown=by_key)
        self._hint.setVisible(by_key)
        self._caps.setVisible(not by_key)
        other = say.text("Use the password") if by_key else say.text("Use the recovery key")
        self.other_secret.set_link(Link(other, None))
        self._links.arrange()
        self._show_problem(None)

    def set_state(self, state: str) -> None:
        """Say something else below the name."""
        self._state.setText(state)

    def set_busy(self, doing: str) -> None:
        """Say what is being done and take nothing meanwhile; an empty text ends that."""
        self._busy = bool(doing)
        self.field.setReadOnly(self._busy)
        self.button.setEnabled(not self._busy)
        self.button.setText(doing or self._say.text("Unlock"))
        self.button.updateGeometry()
        for link in (self.other_secret, self.other_vault):
            link.setEnabled(not self._busy)

    def forget(self) -> None:
        """Forget what is typed, unless it is being tried."""
        if not self._busy:
            self.field.forget()

    def show_error(self, error: VaultError) -> None:
        """Say calmly what went wrong; the secret stays to be corrected."""
        from vault.ui.widgets.error_frame import ErrorFacts, ErrorFrame

        happened, safe, advice, details = sentences(error, self._say)
        facts = ErrorFacts(happened, safe, advice, "" if hasattr(error, "code") else details)
        self._show_problem(ErrorFrame(self._look, self._say, facts))
        self.field.selectAll()
        self.field.setFocus()

    def _show_problem(self, problem: QWidget | None) -> None:
        if self._problem is not None:
            self._problems.removeWidget(self._problem)
            self._problem.setParent(None)
            self._problem.deleteLater()
        self._problem = problem
        if problem is not None:
            self._problems.addWidget(problem)

    @Slot()
    def _submit(self) -> None:
        if self._busy:
            return
        if self.field.text():
            self._show_problem(None)
            self.asked.emit(Attempt(self.field.text(), self._kind))
        else:
            self.field.setFocus()

    @Slot()
    def _use_other(self) -> None:
        by_key = self._kind is SecretKind.RECOVERY_KEY
        self.use(SecretKind.PASSWORD if by_key else SecretKind.RECOVERY_KEY)
        self.field.setFocus()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(AppMark(self._look, 2.8), 0, Qt.AlignmentFlag.AlignHCenter)
        self._gaps = [self._gap()]
        self._column.addWidget(self._title)
        self._column.addWidget(self._state)
        self._gaps.append(self._gap())
        self._column.addWidget(self._label)
        self._row = QHBoxLayout()
        self._row.addWidget(self.field, 1)
        self._row.addWidget(self.button)
        self._column.addLayout(self._row)
        self._problems = QVBoxLayout()
        for part in (self._caps, self._hint):
            self._column.addWidget(part)
        self._column.addLayout(self._problems)
        self._gaps.append(self._gap())
        self._links = CenteredLine(self._look, (self.other_secret, self.other_vault))
        self._column.addWidget(self._links)
        self._column.addStretch(1)

    def _gap(self) -> QWidget:
        gap = QWidget()
        self._column.addWidget(gap)
        return gap

    def _restyle(self, theme: Theme) -> None:
        side = theme.px(2.4)
        self._column.setContentsMargins(side, theme.px(1.6), side, theme.px(1.6))
        for gap, units in zip(self._gaps, (0.6, 1.4, 0.8), strict=True):
            gap.setFixedHeight(theme.px(units))
        self._row.setContentsMargins(0, theme.px(0.25), 0, theme.px(0.3))
        self._row.setSpacing(theme.px(0.4))
        self._problems.setContentsMargins(0, theme.px(0.3), 0, 0)
