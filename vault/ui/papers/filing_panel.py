"""Where a paper is to be filed: its kind, and a record found by typing."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from vault.domain.record_set import RecordSet
from vault.domain.records.papers import Document, DocumentKind
from vault.services.wording.catalogue import Wording
from vault.services.wording.choices import choice_word
from vault.ui.desk import Desk
from vault.ui.jobs import JobProgress, Lane
from vault.ui.papers.filing import Filing, Offer, matching, offers
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.choice import Choice
from vault.ui.widgets.field import Field
from vault.ui.widgets.labels import Label
from vault.ui.widgets.page import PageBody

_MOST = 100
_NEW = "new"
_MAY_BE_NEW = frozenset({DocumentKind.REFERRAL, DocumentKind.OTHER})
_OFFER = Qt.ItemDataRole.UserRole


class _Finder(QLineEdit):
    """A line whose arrows move through the list below it, so that one hand on the keys suffices."""

    moved = Signal(object)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class FilingPanel(QWidget):
    """`filed` carries a Filing; `left` says that the person went back."""

    filed = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look, say = desk.look, desk.say
        self._desk = desk
        self._document: Document | None = None
        self._records: RecordSet | None = None
        self._offers: tuple[Offer, ...] = ()
        self.kind = Choice(look)
        for kind in DocumentKind:
            self.kind.addItem(choice_word(DocumentKind, kind.value, say), kind.value)
        self.finder = _Finder()
        self.results = QListWidget()
        self.results.setAccessibleName(say.text("Records that fit"))
        self.results.setProperty("look", "results")
        self.results.setTabKeyNavigation(False)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = Label(look, say.text("No record fits what you typed."), tone=Tone.TEXT2)
        self.file = Button(look, say.text("File it there"), kind=ButtonKind.FILLED)
        self.back = Button(look, say.text("Back"))
        self._body = PageBody(look, say.text("Where does this paper belong?"))
        self._column = self._body.column
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
        self._buttons = QHBoxLayout()
        self._lay_out(say)
        self.kind.currentIndexChanged.connect(self._collect)
        self.finder.textChanged.connect(self._show_matches)
        self.finder.moved.connect(self._move)
        self.finder.entered.connect(self._file)
        self.results.itemActivated.connect(self._file)
        self.file.clicked.connect(self._file)
        self.back.clicked.connect(self.left)
        look.follow(self._restyle)

    def open(self, document: Document, kind: DocumentKind, records: RecordSet) -> None:
        """Ask where a paper belongs; what may be a referral is offered to become a new one first."""
        self._document, self._records = document, records
        self._offers = ()
        self.finder.clear()
        self.kind.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.kind.setCurrentIndex(self.kind.findData(kind.value))
        self.kind.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._collect()
        self.finder.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @property
    def chosen_kind(self) -> DocumentKind:
        """The kind of paper that is chosen."""
        return DocumentKind(self.kind.currentData())

    def _lay_out(self, say: Wording) -> None:
        look = self._desk.look
        self._column.addWidget(Label(look, say.text("Where does this paper belong?"), Role.H2))
        self._column.addWidget(Field(look, say, say.text("Kind of paper"), self.kind))
        self._column.addWidget(Field(look, say, say.text("Find a record"), self.finder))
        self._column.addWidget(self.results, 1)
        self._column.addWidget(self._none)
        self._buttons.addWidget(self.file)
        self._buttons.addWidget(self.back)
        self._buttons.addStretch(1)
        self._column.addLayout(self._buttons)

    def _collect(self) -> None:
        """Put the records' titles together off the GUI thread: a vault may hold thousands."""
        self._show_matches()
        if self._records is not None:
            person = self._desk.session.person
            who = None if person is None else person.id
            work = partial(_collected, self._records, self.chosen_kind, who, self._desk.say)
            self._desk.jobs.run(Lane.POOL, work, self, self._take)

    def _take(self, found: tuple[Offer, ...]) -> None:
        self._offers = found
        self._show_matches()

    def _show_matches(self) -> None:
        say = self._desk.say
        self.results.clear()
        if self.chosen_kind in _MAY_BE_NEW and not self.finder.text().strip():
            self._add(say.text("A new referral, filled with what you accepted"), _NEW)
        for offer in matching(self._offers, self.finder.text(), _MOST):
            self._add(offer.title, offer)
        self.results.setCurrentRow(0)
        empty = self.results.count() == 0
        self._none.setVisible(empty)
        self.file.set_not_ready(self._none.text() if empty else "")

    def _add(self, text: str, data: object) -> None:
        item = QListWidgetItem(text)
        item.setData(_OFFER, data)
        item.setToolTip(text)
        item.setSizeHint(QSize(0, self._desk.look.theme.metrics.table_row))
        self.results.addItem(item)

    def _move(self, step: int) -> None:
        row = self.results.currentRow() + step
        self.results.setCurrentRow(min(max(0, row), self.results.count() - 1))

    def _file(self) -> None:
        item = self.results.currentItem()
        if item is None or self._document is None:
            return
        offer = item.data(_OFFER)
        record = offer if isinstance(offer, Offer) else None
        self.filed.emit(Filing(self._document, self.chosen_kind, record))

    def _restyle(self, theme: Theme) -> None:
        self.results.setMinimumHeight(4 * theme.metrics.table_row)
        self._buttons.setSpacing(theme.px(0.5))


def _collected(
    records: RecordSet, kind: DocumentKind, person: str | None, say: Wording, _progress: JobProgress
) -> tuple[Offer, ...]:
    return offers(records, kind, person, say)
