"""Reading the history: a record's versions and whether the chain and the rows still agree."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from vault.domain.changes import Action
from vault.domain.errors import NotFoundError
from vault.domain.records.kinds import Record
from vault.services.store.columns import Row, columns_of_table, layout_of
from vault.services.store.encoding import from_canonical, read_instant
from vault.services.store.history_log import Head, read_head
from vault.services.store.mapping import RecordRows, hashes_in, record_reader
from vault.services.store.rows import load_texts
from vault.services.store.schema import HISTORY, entry_belongs_to


@dataclass(frozen=True, slots=True)
class Version:
    """A record after a transaction that touched it; `record` None when it was gone, or purged since."""

    seq: int
    utc: datetime
    action: Action
    record: Record | None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the history, without its code."""

    seq: int
    utc: str
    entity: str
    entity_id: str
    action: str
    after: str | None


class _Replay:
    """The rows of one record, followed through its entries."""

    def __init__(self, kind: str) -> None:
        self._layout = layout_of(kind)
        self._root: Row | None = None
        self._lists: dict[str, dict[str, Row]] = {each.table: {} for each in self._layout.lists}

    def take(self, entry: _Entry) -> None:
        """Bring the rows to where they were after an entry."""
        row = None if entry.after is None else from_canonical(columns_of_table(entry.entity), entry.after)
        if entry.entity == self._layout.kind:
            self._root = None if row is None else {"trashed_at": None, **row}
        elif row is None:
            self._lists[entry.entity].pop(entry.entity_id, None)
        else:
            self._lists[entry.entity][entry.entity_id] = row

    def rows(self) -> RecordRows | None:
        """Return the rows as they are now; None when the record is not there."""
        if self._root is None:
            return None
        ordered = (
            sorted(rows.values(), key=lambda row: int(row["position"] or 0)) for rows in self._lists.values()
        )
        return RecordRows(self._root, tuple([tuple(rows) for rows in ordered]))


class History:
    """The history as seen by one connection."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def last(self) -> tuple[int, bytes]:
        """Return number and code of the last entry."""
        head: Head = read_head(self._connection)
        return head.seq, head.mac

    def versions(self, kind: str, record_id: str) -> tuple[Version, ...]:
        """Return a record after each transaction that touched it or its lists, oldest first."""
        replay = _Replay(kind)
        found: list[tuple[Version, RecordRows | None]] = []
        for group in self._transactions(kind, record_id):
            action = Action.CHANGED
            for entry in group:
                replay.take(entry)
                if entry.entity == kind:
                    action = Action(entry.action)
            last = group[-1]
            found.append((Version(last.seq, read_instant(last.utc), action, None), replay.rows()))
        hashes = (sha for _, rows in found if rows is not None for sha in hashes_in(kind, rows))
        texts = load_texts(self._connection, hashes)
        read = record_reader(kind)
        return tuple(
            version if rows is None else replace(version, record=read(rows, texts)) for version, rows in found
        )

    def at(self, kind: str, record_id: str, seq: int) -> Record:
        """Return a record as it was once entry `seq` was written; NotFoundError if it was not there then."""
        past = [version for version in self.versions(kind, record_id) if version.seq <= seq]
        if not past or past[-1].record is None:
            raise NotFoundError(record_id)
        return past[-1].record

    def _transactions(self, kind: str, record_id: str) -> Iterator[list[_Entry]]:
        """Yield the entries of a record, together those of one transaction: they share their time."""
        group: list[_Entry] = []
        for entry in self._entries(kind, record_id):
            if group and group[-1].utc != entry.utc:
                yield group
                group = []
            group.append(entry)
        if group:
            yield group

    def _entries(self, kind: str, record_id: str) -> list[_Entry]:
        tables = [each.table for each in layout_of(kind).lists]
        members = sa.select(HISTORY.c.entity_id).where(entry_belongs_to(record_id))
        own = sa.and_(HISTORY.c.entity == kind, HISTORY.c.entity_id == record_id)
        listed = sa.and_(HISTORY.c.entity.in_(tables), HISTORY.c.entity_id.in_(members))
        columns = (HISTORY.c[name] for name in ("seq", "utc", "entity", "entity_id", "action", "after"))
        chosen = sa.select(*columns).where(sa.or_(own, listed)).order_by(HISTORY.c.seq)
        return [_Entry(*row) for row in self._connection.execute(chosen)]
