"""The check values with the packs that are shipped."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from vault.domain.deadlines.due_date import DueDate
from vault.domain.deadlines.situation import Choices, PaperUse
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.letters import (
    Appeal,
    AppealOutcome,
    Communication,
    Direction,
    InsurerRequest,
    RequestStatus,
)
from vault.domain.records.money import Claim, Eob, EobLine
from vault.domain.records.papers import Bundle, Document, DocumentKind, Reminder
from vault.domain.records.policy import FiledBy, PlanType, Policy
from vault.domain.records.referral import (
    Authorization,
    AuthorizationStatus,
    Referral,
    Release,
    ReleasedTo,
)
from vault.domain.records.values import Money
from vault.domain.records.visit import Visit
from vault.services.reminders.due import due_for
from vault.services.reminders.rule_files import load_packs

SHIPPED = Path(__file__).parents[3] / "resources" / "rules"
DAY = date(2026, 11, 23)
POLICY = Policy("pol", "p", "Sample Insurer", "M-1", date(2025, 1, 1), file_days=365)
REFERRAL = Referral("ref", "p", date(2026, 5, 5), ("massage",), "doc", signed=True)
REQUEST = InsurerRequest("req", "p", DAY, DAY, ())
EOB = Eob("eob", "p", (EobLine("l", denied=True),), processed_on=DAY, received_on=DAY)
VISIT = Visit("vis", "p", DAY, None, "massage")
AUTHORIZATION = Authorization("ref", "p", ("massage",))
ASKED = replace(AUTHORIZATION, status=AuthorizationStatus.PENDING, requested_on=DAY)
URGENT = replace(ASKED, referral="urg")
CLAIM = Claim("clm", "p", "C-1", "pol", ("vis",), submitted_on=DAY)
APPEAL = Appeal("app", "p", "eob", filed_on=DAY)
LOST = replace(APPEAL, filed_on=date(2026, 9, 1), decided_on=DAY, outcome=AppealOutcome.LOST)
LETTER = Communication("com", "p", Direction.SENT, DAY)
WA = replace(POLICY, jurisdiction="US-WA")


def due(
    *records: Record,
    today: date = DAY,
    charged: dict[str, PaperUse] | None = None,
    choices: Choices | None = None,
) -> tuple[DueDate, ...]:
    return due_for(RecordSet(records), load_packs(SHIPPED), today, charged or {}, choices)


def of_kind(kind: int, found: tuple[DueDate, ...]) -> list[tuple[date | None, date | None]]:
    return [(each.due, each.later) for each in found if each.kind == kind]


def weekly(first: date, number: int) -> PaperUse:
    days = tuple(first + timedelta(7 * week) for week in range(number))
    return PaperUse(number, first, days=days)


@pytest.mark.parametrize(
    ("plan_type", "record", "used", "kind", "by"),
    [
        (PlanType.MEDICARE_AU, REFERRAL, date(2026, 8, 31), 1, date(2028, 2, 29)),
        (PlanType.STATUTORY_DE, REFERRAL, None, 2, date(2026, 6, 2)),
        (PlanType.STATUTORY_DE, replace(REFERRAL, urgent=True), None, 2, date(2026, 5, 19)),
        (PlanType.STATUTORY_DE, REFERRAL, date(2026, 5, 5), 3, date(2026, 5, 19)),
        (PlanType.VA, AUTHORIZATION, date(2026, 1, 1), 6, date(2026, 4, 1)),
        (PlanType.MEDICARE_ADVANTAGE, ASKED, None, 9, date(2026, 11, 30)),
        (PlanType.MEDICAID, ASKED, None, 9, date(2026, 11, 30)),
        (PlanType.CHIP, ASKED, None, 9, date(2026, 11, 30)),
        (PlanType.MARKETPLACE, ASKED, None, 9, date(2026, 12, 8)),
        (PlanType.MEDICARE_ADVANTAGE, URGENT, None, 9, date(2026, 11, 26)),
        (PlanType.MARKETPLACE, URGENT, None, 9, date(2026, 11, 26)),
        (PlanType.OTHER, VISIT, None, 13, date(2027, 11, 23)),
        (PlanType.ERISA, REQUEST, None, 14, date(2027, 1, 7)),
        (PlanType.FEP, REQUEST, None, 14, date(2027, 1, 22)),
        (PlanType.ERISA, EOB, None, 16, date(2027, 5, 22)),
        (PlanType.MARKETPLACE, EOB, None, 16, date(2027, 5, 22)),
        (PlanType.ORIGINAL_MEDICARE, EOB, None, 16, date(2027, 3, 28)),
        (PlanType.MEDICARE_ADVANTAGE, EOB, None, 16, date(2027, 1, 27)),
        (PlanType.FEP, EOB, None, 16, date(2027, 5, 23)),
        (PlanType.FEP, LOST, None, 18, date(2027, 2, 21)),
    ],
)
def test_each_check_value_of_a_plan(
    plan_type: PlanType, record: Record, used: date | None, kind: int, by: date
) -> None:
    charged = {"ref": PaperUse(1, used)} if used else {}
    urgent = replace(REFERRAL, id="urg", urgent=True)
    found = due(replace(POLICY, plan_type=plan_type), record, urgent, charged=charged)
    assert [(each.due, each.later) for each in found if each.kind == kind and each.subject != "urg"] == [
        (by, None)
    ]


@pytest.mark.parametrize(
    ("received", "by"), [(date(2026, 10, 30), date(2027, 3, 1)), (date(2026, 8, 26), date(2026, 12, 28))]
)
@pytest.mark.parametrize("plan_type", [PlanType.ERISA, PlanType.MARKETPLACE])
def test_an_external_review_is_asked_for_in_four_months(
    plan_type: PlanType, received: date, by: date
) -> None:
    policy = replace(POLICY, plan_type=plan_type)
    decided = received - timedelta(3)
    lost = replace(LOST, decided_on=decided)
    letter = Communication("com", "p", Direction.RECEIVED, decided, received_on=received)
    assert of_kind(19, due(policy, lost, letter)) == [(by, None)]
    by_notice = replace(lost, decided_on=received)
    assert of_kind(19, due(policy, by_notice)) == [(by, None)]


def test_a_progress_report_is_due_with_the_sixth_visit_or_after_a_month() -> None:
    policy = replace(WA, plan_type=PlanType.WORKERS_COMPENSATION)
    first = date(2026, 1, 31)
    assert of_kind(10, due(policy, REFERRAL, charged={"ref": weekly(first, 6)})) == [
        (date(2026, 2, 28), None)
    ]
    twice = tuple(first + timedelta(3 * number) for number in range(6))
    often = {"ref": PaperUse(6, first, days=twice)}
    assert of_kind(10, due(policy, REFERRAL, charged=often)) == [(date(2026, 2, 15), None)]


def test_an_authorization_is_asked_for_within_the_plans_window() -> None:
    policy = replace(POLICY, requires_auth="yes", request_days=7)
    assert of_kind(8, due(policy, VISIT)) == [(date(2026, 11, 30), None)]


@pytest.mark.parametrize("plan_type", [PlanType.ERISA, PlanType.MARKETPLACE])
def test_an_insurer_decides_in_30_days_or_15_more_on_notice(plan_type: PlanType) -> None:
    policy = replace(POLICY, plan_type=plan_type)
    assert of_kind(15, due(policy, CLAIM)) == [(date(2026, 12, 23), date(2027, 1, 7))]
    asked = replace(REQUEST, claim="clm", dated=date(2026, 12, 1), status=RequestStatus.ANSWERED)
    answer = Bundle(
        "bun",
        "p",
        "Q",
        "Sample Insurer",
        "request",
        datetime(2026, 12, 11, tzinfo=UTC),
        "b",
        1,
        "s",
        1,
        "req",
    )
    assert of_kind(15, due(policy, CLAIM, asked, answer)) == [(date(2027, 1, 17), None)]


@pytest.mark.parametrize(
    ("visit", "by"),
    [
        (replace(VISIT, date=date(2026, 11, 1)), (date(2027, 1, 22), None)),
        (replace(VISIT, date=date(2026, 12, 1)), (date(2026, 12, 23), None)),
        (replace(VISIT, date=date(2026, 12, 1), referral="urg"), (date(2026, 11, 26), None)),
        (None, (date(2026, 12, 23), date(2027, 1, 22))),
    ],
)
@pytest.mark.parametrize("plan_type", [PlanType.ERISA, PlanType.MARKETPLACE, PlanType.MEDICARE_ADVANTAGE])
def test_an_appeal_is_answered_by_whether_the_service_is_to_come(
    plan_type: PlanType, visit: Visit | None, by: tuple[date, date | None]
) -> None:
    lines = (EobLine("l", visit.id if visit else None, denied=True),)
    records: list[Record] = [replace(EOB, lines=lines), APPEAL, replace(REFERRAL, id="urg", urgent=True)]
    records += [visit] if visit else []
    assert of_kind(17, due(replace(POLICY, plan_type=plan_type), *records)) == [by]


def test_an_external_decision_comes_in_45_days() -> None:
    policy = replace(POLICY, plan_type=PlanType.ERISA)
    assert of_kind(20, due(policy, EOB, replace(APPEAL, level=2))) == [(date(2027, 1, 7), None)]


def test_own_records_come_in_30_days_or_30_more() -> None:
    asked = Reminder("rem", "communication", "com", rule="21")
    policy = replace(POLICY, plan_type=PlanType.ERISA)
    assert of_kind(21, due(policy, LETTER, asked)) == [(date(2026, 12, 23), date(2027, 1, 22))]


def test_a_letter_of_necessity_ends_after_a_year() -> None:
    letter = Document("doc", DocumentKind.NECESSITY, "b", 1, "s", person="p", dated=date(2024, 2, 29))
    assert of_kind(22, due(letter)) == [(date(2025, 2, 28), None)]


def test_the_habits_hold_in_every_country_and_without_a_policy() -> None:
    paid = EobLine("l", paid=Money(100, "USD"))
    sent = Bundle(
        "bun", "p", "C", "Sample Insurer", "claim", datetime(2026, 11, 20, tzinfo=UTC), "b", 1, "s", 1
    )
    records: list[Record] = [
        POLICY,
        VISIT,
        Eob("eob", "p", (paid,), payment_date=DAY),
        replace(REFERRAL, released_to=(Release("r", ReleasedTo.INSURER, DAY),)),
        replace(sent, sent_on=DAY),
    ]
    found = due(*records, choices=Choices(backup_verified=DAY))
    assert of_kind(24, found) == [(date(2026, 12, 23), None)]
    assert of_kind(25, found) == [(date(2026, 11, 30), None), (date(2026, 12, 7), None)]
    assert of_kind(26, found) == [(date(2026, 11, 30), None)]
    assert of_kind(27, found) == [(date(2026, 12, 7), None)]
    assert of_kind(30, found) == [(date(2027, 2, 21), None)]
    assert of_kind(11, found) == [(date(2026, 12, 1), None)]
    assert of_kind(26, due(records[3])) == [(date(2026, 11, 30), None)]


def test_papers_of_a_tax_year_are_kept_for_seven_years() -> None:
    policy = replace(POLICY, plan_type=PlanType.ERISA)
    choices = Choices(tax_filed={2026: date(2027, 4, 15)})
    assert of_kind(29, due(policy, VISIT, choices=choices)) == [(date(2034, 4, 15), None)]


def test_a_renewal_is_booked_three_weeks_before_the_last_visit() -> None:
    referral = replace(REFERRAL, visits=10)
    first = date(2026, 11, 2)
    found = due(POLICY, referral, charged={"ref": weekly(first, 4)})
    assert of_kind(5, found) == [(first + timedelta(9 * 7 - 21), None)]


def test_a_plan_of_no_known_type_is_estimated_with_low_confidence() -> None:
    (found,) = (each for each in due(replace(POLICY, jurisdiction="DE"), REFERRAL) if each.kind == 2)
    assert (found.due, found.rule, found.confidence) == (date(2026, 6, 2), "de-start-other-plan", "low")
    assert of_kind(2, due(POLICY, REFERRAL)) == []


def test_a_rule_not_yet_in_force_is_not_used() -> None:
    old = replace(EOB, processed_on=date(2024, 12, 31), received_on=None)
    policy = replace(POLICY, plan_type=PlanType.MEDICARE_ADVANTAGE, start=date(2024, 1, 1))
    assert of_kind(16, due(policy, old)) == []
    assert of_kind(16, due(policy, replace(old, processed_on=date(2025, 1, 1)))) == [(date(2025, 3, 7), None)]
    assert of_kind(9, due(policy, replace(ASKED, requested_on=date(2025, 12, 31)))) == []


def test_what_is_due_soonest_comes_first_and_an_event_is_due_now() -> None:
    policy = replace(POLICY, plan_type=PlanType.ERISA, filed_by=FiledBy.ME, start=date(2026, 7, 1))
    overdue = replace(REFERRAL, id="old", valid_until=date(2026, 11, 22))
    nearly_used = replace(REFERRAL, id="few", visits=1, valid_until=date(2026, 11, 25))
    found = due(policy, EOB, REQUEST, nearly_used, overdue)
    assert [(each.kind, each.subject) for each in found] == [
        (5, "few"),
        (1, "old"),
        (4, "few"),
        (1, "few"),
        (14, "req"),
        (16, "eob"),
        (11, "pol"),
    ]


def test_lead_days_can_be_set() -> None:
    records = RecordSet([replace(REFERRAL, valid_until=DAY)])
    assert due_for(records, (), DAY, {}, Choices({1: (2,)}))[0].lead_days == (2,)
