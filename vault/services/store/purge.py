"""Emptying the trash: rows, what the history kept of them, and long texts nothing names any more."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from vault.domain.changes import Action
from vault.domain.records.kinds import APPEND_ONLY, KINDS
from vault.services.store.columns import columns_of_table, layout_of, references_to
from vault.services.store.encoding import from_canonical, instant_text
from vault.services.store.history_log import HistoryLog
from vault.services.store.mapping import RecordRows
from vault.services.store.row_writer import RowWriter
from vault.services.store.rows import load_rows
from vault.services.store.schema import HISTORY, TEXT, entry_belongs_to, table_of

Key = tuple[str, str]
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_BLOB_KINDS: Final = ("document", "bundle")


def purge(connection: sa.Connection, log: HistoryLog, before: datetime) -> tuple[str, ...]:
    """Remove what went to the trash before an instant; return the blobs that no row names any more.

    A record that one outside the trash still names stays, and so does what only such a record names.
    What was removed before that instant is forgotten with it.
    """
    limit = instant_text(before)
    removed = _removed(connection, limit)
    doomed = _unneeded(connection, _trashed(connection, limit))
    writer = RowWriter(connection, log)
    for (kind, _), rows in doomed.items():
        writer.change(kind, rows, None, Action.REMOVED)
    writer.write()
    hashes: set[bytes] = set()
    blobs: set[str] = set()
    for key in sorted({*doomed, *removed}):
        for entity, after in _forget(connection, key):
            row = from_canonical(columns_of_table(entity), after)
            hashes.update(value for value in row.values() if isinstance(value, bytes))
            if entity in _BLOB_KINDS:
                blobs.add(str(row["blob"]))
    _drop_unnamed_texts(connection, hashes)
    return tuple(sorted(blob for blob in blobs if not _is_named(connection, blob)))


def _trashed(connection: sa.Connection, limit: str) -> dict[Key, RecordRows]:
    found: dict[Key, RecordRows] = {}
    for kind in KINDS:
        if kind not in APPEND_ONLY:
            for record_id, rows in load_rows(connection, kind, table_of(kind).c.trashed_at < limit).items():
                found[kind, record_id] = rows
    return found


def _removed(connection: sa.Connection, limit: str) -> set[Key]:
    """Return the records removed before `limit` and not put back, of which the history still keeps rows."""
    found: set[Key] = set()
    for kind in KINDS:
        table = table_of(kind)
        kept = sa.select(HISTORY.c.entity_id).where(HISTORY.c.entity == kind, HISTORY.c.after.is_not(None))
        chosen = sa.select(HISTORY.c.entity_id).where(
            HISTORY.c.entity == kind,
            HISTORY.c.action == Action.REMOVED.value,
            HISTORY.c.utc < limit,
            HISTORY.c.entity_id.not_in(sa.select(table.c.id)),
            HISTORY.c.entity_id.in_(kept),
        )
        found.update((kind, record_id) for record_id in connection.scalars(chosen))
    return found


def _unneeded(connection: sa.Connection, doomed: dict[Key, RecordRows]) -> dict[Key, RecordRows]:
    """Leave out what a record that stays names, and again what those name."""
    naming = set(_references(connection, {kind for kind, _ in doomed}))
    while needed := {named for owner, named in naming if named in doomed and owner not in doomed}:
        doomed = {key: rows for key, rows in doomed.items() if key not in needed}
    return doomed


def _references(connection: sa.Connection, kinds: Iterable[str]) -> Iterator[tuple[Key, Key]]:
    """Yield (owner, named) for every reference to a record of these kinds that lies in the trash."""
    owners = {each.table: kind for kind in KINDS for each in layout_of(kind).lists}
    for kind in kinds:
        named = table_of(kind)
        in_trash = sa.select(named.c.id).where(named.c.trashed_at.is_not(None))
        for name, column in references_to(kind):
            table = table_of(name)
            owner_id = table.c.record_id if name in owners else table.c.id
            chosen = sa.select(owner_id, table.c[column]).where(table.c[column].in_(in_trash))
            for owner, target in connection.execute(chosen):
                yield (owners.get(name, name), owner), (kind, target)


def _forget(connection: sa.Connection, key: Key) -> list[tuple[str, str]]:
    """Take the rows of a record out of its history entries; return them as (table, JSON)."""
    own = sa.and_(HISTORY.c.entity == key[0], HISTORY.c.entity_id == key[1])
    theirs = sa.and_(sa.or_(own, entry_belongs_to(key[1])), HISTORY.c.after.is_not(None))
    kept = connection.execute(sa.select(HISTORY.c.entity, HISTORY.c.after).where(theirs)).all()
    connection.execute(HISTORY.update().where(theirs).values(after=None))
    return [(entity, after) for entity, after in kept]


def _drop_unnamed_texts(connection: sa.Connection, hashes: set[bytes]) -> None:
    """Delete texts that no entry names, in one pass; every row there is has an entry that holds it."""
    unnamed = {sha.hex() for sha in hashes}
    if unnamed:
        for after in connection.scalars(sa.select(HISTORY.c.after).where(HISTORY.c.after.is_not(None))):
            unnamed.difference_update(_HASH.findall(after))
    if unnamed:
        rows = [{"hash": bytes.fromhex(each)} for each in sorted(unnamed)]
        connection.execute(TEXT.delete().where(TEXT.c.sha256 == sa.bindparam("hash")), rows)


def _is_named(connection: sa.Connection, blob: str) -> bool:
    tables = (table_of(kind) for kind in _BLOB_KINDS)
    return any(
        connection.execute(sa.select(table.c.id).where(table.c.blob == blob).limit(1)).first()
        for table in tables
    )
