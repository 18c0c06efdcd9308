"""The doctor's-desk check: what a policy needs on a referral and what insurers send back, item by item."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from vault.domain.coverage.codes import accepts, canonical, matches
from vault.domain.coverage.policy import held_on, is_us_plan
from vault.domain.coverage.turn import comma
from vault.domain.coverage.verdict import Value
from vault.domain.record_set import RecordSet
from vault.domain.records.people import CheckResult, IdentifierType, Provider
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Condition, Referral
from vault.domain.records.values import Need
from vault.domain.records.visit import Service

DeskValue = tuple[tuple[str, Value], ...]


class Held(IntEnum):
    """Whether the referral has it; the worst first."""

    MISSING = 0
    UNKNOWN = 1
    OK = 2


@dataclass(frozen=True, slots=True)
class DeskItem:
    """One thing looked for; `rule` is the rule and denial code it can bring (`R11:175`), None for neither.

    `kind`, `record` and `field` say where the answer is entered; `record` None is the referral not stored yet
    or a record that is not there. `at_desk` tells whether the doctor's desk can mend it: the rest is for the
    insurer.
    """

    code: str
    held: Held
    rule: str | None
    kind: str
    record: str | None
    field: str
    values: DeskValue = ()
    at_desk: bool = True


def policy_for(records: RecordSet, referral: Referral, today: dt.date) -> Policy | None:
    """Return the policy a referral is held against: today's, for one that has ended the one of its day."""
    day = today
    if referral.valid_until is not None and referral.valid_until < today:
        day = referral.authored_on or referral.valid_until
    held = held_on(records.all(Policy), day).policies
    return held[0] if held else None


def desk_check(
    records: RecordSet, referral: Referral, policy: Policy | None, today: dt.date
) -> tuple[DeskItem, ...]:
    """Return every item looked at: what is missing first, then what is not known, then what is there."""
    check = _DeskCheck(records, referral, policy, today)
    return tuple(sorted(check.items(), key=lambda item: item.held))


