"""One visit's way through the gates: what they found so far, and the helpers all gates share."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from vault.domain.coverage.verdict import Evidence, Finding, Hit, Value, Verdict
from vault.domain.record_set import RecordSet
from vault.domain.records.papers import Document
from vault.domain.records.people import Provider
from vault.domain.records.policy import Policy
from vault.domain.records.visit import Service, Visit

StandingHits = dict[tuple[str, str], Hit]
"""Hits by rule and record."""


@dataclass(frozen=True, slots=True)
class LimitCharge:
    """What a visit took of a benefit limit; `counts_today`: it is planned in today's period."""

    limit: str
    day: date
    amount: int
    counts_today: bool


@dataclass(slots=True)
class Turn:
    """A visit being judged under a policy; the gates add to it in their order.

    `taken` is what it took of the authorization, in what that counts.
    """

    visit: Visit
    today: date
    forecast: bool = False
    hits: list[Hit] = field(default_factory=list)
    notes: list[Hit] = field(default_factory=list)
    referral: str | None = None
    authorization: str | None = None
    taken: int = 0
    limits: list[LimitCharge] = field(default_factory=list)

    def add(self, *hits: Hit) -> None:
        """Add rules that were hit."""
        self.hits.extend(hits)

    def add_at_most_unknown(self, *hits: Hit) -> None:
        """Add hits of rules about a need that is not known: UNKNOWN is the worst they give."""
        self.hits.extend(replace(hit, verdict=min(hit.verdict, Verdict.UNKNOWN)) for hit in hits)

    def hit(
        self,
        rule: str,
        verdict: Verdict,
        carc: str | None,
        *evidence: tuple[Evidence, ...],
        fix: str,
        missing: str | None = None,
        **values: Value,
    ) -> Hit:
        """Return a hit on this visit, whose date stands first among the values."""
        named = (("date", self.visit.date), *values.items())
        shown = evidence[0] if len(evidence) == 1 else tuple(chain.from_iterable(evidence))
        return Hit(rule, verdict, carc, named, shown, missing, fix)

    def standing(self, known: StandingHits, rule: str, record: str, make: Callable[[], Hit]) -> Hit:
        """Return a hit of which nothing but the date is this visit's own; made once for each record."""
        hit = known.get((rule, record))
        if hit is None:
            hit = known[rule, record] = make()
            return hit
        return hit.on(self.visit.date)

    def finding(self) -> Finding:
        """Return what the gates found: the worst hit wins."""
        return Finding(
            max([hit.verdict for hit in self.hits], default=Verdict.SUPPORTED),
            tuple(self.hits),
            tuple(self.notes),
            self.referral,
            self.authorization,
            tuple([each.limit for each in self.limits]),
        )


class Desk:
    """The records at hand: names for the sentences and evidence for the hits."""

    def __init__(self, records: RecordSet) -> None:
        self.records = records
        self._papers: dict[tuple[str, str], list[Document]] = {}
        for paper in records.all(Document):
            for link in paper.links:
                self._papers.setdefault((link.kind, link.record), []).append(paper)
        self._evidence: dict[tuple[str, str], tuple[Evidence, ...]] = {}

    def papers_of(self, kind: str, record: str) -> list[Document]:
        """Return the papers linked to a record of this kind, ordered by id."""
        return self._papers.get((kind, record), [])

    def evidence(self, kind: str, record: str | None) -> tuple[Evidence, ...]:
        """Return the record and each paper of it, nothing for None."""
        if record is None:
            return ()
        place = (kind, record)
        known = self._evidence.get(place)
        if known is None:
            papers = self._papers.get(place, ())
            linked = tuple([Evidence(kind, record, paper.id) for paper in papers])
            known = self._evidence[place] = linked or (Evidence(kind, record),)
        return known

    def policy(self, policy: Policy) -> tuple[Evidence, ...]:
        """Return a policy as evidence."""
        return self.evidence("policy", policy.id)

    def service(self, service: str) -> str:
        """Return a service's name, its id when the list lacks it."""
        known = self.records.get(Service, service)
        return service if known is None else known.name

    def provider(self, provider: str | None) -> str | None:
        """Return a provider's name, None when not known."""
        known = self.records.get(Provider, provider)
        return None if known is None else known.name


def comma(words: tuple[str, ...]) -> str | None:
    """Return words as one value, None when there are none."""
    return ", ".join(words) or None
