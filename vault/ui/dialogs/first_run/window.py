"""The window of the first run: five steps in a stack, Back and the way on below them."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vault.domain.errors import BugError, VaultError
from vault.ui import unlocking
from vault.ui.dialogs.first_run.ending import FirstRunEnd
from vault.ui.dialogs.first_run.password import PasswordStep
from vault.ui.dialogs.first_run.person import PersonStep
from vault.ui.dialogs.first_run.place import PlaceStep
from vault.ui.dialogs.first_run.recovery import RecoveryStep
from vault.ui.dialogs.first_run.referral import ReferralStep
from vault.ui.dialogs.first_run.step import RING_ROOM
from vault.ui.dialogs.first_run.steps_list import StepsList
from vault.ui.dialogs.recovery_sheet import RecoveryFacts
from vault.ui.errors import sentences
from vault.ui.jobs import Lane
from vault.ui.lobby import Lobby
from vault.ui.theme.fonts import Role
from vault.ui.theme.metrics import Breadth
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.error_frame import ErrorFacts, ErrorFrame
from vault.ui.widgets.labels import Divider, Label

if TYPE_CHECKING:
    from vault.open_vault import OpenVault
    from vault.ui.dialogs.first_run.step import Step

_SIZE = (64, 40)
_FORM_UNITS = 31


class FirstRun(QWidget):
    """Makes the vault after the second step; `finished` carries a FirstRunEnd."""

    finished = Signal(object)
    painted = Signal()
    closed = Signal()
    vault_found = Signal(object)
    """The folder of a vault that is to be opened instead."""

    def __init__(self, lobby: Lobby) -> None:
        super().__init__()
        self._lobby = lobby
        self._painted = self._busy = self._warned = False
        self._opened: unlocking.Opened | None = None
        self._person = ""
        self._problem: QWidget | None = None
        look, say = lobby.look, lobby.say
        self.place, self.password, self.recovery = PlaceStep(lobby), PasswordStep(lobby), RecoveryStep(lobby)
        self.person, self.referral = PersonStep(lobby), ReferralStep(lobby)
        self._steps: tuple[Step, ...] = (
            self.place,
            self.password,
            self.recovery,
            self.person,
            self.referral,
        )
        names = (
            say.text("Where it lives"),
            say.text("Your password"),
            say.text("Your recovery key"),
            say.text("Your name"),
            say.text("Your referral"),
        )
        self._side = StepsList(look, say, names)
        self._heading, self._sentence = Label(look, "", Role.H1), Label(look, "", tone=Tone.TEXT2)
        self._page, self._stack, self._area = QWidget(), QStackedWidget(), QScrollArea()
        for step in self._steps:
            self._stack.addWidget(step)
            step.changed.connect(self._look_again)
        self.back_button = Button(look, say.text("Back"))
        self.quiet_button = Button(look, "", kind=ButtonKind.QUIET)
        self.next_button = Button(look, "", kind=ButtonKind.FILLED)
        self._said = Label(look, "", Role.LABEL, Tone.TEXT3)
        self._lay_out()
        self._connect()
        self.setWindowTitle(say.text("Referral Vault: setting up"))
        self.setWindowIcon(look.icons.app_icon())
        look.follow(self._restyle)
        self._show_step(0)
        self.resize(self.sizeHint())

    @property
    def step(self) -> int:
        """The step in view, counted from 0."""
        return self._stack.currentIndex()

    @property
    def said(self) -> str:
        """What stands beside the buttons: what is missing, or what is being done."""
        return self._said.text()

    def leave(self) -> None:
        """Go away without asking: the vault is in other hands now."""
        self._opened = None
        self.hide()
        self.deleteLater()

    def close_vault(self) -> None:
        """Close the vault that was made when the person leaves before the end."""
        if self._opened is not None:
            self._opened.vault.close()

    @Slot()
    def go_on(self) -> None:
        """Do what the step asks for, then show the next one."""
        if self._busy:
            return
        missing = self._steps[self.step].missing()
        if missing:
            self._said.setText(missing)
            self._steps[self.step].setFocus()
        elif self.step == self._steps.index(self.password):
            self._create()
        elif self.step == self._steps.index(self.recovery):
            self._key_is_kept()
        elif self.step == self._steps.index(self.person):
            self._keep_person()
        elif self.step == self._steps.index(self.referral):
            self._finish(self.referral.papers)
        else:
            self._show_step(self.step + 1)

    @Slot()
    def go_back(self) -> None:
        """Show the step before, unless that one is over: the vault is made once, the key shown once."""
        if self._may_go_back():
            self._show_step(self.step - 1)

    def sizeHint(self) -> QSize:
        room, px = self.screen().availableGeometry(), self._lobby.look.theme.px
        return QSize(min(px(_SIZE[0]), room.width()), min(px(_SIZE[1]), room.height()))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.step == self._steps.index(self.recovery) and not self._warned:
            event.ignore()
            self._warned = True
            say = self._lobby.say
            self._show_problem(
                ErrorFacts(
                    say.text("The recovery key is not written down yet."),
                    say.text("The vault is made and opens with your password."),
                    say.text("The key is shown on no screen again. To leave without it, close once more."),
                )
            )
        elif self._busy:
            event.ignore()
        else:
            super().closeEvent(event)
            self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _show_step(self, number: int) -> None:
        step = self._steps[number]
        self._show_problem(None)
        self._stack.setCurrentIndex(number)
        kept, let_go = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored
        for each in self._steps:  # the stack is as tall as the step in view, not as the tallest
            each.setSizePolicy(kept, kept if each is step else let_go)
        self._area.verticalScrollBar().setValue(0)
        self._side.show_step(number, self.place.vault_name)
        self._heading.setText(step.heading())
        self._sentence.setText(step.sentence())
        self.next_button.setText(step.next_text())
        self.quiet_button.setText(step.quiet_text())
        self.quiet_button.setVisible(bool(step.quiet_text()))
        self.back_button.setVisible(self._may_go_back())
        for button in (self.next_button, self.quiet_button):
            button.updateGeometry()
        self._look_again()
        step.setFocus()

    def _may_go_back(self) -> bool:
        before = {self._steps.index(self.password), self._steps.index(self.referral)}
        return self.step in before and not self._busy

    @Slot()
    def _look_again(self) -> None:
        if not self._busy:
            missing = self._steps[self.step].missing()
            self._said.setText(missing)
            self.next_button.set_not_ready(missing)

    def _create(self) -> None:
        say, lobby = self._lobby.say, self._lobby
        wanted = unlocking.NewVault(
            self.place.vault_folder, self.place.vault_name, self.password.first.text()
        )
        self._be_busy(say.text("Making the keys and the vault. This takes a few seconds…"))
        lobby.jobs.run(
            Lane.STORE,
            lambda _: unlocking.create(lobby.app, lobby.settings, wanted, lobby.cost),
            self,
            self._created,
            self._failed,
        )

    def _created(self, opened: unlocking.Opened) -> None:
        self._be_busy("")
        self.password.forget()
        key, made = opened.recovery_text, self._lobby.app.clock.today()
        facts = RecoveryFacts(opened.name, made, key)
        self._opened = replace(opened, recovery_text="")
        self.recovery.show_key(facts, sum(key.encode()) % len(facts.groups))
        self._show_step(self._steps.index(self.recovery))

    def _key_is_kept(self) -> None:
        self.recovery.forget()
        self._show_step(self.step + 1)

    def _keep_person(self) -> None:
        name, person = self.person.name.text().strip(), self._person
        self._be_busy(self._lobby.say.text("Saving…"))
        vault = self._vault()
        self._lobby.jobs.run(
            Lane.STORE, lambda _: _named(vault, person, name), self, self._person_kept, self._failed
        )

    def _person_kept(self, person: str) -> None:
        self._be_busy("")
        self._person = person
        self._show_step(self.step + 1)

    @Slot()
    def _without_referral(self) -> None:
        self._finish(())

    @Slot()
    def _type_it(self) -> None:
        self._finish((), typing=True)

    def _finish(self, papers: tuple[Path, ...], *, typing: bool = False) -> None:
        if self._opened is None:
            raise BugError("the first run ends without a vault")
        self.finished.emit(FirstRunEnd(self._opened, self._person, papers, typing))

    def _failed(self, error: VaultError) -> None:
        self._be_busy("")
        happened, safe, advice, _ = sentences(error, self._lobby.say)
        self._show_problem(ErrorFacts(happened, safe, advice))

    def _be_busy(self, doing: str) -> None:
        """Say what is being done and take nothing meanwhile; an empty text ends that."""
        self._busy = bool(doing)
        if self._busy:
            self._show_problem(None)
        for part in (self._stack, self.back_button, self.quiet_button, self.next_button):
            part.setEnabled(not self._busy)
        self._said.setText(doing)
        if not self._busy:
            self._look_again()

    def _show_problem(self, facts: ErrorFacts | None) -> None:
        if self._problem is not None:
            self._problem.setParent(None)
            self._problem.deleteLater()
            self._problem = None
        if facts is not None:
            self._problem = ErrorFrame(self._lobby.look, self._lobby.say, facts)
            self._body.insertWidget(3, self._problem)

    def _vault(self) -> "OpenVault":
        if self._opened is None:
            raise BugError("no vault was made yet")
        return self._opened.vault

    def _lay_out(self) -> None:
        page = self._page
        page.setProperty("look", "page")
        self._body = QVBoxLayout(page)
        self._gap = QWidget()
        for label in (self._heading, self._sentence):
            label.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
        for part in (self._heading, self._sentence, self._gap, self._stack):
            self._body.addWidget(part, 1 if part is self._stack else 0)
        area = self._area
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        page.setAutoFillBackground(False)
        bar = QFrame()
        bar.setProperty("look", "line")
        self._bar = QGridLayout(bar)
        self._bar.setColumnStretch(1, 1)
        for column, button in ((0, self.back_button), (2, self.quiet_button), (3, self.next_button)):
            self._bar.addWidget(button, 1, column)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(area, 1)
        right.addWidget(Divider())
        right.addWidget(bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.go_back)
        self.next_button.clicked.connect(self.go_on)
        self.quiet_button.clicked.connect(self._without_referral)
        self.referral.typing.connect(self._type_it)
        self.place.existing_wanted.connect(self.vault_found)
        for field in (self.place.name, self.place.folder, self.password.second, self.recovery.answer):
            field.returnPressed.connect(self.go_on)
        self.password.first.returnPressed.connect(self.password.second.setFocus)
        self.person.name.returnPressed.connect(self.go_on)

    def _arrange(self) -> None:
        theme = self._lobby.look.theme
        narrow = theme.metrics.breadth(self.width()) is Breadth.NARROW
        self._side.setVisible(not narrow)
        self._bar.removeWidget(self._said)
        self._bar.addWidget(self._said, *((0, 0, 1, 4) if narrow else (1, 1, 1, 1)))
        side = theme.px(1.6)
        room = self.width() - (0 if narrow else self._side.width())
        right = max(side, room - side - theme.px(_FORM_UNITS))
        self._body.setContentsMargins(side - RING_ROOM, theme.px(1.2), right - RING_ROOM, side)

    def _restyle(self, theme: Theme) -> None:
        self._body.setSpacing(theme.px(0.3))
        self._gap.setFixedHeight(theme.px(0.5))
        self._bar.setContentsMargins(*[theme.px(1.6), theme.px(0.8)] * 2)
        self._bar.setHorizontalSpacing(theme.px(0.6))
        self._bar.setVerticalSpacing(theme.px(0.4))
        self._arrange()


def _named(vault: "OpenVault", person: str, name: str) -> str:
    """Add the person, or give the one added before another name; return the id."""
    values = {"name": name}
    if person:
        return vault.records.edit(person, values).record.id
    return vault.records.add("person", values).record.id
