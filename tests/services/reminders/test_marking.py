"""Putting a date off or dealing with it: what is told, what is stored, and the way back."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from tests.fakes.vaults import SampleVault
from tests.services.reminders.test_notice_words import say
from tests.services.reminders.test_plan import DAY, Days, due
from vault.domain.deadlines.due_date import DueDate, DueKind
from vault.domain.deadlines.marks import DueState, MarkedDue, mark_rule, marked
from vault.domain.record_set import RecordSet
from vault.domain.records.papers import Reminder
from vault.open_vault import OpenVault
from vault.services.reminders.agenda import AgendaLevel
from vault.services.reminders.agenda_items import agenda_items
from vault.services.reminders.marking import reopen, settle, snooze
from vault.services.reminders.plan import Thing, things_of


def things(held: Sequence[DueDate], *marks: Reminder) -> tuple[Thing, ...]:
    return things_of(RecordSet(marks), held)


def test_a_date_put_off_is_silent_and_then_told_once_again() -> None:
    until = DAY - timedelta(5)
    mark = Reminder("m", "referral", "ref1", "nora", due=DAY, rule="due:1", snoozed_until=until)
    days = Days(*things((due(),)))
    assert len(days.look(DAY - timedelta(14))) == 1
    days.things = things((due(),), mark)
    for left in range(13, 5, -1):
        assert days.look(DAY - timedelta(left)) == ()
    assert [each.mark for each in days.look(until)] == [f"again {until:%Y%m%d}"]
    assert days.look(until) == ()
    assert [each.mark for each in days.look(DAY - timedelta(3))] == ["3"]


def test_a_date_put_off_past_its_day_is_told_daily_from_then_on() -> None:
    until = DAY + timedelta(2)
    days = Days(
        *things(
            (due(),), Reminder("m", "referral", "ref1", "nora", due=DAY, rule="due:1", snoozed_until=until)
        )
    )
    assert [len(days.look(DAY + timedelta(each))) for each in range(-3, 5)] == [0, 0, 0, 0, 0, 1, 1, 1]


def test_a_date_dealt_with_is_not_told() -> None:
    mark = Reminder("m", "referral", "ref1", "nora", due=DAY, rule="due:1", done_on=DAY)
    assert things((due(),), mark) == ()


def test_claims_stand_together_but_for_those_put_off() -> None:
    claims = [
        due(DueKind.FILE_CLAIM, subject, DAY + timedelta(number)) for number, subject in enumerate("abc")
    ]
    later = Reminder("m", "visit", "a", "nora", due=DAY, rule="due:13", snoozed_until=DAY)
    found = things(claims, later)
    assert [(each.key, each.day) for each in found] == [("13:a", DAY), ("13:nora", DAY + timedelta(1))]


def first(vault: OpenVault) -> MarkedDue:
    snapshot = vault.snapshot()
    found = marked(snapshot.due, snapshot.records)
    return next(each for each in found if each.due.kind is DueKind.REFERRAL_ENDS)


def test_marks_are_records_that_can_be_undone(sample: SampleVault) -> None:
    with sample.open() as vault:
        person = vault.records.add("person", {"name": "Sample Person"}).record.id
        vault.records.add(
            "referral",
            {
                "person": person,
                "status": "active",
                "authored_on": "2026-11-01",
                "valid_until": "2026-12-13",
                "services": ["massage"],
                "referrer": None,
                "conditions": [],
                "signed": True,
            },
        )
        held = first(vault)
        today = sample.clock.today()
        until = today + timedelta(7)
        put_off = snooze(vault.records, held, until)
        assert first(vault).state(today) is DueState.SNOOZED
        assert first(vault).state(until) is DueState.OPEN
        done = settle(vault.records, first(vault), today)
        assert first(vault).state(today) is DueState.DONE
        assert len(vault.list("reminder")) == 1
        reopen(vault.records, first(vault))
        assert first(vault).state(today) is DueState.OPEN
        settle(vault.records, first(vault), today)
        vault.records.edit(held.due.subject, {"valid_until": "2026-12-20"})
        assert first(vault).mark is None
        vault.records.edit(held.due.subject, {"valid_until": "2026-12-13"})
        assert first(vault).state(today) is DueState.DONE
        assert mark_rule(held.due) == "due:1"
        vault.records.undo(done)
        assert first(vault).state(today) is DueState.SNOOZED
        vault.records.undo(put_off)
        assert first(vault).mark is None


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (DAY - timedelta(10), (DAY, (10, 7, 3, 1, 0))),
        (DAY - timedelta(7), (DAY, (7, 3, 1, 0))),
        (DAY, (DAY, (0,))),
        (DAY + timedelta(2), (DAY + timedelta(2), (0,))),
    ],
)
def test_the_locked_vault_is_silent_until_the_day_too(
    until: date, expected: tuple[date, tuple[int, ...]]
) -> None:
    mark = Reminder("m", "referral", "ref1", "nora", due=DAY, rule="due:1", snoozed_until=until)
    (item,) = agenda_items(things((due(),), mark), RecordSet(()), AgendaLevel.DATES, say())
    assert (item.due, item.lead) == expected
