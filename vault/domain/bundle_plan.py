"""What a bundle holds, states and lacks, decided from the records alone before anything is opened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vault.domain.bundle_facts import Fact, FactGroup, Gap, GapCode, StatedVisit
from vault.domain.bundle_statement import (
    attended_visits,
    cover_facts,
    referrer_name,
    stated_visits,
    statement_gaps,
    statement_groups,
)
from vault.domain.bundle_subject import BundleSubject, choose_subject, is_insurer
from vault.domain.errors import ExitCode, InvalidFieldError, NotFoundError, UserError
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import KINDS
from vault.domain.records.papers import Document, DocumentKind
from vault.domain.records.people import Person
from vault.domain.records.referral import Referral


class Profile(StrEnum):
    """What a bundle is for; the letter is its name in commands and in the log."""

    REFERRAL_COPY = "R"
    STATEMENT = "D"


class LeftOutReason(StrEnum):
    """Why a paper that belongs to the profile does not leave."""

    SENSITIVE = "sensitive"
    NOT_TICKED = "not_ticked"
    OTHER_PERSON = "other_person"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class BundleOrder:
    """What the person asks for: `sensitive` and `left_out` are document ids, `request` an insurer's request.

    `sensitive` ticks papers marked so, `incomplete` lets a file leave without its main paper.
    """

    profiles: tuple[Profile, ...]
    referral: str
    recipient: str
    purpose: str
    request: str | None = None
    diagnosis: bool = False
    sensitive: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class PlannedPaper:
    """A paper that leaves, as the index names it; `pages` is None where nobody has counted them yet."""

    document: str
    kind: DocumentKind
    title: str | None
    number: str | None
    author: str | None
    dated: date | None
    sha256: str
    pages: int | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paper of the profile that stays in the vault; told to the person, never to the recipient."""

    document: str
    reason: LeftOutReason


