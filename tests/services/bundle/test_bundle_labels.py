"""Codes and values in words, in both languages."""

from datetime import date

import pytest

from tests.fakes.bundle_desk import D_ONLY, RESOURCES, Desk
from tests.fakes.bundle_records import visit
from vault.domain.bundle_facts import (
    Amount,
    ExemptVisits,
    Fact,
    FactCode,
    FactValue,
    Gap,
    GapCode,
    GroupCode,
    PrintedNumber,
    Span,
)
from vault.domain.records.people import IdentifierType
from vault.domain.records.referral import AuthorizationStatus
from vault.domain.records.values import Unit
from vault.services.bundle.labels import fact_label, fact_text, gap_lines, group_title
from vault.services.wording.catalogue import Wording

ENGLISH = Wording.load("en", RESOURCES / "translations")
GERMAN = Wording.load("de", RESOURCES / "translations")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("as printed {braces}", "as printed {braces}"),
        ("Massage", "Massage"),
        (10, "10"),
        (date(2026, 9, 14), "Sep 14, 2026"),
        (Span(date(2026, 9, 14), date(2027, 1, 31)), "Sep 14, 2026 to Jan 31, 2027"),
        (Span(date(2026, 9, 14), None), "from Sep 14, 2026"),
        (Span(None, date(2027, 1, 31), computed=True), "until Jan 31, 2027 (last day worked out)"),
        (Amount(1, Unit.VISIT), "1 visit"),
        (Amount(8, Unit.VISIT), "8 visits"),
        (Amount(2, Unit.HOUR), "2 hours"),
        (Amount(16, Unit.UNIT15), "16 units of 15 minutes"),
        (PrintedNumber(IdentifierType.NPI, "1234567893"), "1234567893"),
        (ExemptVisits(6), "not needed, visits 1 to 6"),
        (AuthorizationStatus.PENDING, "pending"),
    ],
)
def test_how_a_value_reads(value: FactValue, text: str) -> None:
    assert fact_text(ENGLISH, value) == text


@pytest.mark.parametrize("wording", [ENGLISH, GERMAN])
def test_every_code_has_words(wording: Wording) -> None:
    for code in FactCode:
        if code is not FactCode.REFERRER_NUMBER:
            assert fact_label(wording, Fact(code, "x"), in_statement=True)
    for group in GroupCode:
        assert group_title(wording, group)
    for gap in GapCode:
        ((title, status),) = gap_lines(wording, (Gap(gap, date(2026, 9, 14)),))
        assert title
        assert status
    for status_code in set(AuthorizationStatus) - {
        AuthorizationStatus.TO_REQUEST,
        AuthorizationStatus.DENIED,
        AuthorizationStatus.WITHDRAWN,
    }:
        assert fact_text(wording, status_code)


def test_the_label_of_an_identifier_names_its_registry_and_dates_read_by_place() -> None:
    number = Fact(FactCode.REFERRER_NUMBER, PrintedNumber(IdentifierType.LANR, "1"))
    assert fact_label(ENGLISH, number, in_statement=True) == "LANR"
    dates = Fact(FactCode.DATES, Span(None, None))
    assert fact_label(ENGLISH, dates, in_statement=True) == "From first to last visit"
    assert fact_label(ENGLISH, dates, in_statement=False) == "Visits"


def test_therapists_of_many_visits_make_one_line() -> None:
    gaps = tuple(Gap(GapCode.THERAPIST, date(2026, 9, day)) for day in (1, 2, 3))
    assert gap_lines(ENGLISH, gaps) == [("Therapist of 3 visits", "not held")]
    unread = gap_lines(ENGLISH, (Gap(GapCode.UNREAD_PAPER),))
    assert unread == [("A further file of the referral", "cannot be copied")]


def test_the_length_of_a_visit_is_minutes_else_units_else_open() -> None:
    more = (
        visit(1, date(2026, 9, 22), minutes=None, units=4),
        visit(2, date(2026, 9, 29), minutes=None),
    )
    facts = dict(Desk(more=more, order=D_ONLY).export().facts)
    assert facts["Visit 1"] == "Sep 22, 2026, Massage, 4 units, Harbor Sample Rehab"
    assert facts["Visit 2"] == "Sep 29, 2026, Massage, Harbor Sample Rehab"
