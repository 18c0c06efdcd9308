"""The line of the disclosure log says what left, to whom, and which bytes."""

import hashlib
from dataclasses import replace
from datetime import date

from tests.fakes.bundle_desk import ORDER, R_ONLY, Desk
from tests.fakes.bundle_papers import pdf
from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from vault.domain.records.letters import InsurerRequest
from vault.domain.records.papers import Bundle
from vault.services.bundle.disclosure import disclosure
from vault.services.documents.blobs import StoredBlob

REQUEST = InsurerRequest("rq1", "p1", None, date(2026, 11, 12), (), reference="RQ-2026-5518")


def logged(desk: Desk) -> Bundle:
    result = desk.export()
    stored = StoredBlob("ab" * 16, len(result.data), hashlib.sha256(result.data).digest())
    return disclosure(desk.plan(), result, stored, SeededIds(), FakeClock())


def test_the_line_names_recipient_papers_facts_and_digest() -> None:
    paper = pdf("Order one", "Order two")
    desk = Desk((paper,), more=(REQUEST,), order=replace(ORDER, request="rq1"))
    line = logged(desk)
    assert (line.person, line.profile, line.referral, line.request) == ("p1", "R,D", "ref1", "rq1")
    assert line.recipient == "Northwind Health Plan\nClaims Department"
    assert line.exported == FakeClock().now()
    assert (line.blob, line.size, line.pages) == ("ab" * 16, len(desk.export().data), 5)
    assert line.sha256 == desk.export().sha256
    (left,) = line.papers
    assert (left.document, left.pages, left.sha256) == ("doc1", 2, hashlib.sha256(paper).hexdigest())
    assert left.title == "Referral RF-48213, Elena Sample, MD"
    facts = {fact.label: fact.value for fact in line.facts}
    assert facts["Visits ordered"] == "10"
    assert facts["Visit 5"] == "Oct 27, 2026, Massage, 60 minutes, Harbor Sample Rehab"
    assert facts["Member ID"] == "NHP 0042 7719"
    assert "Diagnosis" not in facts
    ids = [line.id, *(each.id for each in line.papers), *(each.id for each in line.facts)]
    assert len(ids) == len(set(ids))


def test_a_referral_copy_states_no_visit_and_an_incomplete_one_no_paper() -> None:
    line = logged(Desk(order=replace(R_ONLY, incomplete=True)))
    assert line.papers == ()
    assert line.request is None
    assert line.not_held == ("Copy of the referral",)
    assert not any("isit" in fact.label for fact in line.facts)
