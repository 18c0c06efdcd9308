"""The overview of a person before it is printed or saved: the page itself, made and shown in memory."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, Qt, Signal
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from vault.domain.errors import VaultError
from vault.domain.records.people import Person
from vault.open_vault import OpenVault
from vault.services.bundle.keeping import save
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.dialogs.overview_sheet import Sheet
from vault.ui.dialogs.saving import ask_where, error_frame
from vault.ui.jobs import JobProgress, Lane
from vault.ui.papers.copies import AskPrinter, ask_printer, print_pages
from vault.ui.papers.page_images import Loaded, draw
from vault.ui.theme.theme import Theme
from vault.ui.widgets.buttons import Button, ButtonKind

if TYPE_CHECKING:
    from vault.ui.papers.page_images import PageImage
    from vault.ui.widgets.error_frame import ErrorFrame

_WIDTH, _HEIGHT, _SHARE = 40, 36.8, 0.94
_DRAWN = 1_536
"""Pixels across the page as it is shown: sharp at 200 %."""


class OverviewDialog(QDialog):
    """Shows the page; it leaves only for the printer or the file that the person chooses."""

    saved = Signal(object)
    """The Path of the file that is there now."""

    printed = Signal()

    def __init__(
        self,
        desk: Desk,
        person: Person,
        today: dt.date,
        parent: QWidget,
        *,
        printer: AskPrinter = ask_printer,
    ) -> None:
        super().__init__(parent)
        look, say = desk.look, desk.say
        self._desk, self._person, self._today, self._ask_printer = desk, person, today, printer
        self._page = b""
        self.picker: QFileDialog | None = None
        self.error: ErrorFrame | None = None
        self.setWindowTitle(say.text("Overview: {name}", name=person.name))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sheet = Sheet(look, say.text("The page as it will be printed"))
        self.view = QScrollArea()
        self.cancel = Button(look, say.text("Cancel"))
        self.save = Button(look, say.text("Save PDF…"), icon="download")
        self.print = Button(look, say.text("Print…"), kind=ButtonKind.FILLED, icon="printer")
        self._column, self._foot = QVBoxLayout(self), QHBoxLayout()
        self._lay_out()
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._ask_where)
        self.print.clicked.connect(self._print)
        look.follow(self._restyle)
        px = look.theme.px
        self.resize(
            min(px(_WIDTH), round(parent.width() * _SHARE)), min(px(_HEIGHT), round(parent.height() * _SHARE))
        )
        self._set_not_ready(say.text("The page is being made."))
        work = partial(_made, person.id, say)
        desk.session.read(work, self, self._show, self._show_error)

    def _lay_out(self) -> None:
        self.view.setWidget(self.sheet)
        self.view.setWidgetResizable(True)
        self.view.setAccessibleName(self._desk.say.text("The page as it will be printed"))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot.addStretch(1)
        for button in (self.cancel, self.save, self.print):
            self._foot.addWidget(button)
        self._column.addWidget(self.view, 1)
        self._column.addLayout(self._foot)

    def _show(self, page: bytes) -> None:
        self._page = page
        self._set_not_ready("")
        self.print.setFocus()
        work = partial(draw, self._desk.app.sandbox(), Loaded(self._person.id, page), 1, _DRAWN)
        self._desk.jobs.run(Lane.POOL, work, self, self._show_picture, self._show_error)

    def _show_picture(self, drawn: "PageImage") -> None:
        self.sheet.show_page(drawn.image)

    def _ask_where(self) -> None:
        self._show_error(None)
        say = self._desk.say
        name = say.text("Overview {day}", day=self._today.isoformat()) + ".pdf"
        self.picker = ask_where(self, say.text("Save the overview"), name, say.text("PDF files (*.pdf)"))
        self.picker.fileSelected.connect(self._save_to)
        self.picker.open()

    def _save_to(self, chosen: str) -> None:
        self._set_not_ready(self._desk.say.text("The file is being saved."))
        work = partial(_written, self._page, Path(chosen))
        self._desk.jobs.run(Lane.POOL, work, self, self._done, self._show_error)

    def _done(self, target: Path) -> None:
        self.saved.emit(target)
        self.accept()

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._desk.say.text("Overview"))
        printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
        if self._ask_printer(self, printer):
            self._set_not_ready(self._desk.say.text("The page is being printed."))
            work = partial(print_pages, self._desk.app.sandbox(), self._page, 1, printer)
            self._desk.jobs.run(Lane.POOL, work, self, self._printed, self._show_error)

    def _printed(self, _pages: int) -> None:
        self.printed.emit()
        self.accept()

    def _show_error(self, error: VaultError | None) -> None:
        if self.error is not None:
            self._column.removeWidget(self.error)
            self.error.hide()
            self.error.deleteLater()
            self.error = None
        if error is not None:
            self.error = error_frame(self._desk, error)
            self._column.insertWidget(0, self.error)
            self.error.show()
        self._set_not_ready("" if self._page else self._desk.say.text("There is no page."))

    def _set_not_ready(self, reason: str) -> None:
        self.save.set_not_ready(reason)
        self.print.set_not_ready(reason)

    def _restyle(self, theme: Theme) -> None:
        self._column.setContentsMargins(*[theme.px(1)] * 4)
        self._column.setSpacing(theme.px(0.8))
        self._foot.setSpacing(theme.px(0.6))


def _made(person: str, say: Wording, vault: OpenVault) -> bytes:
    return vault.make_overview(person, say)


def _written(page: bytes, target: Path, _progress: JobProgress) -> Path:
    save(page, target)
    return target
