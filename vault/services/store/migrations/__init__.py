"""The steps of the schema and the one way they are run: in one transaction, with foreign keys off."""
