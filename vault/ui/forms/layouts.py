"""Where each field of each kind stands in its form: sections of entries; the field table says the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from vault.domain.records.letters import RequestItem
from vault.domain.records.money import BillLine, EobLine
from vault.domain.records.people import Identifier
from vault.domain.records.referral import Release
from vault.domain.records.visit import VisitCode


class As(Enum):
    """How an entry is edited when the shape of its field does not say it all."""

    SHAPE = "shape"
    RANGE = "range"
    LINES = "lines"
    VISITS = "visits"
    NEED = "need"
    SUBJECT = "subject"
    LINKS = "links"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Entry:
    """One labelled input for one field, or for two that belong together; `label` is the code of its label."""

    names: tuple[str, ...]
    shown_as: As = As.SHAPE
    label: str = ""
    wide: bool = False

    @property
    def label_code(self) -> str:
        """The field name or code its label is found by."""
        return self.label or self.names[0]


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a heading; the first section of a form has none. A folded one opens on demand."""

    code: str
    entries: tuple[Entry, ...]
    folded: bool = False


def _one(*names: str) -> tuple[Entry, ...]:
    return tuple(Entry((name,)) for name in names)


def _wide(name: str, shown_as: As = As.SHAPE) -> Entry:
    return Entry((name,), shown_as, wide=True)


def _span(first: str, last: str, label: str = "valid") -> Entry:
    return Entry((first, last), As.RANGE, label, wide=True)


def _main(*entries: Entry) -> Section:
    return Section("", entries)


def _more(*entries: Entry) -> Section:
    return Section("more", entries, folded=True)


_NOTE = _wide("note")
_VISITS = Entry(("visits", "visits_missing"), As.VISITS)

