"""Filing a paper: to which record it belongs, found by typing; or a new referral made from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from vault.domain.changes import Changes
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import KINDS
from vault.domain.records.papers import Document, DocumentKind
from vault.open_vault import OpenVault
from vault.services.wording.catalogue import Wording
from vault.services.wording.titles import kind_word, title_of

RECORD_KINDS = (
    "referral",
    "authorization",
    "policy",
    "bill",
    "claim",
    "eob",
    "request",
    "communication",
    "appeal",
    "condition",
    "treatment_plan",
    "person",
    "provider",
    "visit",
)
"""Kinds of record that papers belong to, in the order in which they are offered."""

_PAPERS_OF: dict[str, DocumentKind] = {
    "referral": DocumentKind.REFERRAL,
    "authorization": DocumentKind.AUTHORIZATION,
    "policy": DocumentKind.POLICY,
    "bill": DocumentKind.ITEMIZED_BILL,
    "eob": DocumentKind.EOB,
    "request": DocumentKind.REQUEST,
    "communication": DocumentKind.LETTER,
    "appeal": DocumentKind.APPEAL,
    "treatment_plan": DocumentKind.PLAN_OF_CARE,
}
_FITTING: dict[DocumentKind, str] = {
    **{kind: record for record, kind in _PAPERS_OF.items()},
    DocumentKind.DENIAL: "eob",
    DocumentKind.CARD: "policy",
    DocumentKind.NECESSITY: "referral",
}


_KNOWN_BY_NAME = frozenset({"person", "provider", "policy", "condition"})


@dataclass(frozen=True, slots=True)
class Offer:
    """A record a paper can be filed under; `found_by` is what typing is compared with."""

    kind: str
    id: str
    title: str
    found_by: str


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a paper goes; without a record it goes with a new referral."""

    document: Document
    kind: DocumentKind
    record: Offer | None


def offers(records: RecordSet, kind: DocumentKind, person: str | None, say: Wording) -> tuple[Offer, ...]:
    """Return the records of a person a paper can go to, those that fit its kind first, newest first."""
    fitting = _FITTING.get(kind)
    kinds = sorted(RECORD_KINDS, key=partial(_rank, fitting))
    found = (offer for each in kinds for offer in _of_kind(records, each, say))
    return tuple(offer for offer in found if offer.kind != "person" or person in (None, offer.id))


def matching(found: Sequence[Offer], typed: str, most: int) -> tuple[Offer, ...]:
    """Return the offers that hold every typed word, at most so many."""
    words = typed.casefold().split()
    hits = (offer for offer in found if all(word in offer.found_by for word in words))
    return tuple(offer for _, offer in zip(range(most), hits, strict=False))


def paper_kind(record_kind: str, chosen: DocumentKind = DocumentKind.OTHER) -> DocumentKind:
    """Return the kind a paper gets with a record when the person chose none."""
    return _PAPERS_OF.get(record_kind, chosen) if chosen is DocumentKind.OTHER else chosen


def file_paper(document: str, kind: DocumentKind, record: tuple[str, str], vault: OpenVault) -> Changes:
    """File a paper under a record, in the store lane."""
    record_kind, record_id = record
    found = vault.records.find(record_id)[1]
    person = record_id if record_kind == "person" else getattr(found, "person", None)
    stored = vault.records.find(document)[1]
    links = [{"kind": record_kind, "record": record_id}]
    if isinstance(stored, Document):
        kept = [{"id": each.id, "kind": each.kind, "record": each.record} for each in stored.links]
        links = [*kept, *links]
        person = person or stored.person
    values = {"kind": paper_kind(record_kind, kind).value, "links": links, "person": person}
    return vault.records.edit(document, values).changes


def _rank(fitting: str | None, kind: str) -> int:
    return -1 if kind == fitting else RECORD_KINDS.index(kind)


def _of_kind(records: RecordSet, kind: str, say: Wording) -> Iterator[Offer]:
    word = kind_word(kind, say)
    for record in reversed(records.all(KINDS[kind])):
        title = title_of(record, say)
        shown = f"{word}: {title}" if kind in _KNOWN_BY_NAME else title
        yield Offer(kind, record.id, shown, f"{title} {word}".casefold())
