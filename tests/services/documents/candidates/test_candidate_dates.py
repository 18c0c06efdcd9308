"""Dates as printed: both orders, names of months, two-digit years, what is none, what settles the order."""

import datetime as dt

import pytest

from tests.services.documents.candidates.typed import prefilled, typed
from vault.services.documents.candidates.dates import birth, find_dates
from vault.services.documents.candidates.layout import lay_out
from vault.services.documents.candidates.setting import setting_of
from vault.services.documents.candidates.yearless import listed_days


def _days(text: str, *, day_first: bool | None = None) -> list[str]:
    return [found.day.isoformat() for found in find_dates(text, day_first)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("March 3, 2026", "2026-03-03"),
        ("Sept. 30, 2026", "2026-09-30"),
        ("3rd of March 2026", "2026-03-03"),
        ("16. März 2026", "2026-03-16"),
        ("1. Jänner 2026", "2026-01-01"),
        ("7 April 2026", "2026-04-07"),
        ("2026-02-28", "2026-02-28"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("29.02.2028", "2028-02-29"),
    ],
)
def test_dates_that_only_one_reading_allows(text: str, day: str) -> None:
    found = list(find_dates(f"on {text}, and", None))
    assert [item.day.isoformat() for item in found] == [day]
    assert found[0].sure


@pytest.mark.parametrize(
    "text",
    [
        "l2/01/2026",
        "10/2023",
        "Form 10.2023",
        "March 2026",
        "30.02.2026",
        "31/02/2026",
        "SW-2025-12-0091733",
        "614-55-1284",
        "v1.02.03.2026.7",
        "12/01/20261",
        "01-02-26",
        "13/13/2026",
        "01.02.1799",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert _days(text) == []


def test_an_unsettled_date_says_both_days() -> None:
    [found] = find_dates("01/02/2026", None)
    assert (found.day, found.other) == (dt.date(2026, 1, 2), dt.date(2026, 2, 1))
    assert not found.sure


@pytest.mark.parametrize(("day_first", "day"), [(True, "2026-02-01"), (False, "2026-01-02")])
def test_a_settled_order_leaves_one_day(day_first: bool, day: str) -> None:
    assert _days("01/02/2026", day_first=day_first) == [day]


def test_equal_numbers_need_no_order() -> None:
    [found] = find_dates("04/04/2026", None)
    assert found.sure


@pytest.mark.parametrize(("text", "year"), [("08.07.67", 1967), ("08.07.25", 2025), ("08.07.1926", 1926)])
def test_a_birth_after_the_paper_is_of_the_century_before(text: str, year: int) -> None:
    [found] = find_dates(text, day_first=True)
    assert birth(found, 2026).year == year


@pytest.mark.parametrize(
    ("text", "day_first"),
    [
        ("seen on 01/02/2026 and 13/02/2026", True),
        ("seen on 01/02/2026 and 02/13/2026", False),
        ("01/02/2026   Sampleton, OR 97000", False),
        ("01/02/2026   Sampleton ZZ1 1ZZ", True),
        ("01/02/2026   Sampleton NSW 2999", True),
        ("Date (D/M/Y) 01/02/2026", True),
        ("3 March 2026 and 01/02/2026", True),
        ("March 3, 2026 and 01/02/2026", False),
        ("Die Verordnung vom 01/02/2026 ist für Sie", True),
        ("01/02/2026", None),
        ("13/02/2026 and 02/14/2026", None),
    ],
)
def test_what_settles_the_order(text: str, day_first: bool | None) -> None:
    assert setting_of(lay_out([typed(text)])).day_first is day_first


def test_an_unsettled_letter_date_is_shown_and_not_prefilled() -> None:
    text = "REFERRAL\n\nDate: 01/02/2026\n\nPlease see for 4 massage visits."
    assert prefilled(text, "letter_date") == []


def test_days_without_a_year_take_the_one_at_the_end_of_the_list() -> None:
    days = listed_days(lay_out([typed("Datum\n29.12., 30.12.\n05.01.2026")]))
    assert sorted(day.isoformat() for day, _ in days) == ["2025-12-29", "2025-12-30", "2026-01-05"]


def test_days_without_any_year_are_none() -> None:
    assert listed_days(lay_out([typed("Datum\n29.12., 30.12.\n05.01.")])) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("REFERRAL\n\nStatement date: 03/16/2026", "2026-03-16"),
        ("REFERRAL\n\nSampleton, OR 97000\n\nMarch 3, 2026\n\nDear Colleague,", "2026-03-03"),
        ("Verordnung\n\nMusterstadt, den 09.03.2026\n\nbitte die Behandlung", "2026-03-09"),
        ("REFERRAL\n\nDate signed\n03/16/2026", "2026-03-16"),
        ("REFERRAL\n\n03/16/2026\nDate signed", "2026-03-16"),
    ],
)
def test_the_date_of_a_letter(text: str, day: str) -> None:
    assert prefilled(text, "letter_date") == [day]


@pytest.mark.parametrize(
    "text",
    [
        "REFERRAL\n\nDate of birth: 03/16/1980",
        "REFERRAL\n\nDate of injury: 03/16/2026",
        "INVOICE\n\nDate         Service   Fee\n03/16/2026   Massage   $8.00\n03/23/2026   Massage   $8.00",
    ],
)
def test_other_dates_are_not_the_date_of_the_letter(text: str) -> None:
    assert prefilled(text, "letter_date") == []
