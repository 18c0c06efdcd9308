"""Putting a due date off, dealing with it, and taking either back; each is a write that can be undone."""

from datetime import date

from vault.domain.changes import Changes
from vault.domain.deadlines.marks import MarkedDue, mark_rule
from vault.services.records.writing import RecordService


def snooze(records: RecordService, held: MarkedDue, until: date) -> Changes:
    """Tell nothing of a due date until a day."""
    return _mark(records, held, until, None)


def settle(records: RecordService, held: MarkedDue, on: date) -> Changes:
    """Note that a due date is dealt with; should the date move, it stands open again."""
    return _mark(records, held, None, on)


def reopen(records: RecordService, held: MarkedDue) -> Changes:
    """Let a due date wait again as if nothing had been done with it."""
    return _mark(records, held, None, None)


def _mark(records: RecordService, held: MarkedDue, until: date | None, done: date | None) -> Changes:
    values = {
        "snoozed_until": None if until is None else until.isoformat(),
        "done_on": None if done is None else done.isoformat(),
    }
    if held.mark is not None:
        return records.edit(held.mark.id, values).changes
    due = held.due
    told = {
        "subject_kind": due.subject_kind,
        "subject": due.subject,
        "person": due.person,
        "due": None if due.due is None else due.due.isoformat(),
        "rule": mark_rule(due),
    }
    return records.add("reminder", told | values).changes
