"""What of a change a verdict could read, and what a set of records becomes by it."""

from dataclasses import replace
from typing import Any

import pytest

from tests.fakes.coverage_records import PERSON, limit, policy, provider, referral, visit
from tests.fakes.random_lives import Life
from vault.domain.coverage.edits import Edit, edits_between
from vault.domain.record_set import RecordSet
from vault.domain.records.people import Person
from vault.domain.records.policy import BenefitLimit, Policy
from vault.domain.records.visit import Visit

OLD = visit("v", "2026-03-02")


@pytest.mark.parametrize(
    ("new", "matters"),
    [
        (OLD, False),
        (replace(OLD, note="felt better"), False),
        (replace(OLD, units=2), True),
        (replace(OLD, gap_reason="ill"), True),
        (None, True),
    ],
)
def test_an_edit_matters_if_a_rule_reads_it(new: Visit | None, matters: bool) -> None:
    assert Edit(OLD, new).matters is matters


@pytest.mark.parametrize(
    ("old", "changed"),
    [
        (referral(), {"necessity": "needed"}),
        (policy(), {"note": "called"}),
        (provider(), {"phone": "555-0100"}),
        (Person(PERSON, "Sample Person"), {"name": "Another Sample"}),
    ],
)
def test_what_no_rule_reads_does_not_matter(old: Any, changed: dict[str, str]) -> None:
    assert not Edit(old, replace(old, **changed)).matters


def test_edits_between_two_sets_lead_from_one_to_the_other() -> None:
    for seed in range(20):
        before, after = RecordSet(Life(seed).records()), RecordSet(Life(seed + 1).records())
        edits = edits_between(before, after)
        made = before.replacing((type(each.records[0]), each.id, each.new) for each in edits)
        assert set(made) == set(after)
        assert edits_between(made, after) == ()
        for record_class in {type(each) for each in after}:
            assert made.all(record_class) == after.all(record_class)
        assert all(each.old != each.new for each in edits)


def test_replacing_leaves_the_set_as_it_was() -> None:
    before = RecordSet([OLD])
    after = before.replacing([(Visit, "v", None), (Visit, "a", replace(OLD, id="a"))])
    assert [each.id for each in before.all(Visit)] == ["v"]
    assert [each.id for each in after.all(Visit)] == ["a"]


def test_a_limit_concerns_whom_its_policy_does() -> None:
    own, other = policy(), replace(policy("q"), person="other")
    limits = limit("b", policy="p"), limit("c", policy="q"), limit("d", policy="gone")
    found = RecordSet((own, other, *limits)).for_person(PERSON)
    assert [each.id for each in found.all(BenefitLimit)] == ["b"]
    assert [each.id for each in found.all(Policy)] == ["p"]
