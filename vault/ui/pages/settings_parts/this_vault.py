"""This vault: where it lies, what it holds, how papers are opened, and whether it is whole."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from vault.open_vault import OpenVault, Snapshot, VaultInfo
from vault.services.wording.sealing import rung_text
from vault.ui.desk import Desk
from vault.ui.pages.settings_parts.checking import CheckCard
from vault.ui.pages.settings_parts.section import Section
from vault.ui.show_in_folder import show_in_folder
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button, IconButton
from vault.ui.widgets.card import Card
from vault.ui.widgets.labels import Label

_COUNTED: dict[str, tuple[str, str]] = {
    "person": ("{n} person", "{n} people"),
    "policy": ("{n} policy", "{n} policies"),
    "referral": ("{n} referral", "{n} referrals"),
    "authorization": ("{n} authorization", "{n} authorizations"),
    "visit": ("{n} visit", "{n} visits"),
    "document": ("{n} paper", "{n} papers"),
    "bundle": ("{n} bundle that left", "{n} bundles that left"),
}
_WAIT_MS = 200
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class _Found:
    info: VaultInfo
    folder: Path


class VaultSection(Section):
    """Place, contents, sealing, check."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        look, say = desk.look, desk.say
        self._folder: Path | None = None
        self.place = QLineEdit()
        self.place.setReadOnly(True)
        self.place.setAccessibleName(say.text("The folder of this vault"))
        self.copy = IconButton(look, "copy", say.text("Copy the folder's name"), framed=True)
        self.show_folder = Button(look, say.text("Show in folder"), icon="folder-open")
        self.facts = Label(look, "")
        self.papers = Label(look, "", tone=Tone.TEXT2)
        self.rung = Label(look, "", tone=Tone.TEXT2)
        self._place_row = QHBoxLayout()
        self._place_row.addWidget(self.place, 1)
        self._place_row.addWidget(self.copy)
        where = Card(look)
        where.column.addWidget(Label(look, say.text("Where it lies"), Role.STRONG))
        where.column.addLayout(self._place_row)
        where.column.addWidget(
            Label(
                look,
                say.text("The vault is this whole folder; copy it only as a whole."),
                Role.SMALL,
                Tone.TEXT2,
            )
        )
        line = QHBoxLayout()
        line.addWidget(self.show_folder)
        line.addStretch(1)
        where.column.addLayout(line)
        holds = Card(look)
        holds.column.addWidget(Label(look, say.text("What it holds"), Role.STRONG))
        for label in (self.facts, self.papers, self.rung):
            holds.column.addWidget(label)
        self.check = CheckCard(desk)
        for card in (where, holds, self.check):
            self.add_card(card)
        self.finish()
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.setInterval(_WAIT_MS)
        self._ask_soon.timeout.connect(self._ask)
        self.copy.clicked.connect(self._copy)
        self.show_folder.clicked.connect(self._show)
        look.follow(self._restyle_place)

    def arrived(self, snapshot: Snapshot | None) -> None:
        del snapshot
        self._ask_soon.start()

    def _ask(self) -> None:
        self.desk.session.read(_look, self, self._tell)

    def _tell(self, found: _Found) -> None:
        say, info = self.desk.say, found.info
        self._folder = found.folder
        self.place.setText(str(found.folder))
        counts = dict(info.counts)
        lines = [
            say.count(counts.get(kind, 0), singular, plural)
            for kind, (singular, plural) in _COUNTED.items()
            if counts.get(kind)
        ]
        self.facts.setText(", ".join(lines) or say.text("Nothing yet"))
        size = say.text("{size} MB", size=say.decimal(info.papers_bytes / _MEGABYTE))
        self.papers.setText(say.text("Size of the papers: {size}", size=size))
        self.rung.setText(rung_text(info.rung, say))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.place.text())

    def _show(self) -> None:
        if self._folder is not None:
            show_in_folder(self._folder, self.desk.jobs, self)

    def _restyle_place(self, theme: Theme) -> None:
        self._place_row.setSpacing(theme.px(0.4))


def _look(vault: OpenVault) -> _Found:
    return _Found(vault.info(), vault.layout.folder)
