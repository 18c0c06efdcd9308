"""Records to and from JSON: what goes in comes out, and what is wrong is said with field and reason."""

import datetime as dt
import json
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.domain.errors import InvalidFieldError
from vault.domain.records.codec import Reader, expected, record_to_json, to_json
from vault.domain.records.fields import fields_of
from vault.domain.records.kinds import KINDS
from vault.domain.records.referral import Referral
from vault.domain.records.values import Frequency, Per
from vault.domain.records.visit import Visit, VisitStatus

REFERRAL = {
    "person": "p",
    "authored_on": "2026-03-02",
    "services": ["massage"],
    "referrer": None,
    "signed": True,
}
VISIT = {"person": "p", "date": "2026-03-09", "provider": None, "service": "massage"}


def reader(kind: str) -> Reader:
    numbers = count(1)
    return Reader(kind, lambda: f"child-{next(numbers)}")


def fault(kind: str, values: object) -> tuple[object, object]:
    with pytest.raises(InvalidFieldError) as caught:
        reader(kind).record("x", values)  # type: ignore[arg-type]
    assert caught.value.values["kind"] == kind
    return caught.value.values["field"], caught.value.values["reason"]


def test_a_record_goes_out_and_comes_back_the_same() -> None:
    given_values = REFERRAL | {
        "valid_until": "2026-06-01",
        "frequency": {"n": 2, "per": "week"},
        "released_to": [{"to": "insurer", "on": "2026-03-03"}],
        "necessity": "Long " * 1000,
    }
    record = reader("referral").record("r", given_values)
    assert isinstance(record, Referral)
    assert record.frequency == Frequency(2, Per.WEEK)
    assert record.released_to[0].id == "child-1"
    text = json.dumps(record_to_json(record))
    values = json.loads(text)
    assert values.pop("kind") == "referral"
    assert reader("referral").record("r", {k: v for k, v in values.items() if k != "id"}) == record


def test_scalars_are_written_as_iso() -> None:
    assert to_json(dt.time(9, 5)) == "09:05"
    assert to_json(dt.datetime(2026, 1, 2, 3, 4, 5, 678, dt.UTC)) == "2026-01-02T03:04:05Z"
    assert to_json(VisitStatus.NO_SHOW) == "no_show"
    assert to_json(None) is None


def test_an_explicit_null_for_visits_says_that_the_paper_lacks_the_number() -> None:
    missing = reader("referral").record("r", REFERRAL)
    lacking = reader("referral").record("r", REFERRAL | {"visits": None})
    told = reader("referral").record("r", REFERRAL | {"visits": None, "visits_missing": False})
    assert isinstance(missing, Referral)
    assert isinstance(lacking, Referral)
    assert isinstance(told, Referral)
    assert (missing.visits_missing, lacking.visits_missing, told.visits_missing) == (False, True, False)


def test_a_number_may_stand_where_text_is_kept() -> None:
    policy = {"person": "p", "insurer": "Sample", "member_id": "1", "start": "2026-01-01", "requires_auth": 6}
    record = reader("policy").record("x", policy)
    assert record_to_json(record)["requires_auth"] == "6"


@pytest.mark.parametrize(
    ("kind", "values", "field", "reason"),
    [
        ("visit", {**VISIT, "colour": "red"}, "colour", "unknown_field"),
        ("visit", {"person": "p"}, "date", "required"),
        ("visit", {**VISIT, "date": "03/09/2026"}, "date", "not_a_date"),
        ("visit", {**VISIT, "date": "2026-02-30"}, "date", "not_a_date"),
        ("visit", {**VISIT, "date": None}, "date", "null"),
        ("visit", {**VISIT, "date": 5}, "date", "not_text"),
        ("visit", {**VISIT, "time": "25:00"}, "time", "not_a_time"),
        ("visit", {**VISIT, "status": "done"}, "status", "not_one_of"),
        ("visit", {**VISIT, "units": "4"}, "units", "not_a_whole_number"),
        ("visit", {**VISIT, "units": True}, "units", "not_a_whole_number"),
        ("visit", {**VISIT, "units": -1}, "units", "out_of_range"),
        ("visit", {**VISIT, "charge": 12}, "charge", "not_an_object"),
        (
            "visit",
            {**VISIT, "charge": {"minor": 1, "currency": "usd"}},
            "charge.currency",
            "not_of_this_form",
        ),
        ("visit", {**VISIT, "codes": "A"}, "codes", "not_a_list"),
        ("visit", {**VISIT, "codes": [{"code": " "}]}, "codes[0].code", "empty"),
        ("visit", {**VISIT, "codes": [{"code": "x" * 61}]}, "codes[0].code", "too_long"),
        ("visit", {**VISIT, "gap_reason": "\ud800"}, "gap_reason", "not_text"),
        ("visit", {**VISIT, "gap_reason": "a\x00"}, "gap_reason", "not_text"),
        ("referral", {**REFERRAL, "signed": "yes"}, "signed", "not_true_or_false"),
        (
            "document",
            {"kind": "letter", "blob": "0" * 32, "size": 1, "sha256": "0" * 64, "added": "today"},
            "added",
            "not_an_instant",
        ),
    ],
)
def test_what_is_wrong_is_named(kind: str, values: dict[str, object], field: str, reason: str) -> None:
    assert fault(kind, values) == (field, reason)


def test_a_record_must_be_an_object() -> None:
    with pytest.raises(InvalidFieldError):
        reader("visit").value(fields_of(Visit)[2], ["2026"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_says_what_would_be_right(kind: str) -> None:
    assert all(expected(field) for field in fields_of(KINDS[kind]))


@given(st.datetimes(timezones=st.just(dt.UTC)).map(lambda moment: moment.replace(microsecond=0)))
def test_instants_round_trip(moment: dt.datetime) -> None:
    field = next(field for field in fields_of(KINDS["document"]) if field.name == "added")
    assert reader("document").value(field, to_json(moment)) == moment


@given(st.text())
def test_any_text_is_taken_or_refused_with_a_reason(text: str) -> None:
    field = next(field for field in fields_of(KINDS["person"]) if field.name == "name")
    fits = 0 < len(text) <= 200 and text.strip() != "" and "\x00" not in text
    if fits and not any("\ud800" <= letter <= "\udfff" for letter in text):
        assert reader("person").value(field, text) == text
    else:
        with pytest.raises(InvalidFieldError) as caught:
            reader("person").value(field, text)
        assert caught.value.values["reason"] in {"empty", "too_long", "not_text"}
