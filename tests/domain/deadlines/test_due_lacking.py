"""Kind 25: visits without a bill, and claims not sent; and rules for filing (13)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.fakes.due_desk import POLICY, TODAY, dues, rule
from vault.domain.deadlines.due_date import DueKind
from vault.domain.records.kinds import Record
from vault.domain.records.money import Bill, BillForm, BillLine, Claim, ClaimStatus
from vault.domain.records.papers import Document, DocumentKind, DocumentLink
from vault.domain.records.policy import FiledBy
from vault.domain.records.visit import Visit
from vault.domain.rule_pack import Anchor, Case

NO_BILL = replace(rule(DueKind.BILL_OR_CLAIM, 7, Anchor.VISIT), case=Case.NO_BILL)
NOT_FILED = replace(NO_BILL, id="claim", value=14, case=Case.NOT_FILED)
RULES = (NO_BILL, NOT_FILED)
VISIT = Visit("vis", "p", TODAY, None, "massage")
BILL = Bill("bil", "p", (BillLine("l", "vis"), BillLine("m")))


def paper(kind: DocumentKind, of: str, record: str) -> Document:
    return Document("doc", kind, "b", 1, "s", links=(DocumentLink("l", of, record),))


def cases(*records: Record) -> dict[str | None, tuple[date | None, int | None]]:
    found = dues(DueKind.BILL_OR_CLAIM, POLICY, VISIT, *records, rules=RULES)
    return {each.case: (each.due, each.remaining) for each in found}


def test_a_bill_within_a_week_and_a_claim_within_two() -> None:
    assert cases() == {"no_bill": (date(2026, 11, 30), 1), "not_filed": (date(2026, 12, 7), 1)}


@pytest.mark.parametrize(
    ("records", "lacks"),
    [
        ((BILL,), False),
        ((replace(BILL, form=BillForm.CARD_SLIP),), True),
        ((replace(BILL, form=BillForm.CHECK), paper(DocumentKind.ITEMIZED_BILL, "bill", "bil")), False),
        ((replace(BILL, form=BillForm.CHECK), paper(DocumentKind.CARD_RECEIPT, "bill", "bil")), True),
        ((paper(DocumentKind.ITEMIZED_BILL, "visit", "vis"),), False),
        ((paper(DocumentKind.ITEMIZED_BILL, "referral", "vis"),), True),
        ((paper(DocumentKind.CARD_RECEIPT, "visit", "vis"),), True),
    ],
)
def test_only_an_itemized_bill_is_enough(records: tuple[Record, ...], lacks: bool) -> None:
    assert ("no_bill" in cases(*records)) is lacks


@pytest.mark.parametrize(("status", "left"), [(ClaimStatus.SUBMITTED, 0), (ClaimStatus.DRAFT, 2)])
def test_a_claim_sent_settles_both(status: ClaimStatus, left: int) -> None:
    assert len(cases(Claim("clm", "p", None, "pol", ("vis",), status))) == left


def test_visits_of_one_policy_are_one_date_from_the_first() -> None:
    more = [
        replace(VISIT, id=name, date=TODAY - timedelta(days)) for name, days in (("a", 3), ("z", 9), ("b", 1))
    ]
    assert cases(*more) == {
        "no_bill": (TODAY - timedelta(2), 4),
        "not_filed": (TODAY + timedelta(5), 4),
    }


def test_visits_of_several_policies_and_people_stand_apart() -> None:
    old = replace(POLICY, id="old", start=date(2025, 1, 1), end=date(2025, 12, 31))
    others = (
        replace(VISIT, id="a", date=date(2025, 3, 1)),
        replace(VISIT, id="b", person="q", filed_by=FiledBy.ME),
    )
    found = dues(DueKind.BILL_OR_CLAIM, POLICY, old, VISIT, *others, rules=RULES)
    assert sorted((each.subject, each.policy or "") for each in found) == [
        ("a", "old"),
        ("a", "old"),
        ("b", ""),
        ("b", ""),
        ("vis", "pol"),
        ("vis", "pol"),
    ]


@pytest.mark.parametrize(("ago", "told"), [(30, True), (31, False)])
def test_what_can_no_longer_be_filed_is_not_asked_for(ago: int, told: bool) -> None:
    policy, visit = replace(POLICY, file_days=30), replace(VISIT, date=TODAY - timedelta(ago))
    assert bool(dues(DueKind.BILL_OR_CLAIM, policy, visit, rules=RULES)) is told
    assert len(dues(DueKind.FILE_CLAIM, policy, visit, rules=RULES)) == 1


def test_a_rule_gives_the_filing_limit_where_the_policy_has_none() -> None:
    limit = rule(DueKind.FILE_CLAIM, 90, Anchor.VISIT)
    (found,) = dues(DueKind.FILE_CLAIM, POLICY, VISIT, rules=[limit])
    assert (found.due, found.rule) == (TODAY + timedelta(90), "sample-13")
    (found,) = dues(DueKind.FILE_CLAIM, replace(POLICY, file_days=10), VISIT, rules=[limit])
    assert found.due == TODAY + timedelta(10)
