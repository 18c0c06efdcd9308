from datetime import date
from typing import Any

import pytest

from tests.fakes.coverage_records import PERSON, only_hit, paper, policy, provider, rules_of, verdicts, visit
from vault.domain.coverage.verdict import Verdict
from vault.domain.records.letters import Appeal, AppealOutcome
from vault.domain.records.money import Bill, BillForm, BillLine, Claim, ClaimStatus, Eob, EobLine
from vault.domain.records.papers import DocumentKind
from vault.domain.records.policy import FiledBy, FileFrom

MINE = policy(filed_by=FiledBy.ME, file_days=90)
VISIT = visit("v", "2026-03-02")
BILLED = paper("v", "visit", DocumentKind.ITEMIZED_BILL)
DUE = date(2026, 5, 31)


def claim(record_id: str = "c", **fields: Any) -> Claim:
    return Claim(record_id, PERSON, **({"number": None, "policy": "p", "visits": ("v",)} | fields))


def bill(form: BillForm, visit_id: str | None = "v") -> Bill:
    return Bill("bill", PERSON, (BillLine("line", visit_id),), form=form)


def denial(*lines: EobLine) -> Eob:
    return Eob("e", PERSON, lines=lines, claim_number="C1", appeal_due=date(2026, 9, 1))


DENIED = denial(EobLine("l1", "w"), EobLine("l2", "v", denied=True, reason_code="50"))


@pytest.mark.parametrize(
    ("today", "rules"),
    [
        ("2026-04-30", []),
        ("2026-05-01", ["F1w:29"]),
        ("2026-05-31", ["F1w:29"]),
        ("2026-06-01", ["F1:29"]),
    ],
)
def test_f1_on_the_days_around(today: str, rules: list[str]) -> None:
    assert rules_of(MINE, VISIT, BILLED, today=date.fromisoformat(today)) == {"v": rules}


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ({"submitted_on": DUE}, []),
        ({"submitted_on": date(2026, 6, 1)}, ["F1:29"]),
        ({"submitted_on": None}, []),
        ({"status": ClaimStatus.DENIED}, []),
        ({"status": ClaimStatus.DRAFT, "submitted_on": DUE}, ["F1w:29"]),
        ({"status": ClaimStatus.WITHDRAWN, "submitted_on": DUE}, ["F1w:29"]),
        ({"policy": "other"}, ["F1w:29"]),
        ({"visits": ("w",)}, ["F1w:29"]),
        ({"status": ClaimStatus.DRAFT, "file_due": date(2026, 7, 31)}, []),
        ({"status": ClaimStatus.DRAFT, "file_due": date(2026, 5, 30)}, ["F1:29"]),
    ],
)
def test_f1_looks_at_the_claims(fields: dict[str, Any], rules: list[str]) -> None:
    assert rules_of(MINE, VISIT, BILLED, claim(**fields), today=DUE) == {"v": rules}


def test_f1_filed_twice_the_first_in_time_counts() -> None:
    late, early = claim("c1", submitted_on=date(2026, 6, 2)), claim("c2", submitted_on=date(2026, 3, 9))
    assert rules_of(MINE, VISIT, BILLED, late, early) == {"v": []}


def test_f1_says_when_it_was_filed() -> None:
    hit = only_hit(MINE, VISIT, BILLED, claim(submitted_on=date(2026, 6, 2)))
    assert (hit.value("due"), hit.value("filed_on")) == (DUE, date(2026, 6, 2))
    assert [each.kind for each in hit.evidence] == ["visit", "policy", "claim"]


@pytest.mark.parametrize(("today", "rules"), [("2027-03-31", ["F1w:29"]), ("2027-04-01", ["F1:29"])])
def test_f1_from_the_end_of_the_plan_year(today: str, rules: list[str]) -> None:
    plan = policy(filed_by=FiledBy.ME, file_days=90, file_from=FileFrom.PLAN_YEAR_END)
    assert rules_of(plan, VISIT, BILLED, today=date.fromisoformat(today)) == {"v": rules}


def test_without_a_limit_nothing_is_late() -> None:
    assert rules_of(policy(filed_by=FiledBy.ME), VISIT, BILLED) == {"v": []}


