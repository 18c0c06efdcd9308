"""A renewal takes over what is ordered again and nothing that only its own paper can say."""

from dataclasses import fields, replace
from datetime import date

import pytest

from vault.domain.record_set import RecordSet
from vault.domain.records.codec import Reader
from vault.domain.records.referral import Referral, ReferralStatus, Release, ReleasedTo
from vault.domain.records.values import Frequency, Per
from vault.domain.renewal import renewal_chain, renewal_values

OLD = Referral(
    id="old",
    person="nora",
    authored_on=date(2026, 9, 14),
    services=("massage",),
    referrer="doctor",
    signed=True,
    number="RF-1",
    valid_from=date(2026, 9, 14),
    valid_until=date(2026, 12, 13),
    start_by=date(2026, 10, 12),
    max_gap=14,
    service_words=("Therapeutic massage",),
    codes=("X-SAMPLE",),
    visits=10,
    used_elsewhere=2,
    units_per_visit=4,
    frequency=Frequency(2, Per.WEEK, low=1),
    duration_weeks=12,
    performer="therapist",
    diagnosis=("M54.50",),
    conditions=("back",),
    urgent=True,
    necessity="Sample sentence.",
    renewal_of="older",
    released_to=(Release("r1", ReleasedTo.ME),),
    note="A note",
)


def made(old: Referral = OLD) -> Referral:
    values = {**renewal_values(old), "authored_on": None, "signed": None}
    renewal = Reader("referral", lambda: "made").record("new", values)
    assert isinstance(renewal, Referral)
    return renewal


def test_what_the_doctor_orders_again_is_taken_over() -> None:
    new = made()
    ordered_again = set(renewal_values(OLD)) - {"renewal_of"}
    assert len(ordered_again) == 12
    for name in ordered_again:
        assert getattr(new, name) == getattr(OLD, name), name
    assert new.renewal_of == "old"


def test_everything_else_is_as_new() -> None:
    taken = set(renewal_values(OLD)) | {"id"}
    bare = Referral("new", "nora", None, (), None, None)
    for field in fields(Referral):
        if field.name not in taken:
            assert getattr(made(), field.name) == getattr(bare, field.name), field.name
    assert made().status is ReferralStatus.ACTIVE


def test_what_the_old_one_lacks_is_not_invented() -> None:
    bare = Referral("old", "nora", None, ("massage",), None, None)
    assert set(renewal_values(bare)) == {"person", "services", "renewal_of"}


def chain(*links: tuple[str, str | None], of: str) -> tuple[list[str], list[str]]:
    records = [
        replace(OLD, id=name, renewal_of=before, authored_on=date(2026, 1, 1 + number))
        for number, (name, before) in enumerate(links)
    ]
    found = renewal_chain(RecordSet(records), next(each for each in records if each.id == of))
    assert found.is_empty == (not found.earlier and not found.later)
    return [each.id for each in found.earlier], [each.id for each in found.later]


@pytest.mark.parametrize(
    ("of", "earlier", "later"),
    [("a", [], ["b", "c", "d"]), ("b", ["a"], ["c", "d"]), ("d", ["a", "b"], [])],
)
def test_the_chain_has_every_referral_before_and_after(of: str, earlier: list[str], later: list[str]) -> None:
    assert chain(("a", None), ("b", "a"), ("c", "b"), ("d", "b"), ("x", None), of=of) == (earlier, later)


def test_one_that_stands_alone_has_no_chain() -> None:
    assert chain(("a", None), ("b", None), of="a") == ([], [])


def test_a_deleted_one_ends_the_chain() -> None:
    assert chain(("b", "gone"), ("c", "b"), of="c") == (["b"], [])


def test_a_circle_is_walked_once() -> None:
    assert chain(("a", "c"), ("b", "a"), ("c", "b"), of="a") == (["b", "c"], [])


def test_a_renewal_without_date_comes_last() -> None:
    undated = replace(OLD, id="u", renewal_of="a", authored_on=None)
    dated = replace(OLD, id="z", renewal_of="a", authored_on=date(2027, 1, 1))
    first = replace(OLD, id="a", renewal_of=None)
    assert [each.id for each in renewal_chain(RecordSet([first, undated, dated]), first).later] == ["z", "u"]
