"""The three counters of a visit or paper: which they are, what they are called, which runs out first."""

from vault.domain.coverage.verdict import Counter, Finding
from vault.domain.period import DateRange
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, Policy
from vault.domain.records.referral import Authorization, AuthorizationStatus
from vault.domain.records.visit import Visit
from vault.services.verdicts.judging import PersonVerdicts
from vault.services.wording.catalogue import Wording
from vault.ui.navigation import ShowRecord
from vault.ui.widgets.counters import CounterFacts
from vault.ui.widgets.link_label import Link

_HELD = (AuthorizationStatus.APPROVED, AuthorizationStatus.PARTLY, AuthorizationStatus.PENDING)


def counter_facts(
    judged: PersonVerdicts, finding: Finding, visit: Visit | None, say: Wording
) -> tuple[CounterFacts, ...]:
    """Return the counters that a finding touches: ordered, authorized, plan limit, as far as they exist."""
    wanted = [
        ("referral", finding.referral, say.text("Ordered by the doctor")),
        (
            "authorization",
            finding.authorization or _held_authorization(judged, visit),
            say.text("Authorized by the insurer"),
        ),
        *(("benefit_limit", limit, _limit_title(judged, limit, say)) for limit in finding.limits),
    ]
    if not finding.limits and visit is not None:
        wanted += [
            ("benefit_limit", each, _limit_title(judged, each, say)) for each in _limits(judged, visit)
        ]
    found = {(each.kind, each.record): each for each in judged.judgment.counters}
    shown = [
        (found[kind, record], title)
        for kind, record, title in wanted
        if record is not None and (kind, record) in found and found[kind, record].ordered is not None
    ]
    lowest = min((each.remaining for each, _ in shown if each.remaining is not None), default=None)
    charged = {finding.referral, finding.authorization, *finding.limits}
    return tuple(
        CounterFacts(
            title,
            counter,
            takes_next=counter.record in charged,
            runs_out_first=len(shown) > 1 and counter.remaining == lowest,
            source=_source(counter, say),
        )
        for counter, title in shown
    )


def _held_authorization(judged: PersonVerdicts, visit: Visit | None) -> str | None:
    """Return the authorization that is held for a visit's service and day though the visit needs none."""
    if visit is None:
        return None
    for each in judged.records.all(Authorization):
        period = DateRange(each.start, each.end)
        if visit.service in each.services and period.contains(visit.date) and each.status in _HELD:
            return each.id
    return None


def _limits(judged: PersonVerdicts, visit: Visit) -> list[str]:
    """Return the limits for a visit's service of the policies in force on its day."""
    found = []
    for limit in judged.records.all(BenefitLimit):
        policy = judged.records.get(Policy, limit.policy)
        in_force = policy is not None and DateRange(policy.start, policy.end).contains(visit.date)
        if in_force and visit.service in limit.services:
            found.append(limit.id)
    return found


def _limit_title(judged: PersonVerdicts, limit_id: str, say: Wording) -> str:
    limit = judged.records.get(BenefitLimit, limit_id)
    counter = next((each for each in judged.judgment.counters if each.record == limit_id), None)
    if (
        limit is not None
        and limit.per is BenefitPeriod.CALENDAR_YEAR
        and counter is not None
        and counter.start
    ):
        return say.text("Plan limit {year}", year=counter.start.year)
    return say.text("Plan limit")


def _source(counter: Counter, say: Wording) -> Link:
    words = {
        "referral": say.text("this referral"),
        "authorization": say.text("the authorization"),
    }
    return Link(words.get(counter.kind, say.text("the policy")), ShowRecord(counter.kind, counter.record))
