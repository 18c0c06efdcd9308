"""What looks unusual in a form though it may be right: told beside the field, never in the way."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping

from vault.domain.records.codec import Json
from vault.domain.records.identifiers import canonical, npi_is_valid
from vault.services.wording.catalogue import Wording
from vault.ui.forms.json_dates import read_day

Unusual = tuple[str, str]
"""The path of a field and one sentence about it."""

_LEAST_MEMBER_ID = 6
_ICD = re.compile(r"[A-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?")


def unusual(kind: str, values: Mapping[str, Json], today: dt.date, say: Wording) -> tuple[Unusual, ...]:
    """Return what is worth a second look."""
    found = [*_WATCHES[kind](values, today, say)] if kind in _WATCHES else []
    return tuple(found)


def _person(values: Mapping[str, Json], today: dt.date, say: Wording) -> Iterator[Unusual]:
    born = read_day(values.get("birth_date"))
    if born is not None and (today.year - born.year) > 120:  # noqa: PLR2004 - nobody is older
        yield "birth_date", say.text("Is the year right?")


def _provider(values: Mapping[str, Json], _today: dt.date, say: Wording) -> Iterator[Unusual]:
    for number, each in enumerate(values.get("identifiers") or ()):
        printed = str(each.get("printed") or "")
        if each.get("type") == "npi" and printed and not npi_is_valid(canonical(printed)):
            yield (
                f"identifiers[{number}].printed",
                say.text("A digit of this NPI may be misread or missing. Compare it with the paper."),
            )


def _policy(values: Mapping[str, Json], today: dt.date, say: Wording) -> Iterator[Unusual]:
    member = canonical(str(values.get("member_id") or ""))
    if member and len(member) < _LEAST_MEMBER_ID:
        yield "member_id", say.text("A digit may be missing.")
    elif member and not re.fullmatch(r"[0-9A-Z]+", member):
        yield "member_id", say.text("An unusual sign stands in it. Compare it with the card.")
    yield from _ended(values, "end", today, say)


def _referral(values: Mapping[str, Json], today: dt.date, say: Wording) -> Iterator[Unusual]:
    yield from _ended(values, "valid_until", today, say)
    yield from _to_come(values, "authored_on", today, say)
    yield from _codes(values, "diagnosis", say)
    if values.get("signed") is False:
        yield "signed", say.text("Insurers refuse a referral without a signature. Ask the doctor to sign it.")
    written, start = read_day(values.get("authored_on")), read_day(values.get("valid_from"))
    if written is not None and start is not None and start < written:
        yield "valid_until", say.text("It is valid before the day it was written.")


def _authorization(values: Mapping[str, Json], today: dt.date, say: Wording) -> Iterator[Unusual]:
    yield from _ended(values, "end", today, say)
    if values.get("status") in {"approved", "partly"} and values.get("number") is None:
        yield "number", say.text("Claims ask for this number.")


def _visit(values: Mapping[str, Json], today: dt.date, say: Wording) -> Iterator[Unusual]:
    day = read_day(values.get("date"))
    if day is not None and day > today and values.get("status") in {"completed", "no_show"}:
        yield "date", say.text("This day is still to come. Is the visit planned?")
    if day is not None and day < today and values.get("status") == "planned":
        yield "status", say.text("This day is past. Did the visit take place?")
    yield from _codes(values, "diagnoses", say)
    charge, paid = values.get("charge"), values.get("paid")
    if charge and paid and charge["currency"] == paid["currency"] and paid["minor"] > charge["minor"]:
        yield "paid", say.text("More was paid than charged.")


def _request(values: Mapping[str, Json], today: dt.date, say: Wording) -> Iterator[Unusual]:
    due = read_day(values.get("due"))
    if due is not None and due < today and values.get("status") == "open":
        yield "due", say.text("This day is past.")
    if due is None:
        yield "due", say.text("Without a date the program counts by the rules and shows an estimate.")


def _communication(values: Mapping[str, Json], today: dt.date, say: Wording) -> Iterator[Unusual]:
    yield from _to_come(values, "date", today, say)


def _condition(values: Mapping[str, Json], _today: dt.date, say: Wording) -> Iterator[Unusual]:
    code = values.get("code")
    if code and not _ICD.fullmatch(str(code).upper()) and values.get("code_system") in {None, "icd_10_cm"}:
        yield "code", say.text("A letter or digit may be misread. Compare it with the paper.")


def _ended(values: Mapping[str, Json], name: str, today: dt.date, say: Wording) -> Iterator[Unusual]:
    end = read_day(values.get(name))
    if end is not None and end < today:
        yield name, say.count((today - end).days, "It ended {n} day ago.", "It ended {n} days ago.")


def _to_come(values: Mapping[str, Json], name: str, today: dt.date, say: Wording) -> Iterator[Unusual]:
    day = read_day(values.get(name))
    if day is not None and day > today:
        yield name, say.text("This day is still to come.")


def _codes(values: Mapping[str, Json], name: str, say: Wording) -> Iterator[Unusual]:
    if any(not _ICD.fullmatch(str(code).upper()) for code in values.get(name) or ()):
        yield name, say.text("A letter or digit may be misread. Compare it with the paper.")


_WATCHES: dict[str, Callable[[Mapping[str, Json], dt.date, Wording], Iterator[Unusual]]] = {
    "person": _person,
    "provider": _provider,
    "policy": _policy,
    "referral": _referral,
    "authorization": _authorization,
    "visit": _visit,
    "request": _request,
    "communication": _communication,
    "condition": _condition,
}
