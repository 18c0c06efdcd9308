"""What was checked of a visit, gate by gate: the verdict of each and what it rests on."""

from collections.abc import Callable
from dataclasses import dataclass

from vault.domain.coverage.verdict import Finding, Hit, Verdict
from vault.domain.records.money import Bill, BillForm
from vault.domain.records.people import Provider
from vault.domain.records.policy import BenefitLimit
from vault.domain.records.values import Need
from vault.domain.records.visit import Visit
from vault.services.wording.verdicts import hit_sentence
from vault.ui.forms.offers import service_words
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.widgets.counter_words import used_words

TITLES: dict[str, str] = {
    "policy": "Policy",
    "referral": "Referral",
    "therapist": "Therapist",
    "authorization": "Authorization",
    "limit": "Plan limit",
    "bill": "Bill",
    "claim": "Claim",
}
_RULES: dict[str, str] = {
    "P": "policy",
    "R": "referral",
    "T": "therapist",
    "A": "authorization",
    "B": "limit",
}
_BILL_RULES = frozenset({"F2", "F2r", "F3"})
_AFTER_THE_VISIT = frozenset({"bill", "claim"})


@dataclass(frozen=True, slots=True)
class GateFacts:
    """One gate: its verdict, None where it was not looked at, and what it rests on."""

    code: str
    title: str
    verdict: Verdict | None
    text: str


def gates(room: RecordRoom, visit: Visit, finding: Finding, *, planned: bool) -> tuple[GateFacts, ...]:
    """Return every gate of a visit in order; what only a past visit has is left out of a forecast."""
    by_gate: dict[str, list[Hit]] = {code: [] for code in TITLES}
    for hit in finding.hits:
        if hit.rule != "C0":
            by_gate[_gate_of(hit)].append(hit)
    stopped = any(hit.rule == "P1" for hit in finding.hits)
    found = []
    for code, hits in by_gate.items():
        if planned and code in _AFTER_THE_VISIT:
            continue
        title = room.say.text(TITLES[code])
        if hits:
            worst = max(hits, key=_verdict)
            found.append(GateFacts(code, title, worst.verdict, hit_sentence(worst, room.say)))
        elif stopped and code not in {"policy", *_AFTER_THE_VISIT}:
            found.append(
                GateFacts(code, title, None, room.say.text("Not looked at: no policy holds this day"))
            )
        else:
            found.append(GateFacts(code, title, Verdict.SUPPORTED, _RESTS_ON[code](room, visit, finding)))
    return tuple(found)


def _gate_of(hit: Hit) -> str:
    if hit.rule in _BILL_RULES:
        return "bill"
    return _RULES.get(hit.rule[0], "claim")


def _verdict(hit: Hit) -> int:
    return int(hit.verdict)


def _policy(room: RecordRoom, visit: Visit, _finding: Finding) -> str:
    policy = room.policy_on(visit.date)
    if policy is None:
        return room.say.text("None on this day")
    return f"{policy.insurer}, {room.say.date_range(policy.start, policy.end)}"


def _referral(room: RecordRoom, visit: Visit, finding: Finding) -> str:
    if finding.referral is not None:
        return room.title("referral", finding.referral)
    policy = room.policy_on(visit.date)
    if policy is not None and policy.requires_referral is Need.NO:
        return room.say.text("Not needed")
    return room.say.text("None used")


def _therapist(room: RecordRoom, visit: Visit, _finding: Finding) -> str:
    provider = room.get(Provider, visit.provider)
    return room.say.text("Not recorded") if provider is None else provider.name


def _authorization(room: RecordRoom, visit: Visit, finding: Finding) -> str:
    note = next((each for each in finding.notes if each.rule == "A7"), None)
    if note is not None:
        return hit_sentence(note, room.say)
    if finding.authorization is not None:
        return room.title("authorization", finding.authorization)
    policy = room.policy_on(visit.date)
    if policy is not None and policy.requires_auth == "no":
        return room.say.text("Not needed")
    return room.say.text("None used")


def _limit(room: RecordRoom, _visit: Visit, finding: Finding) -> str:
    for limit_id in finding.limits:
        limit = room.get(BenefitLimit, limit_id)
        for counter in room.counters_of(limit_id)[:1]:
            words = used_words(counter, room.say, elsewhere=False)
            services = () if limit is None else limit.services
            return f"{service_words(room.snapshot.records, services, room.say)}: {words}"
    return room.say.text("No limit on record")


def _bill(room: RecordRoom, visit: Visit, _finding: Finding) -> str:
    for bill in room.records.all(Bill):
        if bill.form is BillForm.ITEMIZED and any(line.visit == visit.id for line in bill.lines):
            return room.say.text("Itemized, {title}", title=room.title("bill", bill.id))
    return room.say.text("Not looked at: you do not file the claims")


def _claim(room: RecordRoom, visit: Visit, _finding: Finding) -> str:
    from vault.domain.records.money import Claim

    for claim in room.records.all(Claim):
        if visit.id in claim.visits:
            return room.title("claim", claim.id)
    return room.say.text("Nothing against it")


_RESTS_ON: dict[str, Callable[[RecordRoom, Visit, Finding], str]] = {
    "policy": _policy,
    "referral": _referral,
    "therapist": _therapist,
    "authorization": _authorization,
    "limit": _limit,
    "bill": _bill,
    "claim": _claim,
}
