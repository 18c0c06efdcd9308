"""Papers, what was disclosed of them to whom, and reminders."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from vault.domain.records.fields import Text, Whole
from vault.domain.records.values import (
    BlobId,
    Code,
    Count,
    DocumentRef,
    LongText,
    Name,
    PersonRef,
    ReferralRef,
    RequestRef,
    Sha256,
    Words,
)


class DocumentKind(StrEnum):
    """What a paper is."""

    REFERRAL = "referral"
    AUTHORIZATION = "authorization"
    POLICY = "policy"
    CARD = "card"
    ITEMIZED_BILL = "itemized_bill"
    CARD_RECEIPT = "card_receipt"
    CHECK = "check"
    SELF_MADE_BILL = "self_made_bill"
    PROOF_OF_PAYMENT = "proof_of_payment"
    EOB = "eob"
    DENIAL = "denial"
    REQUEST = "request"
    NECESSITY = "necessity"
    PLAN_OF_CARE = "plan_of_care"
    PROGRESS_NOTE = "progress_note"
    APPEAL = "appeal"
    PROOF_OF_DELIVERY = "proof_of_delivery"
    LETTER = "letter"
    OTHER = "other"


class DocumentSource(StrEnum):
    """How a paper came in."""

    SCAN = "scan"
    PHOTO = "photo"
    PDF = "pdf"
    EMAIL = "email"
    OTHER = "other"


Kind = Annotated[str, Text(40)]
RecordId = Annotated[str, Text(60)]
MediaType = Annotated[str, Text(100)]
Size = Annotated[int, Whole(0, 1 << 40)]


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """The record a paper belongs to."""

    id: str
    kind: Kind
    record: RecordId


@dataclass(frozen=True, slots=True)
class Document:
    """A stored paper (FHIR DocumentReference); `blob`, `size`, `sha256` name its sealed bytes.

    `unread_reason` is a code when its pages could not be looked at; `pages` is then None.
    """

    id: str
    kind: DocumentKind
    blob: BlobId
    size: Size
    sha256: Sha256
    title: Name | None = None
    file_name: Name | None = None
    person: PersonRef | None = None
    dated: date | None = None
    added: datetime | None = None
    media_type: MediaType | None = None
    pages: Count | None = None
    source: DocumentSource = DocumentSource.OTHER
    paper_location: Words | None = None
    sensitive: bool = False
    has_text_layer: bool = False
    text: LongText | None = None
    unread_reason: Code | None = None
    links: tuple[DocumentLink, ...] = ()


@dataclass(frozen=True, slots=True)
class BundlePaper:
    """A paper that left in a bundle: its document, the file's hash, how many pages."""

    id: str
    document: DocumentRef
    title: Name
    sha256: Sha256
    pages: Count


@dataclass(frozen=True, slots=True)
class BundleFact:
    """A fact a bundle stated, as it was printed."""

    id: str
    label: Words
    value: Words


@dataclass(frozen=True, slots=True)
class Bundle:
    """One line of the disclosure log; `blob` keeps the very bytes that left (FHIR Bundle, AuditEvent)."""

    id: str
    person: PersonRef
    profile: Code
    recipient: Name
    purpose: Words
    exported: datetime
    blob: BlobId
    size: Size
    sha256: Sha256
    pages: Count
    request: RequestRef | None = None
    referral: ReferralRef | None = None
    sent_on: date | None = None
    channel: Words | None = None
    papers: tuple[BundlePaper, ...] = ()
    facts: tuple[BundleFact, ...] = ()
    not_held: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminder:
    """A date the person wants to be told of; `rule` names the deadline row it comes from."""

    id: str
    subject_kind: Kind | None = None
    subject: RecordId | None = None
    person: PersonRef | None = None
    label: Words | None = None
    due: date | None = None
    rule: Code | None = None
    source: Words | None = None
    lead_days: tuple[Count, ...] = ()
    snoozed_until: date | None = None
    done_on: date | None = None
