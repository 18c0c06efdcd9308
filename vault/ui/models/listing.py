"""What a list page asks for and gets: one frozen question, answered in the store lane."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vault.domain.query import Contains, Filter, OneOf, SortKey, words_of
from vault.domain.records.kinds import KINDS
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.visit import Service
from vault.domain.selection import Flags
from vault.open_vault import Snapshot
from vault.services.verdicts.judging import PersonVerdicts
from vault.services.wording.catalogue import Wording
from vault.ui.models.columns import Row, Sorting, TableColumn, column_of
from vault.ui.models.facts import Facts
from vault.ui.models.filtering import Filtering, Option
from vault.ui.models.record_table import BLOCK

WordFilter = Callable[[str, Facts], Contains]
"""What one typed word may be found in."""


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """Which rows are wanted, of which person, in which state of the vault; `facts` if they are known."""

    filtering: Filtering
    sorting: Sorting
    columns: tuple[TableColumn, ...]
    base: tuple[SortKey, ...]
    judged: PersonVerdicts
    snapshot: Snapshot
    say: Wording
    facts: Facts | None = None

    def known(self) -> Facts:
        """Return the facts of this state, gathered now if they are new."""
        return self.facts or Facts.of(self.judged, self.snapshot, self.say)


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """The ids to show and the rows of the first ones; `total` counts those that no filter left out."""

    ids: tuple[str, ...]
    first: tuple[Row, ...]
    facts: Facts
    total: int
    counts: tuple[tuple[str, int], ...] = ()
    options: tuple[Option, ...] = ()


def find_ids(ask: Ask, kind: str, word: WordFilter, facts: Facts) -> tuple[str, ...]:
    """Return the person's ids of a kind that the typed words leave, in the order asked for."""
    return sorted_ids(ask, kind, facts, matching(ask, kind, word, facts))


def matching(
    ask: Ask, kind: str, word: WordFilter, facts: Facts, more: Sequence[Filter] = ()
) -> Flags | None:
    """Return which of the person's records of a kind have the typed words; None where all of them do."""
    typed = (word(each, facts) for each in words_of(ask.filtering.text))
    return facts.table(kind, ask.base).matching((*typed, *more))


def sorted_ids(ask: Ask, kind: str, facts: Facts, flags: Flags | None) -> tuple[str, ...]:
    """Return the ids of the flagged records in the order asked for."""
    table, descending = facts.table(kind, ask.base), ask.sorting.descending
    column = column_of(ask.columns, ask.sorting.key)
    if column.ranks is not None:
        ranks = column.ranks(facts)
        return table.in_order_of(table.told(column.key, ranks), flags, descending=descending)
    if column.order is not None:
        keys = [column.order(each, facts) for each in table.ids]
        return table.in_order_of(keys, flags, descending=descending)
    sort = tuple(replace(_spoken_order(key, facts), descending=descending) for key in column.keys)
    return table.in_order(flags, sort)


def _spoken_order(key: SortKey, facts: Facts) -> SortKey:
    """Sort by the services' names as the person's language has them, which no record holds."""
    field, _, rest = key.field.rpartition(".")
    if field != "service" or rest != "name":
        return key
    names = sorted((facts.service(each.id).casefold(), each.id) for each in facts.records.all(Service))
    return SortKey(field, ranks=tuple(record_id for _, record_id in names))


def first_rows(facts: Facts, kind: str, ids: tuple[str, ...]) -> tuple[Row, ...]:
    """Return the rows of the first block."""
    held = (facts.records.get(KINDS[kind], each) for each in ids[:BLOCK])
    return tuple([row for row in held if row is not None])


def named_like(word: str, names: Sequence[tuple[str, str]], field: str) -> OneOf:
    """Return the condition that a field holds one of the ids whose name has the word in it."""
    wanted = word.casefold()
    return OneOf(field, tuple(each for each, name in names if wanted in name.casefold()))


def with_services(word: str, facts: Facts, record_class: type[Referral] | type[Authorization]) -> OneOf:
    """Return the condition that a paper is for a service whose name has the word in it."""
    wanted = word.casefold()
    papers = facts.records.all(record_class)
    return OneOf(
        "id", tuple(each.id for each in papers if wanted in facts.services(each.services).casefold())
    )


def held_rows(
    ask: Ask,
    rows: Sequence[Row],
    facts: Facts,
    *,
    total: int,
    key: Callable[[Row], tuple[str, str]],
    options: tuple[Option, ...] = (),
) -> Listing:
    """Return rows that are in hand already: those with the typed words, sorted by the column's text or order.

    `key` gives the order of rows that are equal otherwise, last first.
    """
    words = [word.casefold() for word in words_of(ask.filtering.text)]
    kept = [row for row in rows if not words or _holds(row, ask.columns, facts, words)]
    kept.sort(key=key, reverse=True)
    by_row = column_of(ask.columns, ask.sorting.key).by_row
    if by_row is not None:
        keyed = {row.id: by_row(row, facts) for row in kept}
        kept.sort(key=_Keyed(keyed), reverse=ask.sorting.descending)
    return Listing(tuple(row.id for row in kept), tuple(kept), facts, total, options=options)


@dataclass(frozen=True, slots=True)
class _Keyed:
    keys: Mapping[str, Any]

    def __call__(self, row: Row) -> Any:
        return self.keys[row.id]


def _holds(row: Row, columns: Sequence[TableColumn], facts: Facts, words: Sequence[str]) -> bool:
    told = " ".join(column.words(row, facts) for column in columns).casefold()
    return all(word in told for word in words)
