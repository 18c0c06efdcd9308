"""The migrations make the very tables the code uses; a file that is newer or not ours is told apart."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from vault.domain.errors import ExitCode, UserError
from vault.services.store.database import Database, StoreKeys
from vault.services.store.engine import make_engine, reading, writing
from vault.services.store.migrations import steps
from vault.services.store.schema import METADATA
from vault.services.store.schema_text import schema_text

SCHEMA_FILE = Path(__file__).resolve().parents[3] / "resources" / "schema.sql"


def _lines(connection: sa.Connection) -> dict[str, list[str]]:
    """Return, for each table and index, the lines of its definition in any order and without spacing."""
    chosen = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'"
    return {
        name: sorted(re.sub(r"\s+", " ", line).strip(" ,") for line in sql.splitlines() if line.strip())
        for name, sql in connection.exec_driver_sql(chosen)
    }


def test_the_migrated_database_has_the_tables_the_code_uses(database: Database, tmp_path: Path) -> None:
    with reading(database._engine) as connection:
        migrated = _lines(connection)
    engine = make_engine(tmp_path / "plan.db", bytes(range(48)))
    with writing(engine) as connection:
        METADATA.create_all(connection)
        planned = _lines(connection)
    engine.dispose()
    assert migrated == planned


def test_the_schema_file_is_what_the_migrations_make(database: Database) -> None:
    with reading(database._engine) as connection:
        assert schema_text(connection) == SCHEMA_FILE.read_text(encoding="utf-8")


def test_the_known_revisions_are_the_files_in_their_order() -> None:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(steps.VERSIONS_FOLDER))
    assert tuple(step.revision for step in reversed(list(script.walk_revisions()))) == steps.REVISIONS


def _set_revision(database: Database, *revisions: str) -> None:
    with writing(database._engine) as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
        for revision in revisions:
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (revision,))
    database.close()


def test_a_database_of_a_newer_program_is_refused(
    database: Database, path: Path, keys: StoreKeys, ids: SeededIds, clock: FakeClock
) -> None:
    _set_revision(database, "0999")
    with pytest.raises(UserError) as caught:
        Database.open(path, keys, ids, clock)
    assert caught.value.code == "newer_vault"
    assert caught.value.exit_code is ExitCode.NEWER_VAULT


@pytest.mark.parametrize("revisions", [(), ("0001", "0002")])
def test_a_database_without_one_revision_is_damaged(
    database: Database,
    path: Path,
    keys: StoreKeys,
    ids: SeededIds,
    clock: FakeClock,
    revisions: tuple[str, ...],
) -> None:
    _set_revision(database, *revisions)
    with pytest.raises(UserError) as caught:
        Database.open(path, keys, ids, clock)
    assert caught.value.code == "database_damaged"


def test_an_empty_encrypted_file_is_damaged(
    path: Path, keys: StoreKeys, ids: SeededIds, clock: FakeClock
) -> None:
    engine = make_engine(path, keys.db)
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE other (a)")
    engine.dispose()
    with pytest.raises(UserError) as caught:
        Database.open(path, keys, ids, clock)
    assert caught.value.code == "database_damaged"


_NEXT_STEP = """
from alembic import op
revision = "0002"
down_revision = "0001"


def upgrade():
    op.execute("ALTER TABLE setting ADD COLUMN extra TEXT")
    {more}
"""


def _with_next_step(folder: Path, monkeypatch: pytest.MonkeyPatch, more: str) -> None:
    """Let the program know a second step, kept in a folder of its own."""
    versions = folder / "versions"
    versions.mkdir()
    for source in (steps.VERSIONS_FOLDER / "versions").glob("r*"):
        (versions / source.name).write_bytes(source.read_bytes())
    (versions / "r0002_next.py").write_text(_NEXT_STEP.format(more=more), encoding="utf-8")
    monkeypatch.setattr(steps, "VERSIONS_FOLDER", folder)
    monkeypatch.setattr(steps, "REVISIONS", ("0001", "0002"))


def _columns(database: Database) -> list[str]:
    with reading(database._engine) as connection:
        found = connection.exec_driver_sql("PRAGMA table_info(setting)").all()
    return [row[1] for row in found]


def test_a_step_that_is_due_runs_at_open_and_only_once(
    database: Database,
    path: Path,
    keys: StoreKeys,
    ids: SeededIds,
    clock: FakeClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    database.close()
    (tmp_path / "more").mkdir()
    _with_next_step(tmp_path / "more", monkeypatch, "pass")
    for _ in range(2):
        opened = Database.open(path, keys, ids, clock)
        assert _columns(opened) == ["key", "value", "extra"]
        opened.close()


@pytest.mark.parametrize(
    "more",
    [
        "raise OSError",
        "op.execute(\"INSERT INTO policy_excluded VALUES ('a', 'nobody', 0, 'none')\")",
    ],
)
def test_a_step_that_fails_leaves_the_database_as_it_was(  # noqa: PLR0913, PLR0917 - fixtures
    database: Database,
    path: Path,
    keys: StoreKeys,
    ids: SeededIds,
    clock: FakeClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    more: str,
) -> None:
    database.close()
    (tmp_path / "more").mkdir()
    with monkeypatch.context() as patched:
        _with_next_step(tmp_path / "more", patched, more)
        with pytest.raises((OSError, UserError)):
            Database.open(path, keys, ids, clock)
    opened = Database.open(path, keys, ids, clock)
    assert _columns(opened) == ["key", "value"]
    assert opened.check_full() == ()
    opened.close()


def test_opening_imports_neither_alembic_nor_the_orm(database: Database, path: Path, keys: StoreKeys) -> None:
    database.close()
    script = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from tests.fakes.clock import FakeClock\n"
        "from tests.fakes.ids import SeededIds\n"
        "from vault.services.store.database import Database, StoreKeys\n"
        "path, *keys = json.loads(sys.stdin.read())\n"
        "keys = StoreKeys(*map(bytes.fromhex, keys))\n"
        "if not Path(path).exists():\n"
        "    Database.create(Path(path), keys, 1, SeededIds(), FakeClock()).close()\n"
        "else:\n"
        "    database = Database.open(Path(path), keys, SeededIds(), FakeClock())\n"
        "    with database.read() as repository:\n"
        "        assert list(repository.load_all()) == []\n"
        "    database.close()\n"
        "print(json.dumps([name for name in ('alembic', 'sqlalchemy.orm') if name in sys.modules]))\n"
    )

    def imported(file: Path) -> object:
        told = json.dumps([str(file), keys.db.hex(), keys.history.hex(), keys.vid.hex()])
        root = Path(__file__).resolve().parents[3]
        done = subprocess.run(
            [sys.executable, "-c", script], input=told, capture_output=True, text=True, check=True, cwd=root
        )
        return json.loads(done.stdout)

    assert imported(path) == []
    assert imported(path.with_name("new.db")) == ["alembic"]
