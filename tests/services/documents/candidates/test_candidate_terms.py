"""Periods, deadlines, visits and frequency: what is printed, what is counted, and what is neither."""

import datetime as dt

import pytest

from tests.services.documents.candidates.typed import named, prefilled, read
from vault.services.documents.candidates.counts import Span
from vault.services.documents.candidates.periods import add


@pytest.mark.parametrize(
    ("length", "after"),
    [
        (Span(90, "day"), "2026-05-01"),
        (Span(12, "week"), "2026-04-25"),
        (Span(1, "month"), "2026-02-28"),
        (Span(12, "month"), "2027-01-31"),
    ],
)
def test_months_clamp_to_their_last_day(length: Span, after: str) -> None:
    assert add(dt.date(2026, 1, 31), length) == dt.date.fromisoformat(after)


def test_ninety_days_from_the_signature_count_both_ends() -> None:
    text = "THERAPY ORDER\nThis order is valid for 90 days from the date signed.\n\nDate signed: 02/03/2026"
    reading = read(text + "\nSampleton, OR 97000")
    [end] = named(reading, "valid_to")
    assert (end.value, end.prefill) == ("2026-05-03", True)
    assert end.derived is not None
    assert "2026-02-03 + 89 days = 2026-05-03" in end.derived
    assert [item.value for item in named(reading, "valid_to_printed")] == [False]


def test_weeks_from_the_first_visit() -> None:
    text = "REFERRAL\nPlease see her for 6 visits within 12 weeks, starting on March 9, 2026."
    assert prefilled(text, "valid_from") == ["2026-03-09"]
    assert prefilled(text, "valid_to") == ["2026-05-31"]


def test_a_length_without_a_known_start_gives_no_end() -> None:
    text = "THERAPY ORDER\nThis order is valid for 90 days from the date signed."
    assert prefilled(text, "valid_to") == []


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("REZEPT\nGültig bis einschließlich 30.06.2026", "2026-06-30"),
        ("REFERRAL\nReferral valid from 19/01/2026 until 31/12/2026.", "2026-12-31"),
        ("TREATMENT AUTHORIZATION\nAUTHORIZATION EFFECTIVE 2/1/26 THRU 4/30/26", "2026-04-30"),
        ("REFERRAL\nOrder expires: 08/12/2026 OR 97000\nSampleton, OR 97000", "2026-08-12"),
    ],
)
def test_a_printed_end_is_said_to_be_printed(text: str, end: str) -> None:
    assert prefilled(text, "valid_to") == [end]
    assert prefilled(text, "valid_to_printed") == [True]


def test_a_benefit_year_in_a_denial_is_no_validity() -> None:
    text = "Your claim could not be paid\nMaximum for the benefit year (01/07/2025 to 30/06/2026) reached."
    assert named(read(text), "valid_to") == []


_DENIAL = "Notice of Denial\nDate: March 3, 2026\n\n"


@pytest.mark.parametrize(
    ("sentence", "deadline", "days"),
    [
        ("We must receive your appeal by July 22, 2026.", ["2026-07-22"], []),
        ("Write to us within 90 days of the date of this letter.", ["2026-06-01"], [90]),
        ("You may appeal within thirty (30) days of the date of this letter.", ["2026-04-02"], [30]),
        ("You may appeal within two months of the date of this notice.", ["2026-05-03"], []),
        ("You may appeal within 180 days of receiving this notice.", [], [180]),
        ("You have sixty days from the date you get this notice to ask for a review.", [], [60]),
        ("We will write to you within 60 days.", [], []),
        ("You may appeal within 10 business days of the date of this letter.", [], []),
        ("Claims for services received before March 9, 2026 were refused.", [], []),
    ],
)
def test_deadlines_run_from_the_paper_never_from_receipt(
    sentence: str, deadline: list[str], days: list[int]
) -> None:
    assert prefilled(_DENIAL + sentence, "deadline") == deadline
    assert prefilled(_DENIAL + sentence, "deadline_days") == days


def test_a_counted_deadline_shows_its_arithmetic() -> None:
    [found] = named(read(_DENIAL + "Appeal within 90 days of the date of this letter."), "deadline")
    assert (
        found.derived == "90 days after the date of the paper, that day not counted: 2026-03-03 -> 2026-06-01"
    )
    assert found.printed == "within 90 days"


def test_an_unsure_letter_date_counts_no_deadline() -> None:
    text = "Notice of Denial\nDate: 01/02/2026\n\nAppeal within 90 days of the date of this letter."
    assert prefilled(text, "deadline") == []
    assert prefilled(text, "deadline_days") == [90]


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("ABLEHNUNG\nSie können bis zum 28.09.2026 Widerspruch einlegen.", ["2026-09-28"]),
        ("ABLEHNUNG\nInnerhalb eines Monats nach Bekanntgabe können Sie Widerspruch einlegen.", []),
        ("RECHNUNG\nBitte überweisen Sie den Betrag bis zum 16.07.2026.", ["2026-07-16"]),
    ],
)
def test_german_deadlines(text: str, deadline: list[str]) -> None:
    assert prefilled(text, "deadline") == deadline


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        ("REFERRAL\nTotal visits: 12", [12]),
        ("REFERRAL\nPlease see her for 6 visits.", [6]),
        ("REFERRAL\nHer policy covers a maximum of eight sessions.", [8]),
        ("REZEPT\n12 x Krankengymnastik\n12 x Manuelle Therapie\n2x wöchentlich, 12 Einheiten", [12]),
        ("TREATMENT AUTHORIZATION\nAPPROVED: 8 (EIGHT) SESSIONS MASSAGE", [8]),
        ("REFERRAL\nHe completed 12 visits. I request 10 further visits.", [10]),
        ("REFERRAL\nPlease send a report after the 6th visit.", []),
        ("REFERRAL\nPlease see for 6 visits.\nTotal visits: 8", []),
        ("Notice of Denial\nWe cannot approve 20 visits of massage.", []),
    ],
)
def test_visits_are_those_ordered_or_approved(text: str, visits: list[int]) -> None:
    assert prefilled(text, "visits") == visits


def test_a_policy_limits_visits_of_massage_and_of_nothing_else() -> None:
    text = (
        "Schedule of Benefits\n\nAcupuncture        $25 copay   12 visits per benefit period\n"
        "Massage therapy    $25 copay   30 visits per benefit period\n"
    )
    assert prefilled(text, "visit_limit") == [30]
    assert named(read(text), "visits") == []


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("2x wöchentl.", "2/week"),
        ("1-2x wöchentlich", "1-2/week"),
        ("14-tägig", "1/2weeks"),
        ("2 x month", "2/month"),
        ("once weekly", "1/week"),
        ("twice a week for four weeks", "2/week"),
        ("One session every other week is reasonable", "1/2weeks"),
        ("two to three times per week", "2-3/week"),
        ("1 x week   X 2 x week   3 x week", "2/week"),
    ],
)
def test_frequency(text: str, frequency: str) -> None:
    assert prefilled(f"REFERRAL VERORDNUNG\n{text}", "frequency") == [frequency]


def test_a_choice_of_frequencies_without_a_tick_is_not_prefilled() -> None:
    assert prefilled("REFERRAL\n1 x week   2 x week   3 x week", "frequency") == []
