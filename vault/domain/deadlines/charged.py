"""What the verdicts charged to each paper, as due dates need it."""

from vault.domain.coverage.verdict import Judgment
from vault.domain.deadlines.situation import PaperUse
from vault.domain.record_set import RecordSet
from vault.domain.records.visit import Visit

_PAPERS = frozenset({"referral", "authorization"})


def paper_uses(judgment: Judgment, records: RecordSet) -> dict[str, PaperUse]:
    """Return the use of every referral and authorization a person's visits were judged by, by its id."""
    days = {visit.id: visit.date for visit in records.all(Visit)}
    charged = (
        (paper, days[each.visit])
        for each in judgment.verdicts
        for paper in (each.finding.referral, each.finding.authorization)
        if paper is not None
    )
    latest_first = sorted(charged, key=lambda charge: charge[1], reverse=True)
    first = dict(latest_first)  # the earliest comes last and stays
    return {
        counter.record: PaperUse(
            counter.charged,
            first.get(counter.record),
            is_spent=counter.remaining is not None and counter.remaining <= 0,
        )
        for counter in judgment.counters
        if counter.kind in _PAPERS
    }
