"""Where the main window stands: remembered when it goes, given back when it comes."""

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from vault.services.local_settings import LocalSettings
from vault.ui.theme.look import Look

_MAIN = "main"
_FIRST_SIZE = (64, 40)
_TITLE_BAR = 2
"""Height left for the frame the desktop puts around the window; nobody tells it beforehand."""


def keep_place(widget: QWidget, settings: LocalSettings) -> None:
    """Remember where the window is and how large."""
    geometry = bytes(widget.saveGeometry().toBase64().data()).decode("ascii")
    settings.keep_geometry(_MAIN, geometry)


def put_back(widget: QWidget, settings: LocalSettings, look: Look) -> None:
    """Give the window the place it had last, or a size that shows a page."""
    known = dict(settings.now.geometry).get(_MAIN)
    if known is None or not widget.restoreGeometry(QByteArray.fromBase64(known.encode("ascii"))):
        room = widget.screen().availableGeometry()
        height = room.height() - look.theme.px(_TITLE_BAR)
        width, tall = (look.theme.px(each) for each in _FIRST_SIZE)
        widget.resize(min(width, room.width()), min(tall, height))
