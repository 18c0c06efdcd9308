"""Every due date of a set of records: the table of kinds."""

from collections.abc import Callable, Iterator

from vault.domain.deadlines.answers import (
    bundle_unanswered,
    claim_decision,
    money_arrives,
    referral_arrived,
)
from vault.domain.deadlines.appeals import appeal_answer, next_appeal
from vault.domain.deadlines.authorizations import (
    authorization_answer,
    authorization_ends,
    authorization_nearly_used,
    request_authorization,
)
from vault.domain.deadlines.claims import filing
from vault.domain.deadlines.due_date import DueDate
from vault.domain.deadlines.keeping import backup_unverified, necessity_ends, own_records, release_ends
from vault.domain.deadlines.letters import answer_request, internal_appeal
from vault.domain.deadlines.papers import referral_ends, start_treatment, visits_nearly_used
from vault.domain.deadlines.policies import benefit_resets, policy_ends, retention_review
from vault.domain.deadlines.rhythm import book_renewal, progress_report, treatment_gap
from vault.domain.deadlines.situation import Inputs

_KINDS: tuple[Callable[[Inputs], Iterator[DueDate]], ...] = (
    referral_ends,
    start_treatment,
    treatment_gap,
    visits_nearly_used,
    book_renewal,
    authorization_ends,
    authorization_nearly_used,
    request_authorization,
    authorization_answer,
    progress_report,
    policy_ends,
    benefit_resets,
    filing,
    answer_request,
    claim_decision,
    internal_appeal,
    appeal_answer,
    next_appeal,
    own_records,
    necessity_ends,
    money_arrives,
    referral_arrived,
    bundle_unanswered,
    release_ends,
    retention_review,
    backup_unverified,
)


def due_dates(inputs: Inputs) -> tuple[DueDate, ...]:
    """Return what is due, by the table of kinds and the ids of their records; nothing that is done."""
    return tuple(due for kind in _KINDS for due in kind(inputs))
