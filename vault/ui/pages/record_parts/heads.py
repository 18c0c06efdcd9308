"""The head of a record's page: crumb, title, one line of facts, and what can be done with it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from vault.domain.records.kinds import APPEND_ONLY, Record
from vault.domain.records.letters import Appeal, Communication, InsurerRequest
from vault.domain.records.money import Bill, Claim, Eob
from vault.domain.records.papers import Bundle, Document, Reminder
from vault.domain.records.people import Person, Provider
from vault.domain.records.policy import BenefitLimit, Policy
from vault.domain.records.referral import Authorization, Condition, Referral
from vault.domain.records.visit import Visit
from vault.domain.renewal import renewal_values
from vault.services.wording.choices import choice_word
from vault.services.wording.titles import title_of
from vault.ui.forms.offers import service_words
from vault.ui.navigation import (
    DeleteRecord,
    EditRecord,
    MakeBundle,
    PageId,
    PickPapers,
    PrintOverview,
    Request,
    ShowPage,
)
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.link_label import Link
from vault.ui.widgets.page_head import PageHead

CRUMBS: dict[PageId, str] = {
    PageId.REFERRALS: "Referrals",
    PageId.AUTHORIZATIONS: "Authorizations",
    PageId.VISITS: "Visits",
    PageId.POLICIES: "Policies",
    PageId.LETTERS: "Letters",
    PageId.PAPERS: "Papers",
    PageId.PEOPLE: "People",
    PageId.SETTINGS: "Settings",
    PageId.AGENDA: "Dates",
}
HOMES: dict[str, PageId] = {
    "person": PageId.PEOPLE,
    "provider": PageId.PEOPLE,
    "policy": PageId.POLICIES,
    "benefit_limit": PageId.POLICIES,
    "condition": PageId.REFERRALS,
    "treatment_plan": PageId.REFERRALS,
    "referral": PageId.REFERRALS,
    "authorization": PageId.AUTHORIZATIONS,
    "visit": PageId.VISITS,
    "bill": PageId.VISITS,
    "claim": PageId.VISITS,
    "eob": PageId.LETTERS,
    "request": PageId.LETTERS,
    "communication": PageId.LETTERS,
    "appeal": PageId.LETTERS,
    "document": PageId.PAPERS,
    "bundle": PageId.LETTERS,
    "reminder": PageId.AGENDA,
    "service": PageId.SETTINGS,
}
"""The page of the navigation each kind is listed on."""

_NO_PAPERS = frozenset({"document", "bundle", "service", "reminder"})


def head(room: RecordRoom) -> PageHead:
    """Return the head of a record's page."""
    home = HOMES[room.kind]
    crumbs: list[Link | str] = [Link(room.say.text(CRUMBS[home]), ShowPage(home))]
    if room.judged is not None and not isinstance(room.record, Provider):
        crumbs.append(room.judged.person.name)
    title, facts = title_of(room.record, room.say), facts_line(room)
    made = PageHead(room.look, room.say, _shown(title), facts=facts, crumbs=crumbs, buttons=_buttons(room))
    made.crumb_activated.connect(room.desk.navigator.go)
    return made


def facts_line(room: RecordRoom) -> str:
    """Return the line below the title: the facts a person knows the record by."""
    make = _FACTS.get(type(room.record))
    parts = [] if make is None else make(room.record, room)
    return " · ".join(part for part in parts if part)


def _buttons(room: RecordRoom) -> list[Button]:
    if room.kind in APPEND_ONLY:
        return []
    say, kind, record_id = room.say, room.kind, room.record.id

    def button(text: str, request: Request, icon: str, style: ButtonKind = ButtonKind.PLAIN) -> Button:
        return GoButton(room.desk, text, request, icon=icon, kind=style)

    found = [button(say.text("Delete"), DeleteRecord(kind, record_id), "trash-2")]
    if kind not in _NO_PAPERS:
        found.append(button(say.text("Add a paper…"), PickPapers(kind, record_id), "plus"))
    found.append(button(say.text("Edit"), EditRecord(kind, record_id), "pencil"))
    if kind == "person":
        found.append(button(say.text("Print overview…"), PrintOverview(record_id), "printer"))
    if isinstance(room.record, Referral):
        renewal = EditRecord("referral", None, renewal_values(room.record))
        found.append(button(say.text("Renew…"), renewal, "rotate-cw"))
        bundle = button(say.text("Make a bundle…"), MakeBundle(record_id), "files", ButtonKind.FILLED)
        found.append(bundle)
    elif isinstance(room.record, InsurerRequest) and (referral := _answering(room)) is not None:
        text = say.text("Answer with a bundle…")
        found.append(button(text, MakeBundle(referral, record_id), "files", ButtonKind.FILLED))
    return found


def _answering(room: RecordRoom) -> str | None:
    """Return the referral an answer would rest on: the one most visits of the time asked about use."""
    charged = {} if room.judged is None else room.judged.charged
    counts: dict[str, int] = {}
    for referral in charged.values():
        counts[referral] = counts.get(referral, 0) + 1
    newest = max(room.records.all(Referral), key=_written, default=None)
    return max(counts, key=counts.__getitem__) if counts else None if newest is None else newest.id


