from datetime import date, time

from tests.fakes.coverage_records import (
    PERSON,
    TODAY,
    authorization,
    limit,
    paper,
    policy,
    referral,
    rules,
    verdicts,
    visit,
)
from vault.domain.coverage.judge import counters, judge, judgment
from vault.domain.coverage.verdict import Counter, CountUnit, Verdict
from vault.domain.record_set import RecordSet
from vault.domain.records.letters import Appeal, AppealOutcome
from vault.domain.records.money import Eob, EobLine
from vault.domain.records.policy import BenefitPeriod, FiledBy
from vault.domain.records.values import Frequency, Money, Need, Per, Unit
from vault.domain.records.visit import Visit, VisitStatus

PLANNED = VisitStatus.PLANNED
NEEDED = policy(requires_referral=Need.YES, requires_auth="yes", filed_by=FiledBy.ME, file_days=90)


def planned(record_id: str, on: str) -> Visit:
    return visit(record_id, on, status=PLANNED)


def test_verdicts_come_in_the_order_of_the_visits() -> None:
    visits = (
        visit("a", "2026-03-03"),
        visit("b", "2026-03-02", time=time(8)),
        visit("c", "2026-03-02", time=time(0)),
        visit("d", "2026-03-02"),
    )
    assert [each.visit for each in judge(RecordSet((policy(), *visits)), TODAY)] == ["d", "c", "b", "a"]


def test_a_planned_visit_of_the_past_asks_whether_it_took_place() -> None:
    found = verdicts(policy(), planned("a", "2026-11-22"), planned("b", "2026-11-23"))
    assert [each.verdict for each in found.values()] == [Verdict.NOT_COUNTED] * 2
    assert (found["a"].ask_whether_it_took_place, found["a"].forecast) == (True, None)
    assert (found["b"].ask_whether_it_took_place, found["b"].hits[0].fix) == (False, "none")
    assert found["b"].forecast is not None
    assert (found["a"].hits[0].fix, found["a"].hits[0].value("status")) == (
        "say_whether_it_took_place",
        "planned",
    )


def test_a_missed_visit_has_no_forecast() -> None:
    found = verdicts(policy(), visit("a", "2026-11-30", status=VisitStatus.CANCELLED))["a"]
    assert (found.forecast, found.ask_whether_it_took_place) == (None, False)


def test_forecasts_use_up_what_completed_visits_left() -> None:
    orders = (referral(visits=3), authorization(units=2), paper("r"))
    done = visit("a", "2026-11-02")
    plans = [planned(name, f"2026-12-{name}") for name in ("01", "02", "03")]
    found = verdicts(NEEDED, *orders, done, *plans)
    forecasts = {name: found[name].forecast for name in ("01", "02", "03")}
    assert {name: rules(each.hits) for name, each in forecasts.items() if each is not None} == {
        "01": [],
        "02": ["A4:198"],
        "03": ["R8:287", "A4:198"],
    }
    first = forecasts["01"]
    assert first is not None
    assert (first.verdict, first.referral, first.authorization) == (Verdict.SUPPORTED, "r", "a")


def test_completed_visits_do_not_see_planned_ones() -> None:
    orders = (referral(visits=1), authorization(), paper("r"))
    found = verdicts(NEEDED, *orders, planned("a", "2026-11-23"), visit("b", "2026-11-24"))
    assert found["b"].finding.referral == "r"
    forecast = found["a"].forecast
    assert forecast is not None
    assert rules(forecast.hits) == ["R8:287"]


def test_a_forecast_before_a_completed_visit_looks_at_its_own_day() -> None:
    old = referral("old", valid_until=date(2026, 11, 25), visits=2)
    new = referral("new", authored_on=date(2026, 11, 26), valid_until=date(2027, 1, 31))
    rule_sheet = policy(requires_referral=Need.YES, end=None)
    limits = limit(per=BenefitPeriod.ROLLING_12_MONTHS, visits=2)
    weekly = referral("weekly", services=("pt",), frequency=Frequency(1, Per.WEEK))
    found = verdicts(
        rule_sheet,
        old,
        new,
        weekly,
        limits,
        visit("done", "2026-12-01"),
        visit("later", "2026-11-27", service="pt"),
        planned("a", "2026-11-24"),
        visit("b", "2026-11-24", status=PLANNED, service="pt"),
        planned("c", "2026-12-02"),
    )
    forecasts = [found[name].forecast for name in ("a", "b", "c")]
    assert [each.referral for each in forecasts if each is not None] == ["old", "weekly", "new"]
    assert [rules(each.hits) for each in forecasts if each is not None] == [
        ["R14:252"],
        ["R9:151", "R14:252"],
        ["R14:252", "B1:119"],
    ]


