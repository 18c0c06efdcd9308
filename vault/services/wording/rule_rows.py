"""Rule packs in words: what a row is for, how long, counted from which day, how sure it is."""

from vault.domain.rule_pack import ANYWHERE, Confidence, Counting, RulePack, RuleRow
from vault.services.wording.catalogue import Wording
from vault.services.wording.choices import CHOICES
from vault.services.wording.deadlines import due_label
from vault.services.wording.units import counted

COUNTED_FROM: dict[str, str] = {
    "authored": "the day the paper was written",
    "first_visit": "the first visit",
    "last_visit": "the last visit",
    "last_supported": "the last visit the referral supports",
    "visit": "the visit",
    "received": "the day the letter came",
    "notice": "the date printed on the letter",
    "requested": "the day it was requested",
    "submitted": "the day the claim was submitted",
    "filed": "the day it was filed",
    "asked": "the day it was asked for",
    "sent": "the day the papers were sent",
    "released": "the day the form was signed",
    "payment": "the payment",
    "period_end": "the end of the policy's year",
    "tax_filed": "the day the taxes were filed",
    "verified": "the day a backup was last proved",
}

CONFIDENCE: dict[Confidence, str] = {
    Confidence.HIGH: "high: read word for word",
    Confidence.MEDIUM: "medium: known, not read again",
    Confidence.LOW: "low: ask the insurer",
}

CASE_WORDS: dict[str, str] = {
    "before_service": "before the treatment",
    "after_service": "after the treatment",
    "no_bill": "no bill yet",
    "not_filed": "claim not filed yet",
}

_BABEL_CODES = {"UK": "GB"}


def rule_title(row: RuleRow, say: Wording) -> str:
    """Return what a row is for, with what narrows it: `First appeal (Veterans Affairs (VA), urgent)`."""
    from vault.domain.records.policy import PlanType

    narrower = [] if row.plan_type is None else [say.text(CHOICES[PlanType][row.plan_type])]
    if "-" in row.jurisdiction:
        narrower.append(row.jurisdiction)
    if row.case is not None:
        narrower.append(say.text(CASE_WORDS[row.case]))
    if row.urgent:
        narrower.append(say.text("urgent"))
    label = due_label(row.kind, say)
    return label if not narrower else f"{label} ({', '.join(narrower)})"


def rule_period(row: RuleRow, say: Wording) -> str:
    """Return how long: `180 days`, `90 days, or 10 visits`."""
    text = counted(row.value, str(row.unit), say)
    if row.visits:
        return say.text("{period}, or {visits}", period=text, visits=counted(row.visits, "visit", say))
    return text


def rule_start(row: RuleRow, say: Wording) -> str:
    """Return the day a row counts from, in words."""
    start = say.text(COUNTED_FROM[row.anchor])
    if row.count is Counting.BEFORE:
        return say.text("back from {start}", start=start)
    if row.count is Counting.VALID_FOR:
        return say.text("{start}, that day counted", start=start)
    return start


def rule_confidence(row: RuleRow, say: Wording) -> str:
    """Return how sure a row is, in words."""
    return say.text(CONFIDENCE[row.confidence])


def pack_title(name: str, pack: RulePack | None, say: Wording) -> str:
    """Return the place a pack holds for, its name where that says more: `United States`."""
    places = {row.jurisdiction.partition("-")[0] for row in pack.rows} if pack is not None else set()
    places = places or {name.upper()}
    if places == {ANYWHERE}:
        return say.text("Every place")
    if len(places) > 1:
        return ", ".join(sorted(places))
    (code,) = places
    return _territory(code, say) or name


def _territory(code: str, say: Wording) -> str | None:
    from babel import Locale

    name = Locale.parse(say.locale).territories.get(_BABEL_CODES.get(code, code))
    return None if name is None else str(name)
