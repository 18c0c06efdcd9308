"""Visits: what was planned, done, charged and paid."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from vault.domain.records.fields import Text
from vault.domain.records.policy import FiledBy
from vault.domain.records.values import (
    AuthorizationRef,
    Cause,
    Code,
    ConditionRef,
    Count,
    LongText,
    Money,
    PersonRef,
    ProviderRef,
    ReferralRef,
    ServiceRef,
    Words,
)


@dataclass(frozen=True, slots=True)
class Service:
    """A row of the vault's list of services; visits, referrals, authorizations and limits point at it."""

    id: Annotated[str, Text(60, r"[a-z0-9][a-z0-9_-]*", "massage")]
    name: Words
    codes: tuple[Code, ...] = ()


class VisitStatus(StrEnum):
    """What became of a visit (FHIR Encounter, Appointment)."""

    PLANNED = "planned"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class VisitCode:
    """A procedure code as printed, with its units."""

    id: str
    code: Code
    units: Count | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One treatment; `referral` and `authorization` are pins, empty means chosen by the rules.

    `units` are billed 15-minute units; `provider` None means: not known who treated.
    """

    id: str
    person: PersonRef
    date: dt.date
    provider: ProviderRef | None
    service: ServiceRef
    time: dt.time | None = None
    status: VisitStatus = VisitStatus.COMPLETED
    provider_type: Code | None = None
    codes: tuple[VisitCode, ...] = ()
    units: Count | None = None
    minutes: Count | None = None
    diagnoses: tuple[Code, ...] = ()
    condition: ConditionRef | None = None
    cause: Cause = Cause.ILLNESS
    charge: Money | None = None
    paid: Money | None = None
    referral: ReferralRef | None = None
    authorization: AuthorizationRef | None = None
    gap_reason: Words | None = None
    filed_by: FiledBy | None = None
    note: LongText | None = None
