"""What must hold for any records: the properties of the coverage rules."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.coverage_records import PERSON, TODAY, authorization, limit, policy, referral, visit
from vault.domain.coverage.judge import judgment
from vault.domain.coverage.verdict import Judgment, Verdict
from vault.domain.period import add_days
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.money import Eob, EobLine
from vault.domain.records.policy import BenefitPeriod
from vault.domain.records.referral import AuthorizationStatus, Referral
from vault.domain.records.values import Frequency, Need, Per, Unit
from vault.domain.records.visit import Visit, VisitStatus

START = date(2026, 1, 1)
NEEDED = policy(requires_referral=Need.YES)
GATE = {"R2", "R3", "R4", "R5", "R6", "R7", "R8", "R10s"}

days = st.integers(0, 700).map(lambda offset: add_days(START, offset))
near_days = st.integers(0, 40).map(lambda offset: add_days(START, offset))
services = st.sampled_from(["massage", "pt"])
some_services = st.sampled_from([("massage",), ("pt",), ("massage", "pt")])
maybe_days = st.none() | days
counts = st.none() | st.integers(0, 5)


def ids(prefix: str) -> st.SearchStrategy[str]:
    return st.integers(0, 99).map(lambda number: f"{prefix}{number:02}")


def any_referral(record_id: str) -> st.SearchStrategy[Record]:
    return st.builds(
        referral,
        st.just(record_id),
        authored_on=maybe_days,
        services=some_services,
        valid_from=maybe_days,
        valid_until=maybe_days,
        start_by=maybe_days,
        max_gap=st.none() | st.integers(0, 30),
        visits=counts,
        used_elsewhere=st.integers(0, 2),
        frequency=st.none()
        | st.builds(Frequency, st.integers(1, 3), st.sampled_from(Per), st.integers(1, 4)),
        signed=st.booleans(),
    )


def any_authorization(record_id: str) -> st.SearchStrategy[Record]:
    return st.builds(
        authorization,
        st.just(record_id),
        services=some_services,
        status=st.sampled_from(AuthorizationStatus),
        number=st.none() | st.just("SAMPLE"),
        start=maybe_days,
        end=maybe_days,
        units=counts,
        unit=st.sampled_from([Unit.VISIT, Unit.UNIT15, Unit.HOUR]),
        used_elsewhere=st.integers(0, 2),
        provider=st.sampled_from([None, "t1", "t2"]),
        policy=st.sampled_from([None, "p0", "p1"]),
    )


def any_policy(record_id: str) -> st.SearchStrategy[Record]:
    return st.builds(
        policy,
        st.just(record_id),
        start=days,
        end=maybe_days,
        requires_referral=st.sampled_from(Need),
        requires_auth=st.sampled_from(["no", "yes", "unknown", "2"]),
        request_days=st.none() | st.integers(0, 30),
        excluded=st.sampled_from([(), ("pt",)]),
        filed_by=st.sampled_from(["me", "clinic"]),
        file_days=st.none() | st.integers(0, 90),
    )


def any_limit(record_id: str) -> st.SearchStrategy[Record]:
    return st.builds(
        limit,
        st.just(record_id),
        policy=st.sampled_from(["p0", "p1"]),
        services=some_services,
        per=st.sampled_from(BenefitPeriod),
        visits=counts,
        unit=st.sampled_from([Unit.VISIT, Unit.UNIT15]),
        prior_used=st.integers(0, 2),
    )


def any_visit(record_id: str) -> st.SearchStrategy[Visit]:
    return st.builds(
        Visit,
        st.just(record_id),
        st.just(PERSON),
        days,
        st.sampled_from([None, "t1", "t2"]),
        services,
        time=st.none() | st.sampled_from([time(0), time(8), time(16)]),
        status=st.sampled_from([VisitStatus.COMPLETED] * 3 + [VisitStatus.PLANNED, VisitStatus.NO_SHOW]),
        units=counts,
        minutes=counts,
        referral=st.sampled_from([None, None, "r0", "r1"]),
        authorization=st.sampled_from([None, None, "a0", "a1"]),
        gap_reason=st.sampled_from([None, "ill"]),
    )


@st.composite
def vaults(draw: st.DrawFn) -> list[Record]:
    """Return any records of one person, a denial of one visit among them."""
    records: list[Record] = []
    for prefix, strategy, most in (
        ("p", any_policy, 2),
        ("r", any_referral, 3),
        ("a", any_authorization, 3),
        ("b", any_limit, 2),
        ("v", any_visit, 8),
    ):
        records += [draw(strategy(f"{prefix}{number}")) for number in range(draw(st.integers(0, most)))]
    return [*records, Eob("e", PERSON, lines=(EobLine("l", "v1", denied=True, reason_code="50"),))]


def judged(records: Sequence[Record]) -> Judgment:
    return judgment(RecordSet(records), TODAY)


def order(treated: Visit) -> tuple[date, bool, time, str]:
    return treated.date, treated.time is not None, treated.time or time.min, treated.id


@given(vaults(), st.randoms(use_true_random=False))
def test_insertion_order_changes_nothing(records: list[Record], random: object) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands out random.Random
    assert judged(shuffled) == judged(records)


@given(vaults(), any_visit("new").filter(lambda each: each.status is VisitStatus.COMPLETED))
def test_adding_a_visit_changes_none_before_it(records: list[Record], added: Visit) -> None:
    before = {each.id for each in records if isinstance(each, Visit) and order(each) < order(added)}
    old = {each.visit: each.finding for each in judged(records).verdicts if each.visit in before}
    new = {each.visit: each.finding for each in judged([*records, added]).verdicts if each.visit in before}
    assert new == old


@given(vaults())
def test_every_verdict_is_that_of_its_worst_rule(records: list[Record]) -> None:
    for verdict in judged(records).verdicts:
        for finding in (verdict.finding, *([verdict.forecast] if verdict.forecast else [])):
            worst = max((hit.verdict for hit in finding.hits), default=Verdict.SUPPORTED)
            assert finding.verdict is worst
            rules = [hit.rule for hit in finding.hits]
            assert len(rules) == len(set(rules))
            assert all(hit.rule and hit.fix for hit in finding.hits)


@given(vaults())
def test_used_elsewhere_charged_and_remaining_make_what_was_ordered(records: list[Record]) -> None:
    found = judged(records)
    for counter in found.counters:
        if counter.ordered is None:
            assert counter.remaining is None
        else:
            assert counter.remaining is not None
            assert counter.used_elsewhere + counter.charged + counter.remaining == counter.ordered
            assert counter.remaining >= 0 or counter.charged == 0 or counter.kind == "benefit_limit"
    for counter in found.counters:
        if counter.kind == "referral":
            names = [each.visit for each in found.verdicts if each.finding.referral == counter.record]
            assert len(names) == counter.charged


@given(vaults())
def test_planned_and_missed_visits_change_nothing(records: list[Record]) -> None:
    done = [each for each in records if not isinstance(each, Visit) or each.status is VisitStatus.COMPLETED]
    full = {each.visit: each.finding for each in judged(records).verdicts}
    for verdict in judged(done).verdicts:
        assert full[verdict.visit] == verdict.finding


plain_referrals = st.lists(
    st.builds(
        referral,
        ids("r"),
        authored_on=near_days,
        valid_from=st.none() | near_days,
        valid_until=st.none() | near_days,
        visits=st.none() | st.integers(0, 4),
        used_elsewhere=st.integers(0, 1),
    ),
    max_size=5,
    unique_by=lambda each: each.id,
)
plain_visits = st.lists(near_days, max_size=10).map(
    lambda dates: [visit(f"v{number}", day.isoformat()) for number, day in enumerate(dates)]
)


def failing(orders: Sequence[Referral], visits: Sequence[Visit]) -> set[str]:
    found = judged([NEEDED, *orders, *visits]).verdicts
    return {each.visit for each in found if GATE & {hit.rule for hit in each.hits}}


def maximum_matching(orders: Sequence[Referral], visits: Sequence[Visit]) -> int:
    """Return the most visits that referrals can take, by augmenting paths over one place per visit."""
    places = [
        (order.id, number)
        for order in orders
        for number in range(
            len(visits) if order.visits is None else max(0, order.visits - order.used_elsewhere)
        )
    ]
    by_id = {order.id: order for order in orders}
    taken: dict[tuple[str, int], Visit] = {}

    def fits(order: Referral, treated: Visit) -> bool:
        first = max(order.authored_on or date.min, order.valid_from or date.min)
        return first <= treated.date <= (order.valid_until or date.max)

    def find(treated: Visit, seen: set[tuple[str, int]]) -> bool:
        for place in places:
            if place in seen or not fits(by_id[place[0]], treated):
                continue
            seen.add(place)
            if place not in taken or find(taken[place], seen):
                taken[place] = treated
                return True
        return False

    return sum(find(treated, set()) for treated in visits)


@given(plain_referrals, plain_visits)
def test_as_many_visits_pass_as_can_be_matched(orders: list[Referral], visits: list[Visit]) -> None:
    assert len(visits) - len(failing(orders, visits)) == maximum_matching(orders, visits)


@given(plain_referrals.filter(bool), plain_visits, st.data())
def test_more_on_paper_makes_no_visit_fail(
    orders: list[Referral], visits: list[Visit], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(orders) - 1))
    chosen, others = orders[at], orders[:at] + orders[at + 1 :]
    before = failing(orders, visits)
    more = replace(chosen, visits=None if chosen.visits is None else chosen.visits + 1)
    later = replace(
        chosen, valid_until=None if chosen.valid_until is None else chosen.valid_until + timedelta(7)
    )
    another = referral("new", authored_on=data.draw(near_days), visits=data.draw(st.integers(1, 3)))
    for changed in ([*others, more], [*others, later], [*orders, another]):
        assert failing(changed, visits) <= before
