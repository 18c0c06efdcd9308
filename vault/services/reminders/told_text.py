"""What was told as lines of text: one thing a line."""

from datetime import date

from vault.services.reminders.plan import Told


def told_line(told: Told) -> str:
    """Return what was told of one thing as a line."""
    return "|".join((told.key, "" if told.day is None else told.day.isoformat(), ",".join(told.marks)))


def read_told(text: str) -> dict[str, Told]:
    """Return what was told by its key; a line that cannot be read is as good as nothing told."""
    found = (_read_line(line) for line in text.splitlines())
    return {told.key: told for told in found if told is not None}


def _read_line(line: str) -> Told | None:
    key, _, rest = line.partition("|")
    day, _, marks = rest.partition("|")
    try:
        return Told(key, date.fromisoformat(day) if day else None, tuple(marks.split(",")))
    except ValueError:
        return None
