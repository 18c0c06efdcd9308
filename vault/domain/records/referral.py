"""What is treated and on whose order: conditions, plans, referrals, and the insurer's authorizations."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vault.domain.records.values import (
    Basis,
    Cause,
    Code,
    ConditionRef,
    Count,
    Days,
    Frequency,
    LongText,
    Number,
    PersonRef,
    PolicyRef,
    ProviderRef,
    ReferralRef,
    ServiceRef,
    Unit,
    Words,
)


class CodeSystem(StrEnum):
    """Where a diagnosis code comes from."""

    ICD_10_CM = "icd_10_cm"
    ICD_10_GM = "icd_10_gm"
    INDICATION_KEY = "indication_key"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Condition:
    """What is being treated, in plain words and as coded (FHIR Condition)."""

    id: str
    person: PersonRef
    words: Words
    code: Code | None = None
    code_system: CodeSystem | None = None
    onset: date | None = None
    cause: Cause = Cause.ILLNESS
    note: LongText | None = None


@dataclass(frozen=True, slots=True)
class TreatmentPlan:
    """Goals and combined therapies agreed with the doctor (FHIR CarePlan)."""

    id: str
    person: PersonRef
    goals: LongText
    conditions: tuple[ConditionRef, ...] = ()
    therapies: tuple[Words, ...] = ()
    baseline: LongText | None = None
    measures: LongText | None = None
    next_review: date | None = None


class ReferralStatus(StrEnum):
    """FHIR request status, as far as a patient meets it."""

    DRAFT = "draft"
    ACTIVE = "active"
    COMPLETED = "completed"
    REVOKED = "revoked"
    REPLACED = "replaced"


class ReleasedTo(StrEnum):
    """Into whose hands a referral was given."""

    ME = "me"
    SPECIALIST = "specialist"
    INSURER = "insurer"


@dataclass(frozen=True, slots=True)
class Release:
    """One hand-over of a referral."""

    id: str
    to: ReleasedTo
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """A physician's order (FHIR ServiceRequest); None in a required field means: the paper lacks it.

    `visits` None means no limit; `visits_missing` says that the paper should state a number and does not.
    """

    id: str
    person: PersonRef
    authored_on: date | None
    services: tuple[ServiceRef, ...]
    referrer: ProviderRef | None
    signed: bool | None
    status: ReferralStatus = ReferralStatus.ACTIVE
    number: Number | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    valid_until_basis: Basis = Basis.PRINTED
    start_by: date | None = None
    max_gap: Days | None = None
    service_words: tuple[Words, ...] = ()
    codes: tuple[Code, ...] = ()
    visits: Count | None = None
    visits_missing: bool = False
    used_elsewhere: Count = 0
    units_per_visit: Count | None = None
    frequency: Frequency | None = None
    duration_weeks: Count | None = None
    performer: ProviderRef | None = None
    diagnosis: tuple[Code, ...] = ()
    conditions: tuple[ConditionRef, ...] = ()
    urgent: bool = False
    necessity: LongText | None = None
    renewal_of: ReferralRef | None = None
    released_to: tuple[Release, ...] = ()
    note: LongText | None = None


class AuthorizationStatus(StrEnum):
    """How far an authorization is."""

    NOT_NEEDED = "not_needed"
    TO_REQUEST = "to_request"
    SUBMITTED = "submitted"
    PENDING = "pending"
    APPROVED = "approved"
    PARTLY = "partly"
    DENIED = "denied"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Authorization:
    """The insurer's consent in advance (FHIR ClaimResponse, use = preauthorization)."""

    id: str
    person: PersonRef
    services: tuple[ServiceRef, ...]
    status: AuthorizationStatus = AuthorizationStatus.APPROVED
    number: Number | None = None
    policy: PolicyRef | None = None
    requested_on: date | None = None
    decided_on: date | None = None
    start: date | None = None
    end: date | None = None
    units: Count | None = None
    unit: Unit = Unit.VISIT
    used_elsewhere: Count = 0
    provider: ProviderRef | None = None
    referral: ReferralRef | None = None
    note: LongText | None = None
