"""The doctor's-desk check, item by item: there, missing or not known, and which rule it can bring."""

from datetime import date
from typing import Any

import pytest

from tests.fakes.coverage_records import PERSON, TODAY, paper, policy, provider, referral
from vault.domain.desk_check import DeskItem, Held, desk_check, policy_for
from vault.domain.record_set import RecordSet
from vault.domain.records.identifiers import with_identifiers
from vault.domain.records.kinds import SHIPPED_SERVICES, Record
from vault.domain.records.people import Identifier, IdentifierType
from vault.domain.records.policy import PlanType, Policy
from vault.domain.records.referral import Condition, Referral, Release, ReleasedTo
from vault.domain.records.values import Need

US = policy(plan_type=PlanType.ERISA, referrer_types=("md",), requires_referral=Need.YES)
RELEASED = (Release("x", ReleasedTo.ME),)
COMPLETE: dict[str, Any] = {"visits": 10, "necessity": "It is necessary.", "released_to": RELEASED}


def doctor(number: str | None = "1234567893", *types: str) -> Record:
    numbers = () if number is None else (Identifier("i", IdentifierType.NPI, number),)
    return with_identifiers(provider("doctor", types=types or ("md",), identifiers=numbers))


def checked(held: Policy | None, order: Referral, *records: Record) -> dict[str, DeskItem]:
    known = RecordSet([*SHIPPED_SERVICES, *records])
    return {each.code: each for each in desk_check(known, order, held, TODAY)}


def lacking(held: Policy | None, order: Referral, *records: Record) -> dict[str, tuple[Held, str | None]]:
    found = checked(held, order, *records)
    return {code: (each.held, each.rule) for code, each in found.items() if each.held is not Held.OK}


def test_a_complete_referral_lacks_nothing() -> None:
    assert lacking(US, referral(**COMPLETE), doctor(), paper("r")) == {}


@pytest.mark.parametrize(
    ("fields", "code", "held", "rule"),
    [
        ({"diagnosis": ()}, "diagnosis", Held.MISSING, "R11:175"),
        ({"visits": None, "visits_missing": True}, "quantity", Held.MISSING, "R11:175"),
        ({"visits": None}, "quantity", Held.UNKNOWN, "R11:175"),
        ({"authored_on": None}, "date", Held.MISSING, "R11:175"),
        ({"signed": None}, "signature", Held.MISSING, "R11:175"),
        ({"signed": False}, "signature", Held.MISSING, "R11:175"),
        ({"referrer": None}, "referrer", Held.MISSING, "R11:175"),
        ({"valid_until": None}, "valid_until", Held.UNKNOWN, "R15:176"),
        ({"valid_until": date(2026, 11, 22)}, "ended", Held.MISSING, "R5:176"),
        ({"services": ()}, "services", Held.MISSING, "R10s:243"),
        ({"necessity": None}, "necessity", Held.MISSING, None),
        ({"released_to": ()}, "released", Held.UNKNOWN, None),
    ],
)
def test_what_the_paper_lacks(fields: dict[str, Any], code: str, held: Held, rule: str | None) -> None:
    assert lacking(US, referral(**(COMPLETE | fields)), doctor(), paper("r")) == {code: (held, rule)}


@pytest.mark.parametrize(
    "fields", [{"duration_weeks": 6}, {"conditions": ("c",), "diagnosis": ()}, {"valid_until": TODAY}]
)
def test_what_serves_as_well(fields: dict[str, Any]) -> None:
    given = COMPLETE | {"visits": 10 if "duration_weeks" not in fields else None}
    assert lacking(US, referral(**(given | fields)), doctor(), paper("r")) == {}


def test_a_referral_without_a_paper_is_copied() -> None:
    assert lacking(US, referral(**COMPLETE), doctor()) == {"copy": (Held.MISSING, "R14:252")}


