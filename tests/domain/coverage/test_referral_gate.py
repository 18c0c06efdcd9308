from datetime import date

import pytest

from tests.fakes.coverage_records import day, only_hit, paper, policy, referral, rules_of, verdicts, visit
from vault.domain.coverage.verdict import Evidence, Verdict
from vault.domain.records.referral import ReferralStatus
from vault.domain.records.values import Need
from vault.domain.records.visit import Service

NEEDED = policy(requires_referral=Need.YES)
UNKNOWN = policy(requires_referral=Need.UNKNOWN)
SCAN = paper("r")
DATED = referral(
    authored_on=date(2026, 3, 2), valid_from=date(2026, 3, 9), valid_until=date(2026, 6, 1), number="N1"
)


@pytest.mark.parametrize(
    ("on", "rules"),
    [
        ("2026-03-01", ["R3:174"]),
        ("2026-03-02", ["R4:174"]),
        ("2026-03-08", ["R4:174"]),
        ("2026-03-09", []),
        ("2026-06-01", []),
        ("2026-06-02", ["R5:176"]),
    ],
)
def test_r3_r4_r5_on_the_days_around(on: str, rules: list[str]) -> None:
    assert rules_of(NEEDED, DATED, SCAN, visit("v", on)) == {"v": rules}


def test_a_failing_paper_is_named_with_its_scan() -> None:
    hit = only_hit(NEEDED, DATED, SCAN, visit("v", "2026-06-02"))
    assert hit.evidence == (Evidence("referral", "r", "paper-1"),)
    assert dict(hit.values) == {
        "date": date(2026, 6, 2),
        "referral_number": "N1",
        "authored_on": date(2026, 3, 2),
        "valid_until": date(2026, 6, 1),
    }
    assert hit.fix == "renew_referral"
    assert hit.value("unheard_of") is None


@pytest.mark.parametrize(
    ("on", "rules"), [("2026-03-02", []), ("2026-03-03", ["R6:176"]), ("2026-05-05", ["R6:176"])]
)
def test_r6_on_the_days_around(on: str, rules: list[str]) -> None:
    order = referral(start_by=date(2026, 3, 2))
    assert rules_of(NEEDED, order, SCAN, visit("v", on)) == {"v": rules}


@pytest.mark.parametrize(
    ("on", "reason", "rules"),
    [
        ("2026-03-15", None, []),
        ("2026-03-16", None, []),
        ("2026-03-17", None, ["R7:176"]),
        ("2026-03-17", "", ["R7:176"]),
        ("2026-03-17", "ill", ["R7j:176"]),
        ("2026-03-16", "ill", []),
    ],
)
def test_r7_on_the_days_around(on: str, reason: str | None, rules: list[str]) -> None:
    order = referral(max_gap=14)
    found = rules_of(NEEDED, order, SCAN, visit("a", "2026-03-02"), visit("v", on, gap_reason=reason))
    assert found == {"a": [], "v": rules}


def test_r7_says_how_long_the_gap_was() -> None:
    visits = (visit("a", "2026-03-02"), visit("v", "2026-03-17", gap_reason="ill"))
    hit = verdicts(NEEDED, referral(max_gap=14), SCAN, *visits)["v"].hits[0]
    assert [hit.value(name) for name in ("last", "days", "max_gap", "gap_reason")] == [
        day("2026-03-02"),
        15,
        14,
        "ill",
    ]
    without = verdicts(NEEDED, referral(max_gap=14), SCAN, visits[0], visit("v", "2026-03-17"))["v"].hits[0]
    assert (without.missing, without.value("gap_reason")) == ("gap_reason", None)


def test_r8_says_how_the_visits_were_used() -> None:
    visits = [visit(name, f"2026-03-0{name}") for name in "123"]
    hit = verdicts(NEEDED, referral(visits=3, used_elsewhere=1), SCAN, *visits)["3"].hits[0]
    assert (hit.rule, hit.carc) == ("R8", "287")
    assert [hit.value(name) for name in ("ordered", "used_elsewhere", "charged")] == [3, 1, 2]


