"""Fetching rows: whole records, one SELECT for each table, grouped here; long texts by hash, verified."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import sqlalchemy as sa

from vault.domain.records.kinds import Record
from vault.services.store.columns import Row, layout_of
from vault.services.store.encoding import text_hash
from vault.services.store.faults import damaged
from vault.services.store.mapping import NO_ROWS, RecordRows, Texts, hashes_in, record_reader
from vault.services.store.schema import HISTORY, TEXT, table_of

_BATCH: Final = 500

Condition = sa.ColumnElement[bool]


def select_rows(connection: sa.Connection, statement: sa.Select[tuple[object, ...]]) -> Iterator[Row]:
    """Yield the rows of a SELECT by column name."""
    result = connection.execute(statement)
    names = tuple(result.keys())
    for values in result.all():
        yield dict(zip(names, values, strict=True))  # type: ignore[arg-type]  # the columns are of SQLite's types


def load_rows(
    connection: sa.Connection, kind: str, condition: Condition | None = None
) -> dict[str, RecordRows]:
    """Return the rows of the records of a kind that meet a condition on its own table, in order of id."""
    layout = layout_of(kind)
    root = table_of(kind)
    chosen = sa.select(root).order_by(root.c.id)
    if condition is not None:
        chosen = chosen.where(condition)
    roots = {str(row["id"]): row for row in select_rows(connection, chosen)}
    lists: list[dict[str, list[Row]]] = []
    for each in layout.lists if roots else ():
        table = table_of(each.table)
        members = sa.select(table).order_by(table.c.record_id, table.c.position)
        if condition is not None:
            members = members.where(table.c.record_id.in_(sa.select(root.c.id).where(condition)))
        grouped: dict[str, list[Row]] = {}
        for row in select_rows(connection, members):
            grouped.setdefault(str(row["record_id"]), []).append(row)
        lists.append(grouped)
    return {
        record_id: RecordRows(row, tuple([tuple(grouped.get(record_id, NO_ROWS)) for grouped in lists]))
        for record_id, row in roots.items()
    }


def load_rows_of(connection: sa.Connection, kind: str, ids: Iterable[str]) -> dict[str, RecordRows]:
    """Return the rows of the records with these ids, as far as there are any."""
    found: dict[str, RecordRows] = {}
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), _BATCH):
        found |= load_rows(connection, kind, table_of(kind).c.id.in_(wanted[start : start + _BATCH]))
    return found


def load_texts(connection: sa.Connection, hashes: Iterable[bytes]) -> dict[bytes, str]:
    """Return long texts by hash; `database_damaged` when one is missing or is not what its hash says."""
    wanted = sorted(set(hashes))
    texts: dict[bytes, str] = {}
    for start in range(0, len(wanted), _BATCH):
        chosen = sa.select(TEXT.c.sha256, TEXT.c.body).where(
            TEXT.c.sha256.in_(wanted[start : start + _BATCH])
        )
        texts.update(connection.execute(chosen).all())
    if len(texts) < len(wanted) or any(text_hash(body) != sha for sha, body in texts.items()):
        raise damaged()
    return texts


def read_records(
    connection: sa.Connection, kind: str, condition: Condition | None = None
) -> tuple[Record, ...]:
    """Return the records of a kind that meet a condition, ordered by id."""
    found = load_rows(connection, kind, condition)
    texts: Texts = load_texts(connection, (sha for rows in found.values() for sha in hashes_in(kind, rows)))
    read = record_reader(kind)
    return tuple([read(rows, texts) for rows in found.values()])


def read_records_of(connection: sa.Connection, kind: str, ids: Sequence[str]) -> tuple[Record, ...]:
    """Return the records with these ids in this order; what is not there is left out."""
    found = load_rows_of(connection, kind, ids)
    texts = load_texts(connection, (sha for rows in found.values() for sha in hashes_in(kind, rows)))
    read = record_reader(kind)
    return tuple([read(found[each], texts) for each in ids if each in found])


def ids_in_history(connection: sa.Connection, ids: Iterable[str]) -> set[str]:
    """Return those of the ids that the history knows."""
    wanted = sorted(set(ids))
    known: set[str] = set()
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        known.update(
            connection.scalars(
                sa.select(HISTORY.c.entity_id).where(HISTORY.c.entity_id.in_(batch)).distinct()
            )
        )
    return known
