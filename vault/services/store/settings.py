"""Small values of the vault itself, written with history like any row."""

import sqlalchemy as sa

from vault.domain.changes import Action
from vault.services.store.columns import Row
from vault.services.store.history_log import HistoryLog
from vault.services.store.schema import META, SETTING


def read_setting(connection: sa.Connection, key: str) -> str | None:
    """Return a setting; None when it was never set."""
    return connection.scalar(sa.select(SETTING.c.value).where(SETTING.c.key == key))


def write_setting(connection: sa.Connection, log: HistoryLog, key: str, value: str) -> None:
    """Set a value of at most 2,000 bytes."""
    old = read_setting(connection, key)
    if old == value:
        return
    row = Row(key=key, value=value)
    connection.execute(SETTING.insert().prefix_with("OR REPLACE"), row)
    log.add(SETTING.name, key, Action.ADDED if old is None else Action.CHANGED, row)
    log.flush()


def read_meta(connection: sa.Connection) -> tuple[bytes, int] | None:
    """Return id and generation of the vault; None when the row is missing."""
    row = connection.execute(sa.select(META.c.vid, META.c.gen)).first()
    return None if row is None else (row[0], row[1])


def write_gen(connection: sa.Connection, log: HistoryLog, vid: bytes, gen: int) -> None:
    """Set the generation of the header the database belongs to."""
    old = read_meta(connection)
    if old == (vid, gen):
        return
    row = Row(vid=vid, gen=gen)
    connection.execute(META.insert().prefix_with("OR REPLACE"), row)
    log.add(META.name, vid.hex(), Action.ADDED if old is None else Action.CHANGED, row)
    log.flush()
