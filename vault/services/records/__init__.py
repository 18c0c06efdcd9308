"""Adding, changing, deleting and restoring records; every write returns its changes and its inverse."""
