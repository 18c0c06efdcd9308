"""Gate T: does who treated, and what was treated, meet the policy's rule sheet."""

from dataclasses import dataclass

from vault.domain.coverage.codes import accepts, canonical, matches
from vault.domain.coverage.turn import Desk, Turn, comma
from vault.domain.coverage.verdict import Verdict
from vault.domain.records.people import Provider
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Condition
from vault.domain.records.values import Need


@dataclass(frozen=True, slots=True)
class _Failed:
    """A demand that is not met, or not known to be met: `missing` says what is not known."""

    carc: str
    verdict: Verdict
    demanded: str | None
    found: str | None
    missing: str


class TherapistGate:
    """Rules T1 and T2."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def apply(self, turn: Turn, policy: Policy) -> None:
        """Add what is hit; of several demands that fail, the first of the worst ones is named."""
        provider = self._desk.records.get(Provider, turn.visit.provider)
        demands = policy.therapist_types or policy.registration_required or policy.network is not None
        failed = [each for each in _failed(turn, policy, provider) if each is not None] if demands else []
        if failed:
            worst = max(failed, key=lambda each: each.verdict)
            unknown = worst.verdict is Verdict.UNKNOWN
            turn.add(
                turn.hit(
                    "T1",
                    worst.verdict,
                    worst.carc,
                    self._desk.policy(policy),
                    self._desk.evidence("provider", turn.visit.provider),
                    missing=worst.missing if unknown else None,
                    fix=f"enter_{worst.missing}" if unknown else "choose_therapist",
                    provider=self._desk.provider(turn.visit.provider),
                    demanded=worst.demanded,
                    found=worst.found,
                )
            )
        self._condition(turn, policy)

    def _condition(self, turn: Turn, policy: Policy) -> None:
        if not policy.conditions:
            return
        condition = self._desk.records.get(Condition, turn.visit.condition)
        if condition is None or accepts(policy.conditions, (condition.words,)):
            return
        code = canonical(condition.code or "")
        if code and any(matches(code, canonical(each)) for each in policy.conditions):
            return
        turn.add(
            turn.hit(
                "T2",
                Verdict.AT_RISK,
                "167",
                self._desk.policy(policy),
                self._desk.evidence("condition", condition.id),
                fix="ask_insurer",
                condition=condition.words,
                accepted=comma(policy.conditions),
                insurer=policy.insurer,
            )
        )


def _failed(turn: Turn, policy: Policy, provider: Provider | None) -> tuple[_Failed | None, ...]:
    return _type(turn, policy, provider), _registration(policy, provider), _network(policy, provider)


def _type(turn: Turn, policy: Policy, provider: Provider | None) -> _Failed | None:
    own = () if provider is None else provider.types
    types = own if turn.visit.provider_type is None else (turn.visit.provider_type,)
    if not policy.therapist_types or accepts(policy.therapist_types, types):
        return None
    verdict = Verdict.NOT_SUPPORTED if types else Verdict.UNKNOWN
    return _Failed("170", verdict, comma(policy.therapist_types), comma(types), "therapist_type")


def _registration(policy: Policy, provider: Provider | None) -> _Failed | None:
    registered = Need.UNKNOWN if provider is None else provider.registered
    if not policy.registration_required or registered is Need.YES:
        return None
    verdict = Verdict.NOT_SUPPORTED if registered is Need.NO else Verdict.UNKNOWN
    return _Failed("185", verdict, None, None, "registration")


def _network(policy: Policy, provider: Provider | None) -> _Failed | None:
    networks = () if provider is None else provider.networks
    if policy.network is None or accepts((policy.network,), networks):
        return None
    verdict = Verdict.NOT_SUPPORTED if networks else Verdict.UNKNOWN
    return _Failed("242", verdict, policy.network, comma(networks), "network")
