"""How each language writes dates, times, amounts and numbers of things."""

import datetime as dt
from pathlib import Path

import pytest

from vault.app import resources_folder
from vault.domain.errors import BugError
from vault.domain.records.values import Money
from vault.services.wording.catalogue import Value, Wording
from vault.services.wording.units import COUNTED, counted, units

DAY = dt.date(2026, 12, 13)


def test_a_date_has_its_weekday(english: Wording, german: Wording) -> None:
    assert english.date(DAY) == "Sun, Dec 13, 2026"
    assert german.date(DAY) == "So., 13. Dez. 2026"


def test_a_date_in_a_letter_has_its_month_in_full(english: Wording, german: Wording) -> None:
    assert english.long_date(dt.date(2026, 3, 1)) == "March 1, 2026"
    assert german.long_date(dt.date(2026, 3, 1)) == "1. März 2026"


def test_a_date_in_a_table_is_short(english: Wording, german: Wording) -> None:
    assert english.short_date(DAY) == "Dec 13, 2026"
    assert german.short_date(DAY) == "13. Dez. 2026"


@pytest.mark.parametrize(
    ("start", "end", "in_english", "in_german"),
    [
        (DAY, dt.date(2027, 1, 2), "Dec 13, 2026 to Jan 2, 2027", "13. Dez. 2026 bis 2. Jan. 2027"),
        (DAY, None, "from Dec 13, 2026", "ab 13. Dez. 2026"),
        (None, DAY, "until Dec 13, 2026", "bis 13. Dez. 2026"),
        (None, None, "open", "offen"),
    ],
)
def test_either_end_of_a_range_may_be_open(
    english: Wording,
    german: Wording,
    start: dt.date | None,
    end: dt.date | None,
    in_english: str,
    in_german: str,
) -> None:
    assert english.date_range(start, end) == in_english
    assert german.date_range(start, end) == in_german


@pytest.mark.parametrize(
    ("amount", "in_english", "in_german"),
    [
        (Money(12_000, "USD"), "$120.00", "120,00\N{NO-BREAK SPACE}$"),
        (Money(1_234_567, "EUR"), "€12,345.67", "12.345,67\N{NO-BREAK SPACE}€"),
        (Money(-5, "EUR"), "-€0.05", "-0,05\N{NO-BREAK SPACE}€"),
        (Money(500, "JPY"), "¥500", "500\N{NO-BREAK SPACE}¥"),
        (Money(99_999_999_999, "USD"), "$999,999,999.99", "999.999.999,99\N{NO-BREAK SPACE}$"),
    ],
)
def test_money_has_the_decimals_of_its_currency(
    english: Wording, german: Wording, amount: Money, in_english: str, in_german: str
) -> None:
    assert english.money(amount) == in_english
    assert german.money(amount) == in_german


def test_a_number_has_the_decimal_mark_of_the_language(english: Wording, german: Wording) -> None:
    assert (english.decimal(1234.56), german.decimal(1234.56)) == ("1,234.6", "1.234,6")
    assert (english.decimal(0), german.decimal(0)) == ("0.0", "0,0")


def test_a_time_of_day_is_on_the_clock_of_the_language(english: Wording, german: Wording) -> None:
    assert english.time(dt.time(14, 30)) == "2:30\N{NARROW NO-BREAK SPACE}PM"
    assert german.time(dt.time(14, 30)) == "14:30"


@pytest.mark.parametrize("zone", [dt.UTC, dt.timezone(dt.timedelta(hours=-5))])
def test_an_instant_is_told_in_utc_whatever_zone_it_comes_in(german: Wording, zone: dt.tzinfo) -> None:
    instant = dt.datetime(2026, 11, 23, 23, 5, tzinfo=dt.UTC).astimezone(zone)
    assert german.instant(instant) == "23. Nov. 2026 23:05 UTC"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (DAY, "13. Dez. 2026"),
        (dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC), "23. Nov. 2026 08:00 UTC"),
        (dt.time(8, 5), "08:05"),
        (Money(950, "EUR"), "9,50\N{NO-BREAK SPACE}€"),
        (None, ""),
        (12, "12"),
        ("{not a placeholder}", "{not a placeholder}"),
    ],
)
def test_values_in_a_sentence_are_written_as_the_language_writes_them(
    german: Wording, value: Value, written: str
) -> None:
    assert german.text("{value}", value=value) == written


@pytest.mark.parametrize("unit", COUNTED)
def test_one_thing_and_several_have_their_own_words(say: Wording, unit: str) -> None:
    one, none, several = (counted(n, unit, say) for n in (1, 0, 7))
    assert (one[0], none[0], several[0]) == ("1", "0", "7")
    assert one[1:] != several[1:] == none[1:]


def test_progress_is_told_in_words_of_the_language(english: Wording, german: Wording) -> None:
    assert units(english)["pages"] == "pages"
    assert units(german)["pages"] == "Seiten"


def test_german_has_its_umlauts(german: Wording) -> None:
    assert german.text("The referral ends") == "Die Verordnung endet"
    assert "schließen" in german.text("Close it there and try again.").lower()


def test_the_program_finds_the_german_catalogue(german: Wording) -> None:
    found = Wording.load("de", resources_folder() / "translations")
    assert found.text("Nothing was changed.") == german.text("Nothing was changed.") != "Nothing was changed."


def test_without_a_catalogue_the_sentences_stay_english(tmp_path: Path) -> None:
    assert Wording.load("de", tmp_path).text("The disk is full.") == "The disk is full."


def test_a_language_without_wording_is_refused() -> None:
    with pytest.raises(BugError, match="fr"):
        Wording.load("fr", resources_folder() / "translations")
