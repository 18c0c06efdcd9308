"""Only referrals that a pin could charge are offered, in the order the rules would charge them."""

from dataclasses import replace
from datetime import date

import pytest

from tests.fakes.coverage_records import TODAY, paper, policy, referral, visit
from vault.domain.coverage.judge import judgment
from vault.domain.coverage.pinning import pinnable
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.referral import ReferralStatus
from vault.domain.records.values import Need
from vault.domain.records.visit import Visit, VisitStatus

NEEDED = policy(requires_referral=Need.YES)
VISIT = visit("v", "2026-06-01")


def offered(*records: Record, to: Visit = VISIT) -> list[str]:
    held = RecordSet([NEEDED, to, *records])
    return [each.id for each in pinnable(held, judgment(held, TODAY), to)]


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        ("valid_until", date(2026, 6, 1), True),
        ("valid_until", date(2026, 5, 31), False),
        ("valid_until", None, True),
        ("valid_from", date(2026, 6, 1), True),
        ("valid_from", date(2026, 6, 2), False),
        ("authored_on", date(2026, 6, 2), False),
        ("services", ("physiotherapy",), False),
        ("status", ReferralStatus.DRAFT, False),
        ("status", ReferralStatus.REVOKED, False),
        ("status", ReferralStatus.COMPLETED, True),
    ],
)
def test_service_days_and_status_must_fit(field: str, value: object, fits: bool) -> None:
    assert offered(referral("r", **{field: value})) == (["r"] if fits else [])


def test_the_one_that_ends_first_stands_first() -> None:
    late, early = referral("a", valid_until=date(2026, 12, 31)), referral("b", valid_until=date(2026, 7, 1))
    assert offered(late, early) == ["b", "a"]


def test_one_used_up_by_pins_or_elsewhere_is_not_offered() -> None:
    pinned = visit("w", "2026-05-01", referral="r")
    assert offered(referral("r", visits=1), pinned) == []
    assert offered(referral("r", visits=1, used_elsewhere=1)) == []
    assert offered(referral("r", visits=2), pinned) == ["r"]


def test_one_used_up_by_a_visit_that_can_move_is_offered() -> None:
    assert offered(referral("r", visits=1), visit("w", "2026-05-01")) == ["r"]


def test_the_one_it_is_pinned_to_stays_in_the_list() -> None:
    pinned = replace(VISIT, referral="r")
    assert offered(referral("r", visits=1), visit("w", "2026-05-01", referral="r"), to=pinned) == ["r"]


def test_planned_visits_count_for_a_planned_one() -> None:
    coming = visit("v", "2026-12-20", status=VisitStatus.PLANNED)
    other = visit("w", "2026-12-10", status=VisitStatus.PLANNED, referral="r")
    assert offered(referral("r", visits=1), other, to=coming) == []
    assert offered(referral("r", visits=2), other, to=coming) == ["r"]


def test_a_pin_to_one_that_is_offered_charges_it() -> None:
    papers = [
        referral("a", valid_until=date(2026, 7, 1), visits=1),
        referral("b", visits=3),
        referral("c", valid_until=date(2026, 8, 1)),
    ]
    rest: list[Record] = [NEEDED, *papers, *(paper(each.id) for each in papers), visit("w", "2026-05-01")]
    held = RecordSet([VISIT, *rest])
    for each in pinnable(held, judgment(held, TODAY), VISIT):
        pinned = RecordSet([replace(VISIT, referral=each.id), *rest])
        charged = {one.visit: one.finding.referral for one in judgment(pinned, TODAY).verdicts}
        if each.id != "a":  # its one visit went to the earlier day
            assert charged["v"] == each.id
