"""The rows of an open database by value, to compare two of its states."""

from vault.services.store.database import Database
from vault.services.store.engine import reading
from vault.services.store.schema import METADATA

Snapshot = dict[str, list[tuple[object, ...]]]
_GROWING = ("history", "text")


def snapshot(database: Database) -> Snapshot:
    """Return every row of every table but history and long texts, which only grow."""
    with reading(database._engine) as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
            for name, table in METADATA.tables.items()
            if name not in _GROWING
        }
