"""Every date of a person in one list: why it is that day, and putting it off or noting it as done."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.domain.changes import Changes
from vault.domain.deadlines.marks import DueState, is_mark, marked
from vault.domain.records.papers import Reminder
from vault.open_vault import OpenVault, Snapshot
from vault.services.reminders.marking import Target, reopen, settle, snooze
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.models.agenda_columns import AgendaRow, agenda_columns, what_of, why_date
from vault.ui.models.columns import Sorting
from vault.ui.models.filtering import Option
from vault.ui.models.listing import Ask, Listing, held_rows
from vault.ui.models.table_binding import RowAction
from vault.ui.navigation import EditRecord, ShowRecord
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.last_checked import LastChecked
from vault.ui.pages.list_page import ANY_NUMBER, ListPage, ListSpec
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import ButtonKind
from vault.ui.widgets.labels import Label

_WEEK = 7


class AgendaPage(ListPage):
    """Open dates, the soonest first; the one selected says why it is that day."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _spec(desk.say), (_add(desk),), parent)
        self.checked = LastChecked(desk)
        self._top.insertWidget(1, self.checked)
        self.why = Label(desk.look, "", tone=Tone.TEXT2)
        self.why.setAccessibleName(desk.say.text("Why this date"))
        self._why_room = QWidget()
        self._why_column = QVBoxLayout(self._why_room)
        self._why_column.addWidget(self.why)
        self._why_room.hide()
        self._column.insertWidget(self._column.indexOf(self.bar), self._why_room)
        desk.look.follow(self._restyle_why)

    def row_actions(self) -> tuple[RowAction, ...]:
        say = self.desk.say
        return (
            RowAction(say.text("Open the record"), "", self.open_rows, 1),
            RowAction(say.text("Done"), "Ctrl+D", self.settle_rows, icon="check"),
            RowAction(say.text("Put off until tomorrow"), "Ctrl+Shift+D", self.snooze_day, icon="clock"),
            RowAction(say.text("Put off for a week"), "", self.snooze_week, icon="calendar-clock"),
            RowAction(say.text("Open again"), "", self.reopen_rows, icon="undo-2"),
            RowAction(say.text("Copy"), "Ctrl+C", self.copy_rows, ANY_NUMBER, "copy"),
            RowAction(say.text("Copy as CSV"), "Ctrl+Shift+C", self.copy_csv, ANY_NUMBER),
        )

    def bar_actions(self) -> tuple[RowAction, ...]:
        by_icon = {action.icon: action for action in self.binding.actions if action.icon}
        # What has no room goes into a menu from the left: done stays in view.
        return tuple(by_icon[icon] for icon in ("copy", "undo-2", "calendar-clock", "clock", "check"))

    def empty_buttons(self) -> tuple[GoButton, ...]:
        return (_add(self.desk),)

    def open_rows(self, ids: tuple[str, ...]) -> None:
        """Go to the record that a date is of."""
        for row in self._rows(ids[:1]):
            self.desk.go(ShowRecord(*row.record))

    def settle_rows(self, ids: tuple[str, ...]) -> None:
        """Note dates as done, each with its own undo."""
        say, today = self.desk.say, self.desk.app.clock.today()
        self._write(
            ids,
            lambda what: say.text("Done: {what}", what=what),
            lambda target, vault: settle(vault.records, target, today),
        )

    def snooze_day(self, ids: tuple[str, ...]) -> None:
        """Put dates off until tomorrow."""
        self._snooze(ids, 1)

    def snooze_week(self, ids: tuple[str, ...]) -> None:
        """Put dates off for a week."""
        self._snooze(ids, _WEEK)

    def reopen_rows(self, ids: tuple[str, ...]) -> None:
        """Let dates that were done or put off wait again."""
        say = self.desk.say
        self._write(
            ids,
            lambda what: say.text("Open again: {what}", what=what),
            lambda target, vault: reopen(vault.records, target),
        )

    def listed(self, listing: Listing) -> None:
        """Speak of the selected date as it stands now."""
        del listing
        self._select(self.binding.selected())

    def selected(self, ids: tuple[str, ...]) -> None:
        facts = self.model.facts
        rows = self._rows(ids) if facts is not None and len(ids) == 1 else ()
        self.why.setText(why_date(rows[0], facts) if rows and facts is not None else "")
        self._why_room.setVisible(bool(rows))
        untouched = any(row.state(self.desk.app.clock.today()) is DueState.OPEN for row in self._rows(ids))
        again = next(action for action in self.binding.actions if action.icon == "undo-2")
        if untouched:
            self.bar.refuse(again, self.desk.say.text("It is open already."))

    def _snooze(self, ids: tuple[str, ...], days: int) -> None:
        say, until = self.desk.say, self.desk.app.clock.today() + timedelta(days)
        self._write(
            ids,
            lambda what: say.text("Put off: {what}", what=what),
            lambda target, vault: snooze(vault.records, target, until),
        )

    def _write(
        self, ids: tuple[str, ...], deed: Callable[[str], str], write: Callable[[Target, OpenVault], Changes]
    ) -> None:
        facts = self.model.facts
        if facts is None:
            return
        for row in self._rows(ids):
            self.desk.session.write(deed(what_of(row, facts)), partial(write, row.target), self)

    def _rows(self, ids: tuple[str, ...]) -> tuple[AgendaRow, ...]:
        rows = (self.model.row_at(self.model.ids.index(each)) for each in ids if each in self.model.ids)
        return tuple(row for row in rows if isinstance(row, AgendaRow))

    def _restyle_why(self, theme: Theme) -> None:
        side = theme.px(1.2)
        self._why_column.setContentsMargins(side, theme.px(0.6), side, theme.px(0.6))