def _written(referral: Referral) -> dt.date:
    return referral.authored_on or dt.date.min


def _shown(title: str) -> str:
    """Keep numbers with hyphens in one piece."""
    return title.replace("-", "‑")


def _range(start: dt.date | None, end: dt.date | None, room: RecordRoom) -> str:
    return "" if start is None and end is None else room.say.date_range(start, end)


def _referral(referral: Referral, room: RecordRoom) -> list[str]:
    conditions = [each.words for each in map(_condition_of(room), referral.conditions) if each is not None]
    doctor = room.get(Provider, referral.referrer)
    therapist = room.get(Provider, referral.performer)
    names = "" if doctor is None else doctor.name
    if doctor is not None and therapist is not None:
        names = room.say.text("{doctor} to {therapist}", doctor=doctor.name, therapist=therapist.name)
    return [
        ", ".join(conditions) or service_words(room.snapshot.records, referral.services, room.say),
        names,
        _range(referral.valid_from, referral.valid_until, room),
    ]


def _condition_of(room: RecordRoom) -> Callable[[str], Condition | None]:
    return lambda record_id: room.get(Condition, record_id)


def _visit(visit: Visit, room: RecordRoom) -> list[str]:
    say = room.say
    provider = room.get(Provider, visit.provider)
    what = room.title("service", visit.service)
    if visit.minutes is not None:
        what = f"{what}, {say.count(visit.minutes, '{n} minute', '{n} minutes')}"
    claimed = any(visit.id in claim.visits for claim in room.records.all(Claim))
    money = ""
    if visit.charge is not None:
        money = (
            say.text("charged {charge}, claimed", charge=visit.charge)
            if claimed
            else say.text("charged {charge}, not yet claimed", charge=visit.charge)
        )
    when = "" if visit.time is None else say.time(visit.time).replace("\u202f", " ")
    return [what, when, say.text("therapist not recorded") if provider is None else provider.name, money]


def _authorization(authorization: Authorization, room: RecordRoom) -> list[str]:
    policy = room.get(Policy, authorization.policy)
    return [
        "" if policy is None else policy.insurer,
        choice_word(type(authorization.status), authorization.status, room.say),
        _range(authorization.start, authorization.end, room),
    ]


def _policy(policy: Policy, room: RecordRoom) -> list[str]:
    return [
        room.say.text("Member {member}", member=policy.member_id),
        choice_word(type(policy.plan_type), policy.plan_type, room.say),
        _range(policy.start, policy.end, room),
    ]


def _limit(limit: BenefitLimit, room: RecordRoom) -> list[str]:
    return [room.title("policy", limit.policy), choice_word(type(limit.per), limit.per, room.say)]


def _day_of(name: str, status: str = "") -> Callable[[Any, RecordRoom], list[str]]:
    """Return a line maker: a status in words, and a date."""

    def line(record: Any, room: RecordRoom) -> list[str]:
        day, state = getattr(record, name), getattr(record, status) if status else None
        words = "" if state is None else choice_word(type(state), state, room.say)
        return [words, "" if day is None else room.say.date(day)]

    return line


def _letter(letter: Communication, room: RecordRoom) -> list[str]:
    return [
        choice_word(type(letter.direction), letter.direction, room.say),
        choice_word(type(letter.channel), letter.channel, room.say),
        letter.counterparty or "",
    ]


def _person(person: Person, room: RecordRoom) -> list[str]:
    born = person.birth_date
    return [
        choice_word(type(person.relationship), person.relationship, room.say),
        "" if born is None else room.say.text("born {date}", date=born),
    ]


def _provider(provider: Provider, room: RecordRoom) -> list[str]:
    return [", ".join(choice_word(type(role), role, room.say) for role in provider.roles)]


def _document(document: Document, room: RecordRoom) -> list[str]:
    pages = document.pages
    return [
        choice_word(type(document.kind), document.kind, room.say),
        "" if pages is None else room.say.count(pages, "{n} page", "{n} pages"),
        "" if document.dated is None else room.say.date(document.dated),
    ]


def _bundle(bundle: Bundle, room: RecordRoom) -> list[str]:
    pages = room.say.count(bundle.pages, "{n} page", "{n} pages")
    return [bundle.purpose, pages, room.say.instant(bundle.exported)]


_FACTS: dict[type[Record], Callable[[Any, RecordRoom], list[str]]] = {
    Referral: _referral,
    Visit: _visit,
    Authorization: _authorization,
    Policy: _policy,
    BenefitLimit: _limit,
    Bill: _day_of("dated", "form"),
    Claim: _day_of("submitted_on", "status"),
    Eob: _day_of("processed_on"),
    InsurerRequest: _day_of("due", "status"),
    Communication: _letter,
    Appeal: _day_of("filed_on", "outcome"),
    Person: _person,
    Provider: _provider,
    Document: _document,
    Bundle: _bundle,
    Reminder: _day_of("due"),
}
