"""Asking for due dates of one kind in a test: sample rules, records and a day, as short as can be."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from vault.domain.deadlines.due_date import DueDate, DueKind
from vault.domain.deadlines.due_dates import due_dates
from vault.domain.deadlines.situation import Choices, Inputs, PaperUse
from vault.domain.period import PeriodUnit
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.policy import Policy
from vault.domain.rule_pack import Anchor, Confidence, RulePack, RuleRow

TODAY = date(2026, 11, 23)
POLICY = Policy("pol", "p", "Sample Insurer", "M-1", date(2026, 1, 1))


def rule(kind: DueKind, value: int, anchor: Anchor, unit: PeriodUnit = PeriodUnit.DAY) -> RuleRow:
    """Return a sample rule that holds everywhere."""
    return RuleRow(
        f"sample-{int(kind)}",
        kind,
        "*",
        value,
        unit,
        anchor,
        "A sample law",
        date(2026, 1, 1),
        Confidence.LOW,
    )


def dues(
    kind: DueKind,
    *records: Record,
    rules: Iterable[RuleRow] = (),
    today: date = TODAY,
    charged: Mapping[str, PaperUse] | None = None,
    choices: Choices | None = None,
) -> list[DueDate]:
    """Return the due dates of one kind."""
    packs = (RulePack("sample", tuple(rules)),)
    found = due_dates(Inputs(RecordSet(records), packs, today, charged or {}, choices or Choices()))
    return [each for each in found if each.kind is kind]


def used(*days: date, planned: tuple[date, ...] = (), remaining: int | None = None) -> PaperUse:
    """Return the use of a paper by visits on these days."""
    spent = remaining is not None and remaining <= 0
    return PaperUse(len(days), days[0] if days else None, spent, days, planned, remaining)


def every(days: int, number: int, start: date) -> tuple[date, ...]:
    """Return so many days, each `days` after the one before."""
    return tuple(start + timedelta(days * each) for each in range(number))
