"""From a rule and the days on the papers to candidate due dates, each with its steps."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from vault.domain.deadlines.due_date import Candidate, DueKind, Step
from vault.domain.deadlines.situation import Inputs, place_of
from vault.domain.period import PeriodUnit, Roll, before, valid_for, within
from vault.domain.records.policy import PlanType, Policy
from vault.domain.records.values import Basis
from vault.domain.rule_pack import Anchor, Case, Counting, RuleRow, Situation

Days = Mapping[Anchor, date | None]


def step(
    anchor: str,
    day: date,
    value: int,
    unit: PeriodUnit,
    count: Counting = Counting.WITHIN,
    roll: Roll = Roll.CLAMP,
) -> Step:
    """Count a period from a day."""
    if count is Counting.BEFORE:
        end = before(day, value, unit)
    elif count is Counting.VALID_FOR:
        end = valid_for(day, value, unit)
    else:
        end = within(day, value, unit, roll)
    return Step(anchor, day, value, unit, count, end)


def row_for(
    inputs: Inputs,
    kind: DueKind,
    policy: Policy | None,
    day: date,
    *,
    urgent: bool = False,
    case: Case | None = None,
) -> RuleRow | None:
    """Return the rule in force on a day; without a policy only one that holds everywhere."""
    place = None if policy is None else place_of(policy)
    plan_type = PlanType.OTHER if policy is None else policy.plan_type
    return inputs.book.row(Situation(kind, place, plan_type, day, urgent, case))


def by_rule(
    inputs: Inputs,
    kind: DueKind,
    policy: Policy | None,
    days: Days,
    *,
    urgent: bool = False,
    case: Case | None = None,
) -> tuple[Candidate, ...]:
    """Return what the rule in force on the first known day gives: nothing, one day, or two when unsure."""
    known = next((day for day in days.values() if day is not None), None)
    if known is None:
        return ()
    row = row_for(inputs, kind, policy, known, urgent=urgent, case=case)
    if row is None:
        return ()
    if row.anchor is Anchor.RECEIVED:
        return _from_receipt(row, days[Anchor.RECEIVED], days[Anchor.NOTICE])
    if row.anchor is Anchor.NOTICE:
        return _from_notice(row, days[Anchor.RECEIVED], days[Anchor.NOTICE])
    day = days.get(row.anchor)
    return () if day is None else _extended(row, _counted(row, row.anchor, day))


def lengthened(candidate: Candidate, anchor: str, value: int, unit: PeriodUnit) -> Candidate:
    """Return a candidate with one more step: its day is so much later."""
    more = step(anchor, candidate.day, value, unit)
    return replace(candidate, day=more.result, steps=(*candidate.steps, more))


def _extended(row: RuleRow, first: Step) -> tuple[Candidate, ...]:
    """Return the day, and the one a notice of extension would make of it."""
    sure = _candidate(row, (first,))
    return (sure, lengthened(sure, "extended", row.extension, row.unit)) if row.extension else (sure,)


def _from_receipt(row: RuleRow, received: date | None, notice: date | None) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    if notice is not None and row.presumed_receipt:
        presumed = step(Anchor.NOTICE, notice, row.presumed_receipt, PeriodUnit.DAY)
        found.append(_candidate(row, (presumed, _counted(row, "presumed_receipt", presumed.result))))
        if received is not None and received <= notice:
            received = (
                None  # no letter comes on the day it is dated: that is no evidence against the presumption
            )
    if received is not None:
        found.append(_candidate(row, (_counted(row, Anchor.RECEIVED, received),)))
    if not found and notice is not None:
        found.append(_candidate(row, (_counted(row, Anchor.NOTICE, notice),), missing=Anchor.RECEIVED))
    return tuple(found)


def _from_notice(row: RuleRow, received: date | None, notice: date | None) -> tuple[Candidate, ...]:
    if notice is not None:
        return (_candidate(row, (_counted(row, Anchor.NOTICE, notice),)),)
    counted = (_counted(row, Anchor.RECEIVED, day) for day in (received,) if day is not None)
    return tuple(_candidate(row, (each,), missing=Anchor.NOTICE) for each in counted)


def _counted(row: RuleRow, anchor: str, day: date) -> Step:
    return step(anchor, day, row.value, row.unit, row.count, row.roll)


def _candidate(row: RuleRow, steps: tuple[Step, ...], missing: Anchor | None = None) -> Candidate:
    return Candidate(
        day=steps[-1].result,
        source=row.source,
        basis=Basis.COMPUTED,
        rule=row.id,
        steps=steps,
        confidence=row.confidence,
        arrival=row.arrival,
        missing=() if missing is None else (missing,),
    )
