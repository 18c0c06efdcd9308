"""People who are treated, and those who refer, treat and insure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from vault.domain.records.fields import Text
from vault.domain.records.values import Address, Code, LongText, Name, Need, Number


class Relationship(StrEnum):
    """Relationship of a person to the subscriber."""

    SELF = "self"
    SPOUSE = "spouse"
    CHILD = "child"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Person:
    """A person whose treatment is on record (FHIR Patient, RelatedPerson)."""

    id: str
    name: Name
    birth_date: date | None = None
    relationship: Relationship = Relationship.SELF
    email: Name | None = None
    phone: Name | None = None
    address: Address | None = None
    note: LongText | None = None


class Role(StrEnum):
    """What a provider does for the person."""

    REFERRER = "referrer"
    THERAPIST = "therapist"
    CLINIC = "clinic"
    INSURER_CONTACT = "insurer_contact"


class IdentifierType(StrEnum):
    """The registry an identifier comes from."""

    NPI = "npi"
    LANR = "lanr"
    PROVIDER_NUMBER = "provider_number"
    REGISTRATION = "registration"
    TAX = "tax"
    OTHER = "other"


class CheckResult(StrEnum):
    """What the check digit of an identifier says; a failed one is a warning, never a refusal."""

    PASSED = "passed"
    FAILED = "failed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier as printed; canonical form and check result are completed when it is stored."""

    id: str
    type: IdentifierType
    printed: Number
    canonical: Number | None = None
    check: CheckResult = CheckResult.NONE


@dataclass(frozen=True, slots=True)
class Provider:
    """A doctor, therapist, clinic or insurer's office (FHIR Practitioner, Organization)."""

    id: str
    name: Name
    roles: tuple[Role, ...] = ()
    types: tuple[Annotated[str, Text(60, None, "lmt, physio, md")], ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    registered: Need = Need.UNKNOWN
    networks: tuple[Code, ...] = ()
    address: Address | None = None
    phone: Name | None = None
    fax: Name | None = None
    email: Name | None = None
    portal: Name | None = None
    note: LongText | None = None
