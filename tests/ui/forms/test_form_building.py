"""A form comes field by field: what is typed meanwhile counts, and what needs the whole form gets it."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desks import Desks
from vault.ui.forms.record_form import RecordForm
from vault.ui.forms.rows_editor import RowsEditor
from vault.ui.navigation import EditRecord
from vault.ui.pages.form import FormPage


def begun(page: FormPage, request: EditRecord) -> RecordForm:
    """Open a form and return it before it is built."""
    page.edit(request)
    form = page.form
    assert form is not None
    assert not form.is_built
    return form


def test_the_window_answers_between_the_fields(desks: Desks, page: FormPage, qtbot: QtBot) -> None:
    form = begun(page, EditRecord("referral", desks.ids["referral"]))
    assert page.bar.reason.text() == "The form is being opened."
    assert not page.bar.save.isEnabled()
    turns = _Turns(form)
    qtbot.waitUntil(lambda: form.is_built)
    assert turns.counted > 3
    desks.settle()
    assert page.bar.reason.text() == ""
    assert page.bar.save.isEnabled()


def test_rows_come_one_by_one_and_none_is_missing_from_the_values(desks: Desks, page: FormPage) -> None:
    form = begun(page, EditRecord("bill", desks.ids["bill"]))
    kept = desks.stored(desks.ids["bill"]).lines
    desks.settle()
    assert [each["id"] for each in form.values()["lines"]] == [each.id for each in kept]
    editor = form.editor("lines")
    assert isinstance(editor, RowsEditor)
    values = editor.value()
    assert [len(editor.rows) for _ in editor.fill(values)] == list(range(1, len(kept) + 1))
    assert editor.value() == values


def test_the_keyboard_is_at_the_first_empty_field_before_the_rest_is_there(
    desks: Desks, page: FormPage, qtbot: QtBot
) -> None:
    form = begun(page, EditRecord("visit"))
    page.activateWindow()
    qtbot.waitUntil(lambda: form.isAncestorOf(_focus()))
    assert not form.is_built
    where = _focus()
    desks.settle()
    assert _focus() is where


def test_what_is_typed_before_the_rest_is_there_is_a_change(
    desks: Desks, page: FormPage, qtbot: QtBot
) -> None:
    page.activateWindow()
    form = begun(page, EditRecord("visit"))
    qtbot.waitUntil(lambda: form.isAncestorOf(_focus()))
    QTest.keyClicks(_focus(), "Sample Street")
    desks.settle()
    assert page.opened_view().isVisible()
    page.leave()
    desks.settle()
    assert len(desks.ask(lambda vault: vault.drafts.list())) == 1


def test_leaving_before_it_is_built_keeps_nothing(desks: Desks, page: FormPage) -> None:
    begun(page, EditRecord("visit", desks.ids["v01"]))
    page.leave()
    desks.settle()
    assert desks.ask(lambda vault: vault.drafts.list()) == ()
    assert page.form is None


def test_its_values_are_those_of_the_whole_record_at_any_time(desks: Desks, page: FormPage) -> None:
    form = begun(page, EditRecord("visit", desks.ids["v01"]))
    early = form.values()
    assert form.is_built
    assert early == form.first_values()
    assert early["service"] == "massage"


class _Turns(QObject):
    """Counts the turns of the event loop in which fields come."""

    def __init__(self, form: RecordForm) -> None:
        super().__init__(form)
        self.counted = 0
        form.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.counted += 1
        return super().eventFilter(watched, event)


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    return found if found is not None else QWidget()
