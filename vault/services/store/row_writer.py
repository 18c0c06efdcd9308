"""Turns the states of records before and after into few statements and the history entries of their rows."""

from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa

from vault.domain.changes import Action
from vault.domain.errors import InvalidFieldError
from vault.services.store.columns import Row, columns_of_table, layout_of
from vault.services.store.encoding import canonical
from vault.services.store.history_log import HistoryLog
from vault.services.store.mapping import NO_ROWS, RecordRows, Texts
from vault.services.store.schema import ROW_JSON_LIMIT, TEXT, table_of

RowKey = tuple[str, str]
Owner = tuple[str, str]
"""Kind of the record and table of the row."""
_OWN_ID: Final = "own_id"


def rows_by_table(kind: str, rows: RecordRows | None) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Yield the tables of a kind with the rows a record has in each; none where there is no record."""
    layout = layout_of(kind)
    yield kind, (rows.root,) if rows is not None else NO_ROWS
    for index, each in enumerate(layout.lists):
        yield each.table, rows.lists[index] if rows is not None else NO_ROWS


def _refuse_long_row(kind: str, table: str, row: Row) -> None:
    if len(canonical(row).encode("utf-8")) < ROW_JSON_LIMIT:
        return
    texts = {name: len(value.encode("utf-8")) for name, value in row.items() if isinstance(value, str)}
    longest = max(texts, key=lambda name: texts[name])
    column = next(each for each in columns_of_table(table) if each.name == longest)
    field = column.field.name if table == kind else table.removeprefix(f"{kind}_")
    raise InvalidFieldError(kind, field, "record_too_long", str(ROW_JSON_LIMIT - 1))


class RowWriter:
    """Collects row changes of one transaction; each row is written once, whatever happened to it between."""

    def __init__(self, connection: sa.Connection, log: HistoryLog) -> None:
        self._connection = connection
        self._log = log
        self._first: dict[RowKey, Row | None] = {}
        self._last: dict[RowKey, Row | None] = {}
        self._texts: dict[bytes, str] = {}

    def change(self, kind: str, before: RecordRows | None, after: RecordRows | None, action: Action) -> bool:
        """Note what differs between states of a record, `action` for its own row; tell whether it does."""
        changed = False
        pairs = zip(rows_by_table(kind, before), rows_by_table(kind, after), strict=True)
        for (table, old_rows), (_, new_rows) in pairs:
            old = {str(row["id"]): row for row in old_rows}
            new = {str(row["id"]): row for row in new_rows}
            for row_id in [each for each in old if each not in new]:
                self._note((kind, table), row_id, old[row_id], None, Action.REMOVED)
                changed = True
            for row_id, row in new.items():
                was = old.get(row_id)
                if was != row:
                    listed = Action.ADDED if was is None else Action.CHANGED
                    self._note((kind, table), row_id, was, row, action if table == kind else listed)
                    changed = True
        return changed

    def _note(self, owner: Owner, row_id: str, old: Row | None, new: Row | None, action: Action) -> None:
        kind, table = owner
        if new is not None:
            _refuse_long_row(kind, table, new)
        key = (table, row_id)
        self._first.setdefault(key, old)
        self._last[key] = new
        self._log.add(table, row_id, action, new)

    def keep_texts(self, texts: Texts) -> None:
        """Note long texts that rows name and the file may not hold yet."""
        self._texts.update(texts)

    def write(self) -> None:
        """Write texts, rows and history."""
        if self._texts:
            values = [{"sha256": sha, "body": body} for sha, body in self._texts.items()]
            self._connection.execute(TEXT.insert().prefix_with("OR IGNORE"), values)
        removed: dict[str, list[Row]] = {}
        inserted: dict[str, list[Row]] = {}
        updated: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
        for (table, row_id), new in self._last.items():
            old = self._first[table, row_id]
            if new is None:
                if old is not None:
                    removed.setdefault(table, []).append({_OWN_ID: row_id})
            elif old is None:
                inserted.setdefault(table, []).append(new)
            elif names := tuple(name for name in new if new[name] != old[name]):
                values_of: Row = {name: new[name] for name in names}
                updated.setdefault((table, names), []).append({_OWN_ID: row_id, **values_of})
        self._execute(removed, updated, inserted)
        self._log.flush()

    def _execute(
        self,
        removed: dict[str, list[Row]],
        updated: dict[tuple[str, tuple[str, ...]], list[Row]],
        inserted: dict[str, list[Row]],
    ) -> None:
        for name, rows in removed.items():
            table = table_of(name)
            self._connection.execute(table.delete().where(table.c.id == sa.bindparam(_OWN_ID)), rows)
        for (name, _), rows in updated.items():
            table = table_of(name)
            self._connection.execute(table.update().where(table.c.id == sa.bindparam(_OWN_ID)), rows)
        for name, rows in inserted.items():
            self._connection.execute(table_of(name).insert(), rows)
