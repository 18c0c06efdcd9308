"""Papers in the window: how they come in, how they are looked at, read, and filed."""
