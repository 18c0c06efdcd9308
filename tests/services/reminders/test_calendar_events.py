"""What a calendar of a real vault tells at each level, and that the vault remembers what it exported."""

from datetime import date

import pytest

from tests.fakes.calendar_reader import Component, read_calendar
from tests.fakes.vaults import SampleVault
from vault.app import resources_folder
from vault.open_vault import OpenVault
from vault.services.interchange.sample import add_sample
from vault.services.reminders.agenda import AgendaLevel
from vault.services.reminders.calendar_events import CalendarOrder
from vault.services.reminders.plan import things_of
from vault.services.wording.catalogue import Wording

TODAY = date(2026, 11, 24)
RESOURCES = resources_folder()
PLANNED = 3
ENGLISH = Wording.load("en", RESOURCES / "translations")
PRIVATE = ("Nora", "Finn", "RF-48213", "SA-2207-B", "Sample", "Massage", "SHP", "referral", "Referral of")


def filled(sample: SampleVault) -> tuple[OpenVault, dict[str, str]]:
    sample.clock.day = TODAY
    vault = sample.open()
    return vault, add_sample(vault.records, RESOURCES / "sample", TODAY)


def read(vault: OpenVault, order: CalendarOrder, lang: str = "en") -> list[Component]:
    return read_calendar(
        vault.make_calendar(order, Wording.load(lang, RESOURCES / "translations")).data
    ).inner


def test_the_lowest_level_tells_only_that_something_is_due(sample: SampleVault) -> None:
    vault, _ = filled(sample)
    with vault:
        events = read(vault, CalendarOrder(visits=True))
    assert {each["SUMMARY"] for each in events} == {
        "Referral Vault: something is due",
        "Referral Vault: an appointment",
    }
    assert not any("DESCRIPTION" in each.properties for each in events)


def test_the_middle_level_tells_what_but_for_no_record(sample: SampleVault) -> None:
    vault, _ = filled(sample)
    with vault:
        events = read(vault, CalendarOrder(AgendaLevel.KINDS, visits=True))
    told = {each["SUMMARY"] for each in events}
    assert {
        "Referral Vault: The referral ends",
        "Referral Vault: A reminder of yours",
        "Referral Vault: Visit",
    } <= told
    assert not any(word in summary for summary in told for word in PRIVATE if word != "referral")


def test_the_highest_level_names_record_person_and_source(sample: SampleVault) -> None:
    vault, _ = filled(sample)
    with vault:
        events = {
            each["SUMMARY"]: each for each in read(vault, CalendarOrder(AgendaLevel.LABELS, visits=True))
        }
    ends = events["The referral ends: Referral RF-48213 (Nora Sample)"]
    assert ends["DTSTART"] == "20261214"
    assert ends["DESCRIPTION"] == "The date is printed on the referral."
    assert "Ask for the progress note (Nora Sample)" in events
    assert "Massage, Sample Street Rehab (Nora Sample)" in events


def test_one_persons_file_holds_nothing_of_others(sample: SampleVault) -> None:
    vault, ids = filled(sample)
    with vault:
        events = read(vault, CalendarOrder(AgendaLevel.LABELS, ids["finn"], visits=True))
    assert events
    assert all("Finn Sample" in each["SUMMARY"] for each in events)


def test_planned_visits_come_only_when_asked_and_stay_once_they_took_place(sample: SampleVault) -> None:
    vault, ids = filled(sample)
    with vault:
        assert not any("appointment" in each["SUMMARY"] for each in read(vault, CalendarOrder()))
        order = CalendarOrder(visits=True)
        before = {each["UID"]: each for each in read(vault, order) if "appointment" in each["SUMMARY"]}
        assert sorted(each["DTSTART"] for each in before.values()) == [
            "20261125T143000",
            "20261202T143000",
            "20261216T143000",
        ]
        vault.records.edit(ids["v08"], {"status": "completed"})
        vault.records.edit(ids["v09"], {"status": "cancelled"})
        vault.records.edit(ids["v10"], {"date": "2026-12-17"})
        after = {each["UID"]: each for each in read(vault, order) if each["UID"] in before}
    states = sorted((each["STATUS"], each["DTSTART"], each["SEQUENCE"]) for each in after.values())
    assert states == [
        ("CANCELLED", "20261202", "1"),
        ("CONFIRMED", "20261125T143000", "0"),
        ("CONFIRMED", "20261217T143000", "1"),
    ]


def test_the_vault_remembers_what_it_exported(sample: SampleVault) -> None:
    vault, ids = filled(sample)
    with vault:
        first = {each["UID"]: each for each in read(vault, CalendarOrder())}
    with sample.open() as vault:
        vault.records.edit(ids["referral"], {"valid_until": "2026-12-20"})
        vault.records.edit(ids["reminder"], {"done_on": "2026-11-24"})
        second = {each["UID"]: each for each in read(vault, CalendarOrder())}
    assert first.keys() <= second.keys()
    moved = [uid for uid, each in first.items() if each["DTSTART"] != second[uid]["DTSTART"]]
    assert len(moved) == 2, "the end of the referral, and the day to book its renewal"
    assert {second[uid]["SEQUENCE"] for uid in moved} == {"1"}
    assert [each["STATUS"] for each in second.values()].count("CANCELLED") == 1


def test_exporting_the_same_again_writes_no_history(sample: SampleVault) -> None:
    vault, _ = filled(sample)
    with vault:
        vault.make_calendar(CalendarOrder(), ENGLISH)
        before = vault.info().seq
        vault.make_calendar(CalendarOrder(), ENGLISH)
        assert vault.info().seq == before


def test_a_line_nobody_can_read_is_passed_over(sample: SampleVault) -> None:
    vault, _ = filled(sample)
    with vault:
        vault._database.set_setting("calendar.exported.0", "rubbish|1\na|b|c|d|e|f")
        assert all(each["SEQUENCE"] == "0" for each in read(vault, CalendarOrder()))


@pytest.mark.parametrize("lang", ["en", "de"])
def test_it_is_strict_in_both_languages_at_every_level(sample: SampleVault, lang: str) -> None:
    vault, _ = filled(sample)
    with vault:
        snapshot = vault.snapshot()
        things = [each for each in things_of(snapshot.records, snapshot.due) if each.day is not None]
        for level in AgendaLevel:
            assert len(read(vault, CalendarOrder(level, visits=True), lang)) == len(things) + PLANNED
