"""Insurance policies with the rules an insurer gave, and the limits of their benefits."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vault.domain.records.values import (
    Address,
    AuthorizationNeed,
    Code,
    Count,
    Days,
    LongText,
    Money,
    Name,
    Need,
    Number,
    PersonRef,
    PolicyRef,
    ServiceRef,
    Unit,
    Words,
)


class PlanType(StrEnum):
    """The law or scheme a plan stands under; deadlines and denial codes depend on it."""

    ERISA = "erisa"
    MARKETPLACE = "marketplace"
    FEP = "fep"
    ORIGINAL_MEDICARE = "original_medicare"
    MEDICARE_ADVANTAGE = "medicare_advantage"
    MEDICAID = "medicaid"
    CHIP = "chip"
    VA = "va"
    WORKERS_COMPENSATION = "workers_compensation"
    AUTO = "auto"
    STATUTORY_DE = "statutory_de"
    PRIVATE_UK = "private_uk"
    EXTENDED_HEALTH_CA = "extended_health_ca"
    MEDICARE_AU = "medicare_au"
    OTHER = "other"


class Order(StrEnum):
    """Which insurer pays first."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class FiledBy(StrEnum):
    """Who sends the claims to the insurer."""

    ME = "me"
    CLINIC = "clinic"


class FileFrom(StrEnum):
    """The day from which the filing limit runs."""

    SERVICE_DATE = "service_date"
    PLAN_YEAR_END = "plan_year_end"


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy with its rule sheet: what the insurer demands, who said so and when (FHIR Coverage)."""

    id: str
    person: PersonRef
    insurer: Name
    member_id: Number
    start: date
    end: date | None = None
    group: Number | None = None
    plan_name: Name | None = None
    plan_type: PlanType = PlanType.OTHER
    jurisdiction: Code | None = None
    order: Order | None = None
    claims_address: Address | None = None
    appeals_address: Address | None = None
    filed_by: FiledBy = FiledBy.ME
    file_days: Days | None = None
    file_from: FileFrom = FileFrom.SERVICE_DATE
    requires_referral: Need = Need.UNKNOWN
    requires_auth: AuthorizationNeed = "unknown"
    request_days: Days | None = None
    therapist_types: tuple[Code, ...] = ()
    registration_required: bool = False
    network: Code | None = None
    referrer_types: tuple[Code, ...] = ()
    excluded: tuple[ServiceRef, ...] = ()
    conditions: tuple[Words, ...] = ()
    said_by: Name | None = None
    said_on: date | None = None
    call_reference: Number | None = None
    note: LongText | None = None


class BenefitPeriod(StrEnum):
    """The stretch of time a benefit limit is counted in."""

    CALENDAR_YEAR = "calendar_year"
    PLAN_YEAR = "plan_year"
    ROLLING_12_MONTHS = "rolling_12_months"
    EPISODE = "episode"
    LIFETIME = "lifetime"


@dataclass(frozen=True, slots=True)
class BenefitLimit:
    """How much of some services a policy pays for in a period; `visits` is counted in `unit`."""

    id: str
    policy: PolicyRef
    services: tuple[ServiceRef, ...]
    per: BenefitPeriod
    visits: Count | None = None
    unit: Unit = Unit.VISIT
    money: Money | None = None
    prior_used: Count = 0
    prior_used_money: Money | None = None
    units_per_day: Count | None = None
    before_deductible: bool = False
    note: LongText | None = None
