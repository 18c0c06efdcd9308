"""What the dialog begins with: recipient, purpose and file name, and the papers there are to choose from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vault.domain.bundle_plan import BundleOrder, BundlePlan, LeftOutReason, Profile, plan_bundle
from vault.domain.bundle_statement import attended_visits
from vault.domain.bundle_subject import choose_subject
from vault.domain.errors import NotFoundError
from vault.domain.records.papers import Document
from vault.domain.records.referral import Referral
from vault.open_vault import Snapshot
from vault.services.wording.catalogue import Wording
from vault.services.wording.titles import title_of
from vault.ui.navigation import MakeBundle

KINDS: dict[str, tuple[Profile, ...]] = {
    "RD": (Profile.REFERRAL_COPY, Profile.STATEMENT),
    "R": (Profile.REFERRAL_COPY,),
    "D": (Profile.STATEMENT,),
}
KIND_TEXTS: dict[str, str] = {
    "RD": "Referral and dates",
    "R": "Only the referral",
    "D": "Only the dates",
}
_ASKED: dict[str, str] = {
    "RD": "You asked for the referral and the dates of treatment.",
    "R": "You asked for a copy of the referral.",
    "D": "You asked for the dates of treatment.",
}
_FOR_THE_FILE: dict[str, str] = {
    "RD": "The referral and the dates of treatment for your file.",
    "R": "A copy of the referral for your file.",
    "D": "The dates of treatment for your file.",
}
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST_NAME = 100
_ANY = "-"


@dataclass(frozen=True, slots=True)
class OfferedPaper:
    """A paper of the referral that may leave; a sensitive one only when it is ticked."""

    document: str
    title: str
    pages: int | None
    sensitive: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """What the dialog begins with."""

    title: str
    recipient: str
    number: str | None
    papers: tuple[OfferedPaper, ...]
    names_diagnosis: bool
    answers: bool


def make_offer(snapshot: Snapshot, request: MakeBundle, say: Wording) -> Offer:
    """Return what may leave for a referral; NotFoundError when it or the request is gone."""
    order = BundleOrder(
        (Profile.REFERRAL_COPY,), request.referral, _ANY, _ANY, request.request, incomplete=True
    )
    plan_now = plan(snapshot, order)
    referral = snapshot.records.get(Referral, request.referral)
    if referral is None:
        raise NotFoundError(request.referral)
    attended = attended_visits(snapshot.records, referral, charged(snapshot), snapshot.today)
    subject = choose_subject(snapshot.records, referral, attended, "", request.request)
    if subject.request is None:
        title = say.text("Bundle from {referral}", referral=title_of(referral, say))
    else:
        title = say.text("Answer: {request}", request=title_of(subject.request, say))
    return Offer(
        title=title,
        recipient="" if subject.policy is None else subject.policy.insurer,
        number=subject.reference or referral.number,
        papers=_papers(snapshot, plan_now, say),
        names_diagnosis=bool(referral.diagnosis or referral.conditions),
        answers=subject.request is not None,
    )


def plan(snapshot: Snapshot, order: BundleOrder) -> BundlePlan:
    """Return what a bundle would hold and lack; raises as the domain's plan does."""
    return plan_bundle(snapshot.records, order, charged(snapshot), snapshot.today)


def charged(snapshot: Snapshot) -> dict[str, str]:
    """Return which referral each visit is charged to, of everybody."""
    return {visit: paper for person in snapshot.people for visit, paper in person.charged.items()}


def purpose(kind: str, say: Wording, *, answers: bool) -> str:
    """Return what the file is for, as the cover says it until the person writes something else."""
    return say.text(_ASKED[kind] if answers else _FOR_THE_FILE[kind])


def file_name(recipient: str, number: str | None, today: date) -> str:
    """Return the name a file is offered to be saved under: recipient, then their number or ours."""
    who = recipient.split(",", maxsplit=1)[0].strip().splitlines()[0]
    words = " ".join(_UNSAFE.sub(" ", word) for word in (who, number or today.isoformat()))
    return f"{' '.join(words.split())[:_LONGEST_NAME].strip(' .')}.pdf"


def _papers(snapshot: Snapshot, plan_now: BundlePlan, say: Wording) -> tuple[OfferedPaper, ...]:
    ticked = [paper.document for paper in plan_now.papers]
    sensitive = [each.document for each in plan_now.left_out if each.reason is LeftOutReason.SENSITIVE]
    return tuple(_offered(snapshot, ticked, say, sensitive=False)) + tuple(
        _offered(snapshot, sensitive, say, sensitive=True)
    )


def _offered(
    snapshot: Snapshot, documents: Sequence[str], say: Wording, *, sensitive: bool
) -> list[OfferedPaper]:
    found = [snapshot.records.get(Document, each) for each in documents]
    return [
        OfferedPaper(each.id, title_of(each, say), each.pages, sensitive)
        for each in found
        if each is not None
    ]
