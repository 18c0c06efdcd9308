"""One stored paper, whole: to look at, to copy, to print, and the way to its record."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.domain.errors import VaultError
from vault.domain.records.papers import Document
from vault.open_vault import Snapshot
from vault.services.wording.titles import record_title, title_of
from vault.ui.desk import Desk
from vault.ui.errors import sentences
from vault.ui.navigation import GoBack, ShowRecord
from vault.ui.pages.page import Page
from vault.ui.papers.copies import AskPrinter, AskTarget, Copies, ask_printer, ask_target
from vault.ui.papers.paper_pane import PaperPane
from vault.ui.papers.stages import file_text, paper_facts
from vault.ui.theme.metrics import Breadth
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.error_frame import ErrorFacts, ErrorFrame
from vault.ui.widgets.labels import Label
from vault.ui.widgets.page_head import PageHead


class PaperPage(Page):
    """Shows the paper a ShowPaper asked for."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        target: AskTarget = ask_target,
        printer: AskPrinter = ask_printer,
    ) -> None:
        super().__init__(desk, parent)
        look, say = desk.look, desk.say
        self._wanted: tuple[str, int] | None = None
        self._fresh = False
        self._narrow = False
        self.document: Document | None = None
        self.copies = Copies(desk, self, target=target, printer=printer)
        self.back = Button(look, say.text("Back"), icon="chevron-left")
        self.record = Button(look, say.text("Show the record"), icon="link")
        self.print_button = Button(look, say.text("Print…"), icon="printer")
        self.save_button = Button(look, say.text("Save a copy…"), icon="download")
        buttons = (self.back, self.record, self.print_button, self.save_button)
        self.head = PageHead(look, say, "", buttons=buttons)
        self.words = Label(look, "", tone=Tone.TEXT2)
        self.words.hide()
        self.error: ErrorFrame | None = None
        self.pane = PaperPane(desk)
        self._top = QVBoxLayout()
        self._top.addWidget(self.head)
        self._top.addWidget(self.words)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._top)
        self._column.addWidget(self.pane, 1)
        self._connect()
        look.follow(self._restyle)

    def show_paper(self, document: str, page: int) -> None:
        """Show a stored paper at a page (from 1)."""
        self._wanted, self._fresh = (document, page), True
        self.say_nothing()
        if self.desk.session.snapshot is not None:
            self.show_snapshot(self.desk.session.snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the paper as it is known now."""
        if self._wanted is None:
            return
        document_id, page = self._wanted
        document, say = snapshot.records.get(Document, document_id), self.desk.say
        self.document = document
        for button in (self.print_button, self.save_button):
            button.setEnabled(document is not None)
        if document is None:
            self.head.set_title(say.text("This paper is in the trash"))
            self.pane.show_paper(None)
            self.record.hide()
            return
        links = [record_title(snapshot.records, link.kind, link.record, say) for link in document.links]
        title = title_of(document, say)
        facts = (file_text(document, title), paper_facts(document, say, snapshot.today), *links)
        self.head.set_title(title, " · ".join(part for part in facts if part))
        self.record.set_not_ready("" if links else say.text("It belongs to no record yet"))
        self.print_button.set_not_ready(
            "" if document.pages is not None else say.text("Its pages cannot be opened")
        )
        self.pane.show_paper(document, page)
        if self._fresh:
            self.pane.view.go_to(page)
            self._fresh = False

    def set_breadth(self, breadth: Breadth) -> None:
        """Take the margins of a narrow, normal or wide window."""
        self._narrow = breadth is Breadth.NARROW
        self._restyle(self.desk.look.theme)

    def record_in_view(self) -> tuple[str, str] | None:
        """Return the record of the paper in view: another paper dropped here belongs there too."""
        links = () if self.document is None else self.document.links
        return (links[0].kind, links[0].record) if links else None

    def say_nothing(self) -> None:
        """Take away what was said of the last paper."""
        self.words.hide()
        if self.error is not None:
            self.error.setParent(None)
            self.error.deleteLater()
            self.error = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pane.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.back.clicked.connect(self._go_back)
        self.record.clicked.connect(self._show_record)
        self.save_button.clicked.connect(self._save)
        self.print_button.clicked.connect(self._print)
        self.copies.saved.connect(self._saved)
        self.copies.printed.connect(self._printed)
        self.copies.failed.connect(self._failed)

    def _go_back(self) -> None:
        self.desk.go(GoBack())

    def _show_record(self) -> None:
        record = self.record_in_view()
        if record is not None:
            self.desk.go(ShowRecord(*record))

    def _save(self) -> None:
        if self.document is not None:
            self.say_nothing()
            self.copies.save(self.document)

    def _print(self) -> None:
        if self.document is not None:
            self.say_nothing()
            self.copies.print(self.document)

    def _saved(self, path: Path) -> None:
        say = self.desk.say
        self._say(say.text("A copy was saved as {file}. It is not encrypted.", file=path.name))

    def _printed(self, pages: int) -> None:
        say = self.desk.say
        self._say(
            say.count(pages, "{n} page was sent to the printer.", "{n} pages were sent to the printer.")
        )

    def _say(self, text: str) -> None:
        self.words.setText(text)
        self.words.show()

    def _failed(self, error: VaultError) -> None:
        self.say_nothing()
        facts = ErrorFacts(*sentences(error, self.desk.say))
        self.error = ErrorFrame(self.desk.look, self.desk.say, facts)
        self._top.addWidget(self.error)

    def _restyle(self, theme: Theme) -> None:
        side = theme.px(1.2 if self._narrow else 1.6)
        self._top.setContentsMargins(side, theme.px(1.2), side, theme.px(0.6))
        self._top.setSpacing(theme.px(0.6))
