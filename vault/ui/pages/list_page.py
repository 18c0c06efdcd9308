"""What all lists have in common: head, filters, table, selection, and what stands there before a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.domain.query import SortKey
from vault.open_vault import OpenVault, Snapshot
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.models.columns import Sorting, TableColumn
from vault.ui.models.copying import as_csv, as_text
from vault.ui.models.facts import Facts
from vault.ui.models.list_table import ListTable
from vault.ui.models.listing import Ask, Listing
from vault.ui.models.record_table import Reader, RecordTableModel
from vault.ui.models.table_binding import RowAction, TableBinding
from vault.ui.navigation import DeleteRecord, EditRecord, ShowRecord
from vault.ui.pages.filter_bar import FilterBar
from vault.ui.pages.page import Page
from vault.ui.pages.scroll_column import ScrollColumn
from vault.ui.pages.selection_bar import SelectionBar
from vault.ui.theme.metrics import Breadth
from vault.ui.theme.theme import Theme
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.chips import Chip
from vault.ui.widgets.empty_state import EmptyState
from vault.ui.widgets.labels import Divider
from vault.ui.widgets.page_head import PageHead

ANY_NUMBER = 1 << 31

_COUNTED: dict[str, tuple[str, str]] = {
    "visit": ("{n} visit", "{n} visits"),
    "referral": ("{n} referral", "{n} referrals"),
    "authorization": ("{n} authorization", "{n} authorizations"),
    "policy": ("{n} policy", "{n} policies"),
    "communication": ("{n} letter or call", "{n} letters and calls"),
    "document": ("{n} paper", "{n} papers"),
    "provider": ("{n} entry", "{n} entries"),
    "reminder": ("{n} date", "{n} dates"),
    "": ("{n} record", "{n} records"),
}

Sum = Callable[[Facts, tuple[str, ...]], str]
"""What selected rows come to; computed in the store lane."""


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One list: its words, its columns, and how it is read."""

    kind: str
    title: str
    filter_name: str
    icon: str
    columns: tuple[TableColumn, ...]
    sorting: Sorting
    lister: Callable[[Ask, OpenVault], Listing]
    reader: Reader
    empty: tuple[str, str]
    base: tuple[SortKey, ...] = ()
    choice: tuple[str, str] | None = None
    chips: tuple[Chip, ...] = ()
    sum: Sum | None = None
    scrolls: bool = False
    """Whether the page scrolls as a whole, for a short table with more around it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    number: int
    listing: Listing


@dataclass(frozen=True, slots=True)
class _Total:
    ids: tuple[str, ...]
    text: str


class ListPage(Page):
    """A page whose records are rows of one table. A subclass gives its ListSpec and its buttons."""

    def __init__(
        self, desk: Desk, spec: ListSpec, buttons: Sequence[Button], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        look = desk.look
        say = desk.say
        self.spec = spec
        self._snapshot: Snapshot | None = None
        self._facts: Facts | None = None
        self._number = 0
        self._shown_person: str | None = None
        self.head = PageHead(look, say, spec.title, buttons=buttons)
        self.filters = FilterBar(look, say, spec.filter_name, choice=spec.choice, chips=spec.chips)
        self.table = ListTable(look, spec.title, spec.columns)
        self.model = RecordTableModel(desk.session, spec.columns, spec.reader, self.table)
        self.binding = TableBinding(self.table, self.model, self.row_actions(), say, spec.sorting)
        self.bar = SelectionBar(look, say, self.binding, self.bar_actions(), self)
        self.nothing = EmptyState(look, spec.icon, *spec.empty, self.empty_buttons())
        self._all = Button(look, say.text("Show all"), kind=ButtonKind.FILLED)
        self.no_match = EmptyState(
            look,
            "search",
            say.text("Nothing matches"),
            say.text("No row has all of these words and filters."),
            (self._all,),
        )
        self._lay_out()
        self._connect()
        look.follow(self._restyle)

    def row_actions(self) -> tuple[RowAction, ...]:
        """Return what can be done with rows, for the context menu and the keyboard."""
        say = self.desk.say
        return (
            RowAction(say.text("Open the record"), "", self.open_rows, 1),
            RowAction(say.text("Edit"), "F2", self.edit_rows, 1, "pencil"),
            *self.further_actions(),
            RowAction(say.text("Copy"), "Ctrl+C", self.copy_rows, ANY_NUMBER, "copy"),
            RowAction(say.text("Copy as CSV"), "Ctrl+Shift+C", self.copy_csv, ANY_NUMBER),
            RowAction(say.text("Move to the trash"), "Del", self.delete_rows),
        )

    def further_actions(self) -> tuple[RowAction, ...]:
        """Return what can be done with rows of this list alone."""
        return ()

    def bar_actions(self) -> tuple[RowAction, ...]:
        """Return those that are buttons below the table."""
        wanted = [action for action in self.binding.actions if action.icon]
        return tuple(sorted(wanted, key=_bar_place))

    def empty_buttons(self) -> tuple[Button, ...]:
        """Return the buttons of the empty list."""
        return ()

    def kind_of(self, record_id: str) -> str:
        """Return the kind of the record in a row."""
        del record_id
        return self.spec.kind

    def set_breadth(self, breadth: Breadth) -> None:
        self._narrow = breadth is Breadth.NARROW
        self.table.set_narrow(narrow=self._narrow)
        self._restyle(self.desk.look.theme)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._load()

    def open_rows(self, ids: tuple[str, ...]) -> None:
        """Go to the record of a row."""
        self.desk.go(ShowRecord(self.kind_of(ids[0]), ids[0]))

    def edit_rows(self, ids: tuple[str, ...]) -> None:
        """Open the form of a row's record."""
        self.desk.go(EditRecord(self.kind_of(ids[0]), ids[0]))

    def delete_rows(self, ids: tuple[str, ...]) -> None:
        """Move the records of rows to the trash, each with its own undo."""
        for each in ids:
            self.desk.go(DeleteRecord(self.kind_of(each), each))

    def copy_rows(self, ids: tuple[str, ...]) -> None:
        """Copy rows as text."""
        self._copy(ids, csv=False)

    def copy_csv(self, ids: tuple[str, ...]) -> None:
        """Copy rows as CSV."""
        self._copy(ids, csv=True)

    def listed(self, listing: Listing) -> None:
        """Show more of an answer than the table; called after the table has it."""

    def selected(self, ids: tuple[str, ...]) -> None:
        """Show more of a selection than the bar; called after the bar has it."""

    def _lay_out(self) -> None:
        self._narrow = False
        self._top, self._room = QVBoxLayout(), QWidget()
        self._line = Divider()
        self._middle = QVBoxLayout(self._room)
        self._top.addWidget(self.head)
        self._top.addWidget(self.filters)
        self.filters.hide()
        self.table.setMinimumHeight(1)
        for part in (self.nothing, self.no_match):
            self._middle.addWidget(part)
        self._middle.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.scroller = ScrollColumn(self.spec.title)  # also where a window is too low for some rows
        self._column.addWidget(self.scroller, 1)
        self.scroller.column.addLayout(self._top)
        self.scroller.column.addWidget(self._line)
        self.scroller.column.addWidget(self.table, 1)
        self.scroller.column.addWidget(self._room, 1)
        self.scroller.follow(self.table)
        self._column.addWidget(self.bar)
        self._show_part(None)

    def _show_part(self, part: QWidget | None) -> None:
        """Show the table or what stands in its place; None leaves the room empty until the rows are here."""
        for each in (self.table, self.nothing, self.no_match):
            each.setVisible(each is part)
        self._line.setVisible(part is self.table)
        self._room.setVisible(part is not self.table)

    def _connect(self) -> None:
        self.filters.changed.connect(self._load_again)
        self.filters.left.connect(self._to_table)
        self.binding.opened.connect(self._open_id)
        self.binding.sort_asked.connect(self._load_again)
        self.binding.selection_changed.connect(self._select)
        self._all.clicked.connect(self.filters.clear)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.filters.field.setFocus)

    def _load_again(self, _asked: object) -> None:
        self._load()

    def _load(self) -> None:
        judged, snapshot = self.desk.session.judged, self._snapshot
        if snapshot is None:
            return
        self._number += 1
        person = None if judged is None else judged.person.id
        if person != self._shown_person:
            self._shown_person = person
            self.binding.show_rows((), None)
            self._show_part(None)
        if judged is None:
            self._show_nothing()
            return
        known = self._facts if self._facts is not None and self._facts.judged is judged else None
        ask = Ask(
            self.filters.filtering(),
            self.binding.sorting,
            self.spec.columns,
            self.spec.base,
            judged,
            snapshot,
            self.desk.say,
            known,
        )
        self.desk.session.read(partial(_answer, self.spec.lister, ask, self._number), self, self._loaded)

    def _loaded(self, answer: _Answer) -> None:
        listing = answer.listing
        if answer.number != self._number:
            return
        self._facts = listing.facts
        self.filters.set_options(listing.options)
        self.filters.set_counts(listing.counts)
        self.binding.show_rows(listing.ids, listing.facts, listing.first)
        self.filters.setVisible(listing.total > 0)
        self.head.set_title(self.spec.title, self._facts_line(listing))
        if self.spec.scrolls:
            self.table.set_full_height(len(listing.ids))
        shown = self.table if listing.ids else self.no_match
        self._show_part(shown if listing.total else self.nothing)
        self.listed(listing)

    def _show_nothing(self) -> None:
        self.filters.hide()
        self.head.set_title(self.spec.title)
        self._show_part(self.nothing)

    def _facts_line(self, listing: Listing) -> str:
        return _facts_line(self.spec.kind, listing, self.desk.say)

    def _select(self, ids: tuple[str, ...]) -> None:
        self.bar.show_selection(len(ids))
        if ids and self.spec.sum is not None and self._facts is not None:
            self.desk.session.read(partial(_total, self.spec.sum, self._facts, ids), self, self._show_total)
        self.selected(ids)

    def _show_total(self, total: _Total) -> None:
        if total.ids == self.binding.selected():
            self.bar.show_sum(total.text)

    def _open_id(self, record_id: str) -> None:
        self.open_rows((record_id,))

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _copy(self, ids: tuple[str, ...], *, csv: bool) -> None:
        if self._facts is not None:
            form = as_csv if csv else as_text
            self.desk.session.read(
                partial(form, self.spec.reader, self.spec.columns, self._facts, ids), self, _to_clipboard
            )

    def _restyle(self, theme: Theme) -> None:
        side = theme.px(1.2)
        self._top.setContentsMargins(side, side, side, theme.px(0.6))
        self._top.setSpacing(theme.px(0.6))
        self._middle.setContentsMargins(side, theme.px(0.6), side, 0)


def _facts_line(kind: str, listing: Listing, say: Wording) -> str:
    """Return whose rows these are and how many: `Sample Person · showing 20 of 214 visits`."""
    one, many = _COUNTED[kind]
    things = say.count(listing.total, one, many)
    if len(listing.ids) < listing.total:
        things = say.text("showing {shown} of {things}", shown=len(listing.ids), things=things)
    return f"{listing.facts.judged.person.name} · {things}"


def _bar_place(action: RowAction) -> int:
    """Return where a button stands: copying comes first, editing last."""
    return {"Ctrl+C": 0, "F2": 2}.get(action.keys, 1)


def _answer(lister: Callable[[Ask, OpenVault], Listing], ask: Ask, number: int, vault: OpenVault) -> _Answer:
    return _Answer(number, lister(ask, vault))


def _total(sum_of: Sum, facts: Facts, ids: tuple[str, ...], _vault: OpenVault) -> _Total:
    return _Total(ids, sum_of(facts, ids))


def _to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
