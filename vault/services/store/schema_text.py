"""The schema of a database as readable text: what `resources/schema.sql` holds."""

import sqlalchemy as sa


def schema_text(connection: sa.Connection) -> str:
    """Return every table and index of a database in the order of their names."""
    chosen = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name"
    statements = connection.exec_driver_sql(chosen).scalars().all()
    return "".join(f"{statement};\n\n" for statement in statements).rstrip("\n") + "\n"
