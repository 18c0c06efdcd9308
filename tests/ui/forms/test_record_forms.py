"""The form of every kind: what goes in comes out, is stored, and can be changed."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui import walking
from tests.ui.desks import Desks
from tests.ui.forms.test_form_layouts import EDITED
from vault.domain.records.codec import record_to_json
from vault.domain.records.kinds import KINDS
from vault.domain.records.papers import Document, DocumentKind
from vault.open_vault import OpenVault
from vault.services.documents.attach import Target
from vault.ui.forms.record_form import RecordForm
from vault.ui.navigation import EditRecord, PageId, ShowPage, ShowRecord
from vault.ui.pages.form import FormPage

MADE: dict[str, dict[str, Any]] = {
    "person": {"name": "Ada Sample", "birth_date": "1990-02-01", "address": "1 Sample Way\nSampleton"},
    "provider": {
        "name": "Ida Sample",
        "roles": ["therapist", "clinic"],
        "types": ["lmt", "physio"],
        "identifiers": [{"type": "registration", "printed": "S-1 2"}],
        "registered": "yes",
        "networks": ["Sample Network"],
    },
    "policy": {
        "insurer": "Sample Mutual",
        "member_id": "SM 100 200",
        "start": "2026-01-01",
        "end": "2026-12-31",
        "requires_auth": "12",
        "excluded": ["other"],
        "conditions": ["Low back pain, chronic", "Neck pain"],
        "order": "secondary",
    },
    "benefit_limit": {
        "policy": "@plan",
        "services": ["massage", "acupuncture"],
        "per": "plan_year",
        "unit": "money",
        "money": {"minor": 150000, "currency": "USD"},
    },
    "condition": {"words": "Neck pain", "code": "M54.2", "code_system": "icd_10_cm", "onset": "2026-01-02"},
    "treatment_plan": {
        "goals": "Turn the head.",
        "conditions": ["@back"],
        "therapies": ["Massage, weekly", "Heat"],
    },
    "referral": {
        "referrer": "@doctor",
        "services": ["massage"],
        "authored_on": "2026-11-20",
        "valid_from": "2026-11-20",
        "valid_until": "2027-02-20",
        "visits_missing": True,
        "signed": True,
        "frequency": {"n": 2, "per": "week", "every": 2, "low": 1},
        "diagnosis": ["M54.50", "M54.2"],
        "released_to": [{"to": "insurer", "on": "2026-11-21"}],
        "renewal_of": "@referral",
        "necessity": "Needed.",
    },
    "authorization": {
        "services": ["massage"],
        "number": "A-1",
        "units": 8,
        "unit": "unit15",
        "policy": "@plan",
    },
    "visit": {
        "date": "2026-11-22",
        "time": "09:05",
        "service": "massage",
        "provider": "@therapist",
        "charge": {"minor": 12050, "currency": "USD"},
        "codes": [{"code": "S0001", "units": 4}],
        "diagnoses": ["M54.50"],
        "gap_reason": "Fever",
    },
    "bill": {
        "provider": "@therapist",
        "lines": [{"visit": "@v06", "date": "2026-10-27", "charge": {"minor": 12000, "currency": "USD"}}],
        "form": "card_slip",
        "paid": {"minor": 12000, "currency": "USD"},
    },
    "claim": {"policy": "@plan", "visits": ["@v05", "@v06"], "number": "C-9", "submitted_on": "2026-11-01"},
    "eob": {"lines": [{"visit": "@v03", "denied": True, "reason_code": "16", "remark": "Bill unclear"}]},
    "request": {
        "dated": "2026-11-02",
        "received_on": "2026-11-05",
        "items": [{"words": "Dates", "start": "2026-10-01", "end": "2026-10-31"}],
        "due": "2026-12-20",
    },
    "communication": {
        "direction": "received",
        "date": "2026-11-09",
        "channel": "email",
        "summary": "Line 1\nLine 2",
    },
    "appeal": {"denial": "@eob", "level": 2, "filed_on": "2026-11-10", "outcome": "open"},
    "reminder": {
        "label": "Call",
        "due": "2026-12-01",
        "subject_kind": "referral",
        "subject": "@referral",
        "lead_days": [3, 0],
    },
    "service": {"name": "Myofascial release", "codes": ["S0002"]},
}


def filled(value: Any, ids: dict[str, str]) -> Any:
    """Return values with `@name` replaced by the id of a sample record."""
    if isinstance(value, dict):
        return {name: filled(member, ids) for name, member in value.items()}
    if isinstance(value, list):
        return [filled(member, ids) for member in value]
    return ids[value[1:]] if isinstance(value, str) and value.startswith("@") else value


def without_ids(value: Any) -> Any:
    """Return JSON values without the ids of records and rows."""
    if isinstance(value, dict):
        return {
            name: without_ids(each)
            for name, each in value.items()
            if name not in {"id", "canonical", "check"}
        }
    return [without_ids(each) for each in value] if isinstance(value, list) else value


def stored_json(desks: Desks, kind: str, record_id: str) -> dict[str, Any]:
    """Return a record as it is stored, without what the vault adds itself."""
    found = record_to_json(desks.stored(record_id))
    if kind != "document":
        found.pop("kind")
    return found


def last_record(desks: Desks, kind: str) -> str:
    """Return the id of the record the last request goes to."""
    assert desks.asked
    request = desks.asked[-1]
    if kind == "service":
        assert request == ShowPage(PageId.SETTINGS)
        return "myofascial_release"
    assert isinstance(request, ShowRecord)
    assert request.kind == kind
    return request.id


@pytest.mark.parametrize("kind", sorted(MADE))
def test_a_new_record_is_saved_reopened_and_changed(desks: Desks, page: FormPage, kind: str) -> None:
    values = filled(MADE[kind], desks.ids)
    page.edit(EditRecord(kind, None, values))
    desks.settle()
    assert form_of(page).not_ready() == ""
    page.save()
    desks.settle()
    assert page.form is None
    record_id = last_record(desks, kind)
    stored = stored_json(desks, kind, record_id)
    told = without_ids(stored)
    for name, value in without_ids(values).items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            assert [{k: row[k] for k in given} for row, given in zip(told[name], value, strict=True)] == value
        elif name == "visits" and kind == "claim":
            assert sorted(told[name]) == sorted(value)
        else:
            assert told[name] == value
    assert told.get("person", desks.ids["nora"]) == desks.ids["nora"]

    page.edit(EditRecord(kind, record_id))
    desks.settle()
    assert form_of(page).values() == stored
    name = form_of(page).editor("name" if kind in {"person", "provider", "service"} else _text_field(kind))
    name.show_value("Changed words")
    name.changed.emit()
    page.save()
    desks.settle()
    assert "Changed words" in str(stored_json(desks, kind, record_id))
    assert desks.deeds[-1].text.endswith("changed")
    desks.undo()
    assert stored_json(desks, kind, record_id) == stored


def form_of(page: FormPage) -> RecordForm:
    """Return the form in view."""
    assert page.form is not None
    return page.form


def _text_field(kind: str) -> str:
    own = {
        "policy": "insurer",
        "condition": "words",
        "treatment_plan": "goals",
        "communication": "summary",
        "reminder": "label",
        "appeal": "proof",
    }
    return own.get(kind, "note")


@pytest.mark.parametrize(
    "key", ["doctor", "plan", "limit", "referral", "authorization", "v01", "bill", "eob", "request"]
)
def test_a_stored_record_comes_out_of_its_form_as_it_went_in(desks: Desks, page: FormPage, key: str) -> None:
    record = desks.stored(desks.ids[key])
    kind = next(name for name, each in KINDS.items() if isinstance(record, each))
    page.edit(EditRecord(kind, record.id))
    desks.settle()
    assert form_of(page).values() == stored_json(desks, kind, record.id)
    page.save()
    desks.settle()
    assert desks.deeds == []


def test_a_paper_s_fields_are_edited_and_its_links_kept(desks: Desks, page: FormPage) -> None:
    document = desks.ask(_attach)
    desks.session.refresh()
    link = {"kind": "referral", "record": desks.ids["referral"]}
    page.edit(EditRecord("document", document.id, {"title": "Signed referral", "links": [link]}))
    desks.settle()
    page.save()
    desks.settle()
    stored = desks.stored(document.id)
    assert stored.title == "Signed referral"
    assert [(each.kind, each.record) for each in stored.links] == [("referral", desks.ids["referral"])]
    assert stored.sha256 == document.sha256


def _attach(vault: OpenVault) -> Document:
    return vault.papers.attach_bytes(b"sample", "sample.bin", Target(DocumentKind.OTHER)).document


@pytest.mark.parametrize("kind", EDITED)
def test_every_form_is_reached_by_tab_and_has_a_name_for_each_input(
    desks: Desks, page: FormPage, kind: str
) -> None:
    preset = filled(MADE.get(kind, {}), desks.ids)
    record = desks.ask(_attach).id if kind == "document" else None
    desks.session.refresh()
    page.edit(EditRecord(kind, record, preset))
    desks.settle()
    assert walking.nameless(page) == []
    assert walking.unreached(page) == []


def test_tab_leaves_a_long_text(desks: Desks, page: FormPage) -> None:
    page.edit(EditRecord("communication"))
    desks.settle()
    box = form_of(page).editor("summary").control
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert page.focusWidget() is not box
