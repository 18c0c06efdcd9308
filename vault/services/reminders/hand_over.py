"""What was told inside the open vault in the words of its agenda and back: nothing is told on both sides."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from vault.services.reminders.agenda_items import announced, count_of, outside_id, thing_id
from vault.services.reminders.plan import (
    AGAIN,
    Thing,
    Told,
    ToldMap,
    again_mark,
    event_mark,
    is_overdue_mark,
    mark_on,
    marks_of,
    told_together,
)

_EVENT = event_mark(None)


def told_outside(told: ToldMap, things: Sequence[Thing]) -> dict[str, Told]:
    """Return what was told inside by the ids of the agenda's items; also of things that are gone by now."""
    known = {thing.key: thing for thing in things}
    found = (each for one in told.values() for each in _outward(one, known.get(one.key)))
    return {each.key: each for each in found}


def told_inside(own: ToldMap, outside: ToldMap, things: Sequence[Thing]) -> dict[str, Told]:
    """Return what was told inside together with what was told of these things outside."""
    others = {thing.key: _inward(thing, outside) for thing in things}
    return told_together(own, others, things)


def _outward(told: Told, thing: Thing | None) -> Iterator[Told]:
    """Yield what was told of one thing: of an event by each count left, of one put off also as put off."""
    marks = told.marks if thing is None else marks_of(thing, {told.key: told})
    counts = [each for each in marks if each.startswith("left ")]
    for count in counts:
        yield Told(outside_id(told.key, count), told.day, (_EVENT, *_once_more(marks)))
    if not counts and told.day is not None:
        yield replace(told, key=outside_id(told.key, None))
    if thing is not None and again_mark(thing) is not None:
        yield from _outward_put_off(thing, marks)


def _outward_put_off(thing: Thing, marks: tuple[str, ...]) -> Iterator[Told]:
    day, leads = announced(thing)
    again, later = again_mark(thing) in marks, _once_more(marks)
    if not leads:
        kept = [_EVENT] if again else []
    else:
        kept = [each for each in marks if is_overdue_mark(each) or each in map(str, leads[1:])]
        kept += [str(leads[0])] if again else []
    if kept or later:
        yield Told(thing_id(thing), day, (*kept, *later))


def _inward(thing: Thing, outside: ToldMap) -> Told:
    count = count_of(thing)
    plain = outside.get(outside_id(thing.key, count))
    marks: list[str] = []
    if plain is not None and thing.day in (None, plain.day):
        marks += [count if each == _EVENT and count is not None else each for each in plain.marks]
    again, put_off = again_mark(thing), outside.get(thing_id(thing))
    if again is not None and put_off is not None:
        marks += _inward_put_off(thing, put_off, again, count)
    return Told(thing.key, thing.day, tuple(dict.fromkeys(marks)))


def _inward_put_off(thing: Thing, put_off: Told, again: str, count: str | None) -> Iterator[str]:
    """Yield the marks inside of one told outside after it was put off: the day it was put off to is told."""
    day, leads = announced(thing)
    told = [each for each in put_off.marks if not each.startswith(AGAIN)]
    if (not leads or put_off.day == day) and told and thing.not_before is not None:
        yield again
        if (mark := count or mark_on(thing, thing.not_before)) is not None:
            yield mark
        yield from (each for each in put_off.marks if each != _EVENT)


def _once_more(marks: Iterable[str]) -> tuple[str, ...]:
    return tuple(each for each in marks if each.startswith(AGAIN))
