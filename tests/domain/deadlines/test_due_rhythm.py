"""Kinds 3, 5 and 10: the next visit, a renewal, a progress report."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.fakes.due_desk import POLICY, TODAY, dues, every, rule, used
from vault.domain.deadlines.due_date import OWN_MAX_GAP, DueKind
from vault.domain.period import PeriodUnit
from vault.domain.records.papers import Document, DocumentKind, DocumentLink
from vault.domain.records.referral import Referral, ReferralStatus
from vault.domain.records.values import Frequency, Per
from vault.domain.rule_pack import Anchor, Counting

REFERRAL = Referral("ref", "p", date(2026, 10, 1), ("massage",), "doc", signed=True)
GAP = rule(DueKind.TREATMENT_GAP, 14, Anchor.LAST_VISIT)
RENEWAL = replace(rule(DueKind.BOOK_RENEWAL, 21, Anchor.LAST_SUPPORTED), count=Counting.BEFORE)
REPORT = replace(rule(DueKind.PROGRESS_REPORT, 1, Anchor.FIRST_VISIT, PeriodUnit.MONTH), visits=6)
LAST = date(2026, 11, 16)


class TestTheGap:
    def test_the_last_visit_counts(self) -> None:
        charged = {"ref": used(date(2026, 11, 2), LAST)}
        (found,) = dues(DueKind.TREATMENT_GAP, REFERRAL, rules=[GAP], charged=charged)
        assert (found.due, found.rule, found.lead_days) == (date(2026, 11, 30), "sample-3", (7, 3, 1, 0))
        assert found.steps[0].day == LAST

    def test_the_pause_the_referral_allows_comes_first(self) -> None:
        referral = replace(REFERRAL, max_gap=30)
        (found,) = dues(DueKind.TREATMENT_GAP, referral, rules=[GAP], charged={"ref": used(LAST)})
        assert (found.due, found.rule, found.source) == (date(2026, 12, 16), OWN_MAX_GAP, "referral")

    @pytest.mark.parametrize(("planned", "quiet"), [(date(2026, 11, 30), True), (date(2026, 12, 1), False)])
    def test_a_visit_planned_in_time_is_enough(self, planned: date, quiet: bool) -> None:
        charged = {"ref": used(LAST, planned=(planned,))}
        found = dues(DueKind.TREATMENT_GAP, REFERRAL, rules=[GAP], charged=charged)
        assert (found == []) is quiet

    @pytest.mark.parametrize(
        "referral",
        [
            replace(REFERRAL, visits=1),
            replace(REFERRAL, valid_until=TODAY - timedelta(1)),
            replace(REFERRAL, status=ReferralStatus.COMPLETED),
            replace(REFERRAL, id="unused"),
        ],
    )
    def test_nothing_is_told_of_a_referral_that_is_over_or_not_begun(self, referral: Referral) -> None:
        assert dues(DueKind.TREATMENT_GAP, referral, rules=[GAP], charged={"ref": used(LAST)}) == []


class TestTheRenewal:
    @pytest.mark.parametrize(
        ("visits", "frequency", "planned", "last"),
        [
            (10, None, (), date(2027, 1, 11)),
            (10, Frequency(2, Per.WEEK), (), date(2026, 12, 14)),
            (10, Frequency(1, Per.WEEK, 2), (), date(2027, 3, 8)),
            (10, Frequency(3, Per.MONTH), (), date(2027, 2, 4)),
            (3, None, (date(2026, 11, 27),), date(2026, 11, 27)),
            (4, None, (date(2026, 11, 27), date(2026, 12, 11)), date(2026, 12, 11)),
            (5, None, (date(2026, 11, 30),), date(2026, 12, 21)),
        ],
    )
    def test_the_last_visit_is_projected_at_the_present_rhythm(
        self, visits: int, frequency: Frequency | None, planned: tuple[date, ...], last: date
    ) -> None:
        referral = replace(REFERRAL, visits=visits, frequency=frequency)
        charged = {"ref": used(date(2026, 11, 9), LAST, planned=planned)}
        (found,) = dues(DueKind.BOOK_RENEWAL, referral, rules=[RENEWAL], charged=charged)
        assert (found.due, found.steps[0].day) == (last - timedelta(21), last)

    def test_its_end_comes_first_when_it_is_earlier(self) -> None:
        referral = replace(REFERRAL, visits=99, valid_until=date(2026, 12, 31))
        charged = {"ref": used(date(2026, 11, 9), LAST)}
        (found,) = dues(DueKind.BOOK_RENEWAL, referral, rules=[RENEWAL], charged=charged)
        assert found.due == date(2026, 12, 10)

    def test_an_unlimited_referral_is_renewed_by_its_end(self) -> None:
        referral = replace(REFERRAL, valid_until=date(2026, 12, 31))
        (found,) = dues(DueKind.BOOK_RENEWAL, referral, rules=[RENEWAL])
        assert (found.due, found.overdue) == (date(2026, 12, 10), False)

    def test_a_rhythm_that_was_left_long_ago_is_no_rhythm(self) -> None:
        referral = replace(REFERRAL, visits=3)
        charged = {"ref": used(date(2026, 10, 5), date(2026, 10, 12))}
        assert dues(DueKind.BOOK_RENEWAL, referral, rules=[RENEWAL], charged=charged) == []

    @pytest.mark.parametrize("days", [(), (LAST,)])
    def test_without_a_rhythm_or_an_end_nothing_is_guessed(self, days: tuple[date, ...]) -> None:
        charged = {"ref": used(*days)}
        referral = replace(REFERRAL, visits=10)
        assert dues(DueKind.BOOK_RENEWAL, referral, rules=[RENEWAL], charged=charged) == []

    @pytest.mark.parametrize("status", [ReferralStatus.DRAFT, ReferralStatus.ACTIVE])
    def test_once_a_renewal_is_entered_it_is_done(self, status: ReferralStatus) -> None:
        referral = replace(REFERRAL, valid_until=date(2026, 12, 31))
        renewal = replace(REFERRAL, id="new", renewal_of="ref", status=status)
        assert dues(DueKind.BOOK_RENEWAL, referral, renewal, rules=[RENEWAL]) == []

    def test_a_used_up_or_ended_one_is_told_elsewhere(self) -> None:
        ended = replace(REFERRAL, valid_until=TODAY - timedelta(1))
        spent = replace(REFERRAL, id="spent", visits=1, used_elsewhere=1, valid_until=date(2027, 1, 1))
        assert dues(DueKind.BOOK_RENEWAL, ended, spent, rules=[RENEWAL]) == []


class TestTheProgressReport:
    FIRST = date(2026, 1, 31)

    @pytest.mark.parametrize(
        ("days", "planned", "by", "unit"),
        [
            (every(7, 6, date(2026, 1, 31)), (), date(2026, 2, 28), "month"),
            (every(2, 6, date(2026, 1, 31)), (), date(2026, 2, 10), "visit"),
            (every(2, 4, date(2026, 1, 31)), every(2, 2, date(2026, 2, 8)), date(2026, 2, 10), "visit"),
            (every(2, 4, date(2026, 1, 31)), (), date(2026, 2, 28), "month"),
        ],
    )
    def test_the_sixth_visit_or_a_month_whichever_is_first(
        self, days: tuple[date, ...], planned: tuple[date, ...], by: date, unit: str
    ) -> None:
        charged = {"ref": used(*days, planned=planned)}
        (found,) = dues(DueKind.PROGRESS_REPORT, REFERRAL, rules=[REPORT], charged=charged)
        assert (found.due, found.later, found.steps[0].unit) == (by, None, unit)

    def test_a_rule_may_count_time_only(self) -> None:
        charged = {"ref": used(*every(1, 9, self.FIRST))}
        rules = [replace(REPORT, visits=0)]
        (found,) = dues(DueKind.PROGRESS_REPORT, REFERRAL, rules=rules, charged=charged)
        assert found.due == date(2026, 2, 28)

    def test_without_a_rule_or_a_visit_none_is_due(self) -> None:
        assert dues(DueKind.PROGRESS_REPORT, REFERRAL, charged={"ref": used(self.FIRST)}) == []
        assert dues(DueKind.PROGRESS_REPORT, REFERRAL, rules=[REPORT]) == []

    @pytest.mark.parametrize(
        ("report", "done"),
        [
            ({}, True),
            ({"person": None}, True),
            ({"links": (DocumentLink("l", "referral", "ref"),)}, True),
            ({"links": (DocumentLink("l", "visit", "vis"),)}, True),
            ({"links": (DocumentLink("l", "referral", "other"),)}, False),
            ({"person": "q"}, False),
            ({"dated": date(2026, 1, 30)}, False),
            ({"dated": None}, False),
            ({"kind": DocumentKind.LETTER}, False),
        ],
    )
    def test_a_report_since_the_first_visit_is_enough(self, report: dict[str, object], done: bool) -> None:
        paper = Document("doc", DocumentKind.PROGRESS_NOTE, "b", 1, "s", person="p", dated=date(2026, 1, 31))
        paper = replace(paper, **report)  # type: ignore[arg-type]  # mixed values
        charged = {"ref": used(self.FIRST)}
        found = dues(DueKind.PROGRESS_REPORT, POLICY, REFERRAL, paper, rules=[REPORT], charged=charged)
        assert (found == []) is done
