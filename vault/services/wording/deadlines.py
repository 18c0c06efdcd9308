"""Due dates in sentences: what to do, by when, and where the date comes from."""

from vault.domain.deadlines.due_date import OWN_EXEMPT_VISITS, DueDate, DueKind, Left, Step
from vault.domain.records.values import Basis
from vault.domain.rule_pack import Confidence, Counting
from vault.services.wording.catalogue import Value, Wording
from vault.services.wording.units import counted

TITLES: dict[int, str] = {
    1: "The referral ends",
    2: "Start treatment",
    3: "Have the next visit",
    4: "Few visits are left on the referral",
    5: "See the doctor for a renewal",
    6: "The authorization ends",
    7: "Little is left on the authorization",
    8: "Request the authorization",
    9: "The answer about the authorization is expected",
    10: "A progress report is due",
    11: "Ask for the policy's rules again",
    12: "The benefit year ends with visits unused",
    13: "File the claim",
    14: "Answer the insurer's request",
    15: "The decision about the claim is expected",
    16: "File the appeal with the insurer",
    17: "The answer to the appeal is expected",
    18: "File the second appeal",
    19: "Ask for the external review",
    20: "The decision of the external review is expected",
    21: "The records you asked for are expected",
    22: "The letter of medical necessity ends",
    24: "The insurer's payment should have arrived",
    25: "Get the bill and send the claim",
    26: "Ask whether the referral arrived",
    27: "Ask about the papers you sent",
    28: "The release form ends",
    29: "Look through the papers of a past tax year",
    30: "Prove that a backup is whole",
}

PAST_TITLES: dict[int, str] = {
    1: "The referral has ended",
    3: "The pause is longer than the referral allows",
    6: "The authorization has ended",
    22: "The letter of medical necessity has ended",
    28: "The release form has ended",
}

USED_UP: dict[int, str] = {
    4: "All visits of the referral are used up",
    7: "All of the authorization is used up",
}

EVENT_TITLES: dict[int, str] = {
    4: "Few visits or none are left on the referral",
    7: "Little or nothing is left on the authorization",
}
"""What events are called where nobody knows the count."""

OF_CASE: dict[str, str] = {
    "no_bill": "Ask for the itemized bill",
    "not_filed": "Send the claim",
    "specialist": "Ask whether the referral arrived at the specialist",
    "insurer": "Ask whether the referral arrived at the insurer",
}

LABELS: dict[int, str] = {
    1: "End of the referral",
    2: "Start of treatment",
    3: "Pause in treatment",
    4: "Visits left on the referral",
    5: "Renewal",
    6: "End of the authorization",
    7: "Rest of the authorization",
    8: "Request for an authorization",
    9: "Answer about an authorization",
    10: "Progress report",
    11: "End of the policy's year",
    12: "End of the benefit year",
    13: "Filing limit",
    14: "Insurer's request",
    15: "Decision about a claim",
    16: "First appeal",
    17: "Answer to an appeal",
    18: "Second appeal",
    19: "External review",
    20: "Decision of an external review",
    21: "Own records",
    22: "Letter of medical necessity",
    24: "Payment",
    25: "Bill and claim",
    26: "Arrival of the referral",
    27: "Papers sent",
    28: "Release form",
    29: "Papers of a tax year",
    30: "Backup",
}

ANCHORS: dict[str, str] = {
    "authored": "written on {day}",
    "valid_from": "valid from {day}",
    "first_visit": "first visit on {day}",
    "last_visit": "last visit on {day}",
    "last_supported": "last visit the referral supports on {day}",
    "planned_visit": "planned visit on {day}",
    "visit": "visit on {day}",
    "plan_year_end": "end of the plan year on {day}",
    "policy_end": "end of the policy on {day}",
    "period_end": "end of the policy's year on {day}",
    "received": "received on {day}",
    "notice": "letter dated {day}",
    "presumed_receipt": "presumably received on {day}",
    "requested": "requested on {day}",
    "submitted": "submitted on {day}",
    "filed": "filed on {day}",
    "asked": "asked for on {day}",
    "sent": "sent on {day}",
    "released": "released on {day}",
    "payment": "payment on {day}",
    "tax_filed": "taxes filed on {day}",
    "verified": "backup proved on {day}",
    "extended": "more time on notice, from {day}",
    "tolled": "the clock stood still, from {day}",
}

PRINTED: dict[str, str] = {
    "referral": "printed on the referral",
    "authorization": "printed on the authorization",
    "policy": "printed in the policy",
    "request": "printed on the insurer's letter",
    "eob": "printed on the insurer's decision",
    "appeal": "printed on the letter about the appeal",
    "claim": "printed on the claim",
    "release_form": "printed on the release form",
}

OWN_RULES: dict[str, str] = {
    "own:referral_duration": "estimated from the weeks ordered on the referral",
    "own:referral_max_gap": "estimated from the longest pause the referral allows",
    "own:plan_filing_limit": "estimated from the policy's filing limit",
    "own:plan_request_window": "estimated from the policy's time to ask for an authorization",
    "own:plan_exempt_visits": "by the visits the policy pays for without an authorization",
    "own:benefit_year": "by the year of the benefit limit",
    "own:recorded": "entered as an estimate",
    "own:counter": "by the visits counted in this vault",
}

MISSING: dict[str, str] = {
    "received": "Enter the day the letter came, to be sure.",
    "notice": "Enter the date printed on the letter, to be sure.",
}

_HABIT = "habit of this program"
"""How the source of a shipped row begins that no law asks for."""

