"""The records a vault holds, as frozen dataclasses grouped by meaning."""
