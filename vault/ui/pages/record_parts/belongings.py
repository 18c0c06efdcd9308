"""What belongs to a record: its papers, to whom it was released, the records that point at it."""

from functools import cache

from PySide6.QtWidgets import QWidget

from vault.domain.records.fields import fields_of, references_of
from vault.domain.records.kinds import KINDS, Record, kind_of
from vault.domain.records.papers import Document
from vault.domain.records.people import Person
from vault.domain.records.referral import Referral
from vault.domain.renewal import renewal_chain
from vault.services.wording.choices import choice_word
from vault.services.wording.titles import kind_word, title_of
from vault.ui.navigation import PickPapers, ShowPaper, ShowRecord
from vault.ui.pages.record_parts.layout import Group
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.link_label import Link

_MOST = 12
_SHOWN_ELSEWHERE: dict[str, frozenset[str]] = {
    "policy": frozenset({"benefit_limit"}),
    "referral": frozenset({"referral"}),
}


_NEVER_LISTED = frozenset({"visit", "document", "service"})
"""Visits are too many, papers have a list of their own."""


def papers_part(room: RecordRoom) -> QWidget:
    """Return the papers of a record with the way to a further one."""
    say = room.say
    add = Link(say.text("Add"), PickPapers(room.kind, room.record.id))
    group = Group(room, say.text("Papers"), aside=add)
    documents = room.snapshot.records.documents_of(room.record.id)
    for document in documents:
        group.add_link(
            Link(title_of(document, say), ShowPaper(document.id)), _paper_facts(room, document), "file-text"
        )
    if not documents:
        group.add_text(say.text("No paper yet. Drop a scan or a photo anywhere in this window."))
    return group


def _paper_facts(room: RecordRoom, document: Document) -> str:
    say = room.say
    parts = [choice_word(type(document.kind), document.kind, say)]
    if document.pages is not None:
        parts.append(say.count(document.pages, "{n} page", "{n} pages"))
    if document.added is not None:
        parts.append(say.text("added {date}", date=document.added.date()))
    return " · ".join(parts)


def own_papers_part(room: RecordRoom, document: Document) -> QWidget:
    """Return the records a paper belongs to."""
    group = Group(room, room.say.text("Belongs to"))
    for link in document.links:
        group.add_link(room.link(link.kind, link.record), kind_word(link.kind, room.say))
    if not document.links:
        group.add_text(room.say.text("To no record yet."))
    return group


def released_part(room: RecordRoom, referral: Referral) -> QWidget:
    """Return into whose hands a referral was given."""
    say = room.say
    group = Group(room, say.text("Released to"))
    for release in referral.released_to:
        words = choice_word(type(release.to), release.to, say)
        day = "" if release.on is None else f", {say.date(release.on)}"
        group.add_text(f"{words}{day}")
    if not referral.released_to:
        group.add_text(say.text("Not recorded"))
    return group


def renewals_part(room: RecordRoom, referral: Referral) -> QWidget | None:
    """Return the referrals before and after this one, oldest first; nothing where it stands alone."""
    chain = renewal_chain(room.records, referral)
    if chain.is_empty:
        return None
    say = room.say
    group = Group(room, say.text("Renewals"))
    for each in chain.earlier:
        group.add_link(Link(title_of(each, say), ShowRecord("referral", each.id)), _chain_facts(room, each))
    group.add_text(say.text("{record} (this one)", record=title_of(referral, say)), Tone.TEXT)
    for each in chain.later:
        group.add_link(Link(title_of(each, say), ShowRecord("referral", each.id)), _chain_facts(room, each))
    return group


def _chain_facts(room: RecordRoom, referral: Referral) -> str:
    start, end = referral.valid_from or referral.authored_on, referral.valid_until
    words = [choice_word(type(referral.status), referral.status, room.say)]
    if start is not None or end is not None:
        words.append(room.say.date_range(start, end))
    return " · ".join(words)


def linked_part(room: RecordRoom) -> QWidget | None:
    """Return the records that point at this one, as links."""
    hidden = _SHOWN_ELSEWHERE.get(room.kind, frozenset()) | _NEVER_LISTED
    found = [
        record
        for kind, record_class in KINDS.items()
        if kind not in hidden and room.kind in _kinds_pointed_at(record_class)
        for record in room.records.all(record_class)
        if any(target == room.record.id for _, _, target in references_of(record))
    ]
    if not found:
        return None
    found.sort(key=_id, reverse=True)
    found.sort(key=_kind)
    title = (
        room.say.text("Records of this person")
        if isinstance(room.record, Person)
        else room.say.text("Linked")
    )
    group = Group(room, title)
    for record in found[:_MOST]:
        kind = kind_of(record)
        words = kind_word(kind, room.say)
        name = title_of(record, room.say)
        group.add_link(Link(name, ShowRecord(kind, record.id)), "" if name.startswith(words) else words)
    if len(found) > _MOST:
        more = len(found) - _MOST
        group.add_text(room.say.text("and {n} more", n=more))
    return group


@cache
def _kinds_pointed_at(record_class: type) -> frozenset[str]:
    """Return the kinds that a record of a class may point at, in lists and rows too."""
    found: set[str] = set()
    for field in fields_of(record_class):
        each = field.item or field
        found |= {each.ref} if each.ref is not None else set()
        if each.value_class is not None:
            found |= _kinds_pointed_at(each.value_class)
    return frozenset(found)


def _kind(record: Record) -> str:
    return kind_of(record)


def _id(record: Record) -> str:
    """Return the id, which begins with the time the record was made."""
    return record.id
