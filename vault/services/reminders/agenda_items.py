"""From what is due to the agenda's items and back: no more in them than the chosen level tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import KINDS
from vault.services.reminders.agenda import Agenda, AgendaItem, AgendaLevel
from vault.services.reminders.plan import Thing, event_mark
from vault.services.wording.catalogue import LANGUAGES, Wording
from vault.services.wording.titles import record_title

_ID_SIZE = 32
_ON_THE_DAY = (0,)
_FROM_THE_NEXT_DAY = (-1,)
"""The lead of a date that nobody wants announced: no lead at all is the sign of an event."""


@dataclass(frozen=True, slots=True)
class AgendaChoice:
    """How much the agenda tells, and the language of its labels."""

    level: AgendaLevel = AgendaLevel.DATES
    lang: str = LANGUAGES[0]

    def __str__(self) -> str:
        return f"{int(self.level)} {self.lang}"

    @classmethod
    def read(cls, text: str | None) -> "AgendaChoice":
        """Return the choice a setting holds; what nobody wrote or nobody understands tells least."""
        level, _, lang = (text or "").partition(" ")
        known = {str(int(each)): each for each in AgendaLevel}
        if level not in known or lang not in LANGUAGES:
            return cls()
        return cls(known[level], lang)


def item_id(key: str) -> str:
    """Return the name a thing has outside the vault: it tells neither its kind nor its record."""
    return sha256(key.encode()).hexdigest()[:_ID_SIZE]


def outside_id(key: str, count: str | None, put_off: date | None = None) -> str:
    """Return the id of an event's count, or of a thing put off until a day: each is told for itself."""
    parts = (key, count, None if put_off is None else f"put off {put_off}")
    return item_id("|".join(part for part in parts if part is not None))


def thing_id(thing: Thing) -> str:
    """Return the name a thing has outside the vault as it stands."""
    return outside_id(thing.key, count_of(thing), thing.not_before)


def count_of(thing: Thing) -> str | None:
    """Return the mark of an event at the count that is left; None for a thing with a day."""
    if thing.day is not None:
        return None
    return event_mark(None if thing.due is None else thing.due.remaining)


def agenda_items(
    things: Sequence[Thing], records: RecordSet, level: AgendaLevel, say: Wording
) -> tuple[AgendaItem, ...]:
    """Return the items of everything: an event stands on the day it came true, and has no lead."""
    items = [_item(thing, records, level, say) for thing in things]
    return tuple(sorted(items, key=lambda each: (each.due, each.id)))


def agenda_things(agenda: Agenda) -> tuple[Thing, ...]:
    """Return an agenda's items as what a plan is made of; `kind` is empty for they lead nowhere."""
    return tuple(
        Thing(each.id, "", each.id, None, None, (), label=each.label, since=each.due)
        if is_event(each)
        else Thing(each.id, "", each.id, None, each.due, each.lead, label=each.label)
        for each in agenda.items
    )


def is_event(item: AgendaItem) -> bool:
    """Tell whether an item is told once, from its day on, and not daily as a date that was missed."""
    return not item.lead


def _item(thing: Thing, records: RecordSet, level: AgendaLevel, say: Wording) -> AgendaItem:
    kind = label = None
    day, leads = announced(thing)
    if level >= AgendaLevel.KINDS and thing.due is not None:
        kind = int(thing.due.kind)
    if level >= AgendaLevel.LABELS:
        label = _label(thing, records, say)
    return AgendaItem(thing_id(thing), day, leads, kind, label)


def announced(thing: Thing) -> tuple[date, tuple[int, ...]]:
    """Return the day and the leads of a thing; one that was put off is silent until it is told again."""
    day, until = thing.day, thing.not_before
    if day is None:
        return until or thing.since or date.min, ()
    if until is None:
        return day, thing.leads or _FROM_THE_NEXT_DAY
    if until > day:
        return until, _ON_THE_DAY
    left = (day - until).days
    return day, (left, *(lead for lead in thing.leads if lead < left))


def _label(thing: Thing, records: RecordSet, say: Wording) -> str | None:
    if thing.due is None:
        return thing.label
    return record_title(records, thing.kind, thing.subject, say) if thing.kind in KINDS else None
