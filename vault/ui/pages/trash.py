"""The trash: what was deleted, when, how long it stays, and the way back."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from vault.domain.changes import Changes
from vault.domain.records.kinds import Record
from vault.domain.records.policy import BenefitLimit, Policy
from vault.open_vault import KEPT_IN_TRASH, OpenVault
from vault.services.wording.catalogue import Wording
from vault.services.wording.titles import KIND_WORDS, kind_word, title_of
from vault.ui.desk import Desk
from vault.ui.models.columns import ByText, Sorting, TableColumn, date_sample, widest
from vault.ui.models.facts import Facts
from vault.ui.models.listing import Ask, Listing, held_rows
from vault.ui.models.table_binding import RowAction
from vault.ui.pages.list_page import ANY_NUMBER, ListPage, ListSpec
from vault.ui.theme.tokens import Tone

KEPT_DAYS = KEPT_IN_TRASH.days
"""How long a record stays in the trash."""


@dataclass(frozen=True, slots=True)
class TrashRow:
    """A record in the trash."""

    id: str
    kind: str
    record: Record
    day: dt.date


class TrashPage(ListPage):
    """What the person deleted, the last first; Enter brings a row back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _spec(desk.say), (), parent)

    def row_actions(self) -> tuple[RowAction, ...]:
        say = self.desk.say
        return (
            RowAction(say.text("Restore"), "Ctrl+R", self.open_rows, icon="undo-2"),
            RowAction(say.text("Copy"), "Ctrl+C", self.copy_rows, ANY_NUMBER, "copy"),
            RowAction(say.text("Copy as CSV"), "Ctrl+Shift+C", self.copy_csv, ANY_NUMBER),
        )

    def bar_actions(self) -> tuple[RowAction, ...]:
        restore, copy, _ = self.binding.actions
        return copy, restore

    def open_rows(self, ids: tuple[str, ...]) -> None:
        """Take records back out of the trash, each with its own undo."""
        say = self.desk.say
        for each in ids:
            row = self.model.row_at(self.model.ids.index(each))
            title = "" if row is None else title_of(row.record, say)
            self.desk.session.write(say.text("Restored: {what}", what=title), partial(_restore, each), self)


def _restore(record_id: str, vault: OpenVault) -> Changes:
    return vault.records.restore(record_id)


def _spec(say: Wording) -> ListSpec:
    return ListSpec(
        "",
        say.text("Trash"),
        say.text("Filter the trash"),
        "trash-2",
        _columns(say),
        Sorting("deleted", descending=True),
        list_trash,
        _read,
        (
            say.text("The trash is empty"),
            say.text("What you delete stays here for {days} days and can be brought back.", days=KEPT_DAYS),
        ),
    )


def _columns(say: Wording) -> tuple[TableColumn, ...]:
    kinds = widest(kind_word(each, say) for each in KIND_WORDS)
    left = say.count(KEPT_DAYS, "{n} day left", "{n} days left")
    return (
        TableColumn(
            "what", say.text("What"), "Authorization SA-2207-B", _what, by_row=ByText(_what), takes_rest=True
        ),
        TableColumn(
            "kind", say.text("Kind"), kinds, _kind, by_row=ByText(_kind), tone=_quiet, hidden_when_narrow=True
        ),
        TableColumn("deleted", say.text("Deleted"), date_sample(say), _deleted, by_row=_day),
        TableColumn("left", say.text("Stays for"), left, _left, by_row=_day),
    )


def list_trash(ask: Ask, vault: OpenVault) -> Listing:
    """Return what of the person's lies in the trash."""
    facts = ask.known()
    rows = tuple(_rows(vault, ask))
    return held_rows(ask, rows, facts, total=len(rows), key=_order)


def _rows(vault: OpenVault, ask: Ask) -> Iterator[TrashRow]:
    """Yield the rows of the person; shared records are everybody's."""
    trashed = tuple(_everything(vault))
    policies = {row.id: row.record for row in trashed if isinstance(row.record, Policy)}
    policies |= {policy.id: policy for policy in ask.snapshot.records.all(Policy)}
    for row in trashed:
        if _owner(row.record, policies) in (None, ask.judged.person.id):
            yield row


def _everything(vault: OpenVault) -> Iterator[TrashRow]:
    for each in vault.trash():
        yield TrashRow(each.record.id, each.kind, each.record, each.at.astimezone(dt.UTC).date())


def _owner(record: Record, policies: dict[str, Policy]) -> str | None:
    if isinstance(record, BenefitLimit):
        policy = policies.get(record.policy)
        return None if policy is None else policy.person
    owner: str | None = getattr(record, "person", None)
    return owner


def _read(vault: OpenVault, ids: tuple[str, ...]) -> tuple[TrashRow, ...]:
    wanted = frozenset(ids)
    return tuple(row for row in _everything(vault) if row.id in wanted)


def _order(row: TrashRow) -> tuple[str, str]:
    return row.day.isoformat(), row.id


def _what(row: TrashRow, facts: Facts) -> str:
    return title_of(row.record, facts.say)


def _kind(row: TrashRow, facts: Facts) -> str:
    return kind_word(row.kind, facts.say)


def _deleted(row: TrashRow, facts: Facts) -> str:
    return facts.say.short_date(row.day)


def _day(row: TrashRow, _facts: Facts) -> dt.date:
    return row.day


def _left(row: TrashRow, facts: Facts) -> str:
    days = max(0, KEPT_DAYS - (facts.today - row.day).days)
    return facts.say.count(days, "{n} day left", "{n} days left")


def _quiet(_row: TrashRow, _facts: Facts) -> Tone:
    return Tone.TEXT2
