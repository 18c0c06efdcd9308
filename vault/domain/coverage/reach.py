"""What a stretch of visits is asked to learn whether a changed record reaches it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from vault.domain.coverage.shelf import Key
from vault.domain.coverage.stretch import Judged
from vault.domain.period import DateRange

_ENDED = frozenset({"R5", "A3"})
"""Rules that name the paper first in the order of charging among those that are not open."""


@dataclass(frozen=True, slots=True)
class ClosedPaper:
    """A paper not open on a stretch's days, that a visit without an open one may now be told of.

    `gate` is R or A; `keys` are the places of all papers of that gate in the order of charging.
    """

    gate: str
    key: Key
    keys: Mapping[str, Key]

    def may_be_told(self, stretch: Judged) -> bool:
        """Tell whether some visit of a stretch has no open paper and is told of none that goes before."""
        return any(
            rule not in _ENDED or self.key < self.keys.get(paper, self.key)
            for rule, paper in stretch.failures
            if rule.startswith(self.gate)
        )


@dataclass(slots=True)
class Reach:
    """Everything that changed: records rested on, visits, who and what was treated, days, papers."""

    everything: bool = False
    records: set[str] = field(default_factory=set)
    visits: set[str] = field(default_factory=set)
    treated: set[str] = field(default_factory=set)
    days: list[DateRange] = field(default_factory=list)
    outside: bool = False
    papers: list[ClosedPaper] = field(default_factory=list)

    def holds(self, stretch: Judged) -> bool:
        """Tell whether a stretch may be judged otherwise now; true too often does no harm."""
        if self.everything or self.is_nothing:
            return self.everything
        span = DateRange(stretch.first_day, stretch.last_day)
        return (
            any(each.overlaps(span) for each in self.days)
            or not self.visits.isdisjoint(stretch.ids)
            or not self.treated.isdisjoint(stretch.treated)
            or bool(self.records and self._rests_on(stretch))
            or (self.outside and stretch.is_outside)
            or any(each.may_be_told(stretch) for each in self.papers)
        )

    def _rests_on(self, stretch: Judged) -> bool:
        return not (self.records.isdisjoint(stretch.pinned) and self.records.isdisjoint(stretch.mentioned))

    def add_days(self, start: dt.date | None, end: dt.date | None) -> None:
        """Add every visit from one day to another, None being open."""
        self.days.append(DateRange(start, end))

    @property
    def is_nothing(self) -> bool:
        """Whether nothing changed but visits."""
        return not (self.records or self.visits or self.treated or self.days or self.outside or self.papers)
