"""What the rhythm of the visits makes due: the next one, a renewal, a progress report (kinds 3, 5 and 10)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from vault.domain.deadlines.arithmetic import by_rule, row_for, step
from vault.domain.deadlines.due_date import OWN_MAX_GAP, Candidate, DueDate, DueKind, Step
from vault.domain.deadlines.referral_state import (
    active,
    ends_of,
    is_over,
    left_of,
    policy_of,
    subject_of,
)
from vault.domain.deadlines.situation import Inputs, PaperUse
from vault.domain.period import PeriodUnit, add_days
from vault.domain.records.papers import DocumentKind
from vault.domain.records.referral import Referral
from vault.domain.records.values import Basis, Frequency, Per
from vault.domain.rule_pack import Anchor, Counting, RuleRow

_WEEK, _MONTH = 7, 30


def treatment_gap(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 3: the day up to which a visit keeps a referral begun alive, unless one is planned."""
    for referral in active(inputs):
        use = inputs.use_of(referral.id)
        if use.last is None or left_of(inputs, referral) == 0 or is_over(inputs, ends_of(inputs, referral)):
            continue
        policy = policy_of(inputs, referral)
        if referral.max_gap is not None:
            pause = step(Anchor.LAST_VISIT, use.last, referral.max_gap, PeriodUnit.DAY)
            found: tuple[Candidate, ...] = (
                Candidate(pause.result, "referral", Basis.COMPUTED, OWN_MAX_GAP, (pause,)),
            )
        else:
            found = by_rule(inputs, DueKind.TREATMENT_GAP, policy, {Anchor.LAST_VISIT: use.last})
        open_ones = tuple(each for each in found if not any(day <= each.day for day in use.planned))
        yield from inputs.settle(DueKind.TREATMENT_GAP, subject_of(referral), open_ones, policy)


def book_renewal(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 5: so long before the last visit a referral supports that the doctor can be seen."""
    renewed = {each.renewal_of for each in inputs.records.all(Referral)}
    for referral in active(inputs):
        last = None if referral.id in renewed else last_supported(inputs, referral)
        if last is not None:
            policy = policy_of(inputs, referral)
            found = by_rule(inputs, DueKind.BOOK_RENEWAL, policy, {Anchor.LAST_SUPPORTED: last})
            yield from inputs.settle(DueKind.BOOK_RENEWAL, subject_of(referral), found, policy)


def last_supported(inputs: Inputs, referral: Referral) -> date | None:
    """Return the day of the last visit a referral supports at the present rhythm; None when unknown or past.

    It is the earlier of its end and the day its last visit comes up: as planned, else at the ordered
    frequency, else at the pace so far.
    """
    left = left_of(inputs, referral)
    days = [end.day for end in ends_of(inputs, referral)]
    if left is not None:
        projected = _projected(inputs.use_of(referral.id), left, referral.frequency) if left else None
        days += [projected] if projected is not None and projected >= inputs.today else []
    last = min(days, default=None)
    return None if left == 0 or last is None or last < inputs.today else last


def progress_report(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 10 where a rule asks for a report: with a visit or after a time, whichever comes first."""
    for referral in active(inputs):
        use = inputs.use_of(referral.id)
        if use.first is None:
            continue
        policy = policy_of(inputs, referral)
        row = row_for(inputs, DueKind.PROGRESS_REPORT, policy, use.first)
        if row is None or _is_reported(inputs, referral, use.first):
            continue
        found = by_rule(inputs, DueKind.PROGRESS_REPORT, policy, {Anchor.FIRST_VISIT: use.first})
        first = min((*found, *_with_visit(row, use, found)), key=lambda each: each.day)
        yield from inputs.settle(DueKind.PROGRESS_REPORT, subject_of(referral), (first,), policy)


def _projected(use: PaperUse, left: int, frequency: Frequency | None) -> date | None:
    if len(use.planned) >= left:
        return use.planned[left - 1]
    known = (*use.days, *use.planned)
    if not known:
        return None
    more = left - len(use.planned)
    if frequency is not None:
        days = frequency.every * (_WEEK if frequency.per is Per.WEEK else _MONTH)
        return add_days(known[-1], -(-more * days // frequency.n))
    pauses = len(known) - 1
    return add_days(known[-1], more * (known[-1] - known[0]).days // pauses) if pauses else None


def _with_visit(row: RuleRow, use: PaperUse, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidate for the visit with which a report is due, once its day is known."""
    known = (*use.days, *use.planned)
    if not row.visits or len(known) < row.visits:
        return ()
    day = known[row.visits - 1]
    counted = Step(Anchor.FIRST_VISIT, known[0], row.visits, "visit", Counting.VALID_FOR, day)
    return tuple(replace(each, day=day, steps=(counted,)) for each in found[:1])


def _is_reported(inputs: Inputs, referral: Referral, first: date) -> bool:
    """Tell whether a report since the first visit is held that belongs to no other referral."""
    return any(
        paper.person in (None, referral.person)
        and paper.dated is not None
        and paper.dated >= first
        and not any(link.kind == "referral" and link.record != referral.id for link in paper.links)
        for paper in inputs.papers(DocumentKind.PROGRESS_NOTE)
    )
