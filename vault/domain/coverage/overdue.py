"""Rules F4 and F5: a progress report or an insurer's request that is overdue, and the visits it touches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vault.domain.coverage.turn import Desk, Turn
from vault.domain.coverage.verdict import Hit, Verdict
from vault.domain.period import DateRange
from vault.domain.records.letters import InsurerRequest, RequestStatus
from vault.domain.records.money import Claim
from vault.domain.records.papers import Document, DocumentKind
from vault.domain.records.policy import Policy
from vault.domain.records.referral import TreatmentPlan
from vault.domain.records.visit import Visit


@dataclass(frozen=True, slots=True)
class _Asked:
    """An overdue request and the visits it touches, by id or by date."""

    request: InsurerRequest
    due: date
    visits: frozenset[str]
    ranges: tuple[DateRange, ...]
    wants_report: bool

    def touches(self, visit: Visit, policy: Policy) -> bool:
        """Tell whether the request is about this visit, which the policy pays for."""
        if visit.id in self.visits:
            return True
        concerns = self.request.policy is None or self.request.policy == policy.id
        return concerns and any(each.contains(visit.date) for each in self.ranges)


class OverdueGate:
    """Rules F4 and F5; `answer_by` are the days by which requests are due where a rule gives them."""

    def __init__(self, desk: Desk, today: date, answer_by: Mapping[str, date]) -> None:
        self._desk = desk
        self._notes = [
            paper
            for paper in desk.records.all(Document)
            if paper.kind is DocumentKind.PROGRESS_NOTE and paper.dated is not None
        ]
        self._plans = [
            (plan.next_review, plan)
            for plan in desk.records.all(TreatmentPlan)
            if plan.next_review is not None
            and plan.next_review < today
            and not self._reported(plan.person, plan.next_review)
        ]
        self._plans.sort(key=lambda each: (each[0], each[1].id))
        self._asked = sorted(self._overdue(today, answer_by), key=lambda asked: (asked.due, asked.request.id))

    def apply(self, turn: Turn, policy: Policy) -> None:
        """Add what is hit."""
        if not (self._asked or self._plans):
            return
        asked = [each for each in self._asked if each.touches(turn.visit, policy)]
        report = self._report(turn, asked)
        if report is not None:
            turn.add(report)
        if asked:
            turn.add(self._request(turn, "F5", "227", "answer_request", asked[0]))

    def _report(self, turn: Turn, asked: list[_Asked]) -> Hit | None:
        visit = turn.visit
        for due, plan in self._plans:
            concerns = not plan.conditions or visit.condition is None or visit.condition in plan.conditions
            if visit.date > due and plan.person == visit.person and concerns:
                return turn.hit(
                    "F4",
                    Verdict.AT_RISK,
                    "151",
                    self._desk.evidence("treatment_plan", plan.id),
                    missing="progress_report",
                    fix="get_progress_report",
                    due=due,
                )
        wanted = next((each for each in asked if each.wants_report), None)
        return None if wanted is None else self._request(turn, "F4", "252", "get_progress_report", wanted)

    def _request(self, turn: Turn, rule: str, carc: str, fix: str, asked: _Asked) -> Hit:
        return turn.hit(
            rule,
            Verdict.AT_RISK,
            carc,
            self._desk.evidence("request", asked.request.id),
            missing="progress_report" if rule == "F4" else "request_answer",
            fix=fix,
            due=asked.due,
            reference=asked.request.reference,
        )

    def _overdue(self, today: date, answer_by: Mapping[str, date]) -> list[_Asked]:
        """Return the open requests whose day, printed or by a rule, has passed."""
        found = []
        for request in self._desk.records.all(InsurerRequest):
            due = answer_by.get(request.id, request.due)
            if request.status is not RequestStatus.OPEN or due is None or due >= today:
                continue
            asked_on = request.dated or request.received_on
            wants = any(item.document_kind is DocumentKind.PROGRESS_NOTE for item in request.items)
            ranges = tuple(
                DateRange(item.start, item.end)
                for item in request.items
                if item.start is not None or item.end is not None
            )
            wants_report = wants and not (asked_on and self._reported(request.person, asked_on))
            found.append(_Asked(request, due, self._claimed(request), ranges, wants_report))
        return found

    def _claimed(self, request: InsurerRequest) -> frozenset[str]:
        """Return the visits of the claim that a request is about, by its record or its number."""
        return frozenset(
            visit
            for claim in self._desk.records.all(Claim)
            if claim.id == request.claim
            or (request.claim_number is not None and claim.number == request.claim_number)
            for visit in claim.visits
        )

    def _reported(self, person: str, since: date) -> bool:
        """Tell whether a progress note of this person is dated on that day or later."""
        return any(
            note.person == person and note.dated is not None and note.dated >= since for note in self._notes
        )
