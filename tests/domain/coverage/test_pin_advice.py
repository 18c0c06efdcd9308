from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.coverage_records import TODAY, day, paper, policy, provider, referral, visit
from tests.fakes.random_lives import Life
from vault.domain.coverage.course import Course
from vault.domain.coverage.moved import told
from vault.domain.coverage.pin_advice import Advice, Pin, pin_advice
from vault.domain.coverage.verdict import Verdict
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.values import Need
from vault.domain.records.visit import Visit, VisitStatus

NEEDED = policy(requires_referral=Need.YES)
SCANS = (provider(), paper("a"), paper("b", number=2))


def advice(*records: Record) -> tuple[Advice, ...]:
    return pin_advice(Course.of(RecordSet((NEEDED, *SCANS, *records)), TODAY))


def test_nothing_to_advise_where_everything_is_supported() -> None:
    assert advice(referral("a"), visit("v", "2026-03-02")) == ()


def test_nothing_to_advise_where_no_paper_is_left() -> None:
    assert advice(referral("a", visits=1), visit("v", "2026-03-02"), visit("w", "2026-03-03")) == ()


def test_the_paper_that_names_the_therapist() -> None:
    first = referral("a", performer="x", valid_until=day("2026-06-30"))
    papers = first, referral("b", performer="t", valid_until=day("2026-07-31"))
    treated = visit("v", "2026-03-02", provider="t")
    assert advice(*papers, treated, provider("t"), provider("x")) == (Advice((Pin("v", "b"),), ("v",)),)


def test_a_paper_begun_in_time() -> None:
    first = referral("a", visits=2, valid_until=day("2026-06-30"))
    second = referral("b", start_by=day("2026-03-10"), valid_until=day("2026-07-31"))
    visits = [visit("u", "2026-03-02"), visit("v", "2026-03-09"), visit("w", "2026-03-16")]
    (found,) = advice(first, second, *visits)
    assert found.pins == (Pin("v", "b"),)
    assert found.supported == ("w",)


def test_a_place_is_freed_for_a_visit_that_fits_only_there() -> None:
    both = referral("a", visits=1, services=("massage", "physiotherapy"), valid_until=day("2026-06-30"))
    massage = referral("b", visits=1, valid_until=day("2026-07-31"))
    visits = visit("v", "2026-03-02"), visit("w", "2026-03-09", service="physiotherapy")
    (found,) = advice(both, massage, *visits)
    assert found.pins == (Pin("v", "b"),)
    assert found.supported == ("w",)


def test_a_place_is_freed_by_moving_two_visits() -> None:
    papers = [
        referral("a", visits=1, services=("massage", "physiotherapy"), valid_until=day("2026-06-30")),
        referral("b", visits=1, services=("massage", "acupuncture"), valid_until=day("2026-07-31")),
        referral("c", visits=1, services=("acupuncture",), valid_until=day("2026-08-31")),
    ]
    scans = paper("c", number=3)
    visits = [
        visit("u", "2026-03-02"),
        visit("v", "2026-03-03", service="acupuncture"),
        visit("w", "2026-03-09", service="physiotherapy"),
    ]
    (found,) = advice(*papers, scans, *visits)
    assert Pin("u", "b") in found.pins
    assert Pin("v", "c") in found.pins
    assert found.supported == ("w",)


def test_what_a_person_pinned_stays() -> None:
    both = referral("a", visits=1, services=("massage", "physiotherapy"), valid_until=day("2026-06-30"))
    massage = referral("b", visits=1, valid_until=day("2026-07-31"))
    pinned = visit("v", "2026-03-02", referral="a")
    assert advice(both, massage, pinned, visit("w", "2026-03-09", service="physiotherapy")) == ()


def test_planned_visits_are_advised_on_too() -> None:
    first = referral("a", performer="x", valid_until=TODAY + timedelta(20))
    papers = first, referral("b", performer="t")
    planned = visit("v", str(TODAY + timedelta(7)), provider="t", status=VisitStatus.PLANNED)
    assert advice(*papers, planned, provider("t"), provider("x")) == (Advice((Pin("v", "b"),), ("v",)),)


@given(st.integers(0, 1 << 32))
def test_advice_supports_more_and_harms_nobody(seed: int) -> None:
    life = Life(seed, days=(60, 120)[seed % 2])
    records = RecordSet([each for each in life.records(16) if not isinstance(each, type(NEEDED))] + [NEEDED])
    before = Course.of(records, TODAY)
    for each in pin_advice(before):
        assert each.supported
        for pin in each.pins:
            visit_ = records.get(Visit, pin.visit)
            assert visit_ is not None
            records = records.replacing([(Visit, pin.visit, replace(visit_, referral=pin.referral))])
    was = {each.visit: told(each) for each in before.judgment.verdicts}
    now = {each.visit: told(each) for each in Course.of(records, TODAY).judgment.verdicts}
    assert all(now[each] <= was[each] for each in was)
    gained = sum(now[each] is Verdict.SUPPORTED for each in now) - sum(
        was[each] is Verdict.SUPPORTED for each in was
    )
    assert gained == sum(len(each.supported) for each in pin_advice(before))
