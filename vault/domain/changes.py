"""Writes as data, what they touched, and what undoes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from vault.domain.records.kinds import Record


@dataclass(frozen=True, slots=True)
class Put:
    """Insert the record, or replace the one with its kind and id."""

    record: Record


@dataclass(frozen=True, slots=True)
class Trash:
    """Move a record to the trash; `at` is the instant it went there, None means now."""

    kind: str
    id: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Untrash:
    """Take a record back out of the trash."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Take the rows of a record away; only the history still knows it."""

    kind: str
    id: str


Write = Put | Trash | Untrash | Remove


class Action(StrEnum):
    """What happened to a record."""

    ADDED = "added"
    CHANGED = "changed"
    TRASHED = "trashed"
    RESTORED = "restored"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One record that a write touched."""

    kind: str
    id: str
    action: Action


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything one transaction touched, the writes that undo it, and its last history number."""

    items: tuple[Change, ...]
    inverse: tuple[Write, ...]
    seq: int

    def then(self, later: "Changes") -> "Changes":
        """Return both writes as one deed, whose inverse takes the later one back first."""
        return Changes(self.items + later.items, later.inverse + self.inverse, later.seq)

    def touched(self, kinds: Iterable[str]) -> bool:
        """Tell whether any record of these kinds was touched."""
        wanted = frozenset(kinds)
        return any(change.kind in wanted for change in self.items)
