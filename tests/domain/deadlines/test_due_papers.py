"""Kinds 1, 2, 4 and 6: referrals and authorizations."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.domain.deadlines.due_date import DueDate, DueKind
from vault.domain.deadlines.due_dates import due_dates
from vault.domain.deadlines.referral_state import in_a_fortnight
from vault.domain.deadlines.situation import Choices, Inputs, PaperUse
from vault.domain.period import PeriodUnit
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.policy import Order, PlanType, Policy
from vault.domain.records.referral import Authorization, AuthorizationStatus, Referral, ReferralStatus
from vault.domain.records.values import Basis, Frequency, Per
from vault.domain.rule_pack import Anchor, Confidence, Counting, RulePack, RuleRow

TODAY = date(2026, 11, 23)
SEEN = date(2026, 11, 1)


def _row(row_id: str, kind: int, place: str, value: int, unit: PeriodUnit, anchor: Anchor) -> RuleRow:
    return RuleRow(row_id, kind, place, value, unit, anchor, "A sample law", SEEN, Confidence.LOW)


PACK = RulePack(
    "sample",
    (
        _row("au-end", 1, "AU", 18, PeriodUnit.MONTH, Anchor.FIRST_VISIT),
        replace(_row("ca-end", 1, "CA", 1, PeriodUnit.YEAR, Anchor.AUTHORED), count=Counting.VALID_FOR),
        _row("de-start", 2, "DE", 28, PeriodUnit.DAY, Anchor.AUTHORED),
        replace(_row("de-urgent", 2, "DE", 14, PeriodUnit.DAY, Anchor.AUTHORED), urgent=True),
        replace(_row("va-end", 6, "US", 90, PeriodUnit.DAY, Anchor.FIRST_VISIT), plan_type=PlanType.VA),
    ),
)
POLICY = Policy("pol", "p", "Sample Insurer", "M-1", date(2020, 1, 1))
REFERRAL = Referral("ref", "p", date(2026, 5, 5), ("massage",), "doc", signed=True)
AUTHORIZATION = Authorization("auth", "p", ("massage",))


def under(plan_type: PlanType) -> Policy:
    return replace(POLICY, plan_type=plan_type)


def due(
    kind: DueKind, *records: Record, today: date = TODAY, charged: dict[str, PaperUse] | None = None
) -> DueDate | None:
    found = due_dates(Inputs(RecordSet(records), (PACK,), today, charged or {}))
    of_kind = [each for each in found if each.kind == kind]
    assert len(of_kind) <= 1
    return of_kind[0] if of_kind else None


def test_a_printed_end_comes_before_every_rule() -> None:
    referral = replace(REFERRAL, valid_until=date(2026, 12, 31), duration_weeks=2)
    used = {"ref": PaperUse(1, date(2026, 8, 31))}
    found = due(DueKind.REFERRAL_ENDS, under(PlanType.MEDICARE_AU), referral, charged=used)
    assert found == DueDate(
        kind=DueKind.REFERRAL_ENDS,
        subject_kind="referral",
        subject="ref",
        person="p",
        due=date(2026, 12, 31),
        source="referral",
        basis=Basis.PRINTED,
        lead_days=(30, 14, 7, 3, 1, 0),
        overdue=False,
        days_left=38,
        policy="pol",
    )


def test_an_australian_referral_ends_18_months_after_its_first_visit() -> None:
    used = {"ref": PaperUse(1, date(2026, 8, 31))}
    found = due(DueKind.REFERRAL_ENDS, under(PlanType.MEDICARE_AU), REFERRAL, charged=used)
    assert found is not None
    assert (found.due, found.later, found.basis) == (date(2028, 2, 29), None, Basis.COMPUTED)
    assert (found.rule, found.source, found.confidence) == ("au-end", "A sample law", Confidence.LOW)
    (only,) = found.steps
    assert (only.anchor, only.day, only.value, only.unit) == ("first_visit", date(2026, 8, 31), 18, "month")
    assert only.result == found.due


def test_without_a_first_visit_it_has_no_end_yet() -> None:
    assert due(DueKind.REFERRAL_ENDS, under(PlanType.MEDICARE_AU), REFERRAL) is None


def test_a_rule_may_count_from_the_day_authored() -> None:
    found = due(DueKind.REFERRAL_ENDS, under(PlanType.EXTENDED_HEALTH_CA), REFERRAL)
    assert found is not None
    assert found.due == date(2027, 5, 4)


def test_an_ordered_duration_gives_the_earlier_day_with_the_later_beside_it() -> None:
    referral = replace(REFERRAL, authored_on=date(2026, 11, 2), duration_weeks=6)
    used = {"ref": PaperUse(1, date(2026, 11, 16))}
    found = due(DueKind.REFERRAL_ENDS, POLICY, referral, charged=used)
    assert found is not None
    assert (found.due, found.later) == (date(2026, 12, 13), date(2026, 12, 27))
    assert (found.rule, found.source) == ("own:referral_duration", "referral")
    assert found.steps[0].count is Counting.VALID_FOR


def test_an_ordered_duration_begins_with_the_validity() -> None:
    referral = replace(REFERRAL, valid_from=date(2026, 11, 16), duration_weeks=1)
    found = due(DueKind.REFERRAL_ENDS, referral)
    assert found is not None
    assert (found.due, found.later, found.overdue) == (date(2026, 11, 22), None, True)


def test_an_end_that_was_computed_counts_where_no_rule_gives_one() -> None:
    referral = replace(REFERRAL, valid_until=date(2026, 12, 1), valid_until_basis=Basis.COMPUTED)
    found = due(DueKind.REFERRAL_ENDS, referral)
    assert found is not None
    assert (found.due, found.basis, found.rule) == (date(2026, 12, 1), Basis.COMPUTED, "own:recorded")
    again = due(DueKind.REFERRAL_ENDS, under(PlanType.EXTENDED_HEALTH_CA), referral)
    assert again is not None
    assert again.rule == "ca-end"


@pytest.mark.parametrize(
    "status",
    [ReferralStatus.DRAFT, ReferralStatus.COMPLETED, ReferralStatus.REVOKED, ReferralStatus.REPLACED],
)
def test_nothing_is_due_on_a_referral_not_in_use(status: ReferralStatus) -> None:
    referral = replace(REFERRAL, status=status, valid_until=TODAY, start_by=TODAY, visits=1, duration_weeks=1)
    assert due_dates(Inputs(RecordSet([POLICY, referral]), (PACK,), TODAY, {})) == ()


@pytest.mark.parametrize(
    ("today", "overdue", "left"),
    [(date(2026, 12, 30), False, 1), (date(2026, 12, 31), False, 0), (date(2027, 1, 1), True, -1)],
)
def test_a_due_date_lives_until_the_end_of_its_day(today: date, *, overdue: bool, left: int) -> None:
    referral = replace(REFERRAL, valid_until=date(2026, 12, 31))
    found = due(DueKind.REFERRAL_ENDS, referral, today=today)
    assert found is not None
    assert (found.overdue, found.days_left) == (overdue, left)


def test_an_ended_referral_is_dropped_once_renewed() -> None:
    referral = replace(REFERRAL, valid_until=TODAY - timedelta(days=1))
    renewal = replace(REFERRAL, id="new", renewal_of="ref")
    assert due(DueKind.REFERRAL_ENDS, referral) is not None
    assert due(DueKind.REFERRAL_ENDS, referral, renewal) is None
    assert due(DueKind.REFERRAL_ENDS, replace(referral, valid_until=TODAY), renewal) is not None


def test_the_end_of_a_used_up_referral_matters_no_more() -> None:
    referral = replace(REFERRAL, valid_until=date(2026, 12, 31), visits=10, used_elsewhere=4)
    assert due(DueKind.REFERRAL_ENDS, referral, charged={"ref": PaperUse(5)}) is not None
    assert due(DueKind.REFERRAL_ENDS, referral, charged={"ref": PaperUse(6)}) is None


@pytest.mark.parametrize(("urgent", "by"), [(False, date(2026, 6, 2)), (True, date(2026, 5, 19))])
def test_a_german_treatment_starts_within_28_days_or_14_when_urgent(by: date, *, urgent: bool) -> None:
    referral = replace(REFERRAL, urgent=urgent)
    found = due(DueKind.START_TREATMENT, under(PlanType.STATUTORY_DE), referral, today=date(2026, 5, 6))
    assert found is not None
    assert (found.due, found.basis) == (by, Basis.COMPUTED)
    assert found.rule == ("de-urgent" if urgent else "de-start")


def test_the_place_entered_with_a_policy_comes_before_its_plan_type() -> None:
    policy = replace(under(PlanType.MEDICARE_AU), jurisdiction=" de-by ")
    assert due(DueKind.START_TREATMENT, policy, REFERRAL) is not None
    assert due(DueKind.START_TREATMENT, under(PlanType.MEDICARE_AU), REFERRAL) is None


def test_a_start_date_set_comes_before_the_rule() -> None:
    referral = replace(REFERRAL, start_by=date(2026, 6, 30))
    found = due(DueKind.START_TREATMENT, under(PlanType.STATUTORY_DE), referral)
    assert found is not None
    assert (found.due, found.basis, found.rule, found.steps) == (
        date(2026, 6, 30),
        Basis.PRINTED,
        None,
        (),
    )


@pytest.mark.parametrize(("elsewhere", "here"), [(1, 0), (0, 1)])
def test_a_treatment_begun_needs_no_start(elsewhere: int, here: int) -> None:
    referral = replace(REFERRAL, start_by=TODAY, used_elsewhere=elsewhere)
    assert due(DueKind.START_TREATMENT, referral, charged={"ref": PaperUse(here)}) is None


def test_without_a_date_or_a_policy_nothing_is_computed() -> None:
    german = under(PlanType.STATUTORY_DE)
    assert due(DueKind.START_TREATMENT, german, replace(REFERRAL, authored_on=None)) is None
    assert due(DueKind.START_TREATMENT, REFERRAL) is None


def test_a_policy_that_began_after_the_referral_still_gives_the_place() -> None:
    late = replace(under(PlanType.STATUTORY_DE), start=date(2026, 6, 1))
    found = due(DueKind.START_TREATMENT, late, REFERRAL)
    assert found is not None
    assert found.due == date(2026, 6, 2)


def test_the_primary_policy_of_the_person_decides() -> None:
    primary = replace(under(PlanType.STATUTORY_DE), id="z", order=Order.PRIMARY)
    others = (
        replace(under(PlanType.MEDICARE_AU), id="a", order=Order.SECONDARY),
        replace(under(PlanType.MEDICARE_AU), id="b"),
        replace(under(PlanType.MEDICARE_AU), id="c", person="someone-else", order=Order.PRIMARY),
        replace(under(PlanType.MEDICARE_AU), id="d", end=date(2026, 5, 4), order=Order.PRIMARY),
    )
    found = due(DueKind.START_TREATMENT, primary, *others, REFERRAL)
    assert found is not None
    assert found.policy == "z"


@pytest.mark.parametrize(
    ("frequency", "used", "remaining"),
    [
        (None, 7, None),
        (None, 8, 2),
        (None, 10, 0),
        (None, 12, 0),
        (Frequency(2, Per.WEEK), 5, None),
        (Frequency(2, Per.WEEK), 6, 4),
        (Frequency(1, Per.WEEK, 3), 8, 2),
    ],
)
def test_visits_are_nearly_used_at_two_or_a_fortnights_worth(
    frequency: Frequency | None, used: int, remaining: int | None
) -> None:
    referral = replace(REFERRAL, visits=10, frequency=frequency)
    found = due(DueKind.VISITS_NEARLY_USED, POLICY, referral, charged={"ref": PaperUse(used)})
    assert (found.remaining if found else None) == remaining
    if found is not None:
        assert (found.due, found.days_left, found.overdue, found.lead_days) == (None, None, False, ())
        assert (found.rule, found.policy) == ("own:counter", "pol")


def test_visits_used_elsewhere_count() -> None:
    referral = replace(REFERRAL, visits=10, used_elsewhere=8)
    found = due(DueKind.VISITS_NEARLY_USED, referral)
    assert found is not None
    assert found.remaining == 2
    assert found.policy is None


def test_a_referral_without_a_number_or_past_its_end_is_never_nearly_used() -> None:
    assert due(DueKind.VISITS_NEARLY_USED, REFERRAL, charged={"ref": PaperUse(99)}) is None
    ended = replace(REFERRAL, visits=1, valid_until=TODAY - timedelta(days=1))
    assert due(DueKind.VISITS_NEARLY_USED, ended) is None
    assert due(DueKind.VISITS_NEARLY_USED, replace(ended, valid_until=TODAY)) is not None


def test_a_used_up_referral_is_quiet_once_renewed() -> None:
    referral = replace(REFERRAL, visits=1, used_elsewhere=1)
    renewal = replace(REFERRAL, id="new", renewal_of="ref")
    assert due(DueKind.VISITS_NEARLY_USED, referral) is not None
    assert due(DueKind.VISITS_NEARLY_USED, referral, renewal) is None
    assert due(DueKind.VISITS_NEARLY_USED, replace(referral, used_elsewhere=0), renewal) is not None


@pytest.mark.parametrize(
    ("frequency", "visits"),
    [
        (None, 0),
        (Frequency(3, Per.WEEK), 6),
        (Frequency(1, Per.WEEK, 2), 1),
        (Frequency(1, Per.WEEK, 4), 1),
        (Frequency(4, Per.MONTH), 2),
        (Frequency(5, Per.MONTH), 3),
    ],
)
def test_what_a_fortnight_takes_is_rounded_up(frequency: Frequency | None, visits: int) -> None:
    assert in_a_fortnight(frequency) == visits


def test_an_authorization_ends_as_printed() -> None:
    paper = replace(AUTHORIZATION, end=date(2026, 12, 1), policy="pol")
    found = due(DueKind.AUTHORIZATION_ENDS, under(PlanType.VA), paper, charged={"auth": PaperUse(1, TODAY)})
    assert found is not None
    assert (found.due, found.basis, found.source) == (date(2026, 12, 1), Basis.PRINTED, "authorization")


def test_a_va_authorization_without_an_end_runs_90_days_from_the_first_visit() -> None:
    used = {"auth": PaperUse(1, date(2026, 1, 1))}
    found = due(
        DueKind.AUTHORIZATION_ENDS, under(PlanType.VA), AUTHORIZATION, today=date(2026, 3, 1), charged=used
    )
    assert found is not None
    assert (found.due, found.rule, found.days_left) == (date(2026, 4, 1), "va-end", 31)


def test_other_plans_and_unused_authorizations_have_no_computed_end() -> None:
    used = {"auth": PaperUse(1, date(2026, 1, 1))}
    assert due(DueKind.AUTHORIZATION_ENDS, under(PlanType.ERISA), AUTHORIZATION, charged=used) is None
    assert due(DueKind.AUTHORIZATION_ENDS, under(PlanType.VA), AUTHORIZATION) is None


@pytest.mark.parametrize("status", list(AuthorizationStatus))
def test_only_an_authorization_in_use_ends(status: AuthorizationStatus) -> None:
    paper = replace(AUTHORIZATION, status=status, end=TODAY)
    in_use = status in (AuthorizationStatus.APPROVED, AuthorizationStatus.PARTLY)
    assert (due(DueKind.AUTHORIZATION_ENDS, paper) is not None) is in_use


def test_the_end_of_a_used_up_authorization_matters_no_more() -> None:
    paper = replace(AUTHORIZATION, end=TODAY, units=4, used_elsewhere=1)
    assert due(DueKind.AUTHORIZATION_ENDS, paper, charged={"auth": PaperUse(2)}) is not None
    assert due(DueKind.AUTHORIZATION_ENDS, paper, charged={"auth": PaperUse(3, is_spent=True)}) is None


def test_lead_days_can_be_set_for_a_kind() -> None:
    referral = replace(REFERRAL, valid_until=TODAY)
    inputs = Inputs(RecordSet([referral]), (), TODAY, {}, Choices({1: (60, 5)}))
    assert [each.lead_days for each in due_dates(inputs)] == [(60, 5)]


@given(st.dates(date(2020, 1, 1), date(2090, 12, 31)), st.dates(date(2020, 1, 1), date(2090, 12, 31)))
def test_a_printed_date_is_never_touched_by_arithmetic(end: date, today: date) -> None:
    referral = replace(REFERRAL, valid_until=end, duration_weeks=3)
    found = due(DueKind.REFERRAL_ENDS, under(PlanType.MEDICARE_AU), referral, today=today)
    assert found is not None
    assert (found.due, found.later, found.days_left) == (end, None, (end - today).days)
    assert found.overdue is (today > end)
