from datetime import date
from typing import Any

import pytest

from tests.fakes.coverage_records import (
    PERSON,
    only_hit,
    paper,
    policy,
    provider,
    referral,
    rules_of,
    verdicts,
    visit,
)
from vault.domain.records.people import CheckResult, Identifier, IdentifierType
from vault.domain.records.policy import PlanType
from vault.domain.records.referral import Condition
from vault.domain.records.values import Frequency, Need, Per

NEEDED = policy(requires_referral=Need.YES)
US = policy(requires_referral=Need.YES, plan_type=PlanType.ERISA)
SCAN = paper("r")
VISIT = visit("v", "2026-03-02")


def npi(check: CheckResult, number: str = "1") -> Identifier:
    return Identifier(f"npi-{number}", IdentifierType.NPI, "1234567890", check=check)


@pytest.mark.parametrize(
    ("every", "per", "days", "most"),
    [
        (1, Per.WEEK, ["2026-03-02", "2026-03-08"], 2),
        (1, Per.WEEK, ["2026-03-08", "2026-03-09"], 1),
        (2, Per.WEEK, ["2026-03-02", "2026-03-15"], 2),
        (2, Per.WEEK, ["2026-03-08", "2026-03-15"], 2),
        (2, Per.WEEK, ["2026-03-08", "2026-03-16"], 1),
        (1, Per.MONTH, ["2026-03-01", "2026-03-31"], 2),
        (1, Per.MONTH, ["2026-03-31", "2026-04-01"], 1),
        (2, Per.MONTH, ["2026-03-01", "2026-04-30"], 2),
        (2, Per.MONTH, ["2026-03-31", "2026-05-01"], 1),
    ],
)
def test_r9_counts_in_any_stretch(every: int, per: Per, days: list[str], most: int) -> None:
    order = referral(frequency=Frequency(1, per, every))
    found = verdicts(NEEDED, order, SCAN, *(visit(on, on) for on in days))
    hits = found[days[-1]].hits
    assert [(hit.rule, hit.carc, hit.value("count")) for hit in hits] == [("R9", "151", 2)] * (most - 1)


def test_r10p_names_both_therapists() -> None:
    people = (provider("t1"), provider("t2"))
    hit = only_hit(NEEDED, referral(performer="t1"), SCAN, *people, visit("v", "2026-03-02", provider="t2"))
    assert (hit.rule, hit.value("named"), hit.value("provider")) == ("R10p", "Sample t1", "Sample t2")
    same = visit("v", "2026-03-02", provider="t1")
    assert rules_of(NEEDED, referral(performer="t1"), SCAN, same) == {"v": []}


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"diagnosis": ()}, "diagnosis"),
        ({"visits_missing": True}, "quantity"),
        ({"signed": False}, "signature"),
        ({"signed": None}, "signature"),
        ({"authored_on": None}, "date"),
        ({"referrer": None}, "referrer"),
        ({"referrer": None, "signed": None}, "signature, referrer"),
    ],
)
def test_r11_names_what_is_missing(fields: dict[str, Any], lacks: str) -> None:
    hit = only_hit(US, referral(**fields), SCAN, VISIT)
    assert (hit.rule, hit.carc, hit.value("lacks"), hit.missing) == (
        "R11",
        "175",
        lacks,
        lacks.split(",", maxsplit=1)[0],
    )


def test_r11_a_condition_is_a_diagnosis() -> None:
    condition = Condition("c", PERSON, "neck pain")
    assert rules_of(NEEDED, referral(diagnosis=(), conditions=("c",)), condition, SCAN, VISIT) == {"v": []}


@pytest.mark.parametrize(
    ("identifiers", "rules"),
    [
        ((), ["R11:206"]),
        ((npi(CheckResult.FAILED),), ["R11:207"]),
        ((npi(CheckResult.PASSED),), []),
        ((npi(CheckResult.NONE),), []),
        ((npi(CheckResult.FAILED), npi(CheckResult.PASSED, "2")), []),
    ],
)
def test_r11_wants_a_number_in_the_united_states(
    identifiers: tuple[Identifier, ...], rules: list[str]
) -> None:
    doctor = provider(identifiers=identifiers)
    assert rules_of(US, referral(), doctor, SCAN, VISIT) == {"v": rules}
    assert rules_of(NEEDED, referral(), doctor, SCAN, VISIT) == {"v": []}


@pytest.mark.parametrize(
    ("billed", "rules"),
    [
        ((), []),
        (("m54.5",), []),
        (("M54 .50",), []),
        (("M54",), ["R12:11"]),
        (("M54.5", "S13.4"), ["R12:11"]),
        (("S13", "S14"), ["R12:11"]),
        (("G43.1",), []),
    ],
)
def test_r12_compares_codes(billed: tuple[str, ...], rules: list[str]) -> None:
    order = referral(diagnosis=("M54.5",), conditions=("c", "d"))
    conditions = (Condition("c", PERSON, "migraine", code="G43"), Condition("d", PERSON, "stress"))
    found = rules_of(NEEDED, order, *conditions, SCAN, visit("v", "2026-03-02", diagnoses=billed))
    assert found == {"v": rules}


def test_r12_has_nothing_to_compare_without_codes() -> None:
    order = referral(diagnosis=(), conditions=("c",))
    billed = visit("v", "2026-03-02", diagnoses=("M54.5",))
    assert rules_of(NEEDED, order, Condition("c", PERSON, "stress"), SCAN, billed) == {"v": []}


@pytest.mark.parametrize(
    ("types", "accepted", "rules"),
    [
        (("MD",), ("md", "do"), []),
        (("np",), ("md", "do"), ["R13:183"]),
        ((), ("md",), []),
        (("np",), (), []),
    ],
)
def test_r13_looks_at_the_type_of_the_referrer(
    types: tuple[str, ...], accepted: tuple[str, ...], rules: list[str]
) -> None:
    rule_sheet = policy(requires_referral=Need.YES, referrer_types=accepted)
    assert rules_of(rule_sheet, referral(), provider(types=types), SCAN, VISIT) == {"v": rules}


def test_r14_wants_a_paper_of_the_referral_itself() -> None:
    assert rules_of(NEEDED, referral(), VISIT) == {"v": ["R14:252"]}
    assert rules_of(NEEDED, referral(), paper("r", kind="visit"), VISIT) == {"v": ["R14:252"]}
    assert rules_of(NEEDED, referral(), SCAN, VISIT) == {"v": []}


@pytest.mark.parametrize(
    ("authored", "until", "rules"),
    [
        (date(2025, 3, 2), None, []),
        (date(2025, 3, 1), None, ["R15:176"]),
        (date(2025, 3, 1), date(2026, 12, 31), []),
        (None, None, ["R11:175"]),
    ],
)
def test_r15_on_the_days_around(authored: date | None, until: date | None, rules: list[str]) -> None:
    order = referral(authored_on=authored, valid_until=until)
    assert rules_of(NEEDED, order, SCAN, VISIT) == {"v": rules}
