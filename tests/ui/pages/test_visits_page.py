"""The visits: chips, years and words, what is selected, and where its buttons lead."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.pages.list_desks import ListDesks, press, texts
from vault.domain.changes import Changes
from vault.open_vault import OpenVault
from vault.ui.navigation import EditRecord, MakeBundle
from vault.ui.pages.list_page import ListPage
from vault.ui.widgets.buttons import Button

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NEWEST_FIRST = ["v10", "v09", "v08", "v07", "v06", "v05", "v03", "v02", "v01"]


def _counts(page: ListPage) -> dict[str, str]:
    return {chip.key: chip.accessibleName() for chip in page.filters.chips}


def _type(lists: ListDesks, page: ListPage, text: str) -> list[str]:
    page.filters.field.setText(text)
    press(page.filters.field, Qt.Key.Key_Down)
    lists.settle()
    return lists.rows(page)


def test_the_newest_visit_comes_first_with_whose_and_how_many(lists: ListDesks) -> None:
    page = lists.show("visits")
    assert lists.rows(page) == NEWEST_FIRST
    assert texts(page, "date")[:2] == ["Dec 15, 2026", "Dec 1, 2026"]
    assert page.head._facts.text() == "Nora Sample · 9 visits"


def test_the_head_and_the_empty_list_lead_to_a_new_visit(lists: ListDesks) -> None:
    page = lists.show("visits")
    for button in page.head.findChildren(Button):
        if button.text() == "Add a visit":
            button.click()
    assert lists.asked == [EditRecord("visit")]


def test_chips_count_by_verdict_and_keep_those_that_are_pressed(lists: ListDesks) -> None:
    page = lists.show("visits")
    assert _counts(page) == {
        "SUPPORTED": "Supported, 5",
        "AT_RISK": "At risk, 2",
        "UNKNOWN": "Unknown, 0",
        "NOT_SUPPORTED": "Not supported, 2",
        "NOT_COUNTED": "Not counted, 0",
    }
    chips = {chip.key: chip for chip in page.filters.chips}
    chips["NOT_SUPPORTED"].click()
    lists.settle()
    assert lists.rows(page) == ["v10", "v07"]
    assert page.head._facts.text() == "Nora Sample · showing 2 of 9 visits"
    chips["AT_RISK"].click()
    lists.settle()
    assert lists.rows(page) == ["v10", "v07", "v06", "v02"]
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
def test_words_are_found_in_what_the_row_says(lists: ListDesks, text: str, rows: list[str]) -> None:
    page = lists.show("visits")
    assert _type(lists, page, text) == rows


def test_a_year_narrows_and_stays_chosen_after_a_write(lists: ListDesks) -> None:
    lists.ask(_last_years_visit)
    lists.renew()
    page = lists.show("visits")
    choice = page.filters.choice
    assert choice is not None
    assert [choice.itemText(number) for number in range(choice.count())] == ["All years", "2026", "2025"]
    choice.setCurrentIndex(2)
    lists.settle()
    assert texts(page, "date") == ["Dec 30, 2025"]
    lists.renew()
    lists.show_again(page)
    assert (choice.currentText(), page.model.rowCount()) == ("2025", 1)


def _last_years_visit(vault: OpenVault) -> Changes:
    person = vault.list("person")[0].id
    return vault.records.add(
        "visit", {"person": person, "date": "2025-12-30", "service": "massage", "provider": None}
    ).changes


def test_the_bar_counts_sums_and_leads_to_form_and_bundle(lists: ListDesks) -> None:
    page = lists.show("visits")
    assert not page.bar.isVisible()
    page.binding.select([lists.ids["v06"], lists.ids["v05"], lists.ids["v08"]])
    lists.settle()
    assert (page.bar.count.text(), page.bar.sum.text()) == ("3 selected", "$240.00 charged")
    buttons = {button.text(): button for button in page.bar.findChildren(Button) if button.text() != "More"}
    assert (buttons["Edit"].isEnabled(), buttons["Edit"].toolTip()) == (False, "Select 1 row for this.")
    buttons["Make a bundle…"].click()
    page.binding.select([lists.ids["v06"]])
    lists.settle()
    buttons["Edit"].click()
    assert lists.asked == [MakeBundle(lists.ids["referral"]), EditRecord("visit", lists.ids["v06"])]


def test_no_bundle_is_made_of_visits_without_a_common_referral(lists: ListDesks) -> None:
    page = lists.show("visits")
    page.binding.select([lists.ids["v06"], lists.ids["v07"]])
    button = next(each for each in page.bar.findChildren(Button) if each.text() == "Make a bundle…")
    assert (button.isEnabled(), button.toolTip()) == (False, "These visits have no referral in common.")
    press(page.table, Qt.Key.Key_B, CONTROL)
    assert lists.asked == []


def test_selection_and_row_stay_over_refresh_sort_and_filter(lists: ListDesks) -> None:
    page = lists.show("visits")
    page.table.setFocus()
    page.table.selectRow(3)
    chosen = [lists.ids["v07"]]
    assert list(page.binding.selected()) == chosen
    lists.ask(_delete_newest)
    lists.renew()
    lists.show_again(page)
    assert (list(page.binding.selected()), page.binding.current()) == (chosen, chosen[0])
    press(page.table, Qt.Key.Key_Up, CONTROL)
    lists.settle()
    assert lists.rows(page) == NEWEST_FIRST[:0:-1]
    assert (list(page.binding.selected()), page.binding.current()) == (chosen, chosen[0])
    _type(lists, page, "rehab")
    assert (list(page.binding.selected()), page.bar.isVisible()) == ([], False)


def _delete_newest(vault: OpenVault) -> Changes:
    newest = max(vault.list("visit"), key=lambda each: str(getattr(each, "date", "")))
    return vault.records.delete(newest.id)


def test_verdicts_sort_by_how_bad_they_are(lists: ListDesks) -> None:
    page = lists.show("visits")
    page.table.horizontalHeader().sectionClicked.emit(1)
    lists.settle()
    assert texts(page, "verdict") == ["Supported"] * 5 + ["At risk"] * 2 + ["Not supported"] * 2
    page.table.horizontalHeader().sectionClicked.emit(1)
    lists.settle()
    assert lists.rows(page)[:4] == ["v10", "v07", "v06", "v02"]


def test_rows_are_copied_as_text_and_as_csv(lists: ListDesks) -> None:
    page = lists.show("visits")
    page.table.setFocus()
    page.binding.select([lists.ids["v08"], lists.ids["v07"]])
    press(page.table, Qt.Key.Key_C, CONTROL)
    lists.settle()
    first, second = QGuiApplication.clipboard().text().split("\n")
    assert first.split("\t")[:3] == ["Nov 24, 2026", "Supported (planned)", "Planned"]
    assert second.split("\t")[-1] == "$90.00"
    press(page.table, Qt.Key.Key_C, CONTROL | SHIFT)
    lists.settle()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Date,Verdict,Why,Service,Therapist,Referral,Authorization,Charge"
    assert lines[2].startswith(
        '"Nov 3, 2026",Not supported,Sample Health Plan excludes Chiropractic.,Chiropractic,'
    )
    QGuiApplication.clipboard().clear()


def test_the_context_menu_has_the_same_deeds_and_sorts(lists: ListDesks) -> None:
    page = lists.show("visits")
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
    assert lists.asked == [EditRecord("visit", lists.ids["v10"])]
    sorts = menu.actions()[-1].menu()
    assert sorts is not None
    charge = next(entry for entry in sorts.findChildren(QAction) if entry.text() == "Charge")
    charge.trigger()
    lists.settle()
    assert texts(page, "charge")[:3] == ["$90.00", "$120.00", "$120.00"]


def test_a_narrow_window_shows_what_matters(lists: ListDesks) -> None:
    page = lists.show("visits", narrow=True)
    shown = [
        column.key
        for number, column in enumerate(page.model.columns)
        if not page.table.isColumnHidden(number)
    ]
    assert shown == ["date", "verdict", "why", "referral", "charge"]


def test_ctrl_f_goes_to_the_filter_and_escape_empties_it(lists: ListDesks, qtbot: QtBot) -> None:
    page = lists.show("visits")
    with qtbot.waitActive(page):
        page.activateWindow()
    page.table.setFocus()
    press(page.table, Qt.Key.Key_F, CONTROL)
    qtbot.waitUntil(page.filters.field.hasFocus)
    assert _type(lists, page, "otto") == ["v07"]
    assert page.table.hasFocus()
    page.filters.field.setFocus()
    press(page.filters.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(_has_rows(page, 9))


def _has_rows(page: ListPage, count: int) -> Callable[[], bool]:
    return lambda: page.model.rowCount() == count
