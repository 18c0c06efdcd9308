"""What a table knows besides its rows: names, verdicts, counters and due dates of the person shown."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from vault.domain.coverage.verdict import Counter, Finding, Hit, Verdict, VisitVerdict
from vault.domain.deadlines.due_date import DueDate
from vault.domain.query import SortKey
from vault.domain.record_set import RecordSet
from vault.domain.records.people import Provider
from vault.domain.records.visit import Service, Visit
from vault.domain.selection import Selection
from vault.open_vault import Snapshot
from vault.services.verdicts.judging import PersonVerdicts
from vault.services.wording.catalogue import Wording
from vault.services.wording.names import service_name

UNJUDGED = int(Verdict.UNKNOWN)
"""The number of the verdict on a visit that was not judged yet."""


class Shown(dict[str, int]):
    """The number of the verdict that is shown, by visit; looked up 100,000 times without a line of Python."""

    def __missing__(self, visit_id: str) -> int:
        """Take a visit that was not judged yet for unknown."""
        return UNJUDGED


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Everything of one person in one state of the vault; nothing of anybody else."""

    judged: PersonVerdicts
    say: Wording
    today: dt.date
    verdicts: Mapping[str, VisitVerdict] = field(repr=False)
    shown: Shown = field(repr=False)
    years: tuple[int, ...]
    counters: Mapping[str, Counter] = field(repr=False)
    due: Mapping[str, DueDate] = field(repr=False)
    upcoming: Mapping[str, VisitVerdict] = field(repr=False)
    """The next planned visit by the referral or authorization it would use."""
    _tables: dict[tuple[str, tuple[SortKey, ...]], Selection] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, judged: PersonVerdicts, snapshot: Snapshot, say: Wording) -> "Facts":
        """Gather the facts; with 100,000 visits this takes a tenth of a second, so not on the GUI thread."""
        verdicts: dict[str, VisitVerdict] = {}
        shown = Shown()
        upcoming: dict[str, VisitVerdict] = {}
        for each in judged.verdicts:
            visit, forecast = each.visit, each.forecast
            verdicts[visit] = each
            if forecast is None:
                shown[visit] = int(each.finding.verdict)
                continue
            shown[visit] = int(forecast.verdict)
            for used in (forecast.referral, forecast.authorization):
                if used is not None:
                    upcoming.setdefault(used, each)
        due: dict[str, DueDate] = {}
        for date in snapshot.due:
            if date.person == judged.person.id:
                due.setdefault(date.subject, date)
        return cls(
            judged,
            say,
            snapshot.today,
            verdicts,
            shown,
            tuple(sorted({visit.date.year for visit in judged.records.all(Visit)}, reverse=True)),
            {each.record: each for each in judged.judgment.counters},
            due,
            upcoming,
        )

    @property
    def records(self) -> RecordSet:
        """The person's own records and the shared ones."""
        return self.judged.records

    def table(self, kind: str, base: tuple[SortKey, ...]) -> Selection:
        """Return the person's records of a kind, in an order that is worked out once."""
        known = self._tables.get((kind, base))
        if known is None:
            known = self._tables[kind, base] = Selection(self.records, kind, base)
        return known

    def provider(self, record_id: str | None) -> str:
        """Return a provider's name; a dash when none is known."""
        found = self.records.get(Provider, record_id)
        return DASH if found is None else found.name

    def service(self, record_id: str) -> str:
        """Return a service's name."""
        found = self.records.get(Service, record_id)
        return record_id if found is None else service_name(found.name, self.say)

    def services(self, ids: tuple[str, ...]) -> str:
        """Return the names of services."""
        return ", ".join(self.service(each) for each in ids) or DASH

    def visit_date(self, visit_id: str) -> dt.date | None:
        """Return the date of a visit; None when it is not there."""
        visit = self.records.get(Visit, visit_id)
        return None if visit is None else visit.date


DASH = "—"
"""Stands where there is nothing to say."""


def finding_of(each: VisitVerdict) -> Finding:
    """Return the finding that is shown: of a planned visit its forecast."""
    return each.finding if each.forecast is None else each.forecast


def shown_verdict(each: VisitVerdict | None) -> Verdict:
    """Return the verdict that is shown; a visit that was not judged yet is unknown."""
    return Verdict.UNKNOWN if each is None else finding_of(each).verdict


def main_hit(finding: Finding) -> Hit | None:
    """Return the first hit that carries the verdict, for a milder one would not explain it."""
    return next((hit for hit in finding.hits if hit.verdict is finding.verdict), None)
