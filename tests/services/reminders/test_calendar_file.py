"""The calendar file: strict RFC 5545, neutral unless asked, and a later file updates instead of doubling."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import hypothesis
import hypothesis.strategies as st
import pytest

from tests.fakes.calendar_reader import CalendarError, Component, read_calendar
from vault.app import resources_folder
from vault.domain.errors import UserError
from vault.services.reminders.calendar_events import CalendarOrder, Event
from vault.services.reminders.calendar_file import CalendarFile, Moment, make_calendar
from vault.services.wording.catalogue import Wording

if TYPE_CHECKING:
    from vault.services.reminders.calendar_log import Exported

TODAY = date(2026, 11, 24)
ENGLISH = Wording.load("en", resources_folder() / "translations")
AT = Moment(bytes(range(16)), datetime(2026, 11, 24, 9, tzinfo=UTC), TODAY)
DUE = Event("1:ref1", "nora", date(2026, 12, 13), "Something is due", leads=(30, 14, 7, 3, 1, 0))
VISIT = Event("visit:v1", "nora", date(2026, 11, 25), "An appointment", time=time(14, 30), minutes=50)


def later(days: int) -> Moment:
    return Moment(AT.vid, AT.now + timedelta(days), TODAY + timedelta(days))


class Calendars:
    """Makes file after file and remembers what was exported, as a vault does."""

    def __init__(self, order: CalendarOrder | None = None) -> None:
        self.order = order or CalendarOrder(visits=True)
        self.exported: dict[str, Exported] = {}

    def make(self, *events: Event, at: Moment = AT, order: CalendarOrder | None = None) -> CalendarFile:
        made = make_calendar(order or self.order, events, self.exported, at, ENGLISH)
        self.exported = made.exported
        return made

    def read(self, *events: Event, at: Moment = AT, order: CalendarOrder | None = None) -> list[Component]:
        return read_calendar(self.make(*events, at=at, order=order).data).inner


def test_a_due_date_is_an_all_day_event_that_blocks_no_time() -> None:
    (event,) = Calendars().read(DUE)
    assert event.parameters["DTSTART"] == ";VALUE=DATE"
    assert event["DTSTART"] == "20261213"
    assert (event["STATUS"], event["TRANSP"], event["CLASS"]) == ("CONFIRMED", "TRANSPARENT", "PRIVATE")
    assert "DURATION" not in event.properties


def test_alarms_stand_on_the_lead_days_still_to_come_at_nine() -> None:
    (event,) = Calendars().read(DUE)
    assert [alarm["TRIGGER"] for alarm in event.inner] == [
        "-P13DT15H",
        "-P6DT15H",
        "-P2DT15H",
        "-PT15H",
        "PT9H",
    ]
    (event,) = Calendars().read(DUE, at=later(20))
    assert event.inner == []


def test_a_visit_has_its_time_of_day_without_a_zone() -> None:
    (event,) = Calendars().read(VISIT)
    assert (event["DTSTART"], event["DURATION"], event["TRANSP"]) == ("20261125T143000", "PT50M", "OPAQUE")
    assert event.inner == []


def test_a_visit_without_time_is_all_day() -> None:
    (event,) = Calendars().read(replace(VISIT, time=None))
    assert (event["DTSTART"], event.parameters["DTSTART"]) == ("20261125", ";VALUE=DATE")


def test_the_same_date_keeps_its_uid_and_revision() -> None:
    calendars = Calendars()
    (first,) = calendars.read(DUE)
    (second,) = calendars.read(DUE, at=later(3))
    assert (first["UID"], first["SEQUENCE"]) == (second["UID"], second["SEQUENCE"])
    assert first["LAST-MODIFIED"] == second["LAST-MODIFIED"]
    assert first["DTSTAMP"] < second["DTSTAMP"]


@pytest.mark.parametrize(
    "change",
    [{"day": date(2026, 12, 20)}, {"summary": "The referral ends"}, {"leads": (7,)}, {"description": "Why"}],
)
def test_whatever_changes_makes_the_next_revision_of_the_same_uid(change: dict[str, object]) -> None:
    calendars = Calendars()
    (first,) = calendars.read(DUE)
    (second,) = calendars.read(replace(DUE, **change), at=later(1))  # type: ignore[arg-type]
    assert second["UID"] == first["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == ("0", "1")
    assert second["LAST-MODIFIED"] > first["LAST-MODIFIED"]


def test_a_clock_set_back_does_not_set_the_revision_back() -> None:
    calendars = Calendars()
    (first,) = calendars.read(DUE)
    (second,) = calendars.read(replace(DUE, summary="Other"), at=later(-5))
    assert second["LAST-MODIFIED"] > first["LAST-MODIFIED"]
    assert second["DTSTAMP"] >= first["DTSTAMP"]


def test_uids_differ_by_date_and_by_vault_and_tell_nothing() -> None:
    calendars = Calendars()
    found = {event["UID"] for event in calendars.read(DUE, VISIT, replace(DUE, key="6:ref1"))}
    assert len(found) == 3
    (other,) = read_calendar(
        make_calendar(CalendarOrder(), [DUE], {}, Moment(bytes(16), AT.now, TODAY), ENGLISH).data
    ).inner
    assert other["UID"] not in found
    assert not any("ref1" in uid for uid in found)


def test_what_went_away_is_cancelled_once_with_neutral_words_and_no_alarm() -> None:
    calendars = Calendars()
    first = calendars.read(replace(DUE, summary="The referral of Nora ends"), VISIT)
    made = calendars.make(VISIT, at=later(1))
    assert (made.events, made.canceled) == (1, 1)
    gone = read_calendar(made.data).inner[1]
    assert gone["UID"] == next(each["UID"] for each in first if each["DTSTART"] == "20261213")
    assert (gone["STATUS"], gone["SEQUENCE"], gone.inner) == ("CANCELLED", "1", [])
    assert gone["SUMMARY"] == "Referral Vault: something is due"
    again = calendars.read(VISIT, at=later(2))[1]
    assert (again["STATUS"], again["SEQUENCE"]) == ("CANCELLED", "1")


def test_what_comes_back_is_confirmed_again_by_a_higher_revision() -> None:
    calendars = Calendars()
    calendars.read(DUE, VISIT)
    calendars.read(VISIT)
    back = next(each for each in calendars.read(DUE, VISIT) if each["DTSTART"] == "20261213")
    assert (back["STATUS"], back["SEQUENCE"]) == ("CONFIRMED", "2")


def test_cancellations_end_sixty_days_after_the_day() -> None:
    calendars = Calendars()
    calendars.read(DUE, VISIT)
    assert calendars.make(VISIT, at=later(19 + 60)).canceled == 1
    assert calendars.make(VISIT, at=later(19 + 61)).canceled == 0
    assert DUE.key not in calendars.exported


def test_a_date_long_overdue_keeps_its_revision() -> None:
    calendars = Calendars()
    calendars.read(DUE)
    (event,) = calendars.read(replace(DUE, summary="Overdue"), at=later(200))
    assert event["SEQUENCE"] == "1"


def test_another_persons_file_and_one_without_visits_cancel_nothing() -> None:
    calendars = Calendars()
    calendars.read(DUE, VISIT)
    finn = replace(DUE, key="1:ref9", person="finn")
    assert calendars.make(finn, order=CalendarOrder(person="finn", visits=True)).canceled == 0
    assert calendars.make(DUE, finn, order=CalendarOrder()).canceled == 0
    assert set(calendars.exported) == {DUE.key, VISIT.key, finn.key}


def test_nothing_to_tell_is_refused() -> None:
    with pytest.raises(UserError) as refused:
        Calendars().make()
    assert refused.value.code == "calendar_empty"


@hypothesis.settings(max_examples=100)
@hypothesis.given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_comes_back_as_it_was_but_for_control_characters(text: str) -> None:
    (event,) = Calendars().read(replace(DUE, summary=text))
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert event["SUMMARY"] == "".join(each for each in plain if each == "\n" or not _is_control(each))


def _is_control(letter: str) -> bool:
    return ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"SUMMARY:", b"SUMMARY:a,b"),
        (b"\r\n", b"\n"),
        (b"SUMMARY:", b"SUMMARY:" + b"x" * 80),
        (b"DTSTART;VALUE=DATE:20261213", b"DTSTART:20261213"),
        (b"SEQUENCE:0", b"SEQUENCE:one"),
        (b"UID:", b"X-UID:"),
        (b"END:VEVENT", b"END:VTODO"),
    ],
)
def test_the_reader_of_these_tests_is_strict(old: bytes, new: bytes) -> None:
    data = Calendars().make(DUE).data
    with pytest.raises(CalendarError):
        read_calendar(data.replace(old, new))
