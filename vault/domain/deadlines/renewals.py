"""The day to see the doctor for a renewal: one for every page that names it."""

from collections.abc import Iterable
from datetime import date

from vault.domain.deadlines.due_date import DueDate, DueKind
from vault.domain.record_set import RecordSet
from vault.domain.records.referral import Referral


def renewal_day(due: Iterable[DueDate], records: RecordSet, person: str, service: str) -> date | None:
    """Return the first day to renew a person's referral for a service; None where none is to be renewed."""
    days = (
        each.due
        for each in due
        if each.kind is DueKind.BOOK_RENEWAL and each.person == person and each.due is not None
        if (referral := records.get(Referral, each.subject)) is not None and service in referral.services
    )
    return min(days, default=None)
