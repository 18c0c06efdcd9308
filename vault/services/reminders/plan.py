"""Which dates are to be told today: once per lead day, then daily while overdue; never missed, never doubled.

What was told is kept by its own mark and not by the clock, so that a suspend or a clock set forward or back
neither swallows a date nor tells it twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vault.domain.deadlines.due_date import DueDate, DueKind
from vault.domain.record_set import RecordSet
from vault.domain.records.papers import Reminder

_ON_THE_DAY = (0,)
_REMEMBERED = timedelta(days=60)
_MARKS_KEPT = 12
_AGAIN = "+"

ToldMap = Mapping[str, "Told"]
"""What was told, by the key of its thing."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a date: the record it leads to, its day (None is now), how far ahead it is told.

    `due` explains a computed date, `label` names a reminder of the person's own.
    """

    key: str
    kind: str
    subject: str
    person: str | None
    day: date | None
    leads: tuple[int, ...]
    due: DueDate | None = None
    label: str | None = None

    def days_left(self, today: date) -> int:
        """Return the days until it is due, negative when overdue."""
        return 0 if self.day is None else (self.day - today).days


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of a thing while it stood on `day`: leads in days, days told overdue, counts left.

    A mark `+YYYY-MM-DD` is none of what was told: from that day on it is to be told once more.
    """

    key: str
    day: date | None
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A thing that is to be told now, and the mark that says so afterwards."""

    thing: Thing
    mark: str


def things_of(records: RecordSet, due: Sequence[DueDate]) -> tuple[Thing, ...]:
    """Return everything with a date; one person's claims to file are one thing, the first day counts."""
    return (*_due_things(due), *_own_reminders(records))


def plan(things: Sequence[Thing], told: ToldMap, today: date) -> tuple[Notice, ...]:
    """Return what is to be told now, soonest first."""
    notices = [
        Notice(thing, mark)
        for thing in things
        if (mark := _new_mark(thing, _marks(thing, told), today)) is not None
    ]
    return tuple(sorted(notices, key=lambda each: (each.thing.days_left(today), each.thing.key)))


def after(told: ToldMap, notices: Sequence[Notice], things: Sequence[Thing], today: date) -> dict[str, Told]:
    """Return what has been told once these notices were; things long gone are forgotten."""
    kept = {
        key: each
        for key, each in told.items()
        if (each.day is not None and each.day >= today - _REMEMBERED) or any(key == one.key for one in things)
    }
    for notice in notices:
        thing = notice.thing
        marks = [each for each in _marks(thing, kept) if not _is_again(each, today)]
        if not notice.mark.startswith(_AGAIN):
            marks.append(notice.mark)
        kept[thing.key] = Told(thing.key, thing.day, tuple(marks[-_MARKS_KEPT:]))
    return kept


def put_off(told: ToldMap, things: Sequence[Thing], today: date) -> dict[str, Told]:
    """Return what has been told, with these things to be told once more tomorrow."""
    kept = dict(told)
    mark = f"{_AGAIN}{today + timedelta(1)}"
    for thing in things:
        marks = [each for each in _marks(thing, kept) if not each.startswith(_AGAIN)]
        kept[thing.key] = Told(thing.key, thing.day, (*marks, mark)[-_MARKS_KEPT:])
    return kept


def told_together(own: ToldMap, others: ToldMap, things: Sequence[Thing]) -> dict[str, Told]:
    """Return what two tellers told of these things, each under its key."""
    kept = dict(own)
    for thing in things:
        marks = dict.fromkeys((*_marks(thing, others), *_marks(thing, own)))
        if marks:
            kept[thing.key] = Told(thing.key, thing.day, tuple(marks)[-_MARKS_KEPT:])
    return kept


def _new_mark(thing: Thing, marks: Sequence[str], today: date) -> str | None:
    """Return what is to be told of a thing now: what was not told yet, else what was put off till now."""
    mark = _mark(thing, today)
    if mark is not None and mark not in marks:
        return mark
    return next((each for each in marks if _is_again(each, today)), None)


def _is_again(mark: str, today: date) -> bool:
    return mark.startswith(_AGAIN) and mark[len(_AGAIN) :] <= today.isoformat()


def _mark(thing: Thing, today: date) -> str | None:
    """Return what would be told of a thing today, None when nothing: the last lead passed, or the day."""
    if thing.day is None:
        left = None if thing.due is None else thing.due.remaining
        return f"left {left}"
    days = thing.days_left(today)
    if days < 0:
        return today.isoformat()
    passed = [lead for lead in thing.leads if days <= lead]
    return str(min(passed)) if passed else None


def _marks(thing: Thing, told: ToldMap) -> tuple[str, ...]:
    known = told.get(thing.key)
    return known.marks if known is not None and known.day == thing.day else ()


def _due_things(due: Sequence[DueDate]) -> Iterator[Thing]:
    claims: dict[str, Thing] = {}
    for each in due:
        key = f"{int(each.kind)}:{each.subject}"
        thing = Thing(key, each.subject_kind, each.subject, each.person, each.due, each.lead_days, each)
        if each.kind is not DueKind.FILE_CLAIM:
            yield thing
            continue
        first = claims.get(each.person)
        if first is None or (each.due or date.min, each.subject) < (first.day or date.min, first.subject):
            claims[each.person] = replace(thing, key=f"{int(each.kind)}:{each.person}")
    yield from claims.values()


def _own_reminders(records: RecordSet) -> Iterator[Thing]:
    for reminder in records.all(Reminder):
        day = reminder.snoozed_until or reminder.due
        if day is None or reminder.done_on is not None:
            continue
        subject = (reminder.subject_kind, reminder.subject)
        kind, record = subject if subject[0] and subject[1] else ("reminder", reminder.id)
        yield Thing(
            f"own:{reminder.id}",
            kind or "",
            record or "",
            reminder.person,
            day,
            reminder.lead_days or _ON_THE_DAY,
            label=reminder.label,
        )
