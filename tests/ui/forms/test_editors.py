"""What people type into each kind of input, what it means, and what is said when it means nothing."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget

from tests.ui.desks import TODAY, Desks
from vault.domain.record_set import RecordSet
from vault.domain.records.fields import field_of
from vault.domain.records.kinds import KINDS
from vault.domain.records.visit import Visit
from vault.ui.forms.checks import Problem, needed, problem_text, problems
from vault.ui.forms.choice_editors import FrequencyEditor, NeedEditor, VisitsEditor
from vault.ui.forms.editor import FormRoom
from vault.ui.forms.line_editors import DayEditor, MoneyEditor, RangeEditor, TimeEditor, read_time
from vault.ui.forms.offers import Offers
from vault.ui.forms.record_editors import PicksEditor, ReferenceEditor, SubjectEditor
from vault.ui.forms.record_form import RecordForm
from vault.ui.forms.rows_editor import RowsEditor
from vault.ui.forms.warnings import unusual


def form(desks: Desks, kind: str, values: dict[str, Any] | None = None) -> RecordForm:
    """Return a form by itself, shown."""
    offers = Offers(_records(desks), desks.ids["nora"], desks.desk.say)
    room = FormRoom(desks.desk.look, desks.desk.say, desks.clock, offers)
    owned = field_of(KINDS[kind], "person") is not None
    owner = {"person": desks.ids["nora"]} if owned else {}
    made = RecordForm(room, kind, owner | (values or {}))
    made.finish()
    desks.qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def _records(desks: Desks) -> RecordSet:
    assert desks.session.snapshot is not None
    return desks.session.snapshot.records


def type_into(line: QLineEdit, text: str) -> None:
    """Type as a person does, in place of what is there, and leave the field."""
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    line.clearFocus()


def test_a_range_is_said_in_plain_words(desks: Desks) -> None:
    made = form(desks, "referral")
    editor = made.editor("valid_until")
    assert isinstance(editor, RangeEditor)
    type_into(editor.range.first, "1/11/2027")
    type_into(editor.range.last, "12 weeks")
    assert editor.values() == {"valid_from": "2027-01-11", "valid_until": "2027-04-04"}
    assert editor.range.words == "12 weeks, ends Sun, Apr 4, 2027, 84 days"


def test_a_date_that_is_none_is_told_when_the_field_is_left_and_kept_raw(desks: Desks) -> None:
    made = form(desks, "visit")
    editor = made.editor("date")
    assert isinstance(editor, DayEditor)
    type_into(editor.day, "soon")
    made.check()
    assert made.field("date").warning.startswith("This is not a date.")
    assert made.raw() == {"date": "soon"}
    again = form(desks, "visit")
    again.show_raw({"date": "soon"})
    assert again.raw() == {"date": "soon"}
    type_into(editor.day, "tomorrow")
    made.check()
    assert made.values()["date"] == "2026-11-24"
    assert made.raw() == {}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:30", "14:30"),
        ("2:30 pm", "14:30"),
        ("2:30 PM", "14:30"),
        ("9", "09:00"),
        ("14.05", "14:05"),
        ("12 am", "00:00"),
        ("12pm", "12:00"),
        ("14:30 Uhr", "14:30"),
        ("0 pm", None),
        ("24:00", None),
        ("9:60", None),
        ("noon", None),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, meant: str | None) -> None:
    assert read_time(typed) == meant


def test_a_time_is_written_out_when_the_field_is_left(desks: Desks) -> None:
    made = form(desks, "visit")
    editor = made.editor("time")
    assert isinstance(editor, TimeEditor)
    editor.line.setFocus()
    QTest.keyClicks(editor.line, "14.30")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "2:30 PM"
    assert editor.value() == "14:30"


def test_money_has_the_currency_of_the_person_s_policy(desks: Desks) -> None:
    made = form(desks, "visit")
    editor = made.editor("charge")
    assert isinstance(editor, MoneyEditor)
    type_into(editor.amount, "1,200.5")
    assert editor.value() == {"minor": 120050, "currency": "USD"}
    type_into(editor.amount, "much")
    assert editor.complaint() == "not_money"


def test_how_often_is_a_number_or_a_range_in_a_time(desks: Desks) -> None:
    made = form(desks, "referral")
    editor = made.editor("frequency")
    assert isinstance(editor, FrequencyEditor)
    type_into(editor.times, "2")
    assert editor.value() == {"n": 2, "per": "week", "every": 1, "low": None}
    type_into(editor.times, "1 to 3")
    editor.period.setCurrentIndex(editor.period.findText("every 2 months"))
    assert editor.value() == {"n": 3, "per": "month", "every": 2, "low": 1}
    type_into(editor.times, "often")
    assert editor.complaint() == "not_a_frequency"
    editor.show_value({"n": 1, "per": "week", "every": 6})
    assert editor.period.currentText() == "every 6 weeks"
    assert editor.value() == {"n": 1, "per": "week", "every": 6, "low": None}


def test_no_visits_and_a_paper_that_gives_no_number_are_two_things(desks: Desks) -> None:
    made = form(desks, "referral")
    editor = made.editor("visits")
    assert isinstance(editor, VisitsEditor)
    assert editor.values() == {"visits": None, "visits_missing": False}
    QTest.keyClick(editor.missing, Qt.Key.Key_Space)
    assert editor.values() == {"visits": None, "visits_missing": True}
    type_into(editor.count, "10")
    assert editor.values() == {"visits": 10, "visits_missing": False}
    type_into(editor.count, "ten")
    assert editor.complaint() == "not_a_whole_number"


def test_an_authorization_is_needed_not_needed_or_needed_after_some_visits(desks: Desks) -> None:
    made = form(desks, "policy")
    editor = made.editor("requires_auth")
    assert isinstance(editor, NeedEditor)
    assert editor.value() == "unknown"
    assert not editor.count.isVisible()
    editor.box.setCurrentIndex(editor.box.findData("after"))
    assert editor.count.isVisible()
    type_into(editor.count, "6")
    assert editor.value() == "6"
    editor.box.setCurrentIndex(editor.box.findData("no"))
    assert editor.value() == "no"


def test_a_reference_is_found_by_any_part_of_its_name(desks: Desks) -> None:
    made = form(desks, "referral")
    editor = made.editor("referrer")
    assert isinstance(editor, ReferenceEditor)
    line = editor.box.lineEdit()
    assert line is not None
    type_into(line, "elena sample, md")
    assert editor.value() == desks.ids["doctor"]
    type_into(line, "Nobody known")
    assert editor.value() is None
    assert editor.complaint() == "no_such_record"
    type_into(line, "")
    line.clear()
    assert editor.complaint() == ""


def test_doctors_come_first_for_a_referral_and_therapists_for_a_visit(desks: Desks) -> None:
    offers = Offers(_records(desks), desks.ids["nora"], desks.desk.say)
    assert offers.of("provider", "referrer")[0].key == desks.ids["doctor"]
    assert offers.of("provider", "performer")[0].key == desks.ids["chiropractor"]


def test_a_family_stays_apart_in_every_picker(desks: Desks) -> None:
    records = _records(desks)
    finn = Offers(records, desks.ids["finn"], desks.desk.say)
    for kind in ("referral", "authorization", "visit", "claim", "eob", "condition", "policy"):
        offered = {each.key for each in finn.of(kind)}
        assert not offered & {
            desks.ids[key] for key in ("referral", "authorization", "v01", "claim", "eob", "back", "plan")
        }
    assert desks.ids["ankle"] in {each.key for each in finn.of("condition")}
    assert {each.key for each in finn.of("provider")} == {
        each.key for each in Offers(records, None, desks.desk.say).of("provider")
    }


def test_choosing_another_patient_offers_that_patient_s_records(desks: Desks) -> None:
    made = form(desks, "visit", {"referral": desks.ids["referral"]})
    person, pin = made.editor("person"), made.editor("condition")
    assert isinstance(person, ReferenceEditor)
    assert isinstance(pin, ReferenceEditor)
    pin.show_value(desks.ids["back"])
    person.box.choose(desks.ids["finn"])
    assert made.values()["person"] == desks.ids["finn"]
    assert pin.value() is None
    assert made.editor("referral").value() is None
    assert pin.box.findData(desks.ids["ankle"]) > 0


def test_many_visits_are_a_list_with_ticks_and_few_services_are_chips(desks: Desks) -> None:
    made = form(desks, "claim", {"visits": [desks.ids["v01"]]})
    editor = made.editor("visits")
    assert isinstance(editor, PicksEditor)
    assert editor.value() == [desks.ids["v01"]]
    for number in range(6):
        desks.ask(_add_visit(desks, number))
    desks.session.refresh()
    desks.settle()
    made.room.offers.renew(_records(desks))
    made.refresh_offers()
    assert isinstance(editor.list, QListWidget)
    assert editor.value() == [desks.ids["v01"]]
    editor.list.setFocus()
    editor.list.setCurrentRow(0)
    QTest.keyClick(editor.list, Qt.Key.Key_Space)
    assert len(editor.value()) == 2


def _add_visit(desks: Desks, number: int) -> Any:
    values = {
        "person": desks.ids["nora"],
        "date": f"2026-08-0{number + 1}",
        "provider": None,
        "service": "massage",
    }
    return lambda vault: vault.records.add("visit", values)


def test_a_reminder_is_about_a_record_of_whatever_kind(desks: Desks) -> None:
    made = form(desks, "reminder", {"subject_kind": "visit", "subject": desks.ids["v01"]})
    editor = made.editor("subject")
    assert isinstance(editor, SubjectEditor)
    assert editor.values() == {"subject_kind": "visit", "subject": desks.ids["v01"]}
    editor.box.choose(f"referral:{desks.ids['referral']}")
    assert editor.values() == {"subject_kind": "referral", "subject": desks.ids["referral"]}
    editor.box.choose(None)
    assert editor.values() == {"subject_kind": None, "subject": None}


def test_rows_are_added_and_taken_away_by_keyboard(desks: Desks) -> None:
    made = form(desks, "request")
    editor = made.editor("items")
    assert isinstance(editor, RowsEditor)
    assert needed("request", made.values()) == ("items",)
    QTest.keyClick(editor.add, Qt.Key.Key_Space)
    assert editor.value() == []
    words = made.focusWidget()
    assert words is not None
    QTest.keyClicks(words, "The bill")
    assert [each["words"] for each in editor.value()] == ["The bill"]
    assert needed("request", made.values()) == ()
    editor.rows[0].removed.emit()
    assert editor.value() == []


def test_a_wrong_row_is_told_at_its_field(desks: Desks) -> None:
    made = form(desks, "request", {"dated": "2026-11-01", "received_on": "2026-11-02"})
    editor = made.editor("items")
    assert isinstance(editor, RowsEditor)
    editor.show_value([{"words": "Dates", "start": "2026-10-31", "end": "2026-10-01"}])
    made.touch_all()
    assert editor.rows[0].fields["end"].warning == "The end is before the start."
    assert made.not_ready() == "Please look at: What is asked for"


@pytest.mark.parametrize(
    ("kind", "values", "name", "sentence"),
    [
        ("policy", {"member_id": "12 34"}, "member_id", "A digit may be missing."),
        (
            "policy",
            {"member_id": "ABC*12345"},
            "member_id",
            "An unusual sign stands in it. Compare it with the card.",
        ),
        ("referral", {"valid_until": "2026-11-22"}, "valid_until", "It ended 1 day ago."),
        ("referral", {"authored_on": "2026-11-24"}, "authored_on", "This day is still to come."),
        (
            "visit",
            {"date": "2026-11-24", "status": "completed"},
            "date",
            "This day is still to come. Is the visit planned?",
        ),
        (
            "visit",
            {"date": "2026-11-22", "status": "planned"},
            "status",
            "This day is past. Did the visit take place?",
        ),
        ("authorization", {"status": "approved"}, "number", "Claims ask for this number."),
    ],
)
def test_what_looks_unusual_is_said_and_blocks_nothing(
    desks: Desks, kind: str, values: dict[str, Any], name: str, sentence: str
) -> None:
    assert dict(unusual(kind, values, TODAY, desks.desk.say))[name] == sentence
    made = form(desks, kind, values)
    made.check()
    assert made.field(name).warning == sentence
    assert name not in made.not_ready()


def test_a_wrong_check_digit_warns_at_the_number(desks: Desks) -> None:
    made = form(
        desks, "provider", {"name": "Dr. Sample", "identifiers": [{"type": "npi", "printed": "1234567890"}]}
    )
    editor = made.editor("identifiers")
    assert isinstance(editor, RowsEditor)
    assert editor.rows[0].fields["printed"].warning.startswith("A digit of this NPI")
    assert made.not_ready() == ""


def test_nothing_is_said_of_an_untouched_empty_form(desks: Desks) -> None:
    made = form(desks, "visit")
    assert made.field("date").warning == ""
    assert made.not_ready() == "Still needed: Date, Treatment"
    made.touch_all()
    assert made.field("date").warning == "This is needed."


def test_what_is_wrong_is_worked_out_300_ms_after_typing(desks: Desks) -> None:
    made = form(desks, "visit", {"date": "2026-11-20", "service": "massage"})
    editor = made.editor("minutes")
    with desks.qtbot.waitSignal(made.checked, timeout=2000):
        QTest.keyClicks(editor.control, "many")
    assert made.field("minutes").warning == "Type a whole number."
    assert editor.control.property("warned") is True


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("visits", "out_of_range", "0..99999"), "A number from 0 to 99999 is possible here."),
        (Problem("number", "too_long"), "This is too long."),
        (Problem("charge", "other_currency"), "The currencies differ."),
    ],
)
def test_reasons_are_sentences(desks: Desks, problem: Problem, text: str) -> None:
    assert problem_text(problem, desks.desk.say) == text


def test_all_wrong_fields_are_found_at_once() -> None:
    found = problems("visit", {"date": "x", "time": "25:00", "units": -1}, TODAY)
    assert [(each.name, each.reason) for each in found] == [
        ("date", "not_a_date"),
        ("time", "not_a_time"),
        ("units", "out_of_range"),
    ]


def test_visits_are_offered_newest_first(desks: Desks) -> None:
    offers = Offers(_records(desks), desks.ids["nora"], desks.desk.say).of("visit")
    days = [_records(desks).get(Visit, each.key) for each in offers]
    assert [each.date for each in days if each is not None] == sorted(
        (each.date for each in days if each is not None), reverse=True
    )
