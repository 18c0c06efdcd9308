"""Fields of a reading in words: their names, how values are shown, how a correction is read."""

import re
from datetime import date

from vault.domain.records.values import Money
from vault.services.documents.candidates.reading import FieldValue
from vault.services.wording.catalogue import Wording
from vault.ui.papers.frequency import frequency_text, read_frequency
from vault.ui.widgets.date_text import read_date

LABELS: dict[str, str] = {
    "letter_date": "Written on",
    "valid_from": "Valid from",
    "valid_to": "Valid until",
    "visits": "Visits",
    "visit_limit": "Limit of visits",
    "frequency": "How often",
    "icd": "Diagnosis",
    "procedure": "Service code",
    "npi": "NPI",
    "npi_invalid": "NPI, a digit may be wrong",
    "member": "Member ID",
    "claim": "Claim number",
    "auth": "Authorization number",
    "reference": "Reference",
    "deadline": "Answer by",
    "deadline_days": "Days to answer",
    "dos_from": "First day of service",
    "dos_to": "Last day of service",
    "billed": "Billed",
    "allowed": "Allowed",
    "paid": "Paid",
    "owe": "You owe",
    "referrer": "Doctor",
    "therapist": "Therapist",
    "insurer": "Insurer",
    "person": "Patient",
    "birth_date": "Born on",
}
DATES = frozenset({"letter_date", "valid_from", "valid_to", "deadline", "dos_from", "dos_to", "birth_date"})
_COUNTS = frozenset({"visits", "visit_limit", "deadline_days"})
_AMOUNTS = frozenset({"billed", "allowed", "paid", "owe"})
_MONEY = re.compile(r"([A-Z]{3}) (-?)(\d{1,9})\.(\d{2})")
_MOST = 9_999
_LONGEST = 200


def label_text(name: str, say: Wording) -> str:
    """Return what a field is called."""
    return say.text(LABELS[name]) if name in LABELS else name


def value_text(name: str, value: FieldValue, say: Wording) -> str:
    """Return a value as it is shown; one that is not of its form is shown as it is."""
    text = str(value)
    if name in DATES:
        try:
            return say.short_date(date.fromisoformat(text))
        except ValueError:
            return text
    if name == "frequency":
        return frequency_text(text, say)
    if name in _AMOUNTS and (match := _MONEY.fullmatch(text)) is not None:
        currency, sign, whole, cents = match.groups()
        minor = int(whole) * 100 + int(cents)
        return say.money(Money(-minor if sign else minor, currency))
    return text


def read_value(name: str, text: str, say: Wording, today: date) -> FieldValue | None:
    """Return the value a correction means, None where it means none."""
    typed = " ".join(text.split())[:_LONGEST]
    if name in DATES:
        day = read_date(typed, say.lang, today)
        return None if day is None else day.isoformat()
    if name in _COUNTS:
        return int(typed) if typed.isascii() and typed.isdigit() and 0 < int(typed) <= _MOST else None
    if name == "frequency":
        return read_frequency(typed)
    return typed or None
