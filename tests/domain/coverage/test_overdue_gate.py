from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.fakes.coverage_records import PERSON, only_hit, policy, rules, rules_of, visit
from vault.domain.coverage.judge import judge
from vault.domain.coverage.verdict import Verdict
from vault.domain.deadlines.answer_by import answer_days
from vault.domain.period import PeriodUnit
from vault.domain.record_set import RecordSet
from vault.domain.records.letters import InsurerRequest, RequestItem, RequestStatus
from vault.domain.records.money import Claim, Eob, EobLine
from vault.domain.records.papers import Document, DocumentKind
from vault.domain.records.policy import PlanType
from vault.domain.records.referral import TreatmentPlan
from vault.domain.records.values import Money
from vault.domain.rule_pack import Anchor, Confidence, RulePack, RuleRow

REVIEW = date(2026, 6, 30)
DUE = date(2026, 5, 31)
PAID = Money(7000, "USD")


def plan(**fields: Any) -> TreatmentPlan:
    return TreatmentPlan("plan", PERSON, "Walk daily", next_review=REVIEW, **fields)


def note(dated: date | None, person: str | None = PERSON) -> Document:
    return Document("note", DocumentKind.PROGRESS_NOTE, "0" * 32, 1, "0" * 64, person=person, dated=dated)


def request(*items: RequestItem, **fields: Any) -> InsurerRequest:
    given: dict[str, Any] = {"received_on": date(2026, 4, 1), "dated": date(2026, 3, 28), "due": DUE}
    return InsurerRequest("q", PERSON, items=items, **(given | fields))


def item(start: str | None, end: str | None, kind: DocumentKind | None = None) -> RequestItem:
    days = (None if each is None else date.fromisoformat(each) for each in (start, end))
    return RequestItem("i", "Dates of treatment", kind, *days)


@pytest.mark.parametrize(("on", "hits"), [("2026-06-30", []), ("2026-07-01", ["F4:151"])])
def test_f4_touches_visits_after_the_review_was_due(on: str, hits: list[str]) -> None:
    assert rules_of(policy(), visit("v", on), plan()) == {"v": hits}


@pytest.mark.parametrize(("today", "hits"), [("2026-06-30", []), ("2026-07-01", ["F4:151"])])
def test_f4_a_review_is_not_overdue_on_its_day(today: str, hits: list[str]) -> None:
    found = rules_of(policy(), visit("v", "2026-07-01"), plan(), today=date.fromisoformat(today))
    assert found == {"v": hits}


@pytest.mark.parametrize(
    ("dated", "hits"),
    [(date(2026, 6, 29), ["F4:151"]), (REVIEW, []), (date(2026, 8, 1), []), (None, ["F4:151"])],
)
def test_f4_ends_with_a_report_dated_since(dated: date | None, hits: list[str]) -> None:
    assert rules_of(policy(), visit("v", "2026-07-20"), plan(), note(dated)) == {"v": hits}


@pytest.mark.parametrize("person", ["somebody-else", None])
def test_f4_the_report_is_about_the_same_person(person: str | None) -> None:
    found = rules_of(policy(), visit("v", "2026-07-20"), plan(), note(REVIEW, person))
    assert found == {"v": ["F4:151"]}


def test_f4_only_what_the_plan_is_for() -> None:
    back = plan(conditions=("back",))
    assert rules_of(policy(), visit("v", "2026-07-20", condition="knee"), back) == {"v": []}
    assert rules_of(policy(), visit("v", "2026-07-20", condition="back"), back) == {"v": ["F4:151"]}
    assert rules_of(policy(), visit("v", "2026-07-20"), replace(back, next_review=None)) == {"v": []}


def test_f4_shows_the_plan() -> None:
    hit = only_hit(policy(), visit("v", "2026-07-20"), plan())
    assert (hit.verdict, hit.value("due"), hit.fix) == (Verdict.AT_RISK, REVIEW, "get_progress_report")
    assert [(each.kind, each.record) for each in hit.evidence] == [("treatment_plan", "plan")]


def test_f4_a_report_the_insurer_asked_for() -> None:
    asked = request(item("2026-03-01", "2026-03-31", DocumentKind.PROGRESS_NOTE))
    treated = visit("v", "2026-03-02")
    assert rules_of(policy(), treated, asked) == {"v": ["F4:252", "F5:227"]}
    assert rules_of(policy(), treated, asked, note(date(2026, 3, 28))) == {"v": ["F5:227"]}
    assert rules_of(policy(), treated, asked, note(date(2026, 3, 27))) == {"v": ["F4:252", "F5:227"]}


@pytest.mark.parametrize(
    ("today", "hits"), [("2026-05-30", []), ("2026-05-31", []), ("2026-06-01", ["F5:227"])]
)
def test_f5_on_the_days_around(today: str, hits: list[str]) -> None:
    asked = request(item("2026-03-01", "2026-03-31"))
    assert rules_of(policy(), visit("v", "2026-03-02"), asked, today=date.fromisoformat(today)) == {"v": hits}


