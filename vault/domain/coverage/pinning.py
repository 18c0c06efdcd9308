"""Which referrals a visit could be charged to by a pin: service and days fit, and a visit can be had."""

from vault.domain.coverage.referral import NOT_HELD, HeldReferral
from vault.domain.coverage.verdict import Counter, Judgment
from vault.domain.record_set import RecordSet
from vault.domain.records.referral import Referral
from vault.domain.records.visit import Visit, VisitStatus


def pinnable(records: RecordSet, judgment: Judgment, visit: Visit) -> tuple[Referral, ...]:
    """Return the referrals to offer, in the order they would be charged.

    One whose visits are all taken is offered only when a visit that is not pinned could make room.
    """
    counters = {each.record: each for each in judgment.counters}
    movable = _charged_without_pin(records, judgment)
    held = [
        HeldReferral.of(each)
        for each in records.all(Referral)
        if each.status not in NOT_HELD and visit.service in each.services
    ]
    fitting = [
        each
        for each in held
        if each.start <= visit.date <= each.end
        and (
            _has_left(counters.get(each.referral.id), visit)
            or each.referral.id in movable
            or visit.referral == each.referral.id
        )
    ]
    return tuple(each.referral for each in sorted(fitting, key=lambda each: each.key))


def _has_left(counter: Counter | None, visit: Visit) -> bool:
    if counter is None or counter.remaining is None:
        return True
    planned = counter.forecast if visit.status is VisitStatus.PLANNED else 0
    return counter.remaining - planned > 0


def _charged_without_pin(records: RecordSet, judgment: Judgment) -> frozenset[str]:
    """Return the referrals that visits are charged to by the rules alone."""
    found = set()
    for verdict in judgment.verdicts:
        finding = verdict.forecast or verdict.finding
        visit = records.get(Visit, verdict.visit)
        if finding.referral is not None and visit is not None and visit.referral is None:
            found.add(finding.referral)
    return frozenset(found)
