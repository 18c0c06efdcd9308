"""Periods as data: rows with their source and the day it was seen, chosen by place, plan, case and date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vault.domain.period import DateRange, PeriodUnit, Roll
from vault.domain.records.policy import PlanType

ANYWHERE = "*"
"""The jurisdiction of a row that holds in every place: a habit, not a law."""


class Anchor(StrEnum):
    """The day a period runs from; `notice` is the date printed on a letter."""

    AUTHORED = "authored"
    FIRST_VISIT = "first_visit"
    LAST_VISIT = "last_visit"
    LAST_SUPPORTED = "last_supported"
    VISIT = "visit"
    RECEIVED = "received"
    NOTICE = "notice"
    REQUESTED = "requested"
    SUBMITTED = "submitted"
    FILED = "filed"
    ASKED = "asked"
    SENT = "sent"
    RELEASED = "released"
    PAYMENT = "payment"
    PERIOD_END = "period_end"
    TAX_FILED = "tax_filed"
    VERIFIED = "verified"


class Counting(StrEnum):
    """Whether the anchor's own day is counted (valid_for) or not (within), or it counts back (before)."""

    WITHIN = "within"
    VALID_FOR = "valid_for"
    BEFORE = "before"


class Confidence(StrEnum):
    """How sure the row is: high means its source was read word for word on the day seen."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Case(StrEnum):
    """What a row of a kind with several periods is for."""

    BEFORE_SERVICE = "before_service"
    AFTER_SERVICE = "after_service"
    NO_BILL = "no_bill"
    NOT_FILED = "not_filed"


_LETTER = frozenset({Anchor.RECEIVED, Anchor.NOTICE})
ANCHORS: Mapping[int, frozenset[Anchor]] = {
    1: frozenset({Anchor.AUTHORED, Anchor.FIRST_VISIT}),
    2: frozenset({Anchor.AUTHORED}),
    3: frozenset({Anchor.LAST_VISIT}),
    5: frozenset({Anchor.LAST_SUPPORTED}),
    6: frozenset({Anchor.FIRST_VISIT}),
    8: frozenset({Anchor.FIRST_VISIT}),
    9: frozenset({Anchor.REQUESTED}),
    10: frozenset({Anchor.FIRST_VISIT}),
    11: frozenset({Anchor.PERIOD_END}),
    13: frozenset({Anchor.VISIT}),
    14: _LETTER,
    15: frozenset({Anchor.SUBMITTED}),
    16: _LETTER,
    17: frozenset({Anchor.FILED}),
    18: _LETTER,
    19: _LETTER,
    20: frozenset({Anchor.FILED}),
    21: frozenset({Anchor.ASKED}),
    22: frozenset({Anchor.AUTHORED}),
    24: frozenset({Anchor.PAYMENT}),
    25: frozenset({Anchor.VISIT}),
    26: frozenset({Anchor.RELEASED}),
    27: frozenset({Anchor.SENT}),
    29: frozenset({Anchor.TAX_FILED}),
    30: frozenset({Anchor.VERIFIED}),
}
"""The kinds of due date that take rules, each with the days its rules may run from."""

CASES: Mapping[int, frozenset[Case]] = {
    17: frozenset({Case.BEFORE_SERVICE, Case.AFTER_SERVICE}),
    25: frozenset({Case.NO_BILL, Case.NOT_FILED}),
}
"""The kinds with several periods; a row without a case holds for all of them."""

EXTENDED = frozenset({9, 15, 17, 20, 21})
"""The kinds whose period the other side may lengthen by a notice."""

COUNTED_BACK = frozenset({5, 11})
"""The kinds whose rules count back from what comes."""

BY_VISITS = frozenset({10})
"""The kinds that are due with a number of visits, should that come first."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One period; `presumed_receipt` days after the notice count as the receipt of a letter.

    `plan_type` None holds for every plan there; `arrival` means: there by that day, not just sent;
    `extension` more units may be taken on notice; `visits` is due with that visit if it comes first.
    """

    id: str
    kind: int
    jurisdiction: str
    value: int
    unit: PeriodUnit
    anchor: Anchor
    source: str
    seen_on: date
    confidence: Confidence
    plan_type: PlanType | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    count: Counting = Counting.WITHIN
    roll: Roll = Roll.CLAMP
    urgent: bool = False
    arrival: bool = False
    presumed_receipt: int = 0
    case: Case | None = None
    extension: int = 0
    visits: int = 0

    @property
    def effective(self) -> DateRange:
        """The anchor's days the row holds for."""
        return DateRange(self.effective_from, self.effective_to)

    def in_force(self, day: date) -> bool:
        """Tell whether the row holds for an anchor of that day."""
        return self.effective.contains(day)

    def overlaps(self, other: "RuleRow") -> bool:
        """Tell whether both rows would hold for the same facts, so that neither is the one to take."""
        mine = (self.kind, self.jurisdiction, self.plan_type, self.urgent, self.case)
        theirs = (other.kind, other.jurisdiction, other.plan_type, other.urgent, other.case)
        return mine == theirs and self.effective.overlaps(other.effective)


