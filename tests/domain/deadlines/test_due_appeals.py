"""Kinds 17 to 20: what follows a first appeal."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.fakes.due_desk import POLICY, TODAY, dues, rule
from vault.domain.deadlines.due_date import OWN_RECORDED, DueKind
from vault.domain.period import PeriodUnit, Roll
from vault.domain.records.letters import Appeal, AppealOutcome, Communication, Direction
from vault.domain.records.money import Eob, EobLine
from vault.domain.records.policy import Order
from vault.domain.records.referral import Referral
from vault.domain.records.values import Basis
from vault.domain.records.visit import Visit
from vault.domain.rule_pack import Anchor, Case, RuleRow

BEFORE = replace(rule(DueKind.APPEAL_ANSWER, 30, Anchor.FILED), case=Case.BEFORE_SERVICE)
AFTER = replace(BEFORE, id="after", value=60, case=Case.AFTER_SERVICE)
FAST = replace(BEFORE, id="fast", urgent=True, value=72, unit=PeriodUnit.HOUR)
SECOND = rule(DueKind.SECOND_APPEAL, 90, Anchor.NOTICE)
REVIEW = replace(rule(DueKind.EXTERNAL_REVIEW, 4, Anchor.RECEIVED, PeriodUnit.MONTH), roll=Roll.US_WORKDAY)
DECISION = rule(DueKind.EXTERNAL_DECISION, 45, Anchor.FILED)
OPEN = Appeal("app", "p", "eob", filed_on=TODAY)
LOST = replace(OPEN, filed_on=date(2026, 9, 1), decided_on=TODAY, outcome=AppealOutcome.LOST)
VISIT = Visit("vis", "p", date(2026, 10, 1), None, "massage")
EOB = Eob(
    "eob", "p", (EobLine("l", "vis", denied=True), EobLine("m", "paid")), processed_on=date(2026, 10, 20)
)
PAID = replace(VISIT, id="paid", date=date(2027, 5, 1))


class TestTheAnswer:
    RULES = (BEFORE, AFTER, FAST)

    @pytest.mark.parametrize(
        ("visit", "by"),
        [
            (VISIT, date(2027, 1, 22)),
            (replace(VISIT, date=TODAY), date(2027, 1, 22)),
            (replace(VISIT, date=TODAY + timedelta(1)), date(2026, 12, 23)),
            (replace(VISIT, date=TODAY + timedelta(1), referral="slow"), date(2026, 12, 23)),
            (replace(VISIT, date=TODAY + timedelta(1), referral="fast"), date(2026, 11, 26)),
            (replace(VISIT, referral="fast"), date(2027, 1, 22)),
        ],
    )
    def test_whether_the_service_is_to_come_decides(self, visit: Visit, by: date) -> None:
        slow = Referral("slow", "p", None, ("massage",), None, signed=None)
        referrals = (slow, replace(slow, id="fast", urgent=True))
        found = dues(DueKind.APPEAL_ANSWER, POLICY, EOB, OPEN, visit, PAID, *referrals, rules=self.RULES)
        assert [(each.due, each.later) for each in found] == [(by, None)]

    @pytest.mark.parametrize("appeal", [OPEN, replace(OPEN, denial=None)])
    def test_unknown_gives_the_earlier_day_with_the_later_beside_it(self, appeal: Appeal) -> None:
        (found,) = dues(DueKind.APPEAL_ANSWER, POLICY, EOB, appeal, rules=self.RULES)
        assert (found.due, found.later) == (date(2026, 12, 23), date(2027, 1, 22))

    def test_the_day_the_insurer_named_comes_first(self) -> None:
        appeal = replace(OPEN, decision_due=date(2026, 12, 1))
        (found,) = dues(DueKind.APPEAL_ANSWER, POLICY, EOB, VISIT, appeal, rules=self.RULES)
        assert (found.due, found.basis, found.source) == (date(2026, 12, 1), Basis.PRINTED, "appeal")

    @pytest.mark.parametrize(
        "appeal",
        [
            replace(OPEN, filed_on=None),
            replace(OPEN, decided_on=TODAY),
            replace(OPEN, outcome=AppealOutcome.WON),
        ],
    )
    def test_one_that_is_not_filed_or_is_decided_is_not_waited_for(self, appeal: Appeal) -> None:
        assert dues(DueKind.APPEAL_ANSWER, POLICY, EOB, appeal, rules=self.RULES) == []

    @pytest.mark.parametrize(
        ("level", "rules", "outside"),
        [
            (1, (DECISION, REVIEW), False),
            (2, (DECISION, REVIEW), True),
            (2, (DECISION, REVIEW, SECOND), False),
            (2, (DECISION, BEFORE), False),
            (3, (DECISION, SECOND), True),
        ],
    )
    def test_a_review_from_outside_has_an_answer_of_its_own(
        self, level: int, rules: tuple[RuleRow, ...], outside: bool
    ) -> None:
        appeal = replace(OPEN, level=level)
        found = dues(DueKind.EXTERNAL_DECISION, POLICY, EOB, appeal, rules=rules)
        assert [each.due for each in found] == ([date(2027, 1, 7)] if outside else [])

    def test_the_policy_named_by_the_decision_counts(self) -> None:
        other = replace(POLICY, id="other", order=Order.PRIMARY)
        eob = replace(EOB, policy="pol")
        (found,) = dues(DueKind.APPEAL_ANSWER, POLICY, other, eob, OPEN, VISIT, rules=self.RULES)
        assert found.policy == "pol"
        (found,) = dues(DueKind.APPEAL_ANSWER, POLICY, other, EOB, OPEN, rules=self.RULES)
        assert found.policy == "other"


class TestTheNextOne:
    def test_a_second_appeal_runs_from_the_decision(self) -> None:
        (found,) = dues(DueKind.SECOND_APPEAL, POLICY, EOB, LOST, rules=[SECOND])
        assert (found.due, found.subject_kind, found.missing) == (date(2027, 2, 21), "appeal", ())

    def test_a_review_runs_from_the_day_the_letter_came(self) -> None:
        letter = Communication("com", "p", Direction.RECEIVED, TODAY, received_on=TODAY + timedelta(3))
        sent = replace(letter, id="sent", direction=Direction.SENT, received_on=TODAY + timedelta(1))
        unknown = replace(letter, id="unknown", received_on=None)
        old = replace(letter, id="old", date=TODAY - timedelta(9), received_on=TODAY)
        other = replace(letter, id="other", person="q", received_on=TODAY)
        (found,) = dues(
            DueKind.EXTERNAL_REVIEW, POLICY, EOB, LOST, letter, sent, unknown, old, other, rules=[REVIEW]
        )
        assert (found.due, found.steps[0].day, found.missing) == (date(2027, 3, 26), date(2026, 11, 26), ())

    def test_without_it_the_safe_day_is_taken_and_the_letter_asked_for(self) -> None:
        (found,) = dues(DueKind.EXTERNAL_REVIEW, POLICY, EOB, LOST, rules=[REVIEW])
        assert (found.due, found.missing) == (date(2027, 3, 23), ("received",))

    def test_both_ways_are_told_after_a_first_appeal(self) -> None:
        rules = [SECOND, REVIEW]
        assert len(dues(DueKind.SECOND_APPEAL, POLICY, EOB, LOST, rules=rules)) == 1
        assert len(dues(DueKind.EXTERNAL_REVIEW, POLICY, EOB, LOST, rules=rules)) == 1

    @pytest.mark.parametrize(
        ("level", "rules", "kinds"),
        [(2, (SECOND, REVIEW), [19]), (2, (REVIEW,), []), (3, (SECOND, REVIEW), []), (2, (SECOND,), [])],
    )
    def test_after_the_last_level_nothing_follows(
        self, level: int, rules: tuple[RuleRow, ...], kinds: list[int]
    ) -> None:
        lost = replace(LOST, level=level)
        found = [
            int(each.kind)
            for kind in (DueKind.SECOND_APPEAL, DueKind.EXTERNAL_REVIEW)
            for each in dues(kind, POLICY, EOB, lost, rules=rules)
        ]
        assert found == kinds

    @pytest.mark.parametrize("outcome", [AppealOutcome.WON, AppealOutcome.OPEN, AppealOutcome.WITHDRAWN])
    def test_only_a_refused_one_goes_further(self, outcome: AppealOutcome) -> None:
        assert dues(DueKind.SECOND_APPEAL, POLICY, replace(LOST, outcome=outcome), rules=[SECOND]) == []

    def test_one_refused_in_part_goes_further(self) -> None:
        partly = replace(LOST, outcome=AppealOutcome.PARTLY, denial=None)
        assert len(dues(DueKind.SECOND_APPEAL, POLICY, partly, rules=[SECOND])) == 1

    @pytest.mark.parametrize(
        ("later", "done"),
        [
            ({"filed_on": TODAY}, True),
            ({"outcome": AppealOutcome.WITHDRAWN}, True),
            ({}, False),
            ({"filed_on": TODAY, "denial": "another"}, False),
            ({"filed_on": TODAY, "level": 1}, False),
        ],
    )
    def test_once_the_next_one_is_filed_it_is_done(self, later: dict[str, object], done: bool) -> None:
        second = replace(OPEN, id="second", level=2, filed_on=None)
        second = replace(second, **later)  # type: ignore[arg-type]  # mixed values
        found = dues(DueKind.SECOND_APPEAL, POLICY, EOB, LOST, second, rules=[SECOND])
        assert (found == []) is done

    @pytest.mark.parametrize(
        ("basis", "rules", "expected"),
        [
            (Basis.PRINTED, (SECOND,), (date(2027, 1, 5), None)),
            (Basis.COMPUTED, (SECOND,), (date(2027, 2, 21), "sample-18")),
            (Basis.COMPUTED, (), (date(2027, 1, 5), OWN_RECORDED)),
        ],
    )
    def test_a_day_entered_with_the_next_appeal(
        self, basis: Basis, rules: tuple[RuleRow, ...], expected: tuple[date, str | None]
    ) -> None:
        second = Appeal("second", "p", "eob", level=2, due=date(2027, 1, 5), due_basis=basis)
        records = (POLICY, EOB, LOST, second)
        (found,) = dues(DueKind.SECOND_APPEAL, *records, rules=rules)
        assert (found.due, found.rule) == expected
        assert dues(DueKind.EXTERNAL_REVIEW, *records, rules=rules) == []
