"""People and the trash: whose records are shown, and the way back for what was deleted."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from tests.ui.pages.list_desks import ListDesks, press, texts
from vault.ui.navigation import EditRecord, ShowRecord
from vault.ui.pages.people import PeoplePage
from vault.ui.pages.trash import KEPT_DAYS
from vault.ui.widgets.buttons import Button

CONTROL = Qt.KeyboardModifier.ControlModifier


def _people(lists: ListDesks) -> PeoplePage:
    page = lists.show("people")
    assert isinstance(page, PeoplePage)
    return page


def test_each_person_has_a_card_and_one_is_shown(lists: ListDesks) -> None:
    page = _people(lists)
    assert [(card.accessibleName(), card.is_shown) for card in page.cards.cards] == [
        ("Nora Sample", True),
        ("Finn Sample", False),
    ]
    page.cards.cards[1].choose.click()
    assert lists.session.person is not None
    assert lists.session.person.name == "Finn Sample"
    lists.show_again(page)
    assert [card.is_shown for card in page.cards.cards] == [False, True]


def test_cards_and_head_lead_to_records_and_forms(lists: ListDesks) -> None:
    page = _people(lists)
    page.cards.cards[0].open.click()
    for button in page.head.findChildren(Button):
        if button.text().startswith("Add"):
            button.click()
    assert lists.asked == [
        ShowRecord("person", lists.ids["nora"]),
        EditRecord("provider"),
        EditRecord("person"),
    ]


def test_doctors_and_therapists_are_in_one_table_by_name(lists: ListDesks) -> None:
    page = _people(lists)
    assert texts(page, "name") == ["Elena Sample, MD", "Otto Sample, DC", "Sample Street Rehab"]
    assert texts(page, "role") == ["Doctor who refers", "Therapist", "Therapist, Clinic"]
    assert texts(page, "number") == ["NPI 1234567893", "—", "Registration number SAMPLE-0120"]
    page.filters.field.setText("1234567893")
    press(page.filters.field, Qt.Key.Key_Return)
    lists.settle()
    assert texts(page, "name") == ["Elena Sample, MD"]


def test_a_failed_check_digit_is_told_in_words(lists: ListDesks) -> None:
    wrong = {"identifiers": [{"type": "npi", "printed": "1234567890"}]}
    lists.ask(lambda vault: vault.records.edit(lists.ids["chiropractor"], wrong))
    lists.renew()
    assert texts(_people(lists), "number")[1] == "NPI 1234567890, a digit may be wrong"


def test_the_trash_says_what_when_and_how_long_it_stays(lists: ListDesks) -> None:
    page = lists.show("trash")
    assert texts(page, "what") == ["Visit on Oct 13, 2026"]
    assert (texts(page, "kind"), texts(page, "deleted")) == (["Visit"], ["Nov 23, 2026"])
    assert texts(page, "left") == [f"{KEPT_DAYS} days left"]


@pytest.mark.parametrize(
    ("later", "left"), [(1, "29 days left"), (29, "1 day left"), (30, "0 days left"), (90, "0 days left")]
)
def test_the_days_left_count_down_to_none(lists: ListDesks, later: int, left: str) -> None:
    assert lists.clock.day is not None
    lists.clock.day += timedelta(later)
    lists.renew()
    assert texts(lists.show("trash"), "left") == [left]


def test_restoring_brings_the_record_back_and_can_be_undone(lists: ListDesks) -> None:
    page = lists.show("trash")
    page.table.setFocus()
    press(page.table, Qt.Key.Key_R, CONTROL)
    lists.settle()
    lists.show_again(page)
    assert (lists.rows(page), page.nothing.isVisible()) == ([], True)
    assert [deed.text for deed in lists.deeds] == ["Restored: Visit on Oct 13, 2026"]
    assert lists.stored(lists.ids["v04"]).id == lists.ids["v04"]
    lists.undo()
    lists.renew()
    lists.show_again(page)
    assert lists.rows(page) == ["v04"]


def test_several_rows_are_restored_together(lists: ListDesks) -> None:
    lists.ask(lambda vault: [vault.records.delete(lists.ids[name]) for name in ("v01", "v02")])
    lists.renew()
    page = lists.show("trash")
    page.table.setFocus()
    page.table.selectAll()
    lists.settle()
    restore = next(each for each in page.bar.findChildren(Button) if each.text() == "Restore")
    restore.click()
    lists.settle()
    lists.show_again(page)
    assert (lists.rows(page), len(lists.deeds)) == ([], 3)


def test_a_limit_in_the_trash_goes_with_its_policys_person(lists: ListDesks) -> None:
    lists.ask(lambda vault: vault.records.delete(lists.ids["limit"]))
    lists.renew()
    assert "limit" in lists.rows(lists.show("trash"))
    lists.session.choose_person(lists.ids["finn"])
    assert lists.rows(lists.show("trash")) == ["f01"]
