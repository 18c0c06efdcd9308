"""A sample person with a referral, visits and papers, for tests of bundles."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import SHIPPED_SERVICES, Record
from vault.domain.records.papers import Document, DocumentKind, DocumentLink
from vault.domain.records.people import Identifier, IdentifierType, Person, Provider, Role
from vault.domain.records.policy import Order, PlanType, Policy
from vault.domain.records.referral import Authorization, AuthorizationStatus, Referral
from vault.domain.records.visit import Visit
from vault.services.bundle.assemble import assemble
from vault.services.bundle.survey import survey
from vault.services.bundle.verify import verify
from vault.services.files.sandbox.rung import Answer, Limits

TODAY = date(2026, 11, 23)

PERSON = Person(
    "p1",
    "Sample Person",
    birth_date=date(1988, 3, 4),
    phone="555-0163",
    address="48 Sample Lane\nHarborview",
)
DOCTOR = Provider(
    "dr1",
    "Elena Sample, MD",
    roles=(Role.REFERRER,),
    identifiers=(Identifier("i1", IdentifierType.NPI, "1234567893"),),
)
THERAPIST = Provider("th1", "Harbor Sample Rehab", roles=(Role.THERAPIST,))
POLICY = Policy(
    "pol1",
    "p1",
    "Northwind Health Plan",
    "NHP 0042 7719",
    date(2026, 1, 1),
    group="SAMPLE-01",
    plan_type=PlanType.ERISA,
    jurisdiction="US",
    order=Order.PRIMARY,
    claims_address="PO Box 100\nSample City",
)
REFERRAL = Referral(
    "ref1",
    "p1",
    authored_on=date(2026, 9, 14),
    services=("massage",),
    referrer="dr1",
    signed=True,
    number="RF-48213",
    valid_until=date(2027, 1, 31),
    visits=10,
    used_elsewhere=1,
    diagnosis=("M54.5",),
)
AUTHORIZATION = Authorization(
    "auth1",
    "p1",
    ("massage",),
    AuthorizationStatus.APPROVED,
    number="AU-7781",
    policy="pol1",
    decided_on=date(2026, 9, 18),
    start=date(2026, 9, 18),
    end=date(2026, 12, 31),
    units=8,
    referral="ref1",
)


def visit(number: int, day: date, **changes: Any) -> Visit:
    """Return a completed visit of an hour."""
    values: dict[str, Any] = {"provider": "th1", "service": "massage", "minutes": 60} | changes
    return Visit(f"v{number:03}", "p1", day, **values)


VISITS = tuple(
    visit(number, day)
    for number, day in enumerate(
        (date(2026, 9, 22), date(2026, 9, 29), date(2026, 10, 6), date(2026, 10, 13), date(2026, 10, 27)), 1
    )
)
CHARGED = {each.id: "ref1" for each in VISITS}


def scan(number: int, content: bytes = b"", **changes: Any) -> Document:
    """Return a stored scan of the referral."""
    values: dict[str, Any] = {
        "kind": DocumentKind.REFERRAL,
        "blob": f"{number:032x}",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "title": f"Scan {number}",
        "person": "p1",
        "dated": date(2026, 9, 14),
        "links": (DocumentLink(f"l{number}", "referral", "ref1"),),
    }
    return Document(f"doc{number}", **values | changes)


def records(*more: Record) -> RecordSet:
    """Return the sample records with more, which replace those of the same id."""
    base: tuple[Record, ...] = (
        *SHIPPED_SERVICES,
        PERSON,
        DOCTOR,
        THERAPIST,
        POLICY,
        REFERRAL,
        AUTHORIZATION,
        *VISITS,
    )
    return RecordSet({each.id: each for each in (*base, *more)}.values())


class SameProcess:
    """Runs the jobs of a bundle without a child."""

    def run(
        self, job: str, sources: Sequence[bytes | memoryview], args: Mapping[str, object], limits: Limits
    ) -> Iterator[Answer]:
        """Run a job here."""
        del limits
        jobs = {"survey": survey, "assemble": assemble, "verify": verify}
        for head, body in jobs[job.partition(":")[2]]([bytes(each) for each in sources], args):
            yield Answer(head, body)
