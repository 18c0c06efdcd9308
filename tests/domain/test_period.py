from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.domain.period import (
    DateRange,
    PeriodUnit,
    Roll,
    add_days,
    add_months,
    add_weekdays,
    is_weekday,
    month_of,
    valid_for,
    week_of,
    weekdays_in,
    within,
    year_from,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "inside", "outside"),
    [
        ("2026-03-01", "2026-03-31", ["2026-03-01", "2026-03-31"], ["2026-02-28", "2026-04-01"]),
        (None, "2026-03-31", ["0001-01-01", "2026-03-31"], ["2026-04-01"]),
        ("2026-03-01", None, ["2026-03-01", "9999-12-31"], ["2026-02-28"]),
        ("2026-03-02", "2026-03-01", [], ["2026-03-01", "2026-03-02"]),
    ],
)
def test_a_range_holds_both_its_ends(
    start: str | None, end: str | None, inside: list[str], outside: list[str]
) -> None:
    days = DateRange(start and day(start), end and day(end))  # type: ignore[arg-type]  # None or a date
    assert all(days.contains(day(text)) for text in inside)
    assert not any(days.contains(day(text)) for text in outside)
    assert days.is_empty() is (not inside)


def _range(start: int | None, end: int | None) -> DateRange:
    def at(number: int | None) -> date | None:
        return None if number is None else date(2026, 3, number)

    return DateRange(at(start), at(end))


@pytest.mark.parametrize(
    ("one", "other", "overlap", "gap"),
    [
        ((1, 10), (10, 20), True, 0),
        ((1, 10), (11, 20), False, 0),
        ((1, 10), (12, 20), False, 1),
        ((1, None), (5, 6), True, 0),
        ((None, 4), (6, None), False, 1),
        ((None, 4), (None, 2), True, 0),
        ((None, None), (None, None), True, 0),
        ((9, 8), (1, 20), False, 0),
    ],
)
def test_ranges_overlap_or_leave_a_gap(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None], *, overlap: bool, gap: int
) -> None:
    first, second = _range(*one), _range(*other)
    assert first.overlaps(second) is second.overlaps(first) is overlap
    assert first.gap(second) == second.gap(first) == gap


def test_remaining_days_end_with_the_last_day() -> None:
    days = _range(1, 10)
    assert [days.remaining(date(2026, 3, number)) for number in (9, 10, 11)] == [1, 0, -1]
    assert _range(1, None).remaining(date(2026, 3, 1)) is None


def test_days_are_counted_with_both_ends() -> None:
    assert _range(1, 10).day_count() == 10
    assert _range(1, 1).day_count() == 1
    assert _range(9, 8).day_count() == 0
    assert _range(9, 1).day_count() == 0
    assert _range(None, 1).day_count() is None
    assert _range(1, None).day_count() is None


def test_valid_for_counts_its_first_day_and_within_does_not() -> None:
    assert valid_for(day("2026-03-01"), 30, PeriodUnit.DAY) == day("2026-03-30")
    assert within(day("2026-03-01"), 30, PeriodUnit.DAY) == day("2026-03-31")
    assert valid_for(day("2026-03-02"), 2, PeriodUnit.WEEK) == day("2026-03-15")
    assert within(day("2026-03-02"), 2, PeriodUnit.WEEK) == day("2026-03-16")
    assert valid_for(day("2026-03-01"), 1, PeriodUnit.MONTH) == day("2026-03-31")
    assert valid_for(day("2026-01-01"), 1, PeriodUnit.YEAR) == day("2026-12-31")
    assert valid_for(day("2026-03-02"), 5, PeriodUnit.WEEKDAY) == day("2026-03-06")
    assert valid_for(day("2026-02-28"), 1, PeriodUnit.WEEKDAY) == day("2026-03-02")


@pytest.mark.parametrize(
    ("start", "count", "unit", "end"),
    [
        ("2026-01-31", 1, PeriodUnit.MONTH, "2026-02-28"),
        ("2024-01-31", 1, PeriodUnit.MONTH, "2024-02-29"),
        ("2024-01-30", 1, PeriodUnit.MONTH, "2024-02-29"),
        ("2024-02-29", 1, PeriodUnit.YEAR, "2025-02-28"),
        ("2024-02-29", 4, PeriodUnit.YEAR, "2028-02-28"),
        ("2026-08-31", 18, PeriodUnit.MONTH, "2028-02-29"),
    ],
)
def test_a_validity_over_a_day_its_month_lacks_ends_with_the_month(
    start: str, count: int, unit: PeriodUnit, end: str
) -> None:
    assert valid_for(day(start), count, unit) == day(end)


