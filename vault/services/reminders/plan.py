"""Which dates are to be told today: once per lead day, then daily while overdue; never missed, never doubled.

What was told is kept by its own mark and not by the clock, so that a suspend or a clock set forward or back
neither swallows a date nor tells it twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vault.domain.deadlines.due_date import DueDate, DueKind
from vault.domain.deadlines.keeping import is_release_form
from vault.domain.deadlines.marks import MarkedDue, is_mark, marked
from vault.domain.record_set import RecordSet
from vault.domain.records.papers import Reminder

_ON_THE_DAY = (0,)
_REMEMBERED = timedelta(days=60)
_SPANS_KEPT = 24
AGAIN = "+"
"""How a mark begins that asks to be told once more."""

_TO = ".."
"""Between the first and the last of overdue days told in a row."""

ToldMap = Mapping[str, "Told"]
"""What was told, by the key of its thing."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a date: the record it leads to, its day (None is now), how far ahead it is told.

    `due` explains a computed date, `label` names a reminder of the person's own. One that was put off is
    told again on `not_before`, and not earlier. An event, which has no day, came true on `since`.
    """

    key: str
    kind: str
    subject: str
    person: str | None
    day: date | None
    leads: tuple[int, ...]
    due: DueDate | None = None
    label: str | None = None
    not_before: date | None = None
    since: date | None = None

    def days_left(self, today: date) -> int:
        """Return the days until it is due, negative when overdue."""
        return 0 if self.day is None else (self.day - today).days


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of a thing while it stood on `day`: leads in days, days told overdue, counts left.

    Of an event `day` is when it came true last, and only says how long this is remembered.
    Overdue days in a row are one mark, first and last, so that a clock set far back repeats none of them. A
    mark `+YYYY-MM-DD` is none of what was told: from that day on it is to be told once more.
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
    return (*_due_things(marked(due, records)), *_own_reminders(records))


def plan(things: Sequence[Thing], told: ToldMap, today: date) -> tuple[Notice, ...]:
    """Return what is to be told now, soonest first."""
    notices = [
        Notice(thing, mark)
        for thing in things
        if (mark := _new_mark(thing, marks_of(thing, told), today)) is not None
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
        marks = tuple(each for each in marks_of(thing, kept) if not _is_again(each, today))
        # One told again need not be told for a lead that passed meanwhile.
        for mark in (notice.mark, mark_on(thing, today)):
            if mark is not None and not mark.startswith(AGAIN) and not _is_told(mark, marks):
                marks = _with(mark, marks)
        kept[thing.key] = _told(thing, marks)
    return kept


def event_mark(left: int | None) -> str:
    """Return the mark of an event: it is told once for each count left, once where no count is known."""
    return f"left {left}"


def again_mark(thing: Thing) -> str | None:
    """Return the mark of one that was put off and then told; without hyphens, which stand in overdue days."""
    return None if thing.not_before is None else f"again {thing.not_before:%Y%m%d}"


def marks_of(thing: Thing, told: ToldMap) -> tuple[str, ...]:
    """Return what was told of a thing as it stands; nothing once its day has moved."""
    known = told.get(thing.key)
    return known.marks if known is not None and thing.day in (None, known.day) else ()


def mark_on(thing: Thing, today: date) -> str | None:
    """Return what would be told of a thing on a day, None when nothing: the last lead passed, or the day."""
    if thing.day is None:
        if thing.since is not None and today < thing.since:
            return None
        return event_mark(None if thing.due is None else thing.due.remaining)
    days = thing.days_left(today)
    if days < 0:
        return today.isoformat()
    passed = [lead for lead in thing.leads if days <= lead]
    return str(min(passed)) if passed else None


def is_overdue_mark(mark: str) -> bool:
    """Tell whether a mark is days told overdue."""
    return "-" in mark and not mark.startswith(AGAIN)


def put_off(told: ToldMap, things: Sequence[Thing], today: date) -> dict[str, Told]:
    """Return what has been told, with these things to be told once more tomorrow."""
    kept = dict(told)
    mark = f"{AGAIN}{today + timedelta(1)}"
    for thing in things:
        marks = [each for each in marks_of(thing, kept) if not each.startswith(AGAIN)]
        kept[thing.key] = _told(thing, (*marks, mark))
    return kept


def told_together(own: ToldMap, others: ToldMap, things: Sequence[Thing]) -> dict[str, Told]:
    """Return what two tellers told of these things, each under its key."""
    kept = dict(own)
    for thing in things:
        marks = dict.fromkeys((*marks_of(thing, others), *marks_of(thing, own)))
        if marks:
            kept[thing.key] = _told(thing, tuple(marks))
    return kept


def _new_mark(thing: Thing, marks: Sequence[str], today: date) -> str | None:
    """Return what is to be told of a thing now: what was not told yet, else what was put off till now."""
    if thing.not_before is not None:
        if today < thing.not_before:
            return None
        once_more = again_mark(thing)
        if once_more is not None and once_more not in marks:
            return once_more
    mark = mark_on(thing, today)
    if mark is not None and not _is_told(mark, marks):
        return mark
    return next((each for each in marks if _is_again(each, today)), None)


def _is_again(mark: str, today: date) -> bool:
    return mark.startswith(AGAIN) and mark[len(AGAIN) :] <= today.isoformat()


def _is_told(mark: str, marks: Sequence[str]) -> bool:
    if "-" not in mark:
        return mark in marks
    spans = (each.partition(_TO) for each in marks if is_overdue_mark(each))
    return any(first <= mark <= (last or first) for first, _, last in spans)


def _with(mark: str, marks: Sequence[str]) -> tuple[str, ...]:
    """Return the marks with one more: an overdue day joins the one before it."""
    if "-" not in mark:
        return (*marks, mark)
    counts = [each for each in marks if not is_overdue_mark(each)]
    spans = [each for each in marks if is_overdue_mark(each)]
    day_before = (date.fromisoformat(mark) - timedelta(days=1)).isoformat()
    joined = next((each for each in spans if each.endswith(day_before)), None)
    if joined is not None:
        spans.remove(joined)
        mark = f"{joined.partition(_TO)[0]}{_TO}{mark}"
    return (*counts, *[*spans, mark][-_SPANS_KEPT:])


def _told(thing: Thing, marks: tuple[str, ...]) -> Told:
    return Told(thing.key, thing.day or thing.since, marks)


def _due_things(due: Sequence[MarkedDue]) -> Iterator[Thing]:
    claims: dict[str, Thing] = {}
    for held in due:
        each, mark = held.due, held.mark
        if mark is not None and mark.done_on is not None:
            continue
        later = None if mark is None else mark.snoozed_until
        thing = Thing(
            f"{int(each.kind)}:{each.subject}" + (f":{each.case}" if each.case else ""),
            each.subject_kind,
            each.subject,
            each.person,
            each.due,
            each.lead_days,
            each,
            not_before=later,
            since=None if each.counter is None else each.counter.since,
        )
        if each.kind is not DueKind.FILE_CLAIM or later is not None:
            yield thing
            continue
        first = claims.get(each.person)
        if first is None or (each.due or date.min, each.subject) < (first.day or date.min, first.subject):
            claims[each.person] = replace(thing, key=f"{int(each.kind)}:{each.person}")
    yield from claims.values()


def _own_reminders(records: RecordSet) -> Iterator[Thing]:
    for reminder in records.all(Reminder):
        day = reminder.snoozed_until or reminder.due
        aside = is_mark(reminder) or is_release_form(reminder)
        if day is None or reminder.done_on is not None or aside:
            continue
        subject = (reminder.subject_kind, reminder.subject)
        kind, record = subject if subject[0] and subject[1] else ("reminder", reminder.id)
        yield Thing(
            f"own:{reminder.id}",
            kind or "",
            record or "",
            reminder.person,
            day,
            _ON_THE_DAY if reminder.snoozed_until else reminder.lead_days or _ON_THE_DAY,
            label=reminder.label,
        )
