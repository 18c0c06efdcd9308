"""Kinds 11, 12 and 29: what the years of a policy make due."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.fakes.due_desk import POLICY, TODAY, dues, rule
from vault.domain.deadlines.due_date import OWN_BENEFIT_YEAR, DueKind
from vault.domain.deadlines.situation import Choices, PaperUse
from vault.domain.period import PeriodUnit
from vault.domain.records.kinds import Record
from vault.domain.records.letters import Appeal, AppealOutcome
from vault.domain.records.money import Bill, BillLine, Claim, ClaimStatus
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, Policy
from vault.domain.records.visit import Visit
from vault.domain.rule_pack import Anchor, Counting

RECHECK = replace(rule(DueKind.POLICY_ENDS, 30, Anchor.PERIOD_END), count=Counting.BEFORE)
LIMIT = BenefitLimit("lim", "pol", ("massage",), BenefitPeriod.CALENDAR_YEAR, 20)
KEEP = rule(DueKind.RETENTION_REVIEW, 3, Anchor.TAX_FILED, PeriodUnit.YEAR)
FILED = Choices(tax_filed={2025: date(2026, 4, 15)})
VISIT = Visit("vis", "p", date(2025, 11, 23), None, "massage")


class TestTheEnd:
    @pytest.mark.parametrize(
        ("policy", "by"),
        [
            (POLICY, date(2026, 12, 1)),
            (replace(POLICY, start=date(2020, 7, 1)), date(2027, 5, 31)),
            (replace(POLICY, end=date(2026, 11, 30)), date(2026, 10, 31)),
            (replace(POLICY, end=date(2030, 12, 31)), date(2026, 12, 1)),
            (replace(POLICY, end=TODAY), TODAY - timedelta(30)),
        ],
    )
    def test_a_month_before_the_policy_or_its_year_ends(self, policy: Policy, by: date) -> None:
        (found,) = dues(DueKind.POLICY_ENDS, policy, rules=[RECHECK])
        assert (found.due, found.subject, found.lead_days) == (by, "pol", (0,))

    @pytest.mark.parametrize(
        "policy",
        [replace(POLICY, end=TODAY - timedelta(1)), replace(POLICY, start=TODAY + timedelta(1))],
    )
    def test_only_while_the_policy_holds(self, policy: Policy) -> None:
        assert dues(DueKind.POLICY_ENDS, policy, rules=[RECHECK]) == []

    @pytest.mark.parametrize(("said_on", "done"), [(date(2026, 11, 30), False), (date(2026, 12, 1), True)])
    def test_asking_again_in_that_month_is_enough(self, said_on: date, done: bool) -> None:
        found = dues(
            DueKind.POLICY_ENDS, replace(POLICY, said_on=said_on), rules=[RECHECK], today=date(2026, 12, 5)
        )
        assert (found == []) is done

    @pytest.mark.parametrize(
        ("other", "done"),
        [
            ({}, True),
            ({"end": date(2027, 12, 31)}, True),
            ({"end": date(2026, 12, 31)}, False),
            ({"person": "q"}, False),
            ({"start": date(2025, 1, 1)}, False),
        ],
    )
    def test_a_policy_that_goes_on_is_enough(self, other: dict[str, object], done: bool) -> None:
        policy = replace(POLICY, end=date(2026, 12, 31))
        following = replace(POLICY, id="new", start=date(2027, 1, 1))
        following = replace(following, **other)  # type: ignore[arg-type]  # mixed values
        found = dues(DueKind.POLICY_ENDS, policy, following, rules=[RECHECK])
        assert ([each for each in found if each.subject == "pol"] == []) is done


class TestTheBenefitYear:
    @pytest.mark.parametrize(
        ("policy", "per", "by"),
        [
            (replace(POLICY, start=date(2020, 7, 1)), BenefitPeriod.CALENDAR_YEAR, date(2026, 12, 31)),
            (replace(POLICY, start=date(2020, 7, 1)), BenefitPeriod.PLAN_YEAR, date(2027, 6, 30)),
            (replace(POLICY, end=date(2026, 11, 30)), BenefitPeriod.CALENDAR_YEAR, date(2026, 11, 30)),
            (replace(POLICY, end=date(2026, 11, 30)), BenefitPeriod.PLAN_YEAR, date(2026, 11, 30)),
            (POLICY, BenefitPeriod.ROLLING_12_MONTHS, None),
            (POLICY, BenefitPeriod.EPISODE, None),
            (POLICY, BenefitPeriod.LIFETIME, None),
            (replace(POLICY, end=TODAY - timedelta(1)), BenefitPeriod.CALENDAR_YEAR, None),
        ],
    )
    def test_what_is_unused_lapses_with_the_year(
        self, policy: Policy, per: BenefitPeriod, by: date | None
    ) -> None:
        charged = {"lim": PaperUse(5, remaining=15)}
        found = dues(DueKind.BENEFIT_RESETS, policy, replace(LIMIT, per=per), charged=charged)
        assert [(each.due, each.remaining, each.rule) for each in found] == (
            [] if by is None else [(by, 15, OWN_BENEFIT_YEAR)]
        )

    @pytest.mark.parametrize(
        "use",
        [
            PaperUse(20, is_spent=True, remaining=0),
            PaperUse(21, is_spent=True, remaining=-1),
            PaperUse(5),
            PaperUse(5, remaining=500, unit="money"),
        ],
    )
    def test_where_nothing_is_left_or_money_is_counted_nothing_lapses(self, use: PaperUse) -> None:
        assert dues(DueKind.BENEFIT_RESETS, POLICY, LIMIT, charged={"lim": use}) == []

    def test_a_limit_of_a_policy_that_is_gone_is_passed_over(self) -> None:
        assert dues(DueKind.BENEFIT_RESETS, LIMIT, charged={"lim": PaperUse(5, remaining=15)}) == []


class TestTheReview:
    def test_a_year_is_reviewed_years_after_its_taxes_were_filed(self) -> None:
        (found,) = dues(DueKind.RETENTION_REVIEW, POLICY, VISIT, rules=[KEEP], choices=FILED)
        assert (found.due, found.subject_kind, found.subject, found.case) == (
            date(2029, 4, 15),
            "person",
            "p",
            "2025",
        )

    def test_each_person_and_year_has_a_date_of_its_own(self) -> None:
        filed = Choices(tax_filed={2024: date(2025, 4, 15), 2025: date(2026, 4, 15), 2026: date(2027, 1, 1)})
        bill = Bill(
            "bil", "p", (BillLine("l", date=date(2024, 3, 1)), BillLine("m")), paid_on=date(2025, 1, 2)
        )
        other = replace(VISIT, id="o", person="q")
        found = dues(DueKind.RETENTION_REVIEW, POLICY, VISIT, bill, other, rules=[KEEP], choices=filed)
        assert [(each.subject, each.case) for each in found] == [("p", "2024"), ("p", "2025"), ("q", "2025")]

    @pytest.mark.parametrize(
        ("record", "blocks"),
        [
            (Claim("clm", "p", None, "pol", ("vis", "gone"), ClaimStatus.SUBMITTED), True),
            (Claim("clm", "p", None, "pol", ("vis",), ClaimStatus.DRAFT), True),
            (Claim("clm", "p", None, "pol", ("vis",), ClaimStatus.PAID), False),
            (Claim("clm", "p", None, "pol", ("new",), ClaimStatus.SUBMITTED), False),
            (Appeal("app", "p", "eob"), True),
            (Appeal("app", "p", "eob", outcome=AppealOutcome.LOST), False),
            (Appeal("app", "q", "eob"), False),
        ],
    )
    def test_an_open_claim_or_appeal_blocks_it(self, record: Record, blocks: bool) -> None:
        new = replace(VISIT, id="new", date=TODAY)
        found = dues(DueKind.RETENTION_REVIEW, POLICY, VISIT, new, record, rules=[KEEP], choices=FILED)
        assert (found == []) is blocks

    def test_without_a_filing_nothing_is_reviewed(self) -> None:
        assert dues(DueKind.RETENTION_REVIEW, POLICY, VISIT, rules=[KEEP]) == []