class TestReferrer:
    """Who wrote it: number and qualification."""

    def test_a_us_plan_needs_an_npi(self) -> None:
        found = checked(US, referral(**COMPLETE), doctor(None), paper("r"))["npi"]
        assert (found.held, found.rule, found.kind, found.record, found.field) == (
            Held.MISSING,
            "R11:206",
            "provider",
            "doctor",
            "identifiers",
        )

    def test_a_wrong_check_digit_is_told_with_the_number(self) -> None:
        found = checked(US, referral(**COMPLETE), doctor("1234567890"), paper("r"))["npi_digits"]
        assert (found.held, found.rule, dict(found.values)["npi"]) == (Held.MISSING, "R11:207", "1234567890")

    def test_other_plans_take_any_number(self) -> None:
        german = policy(plan_type=PlanType.STATUTORY_DE, referrer_types=("md",))
        assert lacking(german, referral(**COMPLETE), doctor("1234567890"), paper("r")) == {}
        found = lacking(german, referral(**COMPLETE), doctor(None), paper("r"))
        assert found == {"identifier": (Held.UNKNOWN, None)}

    def test_a_type_the_plan_refuses(self) -> None:
        found = lacking(US, referral(**COMPLETE), doctor("1234567893", "dc"), paper("r"))
        assert found == {"referrer_refused": (Held.MISSING, "R13:183")}

    def test_a_type_not_known(self) -> None:
        bare = with_identifiers(
            provider("doctor", identifiers=(Identifier("i", IdentifierType.NPI, "1234567893"),))
        )
        assert lacking(US, referral(**COMPLETE), bare, paper("r")) == {
            "referrer_type": (Held.UNKNOWN, "R13:183")
        }

    @pytest.mark.parametrize(
        ("fields", "held"),
        [
            ({"requires_referral": Need.YES}, Held.UNKNOWN),
            ({"requires_referral": Need.YES, "said_by": "Sample Agent"}, Held.OK),
            ({"requires_referral": Need.NO}, Held.OK),
        ],
    )
    def test_whose_referral_the_plan_takes(self, fields: dict[str, Any], held: Held) -> None:
        found = checked(policy(**fields), referral(**COMPLETE), doctor(), paper("r"))["referrer_type_rule"]
        assert (found.held, found.at_desk) == (held, False)


class TestPlan:
    """What the plan pays for at all: for the insurer to answer, not for the desk."""

    def test_excluded_treatment(self) -> None:
        found = checked(policy(excluded=("massage",)), referral(**COMPLETE), doctor())["service_excluded"]
        assert (found.held, found.rule, found.at_desk) == (Held.MISSING, "P3:204", False)
        assert dict(found.values)["services"] == "Massage"

    @pytest.mark.parametrize(
        ("accepted", "held"),
        [(("Low back pain",), Held.OK), (("m54",), Held.OK), (("Headache",), Held.MISSING)],
    )
    def test_conditions_accepted(self, accepted: tuple[str, ...], held: Held) -> None:
        order = referral(**COMPLETE, conditions=("c",))
        condition = Condition("c", PERSON, "Low back pain", "M54.50")
        found = checked(policy(conditions=accepted), order, doctor(), condition)["condition"]
        assert (found.held, found.rule) == (held, "T2:167")

    def test_a_diagnosis_alone_is_compared_by_code(self) -> None:
        assert checked(policy(conditions=("M54",)), referral(**COMPLETE))["condition"].held is Held.OK

    def test_without_a_policy_the_paper_itself_is_checked(self) -> None:
        found = lacking(
            None,
            referral(
                **COMPLETE,
            ),
            doctor(),
            paper("r"),
        )
        assert found == {"referrer_type_rule": (Held.UNKNOWN, "R13:183")}


def test_what_is_missing_stands_first() -> None:
    found = desk_check(RecordSet([]), referral(signed=None, valid_until=None), US, TODAY)
    assert [each.held for each in found] == sorted(each.held for each in found)
    assert found[0].held is Held.MISSING


@pytest.mark.parametrize(("until", "expected"), [(TODAY, "now"), (None, "now"), (date(2025, 6, 1), "then")])
def test_the_policy_it_is_held_against(until: date | None, expected: str) -> None:
    then = policy("then", start=date(2025, 1, 1), end=date(2025, 12, 31))
    records = RecordSet([policy("now"), then])
    held = policy_for(records, referral(authored_on=date(2025, 3, 1), valid_until=until), TODAY)
    assert held is not None
    assert held.id == expected


def test_no_policy_holds_the_day() -> None:
    assert policy_for(RecordSet([]), referral(), TODAY) is None
