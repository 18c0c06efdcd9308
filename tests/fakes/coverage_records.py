"""Records for the tests of verdicts: one sample person, and as little of everything as a rule needs."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from vault.domain.coverage.judge import judge
from vault.domain.coverage.verdict import Hit, VisitVerdict
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.papers import Document, DocumentKind, DocumentLink
from vault.domain.records.people import Provider
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, Policy
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.values import Need
from vault.domain.records.visit import Visit

PERSON = "sample-person"
TODAY = date(2026, 11, 23)


def day(text: str) -> date:
    return date.fromisoformat(text)


def policy(record_id: str = "p", **fields: Any) -> Policy:
    """Return a policy of 2026 that needs neither referral nor authorization whose claims the clinic files."""
    given: dict[str, Any] = {
        "insurer": "Sample Insurer",
        "member_id": "SAMPLE",
        "start": date(2026, 1, 1),
        "end": date(2026, 12, 31),
        "requires_referral": Need.NO,
        "requires_auth": "no",
        "filed_by": "clinic",
    }
    return Policy(record_id, PERSON, **(given | fields))


def referral(record_id: str = "r", **fields: Any) -> Referral:
    """Return a complete referral for massage without any limit."""
    given: dict[str, Any] = {
        "authored_on": date(2026, 1, 2),
        "services": ("massage",),
        "referrer": "doctor",
        "signed": True,
        "valid_until": date(2026, 12, 31),
        "diagnosis": ("M54.5",),
    }
    return Referral(record_id, PERSON, **(given | fields))


def authorization(record_id: str = "a", **fields: Any) -> Authorization:
    """Return an approved authorization for massage without any limit."""
    return Authorization(record_id, PERSON, **({"services": ("massage",), "number": "SAMPLE"} | fields))


def limit(record_id: str = "b", **fields: Any) -> BenefitLimit:
    """Return a limit of massage by calendar year."""
    given: dict[str, Any] = {
        "policy": "p",
        "services": ("massage",),
        "per": BenefitPeriod.CALENDAR_YEAR,
    }
    return BenefitLimit(record_id, **(given | fields))


def visit(record_id: str, on: str, **fields: Any) -> Visit:
    """Return a completed massage."""
    return Visit(record_id, PERSON, **({"date": day(on), "provider": None, "service": "massage"} | fields))


def provider(record_id: str = "doctor", **fields: Any) -> Provider:
    return Provider(record_id, f"Sample {record_id}", **fields)


def paper(
    owner: str, kind: str = "referral", document: DocumentKind = DocumentKind.REFERRAL, number: int = 1
) -> Document:
    """Return a paper linked to a record."""
    link = DocumentLink(f"link-{number}", kind, owner)
    return Document(f"paper-{number}", document, f"{number:032x}", 1, f"{number:064x}", links=(link,))


def verdicts(*records: Record, today: date = TODAY) -> dict[str, VisitVerdict]:
    """Return the verdicts by visit."""
    return {each.visit: each for each in judge(RecordSet(records), today)}


def rules(hits: Iterable[Hit]) -> list[str]:
    """Return the hits as cases write them."""
    return [hit.rule if hit.carc is None else f"{hit.rule}:{hit.carc}" for hit in hits]


def rules_of(*records: Record, today: date = TODAY) -> dict[str, list[str]]:
    """Return the rules hit by visit."""
    return {name: rules(found.hits) for name, found in verdicts(*records, today=today).items()}


def only_hit(*records: Record, today: date = TODAY) -> Hit:
    """Return the one hit of one visit."""
    (found,) = verdicts(*records, today=today).values()
    (hit,) = found.hits
    return hit
