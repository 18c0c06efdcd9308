"""The one sealing primitive, the header with its key slots, the recovery key."""
