"""The check values with the packs that are shipped."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from vault.domain.deadlines.due_date import DueDate
from vault.domain.deadlines.situation import PaperUse
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.letters import InsurerRequest
from vault.domain.records.money import Eob, EobLine
from vault.domain.records.policy import FiledBy, PlanType, Policy
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.visit import Visit
from vault.services.reminders.due import due_for
from vault.services.reminders.rule_files import load_packs

SHIPPED = Path(__file__).parents[3] / "resources" / "rules"
DAY = date(2026, 11, 23)
POLICY = Policy("pol", "p", "Sample Insurer", "M-1", date(2025, 1, 1), file_days=365)
REFERRAL = Referral("ref", "p", date(2026, 5, 5), ("massage",), "doc", signed=True)
REQUEST = InsurerRequest("req", "p", DAY, DAY, ())
EOB = Eob("eob", "p", (EobLine("l", denied=True),), processed_on=DAY, received_on=DAY)


def due(
    *records: Record, today: date = DAY, charged: dict[str, PaperUse] | None = None
) -> tuple[DueDate, ...]:
    return due_for(RecordSet(records), load_packs(SHIPPED), today, charged or {})


@pytest.mark.parametrize(
    ("plan_type", "record", "used", "kind", "by"),
    [
        (PlanType.MEDICARE_AU, REFERRAL, date(2026, 8, 31), 1, date(2028, 2, 29)),
        (PlanType.STATUTORY_DE, REFERRAL, None, 2, date(2026, 6, 2)),
        (PlanType.STATUTORY_DE, replace(REFERRAL, urgent=True), None, 2, date(2026, 5, 19)),
        (PlanType.VA, Authorization("ref", "p", ("massage",)), date(2026, 1, 1), 6, date(2026, 4, 1)),
        (PlanType.OTHER, Visit("vis", "p", DAY, None, "massage"), None, 13, date(2027, 11, 23)),
        (PlanType.ERISA, REQUEST, None, 14, date(2027, 1, 7)),
        (PlanType.FEP, REQUEST, None, 14, date(2027, 1, 22)),
        (PlanType.ERISA, EOB, None, 16, date(2027, 5, 22)),
        (PlanType.MARKETPLACE, EOB, None, 16, date(2027, 5, 22)),
        (PlanType.ORIGINAL_MEDICARE, EOB, None, 16, date(2027, 3, 28)),
        (PlanType.MEDICARE_ADVANTAGE, EOB, None, 16, date(2027, 1, 27)),
        (PlanType.FEP, EOB, None, 16, date(2027, 5, 23)),
    ],
)
def test_each_check_value(
    plan_type: PlanType, record: Record, used: date | None, kind: int, by: date
) -> None:
    charged = {"ref": PaperUse(1, used)} if used else {}
    found = due(replace(POLICY, plan_type=plan_type), record, charged=charged)
    assert [(each.kind, each.due, each.later) for each in found] == [(kind, by, None)]


def test_a_plan_of_no_known_type_is_estimated_with_low_confidence() -> None:
    (found,) = due(replace(POLICY, jurisdiction="DE"), REFERRAL)
    assert (found.due, found.rule, found.confidence) == (date(2026, 6, 2), "de-start-other-plan", "low")
    assert due(POLICY, REFERRAL) == ()


def test_a_rule_not_yet_in_force_is_not_used() -> None:
    old = replace(EOB, processed_on=date(2024, 12, 31), received_on=None)
    policy = replace(POLICY, plan_type=PlanType.MEDICARE_ADVANTAGE, start=date(2024, 1, 1))
    assert due(policy, old) == ()
    assert [each.due for each in due(policy, replace(old, processed_on=date(2025, 1, 1)))] == [
        date(2025, 3, 7)
    ]


def test_what_is_due_soonest_comes_first_and_an_event_is_due_now() -> None:
    policy = replace(POLICY, plan_type=PlanType.ERISA, filed_by=FiledBy.ME)
    overdue = replace(REFERRAL, id="old", valid_until=date(2026, 11, 22))
    nearly_used = replace(REFERRAL, id="few", visits=1, valid_until=date(2026, 11, 25))
    found = due(policy, EOB, REQUEST, nearly_used, overdue)
    assert [(each.kind, each.subject) for each in found] == [
        (1, "old"),
        (4, "few"),
        (1, "few"),
        (14, "req"),
        (16, "eob"),
    ]


def test_lead_days_can_be_set() -> None:
    records = RecordSet([replace(REFERRAL, valid_until=DAY)])
    assert due_for(records, (), DAY, {}, {1: (2,)})[0].lead_days == (2,)
