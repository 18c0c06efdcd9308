"""Write resources/schema.sql from the migrations; run after every new step of the schema."""

import secrets
import tempfile
from pathlib import Path

from vault.services.store.engine import make_engine, reading
from vault.services.store.migrations.steps import upgrade
from vault.services.store.schema_text import schema_text

if __name__ == "__main__":
    key = secrets.token_bytes(48)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "records.db"
        upgrade(database, key, None)
        engine = make_engine(database, key)
        with reading(engine) as connection:
            text = schema_text(connection)
        engine.dispose()
    target = Path(__file__).resolve().parents[1] / "resources" / "schema.sql"
    target.write_text(text, encoding="utf-8")
