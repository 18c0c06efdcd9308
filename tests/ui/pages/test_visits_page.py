"""The visits: chips, years and words, what is selected, and where its buttons lead."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.pages.list_desks import ListDesks, press, texts
from vault.domain.changes import Changes
from vault.open_vault import OpenVault
from vault.ui.navigation import EditRecord, MakeBundle
from vault.ui.pages.list_page import ListPage
from vault.ui.theme.look import Look
from vault.ui.widgets.buttons import Button

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NEWEST_FIRST = ["v10", "v09", "v08", "v07", "v06", "v05", "v03", "v02", "v01"]


@pytest.fixture
def desks(qtbot: QtBot, sample: SampleVault, look: Look) -> Iterator[ListDesks]:
    made = ListDesks(qtbot, sample, look)
    yield made
    made.close()


def _counts(page: ListPage) -> dict[str, str]:
    return {chip.key: chip.accessibleName() for chip in page.filters.chips}


def _type(desks: ListDesks, page: ListPage, text: str) -> list[str]:
    page.filters.field.setText(text)
    press(page.filters.field, Qt.Key.Key_Down)
    desks.settle()
    return desks.rows(page)


def test_the_newest_visit_comes_first_with_whose_and_how_many(desks: ListDesks) -> None:
    page = desks.show("visits")
    assert desks.rows(page) == NEWEST_FIRST
    assert texts(page, "date")[:2] == ["Dec 15, 2026", "Dec 1, 2026"]
    assert page.head._facts.text() == "Nora Sample · 9 visits"


def test_the_head_and_the_empty_list_lead_to_a_new_visit(desks: ListDesks) -> None:
    page = desks.show("visits")
    for button in page.head.findChildren(Button):
        if button.text() == "Add a visit":
            button.click()
    assert desks.asked == [EditRecord("visit")]


def test_chips_count_by_verdict_and_keep_those_that_are_pressed(desks: ListDesks) -> None:
    page = desks.show("visits")
    assert _counts(page) == {
        "SUPPORTED": "Supported, 5",
        "AT_RISK": "At risk, 2",
        "UNKNOWN": "Unknown, 0",
        "NOT_SUPPORTED": "Not supported, 2",
        "NOT_COUNTED": "Not counted, 0",
    }
    chips = {chip.key: chip for chip in page.filters.chips}
    chips["NOT_SUPPORTED"].click()
    desks.settle()
    assert desks.rows(page) == ["v10", "v07"]
    assert page.head._facts.text() == "Nora Sample · showing 2 of 9 visits"
    chips["AT_RISK"].click()
    desks.settle()
    assert desks.rows(page) == ["v10", "v07", "v06", "v02"]
    assert _counts(page)["SUPPORTED"] == "Supported, 5"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("chiro", ["v07"]),
        ("otto", ["v07"]),
        ("rehab massage", ["v10", "v09", "v08", "v06", "v05", "v03", "v02", "v01"]),
        ("SA-2207", ["v10", "v09"]),
        ("2026-12", ["v10", "v09"]),
        ("otto massage", []),
    ],
)
def test_words_are_found_in_what_the_row_says(desks: ListDesks, text: str, rows: list[str]) -> None:
    page = desks.show("visits")
    assert _type(desks, page, text) == rows


def test_a_year_narrows_and_stays_chosen_after_a_write(desks: ListDesks) -> None:
    desks.ask(_last_years_visit)
    desks.renew()
    page = desks.show("visits")
    choice = page.filters.choice
    assert choice is not None
    assert [choice.itemText(number) for number in range(choice.count())] == ["All years", "2026", "2025"]
    choice.setCurrentIndex(2)
    desks.settle()
    assert texts(page, "date") == ["Dec 30, 2025"]
    desks.renew()
    desks.show_again(page)
    assert (choice.currentText(), page.model.rowCount()) == ("2025", 1)


def _last_years_visit(vault: OpenVault) -> Changes:
    person = vault.list("person")[0].id
    return vault.records.add(
        "visit", {"person": person, "date": "2025-12-30", "service": "massage", "provider": None}
    ).changes


def test_the_bar_counts_sums_and_leads_to_form_and_bundle(desks: ListDesks) -> None:
    page = desks.show("visits")
    assert not page.bar.isVisible()
    page.binding.select([desks.ids["v06"], desks.ids["v05"], desks.ids["v08"]])
    desks.settle()
    assert (page.bar.count.text(), page.bar.sum.text()) == ("3 selected", "$240.00 charged")
    buttons = {button.text(): button for button in page.bar.findChildren(Button) if button.text() != "More"}
    assert (buttons["Edit"].isEnabled(), buttons["Edit"].toolTip()) == (False, "Select 1 row for this.")
    buttons["Make a bundle…"].click()
    page.binding.select([desks.ids["v06"]])
    desks.settle()
    buttons["Edit"].click()
    assert desks.asked == [MakeBundle(desks.ids["referral"]), EditRecord("visit", desks.ids["v06"])]


def test_no_bundle_is_made_of_visits_without_a_common_referral(desks: ListDesks) -> None:
    page = desks.show("visits")
    page.binding.select([desks.ids["v06"], desks.ids["v07"]])
    button = next(each for each in page.bar.findChildren(Button) if each.text() == "Make a bundle…")
    assert (button.isEnabled(), button.toolTip()) == (False, "These visits have no referral in common.")
    press(page.table, Qt.Key.Key_B, CONTROL)
    assert desks.asked == []


def test_selection_and_row_stay_over_refresh_sort_and_filter(desks: ListDesks) -> None:
    page = desks.show("visits")
    page.table.setFocus()
    page.table.selectRow(3)
    chosen = [desks.ids["v07"]]
    assert list(page.binding.selected()) == chosen
    desks.ask(_delete_newest)
    desks.renew()
    desks.show_again(page)
    assert (list(page.binding.selected()), page.binding.current()) == (chosen, chosen[0])
    press(page.table, Qt.Key.Key_Up, CONTROL)
    desks.settle()
    assert desks.rows(page) == NEWEST_FIRST[:0:-1]
    assert (list(page.binding.selected()), page.binding.current()) == (chosen, chosen[0])
    _type(desks, page, "rehab")
    assert (list(page.binding.selected()), page.bar.isVisible()) == ([], False)


def _delete_newest(vault: OpenVault) -> Changes:
    newest = max(vault.list("visit"), key=lambda each: str(getattr(each, "date", "")))
    return vault.records.delete(newest.id)


def test_verdicts_sort_by_how_bad_they_are(desks: ListDesks) -> None:
    page = desks.show("visits")
    page.table.horizontalHeader().sectionClicked.emit(1)
    desks.settle()
    assert texts(page, "verdict") == ["Supported"] * 5 + ["At risk"] * 2 + ["Not supported"] * 2
    page.table.horizontalHeader().sectionClicked.emit(1)
    desks.settle()
    assert desks.rows(page)[:4] == ["v10", "v07", "v06", "v02"]


def test_rows_are_copied_as_text_and_as_csv(desks: ListDesks) -> None:
    page = desks.show("visits")
    page.table.setFocus()
    page.binding.select([desks.ids["v08"], desks.ids["v07"]])
    press(page.table, Qt.Key.Key_C, CONTROL)
    desks.settle()
    first, second = QGuiApplication.clipboard().text().split("\n")
    assert first.split("\t")[:3] == ["Nov 24, 2026", "Supported (planned)", "Planned"]
    assert second.split("\t")[-1] == "$90.00"
    press(page.table, Qt.Key.Key_C, CONTROL | SHIFT)
    desks.settle()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Date,Verdict,Why,Service,Therapist,Referral,Authorization,Charge"
    assert lines[2].startswith(
        '"Nov 3, 2026",Not supported,Sample Health Plan excludes Chiropractic.,Chiropractic,'
    )
    QGuiApplication.clipboard().clear()


def test_the_context_menu_has_the_same_deeds_and_sorts(desks: ListDesks) -> None:
    page = desks.show("visits")
    page.table.selectRow(0)
    menu = page.binding.menu()
    words = [entry.text().split("\t")[0] for entry in menu.actions() if entry.text()]
    assert words == [
        "Open the record",
        "Edit",
        "Make a bundle…",
        "Copy",
        "Copy as CSV",
        "Move to the trash",
        "Sort by",
    ]
    edit = menu.actions()[1]
    edit.trigger()
    assert desks.asked == [EditRecord("visit", desks.ids["v10"])]
    sorts = menu.actions()[-1].menu()
    assert sorts is not None
    charge = next(entry for entry in sorts.findChildren(QAction) if entry.text() == "Charge")
    charge.trigger()
    desks.settle()
    assert texts(page, "charge")[:3] == ["$90.00", "$120.00", "$120.00"]


def test_a_narrow_window_shows_what_matters(desks: ListDesks) -> None:
    page = desks.show("visits", narrow=True)
    shown = [
        column.key
        for number, column in enumerate(page.model.columns)
        if not page.table.isColumnHidden(number)
    ]
    assert shown == ["date", "verdict", "why", "referral", "charge"]


def test_ctrl_f_goes_to_the_filter_and_escape_empties_it(desks: ListDesks, qtbot: QtBot) -> None:
    page = desks.show("visits")
    with qtbot.waitActive(page):
        page.activateWindow()
    page.table.setFocus()
    press(page.table, Qt.Key.Key_F, CONTROL)
    qtbot.waitUntil(page.filters.field.hasFocus)
    assert _type(desks, page, "otto") == ["v07"]
    assert page.table.hasFocus()
    page.filters.field.setFocus()
    press(page.filters.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(_has_rows(page, 9))


def _has_rows(page: ListPage, count: int) -> Callable[[], bool]:
    return lambda: page.model.rowCount() == count
