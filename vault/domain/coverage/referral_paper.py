"""Gate R, rules R9 to R15: what an insurer could object to on the referral a visit is charged to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vault.domain.coverage.codes import accepts, canonical, matches
from vault.domain.coverage.frequency import FrequencyCount
from vault.domain.coverage.policy import is_us_plan
from vault.domain.coverage.turn import Desk, StandingHits, Turn, comma
from vault.domain.coverage.verdict import Hit, Value, Verdict
from vault.domain.period import add_months
from vault.domain.records.people import CheckResult, IdentifierType, Provider
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Condition, Referral

_MONTHS_WITHOUT_END = 12


def paper_values(referral: Referral) -> dict[str, Value]:
    """Return the values by which a sentence names a referral."""
    return {"referral_number": referral.number, "authored_on": referral.authored_on}


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a referral says and lacks, whatever the visit; `codes` are canonical."""

    lacks: tuple[str, ...]
    codes: tuple[str, ...]
    scanned: bool
    good_until: date


class ReferralPaper:
    """Rules R9 to R15; each at most once, none of them chooses a referral."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, _Facts] = {}
        self._standing: StandingHits = {}

    def _facts(self, referral: Referral) -> _Facts:
        """Return what is read off a referral once."""
        if referral.id not in self._known:
            conditions = (self._desk.records.get(Condition, each) for each in referral.conditions)
            coded = (each.code for each in conditions if each is not None and each.code is not None)
            endless = referral.valid_until is None and referral.authored_on is not None
            self._known[referral.id] = _Facts(
                _lacks(referral),
                tuple([known for code in (*referral.diagnosis, *coded) if (known := canonical(code))]),
                bool(self._desk.papers_of("referral", referral.id)),
                add_months(referral.authored_on, _MONTHS_WITHOUT_END)
                if endless and referral.authored_on is not None
                else date.max,
            )
        return self._known[referral.id]

    def hits(
        self, turn: Turn, policy: Policy, referral: Referral, frequency: FrequencyCount | None
    ) -> Iterator[Hit]:
        """Yield what is hit on the referral charged; `frequency` counts this visit from here on."""
        facts = self._facts(referral)
        if frequency is not None:
            yield from self._often(turn, referral, frequency)
        if referral.performer is not None:
            yield from self._therapist(turn, referral)
        if facts.lacks:
            yield turn.standing(
                self._standing, "R11", referral.id, lambda: self._incomplete(turn, referral, facts.lacks)
            )
        elif is_us_plan(policy):
            yield from self._npi(turn, referral)
        if facts.codes and turn.visit.diagnoses:
            yield from self._diagnosis(turn, referral, facts)
        if policy.referrer_types:
            yield from self._referrer_type(turn, policy, referral)
        if not facts.scanned:
            yield turn.standing(self._standing, "R14", referral.id, lambda: self._unscanned(turn, referral))
        if turn.visit.date > facts.good_until:
            yield self._hit(turn, referral, "R15", "176", missing="valid_until", fix="renew_referral")

    def _hit(
        self,
        turn: Turn,
        referral: Referral,
        rule: str,
        carc: str,
        *,
        fix: str,
        missing: str | None = None,
        other: tuple[str, str | None] = ("", None),
        **values: Value,
    ) -> Hit:
        return turn.hit(
            rule,
            Verdict.AT_RISK,
            carc,
            self._desk.evidence("referral", referral.id),
            *(() if other[1] is None else (self._desk.evidence(*other),)),
            missing=missing,
            fix=fix,
            **paper_values(referral),
            **values,
        )

    def _often(self, turn: Turn, referral: Referral, count: FrequencyCount) -> Iterator[Hit]:
        visits, frequency = count.add(turn.visit.date), count.frequency
        if visits > frequency.n:
            yield self._hit(
                turn,
                referral,
                "R9",
                "151",
                fix="correct_frequency",
                count=visits,
                n=frequency.n,
                every=frequency.every,
                per=frequency.per.value,
            )

    def _therapist(self, turn: Turn, referral: Referral) -> Iterator[Hit]:
        provider = turn.visit.provider
        if referral.performer is not None and provider is not None and referral.performer != provider:
            yield self._hit(
                turn,
                referral,
                "R10p",
                "243",
                fix="correct_referral",
                other=("visit", turn.visit.id),
                named=self._desk.provider(referral.performer),
                provider=self._desk.provider(provider),
            )

    def _unscanned(self, turn: Turn, referral: Referral) -> Hit:
        return self._hit(turn, referral, "R14", "252", missing="referral_scan", fix="attach_scan")

    def _incomplete(self, turn: Turn, referral: Referral, lacks: tuple[str, ...]) -> Hit:
        return self._hit(
            turn, referral, "R11", "175", missing=lacks[0], fix="complete_referral", lacks=comma(lacks)
        )

    def _npi(self, turn: Turn, referral: Referral) -> Iterator[Hit]:
        referrer = self._desk.records.get(Provider, referral.referrer)
        identifiers = () if referrer is None else referrer.identifiers
        numbers = [each for each in identifiers if each.type is IdentifierType.NPI]
        other = ("provider", referral.referrer)
        name = self._desk.provider(referral.referrer)
        if not numbers:
            yield self._hit(
                turn, referral, "R11", "206", missing="npi", fix="enter_npi", other=other, referrer=name
            )
        elif all(each.check is CheckResult.FAILED for each in numbers):
            printed = numbers[0].printed
            yield self._hit(
                turn, referral, "R11", "207", fix="check_npi", other=other, referrer=name, npi=printed
            )

    def _diagnosis(self, turn: Turn, referral: Referral, facts: _Facts) -> Iterator[Hit]:
        for billed in turn.visit.diagnoses:
            if not any(matches(canonical(billed), code) for code in facts.codes):
                yield self._hit(
                    turn,
                    referral,
                    "R12",
                    "11",
                    fix="correct_diagnosis",
                    other=("visit", turn.visit.id),
                    diagnosis=billed,
                )
                return

    def _referrer_type(self, turn: Turn, policy: Policy, referral: Referral) -> Iterator[Hit]:
        referrer = self._desk.records.get(Provider, referral.referrer)
        if referrer is None or not referrer.types or not policy.referrer_types:
            return
        if not accepts(policy.referrer_types, referrer.types):
            yield self._hit(
                turn,
                referral,
                "R13",
                "183",
                fix="ask_insurer",
                other=("provider", referrer.id),
                referrer=referrer.name,
                types=comma(referrer.types),
                accepted=comma(policy.referrer_types),
                insurer=policy.insurer,
            )


def _lacks(referral: Referral) -> tuple[str, ...]:
    present = {
        "diagnosis": bool(referral.diagnosis or referral.conditions),
        "quantity": not referral.visits_missing,
        "signature": referral.signed is True,
        "date": referral.authored_on is not None,
        "referrer": referral.referrer is not None,
    }
    return tuple([name for name, held in present.items() if not held])
