"""Legal periods as data: rows with their source and the day it was seen, chosen by place, plan and date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vault.domain.period import DateRange, PeriodUnit, Roll
from vault.domain.records.policy import PlanType


class Anchor(StrEnum):
    """The day a period runs from; `notice` is the date printed on a letter."""

    AUTHORED = "authored"
    FIRST_VISIT = "first_visit"
    RECEIVED = "received"
    NOTICE = "notice"


class Counting(StrEnum):
    """Whether the anchor's own day is one of the days counted (valid_for) or not (within)."""

    WITHIN = "within"
    VALID_FOR = "valid_for"


class Confidence(StrEnum):
    """How sure the row is: high means its source was read word for word on the day seen."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


_LETTER = frozenset({Anchor.RECEIVED, Anchor.NOTICE})
ANCHORS: Mapping[int, frozenset[Anchor]] = {
    1: frozenset({Anchor.AUTHORED, Anchor.FIRST_VISIT}),
    2: frozenset({Anchor.AUTHORED}),
    6: frozenset({Anchor.FIRST_VISIT}),
    14: _LETTER,
    16: _LETTER,
}
"""The kinds of due date that take rules, each with the days its rules may run from."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One legal period; `presumed_receipt` days after the notice count as the receipt of a letter.

    `plan_type` None holds for every plan there; `arrival` means: there by that day, not just sent.
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

    def in_force(self, day: date) -> bool:
        """Tell whether the row holds for an anchor of that day."""
        return DateRange(self.effective_from, self.effective_to).contains(day)


@dataclass(frozen=True, slots=True)
class RulePack:
    """The rows of one file, under its name."""

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


def row_in_force(packs: Iterable[RulePack], situation: Situation) -> RuleRow | None:
    """Return the row that fits best by plan, place, urgency, start; of equals the last one wins."""
    fitting = [row for pack in packs for row in pack.rows if _fits(row, situation)]
    return max(reversed(fitting), key=_closeness, default=None)


def _fits(row: RuleRow, situation: Situation) -> bool:
    place = situation.jurisdiction or ""
    return (
        row.kind == situation.kind
        and (place == row.jurisdiction or place.startswith(f"{row.jurisdiction}-"))
        and row.plan_type in (None, situation.plan_type)
        and (situation.urgent or not row.urgent)
        and row.in_force(situation.day)
    )


def _closeness(row: RuleRow) -> tuple[bool, int, bool, date]:
    return row.plan_type is not None, len(row.jurisdiction), row.urgent, row.effective_from or date.min