def test_the_service_is_called_by_its_name() -> None:
    known = Service("massage", "Massage")
    hit = only_hit(NEEDED, referral(services=("pt",)), known, visit("v", "2026-03-02"))
    assert (hit.rule, hit.value("service"), hit.missing) == ("R10s", "Massage", "referral")


@pytest.mark.parametrize("status", [ReferralStatus.DRAFT, ReferralStatus.REVOKED])
def test_a_draft_and_a_revoked_referral_are_not_held(status: ReferralStatus) -> None:
    order = referral(status=status)
    assert rules_of(NEEDED, order, visit("v", "2026-03-02")) == {"v": ["R2:288"]}
    assert rules_of(NEEDED, order, visit("v", "2026-03-02", referral="r")) == {"v": ["R2:288"]}


@pytest.mark.parametrize("status", [ReferralStatus.COMPLETED, ReferralStatus.REPLACED])
def test_a_referral_used_up_or_renewed_still_holds(status: ReferralStatus) -> None:
    assert rules_of(NEEDED, referral(status=status), SCAN, visit("v", "2026-03-02")) == {"v": []}


def test_need_unknown_caps_what_is_found() -> None:
    found = verdicts(UNKNOWN, DATED, SCAN, visit("v", "2026-06-02"))["v"]
    assert (found.verdict, found.hits[0].verdict) == (Verdict.UNKNOWN, Verdict.UNKNOWN)
    assert found.finding.referral is None


def test_the_charged_referral_is_named() -> None:
    found = verdicts(UNKNOWN, DATED, SCAN, visit("v", "2026-06-01"))["v"]
    assert found.finding.referral == "r"


def test_ties_are_broken_by_age_then_id() -> None:
    old = {"visits": 1, "authored_on": date(2026, 1, 1)}
    new = {"visits": 1, "authored_on": date(2026, 1, 2)}
    orders = (referral("c", **old), referral("b", **new), referral("a", **new))
    visits = [visit(name, f"2026-03-0{name}") for name in "123"]
    found = verdicts(NEEDED, *orders, *visits)
    assert [found[name].finding.referral for name in "123"] == ["c", "a", "b"]


def test_of_papers_that_fail_alike_the_first_in_order_is_reported() -> None:
    orders = (
        referral("a", valid_until=date(2026, 2, 28)),
        referral("b", valid_until=date(2026, 1, 31)),
        referral("c", authored_on=date(2026, 6, 1), valid_until=date(2026, 6, 30)),
    )
    (evidence,) = only_hit(NEEDED, *orders, visit("v", "2026-03-02")).evidence
    assert evidence.record == "b"


def test_papers_not_yet_usable_are_reported_in_order() -> None:
    orders = (
        referral("a", valid_from=date(2026, 4, 1), valid_until=date(2026, 6, 30)),
        referral("b", valid_from=date(2026, 5, 1), valid_until=date(2026, 5, 31)),
        referral("c", authored_on=date(2026, 4, 1), valid_until=date(2026, 4, 30)),
        referral("d", authored_on=date(2026, 4, 1), valid_until=date(2026, 4, 15)),
    )
    (waiting,) = only_hit(NEEDED, *orders, visit("v", "2026-03-02")).evidence
    (ahead,) = only_hit(NEEDED, *orders[2:], visit("v", "2026-03-02")).evidence
    assert (waiting.record, ahead.record) == ("b", "d")


def test_a_spent_referral_that_fails_earlier_does_not_hide_one_that_gets_further() -> None:
    gone = referral("a", visits=1, max_gap=5, valid_until=date(2026, 6, 30))
    spent = referral("b", visits=1, services=("massage", "pt"))
    visits = (visit("1", "2026-03-02"), visit("2", "2026-03-03", service="pt"), visit("3", "2026-04-01"))
    hit = verdicts(NEEDED, gone, spent, *visits)["3"].hits[0]
    assert (hit.rule, hit.evidence[0].record) == ("R8", "b")
    alone = verdicts(NEEDED, gone, visits[0], visits[2])["3"].hits[0]
    assert alone.rule == "R7"
