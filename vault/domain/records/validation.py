"""What the fields of one record must be to each other; says the field, the reason and what would be right."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from vault.domain.errors import InvalidFieldError
from vault.domain.records.fields import Shape, fields_of
from vault.domain.records.kinds import Record, kind_of
from vault.domain.records.letters import InsurerRequest, RequestItem
from vault.domain.records.money import Bill, Claim
from vault.domain.records.papers import Bundle
from vault.domain.records.people import Person
from vault.domain.records.policy import BenefitLimit, Policy
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.values import Unit
from vault.domain.records.visit import Visit

Fault = tuple[str, str, str | None]
"""Field, reason code, what would be right."""


def validate(record: Record, today: dt.date) -> None:
    """Raise InvalidFieldError for the first field that does not hold."""
    for field, reason, right in _faults(record, today):
        raise InvalidFieldError(kind_of(record), field, reason, right)


def _faults(record: Record, today: dt.date) -> Iterator[Fault]:
    yield from _empty_lists(record)
    for record_class, rule in _RULES:
        if isinstance(record, record_class):
            yield from rule(record, today)


def _empty_lists(record: Record) -> Iterator[Fault]:
    """Find required lists with no member: they say nothing."""
    record_class: type = type(record)
    for field in fields_of(record_class):
        if field.required and field.shape is Shape.LIST and not getattr(record, field.name):
            yield field.name, "empty_list", None


def _ordered(field: str, start: dt.date | None, end: dt.date | None) -> Iterator[Fault]:
    if start is not None and end is not None and end < start:
        yield field, "ends_before_it_starts", f">= {start.isoformat()}"


def _person(person: Person, today: dt.date) -> Iterator[Fault]:
    if person.birth_date is not None and person.birth_date > today:
        yield "birth_date", "in_the_future", f"<= {today.isoformat()}"


def _policy(policy: Policy, _today: dt.date) -> Iterator[Fault]:
    yield from _ordered("end", policy.start, policy.end)


def _benefit_limit(limit: BenefitLimit, _today: dt.date) -> Iterator[Fault]:
    if limit.unit is Unit.MONEY and limit.money is None:
        yield "money", "needed_with_unit_money", "{minor, currency}"
    if limit.unit is not Unit.MONEY and limit.visits is None:
        yield "visits", "required", "0..99999"
    money, used = limit.money, limit.prior_used_money
    if money is not None and used is not None and money.currency != used.currency:
        yield "prior_used_money", "other_currency", money.currency


def _referral(referral: Referral, _today: dt.date) -> Iterator[Fault]:
    yield from _ordered("valid_until", referral.valid_from, referral.valid_until)
    yield from _ordered("start_by", referral.authored_on, referral.start_by)
    frequency = referral.frequency
    if frequency is not None and frequency.low is not None and frequency.low > frequency.n:
        yield "frequency.low", "more_than_upper_number", f"<= {frequency.n}"
    if referral.visits_missing and referral.visits is not None:
        yield "visits_missing", "number_is_given", "false"
    if referral.renewal_of == referral.id:
        yield "renewal_of", "renews_itself", None


def _authorization(authorization: Authorization, _today: dt.date) -> Iterator[Fault]:
    yield from _ordered("end", authorization.start, authorization.end)
    yield from _ordered("decided_on", authorization.requested_on, authorization.decided_on)


def _visit(visit: Visit, _today: dt.date) -> Iterator[Fault]:
    if visit.charge is not None and visit.charge.minor < 0:
        yield "charge.minor", "negative", "0.."
    if visit.charge is not None and visit.paid is not None and visit.charge.currency != visit.paid.currency:
        yield "paid.currency", "other_currency", visit.charge.currency


def _bill(bill: Bill, _today: dt.date) -> Iterator[Fault]:
    currencies = {line.charge.currency for line in bill.lines if line.charge is not None}
    if len(currencies) > 1:
        yield "lines", "other_currency", min(currencies)


def _claim(claim: Claim, today: dt.date) -> Iterator[Fault]:
    if claim.submitted_on is not None and claim.submitted_on > today:
        yield "submitted_on", "in_the_future", f"<= {today.isoformat()}"


def _request(request: InsurerRequest, _today: dt.date) -> Iterator[Fault]:
    yield from _ordered("received_on", request.dated, request.received_on)
    for at, item in enumerate(request.items):
        yield from _item(at, item)


def _bundle(bundle: Bundle, today: dt.date) -> Iterator[Fault]:
    if bundle.sent_on is not None and bundle.sent_on > today:
        yield "sent_on", "in_the_future", f"<= {today.isoformat()}"
    made = bundle.exported.date() - dt.timedelta(1)  # the instant is UTC: there it may be a day later
    yield from _ordered("sent_on", made, bundle.sent_on)


def _item(at: int, item: RequestItem) -> Iterator[Fault]:
    yield from _ordered(f"items[{at}].end", item.start, item.end)


_RULES: tuple[tuple[type[Any], Callable[[Any, dt.date], Iterator[Fault]]], ...] = (
    (Person, _person),
    (Policy, _policy),
    (BenefitLimit, _benefit_limit),
    (Referral, _referral),
    (Authorization, _authorization),
    (Visit, _visit),
    (Bill, _bill),
    (Claim, _claim),
    (InsurerRequest, _request),
    (Bundle, _bundle),
)
