"""What to ask the insurer, the doctor's desk and the therapist, so that no verdict has to stay unknown."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from vault.domain.coverage.policy import held_on
from vault.domain.coverage.verdict import Hit, Value, Verdict, VisitVerdict
from vault.domain.desk_check import Held, desk_check, is_said, service_names
from vault.domain.record_set import RecordSet
from vault.domain.records.people import Provider
from vault.domain.records.policy import BenefitLimit, Policy
from vault.domain.records.referral import Referral, ReferralStatus, TreatmentPlan
from vault.domain.records.values import Need
from vault.domain.records.visit import Visit


class Whom(StrEnum):
    """Who can answer."""

    INSURER = "insurer"
    DOCTOR = "doctor"
    THERAPIST = "therapist"


class Standing(IntEnum):
    """How urgent a question is: visits wait on it, nobody was asked, or a call left the field empty."""

    WAITING = 0
    OPEN = 1
    LEFT_EMPTY = 2


@dataclass(frozen=True, slots=True)
class Question:
    """One question; its answer goes into `fields` of the record, `record` None being one to be added.

    `preset` are the JSON values a record to be added begins with; `visits` wait on the answer, by time.
    """

    code: str
    whom: Whom
    standing: Standing
    kind: str
    record: str | None
    fields: tuple[str, ...]
    visits: tuple[str, ...] = ()
    values: tuple[tuple[str, Value], ...] = ()
    preset: tuple[tuple[str, str | tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """The question somebody came for, and the record it is about where that is not the policy."""

    code: str
    record: str | None = None


def questions(
    records: RecordSet,
    verdicts: Sequence[VisitVerdict],
    policy: Policy,
    today: dt.date,
    wanted: Wanted | None = None,
) -> tuple[Question, ...]:
    """Return the questions about one policy in the order to ask them; one person's records and verdicts.

    The one `wanted` stands before all others of its party, also where it was answered before.
    """
    asking = _Asking(records, verdicts, policy, today, wanted)
    found = [*asking.insurer(), *asking.doctor(), *asking.therapist()]
    order = list(Whom)
    return tuple(
        sorted(found, key=lambda each: (order.index(each.whom), not is_wanted(each, wanted), each.standing))
    )


def is_wanted(question: Question, wanted: Wanted | None) -> bool:
    """Tell whether a question is the one somebody came for."""
    return wanted is not None and question.code == wanted.code and (wanted.record in (None, question.record))


def policies_to_ask(
    records: RecordSet, verdicts: Sequence[VisitVerdict], today: dt.date
) -> tuple[Policy, ...]:
    """Return the policies in force today, and those of other days that visits of unknown verdict wait on."""
    waiting = {each.id for _, _, each in _unknown(records, verdicts)}
    return tuple(
        each
        for each in records.all(Policy)
        if each.id in waiting or (each.start <= today and (each.end is None or today <= each.end))
    )


def _unknown(
    records: RecordSet, verdicts: Sequence[VisitVerdict]
) -> Iterator[tuple[Visit, tuple[Hit, ...], Policy]]:
    """Yield each visit that waits for an answer with its hits of unknown verdict and its policy."""
    policies = records.all(Policy)
    for verdict in verdicts:
        finding = verdict.forecast or verdict.finding
        if finding.verdict not in _MAY_HOLD_UNKNOWN:
            continue
        hits = tuple(hit for hit in finding.hits if hit.verdict is Verdict.UNKNOWN)
        visit = records.get(Visit, verdict.visit) if hits else None
        held = () if visit is None else held_on(policies, visit.date).policies
        if visit is not None and held:
            yield visit, hits, held[0]


_MAY_HOLD_UNKNOWN = frozenset({Verdict.UNKNOWN, Verdict.NOT_SUPPORTED})
_Waits = Callable[[Hit], bool]


class _Asking:
    """The questions about one policy, by whom."""

    def __init__(
        self,
        records: RecordSet,
        verdicts: Sequence[VisitVerdict],
        policy: Policy,
        today: dt.date,
        wanted: Wanted | None,
    ) -> None:
        self._wanted = wanted or Wanted("")
        self._records, self._policy, self._today = records, policy, today
        self._waiting = [
            (visit, hits) for visit, hits, held in _unknown(records, verdicts) if held.id == policy.id
        ]
        self._asked_before = is_said(policy)
        self._referrals = [each for each in records.all(Referral) if self._is_in_force(each)]

    def insurer(self) -> Iterator[Question]:
        """Yield what only the insurer knows: exclusions, limits, who may refer, whom it pays, dates."""
        policy = self._policy
        referral = policy.requires_referral is Need.UNKNOWN
        if referral or self._wanted.code == "referral_needed":
            waiting = self._visits(lambda hit: hit.rule.startswith("R"))
            yield self._need("referral_needed", "requires_referral", waiting)
        if policy.requires_auth == "unknown" or self._wanted.code == "authorization_needed":
            waiting = self._visits(lambda hit: hit.rule.startswith("A"))
            yield self._need("authorization_needed", "requires_auth", waiting)
        empty: dict[str, tuple[bool, tuple[str, ...]]] = {
            "request_window": (
                policy.request_days is None and policy.requires_auth != "no",
                ("request_days",),
            ),
            "exclusions": (not policy.excluded, ("excluded",)),
            "conditions_accepted": (not policy.conditions, ("conditions",)),
            "who_may_refer": (
                not policy.referrer_types and policy.requires_referral is not Need.NO,
                ("referrer_types",),
            ),
            "therapists_paid": (not policy.therapist_types, ("therapist_types",)),
            "registration": (not policy.registration_required, ("registration_required",)),
            "network": (policy.network is None, ("network",)),
            "combined": (policy.note is None, ("note",)),
            "filing_rule": (policy.file_days is None, ("file_days", "file_from")),
        }
        for code, (is_empty, fields) in empty.items():
            if is_empty or code == self._wanted.code:
                yield self._rule(code, fields)
        yield from self._limits()
        yield from self._network_of()

    def doctor(self) -> Iterator[Question]:
        """Yield what the doctor's desk knows; only for the policy whose rules apply today."""
        held = held_on(self._records.all(Policy), self._today).policies
        if not held or held[0].id != self._policy.id:
            return
        for referral in self._referrals:
            for item in desk_check(self._records, referral, self._policy, self._today):
                if item.held is not Held.OK and item.at_desk and item.field != "documents":
                    named: tuple[tuple[str, Value], ...] = (
                        ("referral_number", referral.number),
                        ("authored_on", referral.authored_on),
                    )
                    values = (*item.values, *named)
                    field = ("visits", "visits_missing") if item.field == "visits" else (item.field,)
                    yield Question(
                        item.code, Whom.DOCTOR, Standing.OPEN, item.kind, item.record, field, (), values
                    )
        yield from self._treatment_plan()

    def therapist(self) -> Iterator[Question]:
        """Yield what the therapist knows: qualification, registration, and how long a visit took."""
        for missing, code, field in (
            ("therapist_type", "therapist_type", "types"),
            ("registration", "registered", "registered"),
        ):
            for about in self._therapists_lacking(missing):
                yield self._about_therapist(code, Whom.THERAPIST, field, about)
        for visit, hits in self._waiting:
            unnamed = self._records.get(Provider, visit.provider) is None
            if unnamed and any(_lack_of_therapist(hits, each) for each in _THERAPIST_FACTS):
                yield _about_visit("who_treated", visit, "provider")
            for amount in dict.fromkeys(hit.missing for hit in hits if hit.missing in _AMOUNTS):
                yield _about_visit(f"visit_{amount}", visit, str(amount))

    def _visits(self, waits: _Waits) -> tuple[str, ...]:
        return tuple(visit.id for visit, hits in self._waiting if any(waits(hit) for hit in hits))

    def _need(self, code: str, field: str, visits: tuple[str, ...]) -> Question:
        """Return the question about a need: unknown, it is asked again whatever a call has said."""
        standing = Standing.WAITING if visits else Standing.OPEN
        return self._of_policy(code, standing, (field,), visits)

    def _rule(self, code: str, fields: tuple[str, ...]) -> Question:
        late = self._asked_before and code != self._wanted.code
        standing = Standing.LEFT_EMPTY if late else Standing.OPEN
        return self._of_policy(code, standing, fields, ())

    def _of_policy(
        self, code: str, standing: Standing, fields: tuple[str, ...], visits: tuple[str, ...]
    ) -> Question:
        return Question(
            code, Whom.INSURER, standing, "policy", self._policy.id, fields, visits, self._named(visits)
        )

    def _named(self, visits: tuple[str, ...] = ()) -> tuple[tuple[str, Value], ...]:
        return ("insurer", self._policy.insurer), ("services", self._services(visits))

    def _services(self, visits: tuple[str, ...] = ()) -> str | None:
        """Return the treatment asked about: of the visits that wait, else what was ordered, else given."""
        known = [each for name in visits if (each := self._records.get(Visit, name)) is not None]
        ids = [each.service for each in known] or [name for each in self._referrals for name in each.services]
        ids = ids or [each.service for each in self._records.all(Visit)]
        return ", ".join(service_names(self._records, tuple(dict.fromkeys(ids)))) or None

    def _limits(self) -> Iterator[Question]:
        own = [each for each in self._records.all(BenefitLimit) if each.policy == self._policy.id]
        standing = Standing.LEFT_EMPTY if self._asked_before else Standing.OPEN
        if not own:
            yield Question(
                "limits",
                Whom.INSURER,
                standing,
                "benefit_limit",
                None,
                ("services", "visits", "per", "prior_used"),
                values=self._named(),
                preset=(("policy", self._policy.id),),
            )
        for limit in own:
            wanted = self._wanted == Wanted("limit_amount", limit.id)
            if wanted or (limit.visits is None and limit.money is None):
                services = ", ".join(service_names(self._records, limit.services)) or None
                yield Question(
                    "limit_amount",
                    Whom.INSURER,
                    Standing.OPEN,
                    "benefit_limit",
                    limit.id,
                    ("visits",) if limit.money is None else ("money",),
                    values=(("insurer", self._policy.insurer), ("services", services)),
                )

    def _network_of(self) -> Iterator[Question]:
        for about in self._therapists_lacking("network"):
            yield self._about_therapist("in_network", Whom.INSURER, "networks", about)

    def _therapists_lacking(self, missing: str) -> Iterator[tuple[Provider, tuple[str, ...]]]:
        """Yield the therapists a fact is not known of, each with the visits that wait on it."""
        found: dict[str, list[str]] = {}
        for visit, hits in self._waiting:
            if visit.provider is not None and _lack_of_therapist(hits, missing):
                found.setdefault(visit.provider, []).append(visit.id)
        for name, visits in found.items():
            known = self._records.get(Provider, name)
            if known is not None:
                yield known, tuple(visits)

    def _about_therapist(
        self, code: str, whom: Whom, field: str, about: tuple[Provider, tuple[str, ...]]
    ) -> Question:
        provider, visits = about
        values: tuple[tuple[str, Value], ...] = (
            ("provider", provider.name),
            ("insurer", self._policy.insurer),
            ("network", self._policy.network),
        )
        return Question(code, whom, Standing.WAITING, "provider", provider.id, (field,), visits, values)

    def _treatment_plan(self) -> Iterator[Question]:
        plans = self._records.all(TreatmentPlan)
        if any(each.therapies for each in plans):
            return
        values = (("services", self._services()),)
        if plans:
            yield Question(
                "combine",
                Whom.DOCTOR,
                Standing.OPEN,
                "treatment_plan",
                plans[-1].id,
                ("therapies",),
                values=values,
            )
            return
        conditions = tuple(dict.fromkeys(name for each in self._referrals for name in each.conditions))
        yield Question(
            "combine",
            Whom.DOCTOR,
            Standing.OPEN,
            "treatment_plan",
            None,
            ("goals", "therapies"),
            values=values,
            preset=(("person", self._policy.person), ("conditions", conditions)),
        )

    def _is_in_force(self, referral: Referral) -> bool:
        ended = referral.valid_until is not None and referral.valid_until < self._today
        return referral.status is ReferralStatus.ACTIVE and not ended


_AMOUNTS = frozenset({"units", "minutes", "charge"})
_THERAPIST_FACTS = ("therapist_type", "registration", "network")


def _lack_of_therapist(hits: tuple[Hit, ...], missing: str) -> bool:
    return any(hit.rule == "T1" and hit.missing == missing for hit in hits)


def _about_visit(code: str, visit: Visit, field: str) -> Question:
    return Question(
        code,
        Whom.THERAPIST,
        Standing.WAITING,
        "visit",
        visit.id,
        (field,),
        (visit.id,),
        (("date", visit.date),),
    )
