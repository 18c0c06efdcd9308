"""Dates to and from the JSON values of the codec."""

from datetime import date

from vault.domain.records.codec import Json


def read_day(value: Json) -> date | None:
    """Return the date of a JSON value, None where it is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def write_day(value: date | None) -> str | None:
    """Return a date as a JSON value."""
    return None if value is None else value.isoformat()
