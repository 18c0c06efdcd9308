"""What the insurer asks, what was said and written, and appeals."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from vault.domain.records.papers import DocumentKind
from vault.domain.records.values import (
    Basis,
    ClaimRef,
    Count,
    EobRef,
    LongText,
    Name,
    Number,
    PersonRef,
    PolicyRef,
    Words,
)


class RequestStatus(StrEnum):
    """How far the answer to an insurer's request is."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class RequestItem:
    """One thing asked for: a kind of paper or a fact, for a range of dates."""

    id: str
    words: Words
    document_kind: DocumentKind | None = None
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class InsurerRequest:
    """An insurer's letter that asks for something by a date (FHIR Task)."""

    id: str
    person: PersonRef
    received_on: dt.date | None
    dated: dt.date | None
    items: tuple[RequestItem, ...]
    policy: PolicyRef | None = None
    reference: Number | None = None
    claim: ClaimRef | None = None
    claim_number: Number | None = None
    due: dt.date | None = None
    due_basis: Basis = Basis.PRINTED
    channel: Words | None = None
    status: RequestStatus = RequestStatus.OPEN
    note: LongText | None = None


class Direction(StrEnum):
    """Who wrote or called."""

    RECEIVED = "received"
    SENT = "sent"


class Channel(StrEnum):
    """How it went."""

    LETTER = "letter"
    CALL = "call"
    EMAIL = "email"
    FAX = "fax"
    PORTAL = "portal"


@dataclass(frozen=True, slots=True)
class Communication:
    """A letter, call or e-mail (FHIR Communication)."""

    id: str
    person: PersonRef
    direction: Direction
    date: dt.date
    channel: Channel = Channel.LETTER
    received_on: dt.date | None = None
    counterparty: Name | None = None
    spoken_to: Name | None = None
    call_reference: Number | None = None
    summary: LongText | None = None
    proof_of_delivery: Words | None = None
    policy: PolicyRef | None = None


class AppealOutcome(StrEnum):
    """What became of an appeal."""

    OPEN = "open"
    WON = "won"
    PARTLY = "partly"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal against a denial (FHIR Task + Communication); `level` 1 is internal."""

    id: str
    person: PersonRef
    denial: EobRef | None
    level: Count = 1
    due: dt.date | None = None
    due_basis: Basis = Basis.PRINTED
    filed_on: dt.date | None = None
    proof: Words | None = None
    decision_due: dt.date | None = None
    decided_on: dt.date | None = None
    outcome: AppealOutcome = AppealOutcome.OPEN
    note: LongText | None = None
