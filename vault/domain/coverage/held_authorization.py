"""An authorization as visits use it up, and which rule stops one from holding for a visit."""

from dataclasses import dataclass
from datetime import date

from vault.domain.coverage.meter import Meter, counted, in_counts, need_of
from vault.domain.coverage.shelf import Key
from vault.domain.coverage.verdict import CountUnit
from vault.domain.records.referral import Authorization, AuthorizationStatus
from vault.domain.records.visit import Visit

PENDING = frozenset({AuthorizationStatus.PENDING, AuthorizationStatus.SUBMITTED})
REFUSED = frozenset({AuthorizationStatus.DENIED, AuthorizationStatus.WITHDRAWN})
LIVE = PENDING | {
    AuthorizationStatus.APPROVED,
    AuthorizationStatus.PARTLY,
    AuthorizationStatus.EXPIRED,
    AuthorizationStatus.NOT_NEEDED,
}


@dataclass(slots=True, eq=False)
class HeldAuthorization:
    """An authorization and what the visits so far made of it; it counts in `unit`."""

    authorization: Authorization
    unit: CountUnit
    meter: Meter
    start: date
    end: date
    key: Key

    @classmethod
    def of(cls, authorization: Authorization) -> "HeldAuthorization":
        """Return an authorization that only its use elsewhere has touched."""
        units, unit, status = authorization.units, authorization.unit, authorization.status
        end_unknown = date.min if status is AuthorizationStatus.EXPIRED else date.max
        end = authorization.end or end_unknown
        older = authorization.start or authorization.decided_on or authorization.requested_on or date.max
        return cls(
            authorization,
            counted(unit),
            Meter(
                None if units is None else in_counts(units, unit),
                in_counts(authorization.used_elsewhere, unit),
            ),
            authorization.start or date.min,
            end,
            (int(status in PENDING), end, older, authorization.id),
        )

    @property
    def enter(self) -> date:
        """The first day on which it exists: its first day."""
        return self.start

    def is_spent(self) -> bool:
        """Tell whether nothing is left of it."""
        return self.meter.is_spent()

    def need(self, visit: Visit) -> int | None:
        """Return what a visit takes of it, None where the visit does not say."""
        return need_of(visit, self.unit)

    def has_left(self, visit: Visit) -> bool:
        """Tell whether enough is left for a visit; not where it does not say how much it takes."""
        left = self.meter.left()
        if left is None:
            return True
        need = self.need(visit)
        return need is not None and need <= left

    def is_for(self, provider: str | None) -> bool:
        """Tell whether it holds for this provider; one not known may be the one named."""
        return provider is None or self.authorization.provider in (None, provider)

    def failing(self, visit: Visit) -> str | None:
        """Return the first step of the gate that a visit fails, None when it fits."""
        if visit.service not in self.authorization.services:
            return "service"
        if not self.is_for(visit.provider):
            return "provider"
        if visit.date > self.end:
            return "after"
        if visit.date < self.start:
            return "before"
        return None if self.has_left(visit) else "units"
