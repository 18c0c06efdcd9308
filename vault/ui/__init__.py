"""The window: the services of the vault for people who never open a terminal."""
