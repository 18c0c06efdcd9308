"""Every due date of a set of records: the table of kinds."""

from collections.abc import Callable, Iterator

from vault.domain.deadlines.claims import file_claim
from vault.domain.deadlines.due_date import DueDate
from vault.domain.deadlines.letters import answer_request, internal_appeal
from vault.domain.deadlines.papers import (
    authorization_ends,
    referral_ends,
    start_treatment,
    visits_nearly_used,
)
from vault.domain.deadlines.situation import Inputs

_KINDS: tuple[Callable[[Inputs], Iterator[DueDate]], ...] = (
    referral_ends,
    start_treatment,
    visits_nearly_used,
    authorization_ends,
    file_claim,
    answer_request,
    internal_appeal,
)


def due_dates(inputs: Inputs) -> tuple[DueDate, ...]:
    """Return what is due, by kind and by the id of its record; nothing that is done."""
    return tuple(due for kind in _KINDS for due in kind(inputs))
