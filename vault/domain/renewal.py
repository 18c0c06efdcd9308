"""Renewals: what a new referral takes over from the one before, and the chain they make."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vault.domain.record_set import RecordSet
from vault.domain.records.codec import Json, record_to_json
from vault.domain.records.referral import Referral

_TAKEN_OVER = (
    "person",
    "services",
    "service_words",
    "codes",
    "referrer",
    "performer",
    "diagnosis",
    "conditions",
    "visits",
    "units_per_visit",
    "frequency",
    "necessity",
)
"""What a doctor orders again; dates, number, signature, releases and papers are the new one's own."""


def renewal_values(old: Referral) -> Mapping[str, Json]:
    """Return the JSON values a renewal begins with; the visits are a suggestion until its paper says."""
    told = record_to_json(old)
    kept = {name: told[name] for name in _TAKEN_OVER if told[name] not in (None, [])}
    return {**kept, "renewal_of": old.id}


@dataclass(frozen=True, slots=True)
class RenewalChain:
    """The referrals before one, the oldest first, and all that renew it, directly or not, oldest first."""

    earlier: tuple[Referral, ...]
    later: tuple[Referral, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it stands alone."""
        return not self.earlier and not self.later


def renewal_chain(records: RecordSet, referral: Referral) -> RenewalChain:
    """Return what a referral renews and what renews it; a circle is walked once."""
    seen = {referral.id}
    earlier: list[Referral] = []
    before = records.get(Referral, referral.renewal_of)
    while before is not None and before.id not in seen:
        seen.add(before.id)
        earlier.insert(0, before)
        before = records.get(Referral, before.renewal_of)
    renewing: dict[str, list[Referral]] = {}
    for each in records.all(Referral):
        if each.renewal_of is not None:
            renewing.setdefault(each.renewal_of, []).append(each)
    later: list[Referral] = []
    waiting = [referral.id]
    while waiting:
        for each in renewing.get(waiting.pop(), ()):
            if each.id not in seen:
                seen.add(each.id)
                later.append(each)
                waiting.append(each.id)
    return RenewalChain(tuple(earlier), tuple(sorted(later, key=_written)))


def _written(referral: Referral) -> tuple[date, str]:
    """Return when it was written; one without a date is still to come."""
    return referral.authored_on or date.max, referral.id
