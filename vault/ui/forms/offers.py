"""What a picker offers: one person's records and the shared ones, by name; a family stays apart."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import KINDS, SHIPPED_SERVICES, Record
from vault.domain.records.people import Provider, Role
from vault.domain.records.policy import Policy
from vault.domain.records.visit import Service, Visit
from vault.services.wording.catalogue import Wording
from vault.services.wording.names import service_name
from vault.services.wording.titles import record_title, title_of

_MOST = 200
_CURRENCIES = {"US": "USD", "DE": "EUR", "AT": "EUR", "UK": "GBP", "GB": "GBP", "CA": "CAD", "AU": "AUD"}
_BY_LANGUAGE = {"en": "USD", "de": "EUR"}
_SHIPPED = {service.id: number for number, service in enumerate(SHIPPED_SERVICES)}
_ROLES: dict[str, Role] = {"referrer": Role.REFERRER, "performer": Role.THERAPIST, "provider": Role.THERAPIST}


@dataclass(frozen=True, slots=True)
class Offer:
    """A record that can be chosen."""

    key: str
    text: str


class Offers:
    """The records of one person that a form may point at."""

    def __init__(self, records: RecordSet, person: str | None, say: Wording) -> None:
        self._all, self._say = records, say
        self._person = person
        self._own = self._of_person()
        self._offered: dict[tuple[str, str], tuple[Offer, ...]] = {}

    @property
    def records(self) -> RecordSet:
        """The person's records and the shared ones."""
        return self._own

    @property
    def person(self) -> str | None:
        """Whose records are offered."""
        return self._person

    def choose_person(self, person: str | None) -> None:
        """Offer another person's records."""
        self._person = person
        self._own = self._of_person()
        self._offered.clear()

    def renew(self, records: RecordSet) -> None:
        """Offer what is stored now."""
        if records is not self._all:
            self._all = records
            self._own = self._of_person()
            self._offered.clear()

    def of(self, kind: str, name: str = "") -> tuple[Offer, ...]:
        """Return what is offered for a field `name` that points at a kind, what fits best first."""
        if (kind, name) not in self._offered:
            found = list((self._all if kind == "person" else self._own).all(KINDS[kind]))
            found.sort(key=_order_for(name))
            self._offered[kind, name] = tuple(Offer(each.id, self._text(each)) for each in found[:_MOST])
        return self._offered[kind, name]

    def title(self, kind: str, record_id: str) -> str:
        """Return what a record is called."""
        record = self._all.get(KINDS[kind], record_id)
        return record_title(self._all, kind, record_id, self._say) if record is None else self._text(record)

    def holds(self, kind: str, record_id: str) -> bool:
        """Tell whether a record is one of those that may be chosen."""
        if kind == "person":
            return self._all.get(KINDS[kind], record_id) is not None
        return self._own.get(KINDS[kind], record_id) is not None

    @property
    def currency(self) -> str:
        """The currency of the person's newest policy, else that of the language."""
        policies = sorted(self._own.all(Policy), key=_policy_start)
        for policy in reversed(policies):
            country = (policy.jurisdiction or "").upper()[:2]
            if country in _CURRENCIES:
                return _CURRENCIES[country]
        return _BY_LANGUAGE[self._say.lang]

    def _text(self, record: Record) -> str:
        if isinstance(record, Visit):
            return f"{self._say.date(record.date)} · {self._service(record.service)}"
        return title_of(record, self._say)

    def _service(self, service_id: str) -> str:
        return record_title(self._all, "service", service_id, self._say)

    def _of_person(self) -> RecordSet:
        return self._all if self._person is None else self._all.for_person(self._person)


def service_words(records: RecordSet, ids: tuple[str, ...], say: Wording) -> str:
    """Return the names of services, in the person's language."""
    titles = (record_title(records, "service", each, say) for each in ids)
    return ", ".join(service_name(title, say) for title in titles)


def _policy_start(policy: Policy) -> Any:
    return policy.start


def _order_for(name: str) -> Callable[[Record], Any]:
    """Return the order of offers: visits newest first, providers of the fitting role first."""

    def order(record: Record) -> Any:
        if isinstance(record, Visit):
            return (-record.date.toordinal(), record.id)
        if isinstance(record, Provider):
            return (_ROLES.get(name) not in record.roles, record.name.casefold())
        if isinstance(record, Service):
            return (_SHIPPED.get(record.id, len(_SHIPPED)), record.name.casefold())
        return (0, record.id)

    return order
