"""Episodes of treatment: a pause of 91 days or more begins a new one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vault.domain.records.visit import Visit

PAUSE_DAYS = 91

EpisodeState = tuple[str, date | None, date | None, date | None, int]
"""A service with the fields of its episode."""


@dataclass(slots=True)
class Episode:
    """The episode of some services as of the last visit seen.

    `start` is its first visit, `first` the first one a policy held, `count` how many those are.
    """

    start: date | None = None
    last: date | None = None
    first: date | None = None
    count: int = 0

    def see(self, day: date, *, held: bool) -> None:
        """Take a visit into account; one outside every policy bridges a pause but uses up nothing."""
        if self.last is None or (day - self.last).days >= PAUSE_DAYS:
            self.start, self.last, self.first, self.count = day, day, None, 0
        self.last = max(self.last, day)
        if held:
            self.count += 1
            self.first = self.first or day

    def become(
        self, start: date | None, last: date | None, first: date | None = None, count: int = 0
    ) -> None:
        """Take on a state."""
        self.start, self.last, self.first, self.count = start, last, first, count

    def is_alive(self, horizon: date) -> bool:
        """Tell whether a visit on `horizon` would still belong to it."""
        return self.last is not None and (horizon - self.last).days < PAUSE_DAYS

    def lasts_on(self, today: date) -> bool:
        """Tell whether today lies in the episode, as far as it is known by its last visit."""
        return (
            self.start is not None
            and self.last is not None
            and self.start <= today
            and (today - self.last).days < PAUSE_DAYS
        )


class Episodes:
    """The episodes of each service, and of each group of services that shares a limit.

    Visits of an episode beyond `counted` make no difference to any policy.
    """

    def __init__(self, counted: int = 0) -> None:
        self._counted = counted
        self._by_service: dict[str, Episode] = {}
        self._watching: dict[str, list[Episode]] = {}

    def of(self, service: str) -> Episode:
        """Return the episode of one service."""
        if service not in self._by_service:
            self._by_service[service] = self.of_group((service,))
        return self._by_service[service]

    def of_group(self, services: Iterable[str]) -> Episode:
        """Return a new episode that follows the visits of all these services."""
        episode = Episode()
        for service in set(services):
            self._watching.setdefault(service, []).append(episode)
        return episode

    def see(self, visit: Visit, *, held: bool) -> None:
        """Take a visit into account, in the order of the visits."""
        self.of(visit.service)
        for episode in self._watching[visit.service]:
            episode.see(visit.date, held=held)

    def state(self, horizon: date) -> tuple[EpisodeState, ...]:
        """Return what visits from `horizon` on can still notice of the services' episodes."""
        return tuple(
            sorted(
                (service, each.start, each.last, each.first, min(each.count, self._counted))
                for service, each in self._by_service.items()
                if each.is_alive(horizon)
            )
        )

    def restore(self, state: tuple[EpisodeState, ...]) -> None:
        """Go back to a state."""
        for episode in self._by_service.values():
            episode.become(None, None)
        for service, start, last, first, count in state:
            self.of(service).become(start, last, first, count)
