"""A due date with everything that explains it."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from vault.domain.period import PeriodUnit
from vault.domain.records.values import Basis
from vault.domain.rule_pack import Confidence, Counting


class DueKind(IntEnum):
    """The kinds of due date by their numbers."""

    REFERRAL_ENDS = 1
    START_TREATMENT = 2
    VISITS_NEARLY_USED = 4
    AUTHORIZATION_ENDS = 6
    FILE_CLAIM = 13
    ANSWER_REQUEST = 14
    INTERNAL_APPEAL = 16


DEFAULT_LEAD_DAYS = (30, 14, 7, 3, 1, 0)
"""How many days ahead a person is reminded, unless they set others for the kind."""

OWN_DURATION = "own:referral_duration"
OWN_FILING_LIMIT = "own:plan_filing_limit"
OWN_RECORDED = "own:recorded"
OWN_COUNTER = "own:counter"
"""Rules that stand on the records themselves, not in a rule pack."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the arithmetic: from `day`, called `anchor`, `value` units on, to `result`."""

    anchor: str
    day: date
    value: int
    unit: PeriodUnit
    count: Counting
    result: date


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer to "by when": its day, the rule and source it comes from, and how it was computed.

    `arrival` means: there by that day; `missing` names facts that would make the day sure.
    """

    day: date
    source: str
    basis: Basis = Basis.PRINTED
    rule: str | None = None
    steps: tuple[Step, ...] = ()
    confidence: Confidence | None = None
    arrival: bool = False
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DueDate:
    """What is due for one record: `due` None is now, `later` the other answer when two are possible.

    `source` is the citation of a rule pack's row, else the kind of record the date stands on. `rule` is
    None for a printed date, a row's id, or one of the own rules. `remaining` counts visits (kind 4).
    """

    kind: DueKind
    subject_kind: str
    subject: str
    person: str
    due: date | None
    source: str
    basis: Basis
    lead_days: tuple[int, ...]
    overdue: bool
    days_left: int | None
    later: date | None = None
    rule: str | None = None
    steps: tuple[Step, ...] = ()
    confidence: Confidence | None = None
    arrival: bool = False
    missing: tuple[str, ...] = ()
    remaining: int | None = None
    policy: str | None = None
