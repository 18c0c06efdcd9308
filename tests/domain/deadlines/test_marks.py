"""What was done with a due date: open, put off, done; and open again when the date moves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vault.domain.deadlines.due_date import DEFAULT_LEAD_DAYS, DueDate, DueKind
from vault.domain.deadlines.marks import DueState, MarkedDue, is_mark, mark_rule, marked, open_due
from vault.domain.record_set import RecordSet
from vault.domain.records.papers import Reminder
from vault.domain.records.values import Basis

TODAY = date(2026, 11, 23)
DUE = DueDate(
    DueKind.REFERRAL_ENDS,
    "referral",
    "ref1",
    "nora",
    date(2026, 12, 13),
    "referral",
    Basis.PRINTED,
    DEFAULT_LEAD_DAYS,
    overdue=False,
    days_left=20,
)


def mark(
    due: DueDate = DUE, until: date | None = None, done: date | None = None, name: str = "m1"
) -> Reminder:
    return Reminder(
        name,
        "referral",
        due.subject,
        "nora",
        due=due.due,
        rule=mark_rule(due),
        snoozed_until=until,
        done_on=done,
    )


def state(*marks: Reminder, due: DueDate = DUE, today: date = TODAY) -> DueState:
    (held,) = marked((due,), RecordSet(marks))
    return held.state(today)


def test_a_date_nobody_touched_is_open() -> None:
    assert marked((DUE,), RecordSet(())) == (MarkedDue(DUE),)
    assert state() is DueState.OPEN
    assert state(mark()) is DueState.OPEN


@pytest.mark.parametrize(
    ("days", "expected"), [(-1, DueState.OPEN), (0, DueState.OPEN), (1, DueState.SNOOZED)]
)
def test_put_off_until_a_day_it_waits_until_that_day(days: int, expected: DueState) -> None:
    assert state(mark(until=TODAY + timedelta(days))) is expected


def test_done_is_done_and_nothing_waits() -> None:
    held = RecordSet((mark(done=TODAY),))
    assert state(mark(done=TODAY)) is DueState.DONE
    assert list(open_due((DUE,), held, TODAY)) == []
    assert list(open_due((DUE,), RecordSet(()), TODAY)) == [DUE]


def test_a_mark_says_nothing_of_another_day_record_or_kind() -> None:
    done = mark(done=TODAY)
    for other in (
        replace(DUE, due=date(2026, 12, 14)),
        replace(DUE, due=None),
        replace(DUE, subject="ref2"),
        replace(DUE, kind=DueKind.START_TREATMENT),
    ):
        assert state(done, due=other) is DueState.OPEN


def test_of_two_marks_the_later_counts() -> None:
    assert state(mark(done=TODAY), mark(name="m2")) is DueState.OPEN


def test_a_reminder_of_the_persons_own_is_no_mark() -> None:
    assert is_mark(mark())
    assert not is_mark(Reminder("own"))
    assert not is_mark(Reminder("own", rule="us-erisa-request"))