def test_counters_tell_completed_from_planned() -> None:
    orders = (referral(visits=10, used_elsewhere=1), authorization(units=4), limit(visits=16, prior_used=2))
    visits = (visit("a", "2026-11-02"), visit("b", "2026-11-09"), planned("c", "2026-12-01"))
    assert counters(RecordSet((NEEDED, *orders, *visits)), TODAY) == (
        Counter("referral", "r", CountUnit.VISIT, 10, 1, 2, 7, 1),
        Counter("authorization", "a", CountUnit.VISIT, 4, 0, 2, 2, 1),
        Counter(
            "benefit_limit",
            "b",
            CountUnit.VISIT,
            16,
            2,
            2,
            12,
            1,
            start=date(2026, 1, 1),
            end=date(2026, 12, 31),
        ),
    )


def test_counters_without_a_number() -> None:
    orders = (referral(), authorization(), limit())
    found = counters(RecordSet((NEEDED, *orders, visit("a", "2026-11-02"))), TODAY)
    assert [(each.ordered, each.charged, each.remaining) for each in found] == [(None, 1, None)] * 2 + [
        (None, 1, None)
    ]


def test_counters_of_a_limit_are_those_of_the_period_that_holds_today() -> None:
    limits = (
        limit("b1", per=BenefitPeriod.CALENDAR_YEAR, visits=9),
        limit("b2", per=BenefitPeriod.EPISODE, visits=9),
        limit("b3", per=BenefitPeriod.ROLLING_12_MONTHS, visits=9),
        limit("b4", per=BenefitPeriod.LIFETIME, unit=Unit.MONEY, money=Money(900, "USD")),
    )
    price = Money(100, "USD")
    visits = [visit(on, on, charge=price) for on in ("2025-11-23", "2025-11-24", "2026-11-02", "2026-11-09")]
    plans = [visit(on, on, charge=price, status=PLANNED) for on in ("2026-12-01", "2027-01-05", "2027-11-30")]
    long = policy(start=date(2025, 1, 1), end=None)
    found = counters(RecordSet((long, *limits, *visits, *plans)), TODAY)
    assert {each.record: (each.charged, each.remaining, each.forecast) for each in found} == {
        "b1": (2, 7, 1),
        "b2": (2, 7, 2),
        "b3": (3, 6, 2),
        "b4": (400, 500, 300),
    }
    assert found[3].currency == "USD"
    assert found[1].start == date(2026, 11, 2)


def test_an_episode_that_is_over_leaves_the_limit_whole() -> None:
    episode = limit(per=BenefitPeriod.EPISODE, visits=9)
    (found,) = counters(RecordSet((policy(), episode, visit("a", "2026-03-02"))), TODAY)
    assert (found.charged, found.remaining, found.start) == (0, 9, TODAY)


def test_a_visit_that_an_appeal_won_uses_the_benefit_again() -> None:
    denied = Eob("e", PERSON, lines=(EobLine("l", "a", denied=True, reason_code="50"),))
    base = (policy(), limit(visits=1), visit("a", "2026-03-02"), visit("b", "2026-03-03"), denied)
    assert verdicts(*base)["b"].hits == ()
    won = Appeal("ap", PERSON, "e", outcome=AppealOutcome.WON)
    assert rules(verdicts(*base, won)["b"].hits) == ["B1:119"]


def test_one_pass_gives_verdicts_and_counters() -> None:
    records = RecordSet((NEEDED, referral(), visit("a", "2026-03-02")))
    found = judgment(records, TODAY)
    assert (found.verdicts, found.counters) == (judge(records, TODAY), counters(records, TODAY))
