"""Kind 13: by when a visit has to be filed."""

from dataclasses import replace
from datetime import date

import pytest

from vault.domain.deadlines.due_date import DueDate, DueKind
from vault.domain.deadlines.due_dates import due_dates
from vault.domain.deadlines.situation import Inputs
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.money import Claim, ClaimStatus, Eob, EobLine
from vault.domain.records.policy import FiledBy, FileFrom, Policy
from vault.domain.records.values import Basis
from vault.domain.records.visit import Visit, VisitStatus

TODAY = date(2026, 11, 23)
POLICY = Policy("pol", "p", "Sample Insurer", "M-1", date(2026, 1, 1), file_days=365)
VISIT = Visit("vis", "p", TODAY, "therapist", "massage")
CLAIM = Claim("clm", "p", None, "pol", ("vis",), ClaimStatus.DRAFT)


def due(*records: Record) -> DueDate | None:
    found = due_dates(Inputs(RecordSet(records), (), TODAY, {}))
    assert all(each.kind is DueKind.FILE_CLAIM for each in found)
    assert len(found) <= 1
    return found[0] if found else None


def test_a_claim_is_filed_within_the_plans_days_of_the_visit() -> None:
    found = due(POLICY, VISIT)
    assert found is not None
    assert (found.due, found.basis, found.rule) == (
        date(2027, 11, 23),
        Basis.COMPUTED,
        "own:plan_filing_limit",
    )
    assert (found.subject_kind, found.subject, found.source, found.policy) == (
        "visit",
        "vis",
        "policy",
        "pol",
    )
    (only,) = found.steps
    assert (only.anchor, only.day, only.value, only.unit) == ("visit", TODAY, 365, "day")


def test_a_plan_may_count_from_the_end_of_its_year() -> None:
    policy = replace(POLICY, start=date(2024, 7, 1), file_days=90, file_from=FileFrom.PLAN_YEAR_END)
    found = due(policy, VISIT)
    assert found is not None
    assert (found.due, found.later) == (date(2027, 9, 28), None)
    assert (found.steps[0].anchor, found.steps[0].day) == ("plan_year_end", date(2027, 6, 30))


def test_a_policy_ending_within_its_year_gives_the_earlier_day_with_the_later_beside_it() -> None:
    policy = replace(POLICY, end=date(2026, 11, 30), file_days=90, file_from=FileFrom.PLAN_YEAR_END)
    found = due(policy, VISIT)
    assert found is not None
    assert (found.due, found.later) == (date(2027, 2, 28), date(2027, 3, 31))
    assert found.steps[0].anchor == "policy_end"


def test_a_policy_ending_with_its_year_leaves_one_day() -> None:
    policy = replace(POLICY, end=date(2026, 12, 31), file_days=90, file_from=FileFrom.PLAN_YEAR_END)
    found = due(policy, VISIT)
    assert found is not None
    assert (found.due, found.later) == (date(2027, 3, 31), None)


def test_a_day_entered_with_the_claim_comes_before_the_plans_rule() -> None:
    found = due(POLICY, VISIT, replace(CLAIM, file_due=date(2027, 1, 31)))
    assert found is not None
    assert (found.due, found.basis, found.rule, found.source) == (
        date(2027, 1, 31),
        Basis.PRINTED,
        None,
        "claim",
    )
    assert due(VISIT, CLAIM) is None


@pytest.mark.parametrize("status", [VisitStatus.PLANNED, VisitStatus.NO_SHOW, VisitStatus.CANCELLED])
def test_only_completed_visits_are_filed(status: VisitStatus) -> None:
    assert due(POLICY, replace(VISIT, status=status)) is None


@pytest.mark.parametrize(
    ("plan", "visit", "mine"),
    [
        (FiledBy.ME, None, True),
        (FiledBy.CLINIC, None, False),
        (FiledBy.ME, FiledBy.CLINIC, False),
        (FiledBy.CLINIC, FiledBy.ME, True),
    ],
)
def test_only_what_the_person_files_is_due(plan: FiledBy, visit: FiledBy | None, *, mine: bool) -> None:
    found = due(replace(POLICY, filed_by=plan), replace(VISIT, filed_by=visit))
    assert (found is not None) is mine


def test_without_a_limit_or_a_policy_nothing_is_due() -> None:
    assert due(replace(POLICY, file_days=None), VISIT) is None
    assert due(replace(POLICY, end=date(2026, 11, 22)), VISIT) is None
    assert due(VISIT, replace(VISIT, id="other", filed_by=FiledBy.ME)) is None


@pytest.mark.parametrize(
    ("status", "submitted_on", "filed"),
    [
        (ClaimStatus.DRAFT, None, False),
        (ClaimStatus.DRAFT, TODAY, True),
        (ClaimStatus.SUBMITTED, None, True),
        (ClaimStatus.PAID, TODAY, True),
        (ClaimStatus.PARTLY_PAID, TODAY, True),
        (ClaimStatus.DENIED, TODAY, True),
        (ClaimStatus.WITHDRAWN, TODAY, False),
    ],
)
def test_a_filed_visit_is_done(status: ClaimStatus, submitted_on: date | None, *, filed: bool) -> None:
    found = due(POLICY, VISIT, replace(CLAIM, status=status, submitted_on=submitted_on))
    assert (found is None) is filed


def test_a_visit_the_insurer_decided_about_has_been_filed() -> None:
    decided = Eob("eob", "p", (EobLine("l1", "vis"), EobLine("l2")))
    assert due(POLICY, VISIT, decided) is None
    assert due(POLICY, VISIT, replace(decided, lines=(EobLine("l1", "another"),))) is not None


@pytest.mark.parametrize(("limit", "overdue", "left"), [(10, False, 0), (9, True, -1), (11, False, 1)])
def test_the_last_day_to_file_is_no_missed_day(limit: int, left: int, *, overdue: bool) -> None:
    found = due(replace(POLICY, file_days=limit), replace(VISIT, date=date(2026, 11, 13)))
    assert found is not None
    assert (found.overdue, found.days_left) == (overdue, left)


def test_a_limit_over_a_leap_day_counts_every_day() -> None:
    policy = replace(POLICY, start=date(2023, 1, 1))
    found = due(policy, replace(VISIT, date=date(2024, 2, 29)))
    assert found is not None
    assert found.due == date(2025, 2, 28)
