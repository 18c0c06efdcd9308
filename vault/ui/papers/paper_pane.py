"""A paper to look at, whole: its tools, the page in view, the strip of pages, and why it cannot be shown."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from vault.domain.errors import VaultError
from vault.domain.records.papers import Document
from vault.ui.desk import Desk
from vault.ui.papers.page_images import PageImages
from vault.ui.papers.page_strip import PageStrip
from vault.ui.papers.paper_view import PaperView
from vault.ui.papers.thumbnails import Thumbnails
from vault.ui.papers.troubles import trouble_facts, unread_facts
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.widgets.buttons import Button, ButtonKind, IconButton
from vault.ui.widgets.error_frame import ErrorFacts, ErrorFrame
from vault.ui.widgets.labels import Label

_LEAST_WIDTH, _LEAST_HEIGHT, _STRIP_ABOVE = 13, 7, 30


class PaperPane(QFrame):
    """Shows one paper at a time; `view` is the page."""

    page_changed = Signal(object)
    """The number of the page in view, from 1."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        say, look = desk.say, desk.look
        self.setProperty("look", "nav")
        self._document: Document | None = None
        self._images = PageImages(desk, self)
        self.view = PaperView(desk, self._images)
        self.strip = PageStrip(desk, Thumbnails(desk, self))
        self.page_words = Label(look, "", Role.STRONG, wrap=False)
        self.back = IconButton(look, "chevron-left", say.text("Page before"))
        self.forth = IconButton(look, "chevron-right", say.text("Next page"))
        self.smaller = IconButton(look, "zoom-out", say.text("Smaller (Ctrl+-)"))
        self.fit = Button(look, say.text("Fit"), kind=ButtonKind.QUIET, small=True)
        self.larger = IconButton(look, "zoom-in", say.text("Larger (Ctrl++)"))
        self.turn = IconButton(look, "rotate-cw", say.text("Turn right (Ctrl+R)"))
        self._trouble_column = QVBoxLayout()
        self._trouble: ErrorFrame | None = None
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        look.follow(self._restyle)

    @property
    def trouble(self) -> ErrorFrame | None:
        """Why the paper cannot be shown, while it cannot."""
        return self._trouble

    def show_paper(self, document: Document | None, page: int = 1) -> None:
        """Show another paper, or none; the same one again keeps page, zoom and turn."""
        held, self._document = self._document, document
        facts = None if document is None else unread_facts(document, self._desk.say)
        if held is not None and document is not None and held.id == document.id:
            if held.pages == document.pages and held.unread_reason == document.unread_reason:
                return
            page = self.view.page
        self._show_trouble(facts)
        count = 1 if document is None else document.pages or 1
        self.strip.show_paper(document, count if facts is None else 0)
        self._show_strip()
        self._images.open(document if facts is None else None)
        self.view.show_paper(count, page)

    def sizeHint(self) -> QSize:
        theme = self._desk.look.theme
        return QSize(theme.px(20), theme.px(26))

    def minimumSizeHint(self) -> QSize:
        theme = self._desk.look.theme
        return QSize(theme.px(_LEAST_WIDTH), theme.px(_LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_strip()

    def _show_strip(self) -> None:
        """Leave the height to the page where there is little of it."""
        tall = self.height() >= self._desk.look.theme.px(_STRIP_ABOVE)
        self.strip.setVisible(tall and self.strip.count > 1)

    def _lay_out(self) -> None:
        self._tools = QHBoxLayout()
        self._tools.addWidget(self.page_words)
        self._tools.addWidget(self.back)
        self._tools.addWidget(self.forth)
        self._tools.addStretch(1)
        for tool in (self.smaller, self.fit, self.larger, self.turn):
            self._tools.addWidget(tool)
        trouble = QWidget()
        trouble.setLayout(self._trouble_column)
        self._stack.addWidget(self.view)
        self._stack.addWidget(trouble)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._tools)
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self.strip)

    def _connect(self) -> None:
        view = self.view
        self.back.clicked.connect(view.previous_page)
        self.forth.clicked.connect(view.next_page)
        self.smaller.clicked.connect(view.zoom_out)
        self.fit.clicked.connect(view.fit)
        self.larger.clicked.connect(view.zoom_in)
        self.turn.clicked.connect(view.rotate_right)
        self.strip.chosen.connect(view.go_to)
        view.moved.connect(self._moved)
        self._images.failed.connect(self._failed)

    def _moved(self) -> None:
        view, say = self.view, self._desk.say
        shown = self._trouble is None and self._document is not None
        self.page_words.setText(
            say.text("Page {page} of {count}", page=view.page, count=view.count) if shown else ""
        )
        for button, useful in ((self.back, view.page > 1), (self.forth, view.page < view.count)):
            button.setVisible(view.count > 1)
            button.setEnabled(useful)
        for tool in (self.smaller, self.fit, self.larger, self.turn):
            tool.setEnabled(shown)
        zoom = view.zoom
        self.fit.setText(say.text("Fit") if zoom is None else f"{round(zoom * 100)} %")
        self.fit.setAccessibleName(say.text("Show the whole page (Ctrl+0)"))
        self.fit.updateGeometry()
        if view.count > 1:
            self.strip.mark(view.page)
        self.page_changed.emit(view.page)

    def _failed(self, error: VaultError) -> None:
        self._show_trouble(trouble_facts(error, self._desk.say))
        self._moved()

    def _show_trouble(self, facts: ErrorFacts | None) -> None:
        if self._trouble is not None:
            self._trouble.setParent(None)
            self._trouble.deleteLater()
            self._trouble = None
        while self._trouble_column.takeAt(0) is not None:
            pass
        if facts is not None:
            self._trouble = ErrorFrame(self._desk.look, self._desk.say, facts)
            self._trouble_column.addWidget(self._trouble)
            self._trouble_column.addStretch(1)
        self._stack.setCurrentIndex(0 if facts is None else 1)

    def _restyle(self, theme: Theme) -> None:
        self._tools.setContentsMargins(theme.px(0.6), theme.px(0.4), theme.px(0.4), theme.px(0.2))
        self._tools.setSpacing(theme.px(0.2))
        margin = theme.px(0.8)
        self._trouble_column.setContentsMargins(margin, margin, margin, margin)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.setAlignment(self.strip, Qt.AlignmentFlag.AlignBottom)
