"""A paper leaves on paper or as a copy, because the person asked: exact bytes, or pages as pictures."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject, QRectF, Signal
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from vault.domain.errors import Cancelled, VaultError
from vault.domain.records.papers import Document
from vault.services.bundle.keeping import save
from vault.services.documents.preview import render
from vault.services.files.sandbox.client import Sandbox
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.jobs import JobProgress, Lane
from vault.ui.papers.page_images import Loaded, as_image, load

PRINTED_DPI = 200
"""Enough for small print; a page of letter size is 1,700 pixels wide."""

_POINTS_PER_INCH = 72
_SUFFIXES = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "image/heic": ".heic",
    "image/gif": ".gif",
    "image/webp": ".webp",
}

AskTarget = Callable[[QWidget, str, Wording], Path | None]
"""Asks where to save a file of a proposed name; None when the person left it."""

AskPrinter = Callable[[QWidget, QPrinter], bool]
"""Lets the person choose a printer and its settings; False when the person left it."""


def ask_target(parent: QWidget, name: str, say: Wording) -> Path | None:
    """Ask with the system's dialog; a file that is there is refused later, not replaced."""
    options = QFileDialog.Option.DontConfirmOverwrite
    chosen, _ = QFileDialog.getSaveFileName(parent, say.text("Save a copy"), name, "", "", options)
    return Path(chosen) if chosen else None


def ask_printer(parent: QWidget, printer: QPrinter) -> bool:
    """Ask with the system's dialog."""
    return QPrintDialog(printer, parent).exec() == QDialog.DialogCode.Accepted


def copy_name(document: Document) -> str:
    """Return a file name for a copy: the one the paper came with, safe to use."""
    name = (document.file_name or document.title or "paper").replace("/", "-").replace("\\", "-").lstrip(".")
    suffix = _SUFFIXES.get(document.media_type or "", "")
    return name if not suffix or Path(name).suffix else f"{name}{suffix}"


class Copies(QObject):
    """Saves copies and prints; says when it is done."""

    saved = Signal(object)
    """The Path that holds the copy now."""

    printed = Signal(object)
    """How many pages went to the printer."""

    failed = Signal(object)
    """The VaultError that kept it from being done."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        *,
        target: AskTarget = ask_target,
        printer: AskPrinter = ask_printer,
    ) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, parent
        self._ask_target, self._ask_printer = target, printer
        self.progress: JobProgress | None = None

    def save(self, document: Document) -> None:
        """Ask where, then write the very bytes that came in."""
        target = self._ask_target(self._window, copy_name(document), self._desk.say)
        if target is not None:
            then = partial(self._write, target)
            self._desk.session.read(partial(load, document), self, then, self.failed.emit)

    def print(self, document: Document) -> None:
        """Ask for a printer, then print every page as a picture; nothing of it is written to a file here."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._desk.say.text("Paper"))
        printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
        if self._ask_printer(self._window, printer):
            then = partial(self._print, printer, document.pages or 1)
            self._desk.session.read(partial(load, document), self, then, self.failed.emit)

    def _write(self, target: Path, loaded: Loaded) -> None:
        work = partial(_saved, loaded.content, target)
        self._desk.jobs.run(Lane.POOL, work, self, self.saved.emit, self.failed.emit)

    def _print(self, printer: QPrinter, pages: int, loaded: Loaded) -> None:
        work = partial(print_pages, self._desk.app.sandbox(), loaded.content, pages, printer)
        self.progress = self._desk.jobs.run(Lane.POOL, work, self, self._printed, self._not_printed)

    def _printed(self, pages: int) -> None:
        self.progress = None
        self.printed.emit(pages)

    def _not_printed(self, error: VaultError) -> None:
        self.progress = None
        if not isinstance(error, Cancelled):
            self.failed.emit(error)


def _saved(content: bytes, target: Path, _progress: JobProgress) -> Path:
    save(content, target)
    return target


def print_pages(
    sandbox: Sandbox, content: bytes, pages: int, printer: QPrinter, progress: JobProgress
) -> int:
    """Draw each page in the sealed process and paint it on the printer, as large as fits; in the pool."""
    painter = QPainter()
    try:
        for page in range(1, pages + 1):
            progress.step(page - 1, pages, "pages")
            inches = printer.pageRect(QPrinter.Unit.Inch).width()
            image = as_image(render(sandbox, content, page, round(inches * PRINTED_DPI)))
            if page == 1:
                painter.begin(printer)
            else:
                printer.newPage()
            room = QRectF(painter.viewport())
            scale = min(room.width() / image.width(), room.height() / image.height())
            size = QRectF(0, 0, image.width() * scale, image.height() * scale)
            size.moveCenter(room.center())
            painter.drawImage(size, image)
    except VaultError:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
    return pages