_ANSWERS = frozenset({9, 15, 17, 20, 21})
"""Kinds that wait for somebody else: a later day is no risk."""


def due_label(kind: int, say: Wording) -> str:
    """Return the short name of a kind, for lists of rules and settings."""
    return say.text(LABELS[kind])


def due_title(due: DueDate, say: Wording) -> str:
    """Return what is due."""
    if due.overdue and due.kind in PAST_TITLES:
        return say.text(PAST_TITLES[due.kind])
    if due.remaining == 0 and due.kind in USED_UP:
        return say.text(USED_UP[due.kind])
    if due.case in OF_CASE:
        return say.text(OF_CASE[due.case])
    return say.text(TITLES.get(due.kind, "A date to keep"))


def due_when(due: DueDate, say: Wording) -> str:
    """Return days first, then the date: `in 20 days, Sun, Dec 13, 2026`."""
    if due.due is None or due.days_left is None:
        if due.remaining and due.counted != "visit":
            return say.text("now, {amount} left", amount=counted(due.remaining, due.counted, say))
        if due.remaining:
            return say.count(due.remaining, "now, {n} visit left", "now, {n} visits left")
        return say.text("now")
    date = say.date(due.due)
    if due.overdue and due.kind in PAST_TITLES:
        return say.count(-due.days_left, "{n} day ago, {date}", "{n} days ago, {date}", date=date)
    if due.overdue:
        return say.count(-due.days_left, "{n} day overdue, {date}", "{n} days overdue, {date}", date=date)
    if due.days_left == 0:
        return say.text("today, {date}", date=date)
    return say.count(due.days_left, "in {n} day, {date}", "in {n} days, {date}", date=date)


def due_source(due: DueDate, say: Wording) -> str:
    """Return where the date comes from, with the arithmetic of a computed one."""
    if due.basis is Basis.PRINTED or due.rule is None:
        return say.text(PRINTED.get(due.source, "printed on the paper"))
    if due.rule in OWN_RULES:
        text = say.text(OWN_RULES[due.rule])
        if due.counter is not None:
            return say.text("{rule}: {sum}", rule=text, sum=_count(due.counter, due.rule, say))
    elif due.source.startswith(_HABIT):
        text = say.text("by a habit of this program, rule {rule}", rule=due.rule)
    else:
        text = say.text("estimated from rule {rule}, {source}", rule=due.rule, source=due.source)
    sums = "; ".join(_sum(step, say) for step in due.steps)
    return f"{text}: {sums}" if sums else text


def due_sentence(due: DueDate, say: Wording) -> str:
    """Return the whole of a due date in sentences."""
    values = {"what": due_title(due, say), "when": due_when(due, say), "source": due_source(due, say)}
    if due.arrival:
        sentences = [say.text("{what}: {when}, to arrive by then ({source}).", **values)]
    else:
        sentences = [say.text("{what}: {when} ({source}).", **values)]
    if due.later is not None and due.kind in _ANSWERS:
        sentences.append(say.text("It may come as late as {date}.", date=say.date(due.later)))
    elif due.later is not None:
        sentences.append(
            say.text("It may be as late as {date}; the earlier day is safe.", date=say.date(due.later))
        )
    if due.counter is not None:
        sentences.append(_told_from(due.counter, due.rule, say))
    if due.remaining and due.kind == DueKind.BENEFIT_RESETS:
        sentences.append(
            say.text("Unused until then: {amount}.", amount=counted(due.remaining, due.counted, say))
        )
    if due.remaining and due.kind == DueKind.BILL_OR_CLAIM:
        sentences.append(say.count(due.remaining, "{n} visit is waiting.", "{n} visits are waiting."))
    sentences += [say.text(MISSING[fact]) for fact in due.missing if fact in MISSING]
    if due.confidence is Confidence.LOW:
        sentences.append(say.text("This rule is not certain; ask the insurer to confirm the date."))
    return " ".join(sentences)


def _count(left: Left, rule: str, say: Wording) -> str:
    """Return how much was ordered and used, and what that leaves."""
    values: dict[str, Value] = {
        "ordered": counted(left.ordered, left.unit, say),
        "elsewhere": left.elsewhere,
        "charged": left.charged,
        "left": left.amount,
    }
    if rule == OWN_EXEMPT_VISITS:
        return say.text("{ordered}, {charged} made or planned, {left} left", **values)
    if left.elsewhere:
        return say.text(
            "{ordered} ordered, {elsewhere} used elsewhere, {charged} charged, {left} left", **values
        )
    return say.text("{ordered} ordered, {charged} charged, {left} left", **values)


def _told_from(left: Left, rule: str | None, say: Wording) -> str:
    """Return from how much on an event is told, and why from there."""
    few = counted(left.told_from, left.unit, say)
    if rule == OWN_EXEMPT_VISITS:
        return say.text("It is told from {few} on.", few=few)
    return say.text("It is told from {few} on: two visits, or what two weeks take.", few=few)


def _sum(step: Step, say: Wording) -> str:
    values = {
        "start": say.text(ANCHORS[str(step.anchor)], day=step.day),
        "amount": counted(step.value, str(step.unit), say),
        "result": say.short_date(step.result),
    }
    if step.count is Counting.BEFORE:
        return say.text("{start} less {amount} = {result}", **values)
    if step.count is Counting.VALID_FOR:
        return say.text("{start} + {amount}, the first day counted = {result}", **values)
    return say.text("{start} + {amount} = {result}", **values)
