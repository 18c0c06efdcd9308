"""Gate A: is an authorization needed for a visit, which one is charged, or why none of them fits."""

from datetime import date

from vault.domain.coverage.authorization_choice import AuthorizationChoice
from vault.domain.coverage.episodes import Episode
from vault.domain.coverage.held_authorization import PENDING, HeldAuthorization
from vault.domain.coverage.meter import Used, lacking
from vault.domain.coverage.tally import Tally
from vault.domain.coverage.turn import Desk, StandingHits, Turn
from vault.domain.coverage.verdict import Counter, CountUnit, Hit, Value, Verdict
from vault.domain.period import add_days
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Authorization, AuthorizationStatus

_STEP_CARC = {
    "service": ("A5", "284"),
    "provider": ("A5", "296"),
    "after": ("A3", "302"),
    "before": ("A3", "197"),
}


class AuthorizationGate:
    """Rules A0 to A7: chooses the authorization and charges it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._all = tuple(HeldAuthorization.of(each) for each in desk.records.all(Authorization))
        self._by_id = {each.authorization.id: each for each in self._all}
        self._choices: dict[str, AuthorizationChoice] = {}
        self._standing: StandingHits = {}
        self._charged: dict[str, HeldAuthorization] = {}

    def apply(self, turn: Turn, policy: Policy, episode: Episode) -> None:
        """Add what is hit, note an exempt visit, and charge the authorization that fits."""
        need = policy.requires_auth
        if need == "no":
            return
        if need.isdecimal() and episode.count <= int(need):
            turn.notes.append(self._exempt(turn, episode.count, int(need)))
            return
        unknown = need == "unknown"
        add = turn.add_at_most_unknown if unknown else turn.add
        choice = self._choice(policy)
        held = choice.choose(turn.visit)
        if held is None:
            refused = choice.refused(turn.visit)
            add(
                self._need_unknown(turn, policy)
                if unknown
                else self._none_held(turn, policy, episode)
                if refused is None
                else self._refused(turn, policy, refused.authorization)
            )
            return
        step = held.failing(turn.visit)
        if step is not None:
            add(self._not_open(turn, held, step))
            return
        turn.taken = held.need(turn.visit) or 0
        held.meter.used += turn.taken
        turn.authorization = held.authorization.id
        self._charged[held.authorization.id] = held
        self._paper(turn, held.authorization)

    def state(self, horizon: date) -> tuple[Used, ...]:
        """Return what visits from `horizon` on can still notice of the visits so far."""
        self._charged = {
            paper: held
            for paper, held in self._charged.items()
            if held.end >= horizon and held.meter.ordered is not None
        }
        return tuple([(paper, self._charged[paper].meter.used) for paper in sorted(self._charged)])

    def has_room(self, paper: str, used: int) -> bool:
        """Tell whether any visit still fits where so much is used; never said of units and hours."""
        held = self._by_id.get(paper)
        if held is None:
            return False
        left = None if held.meter.ordered is None else held.meter.ordered - held.meter.used_elsewhere - used
        return held.unit is CountUnit.VISIT and (left is None or left > 0)

    def restore(self, state: tuple[Used, ...]) -> None:
        """Go back to a state."""
        for held in self._all:
            held.meter.used = 0
        self._charged = {paper: self._by_id[paper] for paper, _ in state if paper in self._by_id}
        for paper, used in state:
            if paper in self._charged:
                self._charged[paper].meter.used = used
        for choice in self._choices.values():
            choice.restart()

    def counters(self, tally: Tally) -> list[Counter]:
        """Return how much of each authorization is used, ordered by id."""
        return [
            each.meter.counter("authorization", each.authorization.id, each.unit, tally) for each in self._all
        ]

    def _choice(self, policy: Policy) -> AuthorizationChoice:
        if policy.id not in self._choices:
            own = (each for each in self._all if each.authorization.policy in {None, policy.id})
            self._choices[policy.id] = AuthorizationChoice(own)
        return self._choices[policy.id]

    def _exempt(self, turn: Turn, ordinal: int, exempt: int) -> Hit:
        return turn.hit(
            "A7",
            Verdict.SUPPORTED,
            None,
            fix="none",
            service=self._desk.service(turn.visit.service),
            ordinal=ordinal,
            exempt=exempt,
        )

    def _need_unknown(self, turn: Turn, policy: Policy) -> Hit:
        return turn.hit(
            "A0",
            Verdict.UNKNOWN,
            None,
            self._desk.policy(policy),
            missing="authorization_need",
            fix="ask_insurer",
            service=self._desk.service(turn.visit.service),
            insurer=policy.insurer,
        )

    def _none_held(self, turn: Turn, policy: Policy, episode: Episode) -> Hit:
        rule, carc, verdict, fix = "A1", "197", Verdict.NOT_SUPPORTED, "request_authorization"
        window: dict[str, Value] = {}
        if policy.request_days is not None:
            first = episode.first or turn.visit.date
            until = add_days(first, policy.request_days)
            rule, carc = "A2", "210"
            window = {"first_visit": first, "until": until}
            if turn.today <= until:
                verdict = Verdict.AT_RISK
            else:
                fix = "request_authorization_late"
        return turn.hit(
            rule,
            verdict,
            carc,
            self._desk.policy(policy),
            missing="authorization",
            fix=fix,
            service=self._desk.service(turn.visit.service),
            insurer=policy.insurer,
            **window,
        )

    def _refused(self, turn: Turn, policy: Policy, authorization: Authorization) -> Hit:
        return turn.hit(
            "A1",
            Verdict.NOT_SUPPORTED,
            "39",
            self._desk.evidence("authorization", authorization.id),
            missing="authorization",
            fix="appeal",
            authorization_number=authorization.number,
            status=authorization.status.value,
            decided_on=authorization.decided_on,
            service=self._desk.service(turn.visit.service),
            insurer=policy.insurer,
        )

    def _not_open(self, turn: Turn, held: HeldAuthorization, step: str) -> Hit:
        if step == "units":
            return self._used_up(turn, held)
        if step in {"service", "provider"}:
            return self._failing_hit(turn, held, step)
        paper = held.authorization.id
        return turn.standing(self._standing, step, paper, lambda: self._failing_hit(turn, held, step))

    def _failing_hit(self, turn: Turn, held: HeldAuthorization, step: str) -> Hit:
        authorization = held.authorization
        rule, carc = _STEP_CARC[step]
        values: dict[str, Value] = {"start": authorization.start, "end": authorization.end}
        missing, fix = None, "extend_authorization"
        if step == "service":
            values = {"service": self._desk.service(turn.visit.service)}
            missing, fix = "authorization", "request_authorization"
        elif step == "provider":
            values = {
                "named": self._desk.provider(authorization.provider),
                "provider": self._desk.provider(turn.visit.provider),
            }
            fix = "correct_authorization"
        return turn.hit(
            rule,
            Verdict.NOT_SUPPORTED,
            carc,
            self._desk.evidence("authorization", authorization.id),
            missing=missing,
            fix=fix,
            authorization_number=authorization.number,
            **values,
        )

    def _used_up(self, turn: Turn, held: HeldAuthorization) -> Hit:
        need = held.need(turn.visit)
        known = need is not None
        return turn.hit(
            "A4",
            Verdict.NOT_SUPPORTED if known else Verdict.UNKNOWN,
            "198" if known else None,
            self._desk.evidence("authorization", held.authorization.id),
            missing=None if known else lacking(held.unit),
            fix="extend_authorization" if known else f"enter_{lacking(held.unit)}",
            authorization_number=held.authorization.number,
            ordered=held.meter.ordered,
            used_elsewhere=held.meter.used_elsewhere,
            charged=held.meter.used,
            needed=need,
            unit=held.unit.value,
        )

    def _paper(self, turn: Turn, authorization: Authorization) -> None:
        """Add what an insurer could object to on the authorization charged: no number, still pending."""
        evidence = self._desk.evidence("authorization", authorization.id)
        if authorization.number is None and authorization.status is not AuthorizationStatus.NOT_NEEDED:
            turn.add(
                turn.hit(
                    "A5",
                    Verdict.AT_RISK,
                    "16",
                    evidence,
                    missing="authorization_number",
                    fix="enter_authorization_number",
                    authorization_number=None,
                    service=self._desk.service(turn.visit.service),
                )
            )
        if authorization.status in PENDING:
            turn.add(
                turn.hit(
                    "A6",
                    Verdict.AT_RISK,
                    None,
                    evidence,
                    fix="await_decision",
                    authorization_number=authorization.number,
                    requested_on=authorization.requested_on,
                )
            )
