"""The inbox: papers that belong to no record yet, each beside what was read from it, until it is filed."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from vault.domain.record_set import RecordSet
from vault.domain.records.papers import Document, DocumentSource
from vault.domain.today import unfiled_papers
from vault.open_vault import Snapshot
from vault.ui.desk import Desk
from vault.ui.navigation import EditRecord, PickPapers
from vault.ui.pages.page import Page
from vault.ui.papers.checking import CheckedPaper
from vault.ui.papers.filing import Filing, file_paper
from vault.ui.papers.inbox_list import InboxItem
from vault.ui.papers.inbox_side import InboxSide
from vault.ui.papers.presets import referral_preset
from vault.ui.papers.reading_view import ReadingView
from vault.ui.papers.readings import Readings
from vault.ui.papers.stages import file_text, paper_facts, paper_title, stage_of
from vault.ui.theme.fonts import Role
from vault.ui.theme.metrics import Breadth
from vault.ui.theme.theme import Theme
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.empty_state import EmptyState
from vault.ui.widgets.labels import Divider, Label
from vault.ui.widgets.slices import SHORT_TURN_MS, Slices

_LIST_WIDTH = 13.2
_ANY_WIDTH = 16_777_215  # Qt's QWIDGETSIZE_MAX, which PySide6 does not name
_PICTURES = frozenset({DocumentSource.PHOTO, DocumentSource.SCAN})


class InboxPage(Page):
    """List, paper and fields; narrow: the list, then the paper."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        look, say = desk.look, desk.say
        self._papers: dict[str, Document] = {}
        self._records = RecordSet(())
        self._narrow = self._reading_open = False
        self.readings = Readings(desk, self)
        self._side = InboxSide(desk)
        self.list = self._side.list
        self._reading: ReadingView | None = None
        self._slices = Slices(self, SHORT_TURN_MS)
        self.back = Button(look, say.text("Back to the inbox"), icon="chevron-left", small=True)
        self.add_paper = Button(look, say.text("Add a paper…"), kind=ButtonKind.FILLED, icon="plus")
        self._divider = Divider(vertical=True)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        look.follow(self._restyle)

    @property
    def reading(self) -> ReadingView:
        """The paper in view and what was read from it; made when there is a first paper."""
        return self._reading or self._make_reading()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the papers that belong to no record."""
        judged = self.desk.session.judged
        self._records = snapshot.records if judged is None else judged.records
        found = sorted(unfiled_papers(self._records), key=_newest_first)
        self._papers = {document.id: document for document in found}
        for document in found:
            self.readings.want(document)
        marked = self.list.current
        row = self.list.currentIndex().row()
        self._show_list()
        if self._papers:
            if marked not in self._papers:
                at = min(max(0, row), len(found) - 1)
                marked = found[at].id
                self._reading_open = False
            if self._reading is None:
                self._slices.start(self._fill())
            self.list.mark(marked)
            self._show_paper(marked)
        self._show_parts()

    def _fill(self) -> Iterator[bool]:
        """Let the list come into view, then the parts that show a paper, then the paper."""
        yield True
        self._make_reading()
        yield True
        self._show_paper(self.list.current or "")

    def finish(self) -> None:
        """Build at once what is still to come of the page."""
        self._slices.finish_now()

    def set_breadth(self, breadth: Breadth) -> None:
        """Take the list beside the paper, or before it."""
        self._narrow = breadth is Breadth.NARROW
        self._show_parts()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        (self.list if self._papers else self.add_paper).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close_reading()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        look, say = self.desk.look, self.desk.say
        empty = EmptyState(
            look,
            "inbox",
            say.text("No paper is waiting"),
            say.text("Drop a scan or a photo anywhere in this window. It is stored safely, then read here."),
            (self.add_paper,),
        )
        empty_page = QWidget()
        self._empty_column = QVBoxLayout(empty_page)
        self._empty_column.addWidget(Label(look, say.text("Inbox"), Role.H1))
        self._empty_column.addWidget(empty)
        self._empty_column.addStretch(1)
        reading_page = QWidget()
        self._reading_column = column = QVBoxLayout(reading_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._back_row = QHBoxLayout()
        self._back_row.addWidget(self.back)
        self._back_row.addStretch(1)
        column.addLayout(self._back_row)
        self._stack.addWidget(empty_page)
        self._stack.addWidget(reading_page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self._divider)
        row.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_paper)
        self.list.opened.connect(self._open)
        self.readings.arrived.connect(self._reading_arrived)
        self.back.clicked.connect(self._close_reading)
        self.add_paper.clicked.connect(self._pick)

    def _make_reading(self) -> ReadingView:
        room = self._reading_column.parentWidget()  # from the start: moving a finished view styles it anew
        made = self._reading = ReadingView(self.desk, self.readings, room)
        made.filed.connect(self._file)
        made.later_asked.connect(self._decide_later)
        made.panel.fields.changed.connect(self._show_list)
        self._reading_column.addWidget(made, 1)
        made.show()  # the layout would show it a turn later, and the keyboard would not get there
        return made

    def _show_list(self, _changed: object = None) -> None:
        self.list.papers.show([self._item(document) for document in self._papers.values()])
        self._side.show_count(len(self._papers))

    def _item(self, document: Document) -> InboxItem:
        paper, say = self._known(document), self.desk.say
        stage = stage_of(document, paper, say)
        icon = "file-image" if document.source in _PICTURES else "file-text"
        if document.source is DocumentSource.EMAIL:
            icon = "mail"
        title = paper_title(document, paper, say)
        facts = paper_facts(document, say, self.desk.app.clock.today())
        return InboxItem(document.id, icon, title, file_text(document, title), facts, stage)

    def _known(self, document: Document) -> CheckedPaper | None:
        return self.readings.of(document)

    def _show_paper(self, document_id: str) -> None:
        document = self._papers.get(document_id)
        if document is not None and self._reading is not None:
            self._reading.show_paper(document, self._records)

    def _open(self, document_id: str) -> None:
        self._slices.finish_now()
        self._reading_open = True
        self._show_paper(document_id)
        self._show_parts()
        self.reading.focus_first()

    def _close_reading(self) -> None:
        self._reading_open = False
        self._show_parts()
        self.list.setFocus()

    def _reading_arrived(self, document_id: str) -> None:
        self._show_list()
        shown = None if self._reading is None else self._reading.document
        if shown is not None and shown.id == document_id:
            self._show_paper(document_id)

    def _decide_later(self) -> None:
        row = self.list.currentIndex().row()
        following = self.list.papers.index(row + 1)
        if following.isValid():
            self.list.setCurrentIndex(following)
        self._close_reading()

    def _file(self, filing: Filing) -> None:
        if filing.record is None:
            self._begin_referral(filing)
        else:
            self._link(filing, (filing.record.kind, filing.record.id), filing.record.title)

    def _begin_referral(self, filing: Filing) -> None:
        """Open the form of a new referral; the paper follows it when it is saved."""
        paper = self._known(filing.document) or CheckedPaper(None, ())
        person = self.desk.session.person
        preset = referral_preset(paper, self._records, None if person is None else person.id)
        self.desk.go(EditRecord("referral", preset=preset, paper=filing.document.id))

    def _link(self, filing: Filing, record: tuple[str, str], title: str) -> None:
        say, document = self.desk.say, filing.document
        name = paper_title(document, self._known(document), say)
        text = say.text("{paper} filed under {record}", paper=name, record=title)
        self._reading_open = False
        work = partial(file_paper, document.id, filing.kind, record)
        self.desk.session.write(text, work, self)
        if self.isVisible():
            self.list.setFocus()

    def _pick(self) -> None:
        self.desk.go(PickPapers())

    def _show_parts(self) -> None:
        has_papers = bool(self._papers)
        reading = self._narrow and self._reading_open and has_papers
        self._side.setVisible(has_papers and not reading)
        self._stack.setVisible(not self._narrow or reading or not has_papers)
        self._divider.setVisible(has_papers and not self._narrow)
        self.back.setVisible(reading)
        self._stack.setCurrentIndex(1 if has_papers else 0)
        self._restyle(self.desk.look.theme)

    def _restyle(self, theme: Theme) -> None:
        self._side.setMinimumWidth(0 if self._narrow else theme.px(_LIST_WIDTH))
        self._side.setMaximumWidth(_ANY_WIDTH if self._narrow else theme.px(_LIST_WIDTH))
        edge = theme.px(1.6)
        self._empty_column.setContentsMargins(edge, theme.px(1.2), edge, edge)
        self._empty_column.setSpacing(theme.px(0.8))
        pad = theme.px(0.4) if self.back.isVisibleTo(self) else 0
        self._back_row.setContentsMargins(pad, pad, pad, pad)


def _newest_first(document: Document) -> tuple[float, str]:
    return (-document.added.timestamp() if document.added is not None else 0.0), document.id
