"""By when an insurer's request is answered and a denial appealed (kinds 14 and 16)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from vault.domain.deadlines.arithmetic import by_rule
from vault.domain.deadlines.due_date import OWN_RECORDED, Candidate, DueDate, DueKind
from vault.domain.deadlines.situation import Inputs, Subject
from vault.domain.records.letters import Appeal, AppealOutcome, InsurerRequest, RequestStatus
from vault.domain.records.money import Claim, Eob, EobLine
from vault.domain.records.papers import DocumentKind
from vault.domain.records.policy import Policy
from vault.domain.records.values import Basis
from vault.domain.records.visit import Visit
from vault.domain.rule_pack import Anchor

_DECISIONS = frozenset({DocumentKind.EOB, DocumentKind.DENIAL})


def answer_request(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 14 for open requests: the printed day, else the plan's rule."""
    for request in inputs.records.all(InsurerRequest):
        if request.status is not RequestStatus.OPEN:
            continue
        policy = _policy_of_request(inputs, request)
        days = {Anchor.RECEIVED: request.received_on, Anchor.NOTICE: request.dated}
        computed = by_rule(inputs, DueKind.ANSWER_REQUEST, policy, days)
        candidates = _entered(request.due, request.due_basis, "request", computed) + computed
        subject = Subject("request", request.id, request.person)
        yield from inputs.settle(DueKind.ANSWER_REQUEST, subject, candidates, policy)


def internal_appeal(inputs: Inputs) -> Iterator[DueDate]:
    """Yield kind 16 for denials that no appeal has answered and no later decision has lifted."""
    allowed = _last_allowed(inputs)
    first_appeals = _first_appeals(inputs)
    claims: dict[str | None, Claim] = {
        claim.number: claim for claim in inputs.records.all(Claim) if claim.number
    }
    for eob in inputs.records.all(Eob):
        denied = [line for line in eob.lines if line.denied and not _is_lifted(eob, line, allowed)]
        appeals = first_appeals.get(eob.id, ())
        if not denied or any(_is_done(appeal) for appeal in appeals):
            continue
        policy = _policy_of_eob(inputs, eob, denied[0], claims.get(eob.claim_number))
        days = {Anchor.RECEIVED: eob.received_on, Anchor.NOTICE: _notice(inputs, eob)}
        computed = by_rule(inputs, DueKind.INTERNAL_APPEAL, policy, days)
        candidates = _entered(eob.appeal_due, Basis.PRINTED, "eob", computed) + computed
        for appeal in appeals:
            candidates += _entered(appeal.due, appeal.due_basis, "appeal", computed)
        subject = Subject("eob", eob.id, eob.person)
        yield from inputs.settle(DueKind.INTERNAL_APPEAL, subject, candidates, policy)


def _entered(
    day: date | None, basis: Basis, source: str, computed: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """Return the day entered with a record; one computed long ago counts only where no rule gives any."""
    if day is None or (basis is Basis.COMPUTED and computed):
        return ()
    return (Candidate(day, source, basis, None if basis is Basis.PRINTED else OWN_RECORDED),)


def _policy_of_request(inputs: Inputs, request: InsurerRequest) -> Policy | None:
    claim = inputs.records.get(Claim, request.claim)
    named = request.policy or (claim.policy if claim else None)
    return inputs.policy_for(request.person, request.received_on or request.dated, named)


def _policy_of_eob(inputs: Inputs, eob: Eob, denied: EobLine, claim: Claim | None) -> Policy | None:
    named = eob.policy or (claim.policy if claim else None)
    visit = inputs.records.get(Visit, denied.visit)
    day = visit.date if visit else denied.date or eob.processed_on or eob.received_on
    return inputs.policy_for(eob.person, day, named)


def _notice(inputs: Inputs, eob: Eob) -> date | None:
    """Return the date of the decision: as entered, else the earliest on a paper that shows it."""
    papers = (paper for paper in inputs.records.documents_of(eob.id) if paper.kind in _DECISIONS)
    return eob.processed_on or min((paper.dated for paper in papers if paper.dated), default=None)


def _is_done(appeal: Appeal) -> bool:
    return appeal.filed_on is not None or appeal.outcome is not AppealOutcome.OPEN


def _first_appeals(inputs: Inputs) -> dict[str, list[Appeal]]:
    """Return the appeals of the first level by the decision they are against."""
    found: dict[str, list[Appeal]] = defaultdict(list)
    for appeal in inputs.records.all(Appeal):
        if appeal.denial is not None and appeal.level <= 1:
            found[appeal.denial].append(appeal)
    return found


def _last_allowed(inputs: Inputs) -> dict[str, date]:
    """Return for each visit the last day on which a decision did not deny it."""
    last: dict[str, date] = {}
    for eob in inputs.records.all(Eob):
        for line in eob.lines:
            if eob.processed_on is not None and line.visit is not None and not line.denied:
                last[line.visit] = max(eob.processed_on, last.get(line.visit, eob.processed_on))
    return last


def _is_lifted(eob: Eob, line: EobLine, allowed: dict[str, date]) -> bool:
    """Tell whether a later decision about the same visit no longer denies it."""
    if line.visit is None or eob.processed_on is None:
        return False
    return allowed.get(line.visit, date.min) > eob.processed_on
