"""Whether the history is whole and the rows are what it says: no old page put back passes this check."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from vault.domain.changes import Action
from vault.domain.records.kinds import KINDS
from vault.services.store.columns import Row, layout_of
from vault.services.store.encoding import canonical
from vault.services.store.history_chain import FIRST_PREVIOUS, history_mac
from vault.services.store.history_log import SHA_OF_NOTHING
from vault.services.store.rows import select_rows
from vault.services.store.schema import HISTORY, META, SETTING, table_of

RowKey = tuple[str, str]


class ChainFaultCode(StrEnum):
    """What is wrong with an entry of the history or with a row."""

    GAP = "history_gap"
    ALTERED = "history_altered"
    BROKEN = "history_broken"
    ROW_DIFFERS = "row_differs"
    ROW_MISSING = "row_missing"
    ROW_UNKNOWN = "row_unknown"


@dataclass(frozen=True, slots=True)
class ChainFault:
    """One finding: at entry `seq`, or for the row `entity_id` of the table `entity`."""

    code: ChainFaultCode
    seq: int | None = None
    entity: str | None = None
    entity_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Last:
    """What the history says last of a row; `after` None with `gone` False was purged."""

    after: str | None
    gone: bool


class ChainCheck:
    """Walks the history once, then every row it speaks of."""

    def __init__(self, connection: sa.Connection, key: bytes) -> None:
        self._connection = connection
        self._key = key

    def last_entry(self) -> tuple[ChainFault, ...]:
        """Check the code of the last entry against the one before: the quick check."""
        chosen = sa.select(HISTORY).order_by(HISTORY.c.seq.desc()).limit(2)
        entries = list(self._connection.execute(chosen))[::-1]
        if not entries:
            return ()
        first = entries[0]
        known = len(entries) > 1 or first.seq == 1
        previous = FIRST_PREVIOUS if len(entries) == 1 else first.mac
        return (
            tuple(self._faults_of(entries[-1], entries[-1].seq, previous))
            if known
            else (_at(ChainFaultCode.GAP, first),)
        )

    def everything(self) -> tuple[ChainFault, ...]:
        """Check every entry, then every row against its last entry, by value."""
        found: list[ChainFault] = []
        last: dict[RowKey, _Last] = {}
        previous, expected = FIRST_PREVIOUS, 1
        for entry in self._connection.execute(sa.select(HISTORY).order_by(HISTORY.c.seq)):
            found += self._faults_of(entry, expected, previous)
            previous, expected = entry.mac, entry.seq + 1
            gone = entry.action == Action.REMOVED
            last[entry.entity, entry.entity_id] = _Last(entry.after, gone)
        return (*found, *self._row_faults(last))

    def _faults_of(
        self, entry: sa.Row[tuple[object, ...]], expected: int, previous: bytes
    ) -> Iterator[ChainFault]:
        if entry.seq != expected:
            yield _at(ChainFaultCode.GAP, entry)
        gone = entry.action == Action.REMOVED
        if entry.after is not None:
            honest = not gone and hashlib.sha256(entry.after.encode("utf-8")).digest() == entry.sha
        else:
            honest = gone == (entry.sha == SHA_OF_NOTHING)
        if not honest:
            yield _at(ChainFaultCode.ALTERED, entry)
        mac = history_mac(
            self._key, previous, entry.seq, entry.utc, entry.entity, entry.entity_id, entry.action, entry.sha
        )
        if not hmac.compare_digest(mac, entry.mac):
            yield _at(ChainFaultCode.BROKEN, entry)

    def _row_faults(self, last: dict[RowKey, _Last]) -> Iterator[ChainFault]:
        for table, row_id, row in self._rows():
            said = last.pop((table, row_id), None)
            if said is None or said.after is None:
                yield ChainFault(ChainFaultCode.ROW_UNKNOWN, entity=table, entity_id=row_id)
            elif not _same(row, said.after):
                yield ChainFault(ChainFaultCode.ROW_DIFFERS, entity=table, entity_id=row_id)
        for (table, row_id), said in last.items():
            if not said.gone:
                yield ChainFault(ChainFaultCode.ROW_MISSING, entity=table, entity_id=row_id)

    def _rows(self) -> Iterator[tuple[str, str, Row]]:
        for kind in KINDS:
            for table in (kind, *(each.table for each in layout_of(kind).lists)):
                for row in select_rows(self._connection, sa.select(table_of(table))):
                    yield table, str(row["id"]), row
        for row in select_rows(self._connection, sa.select(META)):
            vid = row["vid"]
            yield META.name, vid.hex() if isinstance(vid, bytes) else str(vid), row
        for row in select_rows(self._connection, sa.select(SETTING)):
            yield SETTING.name, str(row["key"]), row


def _at(code: ChainFaultCode, entry: sa.Row[tuple[object, ...]]) -> ChainFault:
    return ChainFault(code, entry.seq, entry.entity, entry.entity_id)


def _same(row: Row, after: str) -> bool:
    now = canonical(row)
    return now == after or json.loads(now) == {
        name: value for name, value in json.loads(after).items() if value is not None
    }
