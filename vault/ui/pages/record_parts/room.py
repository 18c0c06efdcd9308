"""What every part of a record's page is made from: the record, its person's verdicts, the way elsewhere."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from vault.domain.coverage.policy import held_on
from vault.domain.coverage.verdict import Counter, VisitVerdict
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import KINDS, Record, kind_of
from vault.domain.records.people import Person
from vault.domain.records.policy import BenefitLimit, Policy
from vault.domain.records.visit import Visit, VisitStatus
from vault.open_vault import Snapshot
from vault.services.verdicts.judging import PersonVerdicts
from vault.services.wording.catalogue import Wording
from vault.services.wording.titles import record_title
from vault.ui.desk import Desk
from vault.ui.models.facts import finding_of
from vault.ui.navigation import Request, ShowPaper, ShowRecord
from vault.ui.theme.look import Look
from vault.ui.widgets.link_label import Link

T = TypeVar("T", bound=Record)


@dataclass(frozen=True, slots=True)
class RecordRoom:
    """One record in view with everything around it; `judged` None while it belongs to nobody."""

    desk: Desk
    snapshot: Snapshot
    record: Record
    judged: PersonVerdicts | None
    verdicts: Mapping[str, VisitVerdict] = field(default_factory=dict, repr=False)
    """The person's verdicts by visit."""

    @classmethod
    def of(cls, desk: Desk, snapshot: Snapshot, kind: str, record_id: str) -> "RecordRoom | None":
        """Return the room of a record, None when it is not there."""
        record = snapshot.records.get(KINDS[kind], record_id)
        if record is None:
            return None
        owner = _owner(record, snapshot.records)
        judged = desk.session.judged if owner is None else snapshot.of_person(owner)
        verdicts = {} if judged is None else {each.visit: each for each in judged.verdicts}
        return cls(desk, snapshot, record, judged, verdicts)

    @property
    def look(self) -> Look:
        """The look."""
        return self.desk.look

    @property
    def say(self) -> Wording:
        """The words."""
        return self.desk.say

    @property
    def kind(self) -> str:
        """The kind of the record."""
        return kind_of(self.record)

    @property
    def today(self) -> dt.date:
        """The day the snapshot was taken."""
        return self.snapshot.today

    @property
    def records(self) -> RecordSet:
        """The person's records and the shared ones; a family stays apart."""
        return self.snapshot.records if self.judged is None else self.judged.records

    def get(self, record_class: type[T], record_id: str | None) -> T | None:
        """Return a record by its class and id."""
        return self.snapshot.records.get(record_class, record_id)

    def title(self, kind: str, record_id: str) -> str:
        """Return what a record is called."""
        return record_title(self.snapshot.records, kind, record_id, self.say)

    def link(self, kind: str, record_id: str) -> Link:
        """Return a link to a record."""
        return Link(self.title(kind, record_id), ShowRecord(kind, record_id))

    def verdict_of(self, visit_id: str) -> VisitVerdict | None:
        """Return the verdict on a visit."""
        return self.verdicts.get(visit_id)

    def counters_of(self, record_id: str) -> tuple[Counter, ...]:
        """Return the counters of a paper or limit."""
        counters = () if self.judged is None else self.judged.judgment.counters
        return tuple(each for each in counters if each.record == record_id)

    def policy_on(self, day: dt.date) -> Policy | None:
        """Return the policy whose rules apply on a day."""
        held = held_on(self.records.all(Policy), day).policies
        return held[0] if held else None

    def visits_of(self, *, referral: str | None = None, authorization: str | None = None) -> list[Visit]:
        """Return the visits that use a paper up, planned ones included, in order of time."""
        found = []
        for verdict in self.verdicts.values():
            finding = finding_of(verdict)
            visit = self.records.get(Visit, verdict.visit)
            if visit is not None and (
                (referral is not None and finding.referral == referral)
                or (authorization is not None and finding.authorization == authorization)
            ):
                found.append(visit)
        return found

    def go(self, target: object) -> None:
        """Follow a link."""
        if isinstance(target, Request):
            self.desk.go(target)


def is_planned(visit: Visit) -> bool:
    """Tell whether a visit is still planned."""
    return visit.status is VisitStatus.PLANNED


def paper_link(room: RecordRoom, document: str, page: int | None) -> Link:
    """Return a link to a page of a stored paper."""
    title = room.title("document", document)
    return Link(title, ShowPaper(document, page or 1))


def _owner(record: Record, records: RecordSet) -> str | None:
    if isinstance(record, Person):
        return record.id
    if isinstance(record, BenefitLimit):
        policy = records.get(Policy, record.policy)
        return None if policy is None else policy.person
    owner: str | None = getattr(record, "person", None)
    return owner
