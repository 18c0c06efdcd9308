from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.fakes.coverage_records import PERSON, only_hit, paper, policy, provider, rules_of, visit
from vault.domain.coverage.verdict import Verdict
from vault.domain.records.money import Bill, BillForm, BillLine
from vault.domain.records.papers import DocumentKind
from vault.domain.records.people import Identifier, IdentifierType
from vault.domain.records.policy import FiledBy, PlanType
from vault.domain.records.values import Money

MINE = policy(filed_by=FiledBy.ME)
US = policy(filed_by=FiledBy.ME, plan_type=PlanType.ERISA)
VISIT = visit("v", "2026-03-02", provider="t")
THERAPIST = provider("t", identifiers=(Identifier("i", IdentifierType.TAX, "SAMPLE-1"),))
NAMELESS_NUMBER = provider("t")
WHOLE = BillLine(
    "l", "v", date(2026, 3, 2), code="S-100", diagnosis="M54.5", units=4, charge=Money(9000, "USD")
)


def bill(record_id: str = "bill", *lines: BillLine, **fields: Any) -> Bill:
    return Bill(record_id, PERSON, lines or (WHOLE,), **fields)


@pytest.mark.parametrize("plan", [MINE, US])
def test_f3_a_whole_bill_lacks_nothing(plan: Any) -> None:
    assert rules_of(plan, VISIT, THERAPIST, bill()) == {"v": []}


@pytest.mark.parametrize(
    ("lacking", "elsewhere", "in_the_us"),
    [
        ({"date": None}, "service_date", "service_date"),
        ({"code": None}, "code", "code"),
        ({"charge": None}, "charge", "charge"),
        ({"diagnosis": None}, None, "diagnosis"),
        ({"units": None}, None, "units"),
        ({"units": None, "date": None}, "service_date", "service_date, units"),
    ],
)
def test_f3_by_what_a_line_lacks(lacking: dict[str, Any], elsewhere: str | None, in_the_us: str) -> None:
    billed = bill("bill", replace(WHOLE, **lacking))
    for plan, lacks in ((MINE, elsewhere), (US, in_the_us)):
        if lacks is None:
            assert rules_of(plan, VISIT, THERAPIST, billed) == {"v": []}
        else:
            hit = only_hit(plan, VISIT, THERAPIST, billed)
            assert (hit.rule, hit.carc, hit.verdict) == ("F3", "16", Verdict.AT_RISK)
            assert (hit.value("lacks"), hit.fix) == (lacks, "complete_bill")
            assert hit.missing == lacks.split(",")[0]
            assert [each.kind for each in hit.evidence] == ["bill"]


def test_f3_the_diagnosis_billed_for_the_visit_is_enough() -> None:
    billed = bill("bill", replace(WHOLE, diagnosis=None))
    assert rules_of(US, replace(VISIT, diagnoses=("M54.5",)), THERAPIST, billed) == {"v": []}


def test_f3_who_treated_is_named_by_the_bill_or_the_visit() -> None:
    nobody = replace(VISIT, provider=None)
    assert only_hit(MINE, nobody, bill()).value("lacks") == "provider"
    assert rules_of(MINE, nobody, THERAPIST, bill(provider="t")) == {"v": []}
    assert only_hit(MINE, VISIT, NAMELESS_NUMBER, bill()).value("lacks") == "identifier"


def test_f3_a_bill_for_somebody_else_lacks_the_patient() -> None:
    hit = only_hit(MINE, VISIT, THERAPIST, replace(bill(), person="somebody-else"))
    assert hit.value("lacks") == "patient"


def test_f3_every_line_of_the_visit_counts_and_no_other() -> None:
    other = BillLine("l2", "w")
    assert rules_of(MINE, VISIT, THERAPIST, bill("bill", WHOLE, other)) == {"v": []}
    second = replace(WHOLE, id="l2", charge=None)
    assert only_hit(MINE, VISIT, THERAPIST, bill("bill", WHOLE, second)).value("lacks") == "charge"


def test_f3_a_corrected_bill_is_enough() -> None:
    first = bill("bill-1", replace(WHOLE, charge=None))
    assert rules_of(MINE, VISIT, THERAPIST, first, bill("bill-2")) == {"v": []}


def test_f3_looks_at_no_scan_and_no_slip() -> None:
    scan = paper("v", "visit", DocumentKind.ITEMIZED_BILL)
    slip = bill("bill", BillLine("l", "v"), form=BillForm.CARD_SLIP)
    assert rules_of(MINE, VISIT, THERAPIST, scan) == {"v": []}
    assert rules_of(MINE, VISIT, THERAPIST, scan, slip) == {"v": []}


def test_f3_only_where_i_file() -> None:
    bare = bill("bill", BillLine("l", "v"))
    assert rules_of(policy(), VISIT, THERAPIST, bare) == {"v": []}
