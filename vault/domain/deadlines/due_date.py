"""A due date with everything that explains it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from vault.domain.records.values import Basis
from vault.domain.rule_pack import Confidence, Counting


class DueKind(IntEnum):
    """The kinds of due date by their numbers."""

    REFERRAL_ENDS = 1
    START_TREATMENT = 2
    TREATMENT_GAP = 3
    VISITS_NEARLY_USED = 4
    BOOK_RENEWAL = 5
    AUTHORIZATION_ENDS = 6
    AUTHORIZATION_NEARLY_USED = 7
    REQUEST_AUTHORIZATION = 8
    AUTHORIZATION_ANSWER = 9
    PROGRESS_REPORT = 10
    POLICY_ENDS = 11
    BENEFIT_RESETS = 12
    FILE_CLAIM = 13
    ANSWER_REQUEST = 14
    CLAIM_DECISION = 15
    INTERNAL_APPEAL = 16
    APPEAL_ANSWER = 17
    SECOND_APPEAL = 18
    EXTERNAL_REVIEW = 19
    EXTERNAL_DECISION = 20
    OWN_RECORDS = 21
    NECESSITY_ENDS = 22
    MONEY_ARRIVES = 24
    BILL_OR_CLAIM = 25
    REFERRAL_ARRIVED = 26
    BUNDLE_UNANSWERED = 27
    RELEASE_ENDS = 28
    RETENTION_REVIEW = 29
    BACKUP_UNVERIFIED = 30


DEFAULT_LEAD_DAYS = (30, 14, 7, 3, 1, 0)
"""How many days ahead a person is reminded, unless they set others for the kind."""

_ON_THE_DAY = (0,)
_LAST_WEEK = (7, 3, 1, 0)
LEAD_DAYS: Mapping[int, tuple[int, ...]] = {
    DueKind.TREATMENT_GAP: _LAST_WEEK,
    DueKind.BOOK_RENEWAL: _LAST_WEEK,
    DueKind.REQUEST_AUTHORIZATION: _LAST_WEEK,
    DueKind.PROGRESS_REPORT: _LAST_WEEK,
    DueKind.POLICY_ENDS: _ON_THE_DAY,
    DueKind.AUTHORIZATION_ANSWER: _ON_THE_DAY,
    DueKind.CLAIM_DECISION: _ON_THE_DAY,
    DueKind.APPEAL_ANSWER: _ON_THE_DAY,
    DueKind.EXTERNAL_DECISION: _ON_THE_DAY,
    DueKind.OWN_RECORDS: _ON_THE_DAY,
    DueKind.MONEY_ARRIVES: _ON_THE_DAY,
    DueKind.BILL_OR_CLAIM: _ON_THE_DAY,
    DueKind.REFERRAL_ARRIVED: _ON_THE_DAY,
    DueKind.BUNDLE_UNANSWERED: _ON_THE_DAY,
    DueKind.RETENTION_REVIEW: _ON_THE_DAY,
    DueKind.BACKUP_UNVERIFIED: (7, 0),
}
"""Kinds that are announced in fewer steps: what others have to do needs no notice ahead."""

GENTLE = frozenset(
    {
        DueKind.BOOK_RENEWAL,
        DueKind.AUTHORIZATION_ANSWER,
        DueKind.POLICY_ENDS,
        DueKind.CLAIM_DECISION,
        DueKind.APPEAL_ANSWER,
        DueKind.EXTERNAL_DECISION,
        DueKind.OWN_RECORDS,
        DueKind.MONEY_ARRIVES,
        DueKind.BILL_OR_CLAIM,
        DueKind.REFERRAL_ARRIVED,
        DueKind.BUNDLE_UNANSWERED,
        DueKind.RETENTION_REVIEW,
        DueKind.BACKUP_UNVERIFIED,
    }
)
"""Kinds that cost nothing by themselves when they are late: they never stand before one that does."""

OWN_DURATION = "own:referral_duration"
OWN_FILING_LIMIT = "own:plan_filing_limit"
OWN_RECORDED = "own:recorded"
OWN_COUNTER = "own:counter"
OWN_MAX_GAP = "own:referral_max_gap"
OWN_REQUEST_WINDOW = "own:plan_request_window"
OWN_EXEMPT_VISITS = "own:plan_exempt_visits"
OWN_BENEFIT_YEAR = "own:benefit_year"
"""Rules that stand on the records themselves, not in a rule pack."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the arithmetic: from `day`, called `anchor`, `value` units on, to `result`.

    `unit` is one of PeriodUnit, or `visit`.
    """

    anchor: str
    day: date
    value: int
    unit: str
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
class Left:
    """What a counter leaves, and from what: ordered, used elsewhere, charged here; all in `unit`.

    `told_from` is the most that counts as little, `since` the day on which it came down to this.
    """

    amount: int
    ordered: int
    charged: int
    told_from: int
    elsewhere: int = 0
    unit: str = "visit"
    since: date | None = None


@dataclass(frozen=True, slots=True)
class DueDate:
    """What is due for one record: `due` None is now, `later` the other answer when two are possible.

    `source` is the citation of a rule pack's row, else the kind of record the date stands on. `rule` is
    None for a printed date, a row's id, or one of the own rules. `remaining` counts what is left or
    waiting, in `counted`. `case` tells dates of one kind and record apart. What is due now because a
    counter says so, an event, has its arithmetic in `counter`.
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
    counted: str = "visit"
    case: str | None = None
    counter: Left | None = None