@pytest.mark.parametrize(
    ("by_policy", "by_visit", "rules"),
    [
        (FiledBy.CLINIC, None, []),
        (FiledBy.ME, FiledBy.CLINIC, []),
        (FiledBy.CLINIC, FiledBy.ME, ["F1:29", "F2:16"]),
        (FiledBy.ME, None, ["F1:29", "F2:16"]),
    ],
)
def test_f1_and_f2_only_where_i_file(by_policy: FiledBy, by_visit: FiledBy | None, rules: list[str]) -> None:
    rule_sheet = policy(filed_by=by_policy, file_days=90)
    assert rules_of(rule_sheet, visit("v", "2026-03-02", filed_by=by_visit)) == {"v": rules}


ME = policy(filed_by=FiledBy.ME)


@pytest.mark.parametrize(
    ("form", "rules"),
    [
        (BillForm.ITEMIZED, ["F3:16"]),
        (BillForm.CARD_SLIP, ["F2r"]),
        (BillForm.CHECK, ["F2r"]),
        (BillForm.SELF_MADE, ["F2r"]),
    ],
)
def test_f2_by_a_line_of_a_bill(form: BillForm, rules: list[str]) -> None:
    assert rules_of(ME, VISIT, bill(form)) == {"v": rules}
    assert rules_of(ME, VISIT, bill(form, None)) == {"v": ["F2:16"]}


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        (DocumentKind.ITEMIZED_BILL, []),
        (DocumentKind.CARD_RECEIPT, ["F2r"]),
        (DocumentKind.CHECK, ["F2r"]),
        (DocumentKind.SELF_MADE_BILL, ["F2r"]),
        (DocumentKind.PROOF_OF_PAYMENT, ["F2:16"]),
    ],
)
def test_f2_by_a_paper_of_the_visit(kind: DocumentKind, rules: list[str]) -> None:
    assert rules_of(ME, VISIT, paper("v", "visit", kind)) == {"v": rules}


def test_f2_an_itemized_paper_of_the_bill_is_enough() -> None:
    slip, scan = bill(BillForm.CARD_SLIP), paper("bill", "bill", DocumentKind.ITEMIZED_BILL)
    assert rules_of(ME, VISIT, slip, scan) == {"v": []}


def test_f2r_says_what_is_held() -> None:
    treated = visit("v", "2026-03-02", provider="t")
    hit = only_hit(ME, treated, provider("t"), bill(BillForm.CHECK))
    assert (hit.verdict, hit.value("form"), hit.value("provider")) == (Verdict.AT_RISK, "check", "Sample t")


def test_f7_with_the_code_as_printed() -> None:
    hit = only_hit(policy(), VISIT, DENIED)
    assert (hit.rule, hit.verdict, hit.carc, hit.fix) == ("F7", Verdict.AT_RISK, "50", "appeal")
    assert (hit.value("claim_number"), hit.value("appeal_due")) == ("C1", date(2026, 9, 1))


def test_f7_needs_a_denied_line_of_the_visit() -> None:
    other = denial(EobLine("l1", "v"), EobLine("l2", None, denied=True), EobLine("l3", "w", denied=True))
    assert rules_of(policy(), VISIT, other) == {"v": []}


@pytest.mark.parametrize(
    ("outcome", "fix"),
    [
        (AppealOutcome.OPEN, "await_decision"),
        (AppealOutcome.WITHDRAWN, "appeal"),
        (AppealOutcome.LOST, "appeal_next_level"),
    ],
)
def test_f7_stands_until_an_appeal_turns_it(outcome: AppealOutcome, fix: str) -> None:
    appeal = Appeal("ap", PERSON, "e", outcome=outcome)
    hit = only_hit(policy(), VISIT, DENIED, appeal)
    assert (hit.rule, hit.fix, hit.value("appeal")) == ("F7", fix, outcome.value)
    assert [each.kind for each in hit.evidence] == ["eob", "appeal"]


@pytest.mark.parametrize("outcome", [AppealOutcome.WON, AppealOutcome.PARTLY])
def test_f7_is_gone_with_an_appeal_that_was_granted(outcome: AppealOutcome) -> None:
    lost, granted = Appeal("a1", PERSON, "e", outcome=AppealOutcome.LOST), Appeal("a2", PERSON, "e", level=2)
    unrelated = Appeal("a3", PERSON, None, outcome=AppealOutcome.WON)
    won = Appeal("a2", PERSON, "e", level=2, outcome=outcome)
    assert rules_of(policy(), VISIT, DENIED, lost, won) == {"v": []}
    found = verdicts(policy(), VISIT, DENIED, lost, granted, unrelated)["v"]
    assert found.hits[0].value("appeal") == "open"
