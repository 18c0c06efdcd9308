"""What visits charged to papers and limits in all, added up stretch by stretch."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from vault.domain.coverage.turn import LimitCharge, Turn
from vault.domain.period import DateRange


@dataclass(slots=True)
class Charges:
    """What the visits of one stretch charged: counts by paper, and each charge to a limit."""

    papers: dict[tuple[str, str], int] = field(default_factory=dict)
    limits: dict[str, list[LimitCharge]] = field(default_factory=dict)

    def take(self, turn: Turn) -> None:
        """Add what one visit charged."""
        if turn.referral is not None:
            self._add("referral", turn.referral, 1)
        if turn.authorization is not None:
            self._add("authorization", turn.authorization, turn.taken)
        for charge in turn.limits:
            self.limits.setdefault(charge.limit, []).append(charge)

    def _add(self, kind: str, record: str, amount: int) -> None:
        self.papers[kind, record] = self.papers.get((kind, record), 0) + amount


class Tally:
    """All charges together: those of completed visits, and those planned ones would add."""

    def __init__(self, completed: Iterable[Charges], planned: Charges) -> None:
        self._papers: dict[tuple[str, str], int] = {}
        self._limits: dict[str, list[list[LimitCharge]]] = {}
        for charges in completed:
            for paper, amount in charges.papers.items():
                self._papers[paper] = self._papers.get(paper, 0) + amount
            for limit, taken in charges.limits.items():
                self._limits.setdefault(limit, []).append(taken)
        self._planned = planned

    def of(self, kind: str, record: str) -> tuple[int, int]:
        """Return what completed visits charged to a paper, and what planned ones would."""
        return self._papers.get((kind, record), 0), self._planned.papers.get((kind, record), 0)

    def of_limit(self, limit: str, period: DateRange) -> tuple[int, int]:
        """Return what completed visits charged to a limit in a period, and planned ones in today's."""
        charged = sum(
            each.amount
            for taken in self._limits.get(limit, ())
            if period.overlaps(DateRange(taken[0].day, taken[-1].day))
            for each in taken
            if period.contains(each.day)
        )
        return charged, sum(each.amount for each in self._planned.limits.get(limit, ()) if each.counts_today)
