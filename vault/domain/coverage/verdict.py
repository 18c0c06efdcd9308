"""What a verdict is: the rules a visit hit, with evidence and what fixes each, and the papers it used up."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

Value = str | int | date | None


class Verdict(IntEnum):
    """How far the papers support a visit; the worst rule hit wins. NOT_COUNTED stands apart."""

    SUPPORTED = 0
    AT_RISK = 1
    UNKNOWN = 2
    NOT_SUPPORTED = 3
    NOT_COUNTED = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """The record a hit rests on, and a paper of it where one is held."""

    kind: str
    record: str
    document: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One rule that was hit: codes and values; `carc` is the denial code an insurer would likely use."""

    rule: str
    verdict: Verdict
    carc: str | None
    values: tuple[tuple[str, Value], ...]
    evidence: tuple[Evidence, ...]
    missing: str | None
    fix: str

    def on(self, day: date) -> "Hit":
        """Return the same hit on another day, which stands first among the values."""
        values = (("date", day), *self.values[1:])
        return Hit(self.rule, self.verdict, self.carc, values, self.evidence, self.missing, self.fix)

    def value(self, name: str) -> Value:
        """Return one of the values, None when the hit has none of that name."""
        return next((value for known, value in self.values if known == name), None)


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its hits, its notes (A7) and the ids of the papers and limits that were charged."""

    verdict: Verdict
    hits: tuple[Hit, ...] = ()
    notes: tuple[Hit, ...] = ()
    referral: str | None = None
    authorization: str | None = None
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitVerdict:
    """The finding on one visit; `forecast` only for a planned one dated today or later."""

    visit: str
    finding: Finding
    forecast: Finding | None = None
    ask_whether_it_took_place: bool = False

    @property
    def verdict(self) -> Verdict:
        """How far the papers support the visit."""
        return self.finding.verdict

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The rules that were hit, in the order of the gates."""
        return self.finding.hits


class CountUnit(StrEnum):
    """What a counter counts; hours are counted in minutes, money in minor units."""

    VISIT = "visit"
    UNIT15 = "unit15"
    MINUTE = "minute"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Counter:
    """How much of one paper or limit is used; used elsewhere + charged + remaining = ordered.

    `ordered` and `remaining` are None where no number is ordered; `remaining` is negative when more was
    used elsewhere than ordered. `forecast` is what planned visits would take of what remains. `start` and
    `end` bound the period that holds today, for a benefit limit.
    """

    kind: str
    record: str
    unit: CountUnit
    ordered: int | None
    used_elsewhere: int
    charged: int
    remaining: int | None
    forecast: int
    currency: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Judgment:
    """The verdicts of one person's visits in their order, and the counters of all their papers."""

    verdicts: tuple[VisitVerdict, ...]
    counters: tuple[Counter, ...]
