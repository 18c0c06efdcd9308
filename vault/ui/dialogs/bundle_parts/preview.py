"""The middle of the bundle dialog: the real pages, or why there are none."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from vault.domain.errors import VaultError
from vault.services.bundle.export import ExportResult
from vault.ui.desk import Desk
from vault.ui.dialogs.bundle_parts.one_page import OnePage
from vault.ui.dialogs.bundle_parts.page_grid import PageGrid
from vault.ui.dialogs.bundle_parts.page_pictures import PagePictures
from vault.ui.dialogs.bundle_parts.segments import Segments
from vault.ui.errors import sentences
from vault.ui.papers.page_images import Loaded
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.error_frame import ErrorFacts, ErrorFrame
from vault.ui.widgets.labels import Label

_GRID, _ONE = 0, 1


class Preview(QFrame):
    """Shows pages, progress, an error above them, or a notice instead of them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._total = 0
        look, say = desk.look, desk.say
        self.setProperty("look", "nav")
        self.pictures = PagePictures(desk, self)
        self._heading = Label(look, "", Role.H3, wrap=False)
        self._facts = Label(look, "", tone=Tone.TEXT2)
        self.views = Segments(
            look, say.text("How the pages are shown"), (say.text("Pages"), say.text("One page"))
        )
        self.grid = PageGrid(desk, self.pictures)
        self.one = OnePage(desk, self.pictures)
        self._notice = QWidget()
        self._notice_column = QVBoxLayout(self._notice)
        self._notice_column.setContentsMargins(0, 0, 0, 0)
        self._error: ErrorFrame | None = None
        self.stack = QStackedWidget()
        for view in (self.grid, self.one, self._notice):
            self.stack.addWidget(view)
        self._head = QHBoxLayout()
        self._head.addWidget(self._heading)
        self._head.addWidget(self._facts, 1)
        self._head.addWidget(self.views)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self.stack, 1)
        self.views.chosen.connect(self._show_view)
        self.grid.opened.connect(self._open_page)
        self.one.turned.connect(self.grid.choose)
        look.follow(self._restyle)

    def show_pages(self, result: ExportResult) -> None:
        """Show the pages of a finished file."""
        say = self._desk.say
        self._total = result.pages
        self.pictures.open(Loaded(result.sha256, result.data))
        self._heading.setText(say.count(result.pages, "{n} page", "{n} pages"))
        self._facts.setText(say.text("exactly as they will leave"))
        self.views.show()
        self.grid.show_file(result.pages, result.outline)
        self._show_view(self.views.current)

    def show_progress(self, text: str) -> None:
        """Say how far the pages are; the ones of before stay in view."""
        self._heading.setText(text)
        self._facts.setText("")

    def show_notice(self, notice: QWidget) -> None:
        """Show something else in place of the pages."""
        self.pictures.open(None)
        self._total = 0
        self.grid.show_file(0, ())
        self._clear_notice()
        self._notice_column.addWidget(notice)
        self._notice_column.addStretch(1)
        self._heading.setText("")
        self._facts.setText("")
        self.views.hide()
        self.stack.setCurrentWidget(self._notice)

    def show_error(self, error: VaultError, buttons: Sequence[Button] = ()) -> None:
        """Say what went wrong above the pages."""
        self.clear_error()
        happened, safe, advice, details = sentences(error, self._desk.say)
        facts = ErrorFacts(happened, safe, advice, details)
        self._error = ErrorFrame(self._desk.look, self._desk.say, facts, buttons)
        self._column.insertWidget(1, self._error)

    def error_name(self) -> str:
        """Return what the error says, empty while there is none."""
        return "" if self._error is None else self._error.accessibleName()

    def notice_buttons(self) -> list[Button]:
        """Return the buttons of what stands in place of the pages."""
        return self._notice.findChildren(Button)

    def clear_error(self) -> None:
        """Take the error away."""
        if self._error is not None:
            self._error.setParent(None)
            self._error.deleteLater()
            self._error = None

    def _show_view(self, view: int) -> None:
        if self._total:
            if view == _ONE:
                self.one.show_page(min(self.grid.page, self._total), self._total)
            self.stack.setCurrentIndex(view)

    def _open_page(self, page: int) -> None:
        self.grid.choose(page)
        self.views.choose(_ONE)
        self.one.view.setFocus()

    def _clear_notice(self) -> None:
        while (item := self._notice_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()

    def _restyle(self, theme: Theme) -> None:
        side = theme.px(0.5)
        self._column.setContentsMargins(side, theme.px(0.6), side, theme.px(0.4))
        self._column.setSpacing(theme.px(0.4))
        self._head.setContentsMargins(theme.px(0.5), 0, theme.px(0.5), 0)
        self._head.setSpacing(theme.px(0.5))
        self._notice_column.setContentsMargins(theme.px(0.5), theme.px(0.5), theme.px(0.5), 0)
