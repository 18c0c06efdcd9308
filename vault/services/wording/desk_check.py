"""The doctor's-desk check in words: what to say at the desk, and why an insurer looks at it."""

from collections.abc import Iterable

from vault.domain.coverage.verdict import Value as FoundValue
from vault.domain.desk_check import DeskItem, Held
from vault.services.wording.catalogue import Value, Wording
from vault.services.wording.names import service_name

DESK: dict[str, str] = {
    "diagnosis": "Please add the diagnosis.",
    "quantity": "Please add the number of visits, or for how long.",
    "date": "Please add the date it was written.",
    "valid_until": "Until when is it valid? Please add the last day.",
    "ended": "It was valid until {until}. Please write a new one.",
    "signature": "Please have the doctor sign it.",
    "referrer": "Please add the name of the referring doctor.",
    "identifier": "Which number does the insurer know {referrer} by? Please add it.",
    "npi": "Please add the NPI of {referrer}.",
    "npi_digits": "Please compare the NPI {npi} of {referrer}: a digit may be missing or misread.",
    "referrer_type": "What is the qualification of {referrer}? The plan accepts referrals from: {accepted}.",
    "referrer_refused": "The plan accepts referrals from: {accepted}. Could one of them write it?",
    "services": "Please add which treatment is ordered.",
    "necessity": "Please add one sentence on why the treatment is medically necessary.",
    "copy": "Please give me a copy of the signed referral.",
    "released": "Whom did you give the referral to: me, the therapist, or the insurer?",
    "referrer_type_rule": "Ask {insurer} whose referral it accepts.",
    "service_excluded": "{insurer} excludes {services}. Ask it what it pays for instead.",
    "condition": "{insurer} accepts these conditions: {accepted}. Ask it whether it accepts: {condition}.",
}
"""What to say, by the code of the item."""

WHY: dict[str, str] = {
    "diagnosis": "A referral without a diagnosis is often sent back.",
    "quantity": "Without a number of visits an insurer may stop paying at any visit.",
    "date": "Visits before the day it was written are not paid on it.",
    "valid_until": "Insurers question an undated referral after 12 months.",
    "ended": "Visits after its last day are not supported.",
    "signature": "An unsigned referral does not count as an order.",
    "referrer": "The claim must name who referred.",
    "identifier": "The insurer looks the doctor up by a number.",
    "npi": "Claims on US plans need the NPI of who referred.",
    "npi_digits": "A claim with an NPI that fails its check digit is sent back.",
    "referrer_type": "The plan accepts referrals from certain doctors only.",
    "referrer_refused": "The plan accepts referrals from certain doctors only.",
    "services": "Only treatment that is ordered is supported.",
    "necessity": "It is the first thing a reviewer looks for.",
    "copy": "Without a copy you cannot answer when the insurer asks for it.",
    "released": "You will know later who holds the paper.",
    "referrer_type_rule": "Plans differ in whose referral they accept.",
    "service_excluded": "What a plan excludes it refuses, with or without a referral.",
    "condition": "Plans that list conditions question all others.",
}
"""Why it matters, by the code of the item."""

NAMES: dict[str, str] = {
    "diagnosis": "Diagnosis",
    "quantity": "Number of visits or duration",
    "date": "Date written",
    "valid_until": "Last day",
    "ended": "Last day",
    "signature": "Signature",
    "referrer": "Referring doctor",
    "identifier": "Number of the doctor",
    "npi": "NPI of the doctor",
    "npi_digits": "NPI of the doctor",
    "referrer_type": "Doctor accepted by the plan",
    "referrer_refused": "Doctor accepted by the plan",
    "services": "Treatment ordered",
    "necessity": "Why it is medically necessary",
    "copy": "Copy of the paper",
    "released": "Released to",
    "referrer_type_rule": "Doctor accepted by the plan",
    "service_excluded": "Treatment ordered",
    "condition": "Condition accepted by the plan",
}
"""What was looked for, by the code of the item."""

HELD: dict[Held, str] = {Held.MISSING: "Missing", Held.UNKNOWN: "Not known", Held.OK: "There"}


def desk_sentence(item: DeskItem, say: Wording) -> str:
    """Return what to say at the desk about an item that is missing or not known."""
    return desk_words(item.code, item.values, say)


def desk_words(code: str, values: Iterable[tuple[str, FoundValue]], say: Wording) -> str:
    """Return the sentence of a code of the desk check with its values."""
    told: dict[str, Value] = dict(values)
    if isinstance(told.get("services"), str):
        names = str(told["services"]).split(",")
        told["services"] = ", ".join(service_name(each.strip(), say) for each in names)
    if told.get("insurer") is None:
        told["insurer"] = say.text("the insurer")
    return say.text(DESK[code], **told)


def desk_why(item: DeskItem, say: Wording) -> str:
    """Return why an insurer looks at it."""
    return say.text(WHY[item.code])


def desk_name(item: DeskItem, say: Wording) -> str:
    """Return what was looked for."""
    return say.text(NAMES[item.code])


def desk_held(held: Held, say: Wording) -> str:
    """Return whether it is there, in words."""
    return say.text(HELD[held])


def desk_heading(items: Iterable[DeskItem], say: Wording) -> str:
    """Return how the check came out: how many things are missing, or that all is there."""
    held = [item.held for item in items]
    missing = held.count(Held.MISSING)
    if missing:
        return say.count(missing, "{n} thing is missing on it", "{n} things are missing on it")
    unknown = held.count(Held.UNKNOWN)
    if unknown:
        return say.count(unknown, "{n} thing to ask for", "{n} things to ask for")
    return say.text("It has everything insurers look for")
