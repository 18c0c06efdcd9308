"""A record is edited, deleted, restored; each of these can be undone."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.fakes.rows import snapshot
from tests.fakes.vaults import SampleVault
from vault.domain.changes import Action, Changes
from vault.domain.errors import ExitCode, InvalidFieldError, NotFoundError, UserError
from vault.domain.records.codec import record_to_json
from vault.domain.records.kinds import Record
from vault.domain.records.papers import Bundle, Document, DocumentKind
from vault.domain.records.people import Provider
from vault.domain.records.referral import Referral
from vault.domain.records.visit import Visit
from vault.open_vault import OpenVault
from vault.services.documents.attach import Target
from vault.services.records.writing import RecordService

REFERRAL = {"authored_on": "2026-01-05", "services": ["massage"], "referrer": None, "signed": True}
VISIT = {"date": "2026-02-01", "provider": None, "service": "massage"}


@pytest.fixture
def service(vault: OpenVault) -> RecordService:
    return vault.records


@pytest.fixture
def person(service: RecordService) -> str:
    return service.add("person", {"name": "Sample Person"}).record.id


@pytest.fixture
def referral(service: RecordService, person: str) -> Referral:
    return _referral(service.add("referral", {**REFERRAL, "person": person, "number": "R 1"}).record)


@pytest.fixture
def paper(vault: OpenVault) -> Document:
    return vault.papers.attach_bytes(b"sample", "sample.bin", Target(DocumentKind.OTHER)).document


@pytest.fixture
def bundle(vault: OpenVault, person: str, paper: Document) -> str:
    record = Bundle(
        id=vault._surroundings.ids.new_id(),
        person=person,
        profile="R",
        recipient="Sample Insurer",
        purpose="claim",
        exported=datetime(2026, 3, 1, tzinfo=UTC),
        blob=paper.blob,
        size=paper.size,
        sha256=paper.sha256,
        pages=1,
    )
    vault.records.put([record])
    return record.id


def _referral(record: Record) -> Referral:
    assert isinstance(record, Referral)
    return record


def _refused(service: RecordService, record_id: str, values: dict[str, Any]) -> tuple[str, str]:
    before = service.find(record_id)
    with pytest.raises(InvalidFieldError) as caught:
        service.edit(record_id, values)
    assert service.find(record_id) == before
    return str(caught.value.values["field"]), str(caught.value.values["reason"])


class TestEdit:
    """Only what was given changes."""

    def test_other_fields_stay(self, service: RecordService, referral: Referral) -> None:
        written = service.edit(referral.id, {"note": "Sample note", "valid_until": "2026-06-30"})
        assert written.record == replace(referral, note="Sample note", valid_until=date(2026, 6, 30))
        assert [each.action for each in written.changes.items] == [Action.CHANGED]
        assert service.find(referral.id) == ("referral", written.record)

    def test_the_same_values_again_write_nothing(self, service: RecordService, referral: Referral) -> None:
        assert service.edit(referral.id, {"number": "R 1"}).changes.items == ()

    def test_null_empties_a_field(self, service: RecordService, referral: Referral) -> None:
        assert _referral(service.edit(referral.id, {"number": None}).record).number is None

    def test_children_keep_their_ids(self, service: RecordService) -> None:
        identifiers = [{"type": "npi", "printed": "1234567893"}, {"type": "tax", "printed": "12-345"}]
        doctor = service.add("provider", {"name": "Sample Doctor", "identifiers": identifiers}).record
        assert isinstance(doctor, Provider)
        renamed = service.edit(doctor.id, {"name": "Sample Doctor, MD"}).record
        assert isinstance(renamed, Provider)
        assert renamed.identifiers == doctor.identifiers
        kept, _ = doctor.identifiers
        listed = [{"id": kept.id, "type": "npi", "printed": "1234567890"}, {"type": "other", "printed": "9"}]
        edited = service.edit(doctor.id, {"identifiers": listed}).record
        assert isinstance(edited, Provider)
        assert edited.identifiers[0].id == kept.id
        assert edited.identifiers[1].id not in {each.id for each in doctor.identifiers}
        assert edited.identifiers[1].canonical == "9"

    def test_what_show_prints_can_be_given_back(self, service: RecordService, referral: Referral) -> None:
        assert service.edit(referral.id, record_to_json(referral)).changes.items == ()

    @pytest.mark.parametrize(
        ("values", "field", "reason"),
        [
            ({"surname": "x"}, "surname", "unknown_field"),
            ({"services": []}, "services", "empty_list"),
            ({"status": "lost"}, "status", "not_one_of"),
            ({"services": None}, "services", "not_a_list"),
            ({"valid_from": "2026-02-30"}, "valid_from", "not_a_date"),
            ({"services": ["reiki"]}, "services", "no_such_record"),
            ({"id": "other"}, "id", "set_by_the_vault"),
            ({"kind": "visit"}, "kind", "set_by_the_vault"),
        ],
    )
    def test_a_wrong_value_is_refused(
        self, service: RecordService, referral: Referral, values: dict[str, Any], field: str, reason: str
    ) -> None:
        assert _refused(service, referral.id, values) == (field, reason)

    def test_a_referral_cannot_renew_itself(self, service: RecordService, referral: Referral) -> None:
        assert _refused(service, referral.id, {"renewal_of": referral.id}) == ("renewal_of", "renews_itself")

    def test_a_number_of_visits_and_its_lack(self, service: RecordService, referral: Referral) -> None:
        def edited(**values: object) -> tuple[int | None, bool]:
            record = _referral(service.edit(referral.id, values).record)
            return record.visits, record.visits_missing

        assert edited(visits=None) == (None, True)
        assert edited(note="Sample note") == (None, True)
        assert edited(visits=6) == (6, False)
        assert edited(visits=None, visits_missing=False) == (None, False)
        assert _refused(service, referral.id, {"visits": 6, "visits_missing": True}) == (
            "visits_missing",
            "number_is_given",
        )

    def test_a_named_record_that_went_to_the_trash_may_stay_but_not_come_anew(
        self, service: RecordService, person: str
    ) -> None:
        therapist = service.add("provider", {"name": "Sample Therapist"}).record.id
        visit = service.add("visit", {**VISIT, "person": person, "provider": therapist}).record
        other = service.add("visit", {**VISIT, "person": person}).record
        service.delete(therapist)
        edited = service.edit(visit.id, {"note": "Sample note", "provider": therapist}).record
        assert isinstance(edited, Visit)
        assert edited.provider == therapist
        assert _refused(service, other.id, {"provider": therapist}) == ("provider", "no_such_record")
        assert service.edit(visit.id, {"provider": None}).changes.items
        assert _refused(service, visit.id, {"provider": therapist}) == ("provider", "no_such_record")

    def test_the_beginning_of_an_id_is_enough_when_it_is_the_only_one(
        self, service: RecordService, person: str, referral: Referral
    ) -> None:
        shared = "".join(a for a, b in zip(person, referral.id, strict=True) if a == b)[:8]
        assert service.find(referral.id[:-1]) == ("referral", referral)
        with pytest.raises(UserError) as caught:
            service.edit(shared, {"note": "x"})
        assert (caught.value.code, caught.value.exit_code) == ("ambiguous_id", ExitCode.NOT_FOUND)

    @pytest.mark.parametrize("record_id", ["none", "", "%", "'"])
    def test_a_record_that_is_not_there(self, service: RecordService, record_id: str) -> None:
        with pytest.raises(NotFoundError):
            service.edit(record_id, {"note": "x"})

    def test_a_deleted_record_is_not_there(self, service: RecordService, referral: Referral) -> None:
        service.delete(referral.id)
        with pytest.raises(NotFoundError):
            service.edit(referral.id, {"note": "x"})

    def test_what_is_known_of_a_paper_is_kept_what_it_is_can_be_said(
        self, service: RecordService, paper: Document
    ) -> None:
        told = service.edit(paper.id, {**record_to_json(paper), "kind": "referral", "title": "Order"}).record
        assert told == replace(paper, kind=DocumentKind.REFERRAL, title="Order")
        for field, value in (("blob", "0" * 32), ("size", 7), ("sha256", "0" * 64), ("pages", 3)):
            assert _refused(service, paper.id, {field: value}) == (field, "set_by_the_vault")


class TestTrash:
    """Deleting is moving to the trash, from where a record comes back as it was."""

    def test_there_and_back(self, vault: OpenVault, referral: Referral) -> None:
        deleted = vault.records.delete(referral.id)
        assert [(each.id, each.action) for each in deleted.items] == [(referral.id, Action.TRASHED)]
        assert list(vault.list("referral")) == []
        assert [each.record for each in vault.trash()] == [referral]
        restored = vault.records.restore(referral.id)
        assert [each.action for each in restored.items] == [Action.RESTORED]
        assert list(vault.list("referral")) == [referral]
        assert vault.trash() == ()

    def test_only_what_is_there_is_deleted(self, service: RecordService, referral: Referral) -> None:
        service.delete(referral.id)
        for record_id in (referral.id, "none"):
            with pytest.raises(NotFoundError):
                service.delete(record_id)

    def test_only_what_is_in_the_trash_comes_back(self, service: RecordService, referral: Referral) -> None:
        with pytest.raises(UserError) as caught:
            service.restore(referral.id)
        assert (caught.value.code, caught.value.values) == ("not_in_trash", {"id": referral.id})
        with pytest.raises(NotFoundError):
            service.restore("none")

    def test_the_disclosure_log_is_neither_changed_nor_deleted(
        self, service: RecordService, bundle: str
    ) -> None:
        for write in (
            lambda: service.delete(bundle),
            lambda: service.restore(bundle),
            lambda: service.restore(bundle, 1),
            lambda: service.edit(bundle, {"purpose": "other"}),
        ):
            with pytest.raises(UserError) as caught:
                write()
            assert caught.value.code == "append_only"


class TestVersions:
    """Every version a record had can be put back."""

    def test_an_earlier_version_comes_back(self, vault: OpenVault, referral: Referral) -> None:
        first = vault.versions(referral.id)[-1].seq
        vault.records.edit(referral.id, {"number": "R 2", "services": ["massage", "other"]})
        changes = vault.records.restore(referral.id, first)
        assert [each.action for each in changes.items] == [Action.CHANGED]
        assert vault.records.find(referral.id) == ("referral", referral)
        assert len(vault.versions(referral.id)) == 3

    def test_the_version_there_is_changes_nothing(self, vault: OpenVault, referral: Referral) -> None:
        assert vault.records.restore(referral.id, vault.versions(referral.id)[-1].seq).items == ()

    def test_it_comes_out_of_the_trash_too(self, vault: OpenVault, referral: Referral) -> None:
        first = vault.versions(referral.id)[-1].seq
        vault.records.edit(referral.id, {"number": "R 2"})
        vault.records.delete(referral.id)
        vault.records.restore(referral.id, first)
        assert vault.records.find(referral.id) == ("referral", referral)

    def test_before_it_was_added_there_is_none(self, vault: OpenVault, referral: Referral) -> None:
        with pytest.raises(NotFoundError):
            vault.records.restore(referral.id, vault.versions(referral.id)[0].seq - 1)

    def test_a_version_that_names_what_is_gone_is_refused(
        self, vault: OpenVault, person: str, referral: Referral
    ) -> None:
        visit = vault.records.add("visit", {**VISIT, "person": person, "referral": referral.id}).record
        named = vault.versions(visit.id)[-1].seq
        vault.records.edit(visit.id, {"referral": None})
        vault.records.delete(referral.id)
        with pytest.raises(InvalidFieldError) as caught:
            vault.records.restore(visit.id, named)
        assert (caught.value.values["field"], caught.value.values["reason"]) == ("referral", "no_such_record")


class TestUndo:
    """Every write comes with its inverse; that restores every row, and has an inverse of its own."""

    @pytest.mark.parametrize("what", ["add", "edit", "delete", "restore", "version", "put"])
    def test_undo_and_redo(self, vault: OpenVault, referral: Referral, what: str) -> None:
        service = vault.records
        service.edit(referral.id, {"number": "R 2", "diagnosis": ["M54.5", "M54.2"]})
        if what == "restore":
            service.delete(referral.id)
        before = snapshot(vault._database)
        changes = self._write(vault, what, referral)
        after = snapshot(vault._database)
        assert after != before
        redo = service.undo(changes)
        assert snapshot(vault._database) == before
        service.undo(redo)
        assert snapshot(vault._database) == after

    @staticmethod
    def _write(vault: OpenVault, what: str, referral: Referral) -> Changes:
        service = vault.records
        match what:
            case "add":
                return service.add("referral", {**REFERRAL, "diagnosis": ["M54.5"]}).changes
            case "edit":
                return service.edit(referral.id, {"diagnosis": ["M54.2"], "services": ["other"]}).changes
            case "delete":
                return service.delete(referral.id)
            case "restore":
                return service.restore(referral.id)
            case "version":
                return service.restore(referral.id, vault.versions(referral.id)[0].seq)
            case _:
                return service.put([replace(referral, note="Sample note"), replace(referral, id="sample-2")])

    def test_it_works_in_a_vault_that_was_closed_between(self, sample: SampleVault) -> None:
        with sample.open() as vault:
            before = snapshot(vault._database)
            changes = vault.records.add("person", {"name": "Sample Person"}).changes
        with sample.open() as vault:
            vault.records.undo(changes)
            assert snapshot(vault._database) == before


def test_a_write_is_judged_by_the_day_it_is_made(sample: SampleVault) -> None:
    with sample.open() as vault:
        values = {"name": "Sample Child", "birth_date": "2026-03-05"}
        with pytest.raises(InvalidFieldError):
            vault.records.add("person", values)
        sample.clock.advance(days=3)
        assert vault.records.add("person", values).changes.items