@pytest.mark.parametrize(
    ("start", "end", "hits"),
    [
        ("2026-03-02", "2026-03-02", ["F5:227"]),
        ("2026-03-03", "2026-03-31", []),
        ("2026-02-01", "2026-03-01", []),
        (None, "2026-03-02", ["F5:227"]),
        ("2026-03-02", None, ["F5:227"]),
        (None, None, []),
    ],
)
def test_f5_by_the_days_asked_about(start: str | None, end: str | None, hits: list[str]) -> None:
    assert rules_of(policy(), visit("v", "2026-03-02"), request(item(start, end))) == {"v": hits}


def test_f5_by_the_claim_asked_about() -> None:
    visits = visit("v", "2026-03-02"), visit("w", "2026-03-09")
    claim = Claim("c", PERSON, "C-1", "p", ("w",))
    for asked in (request(claim="c"), request(claim_number="C-1")):
        assert rules_of(policy(), *visits, claim, asked) == {"v": [], "w": ["F5:227"]}
    assert rules_of(policy(), *visits, claim, request(claim_number="C-2")) == {"v": [], "w": []}


@pytest.mark.parametrize("status", [RequestStatus.ANSWERED, RequestStatus.CLOSED])
def test_f5_is_gone_with_the_answer(status: RequestStatus) -> None:
    asked = request(item("2026-03-01", "2026-03-31"), status=status)
    assert rules_of(policy(), visit("v", "2026-03-02"), asked) == {"v": []}


def test_f5_is_about_the_policy_that_asks() -> None:
    asked = request(item("2026-03-01", "2026-03-31"), policy="other")
    assert rules_of(policy(), visit("v", "2026-03-02"), asked) == {"v": []}


@pytest.mark.parametrize(("today", "hits"), [(date(2026, 5, 16), []), (date(2026, 5, 17), ["F5:227"])])
def test_f5_by_a_rule_where_no_day_is_printed(today: date, hits: list[str]) -> None:
    row = RuleRow(
        "sample",
        14,
        "US",
        45,
        PeriodUnit.DAY,
        Anchor.RECEIVED,
        "Sample source",
        date(2026, 1, 1),
        Confidence.HIGH,
    )
    asked = request(item("2026-03-01", "2026-03-31"), due=None)
    records = RecordSet([policy(plan_type=PlanType.ERISA), visit("v", "2026-03-02"), asked])
    (found,) = judge(records, today, answer_days(records, [RulePack("sample", (row,))], today))
    assert rules(found.hits) == hits
    assert rules(judge(records, today)[0].hits) == []


def paid_for(*visits: str) -> Eob:
    lines = (EobLine(f"l-{each}", each, paid=PAID) for each in visits)
    return Eob("e", PERSON, tuple(lines), claim_number="C-1")


def test_f6_the_second_visit_of_a_day_that_was_paid() -> None:
    twice = visit("v", "2026-03-02"), visit("w", "2026-03-02")
    found = rules_of(policy(), *twice, paid_for("v"))
    assert found == {"v": [], "w": ["B3:B14", "F6:18"]}
    assert rules_of(policy(), *twice) == {"v": [], "w": ["B3:B14"]}


def test_f6_never_touches_the_earlier_one_nor_one_that_was_paid_itself() -> None:
    twice = visit("v", "2026-03-02"), visit("w", "2026-03-02")
    assert rules_of(policy(), *twice, paid_for("w")) == {"v": [], "w": ["B3:B14"]}
    assert rules_of(policy(), *twice, paid_for("v", "w")) == {"v": [], "w": ["B3:B14"]}


@pytest.mark.parametrize("fields", [{"service": "physiotherapy"}, {"date": date(2026, 3, 3)}])
def test_f6_needs_the_same_day_and_service(fields: dict[str, Any]) -> None:
    other = replace(visit("w", "2026-03-02"), **fields)
    assert rules_of(policy(), visit("v", "2026-03-02"), other, paid_for("v")) == {"v": [], "w": []}


@pytest.mark.parametrize(
    "line", [EobLine("l", "v"), EobLine("l", "v", paid=Money(0, "USD")), EobLine("l", None, paid=PAID)]
)
def test_f6_needs_money_that_was_paid(line: EobLine) -> None:
    twice = visit("v", "2026-03-02"), visit("w", "2026-03-02")
    assert rules_of(policy(), *twice, Eob("e", PERSON, (line,))) == {"v": [], "w": ["B3:B14"]}


def test_f6_shows_what_was_paid() -> None:
    twice = visit("v", "2026-03-02"), visit("w", "2026-03-02")
    found = judge(RecordSet([policy(), *twice, paid_for("v")]), date(2026, 11, 23))
    hit = found[1].hits[-1]
    assert (hit.rule, hit.verdict, hit.value("claim_number")) == ("F6", Verdict.NOT_SUPPORTED, "C-1")
    assert [(each.kind, each.record) for each in hit.evidence] == [("visit", "v"), ("eob", "e")]