LAYOUTS: dict[str, tuple[Section, ...]] = {
    "person": (
        _main(*_one("name", "birth_date", "relationship")),
        Section("contact", (*_one("phone", "email"), _wide("address", As.LINES))),
        _more(_NOTE),
    ),
    "provider": (
        _main(_wide("name"), _wide("roles")),
        Section("numbers", (_wide("identifiers"),)),
        Section("qualification", _one("types", "registered", "networks")),
        Section("contact", (*_one("phone", "fax", "email", "portal"), _wide("address", As.LINES))),
        _more(_NOTE),
    ),
    "policy": (
        _main(
            *_one("person", "insurer", "member_id", "group", "plan_name", "plan_type"),
            _span("start", "end"),
            *_one("jurisdiction", "order"),
        ),
        Section(
            "rules",
            (
                *_one("requires_referral"),
                Entry(("requires_auth",), As.NEED),
                *_one("request_days", "registration_required", "therapist_types", "network"),
                *_one("referrer_types"),
                _wide("excluded"),
                _wide("conditions", As.WORDS),
            ),
        ),
        Section("said", _one("said_by", "said_on", "call_reference")),
        Section(
            "claims",
            (
                *_one("filed_by", "file_days", "file_from"),
                _wide("claims_address", As.LINES),
                _wide("appeals_address", As.LINES),
            ),
        ),
        _more(_NOTE),
    ),
    "benefit_limit": (
        _main(
            *_one("policy", "per"),
            _wide("services"),
            *_one("visits", "unit", "money", "prior_used", "prior_used_money"),
        ),
        _more(*_one("units_per_day", "before_deductible"), _NOTE),
    ),
    "condition": (
        _main(*_one("person"), _wide("words"), *_one("code", "code_system", "onset", "cause")),
        _more(_NOTE),
    ),
    "treatment_plan": (
        _main(
            *_one("person", "next_review"),
            _wide("goals"),
            _wide("conditions"),
            _wide("therapies", As.WORDS),
        ),
        _more(_wide("baseline"), _wide("measures")),
    ),
    "referral": (
        _main(
            *_one("person", "referrer"),
            _wide("services"),
            _span("valid_from", "valid_until"),
            _VISITS,
            *_one("frequency", "authored_on", "number", "diagnosis", "performer", "signed", "status"),
        ),
        Section("released", (_wide("released_to"),)),
        _more(
            *_one("valid_until_basis", "start_by", "max_gap", "duration_weeks"),
            *_one("used_elsewhere", "units_per_visit", "urgent", "renewal_of", "codes"),
            _wide("service_words", As.WORDS),
            _wide("conditions"),
            _wide("necessity"),
            _NOTE,
        ),
    ),
    "authorization": (
        _main(
            *_one("person", "policy", "number", "status"),
            _wide("services"),
            _span("start", "end"),
            *_one("units", "unit", "used_elsewhere", "provider", "referral"),
        ),
        Section("asked", _one("requested_on", "decided_on")),
        _more(_NOTE),
    ),
    "visit": (
        _main(*_one("person", "provider", "date", "time"), _wide("service"), *_one("status")),
        Section("billed", (*_one("charge", "paid", "minutes", "units", "diagnoses"), _wide("codes"))),
        _more(
            *_one("condition", "cause", "provider_type", "filed_by", "referral", "authorization"),
            _wide("gap_reason"),
            _NOTE,
        ),
    ),
    "bill": (
        _main(*_one("person", "provider", "number", "dated", "form")),
        Section("lines", (_wide("lines"),)),
        Section("billed", _one("paid", "paid_on")),
        _more(_NOTE),
    ),
    "claim": (
        _main(
            *_one("person", "policy", "number", "status"),
            _wide("visits"),
            *_one("submitted_on", "channel", "file_due"),
        ),
        _more(_NOTE),
    ),
    "eob": (
        _main(
            *_one("person", "policy", "claim_number", "processed_on", "received_on"),
            *_one("payment_date", "appeal_due"),
        ),
        Section("lines", (_wide("lines"),)),
        _more(_NOTE),
    ),
    "request": (
        _main(*_one("person", "policy", "dated", "received_on", "reference", "due")),
        Section("items", (_wide("items"),)),
        _more(*_one("claim", "claim_number", "channel", "due_basis", "status"), _NOTE),
    ),
    "communication": (
        _main(
            *_one("person", "direction", "channel", "date", "counterparty", "policy"),
            *_one("spoken_to", "call_reference"),
            _wide("summary"),
        ),
        _more(*_one("received_on", "proof_of_delivery")),
    ),
    "appeal": (
        _main(*_one("person", "denial", "level", "filed_on", "due", "due_basis", "outcome")),
        _more(*_one("decision_due", "decided_on"), _wide("proof"), _NOTE),
    ),
    "document": (
        _main(*_one("kind", "title", "dated", "person", "source", "sensitive"), _wide("paper_location")),
        Section("more", (_wide("links", As.LINKS),)),
    ),
    "reminder": (
        _main(
            _wide("label"),
            *_one("person", "due"),
            Entry(("subject_kind", "subject"), As.SUBJECT, "subject"),
            *_one("lead_days"),
        ),
        _more(*_one("source", "rule", "snoozed_until", "done_on")),
    ),
    "service": (_main(_wide("name"), _wide("codes")),),
}
"""The form of each kind that has one; bundles are the log of what left and are never edited."""

ROWS: dict[type, tuple[Entry, ...]] = {
    Identifier: _one("type", "printed"),
    Release: _one("to", "on"),
    VisitCode: _one("code", "units"),
    BillLine: _one("visit", "date", "code", "modifier", "place", "diagnosis", "units", "charge"),
    EobLine: (
        *_one("visit", "date", "billed", "allowed", "paid", "my_share", "denied", "reason_code"),
        _wide("remark"),
    ),
    RequestItem: (_wide("words"), *_one("document_kind"), _span("start", "end", "period")),
}
"""The entries of a child row; `id`, and what the vault completes itself, stand in none."""

SET_BY_THE_VAULT: dict[str, frozenset[str]] = {
    "document": frozenset(
        {
            "blob",
            "size",
            "sha256",
            "added",
            "pages",
            "media_type",
            "unread_reason",
            "file_name",
            "has_text_layer",
            "text",
        }
    ),
}
"""Fields nobody enters."""


def entries_of(kind: str) -> Iterator[Entry]:
    """Yield every entry of a kind's form in order."""
    for section in LAYOUTS[kind]:
        yield from section.entries
