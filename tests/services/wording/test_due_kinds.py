"""What is said of each kind of due date beyond the common sentence: cases, counts, later days, labels."""

import datetime as dt
from dataclasses import replace

import pytest

from vault.domain.deadlines.due_date import LEAD_DAYS, OWN_COUNTER, DueDate, DueKind, Step
from vault.domain.period import PeriodUnit
from vault.domain.records.values import Basis
from vault.domain.rule_pack import ANCHORS as OF_KINDS
from vault.domain.rule_pack import Anchor, Counting
from vault.services.wording.catalogue import Wording
from vault.services.wording.deadlines import (
    ANCHORS,
    LABELS,
    OF_CASE,
    OWN_RULES,
    TITLES,
    due_label,
    due_sentence,
    due_source,
    due_title,
    due_when,
)

STEP = Step("visit", dt.date(2026, 11, 23), 7, PeriodUnit.DAY, Counting.WITHIN, dt.date(2026, 11, 30))
DUE = DueDate(
    kind=DueKind.BILL_OR_CLAIM,
    subject_kind="visit",
    subject="v",
    person="p",
    due=dt.date(2026, 11, 30),
    source="habit of this program: a sample",
    basis=Basis.COMPUTED,
    lead_days=(0,),
    overdue=False,
    days_left=7,
    rule="sample",
    steps=(STEP,),
    remaining=3,
    case="no_bill",
)


def test_every_kind_has_a_title_and_a_label() -> None:
    kinds = {int(kind) for kind in DueKind}
    assert set(TITLES) == set(LABELS) == kinds
    assert set(LEAD_DAYS) <= kinds
    assert set(OF_KINDS) <= kinds


def test_every_day_a_rule_may_run_from_has_words() -> None:
    assert {str(anchor) for anchor in Anchor} <= set(ANCHORS)


@pytest.mark.parametrize("kind", DueKind)
def test_a_label_is_short_and_of_its_own(kind: DueKind, english: Wording) -> None:
    assert 0 < len(due_label(kind, english)) <= 40
    assert len({due_label(each, english) for each in DueKind}) == len(DueKind)


def test_what_visits_lack_and_how_many_wait(english: Wording) -> None:
    assert due_sentence(DUE, english) == (
        "Ask for the itemized bill: in 7 days, Mon, Nov 30, 2026 "
        "(by a habit of this program, rule sample: visit on Nov 23, 2026 + 7 days = Nov 30, 2026). "
        "3 visits are waiting."
    )
    assert due_title(replace(DUE, case="not_filed"), english) == "Send the claim"
    assert due_title(replace(DUE, case=None), english) == TITLES[25]


@pytest.mark.parametrize("case", OF_CASE)
def test_every_case_has_a_title_of_its_own(case: str, say: Wording) -> None:
    assert due_title(replace(DUE, case=case), say) != due_title(replace(DUE, case=None), say)


def test_a_tax_year_is_no_case_in_words(english: Wording) -> None:
    due = replace(DUE, kind=DueKind.RETENTION_REVIEW, case="2025", remaining=None)
    assert due_title(due, english) == TITLES[29]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (DueKind.CLAIM_DECISION, "It may come as late as Thu, Jan 7, 2027."),
        (DueKind.INTERNAL_APPEAL, "It may be as late as Thu, Jan 7, 2027; the earlier day is safe."),
    ],
)
def test_a_later_day_is_a_risk_only_where_one_has_to_act(kind: DueKind, said: str, english: Wording) -> None:
    due = replace(DUE, kind=kind, case=None, remaining=None, later=dt.date(2027, 1, 7))
    assert due_sentence(due, english).endswith(said)


def test_what_lapses_is_counted(english: Wording) -> None:
    due = replace(DUE, kind=DueKind.BENEFIT_RESETS, case=None, remaining=4)
    assert due_sentence(due, english).endswith("Unused until then: 4 visits.")
    assert due_sentence(replace(due, counted="minute"), english).endswith("Unused until then: 4 minutes.")


@pytest.mark.parametrize(
    ("remaining", "counted", "title", "when"),
    [
        (2, "visit", "Little is left on the authorization", "now, 2 visits left"),
        (3, "unit15", "Little is left on the authorization", "now, 3 units of 15 minutes left"),
        (0, "visit", "All of the authorization is used up", "now"),
    ],
)
def test_the_rest_of_an_authorization_is_told_in_its_unit(
    remaining: int, counted: str, title: str, when: str, english: Wording
) -> None:
    due = replace(
        DUE,
        kind=DueKind.AUTHORIZATION_NEARLY_USED,
        due=None,
        days_left=None,
        rule=OWN_COUNTER,
        steps=(),
        case=None,
        remaining=remaining,
        counted=counted,
    )
    assert (due_title(due, english), due_when(due, english)) == (title, when)
    assert due_title(replace(due, kind=DueKind.REQUEST_AUTHORIZATION), english) == TITLES[8]


def test_days_counted_back_are_subtracted(english: Wording) -> None:
    back = replace(STEP, anchor="period_end", count=Counting.BEFORE, result=dt.date(2026, 11, 16))
    assert due_source(replace(DUE, steps=(back,)), english).endswith(
        "end of the policy's year on Nov 23, 2026 less 7 days = Nov 16, 2026"
    )


def test_a_number_of_visits_and_hours_can_be_counted(english: Wording) -> None:
    visits = replace(STEP, value=6, unit="visit", count=Counting.VALID_FOR)
    hours = replace(STEP, value=72, unit=PeriodUnit.HOUR)
    source = due_source(replace(DUE, steps=(visits, hours)), english)
    assert "+ 6 visits, the first day counted" in source
    assert "+ 72 hours" in source


@pytest.mark.parametrize("rule", OWN_RULES)
def test_every_rule_of_the_records_has_words(rule: str, say: Wording) -> None:
    assert "own:" not in due_source(replace(DUE, rule=rule), say)
