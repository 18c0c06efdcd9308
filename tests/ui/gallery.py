"""Pictures of every part of the window: `python -m tests.ui.gallery FOLDER`."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import sheets
from tests.ui.setting import new_look, wording
from vault.ui.theme.look import ContrastChoice, Look, LookSettings, SchemeChoice

NORMAL, SMALL, TALL = QSize(1280, 800), QSize(900, 600), QSize(1280, 1000)


def save(app: QApplication, widget: QWidget, size: QSize, path: Path) -> None:
    """Save a picture of a widget at a size."""
    widget.resize(size)
    widget.show()
    app.sendPostedEvents()
    app.sendPostedEvents()
    widget.grab().save(str(path))
    widget.close()
    widget.deleteLater()


def draw(app: QApplication, look: Look, folder: Path) -> None:
    """Draw every sheet in every look."""
    english, german = wording("en"), wording("de")
    for scheme in (SchemeChoice.LIGHT, SchemeChoice.DARK):
        look.choose(LookSettings(scheme))
        save(app, sheets.components(look, english), TALL, folder / f"components-{scheme}.png")
        save(app, sheets.today(look, english), NORMAL, folder / f"today-{scheme}.png")
        save(app, sheets.record(look, english), TALL, folder / f"record-{scheme}.png")
        save(app, sheets.today(look, german, narrow=True), SMALL, folder / f"today-german-900-{scheme}.png")
        save(
            app,
            sheets.record(look, german, narrow=True),
            QSize(900, 1300),
            folder / f"record-german-900-{scheme}.png",
        )
        look.choose(LookSettings(scheme, scale=200))
        save(
            app, sheets.components(look, english), QSize(2560, 2000), folder / f"components-200-{scheme}.png"
        )
        save(
            app,
            sheets.components(look, german),
            QSize(2560, 2000),
            folder / f"components-200-german-{scheme}.png",
        )
        save(app, sheets.today(look, english, narrow=True), NORMAL, folder / f"today-200-{scheme}.png")
        save(
            app,
            sheets.record(look, german, narrow=True),
            QSize(1280, 2400),
            folder / f"record-200-german-{scheme}.png",
        )
    look.choose(LookSettings(SchemeChoice.LIGHT, ContrastChoice.HIGH))
    save(app, sheets.components(look, english), TALL, folder / "components-contrast.png")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    draw(application, new_look(application), target)
