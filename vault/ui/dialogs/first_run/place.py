"""Step 1: what the vault is called and where it lives."""

from pathlib import Path, PurePath

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit

from vault.domain.errors import UserError
from vault.services.files import layout as layouts
from vault.services.local_settings import default_vault_folder
from vault.ui.dialogs.first_run.step import Step
from vault.ui.lobby import Lobby
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.field import Field
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import Label
from vault.ui.widgets.notice import InlineWarning

_SUFFIX = ".rvault"
_CLOUDS = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "pclouddrive": "pCloud",
    "mega": "MEGA",
    "megasync": "MEGA",
    "seafile": "Seafile",
    "proton drive": "Proton Drive",
    "syncthing": "Syncthing",
    "sync": "Syncthing",
    "box": "Box",
    "tresorit": "Tresorit",
}
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('/\\:*?"<>|', " "))


class PlaceStep(Step):
    """Asks for a name and a folder; a synced folder is warned of, a taken one refused."""

    existing_wanted = Signal(object)
    """The folder of a vault that is there already."""

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        look, say = lobby.look, lobby.say
        self.name = QLineEdit(say.text("My vault"))
        self.name.setMaxLength(80)
        self._name_field = Field(look, say, say.text("What shall the vault be called?"), self.name)
        self.folder = QLineEdit()
        self._folder_field = Field(
            look,
            say,
            say.text("Folder"),
            self.folder,
            hint=say.text("A new folder is made here. Records and papers lie in it, encrypted."),
        )
        self.browse_button = Button(look, say.text("Choose another place…"))
        self.browse_button.clicked.connect(self._browse)
        self.open_button = Button(look, say.text("Open the vault that is there"))
        self.open_button.clicked.connect(self._open_existing)
        self.open_button.hide()
        self._cloud = InlineWarning(look, say, "", tinted=True)
        self._cloud.hide()
        for part in (self._name_field, self._folder_field):
            self.column.addWidget(part)
        buttons = FlowLayout()
        buttons.set_gaps(look.theme.px(0.4), look.theme.px(0.4))
        buttons.addWidget(self.browse_button)
        buttons.addWidget(self.open_button)
        self.column.addLayout(buttons)
        self.column.addWidget(self._cloud)
        note = say.text("To keep it on a USB stick or another disk, choose a folder there.")
        self.column.addWidget(Label(look, note, tone=Tone.TEXT2))
        self.column.addStretch(1)
        self._follows_name = True
        self._name_changed()
        self.name.textChanged.connect(self._name_changed)
        self.folder.textEdited.connect(self._folder_edited)
        self.setFocusProxy(self.name)

    @property
    def vault_name(self) -> str:
        """The vault's name."""
        return self.name.text().strip()

    @property
    def vault_folder(self) -> Path:
        """Where the vault shall lie."""
        return Path(self.folder.text().strip()).expanduser()

    @property
    def cloud_warning(self) -> str:
        """What the person is warned of."""
        return "" if self._cloud.isHidden() else self._cloud.text.text()

    def heading(self) -> str:
        return self.lobby.say.text("Where shall your vault live?")

    def sentence(self) -> str:
        return self.lobby.say.text("It stays on this computer unless you put it elsewhere yourself.")

    def missing(self) -> str:
        say = self.lobby.say
        if not self.vault_name:
            return say.text("The vault needs a name.")
        if not self.folder.text().strip() or not self.vault_folder.is_absolute():
            return say.text("Choose a folder.")
        if _is_vault(self.vault_folder):
            return say.text("There is a vault in this folder already.")
        if _is_taken(self.vault_folder):
            return say.text("There are other files in this folder. Choose an empty or a new one.")
        return ""

    @Slot()
    def _name_changed(self) -> None:
        if self._follows_name:
            plain = self.vault_name.translate(_NOT_IN_NAMES).strip(" .") or "vault"
            self.folder.setText(str(default_vault_folder(plain + _SUFFIX)))
            self.folder.setCursorPosition(len(self.folder.text()))
        self._look()

    @Slot()
    def _folder_edited(self) -> None:
        self._follows_name = False
        self._look()

    def _look(self) -> None:
        say, folder = self.lobby.say, self.vault_folder
        cloud = cloud_of(folder)
        self._cloud.set_text(
            ""
            if not cloud
            else say.text(
                "This folder seems to be kept in step by {cloud}. Only encrypted files would be copied, but a"
                " copy made while the vault is open can be half old, half new. Choose a folder that stays on"
                " this computer, and make backups instead.",
                cloud=cloud,
            )
        )
        there = _is_vault(folder)
        self.open_button.setVisible(there)
        self._folder_field.warn(self.missing() if there or _is_taken(folder) else "")
        self.changed.emit()

    @Slot()
    def _browse(self) -> None:
        dialog = QFileDialog(self, self.lobby.say.text("Choose where the vault’s folder is made"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.choose)
        dialog.open()

    @Slot(str)
    def choose(self, folder: str) -> None:
        """Take a folder: itself when it is empty or a vault, else a new one in it."""
        chosen = Path(folder)
        if _is_taken(chosen) and not _is_vault(chosen):
            chosen /= (self.vault_name.translate(_NOT_IN_NAMES).strip(" .") or "vault") + _SUFFIX
        self._follows_name = False
        self.folder.setText(str(chosen))
        self._look()

    @Slot()
    def _open_existing(self) -> None:
        self.existing_wanted.emit(self.vault_folder)


def cloud_of(folder: PurePath) -> str:
    """Return the name of the program that seems to keep a folder in step with other computers, or nothing."""
    for part in folder.parts:
        words = part.lower()
        if words in _CLOUDS:
            return _CLOUDS[words]
        for name in ("onedrive", "dropbox", "nextcloud", "googledrive"):  # "OneDrive - Sample Company"
            if words.startswith((f"{name} ", f"{name}-", f"{name}(")):
                return _CLOUDS[name]
    return ""


def _is_vault(folder: Path) -> bool:
    try:
        layouts.locate(folder)
    except (UserError, OSError):
        return False
    return True


def _is_taken(folder: Path) -> bool:
    try:
        return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError:
        return True
