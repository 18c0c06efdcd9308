"""Fields that contradict each other are refused with field, reason and what would be right."""

import datetime as dt

import pytest

from vault.domain.errors import ExitCode, InvalidFieldError
from vault.domain.records.kinds import Record
from vault.domain.records.letters import InsurerRequest, RequestItem
from vault.domain.records.money import Bill, BillLine, Claim
from vault.domain.records.people import Person
from vault.domain.records.policy import BenefitLimit, BenefitPeriod, Policy
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.validation import validate
from vault.domain.records.values import Frequency, Money, Per, Unit
from vault.domain.records.visit import Visit

TODAY = dt.date(2026, 11, 23)
EARLY, LATE = dt.date(2026, 1, 1), dt.date(2026, 2, 1)
DOLLAR, EURO = Money(100, "USD"), Money(100, "EUR")
ITEM = RequestItem("i", "Copy of the referral")


def referral(**fields: object) -> Referral:
    values: dict[str, object] = {
        "authored_on": EARLY,
        "services": ("massage",),
        "referrer": None,
        "signed": True,
    }
    return Referral("r", "p", **(values | fields))  # type: ignore[arg-type]


def limit(**fields: object) -> BenefitLimit:
    return BenefitLimit("b", "p", ("massage",), BenefitPeriod.LIFETIME, **fields)  # type: ignore[arg-type]


WRONG: list[tuple[Record, str, str]] = [
    (Person("p", "Sample", birth_date=TODAY + dt.timedelta(1)), "birth_date", "in_the_future"),
    (Policy("p", "me", "Sample", "1", LATE, end=EARLY), "end", "ends_before_it_starts"),
    (limit(unit=Unit.MONEY), "money", "needed_with_unit_money"),
    (limit(), "visits", "required"),
    (limit(unit=Unit.MONEY, money=DOLLAR, prior_used_money=EURO), "prior_used_money", "other_currency"),
    (referral(valid_from=LATE, valid_until=EARLY), "valid_until", "ends_before_it_starts"),
    (referral(authored_on=LATE, start_by=EARLY), "start_by", "ends_before_it_starts"),
    (referral(frequency=Frequency(1, Per.WEEK, low=2)), "frequency.low", "more_than_upper_number"),
    (referral(visits=3, visits_missing=True), "visits_missing", "number_is_given"),
    (referral(renewal_of="r"), "renewal_of", "renews_itself"),
    (referral(services=()), "services", "empty_list"),
    (Authorization("a", "p", ("massage",), start=LATE, end=EARLY), "end", "ends_before_it_starts"),
    (
        Authorization("a", "p", ("massage",), requested_on=LATE, decided_on=EARLY),
        "decided_on",
        "ends_before_it_starts",
    ),
    (Visit("v", "p", EARLY, None, "massage", charge=Money(-1, "USD")), "charge.minor", "negative"),
    (Visit("v", "p", EARLY, None, "massage", charge=DOLLAR, paid=EURO), "paid.currency", "other_currency"),
    (Bill("b", "p", (BillLine("1", charge=DOLLAR), BillLine("2", charge=EURO))), "lines", "other_currency"),
    (
        Claim("c", "p", None, "p", ("v",), submitted_on=TODAY + dt.timedelta(1)),
        "submitted_on",
        "in_the_future",
    ),
    (InsurerRequest("q", "p", EARLY, LATE, (ITEM,)), "received_on", "ends_before_it_starts"),
    (
        InsurerRequest("q", "p", LATE, EARLY, (ITEM, RequestItem("j", "Dates", None, LATE, EARLY))),
        "items[1].end",
        "ends_before_it_starts",
    ),
]


@pytest.mark.parametrize(("record", "field", "reason"), WRONG, ids=lambda value: str(value)[:30])
def test_a_contradiction_is_refused(record: Record, field: str, reason: str) -> None:
    with pytest.raises(InvalidFieldError) as caught:
        validate(record, TODAY)
    assert (caught.value.values["field"], caught.value.values["reason"]) == (field, reason)
    assert caught.value.exit_code is ExitCode.INVALID_FIELD


RIGHT: list[Record] = [
    Person("p", "Sample", birth_date=TODAY),
    Policy("p", "me", "Sample", "1", EARLY, end=EARLY),
    limit(visits=0),
    limit(unit=Unit.MONEY, money=DOLLAR, prior_used_money=DOLLAR),
    limit(unit=Unit.MONEY, money=DOLLAR),
    referral(valid_from=EARLY, valid_until=EARLY, frequency=Frequency(2, Per.WEEK, low=1), renewal_of="q"),
    referral(authored_on=None, start_by=EARLY, visits_missing=True, frequency=Frequency(2, Per.WEEK)),
    Visit("v", "p", EARLY, None, "massage", charge=DOLLAR, paid=DOLLAR),
    Visit("v", "p", EARLY, None, "massage"),
    Bill("b", "p", (BillLine("1", charge=DOLLAR), BillLine("2"))),
    Claim("c", "p", None, "p", ("v",), submitted_on=TODAY),
    InsurerRequest("q", "p", EARLY, EARLY, (ITEM,)),
]


@pytest.mark.parametrize("record", RIGHT, ids=lambda value: str(value)[:30])
def test_what_may_be_is_taken(record: Record) -> None:
    validate(record, TODAY)
