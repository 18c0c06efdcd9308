"""What a person did with a due date, put it off or dealt with it; a date that moves stands open again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vault.domain.deadlines.due_date import DueDate
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import KINDS
from vault.domain.records.papers import Reminder

_PREFIX = "due:"


class DueState(StrEnum):
    """How a due date stands."""

    OPEN = "open"
    SNOOZED = "snoozed"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class MarkedDue:
    """A due date and the mark on it, None when there is none."""

    due: DueDate
    mark: Reminder | None = None

    def state(self, today: date) -> DueState:
        """Return how it stands."""
        return state_of(self.mark, today)


def state_of(mark: Reminder | None, today: date) -> DueState:
    """Return how something stands by what was done with it; one put off until today is open again."""
    if mark is None:
        return DueState.OPEN
    if mark.done_on is not None:
        return DueState.DONE
    until = mark.snoozed_until
    return DueState.SNOOZED if until is not None and until > today else DueState.OPEN


def mark_rule(due: DueDate) -> str:
    """Return what the rule of a mark on this due date is; an event is another one when less is left."""
    left = f":left {due.remaining}" if due.due is None else ""
    return f"{_PREFIX}{int(due.kind)}" + (f":{due.case}" if due.case else "") + left


def marked_record(due: DueDate) -> str | None:
    """Return the id of the record a mark names; None when the date concerns the vault as a whole."""
    return due.subject if due.subject_kind in KINDS else None


def is_mark(reminder: Reminder) -> bool:
    """Tell whether a reminder is a mark on a computed date, and none of the person's own."""
    return reminder.rule is not None and reminder.rule.startswith(_PREFIX)


def marked(due: Sequence[DueDate], records: RecordSet) -> tuple[MarkedDue, ...]:
    """Return due dates with their marks; a mark made for another day says nothing of this one."""
    marks = {
        (each.rule, each.subject, each.due): each for each in records.all(Reminder) if is_mark(each)
    }  # of two marks the later id counts: records come in the order of their ids
    return tuple(MarkedDue(each, marks.get((mark_rule(each), marked_record(each), each.due))) for each in due)


def open_due(due: Sequence[DueDate], records: RecordSet, today: date) -> Iterator[DueDate]:
    """Yield the due dates that wait for the person today."""
    for each in marked(due, records):
        if each.state(today) is DueState.OPEN:
            yield each.due
