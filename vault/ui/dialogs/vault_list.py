"""The vaults this computer knows: open one, see that one is gone, forget it, or look elsewhere."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.services.local_settings import RecentVault
from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.card import ListCard
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import IconMark, Label
from vault.ui.widgets.link_label import Link, LinkLabel


class VaultRow(QWidget):
    """One vault: its name and place, and what can be done with it."""

    opened = Signal(str)
    forgotten = Signal(str)

    def __init__(self, look: Look, say: Wording, vault: RecentVault, *, gone: bool) -> None:
        super().__init__()
        self._vault = vault
        self._row = QHBoxLayout(self)
        self._row.addWidget(IconMark(look, "hard-drive" if gone else "lock"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(look, vault.name, Role.STRONG))
        words.addWidget(Label(look, _breakable(vault.folder), Role.SMALL, Tone.TEXT2))
        if gone:
            text = say.text("It is not there now. Was the folder moved or a drive taken out?")
            words.addWidget(Label(look, text, Role.SMALL_STRONG, Tone.RISK))
        buttons = FlowLayout()
        buttons.set_gaps(look.theme.px(0.6), look.theme.px(0.3))
        self.open_button = Button(look, say.text("Open"), small=True)
        self.open_button.setAccessibleName(say.text("Open {vault}", vault=vault.name))
        self.forget_link = LinkLabel(look, Link(say.text("Forget it"), None))
        self.forget_link.setAccessibleName(say.text("Forget {vault}", vault=vault.name))
        self.open_button.setVisible(not gone)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.forget_link)
        words.addSpacing(look.theme.px(0.3))
        words.addLayout(buttons)
        self._row.addLayout(words, 1)
        self.open_button.clicked.connect(self._open)
        self.forget_link.clicked.connect(self._forget)
        look.follow(self._restyle)

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._vault.folder)

    @Slot()
    def _forget(self) -> None:
        self.forgotten.emit(self._vault.folder)

    def _restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(0.7), theme.px(0.6), theme.px(0.7), theme.px(0.6))
        self._row.setSpacing(theme.px(0.6))


class VaultListPage(QWidget):
    """Signals carry what was chosen; nothing is opened here."""

    opened = Signal(str)
    forgotten = Signal(str)
    browse = Signal()
    create_asked = Signal()
    back = Signal()

    def __init__(self, look: Look, say: Wording, *, can_go_back: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._say = look, say
        self._column = QVBoxLayout(self)
        self._heading = Label(look, say.text("Your vaults"), Role.H1)
        self._column.addWidget(self._heading)
        self._list = ListCard(look)
        self._column.addWidget(self._list)
        self._nothing = Label(look, say.text("No vault was opened on this computer yet."), tone=Tone.TEXT2)
        self._column.addWidget(self._nothing)
        self._buttons = FlowLayout()
        self.browse_button = Button(look, say.text("Choose a folder…"), kind=ButtonKind.FILLED)
        self.create_button = Button(look, say.text("Create a new vault…"))
        self.back_button = Button(look, say.text("Back"), kind=ButtonKind.QUIET)
        self.back_button.setVisible(can_go_back)
        for button in (self.browse_button, self.create_button, self.back_button):
            self._buttons.addWidget(button)
        self._column.addLayout(self._buttons)
        self._column.addStretch(1)
        self.browse_button.clicked.connect(self.browse)
        self.create_button.clicked.connect(self.create_asked)
        self.back_button.clicked.connect(self.back)
        self.setFocusProxy(self.browse_button)
        look.follow(self._restyle)

    def show_vaults(self, vaults: Sequence[RecentVault], there: Mapping[str, bool]) -> None:
        """List the vaults; `there` says of each folder whether it can be reached."""
        self._list.clear()
        for vault in vaults:
            row = VaultRow(self._look, self._say, vault, gone=not there.get(vault.folder, True))
            row.opened.connect(self.opened)
            row.forgotten.connect(self.forgotten)
            self._list.add_row(row)
        self._list.setVisible(bool(vaults))
        self._nothing.setVisible(not vaults)

    def _restyle(self, theme: Theme) -> None:
        side = theme.px(1.6)
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(theme.px(0.8))
        self._buttons.set_gaps(theme.px(0.4), theme.px(0.4))


def _breakable(path: str) -> str:
    """Return a path that may wrap after each separator."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
