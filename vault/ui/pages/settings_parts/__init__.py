"""The sections of the settings page: each change takes effect at once."""
