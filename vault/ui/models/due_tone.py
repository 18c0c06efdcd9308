"""The color of a date that has passed: the same on Today, on Dates, in lists and on a record's page."""

from vault.domain.deadlines.due_date import GENTLE, DueDate
from vault.ui.theme.tokens import Tone


def due_tone(due: DueDate | None, *, overdue: bool) -> Tone:
    """Return red for what costs something when late, brown for a habit, plain before its day."""
    if not overdue:
        return Tone.TEXT
    return Tone.RISK if due is not None and due.kind in GENTLE else Tone.NO