class _DeskCheck:
    """The items one by one, in the order a doctor's desk would go through the paper."""

    def __init__(self, records: RecordSet, referral: Referral, policy: Policy | None, today: dt.date) -> None:
        self._records = records
        self._referral = referral
        self._policy = policy
        self._today = today
        self._referrer = records.get(Provider, referral.referrer)
        self._conditions = [
            each for name in referral.conditions if (each := records.get(Condition, name)) is not None
        ]

    def items(self) -> Iterator[DeskItem]:
        """Yield the items."""
        referral = self._referral
        diagnosis = bool(referral.diagnosis or referral.conditions)
        yield self._item("diagnosis", _there(diagnosis), "R11:175", "diagnosis")
        yield self._quantity()
        yield self._item("date", _there(referral.authored_on is not None), "R11:175", "authored_on")
        yield self._validity()
        yield self._item("signature", _there(referral.signed is True), "R11:175", "signed")
        yield self._item("referrer", _there(self._referrer is not None), "R11:175", "referrer")
        if self._referrer is not None:
            yield self._identifier(self._referrer)
            yield self._referrer_type(self._referrer)
        yield self._services()
        yield from self._accepted_condition()
        necessity = referral.necessity is not None
        yield self._item("necessity", _there(necessity), None, "necessity")
        yield self._item("copy", _there(self._has_paper()), "R14:252", "documents")
        released = Held.OK if referral.released_to else Held.UNKNOWN
        yield self._item("released", released, None, "released_to")

    def _item(
        self,
        code: str,
        held: Held,
        rule: str | None,
        field: str,
        at: tuple[str, str | None] | None = None,
        values: DeskValue = (),
        *,
        at_desk: bool = True,
    ) -> DeskItem:
        kind, record = at or ("referral", self._referral.id)
        return DeskItem(code, held, rule, kind, record, field, values, at_desk)

    def _has_paper(self) -> bool:
        return bool(self._records.documents_of(self._referral.id))

    def _quantity(self) -> DeskItem:
        referral = self._referral
        held = Held.UNKNOWN
        if referral.visits is not None or referral.duration_weeks is not None:
            held = Held.OK
        elif referral.visits_missing:
            held = Held.MISSING
        return self._item("quantity", held, "R11:175", "visits")

    def _validity(self) -> DeskItem:
        referral = self._referral
        if referral.valid_until is None:
            return self._item("valid_until", Held.UNKNOWN, "R15:176", "valid_until")
        held = _there(referral.valid_until >= self._today)
        code = "valid_until" if held is Held.OK else "ended"
        return self._item(code, held, "R5:176", "valid_until", values=_named(until=referral.valid_until))

    def _identifier(self, referrer: Provider) -> DeskItem:
        at, name = ("provider", referrer.id), _named(referrer=referrer.name)
        if self._policy is None or not is_us_plan(self._policy):
            held = Held.OK if referrer.identifiers else Held.UNKNOWN
            return self._item("identifier", held, None, "identifiers", at, name)
        numbers = [each for each in referrer.identifiers if each.type is IdentifierType.NPI]
        if not numbers:
            return self._item("npi", Held.MISSING, "R11:206", "identifiers", at, name)
        if all(each.check is CheckResult.FAILED for each in numbers):
            values = _named(referrer=referrer.name, npi=numbers[0].printed)
            return self._item("npi_digits", Held.MISSING, "R11:207", "identifiers", at, values)
        return self._item("npi", Held.OK, "R11:206", "identifiers", at, name)

    def _referrer_type(self, referrer: Provider) -> DeskItem:
        policy, at = self._policy, ("provider", referrer.id)
        if policy is None or not policy.referrer_types:
            told = policy is not None and is_said(policy)
            free = policy is not None and policy.requires_referral is Need.NO
            return self._item(
                "referrer_type_rule",
                Held.OK if told or free else Held.UNKNOWN,
                "R13:183",
                "referrer_types",
                ("policy", None if policy is None else policy.id),
                _named(insurer=None if policy is None else policy.insurer),
                at_desk=False,
            )
        values = _named(
            referrer=referrer.name,
            types=comma(referrer.types),
            accepted=comma(policy.referrer_types),
            insurer=policy.insurer,
        )
        if not referrer.types:
            return self._item("referrer_type", Held.UNKNOWN, "R13:183", "types", at, values)
        if accepts(policy.referrer_types, referrer.types):
            return self._item("referrer_type", Held.OK, "R13:183", "types", at, values)
        here = ("referral", self._referral.id)
        return self._item("referrer_refused", Held.MISSING, "R13:183", "referrer", here, values)

    def _services(self) -> DeskItem:
        services = self._referral.services
        excluded = () if self._policy is None else self._policy.excluded
        refused = [each for each in services if each in excluded]
        if self._policy is not None and refused:
            return self._item(
                "service_excluded",
                Held.MISSING,
                "P3:204",
                "services",
                values=_named(
                    services=comma(service_names(self._records, refused)), insurer=self._policy.insurer
                ),
                at_desk=False,
            )
        return self._item("services", _there(bool(services)), "R10s:243", "services")

    def _accepted_condition(self) -> Iterator[DeskItem]:
        policy, referral = self._policy, self._referral
        if policy is None or not policy.conditions or not (self._conditions or referral.diagnosis):
            return
        words = tuple(each.words for each in self._conditions)
        codes = [each.code for each in self._conditions if each.code is not None]
        coded = [known for code in (*codes, *referral.diagnosis) if (known := canonical(code))]
        accepted = is_accepted(policy.conditions, words, coded)
        yield self._item(
            "condition",
            _there(accepted),
            "T2:167",
            "conditions",
            values=_named(
                condition=comma(words) or comma(referral.diagnosis),
                accepted=comma(policy.conditions),
                insurer=policy.insurer,
            ),
            at_desk=False,
        )


def is_accepted(accepted: tuple[str, ...], words: tuple[str, ...], coded: list[str]) -> bool:
    """Tell whether a condition is among those a policy accepts, by its words or canonical codes."""
    if not accepted or accepts(accepted, words):
        return True
    return any(matches(code, canonical(each)) for code in coded for each in accepted if canonical(each))


def is_said(policy: Policy) -> bool:
    """Tell whether somebody at the insurer stated the rules of a policy."""
    return policy.said_by is not None or policy.said_on is not None


def service_names(records: RecordSet, services: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of services, an id where the list lacks it."""
    return tuple(each if (known := records.get(Service, each)) is None else known.name for each in services)


def _there(held: bool) -> Held:  # noqa: FBT001 - the value itself
    return Held.OK if held else Held.MISSING


def _named(**values: Value) -> DeskValue:
    return tuple(values.items())
