"""The encrypted database: engine, schema, mapping, repositories, unit of work, history."""
