"""Where the days of a strip lie, and which visits lie on one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vault.domain.coverage.verdict import Verdict
from vault.domain.period import add_months
from vault.ui.widgets.strip_model import StripVisit

_SEVERITY = (Verdict.NOT_COUNTED, Verdict.SUPPORTED, Verdict.AT_RISK, Verdict.UNKNOWN, Verdict.NOT_SUPPORTED)


@dataclass(frozen=True, slots=True)
class Span:
    """The days in view, drawn from `left` over `width` pixels."""

    first: date
    last: date
    left: float
    width: float

    def x(self, day: date) -> float:
        """Return where a day begins."""
        days = max(1, (self.last - self.first).days + 1)
        return self.left + self.width * (day - self.first).days / days

    def middle(self, day: date) -> float:
        """Return the middle of a day."""
        days = max(1, (self.last - self.first).days + 1)
        return self.x(day) + self.width / days / 2

    def months(self) -> tuple[date, ...]:
        """Return the first days of the months in view."""
        month = self.first.replace(day=1)
        months = []
        while month <= self.last:
            if month >= self.first:
                months.append(month)
            following = add_months(month, 1)
            if following <= month:
                break
            month = following
        return tuple(months)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Visits too near to one another to be drawn apart; the worst verdict stands for all."""

    visits: tuple[StripVisit, ...]
    center: float

    @property
    def worst(self) -> StripVisit:
        """The visit with the worst verdict."""
        return max(self.visits, key=_severity)


def clusters(visits: Sequence[StripVisit], span: Span, least_gap: float) -> tuple[Cluster, ...]:
    """Group visits, sorted by day, whose shapes would overlap."""
    groups: list[list[StripVisit]] = []
    begin = 0.0
    for visit in visits:
        center = span.middle(visit.day)
        if groups and center - begin < least_gap:
            groups[-1].append(visit)
        else:
            groups.append([visit])
            begin = center
    return tuple(
        Cluster(tuple(group), (span.middle(group[0].day) + span.middle(group[-1].day)) / 2)
        for group in groups
    )


def _severity(visit: StripVisit) -> int:
    return _SEVERITY.index(visit.verdict)
