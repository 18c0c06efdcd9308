"""A hit on a visit among the records it rests on, and the ways it can lead to, each to the very field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vault.domain.coverage.verdict import Hit
from vault.domain.records.papers import DocumentKind
from vault.domain.records.visit import Visit
from vault.services.wording.verdicts import hit_fix
from vault.ui.navigation import AskQuestions, EditRecord, PickPapers, Request
from vault.ui.pages.record_parts.room import RecordRoom


@dataclass(frozen=True, slots=True)
class Case:
    """A hit on a visit, in the room it is shown in; `visits` are all that the same deed mends."""

    room: RecordRoom
    visit: Visit
    hit: Hit
    visits: tuple[str, ...] = field(default=())

    def of(self, kind: str) -> str | None:
        """Return the id of the record of a kind that the hit rests on."""
        return next((each.record for each in self.hit.evidence if each.kind == kind), None)

    @property
    def base(self) -> dict[str, Any]:
        """The values every new record for this visit begins with."""
        return {"person": self.visit.person}

    @property
    def policy(self) -> str | None:
        """The policy whose rules apply."""
        found = self.of("policy")
        if found is not None:
            return found
        policy = self.room.policy_on(self.visit.date)
        return None if policy is None else policy.id

    @property
    def why(self) -> str:
        """What is said beside the field."""
        return hit_fix(self.hit, self.room.say)

    def edit(self, kind: str, record: str | None, at: str) -> Request | None:
        """Return what opens a record at a field; None where there is no such record."""
        return None if record is None else EditRecord(kind, record, at=at, why=self.why)

    def add(self, kind: str, at: str, values: Mapping[str, Any]) -> Request:
        """Return what opens a new record at a field."""
        return EditRecord(kind, None, self.base | dict(values), at=at, why=self.why)

    def ask(self, first: str, record: str | None = None) -> Request | None:
        """Return what asks about the policy, this question first."""
        return None if self.policy is None else AskQuestions(self.policy, first, record)


Requests = Callable[[Case], Request | None]
Way = tuple[str, Requests]
"""The code of a button's words, and where it leads; None where that is not there."""


def open_at(words: str, kind: str, at: str) -> Way:
    """Return the way to a field of the record of a kind that the hit rests on."""

    def request(case: Case) -> Request | None:
        record = case.visit.id if kind == "visit" else case.policy if kind == "policy" else case.of(kind)
        return case.edit(kind, record, at)

    return words, request


def attach(words: str, kind: str, document: DocumentKind) -> Way:
    """Return the way that puts a paper, as what it is, onto the record the hit rests on."""

    def request(case: Case) -> Request | None:
        record = case.visit.id if kind == "visit" else case.of(kind)
        return None if record is None else PickPapers(kind, record, document.value)

    return words, request


def ask(first: str, about: str = "") -> Way:
    """Return the way to a question; it is about the record of a kind the hit rests on, or the policy."""

    def request(case: Case) -> Request | None:
        if not about:
            return case.ask(first)
        record = case.visit.id if about == "visit" else case.of(about)
        return None if record is None else case.ask(first, record)

    return "ask_the_question", request