def _add(desk: Desk) -> GoButton:
    return GoButton(
        desk, desk.say.text("Add a reminder"), EditRecord("reminder"), kind=ButtonKind.FILLED, icon="plus"
    )


def _spec(say: Wording) -> ListSpec:
    return ListSpec(
        "reminder",
        say.text("Dates"),
        say.text("Filter these dates"),
        "calendar-days",
        agenda_columns(say),
        Sorting("when"),
        list_dates,
        _read,
        (
            say.text("No dates yet"),
            say.text("What ends, what is due and by when comes from your papers by itself."),
        ),
        choice=(say.text("State"), say.text("Open and put off")),
    )


def list_dates(ask: Ask, vault: OpenVault) -> Listing:
    """Return the dates asked for; those that are done only when they are."""
    facts = ask.known()
    rows = tuple(_of_person(ask.snapshot, ask.judged.person.id))
    names = {DueState.SNOOZED: ask.say.text("Put off"), DueState.DONE: ask.say.text("Done")}
    states = {row.id: row.state(ask.snapshot.today) for row in rows}
    wanted = ask.filtering.choice
    shown = [
        row for row in rows if (states[row.id] == wanted if wanted else states[row.id] is not DueState.DONE)
    ]
    held = set(states.values())
    options = tuple(Option(str(state), name) for state, name in names.items() if state in held)
    del vault
    return held_rows(ask, shown, facts, total=len(rows), key=_order, options=options)


def _of_person(snapshot: Snapshot, person: str) -> Iterator[AgendaRow]:
    for row in _all(snapshot):
        due = row.due
        owner = due.person if due is not None else None if row.mark is None else row.mark.person
        if owner in (None, person):
            yield row


def _all(snapshot: Snapshot) -> Iterator[AgendaRow]:
    for held in marked(snapshot.due, snapshot.records):
        due = held.due
        day = due.due or snapshot.today
        yield AgendaRow(f"{int(due.kind)}:{due.subject}:{due.case or ''}:{day}", day, held)
    for own in snapshot.records.all(Reminder):
        wanted = own.snoozed_until or own.due
        if wanted is not None and not is_mark(own):
            yield AgendaRow(own.id, wanted, own)


def _read(vault: OpenVault, ids: tuple[str, ...]) -> tuple[AgendaRow, ...]:
    found = {row.id: row for row in _all(vault.snapshot())}
    return tuple(found[each] for each in ids if each in found)


def _order(row: AgendaRow) -> tuple[str, str]:
    return row.day.isoformat(), row.id
