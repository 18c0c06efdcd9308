from datetime import date
from typing import Any

import pytest

from tests.fakes.coverage_records import authorization, only_hit, policy, provider, rules_of, verdicts, visit
from vault.domain.coverage.verdict import Verdict
from vault.domain.records.referral import AuthorizationStatus
from vault.domain.records.values import Money, Unit

NEEDED = policy(requires_auth="yes")
VISIT = visit("v", "2026-03-02")


@pytest.mark.parametrize(
    ("status", "rules"),
    [
        (AuthorizationStatus.APPROVED, []),
        (AuthorizationStatus.PARTLY, []),
        (AuthorizationStatus.NOT_NEEDED, []),
        (AuthorizationStatus.PENDING, ["A6"]),
        (AuthorizationStatus.SUBMITTED, ["A6"]),
        (AuthorizationStatus.TO_REQUEST, ["A1:197"]),
        (AuthorizationStatus.DENIED, ["A1:39"]),
        (AuthorizationStatus.WITHDRAWN, ["A1:39"]),
        (AuthorizationStatus.EXPIRED, ["A3:302"]),
    ],
)
def test_every_status(status: AuthorizationStatus, rules: list[str]) -> None:
    assert rules_of(NEEDED, authorization(status=status), VISIT) == {"v": rules}


def test_an_expired_authorization_held_until_its_end() -> None:
    expired = authorization(status=AuthorizationStatus.EXPIRED, end=date(2026, 3, 2))
    found = rules_of(NEEDED, expired, VISIT, visit("w", "2026-03-03"))
    assert found == {"v": [], "w": ["A3:302"]}


def test_not_needed_asks_for_no_number() -> None:
    statement = authorization(status=AuthorizationStatus.NOT_NEEDED, number=None)
    assert rules_of(NEEDED, statement, VISIT) == {"v": []}


@pytest.mark.parametrize(
    ("fields", "pinned", "rules"),
    [
        ({}, "a", []),
        ({"status": AuthorizationStatus.DENIED}, "a", ["A1:39"]),
        ({"status": AuthorizationStatus.TO_REQUEST}, "a", ["A1:197"]),
        ({"services": ("pt",)}, "a", ["A5:284"]),
        ({"provider": "t1"}, "a", ["A5:296"]),
        ({"start": date(2026, 3, 3)}, "a", ["A3:197"]),
        ({"end": date(2026, 3, 1)}, "a", ["A3:302"]),
        ({"units": 0}, "a", ["A4:198"]),
        ({"policy": "other"}, "a", ["A1:197"]),
        ({"policy": "p"}, "a", []),
        ({"policy": "other"}, None, []),
    ],
)
def test_the_pinned_one_and_no_other(fields: dict[str, Any], pinned: str | None, rules: list[str]) -> None:
    treated = visit("v", "2026-03-02", authorization=pinned, provider="t2")
    found = verdicts(NEEDED, authorization(**fields), authorization("b"), treated)
    assert [
        each.rule if each.carc is None else f"{each.rule}:{each.carc}" for each in found["v"].hits
    ] == rules


def test_a_pin_does_not_outweigh_the_need() -> None:
    treated = visit("v", "2026-03-02", authorization="a")
    denied = authorization(status=AuthorizationStatus.DENIED)
    assert rules_of(policy(requires_auth="no"), denied, treated) == {"v": []}
    assert rules_of(policy(requires_auth="unknown"), denied, treated) == {"v": ["A0"]}
    assert rules_of(policy(requires_auth="1"), denied, treated) == {"v": []}


@pytest.mark.parametrize(
    ("today", "verdict", "fix"),
    [
        ("2026-03-08", Verdict.AT_RISK, "request_authorization"),
        ("2026-03-09", Verdict.AT_RISK, "request_authorization"),
        ("2026-03-10", Verdict.NOT_SUPPORTED, "request_authorization_late"),
    ],
)
def test_a2_on_the_days_around(today: str, verdict: Verdict, fix: str) -> None:
    rule_sheet = policy(requires_auth="yes", request_days=7)
    hit = only_hit(rule_sheet, VISIT, today=date.fromisoformat(today))
    assert (hit.rule, hit.carc, hit.verdict, hit.fix) == ("A2", "210", verdict, fix)
    assert (hit.value("first_visit"), hit.value("until")) == (date(2026, 3, 2), date(2026, 3, 9))


def test_a5_names_both_providers() -> None:
    people = (provider("t1"), provider("t2"))
    hit = only_hit(NEEDED, authorization(provider="t1"), *people, visit("v", "2026-03-02", provider="t2"))
    assert (hit.value("named"), hit.value("provider")) == ("Sample t1", "Sample t2")


@pytest.mark.parametrize(
    ("unit", "fields", "left_after", "missing"),
    [
        (Unit.UNIT15, {"units": 4}, 0, "units"),
        (Unit.HOUR, {"minutes": 90}, 150, "minutes"),
    ],
)
def test_a4_counts_in_the_unit_of_the_paper(
    unit: Unit, fields: dict[str, Any], left_after: int, missing: str
) -> None:
    paper = authorization(units=4, unit=unit)
    known = verdicts(NEEDED, paper, visit("v", "2026-03-02", **fields), visit("w", "2026-03-09"))
    assert known["v"].hits == ()
    (hit,) = known["w"].hits
    assert (hit.rule, hit.verdict, hit.carc, hit.missing) == ("A4", Verdict.UNKNOWN, None, missing)
    ordered, charged = hit.value("ordered"), hit.value("charged")
    assert isinstance(ordered, int)
    assert isinstance(charged, int)
    assert ordered - charged == left_after


def test_a4_cannot_tell_money() -> None:
    hit = only_hit(NEEDED, authorization(units=4, unit=Unit.MONEY), VISIT)
    assert (hit.rule, hit.verdict, hit.missing) == ("A4", Verdict.UNKNOWN, "charge")
    charged = visit("v", "2026-03-02", charge=Money(100, "USD"))
    assert only_hit(NEEDED, authorization(units=4, unit=Unit.MONEY), charged).verdict is Verdict.UNKNOWN


def test_a7_is_a_note() -> None:
    found = verdicts(policy(requires_auth="2"), VISIT, visit("w", "2026-03-03"), visit("x", "2026-03-04"))
    (note,) = found["w"].finding.notes
    assert (note.rule, note.verdict, note.value("ordinal"), note.value("exempt")) == (
        "A7",
        Verdict.SUPPORTED,
        2,
        2,
    )
    assert found["w"].hits == ()
    assert found["x"].finding.notes == ()


@pytest.mark.parametrize(
    ("on", "rules"), [("2026-05-31", ["A1:197"]), ("2026-06-01", []), ("2026-06-02", [])]
)
def test_a7_a_pause_of_91_days_begins_an_episode(on: str, rules: list[str]) -> None:
    assert rules_of(policy(requires_auth="1"), VISIT, visit("w", on))["w"] == rules


def test_the_charged_authorization_is_named() -> None:
    found = verdicts(NEEDED, authorization(), VISIT)
    assert found["v"].finding.authorization == "a"


def test_of_one_over_and_one_to_come_the_first_in_order_is_reported() -> None:
    papers = (
        authorization("a", start=date(2026, 4, 1), end=date(2026, 4, 30)),
        authorization("b", start=date(2026, 1, 1), end=date(2026, 1, 31), status=AuthorizationStatus.PENDING),
        authorization("c", start=date(2026, 5, 1), end=date(2026, 5, 31)),
    )
    (evidence,) = only_hit(NEEDED, *papers, VISIT).evidence
    assert evidence.record == "a"
