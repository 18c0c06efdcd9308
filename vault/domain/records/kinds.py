"""The kinds of record by their names in commands, JSON and tables."""

from typing import Protocol

from vault.domain.errors import ExitCode, UserError
from vault.domain.records.letters import Appeal, Communication, InsurerRequest
from vault.domain.records.money import Bill, Claim, Eob
from vault.domain.records.papers import Bundle, Document, Reminder
from vault.domain.records.people import Person, Provider
from vault.domain.records.policy import BenefitLimit, Policy
from vault.domain.records.referral import Authorization, Condition, Referral, TreatmentPlan
from vault.domain.records.visit import Service, Visit


class Record(Protocol):
    """Anything kept under an id of its own."""

    @property
    def id(self) -> str:
        """The record's id: a UUIDv7, for a service a short name."""


KINDS: dict[str, type[Record]] = {
    "person": Person,
    "provider": Provider,
    "policy": Policy,
    "benefit_limit": BenefitLimit,
    "condition": Condition,
    "treatment_plan": TreatmentPlan,
    "referral": Referral,
    "authorization": Authorization,
    "visit": Visit,
    "bill": Bill,
    "claim": Claim,
    "eob": Eob,
    "request": InsurerRequest,
    "communication": Communication,
    "appeal": Appeal,
    "document": Document,
    "bundle": Bundle,
    "reminder": Reminder,
    "service": Service,
}
"""Every kind a vault keeps; `service` is the vault's own list that others point at."""

APPEND_ONLY = frozenset({"bundle"})
"""Kinds whose records stay as they were written; of a bundle only when and how it was sent is added."""
"""Kinds that are never edited or deleted: the disclosure log."""

SHIPPED_SERVICES = (
    Service("massage", "Massage"),
    Service("physiotherapy", "Physiotherapy"),
    Service("manual_therapy", "Manual therapy"),
    Service("acupuncture", "Acupuncture"),
    Service("chiropractic", "Chiropractic"),
    Service("other", "Other"),
)


def kind_of(record: Record | type[Record]) -> str:
    """Return the kind's name of a record or record class."""
    record_class = record if isinstance(record, type) else type(record)
    return next(name for name, known in KINDS.items() if known is record_class)


def known_kind(kind: str) -> str:
    """Return the kind, or raise unknown_kind with those there are."""
    if kind not in KINDS:
        raise UserError("unknown_kind", ExitCode.INVALID_FIELD, kind=kind, expected=", ".join(KINDS))
    return kind