@dataclass(frozen=True, slots=True)
class BundlePlan:
    """Everything that will be printed, as codes and values; `groups` and `visits` make the statement."""

    profiles: tuple[Profile, ...]
    person: Person
    referral: str
    recipient: str
    recipient_address: str | None
    purpose: str
    today: date
    subject: BundleSubject
    papers: tuple[PlannedPaper, ...]
    cover: tuple[Fact, ...]
    groups: tuple[FactGroup, ...] = ()
    visits: tuple[StatedVisit, ...] = ()
    gaps: tuple[Gap, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def copies_referral(self) -> bool:
        """Whether the file holds copies of the referral."""
        return Profile.REFERRAL_COPY in self.profiles

    @property
    def states_dates(self) -> bool:
        """Whether the file holds a date-range statement."""
        return Profile.STATEMENT in self.profiles

    @property
    def has_index(self) -> bool:
        """Whether there is more than one thing to find behind the cover."""
        return len(self.papers) + self.states_dates > 1


def plan_bundle(
    records: RecordSet, order: BundleOrder, charged: Mapping[str, str], today: date
) -> BundlePlan:
    """Return what goes into the file; `charged` maps visits to the referral the verdicts charge.

    Raises NotFoundError, InvalidFieldError, and UserError `missing_paper` unless incomplete is allowed.
    """
    profiles = tuple(profile for profile in Profile if profile in order.profiles)
    if not profiles:
        raise InvalidFieldError("bundle", "profile", "required", ", ".join(Profile))
    for field in ("recipient", "purpose"):
        if not getattr(order, field).strip():
            raise InvalidFieldError("bundle", field, "required")
    referral = records.get(Referral, order.referral)
    if referral is None:
        raise NotFoundError(order.referral)
    person = records.get(Person, referral.person)
    if person is None:
        raise NotFoundError(referral.person)
    attended = attended_visits(records, referral, charged, today)
    subject = choose_subject(records, referral, attended, order.recipient, order.request)
    papers, left_out, gaps = _referral_papers(records, referral, order, profiles)
    if subject.policy is None:
        gaps.append(Gap(GapCode.MEMBER_ID))
    groups: tuple[FactGroup, ...] = ()
    visits: tuple[StatedVisit, ...] = ()
    if Profile.STATEMENT in profiles:
        visits = stated_visits(records, attended)
        groups = statement_groups(records, referral, subject, attended, diagnosis=order.diagnosis)
        gaps.extend(statement_gaps(referral, groups, visits, diagnosis=order.diagnosis))
    names_insurer = subject.policy is not None and is_insurer(subject.policy, order.recipient)
    return BundlePlan(
        profiles=profiles,
        person=person,
        referral=referral.id,
        recipient=order.recipient.strip(),
        recipient_address=subject.policy.claims_address if subject.policy and names_insurer else None,
        purpose=order.purpose.strip(),
        today=today,
        subject=subject,
        papers=papers,
        cover=cover_facts(person, referral, subject, groups),
        groups=groups,
        visits=visits,
        gaps=tuple(gaps),
        left_out=left_out,
    )


def _referral_papers(
    records: RecordSet, referral: Referral, order: BundleOrder, profiles: Iterable[Profile]
) -> tuple[tuple[PlannedPaper, ...], tuple[LeftOut, ...], list[Gap]]:
    """Return the copies that leave, oldest first, those that stay, and what the recipient will miss."""
    if Profile.REFERRAL_COPY not in profiles:
        return (), (), []
    copies = [each for each in records.documents_of(referral.id) if each.kind is DocumentKind.REFERRAL]
    copies.sort(key=_age)
    reasons = {each.id: _left_out_reason(records, each, referral, order) for each in copies}
    papers = tuple(_planned(records, each, referral) for each in copies if reasons[each.id] is None)
    left_out = tuple(LeftOut(document, reason) for document, reason in reasons.items() if reason is not None)
    if papers:
        unread = any(each.reason is LeftOutReason.UNREAD for each in left_out)
        return papers, left_out, [Gap(GapCode.UNREAD_PAPER)] if unread else []
    if not order.incomplete:
        raise UserError(
            "missing_paper",
            ExitCode.MISSING_PAPER,
            profile=Profile.REFERRAL_COPY.value,
            kind=DocumentKind.REFERRAL.value,
            referral=referral.id,
            reason=left_out[0].reason.value if left_out else "none",
        )
    return (), left_out, [Gap(GapCode.REFERRAL_PAPER)]


def _age(paper: Document) -> tuple[date, str, str]:
    return paper.dated or date.max, paper.added.isoformat() if paper.added is not None else "", paper.id


def _left_out_reason(
    records: RecordSet, paper: Document, referral: Referral, order: BundleOrder
) -> LeftOutReason | None:
    if _concerns_another(records, paper, referral.person):
        return LeftOutReason.OTHER_PERSON
    if paper.sensitive and paper.id not in order.sensitive:
        return LeftOutReason.SENSITIVE
    if paper.id in order.left_out:
        return LeftOutReason.NOT_TICKED
    return LeftOutReason.UNREAD if paper.unread_reason is not None else None


def _concerns_another(records: RecordSet, paper: Document, person: str) -> bool:
    """Tell whether the paper, or a record it is linked to, belongs to somebody else."""
    linked = (
        records.get(KINDS[link.kind], link.record) if link.kind in KINDS else None for link in paper.links
    )
    owners = {paper.person, *(getattr(record, "person", None) for record in linked)}
    return not owners <= {None, person}


def _planned(records: RecordSet, paper: Document, referral: Referral) -> PlannedPaper:
    return PlannedPaper(
        document=paper.id,
        kind=paper.kind,
        title=paper.title,
        number=referral.number,
        author=referrer_name(records, referral),
        dated=paper.dated or referral.authored_on,
        sha256=paper.sha256,
        pages=paper.pages,
    )
