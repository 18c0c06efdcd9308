"""Counting: how much a visit takes of a paper or limit, and what is left of it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from vault.domain.coverage.verdict import Counter, CountUnit
from vault.domain.records.values import Unit
from vault.domain.records.visit import Visit

_MINUTES_AN_HOUR = 60
_COUNTED = {
    Unit.VISIT: CountUnit.VISIT,
    Unit.UNIT15: CountUnit.UNIT15,
    Unit.HOUR: CountUnit.MINUTE,
    Unit.MONEY: CountUnit.MONEY,
}
_LACKING = {CountUnit.UNIT15: "units", CountUnit.MINUTE: "minutes", CountUnit.MONEY: "charge"}


def counted(unit: Unit) -> CountUnit:
    """Return what a paper of this unit is counted in."""
    return _COUNTED[unit]


def in_counts(amount: int, unit: Unit) -> int:
    """Return an amount of a paper's unit in what is counted: hours in minutes."""
    return amount * _MINUTES_AN_HOUR if unit is Unit.HOUR else amount


def need_of(visit: Visit, unit: CountUnit, currency: str | None = None) -> int | None:
    """Return what a visit takes, None where the visit does not say."""
    match unit:
        case CountUnit.VISIT:
            return 1
        case CountUnit.UNIT15:
            return visit.units
        case CountUnit.MINUTE:
            return visit.minutes
        case _:
            charge = visit.charge
            return None if charge is None or charge.currency != currency else charge.minor


def lacking(unit: CountUnit) -> str:
    """Return the code of what a visit lacks that does not say how much it takes."""
    return _LACKING[unit]


@dataclass(slots=True)
class Meter:
    """What was ordered and used of one paper; `forecast` is what planned visits would take."""

    ordered: int | None
    used_elsewhere: int
    charged: int = 0
    forecast: int = 0

    def left(self) -> int | None:
        """Return what is left for the visit at hand, None without a number ordered."""
        if self.ordered is None:
            return None
        return self.ordered - self.used_elsewhere - self.charged - self.forecast

    def is_spent(self) -> bool:
        """Tell whether nothing is left."""
        left = self.left()
        return left is not None and left <= 0

    def charge(self, amount: int, *, forecast: bool) -> None:
        """Use up an amount."""
        if forecast:
            self.forecast += amount
        else:
            self.charged += amount

    @property
    def used_here(self) -> int:
        """What visits took, planned ones before the visit at hand included."""
        return self.charged + self.forecast

    @property
    def remaining(self) -> int | None:
        """What completed visits left, None without a number ordered."""
        return None if self.ordered is None else self.ordered - self.used_elsewhere - self.charged

    def counter(self, kind: str, record: str, unit: CountUnit) -> Counter:
        """Return how much of a record is used."""
        return Counter(
            kind,
            record,
            unit,
            self.ordered,
            self.used_elsewhere,
            self.charged,
            self.remaining,
            self.forecast,
        )


class Uses:
    """Amounts by date; sums over any stretch of days in logarithmic time."""

    def __init__(self) -> None:
        self._dates: list[date] = []
        self._sums: list[int] = [0]

    def add(self, day: date, amount: int) -> None:
        """Add an amount; days come nearly always in order."""
        at = bisect_right(self._dates, day)
        amounts = [
            second - first for first, second in zip(self._sums[at:], self._sums[at + 1 :], strict=False)
        ]
        self._dates.insert(at, day)
        self._sums[at:] = accumulate([self._sums[at], amount, *amounts])

    def between(self, start: date | None, end: date | None) -> int:
        """Return the sum from `start` to `end`, both included; None is open."""
        low = 0 if start is None else bisect_left(self._dates, start)
        high = len(self._dates) if end is None else bisect_right(self._dates, end)
        return self._sums[max(low, high)] - self._sums[low]
