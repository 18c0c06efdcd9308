"""Brings a database to the schema this program knows; Alembic is imported only when a step is due."""

from pathlib import Path
from typing import Final

import sqlalchemy as sa

from vault.domain.errors import ExitCode, UserError
from vault.services.store.engine import make_engine, reading, writing
from vault.services.store.faults import damaged

REVISIONS: Final = ("0001",)
"""Every revision in order; a test compares it with the files in `versions`."""
VERSIONS_FOLDER: Final = Path(__file__).parent


def read_revision(connection: sa.Connection) -> str:
    """Return the revision a database is at; UserError when it has none of ours."""
    try:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    except sa.exc.OperationalError:
        raise damaged() from None
    if len(found) != 1:
        raise damaged()
    if found[0] not in REVISIONS:
        raise UserError("newer_vault", ExitCode.NEWER_VAULT)
    return str(found[0])


def upgrade(path: Path, key48: bytes, current: str | None) -> None:
    """Run the steps after `current`, None for a new file, and check the references before they count."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(VERSIONS_FOLDER))
    due = list(script.iterate_revisions(REVISIONS[-1], current or "base"))
    engine = make_engine(path, key48, foreign_keys=False)
    try:
        with writing(engine) as connection:
            context = MigrationContext.configure(connection, opts={"transactional_ddl": True})
            with Operations.context(context):
                for step in reversed(due):
                    step.module.upgrade()
                    context.stamp(script, step.revision)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise damaged()
    finally:
        engine.dispose()


def bring_up_to_date(engine: sa.Engine, path: Path, key48: bytes) -> None:
    """Run what is due on an existing database; the engine must have no connection in use."""
    with reading(engine) as connection:
        current = read_revision(connection)
    if current != REVISIONS[-1]:
        engine.dispose()
        upgrade(path, key48, current)
