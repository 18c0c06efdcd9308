"""The federal holidays of the United States, against the days that were published as observed."""

from datetime import date

import pytest

from vault.domain.period import PeriodUnit, Roll, within
from vault.domain.us_holidays import federal_holidays, is_federal_holiday

OBSERVED = {
    2021: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24",
    2022: "2021-12-31 01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26",
    2023: "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
    2024: "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25",
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24",
    2028: "2027-12-31 01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
}


@pytest.mark.parametrize("year", OBSERVED)
def test_the_days_observed_are_those_published(year: int) -> None:
    days = {date.fromisoformat(day if len(day) > 5 else f"{year}-{day}") for day in OBSERVED[year].split()}
    assert federal_holidays(year) == days
    assert all(is_federal_holiday(day) for day in days)


def test_a_new_year_on_a_saturday_is_kept_the_year_before() -> None:
    assert is_federal_holiday(date(2021, 12, 31))
    assert not is_federal_holiday(date(2022, 1, 1))
    assert not is_federal_holiday(date(2022, 12, 31))
    assert not is_federal_holiday(date.max)


def test_younger_holidays_are_not_kept_before_their_time() -> None:
    assert date(2020, 6, 19) not in federal_holidays(2020)
    assert date(1985, 1, 21) not in federal_holidays(1985)
    assert (len(federal_holidays(1985)), len(federal_holidays(2020)), len(federal_holidays(2021))) == (
        9,
        10,
        11,
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-08-26", "2026-12-28"),
        ("2026-10-30", "2027-03-01"),
        ("2026-08-25", "2026-12-28"),
        ("2026-03-04", "2026-07-06"),
        ("2026-05-07", "2026-09-08"),
        ("2026-09-18", "2027-01-19"),
        ("2027-08-31", "2028-01-03"),
        ("2026-07-23", "2026-11-23"),
    ],
)
def test_four_months_end_on_a_federal_workday(start: str, end: str) -> None:
    day = within(date.fromisoformat(start), 4, PeriodUnit.MONTH, Roll.US_WORKDAY)
    assert day == date.fromisoformat(end)


@pytest.mark.parametrize(("hours", "days"), [(24, 1), (72, 3), (73, 4), (1, 1)])
def test_hours_end_with_the_day_they_end_on(hours: int, days: int) -> None:
    assert within(date(2026, 11, 23), hours, PeriodUnit.HOUR) == date(2026, 11, 23 + days)