@pytest.mark.parametrize(
    ("start", "months", "clamped", "forward"),
    [
        ("2026-01-31", 1, "2026-02-28", "2026-03-01"),
        ("2024-01-31", 1, "2024-02-29", "2024-03-01"),
        ("2026-08-31", 18, "2028-02-29", "2028-03-01"),
        ("2026-10-30", 4, "2027-02-28", "2027-03-01"),
        ("2026-11-23", 6, "2027-05-23", "2027-05-23"),
        ("2026-12-31", 2, "2027-02-28", "2027-03-01"),
        ("2026-03-31", -1, "2026-02-28", "2026-03-01"),
        ("2026-01-15", -1, "2025-12-15", "2025-12-15"),
    ],
)
def test_months_clamp_or_roll_forward(start: str, months: int, clamped: str, forward: str) -> None:
    assert add_months(day(start), months) == day(clamped)
    assert add_months(day(start), months, Roll.FORWARD) == day(forward)


def test_a_rule_may_roll_to_the_next_weekday() -> None:
    assert within(day("2026-08-26"), 4, PeriodUnit.MONTH, Roll.WEEKDAY) == day("2026-12-28")
    assert within(day("2026-10-30"), 4, PeriodUnit.MONTH, Roll.WEEKDAY) == day("2027-03-01")
    assert within(day("2026-08-28"), 4, PeriodUnit.MONTH, Roll.WEEKDAY) == day("2026-12-28")
    assert within(day("2026-12-25"), 1, PeriodUnit.DAY, Roll.WEEKDAY) == day("2026-12-28")


def test_the_calendar_ends_without_an_error() -> None:
    assert add_days(date.max, 1) == add_months(date.max, 1) == date.max
    assert add_days(date.min, -1) == add_months(date.min, -1) == date.min
    assert week_of(date.max).end == date.max


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-23", 10, "2026-12-07"),
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-28", 1, "2026-11-30"),
        ("2026-11-29", 5, "2026-12-04"),
        ("2026-11-28", 0, "2026-11-28"),
        ("2026-11-26", 3, "2026-12-01"),
    ],
)
def test_weekdays_are_added(start: str, count: int, end: str) -> None:
    assert within(day(start), count, PeriodUnit.WEEKDAY) == day(end)


@given(DAYS, st.integers(1, 60))
def test_added_weekdays_are_those_in_between(start: date, count: int) -> None:
    end = add_weekdays(start, count)
    assert is_weekday(end)
    assert weekdays_in(DateRange(start + timedelta(days=1), end)) == count


@given(DAYS, st.integers(-3, 40))
def test_weekdays_in_a_range_are_counted_one_by_one(start: date, length: int) -> None:
    days = DateRange(start, start + timedelta(days=length))
    assert weekdays_in(days) == sum(is_weekday(start + timedelta(days=at)) for at in range(length + 1))


def test_an_open_range_has_no_number_of_weekdays() -> None:
    assert weekdays_in(DateRange(None, date(2026, 3, 1))) is None


@given(DAYS)
def test_weeks_and_months_hold_their_day(today: date) -> None:
    week, month = week_of(today), month_of(today)
    assert week.contains(today)
    assert month.contains(today)
    assert week.day_count() == 7
    assert week.start is not None
    assert week.start.weekday() == 0
    assert month.end is not None
    assert (month.end + timedelta(days=1)).day == 1


@given(DAYS, DAYS)
def test_years_between_anniversaries_hold_their_day_and_join(start: date, today: date) -> None:
    year = year_from(start, today)
    assert year.contains(today)
    assert year.end is not None
    after = year_from(start, year.end + timedelta(days=1))
    assert after.start == year.end + timedelta(days=1)


def test_a_plan_year_ends_before_its_anniversary() -> None:
    assert year_from(day("2024-07-01"), day("2026-06-30")) == DateRange(day("2025-07-01"), day("2026-06-30"))
    assert year_from(day("2024-07-01"), day("2026-07-01")) == DateRange(day("2026-07-01"), day("2027-06-30"))
    assert year_from(day("2024-02-29"), day("2025-02-28")) == DateRange(day("2025-02-28"), day("2026-02-27"))


@given(DAYS, st.integers(1, 400), st.sampled_from(list(PeriodUnit)))
def test_a_longer_period_never_ends_sooner(start: date, count: int, unit: PeriodUnit) -> None:
    assert start <= valid_for(start, count, unit) <= valid_for(start, count + 1, unit)
    end, longer = within(start, count, unit), within(start, count + 1, unit)
    assert start < end <= longer
    assert end < longer or unit is PeriodUnit.HOUR
    assert valid_for(start, count, unit) <= within(start, count, unit)


@given(DAYS, st.integers(-600, 600))
def test_forward_is_the_clamped_day_or_the_one_after(start: date, months: int) -> None:
    clamped, forward = add_months(start, months), add_months(start, months, Roll.FORWARD)
    assert clamped.day == min(start.day, (month_of(clamped).day_count() or 0))
    assert forward == clamped if clamped.day == start.day else forward == clamped + timedelta(days=1)
