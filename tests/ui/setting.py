"""What every test of the window's parts stands on: resources, wording in both languages, a look."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QApplication, QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.icons import Icons
from vault.ui.theme.fonts import load_bundled_fonts
from vault.ui.theme.look import Look, LookSettings

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def new_look(app: QApplication, settings: LookSettings | None = None) -> Look:
    """Return a look with the bundled font, in place on the application."""
    assert load_bundled_fonts(RESOURCES / "fonts") == ()
    return Look(app, Icons(RESOURCES / "icons"), settings or LookSettings())


def wording(lang: str) -> Wording:
    """Return the wording of a language from the real catalogue."""
    return Wording.load(lang, RESOURCES / "translations")


def laid_out(widget: QWidget, size: QSize | None = None) -> QWidget:
    """Return a widget shown offscreen at a size, or its own."""
    widget.resize(size or widget.sizeHint())
    widget.show()
    widget.ensurePolished()
    for _ in range(2):  # a layout that changes may ask for another
        QCoreApplication.sendPostedEvents()
    return widget
