"""Due dates and planned visits as events of a calendar, telling no more than the person chose."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vault.domain.deadlines.due_date import DueDate
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import KINDS
from vault.domain.records.people import Person, Provider
from vault.domain.records.visit import Service, Visit, VisitStatus
from vault.services.reminders.agenda import AgendaLevel
from vault.services.reminders.calendar_log import ExportedMap
from vault.services.reminders.plan import Thing, things_of
from vault.services.wording.catalogue import Wording
from vault.services.wording.deadlines import due_source, due_title
from vault.services.wording.titles import record_title, title_of

_UNIT_MINUTES = 15


@dataclass(frozen=True, slots=True)
class CalendarOrder:
    """What a calendar file shall hold: how much it tells, whose dates (None is everyone's), visits too."""

    detail: AgendaLevel = AgendaLevel.DATES
    person: str | None = None
    visits: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One event: all day unless it has a time; `leads` are days ahead at which it shall be recalled."""

    key: str
    person: str | None
    day: dt.date
    summary: str
    description: str = ""
    time: dt.time | None = None
    minutes: int | None = None
    leads: tuple[int, ...] = ()


def events_of(
    order: CalendarOrder, records: RecordSet, due: Sequence[DueDate], before: ExportedMap, say: Wording
) -> tuple[Event, ...]:
    """Return the events of an order, soonest first; what is due without a day is no event."""
    teller = _Teller(order.detail, records, say)
    found = [teller.thing(each, each.day) for each in things_of(records, due) if each.day is not None]
    if order.visits:
        found += [teller.visit(each) for each in _visits(records, before)]
    wanted = (each for each in found if order.person is None or each.person == order.person)
    return tuple(sorted(wanted, key=lambda each: (each.day, each.key)))


def neutral_summary(key: str, say: Wording) -> str:
    """Return the words that tell a stranger nothing."""
    if is_visit(key):
        return say.text("Referral Vault: an appointment")
    return say.text("Referral Vault: something is due")


def is_visit(key: str) -> bool:
    """Tell whether an event's key is that of a visit."""
    return key.startswith("visit:")


def _visits(records: RecordSet, before: ExportedMap) -> Iterator[Visit]:
    """Yield planned visits, and those exported as planned that took place since: they stay as they are."""
    for visit in records.all(Visit):
        happened = visit.status is VisitStatus.COMPLETED and _key(visit) in before
        if visit.status is VisitStatus.PLANNED or happened:
            yield visit


def _key(visit: Visit) -> str:
    return f"visit:{visit.id}"


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts events into words of one level of detail."""

    detail: AgendaLevel
    records: RecordSet
    say: Wording

    def thing(self, thing: Thing, day: dt.date) -> Event:
        """Return the event of a due date or a reminder of the person's own."""
        summary, description = neutral_summary(thing.key, self.say), ""
        if self.detail >= AgendaLevel.KINDS:
            what = (
                self.say.text("A reminder of yours") if thing.due is None else due_title(thing.due, self.say)
            )
            summary = self.say.text("Referral Vault: {what}", what=what)
        if self.detail >= AgendaLevel.LABELS:
            summary = self._named(self._label(thing), thing.person)
            if thing.due is not None:
                source = due_source(thing.due, self.say)
                description = self.say.text("The date is {source}.", source=source)
        return Event(thing.key, thing.person, day, summary, description, leads=thing.leads)

    def visit(self, visit: Visit) -> Event:
        """Return the event of a visit; without a known length it has none."""
        say, summary = self.say, neutral_summary(_key(visit), self.say)
        if self.detail >= AgendaLevel.KINDS:
            summary = say.text("Referral Vault: {what}", what=say.text("Visit"))
        if self.detail >= AgendaLevel.LABELS:
            service = self.records.get(Service, visit.service)
            provider = self.records.get(Provider, visit.provider)
            words = [title_of(each, say) for each in (service, provider) if each is not None]
            summary = self._named(", ".join(words) or say.text("Visit"), visit.person)
        minutes = visit.minutes or (visit.units or 0) * _UNIT_MINUTES or None
        return Event(_key(visit), visit.person, visit.date, summary, time=visit.time, minutes=minutes)

    def _kind(self, thing: Thing) -> str:
        return self.say.text("A reminder of yours") if thing.due is None else due_title(thing.due, self.say)

    def _label(self, thing: Thing) -> str:
        title = self._kind(thing)
        if thing.due is None:
            return thing.label or title
        if thing.kind not in KINDS:
            return title
        record = record_title(self.records, thing.kind, thing.subject, self.say)
        return self.say.text("{title}: {record}", title=title, record=record)

    def _named(self, words: str, person_id: str | None) -> str:
        """Add whose it is where the vault holds several people."""
        person = self.records.get(Person, person_id)
        if person is None or len(self.records.all(Person)) == 1:
            return words
        return self.say.text("{what} ({person})", what=words, person=person.name)
