"""Each kind of due date says what to do, by when and where the date comes from, in both languages."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from vault.domain.deadlines.due_date import (
    OWN_COUNTER,
    OWN_DURATION,
    OWN_EXEMPT_VISITS,
    OWN_FILING_LIMIT,
    OWN_RECORDED,
    DueDate,
    DueKind,
    Left,
    Step,
)
from vault.domain.period import PeriodUnit
from vault.domain.records.values import Basis
from vault.domain.rule_pack import Confidence, Counting
from vault.services.wording.catalogue import Wording
from vault.services.wording.deadlines import (
    ANCHORS,
    PRINTED,
    due_sentence,
    due_source,
    due_title,
    due_when,
)

DUE = DueDate(
    kind=DueKind.ANSWER_REQUEST,
    subject_kind="request",
    subject="r",
    person="p",
    due=dt.date(2026, 12, 13),
    source="request",
    basis=Basis.PRINTED,
    lead_days=(),
    overdue=False,
    days_left=20,
)
COUNTER = replace(
    DUE,
    kind=DueKind.VISITS_NEARLY_USED,
    due=None,
    days_left=None,
    basis=Basis.COMPUTED,
    rule=OWN_COUNTER,
    source="referral",
    remaining=2,
)
STEP = Step("notice", dt.date(2026, 11, 23), 5, PeriodUnit.DAY, Counting.WITHIN, dt.date(2026, 11, 28))
COMPUTED = replace(
    DUE, basis=Basis.COMPUTED, rule="us-sample", source="29 CFR 2560", steps=(STEP,), arrival=True
)


@pytest.mark.parametrize("kind", DueKind)
@pytest.mark.parametrize(
    "due",
    [
        DUE,
        COMPUTED,
        COUNTER,
        replace(COUNTER, remaining=0),
        replace(COUNTER, remaining=1),
        replace(DUE, days_left=0),
        replace(DUE, days_left=1),
        replace(DUE, days_left=-1, overdue=True),
        replace(DUE, days_left=-30, overdue=True),
        replace(
            COMPUTED, later=dt.date(2027, 1, 2), missing=("received", "notice"), confidence=Confidence.LOW
        ),
    ],
    ids=["printed", "computed", "few", "none", "one", "today", "tomorrow", "yesterday", "long ago", "unsure"],
)
def test_every_kind_says_whole_sentences(
    kind: DueKind, due: DueDate, say: Wording, finished: Callable[[str], bool]
) -> None:
    assert finished(due_sentence(replace(due, kind=kind), say))


def test_every_kind_has_a_title_of_its_own(say: Wording) -> None:
    assert len({due_title(replace(DUE, kind=kind), say) for kind in DueKind}) == len(DueKind)


@pytest.mark.parametrize(
    ("days_left", "in_english", "in_german"),
    [
        (20, "in 20 days, Sun, Dec 13, 2026", "in 20 Tagen, So., 13. Dez. 2026"),
        (1, "in 1 day, Sun, Dec 13, 2026", "in 1 Tag, So., 13. Dez. 2026"),
        (0, "today, Sun, Dec 13, 2026", "heute, So., 13. Dez. 2026"),
        (-1, "1 day overdue, Sun, Dec 13, 2026", "1 Tag überfällig, So., 13. Dez. 2026"),
        (-20, "20 days overdue, Sun, Dec 13, 2026", "20 Tage überfällig, So., 13. Dez. 2026"),
    ],
)
def test_days_come_first_then_the_date(
    english: Wording, german: Wording, days_left: int, in_english: str, in_german: str
) -> None:
    due = replace(DUE, days_left=days_left, overdue=days_left < 0)
    assert (due_when(due, english), due_when(due, german)) == (in_english, in_german)


def test_a_paper_that_ended_is_past_not_overdue(english: Wording, german: Wording) -> None:
    ended = replace(DUE, kind=DueKind.REFERRAL_ENDS, source="referral", days_left=-3, overdue=True)
    assert due_sentence(ended, english) == (
        "The referral has ended: 3 days ago, Sun, Dec 13, 2026 (printed on the referral)."
    )
    assert due_sentence(ended, german) == (
        "Die Verordnung ist abgelaufen: vor 3 Tagen, So., 13. Dez. 2026 (auf der Verordnung gedruckt)."
    )


def test_visits_left_are_counted(english: Wording) -> None:
    assert due_when(COUNTER, english) == "now, 2 visits left"
    assert due_when(replace(COUNTER, remaining=1), english) == "now, 1 visit left"
    assert due_title(replace(COUNTER, remaining=0), english) == "All visits of the referral are used up"
    assert due_source(COUNTER, english) == "by the visits counted in this vault"


def test_a_computed_date_shows_rule_source_and_sum(english: Wording, german: Wording) -> None:
    assert due_sentence(COMPUTED, english) == (
        "Answer the insurer's request: in 20 days, Sun, Dec 13, 2026, to arrive by then "
        "(estimated from rule us-sample, 29 CFR 2560: letter dated Nov 23, 2026 + 5 days = Nov 28, 2026)."
    )
    assert due_sentence(COMPUTED, german) == (
        "Anfrage der Versicherung beantworten: in 20 Tagen, So., 13. Dez. 2026, "
        "muss bis dahin eingegangen sein "
        "(geschätzt nach Regel us-sample, 29 CFR 2560: Schreiben vom 23. Nov. 2026 + 5 Tage = 28. Nov. 2026)."
    )


def test_a_period_that_counts_its_first_day_says_so(english: Wording) -> None:
    step = replace(STEP, anchor="authored", value=1, unit=PeriodUnit.WEEK, count=Counting.VALID_FOR)
    source = due_source(replace(COMPUTED, rule=OWN_DURATION, steps=(step,)), english)
    assert source == (
        "estimated from the weeks ordered on the referral: "
        "written on Nov 23, 2026 + 1 week, the first day counted = Nov 28, 2026"
    )


@pytest.mark.parametrize("rule", [OWN_COUNTER, OWN_DURATION, OWN_FILING_LIMIT, OWN_RECORDED])
def test_own_rules_never_show_their_code(rule: str, say: Wording) -> None:
    assert "own:" not in due_source(replace(COMPUTED, rule=rule), say)


@pytest.mark.parametrize("source", PRINTED)
def test_a_printed_date_names_its_paper(source: str, english: Wording) -> None:
    named = due_source(replace(DUE, source=source), english)
    assert named.startswith("printed")
    assert named != due_source(replace(DUE, source="something else"), english) == "printed on the paper"


@pytest.mark.parametrize("anchor", ANCHORS)
@pytest.mark.parametrize("unit", PeriodUnit)
def test_every_anchor_and_unit_can_be_told(anchor: str, unit: PeriodUnit, say: Wording) -> None:
    due = replace(COMPUTED, steps=(replace(STEP, anchor=anchor, unit=unit),))
    assert say.short_date(STEP.day) in due_source(due, say)


def test_what_would_make_a_date_sure_is_asked_for(english: Wording) -> None:
    unsure = replace(COMPUTED, later=dt.date(2027, 1, 2), missing=("received",), confidence=Confidence.LOW)
    assert due_sentence(unsure, english).endswith(
        "It may be as late as Sat, Jan 2, 2027; the earlier day is safe. "
        "Enter the day the letter came, to be sure. "
        "This rule is not certain; ask the insurer to confirm the date."
    )


@pytest.mark.parametrize(
    ("left", "rule", "sum_"),
    [
        (Left(2, 12, 7, 2, 3), OWN_COUNTER, "12 visits ordered, 3 used elsewhere, 7 charged, 2 left"),
        (
            Left(2, 9, 7, 4),
            OWN_COUNTER,
            "9 visits ordered, 7 charged, 2 left). It is told from 4 visits on: two visits",
        ),
        (Left(0, 9, 9, 2), OWN_COUNTER, "9 visits ordered, 9 charged, 0 left). It is told from 2 visits on"),
        (
            Left(1, 3, 2, 1),
            OWN_EXEMPT_VISITS,
            "3 visits, 2 made or planned, 1 left). It is told from 1 visit on.",
        ),
        (Left(2, 12, 10, 8, unit="unit15"), OWN_COUNTER, "told from 8 units of 15 minutes on"),
    ],
)
def test_an_event_shows_what_was_counted(left: Left, rule: str, sum_: str, english: Wording) -> None:
    due = replace(COUNTER, remaining=left.amount, counter=left, counted=left.unit, rule=rule)
    assert sum_ in due_sentence(due, english)
    assert "told" not in due_source(due, english)
