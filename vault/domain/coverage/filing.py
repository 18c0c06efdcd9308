"""Gate F: was the visit filed in time, is there a bill an insurer takes, was it paid or denied already."""

from datetime import date

from vault.domain.coverage.bill_facts import bill_hit
from vault.domain.coverage.turn import Desk, Turn
from vault.domain.coverage.verdict import Verdict
from vault.domain.period import add_days, year_from
from vault.domain.records.letters import Appeal, AppealOutcome
from vault.domain.records.money import Bill, BillForm, Claim, ClaimStatus, Eob, EobLine
from vault.domain.records.papers import DocumentKind
from vault.domain.records.policy import FiledBy, FileFrom, Policy
from vault.domain.records.visit import Visit

_WARN_DAYS = 30
_NOT_FILED = frozenset({ClaimStatus.DRAFT, ClaimStatus.WITHDRAWN})
_GRANTED = frozenset({AppealOutcome.WON, AppealOutcome.PARTLY})
_FORM_OF_PAPER = {
    DocumentKind.ITEMIZED_BILL: BillForm.ITEMIZED,
    DocumentKind.CARD_RECEIPT: BillForm.CARD_SLIP,
    DocumentKind.CHECK: BillForm.CHECK,
    DocumentKind.SELF_MADE_BILL: BillForm.SELF_MADE,
}


