"""Dates as people type them, ranges in plain words, and the fields that hold them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.sample_data import CLOCK, TODAY
from tests.ui.setting import laid_out, wording
from vault.domain.period import DateRange
from vault.services.wording.catalogue import Wording
from vault.ui.theme.look import Look
from vault.ui.widgets.calendar_popup import CalendarPopup
from vault.ui.widgets.date_field import DateField
from vault.ui.widgets.date_range import DateRangeField
from vault.ui.widgets.date_text import read_date
from vault.ui.widgets.date_words import range_words

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
SAYINGS = {lang: wording(lang) for lang in ("en", "de")}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9/14", date(2026, 9, 14)),
        ("9/14/27", date(2027, 9, 14)),
        ("9/14/2027", date(2027, 9, 14)),
        ("2/3", date(2027, 2, 3)),
        ("14.9.", date(2026, 9, 14)),
        ("14.9.2027", date(2027, 9, 14)),
        ("2027-09-14", date(2027, 9, 14)),
        ("Sep 14, 2027", date(2027, 9, 14)),
        ("Sun, Dec 13, 2026", date(2026, 12, 13)),
        ("14 september 2027", date(2027, 9, 14)),
        ("sept 14", date(2026, 9, 14)),
        ("today", TODAY),
        ("tomorrow", date(2026, 11, 24)),
        ("+90d", date(2027, 2, 21)),
        ("90 days", date(2027, 2, 21)),
        ("12 weeks", date(2027, 2, 15)),
        ("6 months", date(2027, 5, 23)),
        ("1 year", date(2027, 11, 23)),
        ("-2w", date(2026, 11, 9)),
        ("-1 month", date(2026, 10, 23)),
        ("2/29/2028", date(2028, 2, 29)),
        ("2/29", date(2028, 2, 29)),
    ],
)
def test_what_is_typed_in_english(typed: str, meant: date) -> None:
    assert read_date(typed, "en", TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14.9.", date(2026, 9, 14)),
        ("14/9/2027", date(2027, 9, 14)),
        ("14. Sept. 2026", date(2026, 9, 14)),
        ("So., 13. Dez. 2026", date(2026, 12, 13)),
        ("3. März", date(2027, 3, 3)),
        ("morgen", date(2026, 11, 24)),
        ("+90t", date(2027, 2, 21)),
        ("12 Wochen", date(2027, 2, 15)),
        ("6 Monate", date(2027, 5, 23)),
        ("2 Jahre", date(2028, 11, 23)),
    ],
)
def test_what_is_typed_in_german(typed: str, meant: date) -> None:
    assert read_date(typed, "de", TODAY) == meant


@pytest.mark.parametrize(
    "typed", ["", "soon", "2/30/2026", "13/45", "9/14/", "0 w", "Foo 12, 2026", "1.2", "99999d", "Sep"]
)
def test_what_means_no_date(typed: str) -> None:
    start = date(2026, 1, 1) if typed == "0 w" else None
    expected = date(2027, 2, 1) if typed == "1.2" else date(2026, 9, 14) if typed == "9/14/" else None
    assert read_date(typed, "en", TODAY, start=start) == expected


def test_a_period_from_a_start_counts_its_first_day() -> None:
    assert read_date("+90d", "en", TODAY, start=date(2027, 1, 4)) == date(2027, 4, 3)
    assert read_date("12 weeks", "en", TODAY, start=date(2027, 1, 11)) == date(2027, 4, 4)


def test_a_date_without_a_year_is_not_before_the_start() -> None:
    assert read_date("3/1", "en", TODAY, start=date(2026, 9, 14)) == date(2027, 3, 1)


@pytest.mark.parametrize("lang", ["en", "de"])
@given(day=DAYS)
def test_what_is_shown_is_read_again(lang: str, day: date) -> None:
    say = SAYINGS[lang]
    for shown in (say.short_date(day), say.date(day), day.isoformat()):
        assert read_date(shown, lang, TODAY) == day


@given(text=st.text(max_size=20), start=st.none() | DAYS)
def test_whatever_is_typed_is_a_date_or_nothing(text: str, start: date | None) -> None:
    found = read_date(text, "en", TODAY, start=start)
    assert found is None or isinstance(found, date)


@given(start=DAYS, count=st.integers(1, 500))
def test_a_period_of_days_has_so_many_days(start: date, count: int) -> None:
    end = read_date(f"+{count}d", "en", TODAY, start=start)
    assert DateRange(start, end).day_count() == count


@given(day=DAYS)
def test_a_date_without_a_year_is_within_half_a_year(day: date) -> None:
    if (day.month, day.day) == (2, 29):
        return
    found = read_date(f"{day.month}/{day.day}", "en", TODAY)
    assert found is not None
    assert abs(found - TODAY) <= timedelta(days=184)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2027, 1, 11), date(2027, 4, 4), "12 weeks, ends Sun, Apr 4, 2027, 84 days"),
        (date(2026, 9, 14), date(2026, 12, 12), "90 days, ends Sat, Dec 12, 2026"),
        (date(2026, 9, 14), date(2026, 12, 13), "3 months, ends Sun, Dec 13, 2026, 91 days"),
        (date(2026, 1, 1), date(2026, 12, 31), "1 year, ends Thu, Dec 31, 2026, 365 days"),
        (date(2026, 9, 14), date(2026, 9, 14), "1 day, ends Mon, Sep 14, 2026"),
        (date(2026, 9, 14), None, "no end date"),
        (None, date(2026, 9, 14), "ends Mon, Sep 14, 2026"),
        (None, None, ""),
        (date(2026, 9, 14), date(2026, 9, 13), "The end is before the start."),
    ],
)
def test_a_range_in_plain_words(say: Wording, start: date | None, end: date | None, words: str) -> None:
    assert range_words(DateRange(start, end), say) == words


def _field(look: Look, say: Wording, qtbot: QtBot) -> DateField:
    field = DateField(look, say, CLOCK, "Written on", empty_text="not printed")
    qtbot.addWidget(field)
    laid_out(field)
    return field


def test_a_typed_date_is_written_out_on_enter(look: Look, say: Wording, qtbot: QtBot) -> None:
    field = _field(look, say, qtbot)
    QTest.keyClicks(field, "9/14")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.value, field.text()) == (date(2026, 9, 14), "Sep 14, 2026")


def test_what_is_not_understood_is_kept_and_warned_of(look: Look, say: Wording, qtbot: QtBot) -> None:
    field = _field(look, say, qtbot)
    QTest.keyClicks(field, "soon")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.value, field.text(), field.is_understood, field.property("warned")) == (
        None,
        "soon",
        False,
        True,
    )
    field.clear()
    QTest.keyClicks(field, "9/14")
    assert (field.is_understood, field.property("warned")) == (True, False)


def test_an_empty_date_is_none_and_fine(look: Look, say: Wording, qtbot: QtBot) -> None:
    field = _field(look, say, qtbot)
    field.set_value(TODAY)
    field.set_value(None)
    assert (field.value, field.is_understood, field.placeholderText()) == (None, True, "not printed")


@pytest.mark.parametrize("key", [Qt.Key.Key_F4, Qt.Key.Key_Down])
def test_the_calendar_opens_and_picks_by_key(look: Look, say: Wording, qtbot: QtBot, key: Qt.Key) -> None:
    field = _field(look, say, qtbot)
    field.set_value(date(2026, 9, 14))
    QTest.keyClick(field, key, Qt.KeyboardModifier.AltModifier)
    popup = field.findChild(CalendarPopup)
    assert popup is not None
    assert popup.isVisible()
    popup.calendar.setSelectedDate(QDate(2026, 9, 20))
    popup.calendar.activated.emit(QDate(2026, 9, 20))
    assert not popup.isVisible()
    assert field.value == date(2026, 9, 20)


def test_the_calendar_speaks_the_language(look: Look, german: Wording, qtbot: QtBot) -> None:
    field = _field(look, german, qtbot)
    field.set_value(date(2026, 3, 2))
    field.open_calendar()
    popup = field.findChild(CalendarPopup)
    assert popup is not None
    assert popup.calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday
    assert "März" in popup.title()
    popup.later.click()
    assert "April" in popup.title()


def _range(look: Look, say: Wording, qtbot: QtBot) -> DateRangeField:
    field = DateRangeField(look, say, CLOCK, "Valid")
    qtbot.addWidget(field)
    laid_out(field, QSize(500, 200))
    return field


def test_a_range_is_typed_and_said_in_words(look: Look, say: Wording, qtbot: QtBot) -> None:
    field = _range(look, say, qtbot)
    heard: list[bool] = []
    field.edited.connect(lambda: heard.append(True))
    QTest.keyClicks(field.first, "1/11/2027")
    QTest.keyClicks(field.last, "12 weeks")
    assert field.value == DateRange(date(2027, 1, 11), date(2027, 4, 4))
    assert field.words == "12 weeks, ends Sun, Apr 4, 2027, 84 days"
    assert field.last.accessibleDescription() == field.words
    assert heard


def test_a_chip_sets_the_length_and_the_end_can_be_dropped(look: Look, say: Wording, qtbot: QtBot) -> None:
    field = _range(look, say, qtbot)
    field.set_value(DateRange(date(2026, 9, 14), None))
    assert [chip.text() for chip in field.chips()] == ["+ 90 days", "+ 6 months"]
    QTest.keyClick(field.chips()[0], Qt.Key.Key_Space)
    assert field.value.end == date(2026, 12, 12)
    QTest.keyClick(field.no_end, Qt.Key.Key_Space)
    assert field.value == DateRange(date(2026, 9, 14), None)
    assert field.words == "no end date"


@pytest.mark.parametrize(
    ("days", "understood", "words"),
    [
        (DateRange(date(2026, 9, 14), date(2026, 9, 1)), False, "The end is before the start."),
        (DateRange(), True, ""),
    ],
)
def test_a_range_is_warned_of_only_when_it_ends_before_it_starts(
    look: Look, say: Wording, qtbot: QtBot, days: DateRange, understood: bool, words: str
) -> None:
    field = _range(look, say, qtbot)
    field.set_value(days)
    assert (field.is_understood, field.words) == (understood, words)
