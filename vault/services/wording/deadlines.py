"""Due dates in sentences: what to do, by when, and where the date comes from."""

from vault.domain.deadlines.due_date import DueDate, Step
from vault.domain.records.values import Basis
from vault.domain.rule_pack import Confidence, Counting
from vault.services.wording.catalogue import Wording
from vault.services.wording.units import counted

TITLES: dict[int, str] = {
    1: "The referral ends",
    2: "Start treatment",
    4: "Few visits are left on the referral",
    6: "The authorization ends",
    13: "File the claim",
    14: "Answer the insurer's request",
    16: "File the appeal with the insurer",
}

PAST_TITLES: dict[int, str] = {
    1: "The referral has ended",
    6: "The authorization has ended",
}

ANCHORS: dict[str, str] = {
    "authored": "written on {day}",
    "valid_from": "valid from {day}",
    "first_visit": "first visit on {day}",
    "visit": "visit on {day}",
    "plan_year_end": "end of the plan year on {day}",
    "policy_end": "end of the policy on {day}",
    "received": "received on {day}",
    "notice": "letter dated {day}",
    "presumed_receipt": "presumably received on {day}",
}

PRINTED: dict[str, str] = {
    "referral": "printed on the referral",
    "authorization": "printed on the authorization",
    "policy": "printed in the policy",
    "request": "printed on the insurer's letter",
    "eob": "printed on the insurer's decision",
    "appeal": "printed on the letter about the appeal",
    "claim": "printed on the claim",
}

OWN_RULES: dict[str, str] = {
    "own:referral_duration": "estimated from the weeks ordered on the referral",
    "own:plan_filing_limit": "estimated from the policy's filing limit",
    "own:recorded": "entered as an estimate",
    "own:counter": "by the visits counted in this vault",
}

MISSING: dict[str, str] = {
    "received": "Enter the day the letter came, to be sure.",
    "notice": "Enter the date printed on the letter, to be sure.",
}


def due_title(due: DueDate, say: Wording) -> str:
    """Return what is due."""
    if due.overdue and due.kind in PAST_TITLES:
        return say.text(PAST_TITLES[due.kind])
    if due.remaining == 0:
        return say.text("All visits of the referral are used up")
    return say.text(TITLES.get(due.kind, "A date to keep"))


def due_when(due: DueDate, say: Wording) -> str:
    """Return days first, then the date: `in 20 days, Sun, Dec 13, 2026`."""
    if due.due is None or due.days_left is None:
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
    if due.later is not None:
        sentences.append(
            say.text("It may be as late as {date}; the earlier day is safe.", date=say.date(due.later))
        )
    sentences += [say.text(MISSING[fact]) for fact in due.missing if fact in MISSING]
    if due.confidence is Confidence.LOW:
        sentences.append(say.text("This rule is not certain; ask the insurer to confirm the date."))
    return " ".join(sentences)


def _sum(step: Step, say: Wording) -> str:
    values = {
        "start": say.text(ANCHORS[str(step.anchor)], day=step.day),
        "amount": counted(step.value, str(step.unit), say),
        "result": say.short_date(step.result),
    }
    if step.count is Counting.VALID_FOR:
        return say.text("{start} + {amount}, the first day counted = {result}", **values)
    return say.text("{start} + {amount} = {result}", **values)
