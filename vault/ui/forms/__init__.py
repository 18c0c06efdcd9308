"""Forms of every kind of record, generated from the one field table."""
