"""The vocabulary of a date-range statement: facts, gaps and rows, as codes and values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vault.domain.records.people import IdentifierType
from vault.domain.records.referral import AuthorizationStatus
from vault.domain.records.values import Unit


class FactCode(StrEnum):
    """What a fact is about; its label is made by the wording."""

    PATIENT = "patient"
    BIRTH_DATE = "birth_date"
    REFERENCE = "reference"
    CLAIM = "claim"
    MEMBER_ID = "member_id"
    GROUP = "group"
    REFERRAL = "referral"
    REFERRER = "referrer"
    REFERRER_NUMBER = "referrer_number"
    AUTHORED_ON = "authored_on"
    VALID = "valid"
    SERVICE = "service"
    VISITS_ORDERED = "visits_ordered"
    USED_ELSEWHERE = "used_elsewhere"
    DIAGNOSIS = "diagnosis"
    AUTHORIZATION = "authorization"
    AUTHORIZATION_STATUS = "authorization_status"
    REQUESTED_ON = "requested_on"
    DECIDED_ON = "decided_on"
    AUTHORIZATION_PERIOD = "authorization_period"
    AUTHORIZED = "authorized"
    VISITS_ATTENDED = "visits_attended"
    DATES = "dates"


class GapCode(StrEnum):
    """What the recipient may expect and does not get."""

    REFERRAL_PAPER = "referral_paper"
    UNREAD_PAPER = "unread_paper"
    MEMBER_ID = "member_id"
    AUTHORED_ON = "authored_on"
    END_DATE = "end_date"
    REFERRER = "referrer"
    VISITS_ORDERED = "visits_ordered"
    VISITS = "visits"
    THERAPIST = "therapist"
    DIAGNOSIS = "diagnosis"
    AUTHORIZATION = "authorization"
    AUTHORIZATION_NUMBER = "authorization_number"


@dataclass(frozen=True, slots=True)
class Span:
    """Two days, both included, either open; `computed` says that the end is worked out, not printed."""

    start: date | None
    end: date | None
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of what a paper counts."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """An identifier as the registry prints it."""

    type: IdentifierType
    printed: str


@dataclass(frozen=True, slots=True)
class ExemptVisits:
    """The first visits of a treatment for which the plan asks no authorization."""

    count: int


FactValue = AuthorizationStatus | str | int | date | Span | Amount | PrintedNumber | ExemptVisits


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing stated."""

    code: FactCode
    value: FactValue


class GroupCode(StrEnum):
    """The sections of the statement."""

    REFERRAL = "referral"
    AUTHORIZATION = "authorization"
    VISITS = "visits"


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts of one record, under one heading."""

    code: GroupCode
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class StatedVisit:
    """A row of the visits table."""

    visit: str
    date: date
    service: str
    therapist: str | None
    minutes: int | None
    units: int | None


@dataclass(frozen=True, slots=True)
class Gap:
    """One line of what is not enclosed; `on` is the day of the visit it concerns."""

    code: GapCode
    on: date | None = None
