"""People and the trash: whose records are shown, and the way back for what was deleted."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.pages.list_desks import ListDesks, press, texts
from vault.ui.navigation import EditRecord, ShowRecord
from vault.ui.pages.people import PeoplePage
from vault.ui.pages.trash import KEPT_DAYS
from vault.ui.theme.look import Look
from vault.ui.widgets.buttons import Button

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desks(qtbot: QtBot, sample: SampleVault, look: Look) -> Iterator[ListDesks]:
    made = ListDesks(qtbot, sample, look)
    yield made
    made.close()


def _people(desks: ListDesks) -> PeoplePage:
    page = desks.show("people")
    assert isinstance(page, PeoplePage)
    return page


def test_each_person_has_a_card_and_one_is_shown(desks: ListDesks) -> None:
    page = _people(desks)
    assert [(card.accessibleName(), card.is_shown) for card in page.cards.cards] == [
        ("Nora Sample", True),
        ("Finn Sample", False),
    ]
    page.cards.cards[1].choose.click()
    assert desks.session.person is not None
    assert desks.session.person.name == "Finn Sample"
    desks.show_again(page)
    assert [card.is_shown for card in page.cards.cards] == [False, True]


def test_cards_and_head_lead_to_records_and_forms(desks: ListDesks) -> None:
    page = _people(desks)
    page.cards.cards[0].open.click()
    for button in page.head.findChildren(Button):
        if button.text().startswith("Add"):
            button.click()
    assert desks.asked == [
        ShowRecord("person", desks.ids["nora"]),
        EditRecord("provider"),
        EditRecord("person"),
    ]


def test_doctors_and_therapists_are_in_one_table_by_name(desks: ListDesks) -> None:
    page = _people(desks)
    assert texts(page, "name") == ["Elena Sample, MD", "Otto Sample, DC", "Sample Street Rehab"]
    assert texts(page, "role") == ["Doctor who refers", "Therapist", "Therapist, Clinic"]
    assert texts(page, "number") == ["NPI 1234567893", "—", "—"]
    page.filters.field.setText("1234567893")
    press(page.filters.field, Qt.Key.Key_Return)
    desks.settle()
    assert texts(page, "name") == ["Elena Sample, MD"]


def test_a_failed_check_digit_is_told_in_words(desks: ListDesks) -> None:
    wrong = {"identifiers": [{"type": "npi", "printed": "1234567890"}]}
    desks.ask(lambda vault: vault.records.edit(desks.ids["chiropractor"], wrong))
    desks.renew()
    assert texts(_people(desks), "number")[1] == "NPI 1234567890, a digit may be wrong"


def test_the_trash_says_what_when_and_how_long_it_stays(desks: ListDesks) -> None:
    page = desks.show("trash")
    assert texts(page, "what") == ["Visit on Oct 13, 2026"]
    assert (texts(page, "kind"), texts(page, "deleted")) == (["Visit"], ["Nov 23, 2026"])
    assert texts(page, "left") == [f"{KEPT_DAYS} days left"]


@pytest.mark.parametrize(
    ("later", "left"), [(1, "29 days left"), (29, "1 day left"), (30, "0 days left"), (90, "0 days left")]
)
def test_the_days_left_count_down_to_none(desks: ListDesks, later: int, left: str) -> None:
    assert desks.clock.day is not None
    desks.clock.day += timedelta(later)
    desks.renew()
    assert texts(desks.show("trash"), "left") == [left]


def test_restoring_brings_the_record_back_and_can_be_undone(desks: ListDesks) -> None:
    page = desks.show("trash")
    page.table.setFocus()
    press(page.table, Qt.Key.Key_R, CONTROL)
    desks.settle()
    desks.show_again(page)
    assert (desks.rows(page), page.nothing.isVisible()) == ([], True)
    assert [deed.text for deed in desks.deeds] == ["Restored: Visit on Oct 13, 2026"]
    assert desks.stored(desks.ids["v04"]).id == desks.ids["v04"]
    desks.undo()
    desks.renew()
    desks.show_again(page)
    assert desks.rows(page) == ["v04"]


def test_several_rows_are_restored_together(desks: ListDesks) -> None:
    desks.ask(lambda vault: [vault.records.delete(desks.ids[name]) for name in ("v01", "v02")])
    desks.renew()
    page = desks.show("trash")
    page.table.setFocus()
    page.table.selectAll()
    desks.settle()
    restore = next(each for each in page.bar.findChildren(Button) if each.text() == "Restore")
    restore.click()
    desks.settle()
    desks.show_again(page)
    assert (desks.rows(page), len(desks.deeds)) == ([], 3)


def test_a_limit_in_the_trash_goes_with_its_policys_person(desks: ListDesks) -> None:
    desks.ask(lambda vault: vault.records.delete(desks.ids["limit"]))
    desks.renew()
    assert "limit" in desks.rows(desks.show("trash"))
    desks.session.choose_person(desks.ids["finn"])
    assert desks.rows(desks.show("trash")) == ["f01"]
