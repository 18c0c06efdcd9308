"""One benefit limit as visits use it up, in whatever period it is counted."""

from datetime import date

from vault.domain.coverage.episodes import Episode
from vault.domain.coverage.meter import Uses, counted, in_counts, need_of
from vault.domain.coverage.tally import Tally
from vault.domain.coverage.turn import LimitCharge
from vault.domain.coverage.verdict import Counter, CountUnit
from vault.domain.period import DateRange, add_days, add_months, year_from
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, Policy
from vault.domain.records.visit import Visit

_YEAR = 12


LimitState = tuple[str, date | None, date | None, tuple[tuple[date, int], ...], tuple[tuple[date, int], ...]]
"""A limit's id, its episode's first and last day, amounts by day, and units by day."""


class LimitUse:
    """A limit of a policy and its use; `ordered` is None without a limit, `currency` None unless money."""

    def __init__(self, limit: BenefitLimit, policy: Policy, episode: Episode, today: date) -> None:
        self.limit = limit
        self.unit = counted(limit.unit)
        self.currency: str | None = None
        self.ordered: int | None = None if limit.visits is None else in_counts(limit.visits, limit.unit)
        self._prior = in_counts(limit.prior_used, limit.unit)
        if self.unit is CountUnit.MONEY:
            self.ordered = None if limit.money is None else limit.money.minor
            self.currency = None if limit.money is None else limit.money.currency
            prior = limit.prior_used_money
            self._prior = prior.minor if prior is not None and prior.currency == self.currency else 0
        self._policy_start = policy.start
        self._episode = episode
        self._today = today
        self._ends = policy.end or date.max
        self._charged = Uses()
        self._current = DateRange()
        self._periods: dict[date, DateRange] = {}
        self._units: dict[date, int] = {}

    def need(self, visit: Visit) -> int | None:
        """Return what a visit takes of it, None where the visit does not say."""
        return need_of(visit, self.unit, self.currency)

    def period(self, day: date) -> DateRange:
        """Return the period that holds a day; an episode is the one of the visit at hand."""
        if self.limit.per is BenefitPeriod.EPISODE:
            return DateRange(self._episode.start, None)
        if day not in self._periods:
            self._periods[day] = self._period_by_calendar(day)
        return self._periods[day]

    def _period_by_calendar(self, day: date) -> DateRange:
        match self.limit.per:
            case BenefitPeriod.CALENDAR_YEAR:
                return DateRange(date(day.year, 1, 1), date(day.year, 12, 31))
            case BenefitPeriod.PLAN_YEAR:
                return year_from(self._policy_start, day)
            case BenefitPeriod.ROLLING_12_MONTHS:
                return DateRange(add_days(add_months(day, -_YEAR), 1), day)
            case _:
                return DateRange()

    def used_elsewhere_for(self, day: date) -> int:
        """Return what was used elsewhere, which counts in the period that holds today."""
        return self._prior if self._shares_period_with_today(day) else 0

    def _shares_period_with_today(self, day: date) -> bool:
        match self.limit.per:
            case BenefitPeriod.ROLLING_12_MONTHS:
                return self.period(self._today).contains(day) or self.period(day).contains(self._today)
            case BenefitPeriod.EPISODE:
                return self._episode.lasts_on(self._today)
            case _:
                return self.period(day).contains(self._today)

    def charged_for(self, day: date) -> int:
        """Return what visits took in the period of a day, planned ones before the visit at hand included."""
        period = self.period(day)
        return self._charged.between(period.start, period.end)

    def left(self, visit: Visit) -> int | None:
        """Return what is left for a visit, None without a limit."""
        if self.ordered is None:
            return None
        return self.ordered - self.used_elsewhere_for(visit.date) - self.charged_for(visit.date)

    def charge(self, day: date, amount: int, *, forecast: bool) -> LimitCharge:
        """Use up an amount."""
        self._charged.add(day, amount)
        counts_today = forecast and self._shares_period_with_today(day)
        return LimitCharge(self.limit.id, day, amount, counts_today)

    def state(self, horizon: date) -> LimitState | None:
        """Return what visits from `horizon` on can still notice; None where they notice nothing."""
        by_episode = self.limit.per is BenefitPeriod.EPISODE
        alive = by_episode and self._episode.is_alive(horizon)
        if not alive if by_episode else self._ends < horizon:
            return None
        start, last = (self._episode.start, self._episode.last) if alive else (None, None)
        since = start if alive else self.period(horizon).start
        if self.limit.per is BenefitPeriod.ROLLING_12_MONTHS:
            amounts = self._charged.since(since)
        else:
            later = self._charged.since(add_days(horizon, 1))
            amounts = ((horizon, self._charged.between(since, horizon)), *later)
        self._units = {day: units for day, units in self._units.items() if day >= horizon}
        return self.limit.id, start, last, amounts, tuple(sorted(self._units.items()))

    def carried(self, known: tuple[LimitState, LimitState], now: LimitState) -> LimitState | None:
        """Return the state after visits that began with `now`, not with the first of `known`.

        None where they could notice: they belong to several periods, or the limit may be reached.
        """
        (before, after) = known
        plain = all(len(each[3]) == 1 for each in (before, after, now))
        if not plain or (before[1:3], before[4]) != (now[1:3], now[4]) or before[1:3] != after[1:3]:
            return None
        (begun, old), (ended, used), (_, new) = before[3][0], after[3][0], now[3][0]
        if self.period(begun).start != self.period(ended).start:
            return None
        most = max(used, used + new - old)
        # Of units a visit may need more than are left, and be refused though not all are used.
        single = self.unit is CountUnit.VISIT
        if self.ordered is not None and not (single and most + self._prior < self.ordered):
            return None
        return (*after[:3], ((ended, used + new - old),), after[4])

    def restore(self, state: LimitState | None) -> None:
        """Go back to a state, None being the first one."""
        _, start, last, amounts, units = state or ("", None, None, (), ())
        if self.limit.per is BenefitPeriod.EPISODE:
            self._episode.become(start, last)
        self._charged = Uses(amounts)
        self._units = dict(units)

    def settle(self) -> None:
        """Take the period that holds today from the completed visits, before planned ones are looked at."""
        self._current = self.period(self._today)
        if self.limit.per is BenefitPeriod.EPISODE and not self._episode.lasts_on(self._today):
            self._current = DateRange(self._today, None)

    def counter(self, tally: Tally) -> Counter:
        """Return the use in the period that holds today."""
        charged, planned = tally.of_limit(self.limit.id, self._current)
        return Counter(
            "benefit_limit",
            self.limit.id,
            self.unit,
            self.ordered,
            self._prior,
            charged,
            None if self.ordered is None else self.ordered - self._prior - charged,
            planned,
            self.currency,
            self._current.start,
            self._current.end,
        )

    def units_on(self, day: date, units: int) -> int:
        """Add a visit's units to those of its day and return the total."""
        self._units[day] = self._units.get(day, 0) + units
        return self._units[day]

    def is_over_cap(self, units: int) -> bool:
        """Tell whether so many units are more than one day may hold."""
        return self.limit.units_per_day is not None and units > self.limit.units_per_day
