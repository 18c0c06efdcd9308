"""What is due, soonest first."""

from collections.abc import Mapping
from datetime import date

from vault.domain.deadlines.due_date import DueDate
from vault.domain.deadlines.due_dates import due_dates
from vault.domain.deadlines.situation import Inputs, PaperUse
from vault.domain.record_set import RecordSet
from vault.domain.rule_pack import RulePack

_NO_CHANGE: Mapping[int, tuple[int, ...]] = {}


def due_for(
    records: RecordSet,
    packs: tuple[RulePack, ...],
    today: date,
    charged: Mapping[str, PaperUse],
    lead_days: Mapping[int, tuple[int, ...]] = _NO_CHANGE,
) -> tuple[DueDate, ...]:
    """Return every due date, the soonest first; what is due now without a date counts as today."""
    found = due_dates(Inputs(records, packs, today, charged, lead_days))
    return tuple(sorted(found, key=lambda due: (due.due or today, due.kind, due.subject)))