@dataclass(frozen=True, slots=True)
class RulePack:
    """The rows of one file, under its name; a pack may hold none."""

    name: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """What a rule is looked up for; `jurisdiction` like US or US-WA, `day` the anchor's date."""

    kind: int
    jurisdiction: str | None
    plan_type: PlanType
    day: date
    urgent: bool = False
    case: Case | None = None


_Facts = tuple[int, str | None, PlanType, bool, Case | None]


class RuleBook:
    """The rows of several packs, looked up many times; of equal rows the last one wins."""

    def __init__(self, packs: Iterable[RulePack]) -> None:
        self._rows: dict[int, list[RuleRow]] = {}
        for pack in packs:
            for row in pack.rows:
                self._rows.setdefault(row.kind, []).append(row)
        self._fitting: dict[_Facts, tuple[RuleRow, ...]] = {}

    def knows(self, kind: int) -> bool:
        """Tell whether there is any row of a kind."""
        return kind in self._rows

    def row(self, situation: Situation) -> RuleRow | None:
        """Return the row in force that fits best: by plan, place, urgency, case, start."""
        facts = (
            situation.kind,
            situation.jurisdiction,
            situation.plan_type,
            situation.urgent,
            situation.case,
        )
        fitting = self._fitting.get(facts)
        if fitting is None:
            rows = [row for row in reversed(self._rows.get(situation.kind, ())) if _fits(row, situation)]
            fitting = self._fitting[facts] = tuple(sorted(rows, key=_closeness, reverse=True))
        return next((row for row in fitting if row.in_force(situation.day)), None)


def replaced(shipped: Iterable[RulePack], own: Iterable[RulePack]) -> tuple[RulePack, ...]:
    """Return the packs in force: a person's own rows stand in the place of shipped ones with their ids."""
    own = tuple(own)
    ids = {row.id for pack in own for row in pack.rows}
    kept = (RulePack(pack.name, tuple(row for row in pack.rows if row.id not in ids)) for pack in shipped)
    return (*kept, *own)


def _fits(row: RuleRow, situation: Situation) -> bool:
    place = situation.jurisdiction or ""
    return (
        (row.jurisdiction in (ANYWHERE, place) or place.startswith(f"{row.jurisdiction}-"))
        and row.plan_type in (None, situation.plan_type)
        and (situation.urgent or not row.urgent)
        and row.case in (None, situation.case)
    )


def _closeness(row: RuleRow) -> tuple[bool, int, bool, bool, date]:
    place = 0 if row.jurisdiction == ANYWHERE else len(row.jurisdiction)
    return row.plan_type is not None, place, row.urgent, row.case is not None, row.effective_from or date.min
