"""Rows of rule packs in words: every code has some, and what narrows a row is said."""

from dataclasses import replace
from datetime import date
from gettext import NullTranslations

import pytest

from vault.domain.period import PeriodUnit
from vault.domain.records.policy import PlanType
from vault.domain.rule_pack import Anchor, Case, Confidence, Counting, RulePack, RuleRow
from vault.services.wording.catalogue import Wording
from vault.services.wording.rule_rows import (
    CASE_WORDS,
    CONFIDENCE,
    COUNTED_FROM,
    pack_title,
    rule_confidence,
    rule_period,
    rule_start,
    rule_title,
)

ROW = RuleRow(
    id="sample-appeal",
    kind=16,
    jurisdiction="US",
    value=180,
    unit=PeriodUnit.DAY,
    anchor=Anchor.RECEIVED,
    source="A sample law",
    seen_on=date(2026, 11, 24),
    confidence=Confidence.HIGH,
)


@pytest.fixture
def say() -> Wording:
    return Wording("en", NullTranslations())


def test_every_code_has_words() -> None:
    assert set(COUNTED_FROM) == set(Anchor)
    assert set(CONFIDENCE) == set(Confidence)
    assert set(CASE_WORDS) == set(Case)


def test_a_row_says_what_for_how_long_from_when_and_how_sure(say: Wording) -> None:
    assert rule_title(ROW, say) == "First appeal"
    assert rule_period(ROW, say) == "180 days"
    assert rule_start(ROW, say) == "the day the letter came"
    assert rule_confidence(ROW, say) == "high: read word for word"


def test_what_narrows_a_row_stands_behind_it(say: Wording) -> None:
    narrow = replace(
        ROW, kind=17, jurisdiction="US-WA", plan_type=PlanType.VA, case=Case.AFTER_SERVICE, urgent=True
    )
    words = "Answer to an appeal (Veterans Affairs (VA), US-WA, after the treatment, urgent)"
    assert rule_title(narrow, say) == words


def test_counting_back_and_counting_the_first_day_are_said(say: Wording) -> None:
    back = replace(ROW, kind=11, anchor=Anchor.PERIOD_END, count=Counting.BEFORE)
    assert rule_start(back, say) == "back from the end of the policy's year"
    assert (
        rule_start(replace(ROW, count=Counting.VALID_FOR), say) == "the day the letter came, that day counted"
    )


def test_a_number_of_visits_that_may_come_first_is_said(say: Wording) -> None:
    assert rule_period(replace(ROW, value=90, visits=10), say) == "90 days, or 10 visits"


@pytest.mark.parametrize(
    ("name", "places", "title"),
    [
        ("us", ("US", "US-WA"), "United States"),
        ("uk", (), "United Kingdom"),
        ("general", ("*",), "Every place"),
        ("my-plan", (), "my-plan"),
        ("mixed", ("DE", "US"), "DE, US"),
    ],
)
def test_a_pack_is_called_by_its_place(name: str, places: tuple[str, ...], title: str, say: Wording) -> None:
    rows = tuple(replace(ROW, jurisdiction=place) for place in places)
    assert pack_title(name, RulePack(name, rows), say) == title
    assert pack_title("my-plan", None, say) == "my-plan"
