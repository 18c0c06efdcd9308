"""How often: visits on a referral against the frequency ordered on it."""

from datetime import date

from vault.domain.records.values import Frequency, Per

_MONTHS_A_YEAR = 12
_DAYS_A_WEEK = 7


class FrequencyCount:
    """Visits charged to a referral by calendar week (Monday to Sunday) or month."""

    def __init__(self, frequency: Frequency) -> None:
        self.frequency = frequency
        self._visits: dict[int, int] = {}

    def _slot(self, day: date) -> int:
        if self.frequency.per is Per.MONTH:
            return day.year * _MONTHS_A_YEAR + day.month
        return (day.toordinal() - 1) // _DAYS_A_WEEK

    def add(self, day: date) -> int:
        """Count a visit and return the most visits in any stretch of weeks or months that holds it."""
        every, slot = self.frequency.every, self._slot(day)
        self._visits[slot] = self._visits.get(slot, 0) + 1
        around = [self._visits.get(at, 0) for at in range(slot - every + 1, slot + every)]
        most = stretch = sum(around[:every])
        for leaving, coming in zip(around, around[every:], strict=False):
            stretch += coming - leaving
            most = max(most, stretch)
        return most

    def state(self, horizon: date) -> tuple[tuple[int, int], ...]:
        """Return the counts that a visit on `horizon` or later can still share a stretch with."""
        first = self._slot(horizon) - self.frequency.every + 1
        return tuple(sorted((slot, visits) for slot, visits in self._visits.items() if slot >= first))

    def restore(self, state: tuple[tuple[int, int], ...]) -> None:
        """Go back to a state."""
        self._visits = dict(state)
