from datetime import date

import pytest

from tests.fakes.coverage_records import PERSON, only_hit, policy, rules_of, verdicts, visit
from vault.domain.coverage.policy import is_us_plan
from vault.domain.coverage.verdict import Verdict
from vault.domain.records.policy import Order, PlanType
from vault.domain.records.referral import Condition
from vault.domain.records.values import Cause

FIRST = policy("p1", end=date(2026, 3, 31))
SECOND = policy("p2", start=date(2026, 6, 1))


@pytest.mark.parametrize(
    ("on", "carc", "reason", "start", "end"),
    [
        ("2025-12-31", "26", "before", date(2026, 1, 1), None),
        ("2026-04-01", "200", "lapse", date(2026, 6, 1), date(2026, 3, 31)),
        ("2026-05-31", "200", "lapse", date(2026, 6, 1), date(2026, 3, 31)),
        ("2027-01-01", "27", "after", None, date(2026, 12, 31)),
    ],
)
def test_p1_says_what_surrounds_the_day(
    on: str, carc: str, reason: str, start: date | None, end: date | None
) -> None:
    hit = only_hit(FIRST, SECOND, visit("v", on))
    assert (hit.rule, hit.verdict, hit.carc) == ("P1", Verdict.NOT_SUPPORTED, carc)
    assert [hit.value(name) for name in ("reason", "start", "end")] == [reason, start, end]
    assert (hit.missing, hit.fix) == ("policy", "enter_policy")


@pytest.mark.parametrize("on", ["2026-01-01", "2026-03-31", "2026-06-01", "2026-12-31"])
def test_the_first_and_the_last_day_are_held(on: str) -> None:
    assert rules_of(FIRST, SECOND, visit("v", on)) == {"v": []}


def test_p2_names_both_insurers_and_uses_the_older_policy() -> None:
    other = policy("p3", insurer="Sample Other", start=date(2026, 2, 1), requires_auth="yes")
    hit = only_hit(FIRST, other, visit("v", "2026-02-03"))
    assert (hit.rule, hit.verdict, hit.carc) == ("P2", Verdict.AT_RISK, "22")
    assert (hit.value("insurer"), hit.value("other_insurer")) == ("Sample Insurer", "Sample Other")
    assert [each.record for each in hit.evidence] == ["p1", "p3"]


@pytest.mark.parametrize(
    ("first", "second", "rules"),
    [
        (Order.PRIMARY, Order.SECONDARY, []),
        (Order.PRIMARY, None, []),
        (Order.SECONDARY, None, ["P2:22"]),
        (Order.PRIMARY, Order.PRIMARY, ["P2:22"]),
        (Order.SECONDARY, Order.SECONDARY, ["P2:22"]),
    ],
)
def test_the_order_is_set_when_one_is_the_primary(
    first: Order | None, second: Order | None, rules: list[str]
) -> None:
    policies = (policy("p1", order=first), policy("p2", order=second))
    assert rules_of(*policies, visit("v", "2026-02-03")) == {"v": rules}


@pytest.mark.parametrize(
    ("cause", "rules"),
    [
        (Cause.ILLNESS, []),
        (Cause.WORK, ["P4:19"]),
        (Cause.AUTO, ["P4:21"]),
        (Cause.LIABILITY, ["P4:20"]),
    ],
)
def test_p4_takes_the_cause_from_the_condition_too(cause: Cause, rules: list[str]) -> None:
    condition = Condition("c", PERSON, "neck pain", cause=cause)
    assert rules_of(policy(), condition, visit("v", "2026-02-03", condition="c")) == {"v": rules}
    assert rules_of(policy(), visit("v", "2026-02-03", cause=cause)) == {"v": rules}


@pytest.mark.parametrize("plan_type", [PlanType.WORKERS_COMPENSATION, PlanType.AUTO])
def test_p4_is_for_health_policies(plan_type: PlanType) -> None:
    work = visit("v", "2026-02-03", cause=Cause.WORK)
    assert rules_of(policy(plan_type=plan_type), work) == {"v": []}


def test_p3_does_not_end_the_test() -> None:
    both = visit("v", "2026-02-03", cause=Cause.WORK)
    found = verdicts(policy(excluded=("massage",)), both)["v"]
    assert [hit.rule for hit in found.hits] == ["P3", "P4"]
    assert found.verdict is Verdict.NOT_SUPPORTED


@pytest.mark.parametrize(
    ("plan_type", "jurisdiction", "expected"),
    [
        (PlanType.ERISA, None, True),
        (PlanType.OTHER, "us-wa", True),
        (PlanType.OTHER, "DE", False),
        (PlanType.STATUTORY_DE, None, False),
    ],
)
def test_united_states_plans(plan_type: PlanType, jurisdiction: str | None, *, expected: bool) -> None:
    assert is_us_plan(policy(plan_type=plan_type, jurisdiction=jurisdiction)) is expected
