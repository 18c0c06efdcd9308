"""Ids of list rows that are gone: a value that comes back takes the id it had, so undo restores the row."""

from typing import cast

import sqlalchemy as sa

from vault.domain.ports import IdSource
from vault.services.store.columns import VALUE_COLUMN, SqlValue
from vault.services.store.encoding import from_canonical
from vault.services.store.history_log import HistoryLog
from vault.services.store.mapping import RecordRows
from vault.services.store.schema import HISTORY, entry_belongs_to

Grave = tuple[str, SqlValue, int]
"""id, value and position of a row when it was last there."""


class RowIds:
    """Gives the new rows of one record's plain lists their ids: an old one where the history knows it."""

    def __init__(self, connection: sa.Connection, log: HistoryLog, ids: IdSource) -> None:
        self._connection = connection
        self._log = log
        self._ids = ids
        self._record_id: str | None = None
        self._alive: frozenset[str] = frozenset()
        self._graves: dict[str, list[Grave]] = {}

    def of_new(self) -> "RowIds":
        """Serve a record that was never here."""
        self._record_id = None
        return self

    def of_known(self, record_id: str, rows: RecordRows | None) -> "RowIds":
        """Serve a record that is here, or was once."""
        self._record_id = record_id
        members = () if rows is None else (row for listed in rows.lists for row in listed)
        self._alive = frozenset(str(row["id"]) for row in members)
        self._graves = {}
        return self

    def __call__(self, table: str, value: SqlValue, position: int) -> str:
        """Return the id for a new row: that of the last one with this value, rather one at this position."""
        if self._record_id is None:
            return self._ids.new_id()
        if table not in self._graves:
            self._graves[table] = self._dig(table, self._record_id)
        graves = self._graves[table]
        for fits in ((value, position), (value,)):
            for index, grave in enumerate(graves):
                if grave[1 : 1 + len(fits)] == fits:
                    return graves.pop(index)[0]
        return self._ids.new_id()

    def _dig(self, table: str, record_id: str) -> list[Grave]:
        self._log.flush()
        chosen = (
            sa.select(HISTORY.c.entity_id, HISTORY.c.after)
            .where(entry_belongs_to(record_id), HISTORY.c.entity == table)
            .order_by(HISTORY.c.seq.desc())
        )
        found: dict[str, Grave] = {}
        for row_id, after in self._connection.execute(chosen):
            if row_id not in found and row_id not in self._alive:
                row = from_canonical((), after)
                found[row_id] = (row_id, row[VALUE_COLUMN], cast("int", row["position"]))
        return list(found.values())
