"""A change of one record as the verdicts see it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.letters import Appeal, Communication, InsurerRequest
from vault.domain.records.money import Bill, Claim, Eob
from vault.domain.records.papers import Bundle, Document, Reminder
from vault.domain.records.people import Person, Provider
from vault.domain.records.policy import BenefitLimit, Policy
from vault.domain.records.referral import Authorization, Condition, Referral, TreatmentPlan
from vault.domain.records.visit import Visit

_NOTE = ("note",)
_NOT_READ: Mapping[type[Record], tuple[str, ...]] = {
    Visit: ("note", "codes", "paid"),
    Referral: (
        "note",
        "service_words",
        "codes",
        "necessity",
        "units_per_visit",
        "duration_weeks",
        "urgent",
        "renewal_of",
        "released_to",
    ),
    Authorization: ("note", "referral"),
    Policy: ("note", "group", "plan_name", "claims_address", "appeals_address", "said_by", "call_reference"),
    BenefitLimit: ("note", "before_deductible"),
    Provider: ("note", "roles", "address", "phone", "fax", "email", "portal"),
    Condition: ("note", "onset"),
    TreatmentPlan: ("goals", "therapies", "baseline", "measures"),
    Document: ("title", "file_name", "added", "media_type", "pages", "text", "has_text_layer", "sensitive"),
    Bill: ("note", "number", "dated", "paid", "paid_on"),
    Claim: ("note", "channel"),
    Eob: ("note", "received_on", "payment_date"),
    InsurerRequest: ("note", "channel"),
    Appeal: ("note", "proof"),
}
"""Fields that no rule reads and no hit shows."""

_NEVER_READ = (Person, Communication, Bundle, Reminder)


@dataclass(frozen=True, slots=True)
class Edit:
    """One record before and after; None where it is not there."""

    old: Record | None
    new: Record | None

    @property
    def id(self) -> str:
        """The record's id."""
        return next(record.id for record in (self.old, self.new) if record is not None)

    @property
    def records(self) -> tuple[Record, ...]:
        """The record before and after, as far as there is one."""
        return tuple(record for record in (self.old, self.new) if record is not None)

    @property
    def matters(self) -> bool:
        """Tell whether a verdict could read what changed."""
        if any(isinstance(record, _NEVER_READ) for record in self.records):
            return False
        return self.old is None or self.new is None or _read(self.old) != _read(self.new)

    def is_of(self, record_class: type[Record]) -> bool:
        """Tell whether it is about a record of this class."""
        return isinstance(self.records[0], record_class)


def edits_between(before: RecordSet, after: RecordSet) -> tuple[Edit, ...]:
    """Return every record that was added, changed or taken away."""
    gone = (Edit(old, None) for old in before if after.get(type(old), old.id) is None)
    there = (Edit(before.get(type(new), new.id), new) for new in after)
    return (*gone, *(edit for edit in there if edit.old is not edit.new and edit.old != edit.new))


def _read(record: Record) -> Record:
    """Return a record with the fields that nothing reads taken from a blank one."""
    ignored = dict.fromkeys(_NOT_READ.get(type(record), ()))
    return replace(record, **ignored) if ignored else record  # type: ignore[type-var]  # every kind is a dataclass
