"""Every list page: reached by keyboard, named, unclipped, one person's records, and empty states."""

import gc
import weakref
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.pages.list_desks import NARROW, NORMAL, PAGES, ListDesks, press, texts
from tests.ui.walking import clipped, cut_off, nameless, unreached
from vault.domain.changes import Changes
from vault.open_vault import OpenVault
from vault.ui.models.agenda_columns import AgendaRow
from vault.ui.models.facts import DASH
from vault.ui.navigation import DeleteRecord, EditRecord, ShowRecord
from vault.ui.pages.list_page import ListPage
from vault.ui.theme.look import Look, LookSettings, SchemeChoice

LARGE = QSize(1168, 800)
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def german(qtbot: QtBot, sample: SampleVault, look: Look) -> Iterator[ListDesks]:
    made = ListDesks(qtbot, sample, look, "de")
    yield made
    made.close()


@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_reaches_everything_and_everything_has_a_name(lists: ListDesks, name: str) -> None:
    page = lists.show(name)
    assert page.model.rowCount() > 0
    assert nameless(page) == []
    page.activateWindow()
    assert unreached(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_clipped_in_german_at_any_size(german: ListDesks, look: Look, name: str) -> None:
    for scale, size, narrow in ((100, NORMAL, False), (100, NARROW, True), (200, LARGE, True)):
        look.choose(LookSettings(SchemeChoice.DARK, scale=scale))
        page = german.show(name, size, narrow=narrow)
        page.binding.select(page.model.ids[:2])
        german.settle()
        assert (scale, clipped(page), cut_off(page)) == (scale, [], [])
        assert page.size() == size
        german.qtbot.waitUntil(partial(_fits, page))


def _fits(page: ListPage) -> bool:
    return page.table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("name", PAGES)
def test_enter_opens_and_delete_deletes_the_row_the_keyboard_is_on(lists: ListDesks, name: str) -> None:
    page = lists.show(name)
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Return)
    lists.settle()
    if name == "trash":
        assert [deed.text for deed in lists.deeds] == ["Restored: Visit on Oct 13, 2026"]
        return
    if name == "agenda":
        assert lists.asked == [ShowRecord(*_leads_to(page))]
        return
    kind, first = page.kind_of(page.model.ids[0]), page.model.ids[0]
    assert lists.asked == [ShowRecord(kind, first)]
    press(page.table, Qt.Key.Key_F2)
    press(page.table, Qt.Key.Key_Delete)
    assert lists.asked[1:] == [EditRecord(kind, first), DeleteRecord(kind, first)]


def _leads_to(page: ListPage) -> tuple[str, str]:
    row = page.model.row_at(0)
    assert isinstance(row, AgendaRow)
    return row.record


@pytest.mark.parametrize("name", PAGES)
def test_every_heading_sorts_both_ways_and_loses_no_row(lists: ListDesks, name: str) -> None:
    page = lists.show(name)
    rows = sorted(page.model.ids)
    for number, column in enumerate(page.model.columns):
        assert column.is_sortable
        page.table.horizontalHeader().sectionClicked.emit(number)
        lists.settle()
        one = page.model.ids
        page.table.horizontalHeader().sectionClicked.emit(number)
        lists.settle()
        other = page.model.ids
        assert sorted(one) == sorted(other) == rows
        assert page.binding.sorting.key == column.key
        words = texts(page, column.key)
        has_empty = DASH in words or column.key == "pages"  # these come last either way
        if len(set(words)) == len(words) and not has_empty:
            assert one == other[::-1], column.key


@pytest.mark.parametrize("name", PAGES)
def test_a_filter_that_fits_nothing_offers_everything_again(lists: ListDesks, name: str) -> None:
    page = lists.show(name)
    rows = page.model.ids
    page.filters.field.setText("zzz")
    press(page.filters.field, Qt.Key.Key_Return)
    lists.settle()
    assert (page.model.rowCount(), page.no_match.isVisible(), page.table.isVisible()) == (0, True, False)
    page.filters.clear()
    lists.settle()
    assert (page.model.ids, page.filters.field.text(), page.table.isVisible()) == (rows, "", True)


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("people", "papers")])
def test_an_empty_list_says_what_belongs_there_and_how(lists: ListDesks, name: str) -> None:
    lists.session.write("Added", _add_person, lists)
    lists.settle()
    page = lists.show(name)
    snapshot = lists.session.snapshot
    assert snapshot is not None
    lists.session.choose_person(snapshot.people[-1].person.id)
    lists.show_again(page)
    assert (page.nothing.isVisible(), page.filters.isVisible()) == (True, False)
    buttons = page.empty_buttons()
    assert bool(buttons) == (name != "trash")
    for button in page.nothing.findChildren(type(buttons[0])) if buttons else ():
        before = len(lists.asked)
        button.click()
        assert len(lists.asked) == before + 1


def _add_person(vault: OpenVault) -> Changes:
    return vault.records.add("person", {"name": "Newcomer Sample"}).changes


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_closes_leaves_nothing_alive(lists: ListDesks, name: str) -> None:
    alive: list[weakref.ref[object]] = []
    for _ in range(5):
        page = PAGES[name](lists.desk)
        lists.show_again(page)
        page.show()
        alive.append(weakref.ref(page))
        page.close()
        page.deleteLater()
        del page
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [each() for each in alive if each() is not None] == []


@pytest.mark.parametrize(
    ("name", "noras", "finns"),
    [
        ("visits", {"v01", "v02", "v03", "v05", "v06", "v07", "v08", "v09", "v10"}, set()),
        ("referrals", {"referral", "old_referral"}, set()),
        ("authorizations", {"authorization"}, set()),
        ("policies", {"plan"}, {"finn_plan"}),
        ("letters", {"request", "call"}, set()),
        ("papers", {"paper-1", "paper-2", "paper-5"}, {"paper-3", "paper-4", "paper-5"}),
        ("people", {"doctor", "therapist", "chiropractor"}, {"doctor", "therapist", "chiropractor"}),
        ("trash", {"v04"}, {"f01"}),
    ],
)
def test_a_family_stays_apart(lists: ListDesks, name: str, noras: set[str], finns: set[str]) -> None:
    page = lists.show(name)
    assert set(lists.rows(page)) == noras
    lists.session.choose_person(lists.ids["finn"])
    snapshot = lists.session.snapshot
    assert snapshot is not None
    page.show_snapshot(snapshot)
    assert page.model.rowCount() == 0
    lists.settle()
    assert set(lists.rows(page)) == finns
