"""Kinds 7, 8 and 9: authorizations that run out, have to be asked for, are answered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.fakes.due_desk import POLICY, TODAY, dues, every, rule, used
from vault.domain.deadlines.due_date import OWN_EXEMPT_VISITS, OWN_REQUEST_WINDOW, DueKind
from vault.domain.deadlines.situation import PaperUse
from vault.domain.period import PeriodUnit
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Authorization, AuthorizationStatus, Referral
from vault.domain.records.values import Frequency, Per
from vault.domain.records.visit import Visit, VisitStatus
from vault.domain.rule_pack import Anchor

PAPER = Authorization("auth", "p", ("massage",))
REFERRAL = Referral("ref", "p", date(2026, 10, 1), ("massage",), "doc", signed=True)
ANSWER = rule(DueKind.AUTHORIZATION_ANSWER, 7, Anchor.REQUESTED)


def visits(*days: date, status: VisitStatus = VisitStatus.COMPLETED) -> list[Visit]:
    return [Visit(f"v{day}", "p", day, None, "massage", status=status) for day in days]


class TestNearlyUsed:
    @pytest.mark.parametrize(
        ("remaining", "unit", "told"),
        [
            (3, "visit", False),
            (2, "visit", True),
            (0, "visit", True),
            (-1, "visit", True),
            (9, "unit15", False),
            (8, "unit15", True),
            (121, "minute", False),
            (120, "minute", True),
            (1, "money", False),
            (None, "visit", False),
        ],
    )
    def test_two_visits_are_few(self, remaining: int | None, unit: str, told: bool) -> None:
        charged = {"auth": PaperUse(1, TODAY, remaining=remaining, unit=unit)}
        found = dues(DueKind.AUTHORIZATION_NEARLY_USED, PAPER, charged=charged)
        assert [(each.due, each.remaining, each.counted) for each in found] == (
            [(None, max(0, remaining or 0), unit)] if told else []
        )

    @pytest.mark.parametrize(
        ("remaining", "unit", "told"),
        [(6, "visit", True), (7, "visit", False), (18, "unit15", True), (19, "unit15", False)],
    )
    def test_its_referral_says_what_a_fortnight_takes(self, remaining: int, unit: str, told: bool) -> None:
        referral = replace(REFERRAL, frequency=Frequency(3, Per.WEEK), units_per_visit=3)
        charged = {"auth": PaperUse(1, TODAY, remaining=remaining, unit=unit)}
        paper = replace(PAPER, referral="ref")
        assert bool(dues(DueKind.AUTHORIZATION_NEARLY_USED, referral, paper, charged=charged)) is told

    @pytest.mark.parametrize(
        ("paper", "told"),
        [
            (PAPER, True),
            (replace(PAPER, end=TODAY), True),
            (replace(PAPER, end=TODAY - timedelta(1)), False),
            (replace(PAPER, status=AuthorizationStatus.DENIED), False),
        ],
    )
    def test_one_that_is_over_is_not_told(self, paper: Authorization, told: bool) -> None:
        charged = {"auth": used(TODAY, remaining=1)}
        assert bool(dues(DueKind.AUTHORIZATION_NEARLY_USED, paper, charged=charged)) is told

    @pytest.mark.parametrize(
        ("other", "told"),
        [
            ({}, False),
            ({"status": AuthorizationStatus.PENDING}, False),
            ({"person": "q"}, True),
            ({"services": ("acupuncture",)}, True),
            ({"end": TODAY - timedelta(1)}, True),
            ({"status": AuthorizationStatus.DENIED}, True),
        ],
    )
    def test_a_used_up_one_is_quiet_once_another_is_there(self, other: dict[str, object], told: bool) -> None:
        second = replace(PAPER, id="new", **other)  # type: ignore[arg-type]  # mixed values
        charged = {"auth": used(TODAY, remaining=0), "new": used(remaining=9)}
        found = dues(DueKind.AUTHORIZATION_NEARLY_USED, PAPER, second, charged=charged)
        assert bool([each for each in found if each.subject == "auth"]) is told


class TestTheRequest:
    WINDOW = replace(POLICY, requires_auth="yes", request_days=7)

    def test_the_window_runs_from_the_first_visit_of_the_episode(self) -> None:
        days = (date(2026, 5, 1), *every(7, 3, date(2026, 11, 9)))
        (found,) = dues(DueKind.REQUEST_AUTHORIZATION, self.WINDOW, *visits(*days))
        assert (found.due, found.rule, found.subject) == (
            date(2026, 11, 16),
            OWN_REQUEST_WINDOW,
            "v2026-11-09",
        )
        assert found.overdue

    def test_a_rule_gives_the_window_where_the_policy_does_not(self) -> None:
        window = rule(DueKind.REQUEST_AUTHORIZATION, 10, Anchor.FIRST_VISIT)
        policy = replace(self.WINDOW, request_days=None)
        (found,) = dues(DueKind.REQUEST_AUTHORIZATION, policy, *visits(TODAY), rules=[window])
        assert (found.due, found.rule) == (date(2026, 12, 3), "sample-8")

    @pytest.mark.parametrize(
        ("need", "policy"),
        [("no", POLICY), ("unknown", POLICY), ("yes", replace(POLICY, excluded=("massage",)))],
    )
    def test_what_needs_none_is_not_asked_for(self, need: str, policy: Policy) -> None:
        policy = replace(policy, requires_auth=need, request_days=7)
        assert dues(DueKind.REQUEST_AUTHORIZATION, policy, *visits(TODAY)) == []

    def test_only_the_policy_of_today_is_looked_at(self) -> None:
        old = replace(self.WINDOW, end=TODAY - timedelta(1))
        assert dues(DueKind.REQUEST_AUTHORIZATION, old, *visits(TODAY - timedelta(3))) == []

    def test_treatment_that_ended_long_ago_needs_none(self) -> None:
        assert dues(DueKind.REQUEST_AUTHORIZATION, self.WINDOW, *visits(TODAY - timedelta(91))) == []
        assert dues(DueKind.REQUEST_AUTHORIZATION, self.WINDOW, *visits(TODAY - timedelta(90))) != []

    @pytest.mark.parametrize(
        ("paper", "told"),
        [
            (replace(PAPER, status=AuthorizationStatus.PENDING), False),
            (replace(PAPER, status=AuthorizationStatus.NOT_NEEDED), False),
            (replace(PAPER, status=AuthorizationStatus.TO_REQUEST), True),
            (replace(PAPER, status=AuthorizationStatus.DENIED), True),
            (replace(PAPER, policy="other"), True),
            (replace(PAPER, person="q"), True),
            (replace(PAPER, services=("acupuncture",)), True),
            (replace(PAPER, end=TODAY - timedelta(1)), True),
            (replace(PAPER, end=TODAY), False),
        ],
    )
    def test_once_asked_for_it_is_done(self, paper: Authorization, told: bool) -> None:
        assert bool(dues(DueKind.REQUEST_AUTHORIZATION, self.WINDOW, paper, *visits(TODAY))) is told

    def test_without_a_window_it_is_asked_for_before_the_first_planned_visit(self) -> None:
        policy = replace(POLICY, requires_auth="yes")
        planned = visits(TODAY + timedelta(9), status=VisitStatus.PLANNED)
        (found,) = dues(DueKind.REQUEST_AUTHORIZATION, policy, *planned)
        assert (found.due, found.rule) == (TODAY + timedelta(8), OWN_EXEMPT_VISITS)
        assert found.steps[0].anchor == "planned_visit"
        assert dues(DueKind.REQUEST_AUTHORIZATION, policy, *visits(TODAY)) == []

    @pytest.mark.parametrize(("made", "left"), [(4, None), (5, 1), (6, 0)])
    def test_it_is_told_when_hardly_an_exempt_visit_is_left(self, made: int, left: int | None) -> None:
        policy = replace(POLICY, requires_auth="6")
        days = every(7, made, TODAY - timedelta(7 * made))
        found = dues(DueKind.REQUEST_AUTHORIZATION, policy, *visits(*days))
        assert [(each.due, each.remaining) for each in found] == ([] if left is None else [(None, left)])

    def test_the_visit_after_the_exempt_ones_is_the_one_to_be_asked_for(self) -> None:
        policy = replace(POLICY, requires_auth="6")
        made = visits(*every(7, 6, TODAY - timedelta(42)))
        planned = visits(TODAY + timedelta(7), status=VisitStatus.PLANNED)
        missed = visits(TODAY - timedelta(2), status=VisitStatus.PLANNED)
        (found,) = dues(DueKind.REQUEST_AUTHORIZATION, policy, *made, *planned, *missed)
        assert (found.due, found.subject) == (TODAY + timedelta(6), planned[0].id)


class TestTheAnswer:
    PENDING = replace(PAPER, status=AuthorizationStatus.SUBMITTED, requested_on=TODAY)

    def test_it_is_expected_by_the_rule(self) -> None:
        (found,) = dues(DueKind.AUTHORIZATION_ANSWER, self.PENDING, rules=[ANSWER])
        assert (found.due, found.lead_days) == (TODAY + timedelta(7), (0,))

    def test_an_urgent_referral_makes_it_urgent(self) -> None:
        fast = replace(ANSWER, id="fast", urgent=True, value=72, unit=PeriodUnit.HOUR)
        urgent = replace(REFERRAL, urgent=True)
        paper = replace(self.PENDING, referral="ref")
        (found,) = dues(DueKind.AUTHORIZATION_ANSWER, paper, urgent, rules=[ANSWER, fast])
        assert (found.due, found.rule) == (TODAY + timedelta(3), "fast")

    @pytest.mark.parametrize(
        "paper", [replace(PAPER, requested_on=TODAY), replace(PENDING, requested_on=None)]
    )
    def test_one_that_is_decided_or_has_no_date_is_not_waited_for(self, paper: Authorization) -> None:
        assert dues(DueKind.AUTHORIZATION_ANSWER, paper, rules=[ANSWER]) == []
