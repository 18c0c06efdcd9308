"""The choice of papers against the written rules, applied by looking at every paper for every visit."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.coverage_records import TODAY, authorization, policy, referral, visit
from vault.domain.coverage.judge import judge
from vault.domain.period import add_days
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.referral import Authorization, AuthorizationStatus, Referral
from vault.domain.records.values import Need, Unit
from vault.domain.records.visit import Visit

START = date(2026, 1, 1)
STEPS = ["R10s:243", "R3:174", "R4:174", "R5:176", "R6:176", "R7:176", "R8:287"]
AUTH_STEPS = ["A5", "A3", "A4"]

days = st.integers(0, 60).map(lambda offset: add_days(START, offset))
maybe = st.none() | days
services = st.sampled_from([("massage",), ("pt",), ("massage", "pt")])
providers = st.sampled_from([None, "t1", "t2"])
visits = st.lists(
    st.tuples(days, st.sampled_from(["massage", "pt"]), providers, st.sampled_from([None, "ill"])),
    max_size=14,
).map(
    lambda rows: [
        visit(f"v{at:02}", on.isoformat(), service=service, provider=who, gap_reason=ill, units=2)
        for at, (on, service, who, ill) in enumerate(sorted(rows, key=lambda row: row[0]))
    ]
)  # fmt: skip
referrals = st.lists(
    st.fixed_dictionaries(
        {
            "authored_on": maybe,
            "services": services,
            "valid_from": maybe,
            "valid_until": maybe,
            "start_by": maybe,
            "max_gap": st.none() | st.integers(0, 20),
            "visits": st.none() | st.integers(0, 4),
            "used_elsewhere": st.integers(0, 1),
        }
    ),
    min_size=1,
    max_size=6,
).map(lambda rows: [referral(f"r{at}", **row) for at, row in enumerate(rows)])
authorizations = st.lists(
    st.fixed_dictionaries(
        {
            "services": services,
            "status": st.sampled_from([AuthorizationStatus.APPROVED, AuthorizationStatus.PENDING]),
            "start": maybe,
            "end": maybe,
            "units": st.none() | st.integers(0, 5),
            "unit": st.sampled_from([Unit.VISIT, Unit.UNIT15]),
            "provider": st.sampled_from([None, "t1", "t2"]),
        }
    ),
    min_size=1,
    max_size=6,
).map(lambda rows: [authorization(f"a{at}", **row) for at, row in enumerate(rows)])


def referral_step(order: Referral, treated: Visit, charged: list[date]) -> str | None:
    begun = bool(charged) or order.used_elsewhere > 0
    gap = (treated.date - charged[-1]).days if charged else 0
    failing = {
        "R10s:243": treated.service not in order.services,
        "R3:174": order.authored_on is not None and treated.date < order.authored_on,
        "R4:174": order.valid_from is not None and treated.date < order.valid_from,
        "R5:176": order.valid_until is not None and treated.date > order.valid_until,
        "R6:176": not begun and order.start_by is not None and treated.date > order.start_by,
        "R7:176": order.max_gap is not None and gap > order.max_gap and treated.gap_reason is None,
        "R8:287": order.visits is not None and order.visits - order.used_elsewhere - len(charged) < 1,
    }
    return next((step for step in STEPS if failing[step]), None)


def authorization_step(paper: Authorization, treated: Visit, used: int) -> str | None:
    need = 1 if paper.unit is Unit.VISIT else 2
    failing = {
        "A5:284": treated.service not in paper.services,
        "A5:296": None not in {paper.provider, treated.provider} and paper.provider != treated.provider,
        "A3:302": paper.end is not None and treated.date > paper.end,
        "A3:197": paper.start is not None and treated.date < paper.start,
        "A4:198": paper.units is not None and paper.units - used < need,
    }
    return next((step for step, fails in failing.items() if fails), None)


def found(records: list[Record]) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Return for each visit the paper charged, else the rule that failed and its paper."""
    result: dict[str, tuple[str | None, str | None, str | None]] = {}
    for verdict in judge(RecordSet(records), TODAY):
        finding = verdict.finding
        charged = finding.referral or finding.authorization
        gate = [f"{hit.rule}:{hit.carc}" for hit in finding.hits]
        failed = next(
            (at for at, rule in enumerate(gate) if rule in STEPS or rule[:2] in {"A3", "A4", "A5"}), None
        )
        if charged is not None or failed is None:
            result[verdict.visit] = (charged, None, None)
        else:
            result[verdict.visit] = (None, gate[failed], finding.hits[failed].evidence[0].record)
    return result


@given(referrals, visits)
def test_referrals(orders: list[Referral], treated: list[Visit]) -> None:
    charged: dict[str, list[date]] = {order.id: [] for order in orders}
    in_order = sorted(
        orders, key=lambda each: (each.valid_until or date.max, each.authored_on or date.max, each.id)
    )
    expected: dict[str, Any] = {}
    for each in treated:
        steps = {order.id: referral_step(order, each, charged[order.id]) for order in in_order}
        fitting = next((name for name, step in steps.items() if step is None), None)
        if fitting is not None:
            charged[fitting].append(each.date)
            expected[each.id] = (fitting, None, None)
            continue
        furthest = max(steps, key=lambda name: STEPS.index(steps[name] or ""))
        expected[each.id] = (None, steps[furthest], furthest)
    assert found([policy(requires_referral=Need.YES), *orders, *treated]) == expected


@given(authorizations, visits)
def test_authorizations(papers: list[Authorization], treated: list[Visit]) -> None:
    used = dict.fromkeys((paper.id for paper in papers), 0)
    by_id = {paper.id: paper for paper in papers}
    in_order = sorted(
        papers,
        key=lambda each: (
            each.status is AuthorizationStatus.PENDING,
            each.end or date.max,
            each.start or date.max,
            each.id,
        ),
    )
    expected: dict[str, Any] = {}
    for each in treated:
        steps = {paper.id: authorization_step(paper, each, used[paper.id]) for paper in in_order}
        fitting = next((name for name, step in steps.items() if step is None), None)
        if fitting is not None:
            used[fitting] += 1 if by_id[fitting].unit is Unit.VISIT else 2
            expected[each.id] = (fitting, None, None)
            continue
        ranks = {
            name: next(at for at, known in enumerate(AUTH_STEPS) if (step or "").startswith(known))
            for name, step in steps.items()
        }
        furthest = max(ranks, key=lambda name: ranks[name])
        expected[each.id] = (None, steps[furthest], furthest)
    assert found([policy(requires_auth="yes"), *papers, *treated]) == expected
