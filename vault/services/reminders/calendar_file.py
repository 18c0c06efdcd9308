"""A calendar file (RFC 5545) that calendars take as updates: one lasting UID per date, a rising revision."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vault.domain.errors import ExitCode, UserError
from vault.services.reminders.calendar_events import CalendarOrder, Event, is_visit, neutral_summary
from vault.services.reminders.calendar_log import GONE, Exported, ExportedMap
from vault.services.reminders.icalendar_text import Line, component, day_value, instant_value, text_value
from vault.services.wording.catalogue import Wording

_PRODUCT = "-//Referral Vault//Calendar 1//EN"
_REMEMBERED = timedelta(days=60)
_HOUR = 9
"""The hour of the day at which a calendar recalls a date."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A finished file: how many events it holds and how many it cancels; `exported` is to be kept."""

    data: bytes
    events: int
    canceled: int
    exported: dict[str, Exported]


@dataclass(frozen=True, slots=True)
class Moment:
    """When and for which vault a file is made."""

    vid: bytes
    now: datetime
    today: date


def make_calendar(
    order: CalendarOrder, events: Sequence[Event], before: ExportedMap, at: Moment, say: Wording
) -> CalendarFile:
    """Return the file; what was exported before and is gone is cancelled in it until it is long past.

    Only what the order asks about can be gone: other people's dates stay, and visits when none are asked for.
    """
    keys = {event.key for event in events}
    recent = at.today - _REMEMBERED
    known = {key: each for key, each in before.items() if each.day >= recent or key in keys}
    here = {event.key: _revised(event, known.get(event.key), at) for event in events}
    gone = {
        key: _cancelled(each, at) for key, each in known.items() if key not in keys and _is_asked(order, each)
    }
    if not here and not gone:
        raise UserError("calendar_empty", ExitCode.NOT_FOUND)
    parts = [_event(event, here[event.key], at) for event in events]
    parts += [_cancellation(each, at, say) for _, each in sorted(gone.items())]
    head = (
        ("VERSION", "2.0"),
        ("PRODID", _PRODUCT),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", "Referral Vault"),
    )
    return CalendarFile(component("VCALENDAR", head, parts), len(here), len(gone), known | gone | here)


def _is_asked(order: CalendarOrder, each: Exported) -> bool:
    mine = order.person is None or each.person == order.person
    return mine and (order.visits or not is_visit(each.key))


def _revised(event: Event, before: Exported | None, at: Moment) -> Exported:
    """Return the event's revision: a new one only when something of it is new."""
    content = _digest(event)
    if before is None:
        return Exported(event.key, event.person, event.day, 0, at.now, content)
    if before.content == content:
        return before
    return Exported(event.key, event.person, event.day, before.sequence + 1, _later(before, at), content)


def _cancelled(before: Exported, at: Moment) -> Exported:
    if before.content == GONE:
        return before
    return Exported(before.key, before.person, before.day, before.sequence + 1, _later(before, at), GONE)


def _later(before: Exported, at: Moment) -> datetime:
    """Return the instant of a revision, later than the one before even if the clock was set back."""
    return max(at.now, before.modified + timedelta(seconds=1))


def _digest(event: Event) -> str:
    told = (event.person, event.day, event.time, event.minutes, event.summary, event.description, event.leads)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _identity(each: Exported, at: Moment) -> list[Line]:
    """Return who the event is and which revision; the UID tells nothing of what it is about."""
    return [
        ("UID", str(uuid.uuid5(uuid.UUID(bytes=at.vid), each.key))),
        ("DTSTAMP", instant_value(max(at.now, each.modified))),
        ("LAST-MODIFIED", instant_value(each.modified)),
        ("SEQUENCE", str(each.sequence)),
        ("CLASS", "PRIVATE"),
    ]


def _event(event: Event, revision: Exported, at: Moment) -> bytes:
    lines = [*_identity(revision, at), ("STATUS", "CONFIRMED")]
    if event.time is None:
        lines.append(("DTSTART;VALUE=DATE", day_value(event.day)))
    else:
        lines.append(("DTSTART", f"{day_value(event.day)}T{event.time:%H%M%S}"))
        if event.minutes is not None:
            lines.append(("DURATION", f"PT{event.minutes}M"))
    lines.append(("TRANSP", "OPAQUE" if is_visit(event.key) else "TRANSPARENT"))
    lines.append(("SUMMARY", text_value(event.summary)))
    if event.description:
        lines.append(("DESCRIPTION", text_value(event.description)))
    ahead = [lead for lead in event.leads if event.day - timedelta(days=lead) >= at.today]
    return component("VEVENT", lines, [_alarm(event, lead) for lead in ahead])


def _alarm(event: Event, lead: int) -> bytes:
    """Return an alarm so many days ahead, in the morning; a day of the event begins at midnight."""
    if lead == 0:
        trigger = f"PT{_HOUR}H"
    else:
        days = f"{lead - 1}D" if lead > 1 else ""
        trigger = f"-P{days}T{24 - _HOUR}H"
    lines = (("ACTION", "DISPLAY"), ("TRIGGER", trigger), ("DESCRIPTION", text_value(event.summary)))
    return component("VALARM", lines)


def _cancellation(each: Exported, at: Moment, say: Wording) -> bytes:
    lines = [*_identity(each, at), ("STATUS", "CANCELLED"), ("DTSTART;VALUE=DATE", day_value(each.day))]
    lines += [("TRANSP", "TRANSPARENT"), ("SUMMARY", text_value(neutral_summary(each.key, say)))]
    return component("VEVENT", lines)
