"""Writing the history: every row that changes gets its entry, chained, in the transaction that changes it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from vault.domain.changes import Action
from vault.services.store.columns import Row
from vault.services.store.encoding import canonical, instant_text
from vault.services.store.history_chain import FIRST_PREVIOUS, history_mac
from vault.services.store.schema import HISTORY

SHA_OF_NOTHING: Final = hashlib.sha256(b"").digest()
_SLIP: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the history; `utc` None and seq 0 while it is empty."""

    seq: int
    utc: str | None
    mac: bytes


def read_head(connection: sa.Connection) -> Head:
    """Return the last entry."""
    chosen = sa.select(HISTORY.c.seq, HISTORY.c.utc, HISTORY.c.mac).order_by(HISTORY.c.seq.desc()).limit(1)
    last = connection.execute(chosen).first()
    return Head(0, None, FIRST_PREVIOUS) if last is None else Head(last.seq, last.utc, last.mac)


def _instant_after(last: str | None, now: datetime) -> str:
    """Return the time of a transaction: never that of the one before, whose entries it must be told from."""
    if last is None:
        return instant_text(now)
    before = datetime.fromisoformat(last)
    if timedelta(0) <= before - now < _SLIP:
        return instant_text(before + timedelta(microseconds=1))
    return instant_text(now)


class HistoryLog:
    """The entries one transaction adds."""

    def __init__(self, connection: sa.Connection, key: bytes, now: datetime) -> None:
        self._connection = connection
        self._key = key
        head = read_head(connection)
        self._seq, self._mac = head.seq, head.mac
        self.utc = _instant_after(head.utc, now)
        self._pending: list[Row] = []

    @property
    def seq(self) -> int:
        """The number of the last entry."""
        return self._seq

    def add(self, entity: str, entity_id: str, action: Action, row: Row | None) -> None:
        """Note one changed row; None says that it is gone."""
        after = None if row is None else canonical(row)
        sha = SHA_OF_NOTHING if after is None else hashlib.sha256(after.encode("utf-8")).digest()
        self._seq += 1
        self._mac = history_mac(
            self._key, self._mac, self._seq, self.utc, entity, entity_id, action.value, sha
        )
        self._pending.append(
            {
                "seq": self._seq,
                "utc": self.utc,
                "entity": entity,
                "entity_id": entity_id,
                "action": action.value,
                "after": after,
                "sha": sha,
                "mac": self._mac,
            }
        )

    def flush(self) -> None:
        """Write what was noted."""
        if self._pending:
            self._connection.execute(HISTORY.insert(), self._pending)
            self._pending = []
