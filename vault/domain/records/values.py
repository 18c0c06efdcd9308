"""Small values and the named text and reference types that records are made of."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from vault.domain.records.fields import Ref, Text, Whole

Name = Annotated[str, Text(200)]
Words = Annotated[str, Text(500)]
Code = Annotated[str, Text(60)]
Number = Annotated[str, Text(80)]
Address = Annotated[str, Text(500)]
LongText = Annotated[str, Text(None)]
Currency = Annotated[str, Text(3, r"[A-Z]{3}", "USD")]
Sha256 = Annotated[str, Text(64, r"[0-9a-f]{64}")]
BlobId = Annotated[str, Text(32, r"[0-9a-f]{32}")]
AuthorizationNeed = Annotated[str, Text(8, r"no|yes|unknown|[1-9][0-9]{0,3}", "no, yes, unknown or 6")]
Count = Annotated[int, Whole(0, 99_999)]
Days = Annotated[int, Whole(0, 36_500)]

PersonRef = Annotated[str, Ref("person")]
ProviderRef = Annotated[str, Ref("provider")]
PolicyRef = Annotated[str, Ref("policy")]
ConditionRef = Annotated[str, Ref("condition")]
ReferralRef = Annotated[str, Ref("referral")]
AuthorizationRef = Annotated[str, Ref("authorization")]
VisitRef = Annotated[str, Ref("visit")]
ClaimRef = Annotated[str, Ref("claim")]
EobRef = Annotated[str, Ref("eob")]
RequestRef = Annotated[str, Ref("request")]
DocumentRef = Annotated[str, Ref("document")]
ServiceRef = Annotated[str, Ref("service")]


class Need(StrEnum):
    """Whether something is needed or true, unknown being an answer of its own."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Whether a date stands on the paper or follows from a rule."""

    PRINTED = "printed"
    COMPUTED = "computed"


class Cause(StrEnum):
    """What brought the condition about; another insurer may have to pay."""

    ILLNESS = "illness"
    WORK = "work"
    AUTO = "auto"
    LIABILITY = "liability"


class Unit(StrEnum):
    """What a paper or a limit counts."""

    VISIT = "visit"
    UNIT15 = "unit15"
    HOUR = "hour"
    MONEY = "money"


class Per(StrEnum):
    """The period a frequency speaks of."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents) of an ISO 4217 currency."""

    minor: Annotated[int, Whole(-99_999_999_999, 99_999_999_999)]
    currency: Currency


@dataclass(frozen=True, slots=True)
class Frequency:
    """At most `n` visits (at least `low` when a range is ordered) in every `every` weeks or months."""

    n: Annotated[int, Whole(1, 99)]
    per: Per
    every: Annotated[int, Whole(1, 52)] = 1
    low: Annotated[int, Whole(1, 99)] | None = None
