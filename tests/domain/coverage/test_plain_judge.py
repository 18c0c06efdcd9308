"""The rules against a second reading of their text, and the gate against the exact maximum matching."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.fakes.plain_judge import Judged, judge_case
from tests.fakes.random_cases import CaseMaker
from vault.services.interchange.cases import judge_cases, rule_text

FILES = Path(__file__).resolve().parents[2] / "files"
EVERYDAY, LONG, AT_A_TIME = 100, 20_000, 500
WORKED = [
    case
    for name in ("coverage_cases.json", "coverage_cases_more.json")
    for case in json.loads((FILES / name).read_text("utf-8"))
]
RULES = (
    "C0 P1 P2 P3 P4 R1 R2 R3 R4 R5 R6 R7 R7j R8 R9 R10s R10p R11 R14 R15 T1 T2 A0 A1 A2 A3 A4 A5 A6"
    " B1 B2 B3 F1 F1w F2 F2r F7"
)
GATE = {"R2", "R3", "R4", "R5", "R6", "R7", "R8", "R10s"}

Record = dict[str, Any]


def judged(cases: list[Record]) -> list[Judged]:
    """Return what the vault says of the cases, as the cases write it."""
    return [
        {
            each.visit: (each.verdict.name, sorted(rule_text(hit) for hit in each.hits))
            for each in result.verdicts
        }
        for result in judge_cases(json.dumps(cases))
    ]


def differing(cases: list[Record]) -> list[Record]:
    """Return the cases that the two readings judge otherwise."""
    return [case for case, found in zip(cases, judged(cases), strict=True) if found != judge_case(case)]


def random_cases(seed: int, number: int) -> list[Record]:
    maker = CaseMaker(seed)
    return [maker.case() for _ in range(number)]


def plain_cases(seed: int, number: int) -> list[Record]:
    random = Random(seed)  # noqa: S311 - tests want the same cases every time
    return [plain_case(random) for _ in range(number)]


def plain_case(random: Random) -> Record:
    """Return a case of one service without pins, start-by or gap; many referrals overlap and tie."""
    day = [str(date.fromordinal(date(2026, 3, 2).toordinal() + at)) for at in range(30)]
    referrals: list[Record] = []
    for number in range(random.randint(0, 5)):
        first = random.randint(0, 25)
        referral: Record = {"id": f"r{number}", "authored_on": day[first]}
        if random.random() < 0.8:
            referral["valid_until"] = day[random.randint(first, 29)]
        if random.random() < 0.2:
            referral["valid_from"] = day[random.randint(first, 29)]
        if random.random() < 0.9:
            referral["visits"] = random.randint(0, 4)
        if random.random() < 0.2:
            referral["used_elsewhere"] = random.randint(1, 2)
        referrals.append(referral)
    visits = [{"id": f"v{at}", "date": random.choice(day)} for at in range(random.randint(1, 10))]
    policies = [{"id": "p", "start": "2026-01-01"}]
    return {"name": "plain", "policies": policies, "referrals": referrals, "visits": visits}


def maximum_matching(case: Record) -> int:
    """Return the most visits that the referrals can take, by augmenting paths over one place a visit."""
    number = len(case["visits"])
    places = [
        (referral, place)
        for referral in case["referrals"]
        for place in range(referral.get("visits", 99) - referral.get("used_elsewhere", 0))[:number]
    ]
    taken: dict[int, Record] = {}

    def find(visit: Record, seen: set[int]) -> bool:
        for at, (referral, _) in enumerate(places):
            first = max(referral["authored_on"], referral.get("valid_from", ""))
            if at in seen or not first <= visit["date"] <= referral.get("valid_until", "9"):
                continue
            seen.add(at)
            if at not in taken or find(taken[at], seen):
                taken[at] = visit
                return True
        return False

    return sum(find(visit, set()) for visit in case["visits"])


def passing(found: Judged) -> int:
    """Return how many visits pass the referral gate."""
    return sum(not GATE & {rule.partition(":")[0] for rule in rules} for _, rules in found.values())


def off_the_maximum(cases: list[Record]) -> list[Record]:
    """Return the cases in which not as many visits pass the gate as can be matched."""
    found = zip(cases, judged(cases), strict=True)
    return [case for case, verdicts in found if passing(verdicts) != maximum_matching(case)]


@pytest.mark.parametrize("case", WORKED, ids=lambda case: str(case["name"]))
def test_the_second_reading_gives_what_the_worked_cases_expect(case: Record) -> None:
    expected = {visit: (verdict, sorted(rules)) for visit, (verdict, rules) in case["expect"].items()}
    found = judge_case(case)
    assert {visit: found[visit] for visit in expected} == expected


def test_random_cases_are_judged_alike() -> None:
    assert differing(random_cases(1, EVERYDAY)) == []


def test_random_cases_meet_every_rule() -> None:
    hits = Counter(
        rule.partition(":")[0]
        for case in random_cases(1, 5 * EVERYDAY)
        for _, rules in judge_case(case).values()
        for rule in rules
    )
    assert set(hits) == set(RULES.split())


def test_as_many_plain_visits_pass_as_can_be_matched() -> None:
    assert off_the_maximum(plain_cases(1, EVERYDAY)) == []


@pytest.mark.long("rules")
def test_twenty_thousand_random_cases_are_judged_alike() -> None:
    for seed in range(LONG // AT_A_TIME):
        assert differing(random_cases(seed, AT_A_TIME))[:1] == []


@pytest.mark.long("rules")
def test_the_gate_is_the_maximum_matching_twenty_thousand_times() -> None:
    for seed in range(LONG // AT_A_TIME):
        assert off_the_maximum(plain_cases(seed, AT_A_TIME))[:1] == []
