from datetime import date
from typing import Any

import pytest

from tests.fakes.coverage_records import limit, policy, rules_of, verdicts, visit
from vault.domain.coverage.verdict import Hit, Verdict
from vault.domain.records.policy import BenefitPeriod
from vault.domain.records.values import Money, Unit


def charged(record_id: str, on: str, minor: int, currency: str = "USD") -> Any:
    return visit(record_id, on, charge=Money(minor, currency))


def hits_of(record_id: str, *records: Any) -> tuple[Hit, ...]:
    return verdicts(*records)[record_id].hits


@pytest.mark.parametrize(
    ("per", "inside", "outside"),
    [
        (BenefitPeriod.CALENDAR_YEAR, "2026-12-31", "2027-01-01"),
        (BenefitPeriod.PLAN_YEAR, "2026-12-31", "2027-01-01"),
        (BenefitPeriod.ROLLING_12_MONTHS, "2027-03-01", "2027-03-02"),
        (BenefitPeriod.EPISODE, "2026-05-31", "2026-06-01"),
    ],
)
def test_b1_on_the_last_day_of_a_period_and_the_day_after(
    per: BenefitPeriod, inside: str, outside: str
) -> None:
    base = (policy(end=None), limit(per=per, visits=1), visit("a", "2026-03-02"))
    assert rules_of(*base, visit("v", inside)) == {"a": [], "v": ["B1:119"]}
    assert rules_of(*base, visit("v", outside)) == {"a": [], "v": []}


def test_b1_shows_the_period_and_its_use() -> None:
    (hit,) = hits_of(
        "v",
        policy(),
        limit(visits=3, prior_used=1),
        *(visit(name, "2026-03-02", time=None) for name in "a"),
        visit("b", "2026-03-03"),
        visit("v", "2026-03-04"),
    )
    values = {name: hit.value(name) for name in ("ordered", "used_elsewhere", "charged", "needed", "left")}
    assert values == {"ordered": 3, "used_elsewhere": 1, "charged": 2, "needed": 1, "left": 0}
    assert (hit.value("start"), hit.value("end")) == (date(2026, 1, 1), date(2026, 12, 31))
    assert [each.kind for each in hit.evidence] == ["benefit_limit", "policy"]


def test_b2_is_for_a_lifetime() -> None:
    (hit,) = hits_of("v", policy(), limit(per=BenefitPeriod.LIFETIME, visits=0), visit("v", "2026-03-02"))
    assert (hit.rule, hit.verdict, hit.carc) == ("B2", Verdict.NOT_SUPPORTED, "149")
    assert (hit.value("start"), hit.value("end")) == (None, None)


def test_b1_money_left_is_at_risk_and_used_up() -> None:
    money = limit(unit=Unit.MONEY, money=Money(10_000, "USD"), prior_used_money=Money(1_000, "USD"))
    visits = [
        charged("a", "2026-03-02", 6_000),
        charged("b", "2026-03-03", 6_000),
        charged("c", "2026-03-04", 1),
    ]
    found = verdicts(policy(), money, *visits)
    assert [found[name].verdict for name in "abc"] == [
        Verdict.SUPPORTED,
        Verdict.AT_RISK,
        Verdict.NOT_SUPPORTED,
    ]
    (hit,) = found["b"].hits
    assert (hit.rule, hit.carc, hit.value("left"), hit.value("currency")) == ("B1", "119", 3_000, "USD")
    assert found["b"].finding.limits == ("b",)
    assert found["c"].finding.limits == ()


@pytest.mark.parametrize("treated", [visit("v", "2026-03-02"), charged("v", "2026-03-02", 100, "EUR")])
def test_b1_an_unknown_charge_is_unknown(treated: Any) -> None:
    (hit,) = hits_of("v", policy(), limit(unit=Unit.MONEY, money=Money(10_000, "USD")), treated)
    assert (hit.rule, hit.verdict, hit.carc, hit.missing, hit.fix) == (
        "B1",
        Verdict.UNKNOWN,
        None,
        "charge",
        "enter_charge",
    )


def test_money_used_elsewhere_in_another_currency_is_not_counted() -> None:
    money = limit(unit=Unit.MONEY, money=Money(100, "USD"), prior_used_money=Money(100, "EUR"))
    assert rules_of(policy(), money, charged("v", "2026-03-02", 100)) == {"v": []}


@pytest.mark.parametrize("fields", [{"visits": None}, {"unit": Unit.MONEY}])
def test_without_a_number_there_is_no_limit(fields: dict[str, Any]) -> None:
    found = verdicts(policy(), limit(**fields), visit("v", "2026-03-02"))["v"]
    assert (found.hits, found.finding.limits) == ((), ("b",))


def test_b1_names_the_worst_of_several_limits() -> None:
    limits = (
        limit("b1", unit=Unit.UNIT15, visits=4),
        limit("b2", visits=0),
        limit("b3", visits=0),
    )
    (hit,) = hits_of("v", policy(), *limits, visit("v", "2026-03-02"))
    assert (hit.verdict, hit.evidence[0].record) == (Verdict.NOT_SUPPORTED, "b2")


def test_hours_are_counted_in_minutes() -> None:
    hours = limit(unit=Unit.HOUR, visits=2, prior_used=1)
    found = rules_of(
        policy(), hours, visit("a", "2026-03-02", minutes=60), visit("b", "2026-03-03", minutes=15)
    )
    assert found == {"a": [], "b": ["B1:119"]}


@pytest.mark.parametrize(("units", "rules"), [(3, []), (4, ["B3:119"]), (None, [])])
def test_b3_units_over_the_cap_of_a_day(units: int | None, rules: list[str]) -> None:
    cap = limit(services=("massage", "pt"), units_per_day=7)
    found = rules_of(
        policy(), cap, visit("a", "2026-03-02", units=4, service="pt"), visit("v", "2026-03-02", units=units)
    )
    assert found == {"a": [], "v": rules}


def test_b3_the_first_code_is_used() -> None:
    cap = limit(units_per_day=1)
    found = rules_of(policy(), cap, visit("a", "2026-03-02", units=2), visit("v", "2026-03-02", units=2))
    assert found == {"a": ["B3:119"], "v": ["B3:B14"]}


def test_a_limit_of_a_policy_not_at_hand_is_not_looked_at() -> None:
    assert rules_of(policy(), limit(policy="gone", visits=0), visit("v", "2026-03-02")) == {"v": []}


def test_an_episode_of_shared_services_goes_on_with_any_of_them() -> None:
    shared = limit(services=("massage", "pt"), per=BenefitPeriod.EPISODE, visits=2)
    visits = (visit("a", "2026-01-05"), visit("b", "2026-03-02", service="pt"), visit("c", "2026-05-04"))
    assert rules_of(policy(), shared, *visits) == {"a": [], "b": [], "c": ["B1:119"]}
