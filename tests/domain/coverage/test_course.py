"""A course after any edits is judged like one that is judged as a whole."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.fakes.coverage_records import TODAY
from tests.fakes.random_lives import Life
from vault.domain.coverage.course import Course
from vault.domain.record_set import RecordSet

LONG = 10_000


def check_edits(seed: int, *, days: int, visits: int, length: int, edits: int) -> None:
    """Edit a random life again and again; each time both ways of judging must agree."""
    life = Life(seed, days=days)
    records = RecordSet(life.records(visits))
    course = Course.of(records, TODAY, length=length)
    for _ in range(edits):
        edit = life.edit(records)
        records = records.replacing([(type(edit.records[0]), edit.id, edit.new)])
        course = course.after(records, [edit])
        assert course.judgment == Course.of(records, TODAY).judgment, edit


@given(st.integers(0, 1 << 32), st.integers(1, 3))
@example(1900, 1)  # a visit of two units is refused by a limit of four of which three are used
@example(105_297, 1)  # a limit is deleted whose state earlier visits still carry
def test_after_any_edits_everything_is_judged_as_if_anew(seed: int, length: int) -> None:
    check_edits(seed, days=500, visits=12, length=length, edits=5)


@given(st.integers(0, 1 << 32))
def test_so_it_is_where_many_visits_share_few_days(seed: int) -> None:
    check_edits(seed, days=20, visits=25, length=2, edits=4)


@pytest.mark.long("rules")
def test_ten_thousand_lives_are_edited() -> None:
    for seed in range(LONG):
        check_edits(seed, days=(500, 120, 60, 20)[seed % 4], visits=20, length=1 + seed % 3, edits=4)


def test_one_length_of_stretch_judges_like_another() -> None:
    for seed in range(30):
        records = RecordSet(Life(seed).records(20))
        found = {length: Course.of(records, TODAY, length=length).judgment for length in (1, 2, 7, 40)}
        assert all(each == found[40] for each in found.values())
