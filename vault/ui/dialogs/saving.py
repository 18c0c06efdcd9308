"""Where a file shall be saved, and what is said when it cannot be: for every dialog that writes one."""

from pathlib import PurePath

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from vault.domain.errors import VaultError
from vault.services.wording.errors import error_text
from vault.ui.desk import Desk
from vault.ui.widgets.error_frame import ErrorFacts, ErrorFrame


def ask_where(parent: QWidget, title: str, name: str, kinds: str) -> QFileDialog:
    """Return the question, not open yet; a file that is there is refused later, never replaced."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    picker = QFileDialog(parent, title, folder, kinds)
    picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    picker.setOption(QFileDialog.Option.DontConfirmOverwrite)
    picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    picker.setDefaultSuffix(PurePath(name).suffix.removeprefix("."))
    picker.selectFile(name)
    return picker


def error_frame(desk: Desk, error: VaultError) -> ErrorFrame:
    """Return an error as it stands in a dialog."""
    text = error_text(error, desk.say)
    return ErrorFrame(desk.look, desk.say, ErrorFacts(text.happened, text.safe, text.next))
