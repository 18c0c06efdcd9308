"""What the rules return: a kind, a language, and candidates that know where they were read."""

from dataclasses import dataclass

from vault.services.documents.text_layer import Box

FieldValue = str | int | bool


@dataclass(frozen=True, slots=True)
class FieldCandidate:
    """One value of one field; `prefill` says it is certain enough to stand in a form unseen.

    `box` in fractions of the upright page; `derived` names rule and arithmetic of a value not printed.
    """

    name: str
    value: FieldValue
    printed: str
    confidence: float
    prefill: bool
    page: int
    box: Box
    derived: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one paper seems to say; `kind` is None when no cue was found."""

    kind: str | None
    kind_confidence: float
    lang: str
    fields: tuple[FieldCandidate, ...]


KINDS = ("referral", "authorization", "denial", "request", "eob", "bill", "necessity", "policy", "card")
"""Kinds of papers the rules know."""

FIELDS = (
    "lang", "letter_date", "valid_from", "valid_to", "valid_to_printed", "visits", "visit_limit", "frequency",
    "icd", "procedure", "npi", "npi_invalid", "member", "claim", "auth", "reference", "deadline",
    "deadline_days", "dos_from", "dos_to", "billed", "allowed", "paid", "owe", "referrer", "therapist",
    "insurer", "person", "birth_date",
)  # fmt: skip
"""Names of the fields, in the order in which they are shown."""
