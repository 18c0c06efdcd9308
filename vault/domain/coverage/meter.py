"""Counting: how much a visit takes of a paper or limit, and what is left of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from vault.domain.coverage.tally import Tally
from vault.domain.coverage.verdict import Counter, CountUnit
from vault.domain.records.values import Unit
from vault.domain.records.visit import Visit

Used = tuple[str, int]
"""A paper's id and what is used of it."""

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
    """What was ordered of one paper and what visits used of it so far, planned ones included."""

    ordered: int | None
    used_elsewhere: int
    used: int = 0

    def left(self) -> int | None:
        """Return what is left for the visit at hand, None without a number ordered."""
        return None if self.ordered is None else self.ordered - self.used_elsewhere - self.used

    def is_spent(self) -> bool:
        """Tell whether nothing is left."""
        return self.ordered is not None and self.ordered - self.used_elsewhere <= self.used

    def counter(self, kind: str, record: str, unit: CountUnit, tally: Tally) -> Counter:
        """Return how much of a record is used, by what was charged to it in all."""
        charged, forecast = tally.of(kind, record)
        remaining = None if self.ordered is None else self.ordered - self.used_elsewhere - charged
        return Counter(kind, record, unit, self.ordered, self.used_elsewhere, charged, remaining, forecast)


class Uses:
    """Amounts by date; sums over any stretch of days in logarithmic time."""

    def __init__(self, amounts: Iterable[tuple[date, int]] = ()) -> None:
        self._dates: list[date] = []
        self._sums: list[int] = [0]
        for day, amount in amounts:
            self.add(day, amount)

    def add(self, day: date, amount: int) -> None:
        """Add an amount; days come nearly always in order."""
        if not self._dates or day >= self._dates[-1]:
            self._dates.append(day)
            self._sums.append(self._sums[-1] + amount)
            return
        at = bisect_right(self._dates, day)
        amounts = [
            second - first for first, second in zip(self._sums[at:], self._sums[at + 1 :], strict=False)
        ]
        self._dates.insert(at, day)
        self._sums[at:] = accumulate([self._sums[at], amount, *amounts])

    def since(self, start: date | None) -> tuple[tuple[date, int], ...]:
        """Return the amounts from a day on, the first day first."""
        low = 0 if start is None else bisect_left(self._dates, start)
        return tuple(
            [(day, self._sums[at + 1] - self._sums[at]) for at, day in enumerate(self._dates[low:], low)]
        )

    def between(self, start: date | None, end: date | None) -> int:
        """Return the sum from `start` to `end`, both included; None is open."""
        low = 0 if start is None else bisect_left(self._dates, start)
        high = len(self._dates) if end is None else bisect_right(self._dates, end)
        return self._sums[max(low, high)] - self._sums[low]
