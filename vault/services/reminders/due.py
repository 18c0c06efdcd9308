"""What is due, soonest first."""

from collections.abc import Mapping
from datetime import date

from vault.domain.deadlines.due_date import DueDate
from vault.domain.deadlines.due_dates import due_dates
from vault.domain.deadlines.situation import Choices, Inputs, PaperUse
from vault.domain.record_set import RecordSet
from vault.domain.rule_pack import RulePack


def due_for(
    records: RecordSet,
    packs: tuple[RulePack, ...],
    today: date,
    charged: Mapping[str, PaperUse],
    choices: Choices | None = None,
) -> tuple[DueDate, ...]:
    """Return every due date, the soonest first; what is due now without a date counts as today."""
    found = due_dates(Inputs(records, packs, today, charged, choices or Choices()))
    return tuple(sorted(found, key=lambda due: (due.due or today, due.kind, due.subject, due.case or "")))
