"""What the verdicts charged to each paper and limit, as due dates need it."""

from collections import defaultdict
from typing import TYPE_CHECKING

from vault.domain.coverage.verdict import Judgment
from vault.domain.deadlines.situation import PaperUse
from vault.domain.record_set import RecordSet
from vault.domain.records.visit import Visit

if TYPE_CHECKING:
    from datetime import date


def paper_uses(judgment: Judgment, records: RecordSet) -> dict[str, PaperUse]:
    """Return the use of every paper and limit a person's visits were judged by, by its id."""
    dates = {visit.id: visit.date for visit in records.all(Visit)}
    days: dict[str | None, list[date]] = defaultdict(list)
    planned: dict[str | None, list[date]] = defaultdict(list)
    for each in judgment.verdicts:
        day = dates[each.visit]
        days[each.finding.referral].append(day)
        days[each.finding.authorization].append(day)
        if each.forecast is not None:
            planned[each.forecast.referral].append(day)
            planned[each.forecast.authorization].append(day)
    return {
        counter.record: PaperUse(
            counter.charged,
            min(days.get(counter.record, ()), default=None),
            is_spent=counter.remaining is not None and counter.remaining <= 0,
            days=tuple(sorted(days.get(counter.record, ()))),
            planned=tuple(sorted(planned.get(counter.record, ()))),
            remaining=counter.remaining,
            unit=str(counter.unit),
        )
        for counter in judgment.counters
    }
