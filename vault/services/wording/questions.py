"""Questions for the insurer, the doctor's desk and the therapist, in words one can say on the phone."""

from collections.abc import Sequence

from vault.domain.questions import Question, Whom
from vault.domain.records.fields import field_of
from vault.domain.records.kinds import KINDS, Record, kind_of
from vault.services.wording.catalogue import Value, Wording
from vault.services.wording.desk_check import DESK, desk_words
from vault.services.wording.fields import field_label
from vault.services.wording.names import service_name
from vault.services.wording.values import Namer, value_text

_NOT_TOLD = frozenset({"person", "policy"})

_NOT_TOLD = frozenset({"person", "policy"})

WHOM: dict[Whom, str] = {
    Whom.INSURER: "Ask the insurer",
    Whom.DOCTOR: "Ask the doctor's office",
    Whom.THERAPIST: "Ask the therapist's office",
}

QUESTIONS: dict[str, str] = {
    "referral_needed": "Do you need a doctor's referral before you pay for {services}?",
    "authorization_needed": "Do you need to authorize {services} in advance? From the first visit on, "
    "or only after a number of visits?",
    "request_window": "How many days after the first visit can an authorization still be requested?",
    "exclusions": "Does the plan exclude {services}, or treatment that is often combined with it? Which?",
    "conditions_accepted": "For which conditions do you pay for {services}? For all of them?",
    "who_may_refer": "Whose referral do you accept: only a physician's, or also a physician assistant's, a "
    "nurse practitioner's or a chiropractor's?",
    "therapists_paid": "Which therapists do you pay for {services}? Which license or training "
    "must they have?",
    "registration": "Must the therapist be registered with you or with a professional body?",
    "network": "Must the therapist belong to a network? Which one?",
    "combined": "Which other treatment must {services} be combined with, and which may not be billed on the "
    "same day?",
    "filing_rule": "Within how many days must a claim reach you, and counted from which day?",
    "limits": "How many visits for {services} do you pay, in which period, and which other treatments count "
    "toward the same number? How many are used already?",
    "limit_amount": "What is the limit for {services}: how many visits?",
    "in_network": "Does your network {network} include {provider}?",
    "therapist_type": "Which license or qualification does {provider} have?",
    "registered": "Does {provider} have the registration that {insurer} demands?",
    "who_treated": "Who gave the treatment on {date}?",
    "visit_units": "How many units of 15 minutes were billed for {date}?",
    "visit_minutes": "How many minutes did the treatment on {date} take?",
    "visit_charge": "What was charged for {date}?",
    "combine": "Which treatments should be combined with {services}, and with what goal?",
}
"""What is asked, by the code of the question; what is missing on a referral is asked as at the desk."""


def whom_heading(whom: Whom, say: Wording) -> str:
    """Return the heading above the questions for somebody."""
    return say.text(WHOM[whom])


def question_sentence(question: Question, say: Wording) -> str:
    """Return a question as it can be said."""
    if question.code in DESK:
        return desk_words(question.code, question.values, say)
    values: dict[str, Value] = dict(question.values)
    values["services"] = say_services(values.get("services"), say)
    return say.text(QUESTIONS[question.code], **values)


def aside_words(question: Question, say: Wording) -> str:
    """Return which referral is meant, and how many visits wait on the answer; empty for neither."""
    values, told = dict(question.values), []
    number, authored_on = values.get("referral_number"), values.get("authored_on")
    if number is not None:
        told.append(say.text("Referral {number}", number=number))
    elif authored_on is not None:
        told.append(say.text("Referral of {date}", date=authored_on))
    visits = len(question.visits)
    if visits:
        told.append(say.count(visits, "{n} visit waits for this answer.", "{n} visits wait for this answer."))
    return " · ".join(told)


def say_services(services: Value, say: Wording) -> str:
    """Return the names of services in this language, `this treatment` when none is known."""
    if not isinstance(services, str) or not services:
        return say.text("this treatment")
    return ", ".join(service_name(each.strip(), say) for each in services.split(","))


def answers_summary(told: Sequence[tuple[Record, Sequence[str]]], say: Wording, name_of: Namer) -> str:
    """Return what was said as lines of label and value: of each record the fields that were answered."""
    lines: list[str] = []
    for record, names in told:
        kind = kind_of(record)
        for name in names:
            field = field_of(KINDS[kind], name)
            if field is None or name in _NOT_TOLD:
                continue
            text = value_text(field, getattr(record, name), say, name_of).replace("\n", "; ") or say.text(
                "none"
            )
            label = field_label(kind, name, say)
            lines.append(f"{label} {text}" if label.endswith("?") else f"{label}: {text}")
    return "\n".join(lines)
