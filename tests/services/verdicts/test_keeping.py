"""Kept verdicts: judged again only where a change reaches, and what it moved is told."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.coverage_records import PERSON, TODAY, limit, paper, policy, provider, referral, visit
from tests.fakes.random_lives import Life
from vault.domain.coverage.edits import Edit
from vault.domain.coverage.moved import MovedVerdicts
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.people import Person
from vault.domain.records.values import Need
from vault.domain.records.visit import Visit, VisitStatus
from vault.services.verdicts.judging import judge_all
from vault.services.verdicts.keeping import KeptVerdicts

ME, OTHER = Person(PERSON, "Sample Person"), Person("other", "Another Sample")
VISITS = visit("u", "2026-03-02"), visit("v", "2026-03-09"), visit("w", "2026-03-16")
ORDERED = referral(visits=1)
BASE: tuple[Record, ...] = (ME, policy(requires_referral=Need.YES), ORDERED, provider(), paper("r"), *VISITS)


def kept(*records: Record) -> KeptVerdicts:
    return KeptVerdicts.of(RecordSet(records), TODAY)


def same_as_anew(found: KeptVerdicts) -> bool:
    anew = judge_all(found.records, found.today, found.answer_by)
    return [(each.person, each.judgment) for each in found.people] == [
        (each.person, each.judgment) for each in anew
    ]


@given(st.integers(0, 1 << 32))
def test_any_edits_are_judged_as_if_anew(seed: int) -> None:
    life = Life(seed, days=(60, 500)[seed % 2])
    found = kept(*life.records(14))
    for number in range(4):
        edit = life.edit(found.records)
        changed = found.records.replacing([(type(edit.records[0]), edit.id, edit.new)])
        found = found.after([edit]) if number % 2 else found.at(changed, TODAY)
        assert same_as_anew(found)


def test_what_moved_is_told() -> None:
    found = kept(*BASE).after([Edit(ORDERED, replace(ORDERED, visits=3))])
    assert found.moved == MovedVerdicts(now_supported=("v", "w"))
    back = found.after([Edit(found.records.get(type(ORDERED), "r"), ORDERED)])
    assert back.moved == MovedVerdicts(no_longer_supported=("v", "w"))


def test_a_verdict_that_moved_otherwise_is_told_too() -> None:
    unscanned = kept(*(each for each in BASE if each.id != "paper-1"))
    found = unscanned.after([Edit(ORDERED, replace(ORDERED, visits=3))])
    assert found.moved == MovedVerdicts(other=("v", "w"))


def test_forecasts_move_and_visits_that_come_and_go_do_not() -> None:
    planned = visit("x", str(TODAY + timedelta(3)), status=VisitStatus.PLANNED)
    found = kept(*BASE, planned).after([Edit(ORDERED, replace(ORDERED, visits=9))])
    assert found.moved.now_supported == ("v", "w", "x")
    assert not found.after([Edit(None, visit("y", "2026-03-23"))]).moved
    assert found.after([Edit(VISITS[0], None)]).moved == MovedVerdicts()


def test_a_note_judges_nothing_again() -> None:
    before = kept(*BASE)
    after = before.after([Edit(VISITS[0], replace(VISITS[0], note="felt better"))])
    assert after.people[0].verdicts is before.people[0].verdicts
    held = after.people[0].records.get(Visit, "u")
    assert held is not None
    assert held.note == "felt better"


def test_persons_are_judged_apart() -> None:
    before = kept(*BASE, OTHER, replace(policy("q"), person="other"))
    found = before.after([Edit(VISITS[0], replace(VISITS[0], person="other"))])
    assert same_as_anew(found)
    assert found.moved == MovedVerdicts(now_supported=("v",))
    untouched = found.after([Edit(VISITS[1], replace(VISITS[1], service="acupuncture"))])
    assert untouched.people[0] is found.people[0]


def test_limits_come_and_go_with_their_policy() -> None:
    plan = policy()
    found = kept(ME, limit(visits=0), *VISITS).after([Edit(None, plan)])
    assert same_as_anew(found)
    assert same_as_anew(found.after([Edit(plan, replace(plan, person="other"))]))


def test_persons_come_and_go() -> None:
    found = kept(*BASE).after([Edit(None, OTHER)])
    assert [each.person.id for each in found.people] == ["other", PERSON]
    renamed = found.after([Edit(ME, replace(ME, name="Sample Renamed"))])
    assert renamed.people[1].person.name == "Sample Renamed"
    assert [each.person.id for each in found.after([Edit(OTHER, None)]).people] == [PERSON]


def test_another_day_judges_everything() -> None:
    tomorrow = TODAY + timedelta(1)
    before = kept(*BASE)
    assert same_as_anew(before.at(before.records, tomorrow))


def test_a_day_due_by_a_rule_is_a_change_too() -> None:
    life = kept(*Life(7).records(14))
    requests = {each.id: TODAY - timedelta(1) for each in life.records if each.id.startswith("request")}
    assert same_as_anew(life.at(life.records, TODAY, requests))
