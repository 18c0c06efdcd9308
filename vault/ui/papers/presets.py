"""From the fields a person accepted to the values a form begins with, and to the paper's own kind."""

from collections.abc import Iterable
from typing import Any

from vault.domain.record_set import RecordSet
from vault.domain.records.papers import DocumentKind
from vault.domain.records.people import Person, Provider
from vault.domain.records.values import Basis
from vault.ui.papers.checking import CheckedField, CheckedPaper
from vault.ui.papers.frequency import frequency_json

DOCUMENT_KINDS: dict[str, DocumentKind] = {
    "referral": DocumentKind.REFERRAL,
    "authorization": DocumentKind.AUTHORIZATION,
    "denial": DocumentKind.DENIAL,
    "request": DocumentKind.REQUEST,
    "eob": DocumentKind.EOB,
    "bill": DocumentKind.ITEMIZED_BILL,
    "necessity": DocumentKind.NECESSITY,
    "policy": DocumentKind.POLICY,
    "card": DocumentKind.CARD,
}
"""The kind of paper for each kind a reading tells."""

_SAME = {
    "letter_date": "authored_on",
    "valid_from": "valid_from",
    "valid_to": "valid_until",
    "visits": "visits",
    "reference": "number",
}


def referral_preset(paper: CheckedPaper, records: RecordSet, person: str | None) -> dict[str, Any]:
    """Return the JSON values of a new referral: what was accepted and nothing else."""
    preset: dict[str, Any] = {}
    accepted = paper.accepted()
    for field in accepted:
        if field.name in _SAME:
            preset[_SAME[field.name]] = field.value
    ends = next((field for field in accepted if field.name == "valid_to"), None)
    if ends is not None and not (paper.ends_as_printed or ends.corrected):
        preset["valid_until_basis"] = Basis.COMPUTED.value
    often = next((field for field in accepted if field.name == "frequency"), None)
    if often is not None and (values := frequency_json(str(often.value))) is not None:
        preset["frequency"] = values
    for name, target in (("icd", "diagnosis"), ("procedure", "codes")):
        if values_of := [field.value for field in accepted if field.name == name]:
            preset[target] = values_of
    named = person_named(accepted, records) or person
    if named is not None:
        preset["person"] = named
    for name, target in (("referrer", "referrer"), ("therapist", "performer")):
        provider = _provider(accepted, name, records)
        if provider is not None:
            preset[target] = provider
    return preset


def person_named(fields: Iterable[CheckedField], records: RecordSet) -> str | None:
    """Return the person a paper is about, if it names exactly one of this vault."""
    names = {_plain(str(field.value)) for field in fields if field.name == "person"}
    found = [each.id for each in records.all(Person) if _plain(each.name) in names]
    return found[0] if len(found) == 1 else None


def _provider(fields: Iterable[CheckedField], name: str, records: RecordSet) -> str | None:
    names = {_plain(str(field.value)) for field in fields if field.name == name}
    found = [each.id for each in records.all(Provider) if _plain(each.name) in names]
    return found[0] if len(found) == 1 else None


_TITLES = frozenset({"dr", "md", "do", "med", "mr", "mrs", "ms", "herr", "frau", "prof"})


def _plain(name: str) -> str:
    """Return a name without titles, initials and punctuation, for comparing."""
    words = "".join(
        letter if letter.isalnum() or letter == "-" else " " for letter in name.casefold()
    ).split()
    return " ".join(word for word in words if len(word) > 1 and word not in _TITLES)
