"""A record is added from JSON values: checked, completed, written with its history."""

import re
from typing import Any

import pytest

from tests.fakes.rows import snapshot
from vault.domain.changes import Action, Change
from vault.domain.errors import ExitCode, InvalidFieldError, UserError
from vault.domain.records.kinds import KINDS
from vault.domain.records.letters import InsurerRequest
from vault.domain.records.people import CheckResult, Provider
from vault.domain.records.referral import Referral
from vault.domain.records.visit import Visit
from vault.open_vault import OpenVault

UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
REFERRAL = {"authored_on": "2026-01-05", "services": ["massage"], "referrer": None, "signed": True}
VISIT = {"date": "2026-02-01", "provider": None, "service": "massage"}


@pytest.fixture
def person(vault: OpenVault) -> str:
    return vault.records.add("person", {"name": "Sample Person"}).record.id


def _refused(vault: OpenVault, kind: str, values: dict[str, Any]) -> tuple[str, str, str | None]:
    """Add what must be refused; return field, reason and what would be right; nothing was written."""
    before = snapshot(vault._database)
    with pytest.raises(InvalidFieldError) as caught:
        vault.records.add(kind, values)
    assert snapshot(vault._database) == before
    told = caught.value.values
    assert (told["kind"], caught.value.exit_code) == (kind, ExitCode.INVALID_FIELD)
    return (
        str(told["field"]),
        str(told["reason"]),
        None if told["expected"] is None else str(told["expected"]),
    )


def test_a_record_gets_an_id_and_is_there_at_once(vault: OpenVault) -> None:
    written = vault.records.add("person", {"name": "Sample Person", "birth_date": "1990-02-03"})
    assert UUID7.fullmatch(written.record.id)
    assert written.changes.items == (Change("person", written.record.id, Action.ADDED),)
    assert vault.records.find(written.record.id) == ("person", written.record)
    assert list(vault.list("person")) == [written.record]


def test_a_kind_there_is_not_is_refused_with_those_there_are(vault: OpenVault) -> None:
    with pytest.raises(UserError) as caught:
        vault.records.add("prescription", {})
    assert caught.value.code == "unknown_kind"
    assert caught.value.values == {"kind": "prescription", "expected": ", ".join(KINDS)}


@pytest.mark.parametrize("kind", ["document", "bundle"])
def test_papers_and_bundles_are_not_typed_in(vault: OpenVault, kind: str) -> None:
    with pytest.raises(UserError) as caught:
        vault.records.add(kind, {})
    assert (caught.value.code, caught.value.values) == ("kind_not_entered", {"kind": kind})


def test_a_field_there_is_not_is_refused_with_those_there_are(vault: OpenVault) -> None:
    field, reason, right = _refused(vault, "person", {"name": "Sample Person", "surname": "Sample"})
    assert (field, reason) == ("surname", "unknown_field")
    assert right is not None
    assert "birth_date" in right


def test_a_needed_field_is_named(vault: OpenVault, person: str) -> None:
    assert _refused(vault, "person", {}) == ("name", "required", "text of 1 to 200 characters")
    assert _refused(vault, "visit", {**VISIT, "person": person, "date": None})[:2] == ("date", "null")
    assert _refused(vault, "referral", {**REFERRAL, "services": []})[:2] == ("services", "empty_list")


def test_a_rule_between_fields_is_checked(vault: OpenVault, person: str) -> None:
    values = {**REFERRAL, "person": person, "valid_from": "2026-03-01", "valid_until": "2026-02-28"}
    assert _refused(vault, "referral", values) == ("valid_until", "ends_before_it_starts", ">= 2026-03-01")


def test_the_vault_gives_ids_itself(vault: OpenVault) -> None:
    values = {"name": "Sample Person", "id": "00000000-0000-7000-8000-000000000000"}
    assert _refused(vault, "person", values)[:2] == ("id", "set_by_the_vault")


class TestServices:
    """A service is the one kind whose id a person chooses: others name it so."""

    def test_a_service_keeps_the_name_it_was_given(self, vault: OpenVault) -> None:
        assert vault.records.add("service", {"id": "lymph", "name": "Lymph drainage"}).record.id == "lymph"

    def test_without_a_name_it_is_refused(self, vault: OpenVault) -> None:
        assert _refused(vault, "service", {"name": "Nameless"}) == ("id", "required", "massage")

    @pytest.mark.parametrize("name", ["Lymph Drainage", "-lymph", "lymph.drainage", "x" * 61])
    def test_a_name_of_another_form_is_refused(self, vault: OpenVault, name: str) -> None:
        field, reason, _ = _refused(vault, "service", {"id": name, "name": "Lymph drainage"})
        assert field == "id"
        assert reason in {"not_of_this_form", "too_long"}

    @pytest.mark.parametrize("value", ["", None, ["lymph"], True])
    def test_what_is_no_name_is_refused(self, vault: OpenVault, value: object) -> None:
        field, reason, _ = _refused(vault, "service", {"id": value, "name": "Lymph drainage"})
        assert field == "id"
        assert reason in {"empty", "null", "not_text"}

    def test_a_taken_name_is_refused_even_from_the_trash(self, vault: OpenVault) -> None:
        assert _refused(vault, "service", {"id": "massage", "name": "Massage"})[:2] == ("id", "taken")
        vault.records.delete("acupuncture")
        assert _refused(vault, "service", {"id": "acupuncture", "name": "Again"})[:2] == ("id", "taken")