class FilingGate:
    """Rules F1, F1w, F2, F2r, F3, F6 and F7; visits come in their order."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._claims: dict[str, list[Claim]] = {}
        for claim in desk.records.all(Claim):
            for visit in dict.fromkeys(claim.visits):
                self._claims.setdefault(visit, []).append(claim)
        self._bills: dict[str, list[Bill]] = {}
        for bill in desk.records.all(Bill):
            for billed in dict.fromkeys(line.visit for line in bill.lines if line.visit is not None):
                self._bills.setdefault(billed, []).append(bill)
        self._appeals: dict[str, list[Appeal]] = {}
        for appeal in desk.records.all(Appeal):
            if appeal.denial is not None:
                self._appeals.setdefault(appeal.denial, []).append(appeal)
        self._denials = self._standing_denials()
        self._paid: dict[str, Eob] = {}
        for eob in desk.records.all(Eob):
            for line in eob.lines:
                if line.visit is not None and _pays(line):
                    self._paid.setdefault(line.visit, eob)
        self._first_paid: dict[tuple[str, date], str] = {}

    def _standing_denials(self) -> dict[str, tuple[Eob, EobLine]]:
        """Return the first denial of each visit that no appeal has turned."""
        denials: dict[str, tuple[Eob, EobLine]] = {}
        for eob in self._desk.records.all(Eob):
            if any(appeal.outcome in _GRANTED for appeal in self._appeals.get(eob.id, ())):
                continue
            for line in eob.lines:
                if line.denied and line.visit is not None:
                    denials.setdefault(line.visit, (eob, line))
        return denials

    def restart(self) -> None:
        """Forget the days seen; a visit looks only at those of its own day."""
        self._first_paid.clear()

    def is_denied(self, visit: Visit) -> bool:
        """Tell whether an EOB denied the visit and no appeal has turned that."""
        return visit.id in self._denials

    def apply(self, turn: Turn, policy: Policy) -> None:
        """Add what is hit."""
        if (turn.visit.filed_by or policy.filed_by) is FiledBy.ME:
            self._filed(turn, policy)
            self._billed(turn, policy)
        self._already_paid(turn)
        self._denied(turn)

    def _filed(self, turn: Turn, policy: Policy) -> None:
        held = self._claims.get(turn.visit.id)
        if held is None and policy.file_days is None:
            return
        claims = [claim for claim in held or () if claim.policy == policy.id]
        due = _due(turn.visit.date, policy, claims)
        if due is None:
            return
        filed = [claim for claim in claims if claim.status not in _NOT_FILED]
        if any(claim.submitted_on is None or claim.submitted_on <= due for claim in filed):
            return
        left = (due - turn.today).days
        evidence = (
            self._desk.evidence("visit", turn.visit.id),
            self._desk.policy(policy),
            *(self._desk.evidence("claim", claim.id) for claim in claims),
        )
        if filed or left < 0:
            filed_on = min((claim.submitted_on for claim in filed if claim.submitted_on), default=None)
            turn.add(
                turn.hit(
                    "F1",
                    Verdict.NOT_SUPPORTED,
                    "29",
                    *evidence,
                    fix="ask_late_filing",
                    due=due,
                    filed_on=filed_on,
                )
            )
        elif left <= _WARN_DAYS:
            turn.add(
                turn.hit(
                    "F1w",
                    Verdict.AT_RISK,
                    "29",
                    *evidence,
                    missing="claim",
                    fix="file_claim",
                    due=due,
                    days=left,
                )
            )

    def _billed(self, turn: Turn, policy: Policy) -> None:
        visit = turn.visit
        bills = self._bills.get(visit.id, ())
        if not bills and not self._desk.papers_of("visit", visit.id):
            self._no_bill(turn)
            return
        papers = [
            *self._desk.papers_of("visit", visit.id),
            *(paper for bill in bills for paper in self._desk.papers_of("bill", bill.id)),
        ]
        forms = [
            *(bill.form for bill in bills),
            *(_FORM_OF_PAPER[paper.kind] for paper in papers if paper.kind in _FORM_OF_PAPER),
        ]
        if BillForm.ITEMIZED in forms:
            incomplete = bill_hit(self._desk, turn, policy, bills)
            if incomplete is not None:
                turn.add(incomplete)
            return
        if not forms:
            self._no_bill(turn)
            return
        turn.add(
            turn.hit(
                "F2r",
                Verdict.AT_RISK,
                None,
                self._desk.evidence("visit", visit.id),
                *(self._desk.evidence("bill", bill.id) for bill in bills),
                missing="itemized_bill",
                fix="ask_for_bill",
                provider=self._desk.provider(visit.provider),
                form=forms[0].value,
            )
        )

    def _no_bill(self, turn: Turn) -> None:
        turn.add(
            turn.hit(
                "F2",
                Verdict.AT_RISK,
                "16",
                self._desk.evidence("visit", turn.visit.id),
                missing="itemized_bill",
                fix="ask_for_bill",
                provider=self._desk.provider(turn.visit.provider),
            )
        )

    def _already_paid(self, turn: Turn) -> None:
        """Add F6 where an earlier visit of that day and service was paid, and this one was not."""
        visit = turn.visit
        place = (visit.service, visit.date)
        if visit.id in self._paid:
            self._first_paid.setdefault(place, visit.id)
            return
        paid = self._first_paid.get(place)
        if paid is None:
            return
        eob = self._paid[paid]
        turn.add(
            turn.hit(
                "F6",
                Verdict.NOT_SUPPORTED,
                "18",
                self._desk.evidence("visit", paid),
                self._desk.evidence("eob", eob.id),
                fix="check_duplicate",
                service=self._desk.service(visit.service),
                claim_number=eob.claim_number,
            )
        )

    def _denied(self, turn: Turn) -> None:
        if turn.visit.id not in self._denials:
            return
        eob, line = self._denials[turn.visit.id]
        appeal = max(self._appeals.get(eob.id, ()), key=lambda each: (each.level, each.id), default=None)
        outcome = None if appeal is None else appeal.outcome
        fix = "appeal"
        if outcome is AppealOutcome.OPEN:
            fix = "await_decision"
        elif outcome is AppealOutcome.LOST:
            fix = "appeal_next_level"
        turn.add(
            turn.hit(
                "F7",
                Verdict.AT_RISK,
                line.reason_code,
                self._desk.evidence("eob", eob.id),
                () if appeal is None else self._desk.evidence("appeal", appeal.id),
                fix=fix,
                code=line.reason_code,
                claim_number=eob.claim_number,
                processed_on=eob.processed_on,
                appeal_due=eob.appeal_due,
                appeal=None if outcome is None else outcome.value,
            )
        )


def _pays(line: EobLine) -> bool:
    return not line.denied and line.paid is not None and line.paid.minor > 0


def _due(day: date, policy: Policy, claims: list[Claim]) -> date | None:
    """Return the last day to file: as printed on a claim, else by the policy's rule, None without any."""
    printed = [claim.file_due for claim in claims if claim.file_due is not None]
    if printed:
        return min(printed)
    if policy.file_days is None:
        return None
    anchor = day
    if policy.file_from is FileFrom.PLAN_YEAR_END:
        anchor = year_from(policy.start, day).end or day
    return add_days(anchor, policy.file_days)
