"""Putting a due date off, dealing with it, and taking either back; each is a write that can be undone."""

from datetime import date

from vault.domain.changes import Changes
from vault.domain.deadlines.marks import MarkedDue, mark_rule, marked_record
from vault.domain.records.papers import Reminder
from vault.services.records.writing import RecordService

Target = MarkedDue | Reminder
"""A due date, or a reminder of the person's own."""


def snooze(records: RecordService, target: Target, until: date) -> Changes:
    """Tell nothing of it until a day."""
    return _mark(records, target, until, None)


def settle(records: RecordService, target: Target, on: date) -> Changes:
    """Note that it is dealt with; should a due date move, it stands open again."""
    return _mark(records, target, None, on)


def reopen(records: RecordService, target: Target) -> Changes:
    """Let it wait again as if nothing had been done with it."""
    return _mark(records, target, None, None)


def _mark(records: RecordService, target: Target, until: date | None, done: date | None) -> Changes:
    values = {
        "snoozed_until": None if until is None else until.isoformat(),
        "done_on": None if done is None else done.isoformat(),
    }
    if isinstance(target, Reminder):
        return records.edit(target.id, values).changes
    if target.mark is not None:
        return records.edit(target.mark.id, values).changes
    due = target.due
    told = {
        "subject_kind": None if marked_record(due) is None else due.subject_kind,
        "subject": marked_record(due),
        "person": due.person or None,
        "due": None if due.due is None else due.due.isoformat(),
        "rule": mark_rule(due),
    }
    return records.add("reminder", told | values).changes