class TestThePerson:
    """Where there is one person, nobody has to say who."""

    def test_the_only_person_is_filled_in(self, vault: OpenVault, person: str) -> None:
        visit = vault.records.add("visit", VISIT).record
        assert isinstance(visit, Visit)
        assert visit.person == person

    def test_without_a_person_there_is_nobody_to_fill_in(self, vault: OpenVault) -> None:
        assert _refused(vault, "visit", VISIT) == ("person", "required", "id of a person")

    def test_of_two_none_is_guessed(self, vault: OpenVault, person: str) -> None:
        other = vault.records.add("person", {"name": "Sample Child"}).record.id
        assert _refused(vault, "visit", VISIT)[:2] == ("person", "required")
        vault.records.delete(other)
        visit = vault.records.add("visit", VISIT).record
        assert isinstance(visit, Visit)
        assert visit.person == person

    def test_one_that_was_given_stays(self, vault: OpenVault, person: str) -> None:
        assert _refused(vault, "visit", {**VISIT, "person": None})[:2] == ("person", "null")
        assert vault.records.add("visit", {**VISIT, "person": person}).changes.items

    def test_where_it_may_be_nobody_it_stays_nobody(self, vault: OpenVault, person: str) -> None:
        reminder = vault.records.add("reminder", {"label": "Ask", "due": "2026-03-09"}).record
        assert getattr(reminder, "person", person) is None


class TestReferences:
    """A record names only records that live."""

    @pytest.mark.parametrize(
        ("kind", "values", "path", "right"),
        [
            ("visit", {**VISIT, "service": "reiki"}, "service", "id of a service"),
            ("visit", {**VISIT, "provider": "nobody"}, "provider", "id of a provider"),
            ("visit", {**VISIT, "referral": "massage"}, "referral", "id of a referral"),
            ("referral", {**REFERRAL, "services": ["massage", "reiki"]}, "services", "id of a service"),
            ("bill", {"lines": [{"visit": "none"}]}, "lines.visit", "id of a visit"),
            ("reminder", {"subject_kind": "visit", "subject": "none"}, "subject", "id of a visit"),
            ("reminder", {"subject_kind": "dream", "subject": "none"}, "subject", "id of a dream"),
        ],
    )
    def test_a_record_that_is_not_there_is_refused(
        self, vault: OpenVault, person: str, kind: str, values: dict[str, Any], path: str, right: str
    ) -> None:
        assert person
        assert _refused(vault, kind, values) == (path, "no_such_record", right)

    def test_a_record_in_the_trash_is_refused(self, vault: OpenVault, person: str) -> None:
        therapist = vault.records.add("provider", {"name": "Sample Therapist"}).record.id
        vault.records.delete(therapist)
        values = {**VISIT, "person": person, "provider": therapist}
        assert _refused(vault, "visit", values)[:2] == ("provider", "no_such_record")

    def test_records_written_together_may_name_one_another(self, vault: OpenVault, person: str) -> None:
        therapist = Provider("00000000-0000-7000-8000-000000000001", "Sample Therapist")
        referral = vault.records.add("referral", {**REFERRAL, "person": person}).record
        assert isinstance(referral, Referral)
        visit = vault.records.add("visit", {**VISIT, "person": person, "referral": referral.id}).record
        assert isinstance(visit, Visit)
        moved = Visit(visit.id, person, visit.date, therapist.id, "massage")
        assert vault.records.put([moved, therapist]).touched(["provider"])
        assert vault.records.find(visit.id) == ("visit", moved)

    def test_one_wrong_record_stops_all(self, vault: OpenVault, person: str) -> None:
        good = Provider("00000000-0000-7000-8000-000000000001", "Sample Therapist")
        wrong = Visit("00000000-0000-7000-8000-000000000002", person, "", "nobody", "massage")  # type: ignore[arg-type]
        with pytest.raises(InvalidFieldError):
            vault.records.put([good, wrong])
        assert list(vault.list("provider")) == []


def test_a_missing_number_of_visits_is_no_limit_an_explicit_null_is_a_gap(
    vault: OpenVault, person: str
) -> None:
    def added(**values: object) -> tuple[int | None, bool]:
        referral = vault.records.add("referral", {**REFERRAL, "person": person, **values}).record
        assert isinstance(referral, Referral)
        return referral.visits, referral.visits_missing

    assert added() == (None, False)
    assert added(visits=None) == (None, True)
    assert added(visits=6) == (6, False)
    assert added(visits=None, visits_missing=False) == (None, False)


def test_children_get_ids_and_identifiers_their_canonical_form(vault: OpenVault, person: str) -> None:
    values = {
        "name": "Sample Doctor",
        "identifiers": [{"type": "npi", "printed": "123 456 7893"}, {"type": "npi", "printed": "1234567890"}],
    }
    doctor = vault.records.add("provider", values).record
    assert isinstance(doctor, Provider)
    assert [(each.canonical, each.check) for each in doctor.identifiers] == [
        ("1234567893", CheckResult.PASSED),
        ("1234567890", CheckResult.FAILED),
    ]
    assert len({each.id for each in doctor.identifiers if UUID7.fullmatch(each.id)}) == 2
    assert vault.records.find(doctor.id)[1] == doctor
    request = {"received_on": None, "dated": None, "items": [{"words": "All bills"}], "person": person}
    asked = vault.records.add("request", request).record
    assert isinstance(asked, InsurerRequest)
    assert UUID7.fullmatch(asked.items[0].id)
