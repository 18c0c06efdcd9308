"""Bills, claims and what the insurer made of them."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from vault.domain.records.values import (
    Code,
    Count,
    LongText,
    Money,
    Number,
    PersonRef,
    PolicyRef,
    ProviderRef,
    VisitRef,
    Words,
)


class BillForm(StrEnum):
    """What kind of bill it is; insurers take only an itemized one."""

    ITEMIZED = "itemized"
    CARD_SLIP = "card_slip"
    CHECK = "check"
    SELF_MADE = "self_made"


@dataclass(frozen=True, slots=True)
class BillLine:
    """One line of a bill; `visit` ties it to the visit it charges."""

    id: str
    visit: VisitRef | None = None
    date: dt.date | None = None
    code: Code | None = None
    modifier: Code | None = None
    place: Code | None = None
    diagnosis: Code | None = None
    units: Count | None = None
    charge: Money | None = None


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill from the therapist (FHIR Invoice)."""

    id: str
    person: PersonRef
    lines: tuple[BillLine, ...]
    form: BillForm = BillForm.ITEMIZED
    number: Number | None = None
    dated: dt.date | None = None
    provider: ProviderRef | None = None
    paid: Money | None = None
    paid_on: dt.date | None = None
    note: LongText | None = None


class ClaimStatus(StrEnum):
    """How far a claim is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PAID = "paid"
    PARTLY_PAID = "partly_paid"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim sent to the insurer (FHIR Claim)."""

    id: str
    person: PersonRef
    number: Number | None
    policy: PolicyRef
    visits: tuple[VisitRef, ...]
    status: ClaimStatus = ClaimStatus.SUBMITTED
    submitted_on: dt.date | None = None
    channel: Words | None = None
    file_due: dt.date | None = None
    note: LongText | None = None


@dataclass(frozen=True, slots=True)
class EobLine:
    """What was decided about one visit; `denied` with the code the paper prints."""

    id: str
    visit: VisitRef | None = None
    date: dt.date | None = None
    billed: Money | None = None
    allowed: Money | None = None
    paid: Money | None = None
    my_share: Money | None = None
    denied: bool = False
    reason_code: Code | None = None
    remark: Words | None = None


@dataclass(frozen=True, slots=True)
class Eob:
    """An explanation of benefits (FHIR ExplanationOfBenefit)."""

    id: str
    person: PersonRef
    lines: tuple[EobLine, ...] = ()
    claim_number: Number | None = None
    policy: PolicyRef | None = None
    processed_on: dt.date | None = None
    received_on: dt.date | None = None
    payment_date: dt.date | None = None
    appeal_due: dt.date | None = None
    note: LongText | None = None
