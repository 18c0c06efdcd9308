"""The four steps of a condition are read off the records."""

from typing import Any

import pytest

from tests.fakes.coverage_records import PERSON, policy, referral
from vault.domain.guide_steps import GuideStep, StepCode, guide_steps
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Condition, ReferralStatus, Release, ReleasedTo, TreatmentPlan
from vault.domain.records.values import Need

BACK = Condition("c", PERSON, "Low back pain", "M54.50")
PLAN = TreatmentPlan("tp", PERSON, "Walk", conditions=("c",), therapies=("Massage", "Exercise"))
SAID = policy(said_by="Sample Agent")
ORDER: dict[str, Any] = {
    "conditions": ("c",),
    "necessity": "It is necessary.",
    "released_to": (Release("x", ReleasedTo.ME), Release("y", ReleasedTo.INSURER)),
}


def step(code: StepCode, held: Policy | None, *records: Record) -> GuideStep:
    (found,) = [each for each in guide_steps(RecordSet(records), BACK, held) if each.code is code]
    return found


def test_all_four_done() -> None:
    found = guide_steps(RecordSet([PLAN, referral(**ORDER)]), BACK, SAID)
    assert [each.code for each in found] == list(StepCode)
    assert all(each.is_done for each in found)
    assert dict(found[3].values) == {"released": "me, insurer"}


@pytest.mark.parametrize(
    ("accepted", "lacking"),
    [
        ((), None),
        (("low back pain",), None),
        (("M54.5",), None),
        (("Headache",), "not_among_accepted"),
    ],
)
def test_a_condition_the_policy_accepts(accepted: tuple[str, ...], lacking: str | None) -> None:
    assert step(StepCode.CONDITION, policy(conditions=accepted)).lacking == lacking


@pytest.mark.parametrize(
    ("fields", "lacking", "field"),
    [
        ({"requires_referral": Need.UNKNOWN}, "referral_need_unknown", "requires_referral"),
        ({"requires_auth": "unknown"}, "authorization_need_unknown", "requires_auth"),
        ({}, "not_said", "said_by"),
    ],
)
def test_rules_read(fields: dict[str, Any], lacking: str, field: str) -> None:
    found = step(StepCode.RULES, policy(**fields))
    assert (found.lacking, found.record, found.field) == (lacking, "p", field)


def test_rules_without_a_policy() -> None:
    assert step(StepCode.RULES, None).lacking == "no_policy"


def test_necessity_and_the_combined_plan() -> None:
    other = TreatmentPlan("o", PERSON, "Walk", conditions=("d",), therapies=("Massage",))
    bare = TreatmentPlan("tp", PERSON, "Walk", conditions=("c",))
    assert step(StepCode.NECESSITY, SAID, other).lacking == "no_plan"
    assert step(StepCode.NECESSITY, SAID, bare).lacking == "no_therapies"
    unsaid = referral(conditions=("c",))
    found = step(StepCode.NECESSITY, SAID, PLAN, unsaid)
    assert (found.lacking, found.kind, found.record) == ("no_necessity", "referral", "r")
    assert step(StepCode.NECESSITY, SAID, PLAN).is_done


def test_the_newest_referral_given_counts() -> None:
    old = referral("old", **ORDER)
    new = referral("new", **(ORDER | {"released_to": ()}), authored_on=None)
    assert step(StepCode.RELEASE, SAID, old, new).is_done
    draft = referral("zz", **(ORDER | {"status": ReferralStatus.DRAFT, "released_to": ()}))
    assert step(StepCode.RELEASE, SAID, old, draft).record == "old"
    bare = referral("b", conditions=("c",))
    assert step(StepCode.RELEASE, SAID, bare).lacking == "not_released"
    other = referral("d", conditions=("d",))
    assert step(StepCode.RELEASE, SAID, other).lacking == "no_referral"
