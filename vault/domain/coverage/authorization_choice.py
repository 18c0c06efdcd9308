"""Which authorization of a policy a visit is charged to: the pinned one, else the first that fits."""

from collections.abc import Iterable

from vault.domain.coverage.held_authorization import LIVE, REFUSED, HeldAuthorization
from vault.domain.coverage.shelf import Shelf, key_of
from vault.domain.records.visit import Visit

_NOT_NAMED = ""


class AuthorizationChoice:
    """The authorizations that concern one policy, by service and by the provider they name."""

    def __init__(self, authorizations: Iterable[HeldAuthorization]) -> None:
        self._by_service: dict[str, list[HeldAuthorization]] = {}
        self._refused: dict[str, HeldAuthorization] = {}
        self._live: dict[str, HeldAuthorization] = {}
        self._shelves: dict[tuple[str, str | None], Shelf[HeldAuthorization] | None] = {}
        self._named = set[str | None]()
        for held in sorted(authorizations, key=key_of):
            status, services = held.authorization.status, held.authorization.services
            if status in LIVE:
                self._live[held.authorization.id] = held
                self._named.add(held.authorization.provider)
                for service in dict.fromkeys(services):
                    self._by_service.setdefault(service, []).append(held)
            elif status in REFUSED:
                self._refused[held.authorization.id] = held

    def restart(self) -> None:
        """Take no day for granted: the papers may be used up otherwise now."""
        for shelf in self._shelves.values():
            if shelf is not None:
                shelf.restart()

    def choose(self, visit: Visit) -> HeldAuthorization | None:
        """Return the one to charge, else the one that gets furthest, None where none is held."""
        if visit.authorization is not None:
            return self._live.get(visit.authorization)
        shelf = self._shelf(visit)
        if shelf is None:  # all stop at A5, equally far
            return next(iter(self._live.values()), None)
        shelf.turn_to(visit.date)
        fitting = shelf.first(lambda held: held.has_left(visit))
        return fitting or min((*shelf.aside[:1], *shelf.live[:1]) or shelf.closed(), key=key_of)

    def refused(self, visit: Visit) -> HeldAuthorization | None:
        """Return the denied or withdrawn one a visit is pinned to, else the first for its service."""
        if visit.authorization is not None:
            return self._refused.get(visit.authorization)
        of_service = (each for each in self._refused.values() if visit.service in each.authorization.services)
        return next(of_service, None)

    def _shelf(self, visit: Visit) -> Shelf[HeldAuthorization] | None:
        """Return the shelf for a service and provider; all providers that no paper names share one."""
        of_service = self._by_service.get(visit.service, ())
        provider = visit.provider if visit.provider is None or visit.provider in self._named else _NOT_NAMED
        place = (visit.service, provider)
        if place not in self._shelves:
            papers = [held for held in of_service if held.is_for(provider)]
            self._shelves[place] = Shelf(papers) if papers else None
        return self._shelves[place]
