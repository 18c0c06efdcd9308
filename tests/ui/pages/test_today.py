"""Today when much waits: the nearest rows first, all on request, in the order of days for eye and Tab."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import walking
from tests.ui.desks import Desks
from vault.ui.navigation import AskQuestions, EditRecord, PickPapers, Request, ShowRecord
from vault.ui.pages.today import TodayPage
from vault.ui.pages.today_section import FIRST
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.card import ListCard
from vault.ui.widgets.link_label import LinkLabel
from vault.ui.widgets.slices import Slices
from vault.ui.widgets.today_row import TodayRow

LATEST = dt.date(2030, 6, 1)
"""Long after everything the sample records wait for."""


@pytest.fixture
def page(desks: Desks, qtbot: QtBot) -> TodayPage:
    made = TodayPage(desks.desk)
    qtbot.addWidget(made)
    made.resize(1068, 800)
    desks.session.changed.connect(made.show_snapshot)
    return made


def remind(desks: Desks, days: list[dt.date], person: str = "nora") -> None:
    """Enter a reminder of one's own for each day, labeled with it, in no order."""
    made = [
        desks.vault.records.made(
            "reminder", {"label": day.isoformat(), "due": day.isoformat(), "person": desks.ids[person]}
        )
        for day in (*days[1::2], *days[::2])
    ]
    desks.ask(lambda vault: vault.records.put(made))


def shown(desks: Desks, page: TodayPage) -> None:
    """Show the newest state and wait until the page is whole."""
    desks.session.refresh()
    desks.settle()
    page.show()
    whole(desks, page)
    page.activateWindow()
    desks.qtbot.waitUntil(page.isActiveWindow)


def whole(desks: Desks, page: TodayPage) -> None:
    """Wait until everything that was asked for is there."""
    slices = page.findChild(Slices)
    assert slices is not None
    desks.qtbot.waitUntil(
        lambda: not slices.under_way and all(row.isVisible() for row in page.findChildren(TodayRow)),
        timeout=10_000,
    )


def rows(page: QWidget) -> list[TodayRow]:
    """Return the rows from top to bottom."""
    cards = [card for card in page.findChildren(ListCard) if card.isVisible()]
    return [
        row
        for card in cards
        for place in range(card.column.count())
        if (item := card.column.itemAt(place)) is not None and isinstance(row := item.widget(), TodayRow)
    ]


def labels(page: QWidget, days: list[dt.date]) -> list[dt.date]:
    """Return the days of the reminders on the page, from top to bottom."""
    wanted = {day.isoformat(): day for day in days}
    said = [row.accessibleName() for row in rows(page)]
    return [day for text in said for label, day in wanted.items() if label in text]


def link(page: QWidget) -> LinkLabel | None:
    """Return the link to all rows of a section where there is one in sight."""
    found = [each for each in page.findChildren(LinkLabel) if each.text().startswith("All ")]
    seen = [each for each in found if each.isVisible()]
    return seen[0] if seen else None


def later(count: int) -> list[dt.date]:
    return [LATEST + dt.timedelta(number) for number in range(count)]


def overdue(count: int) -> list[dt.date]:
    """Return days of last year, the oldest first."""
    return [dt.date(2025, 9, 1) + dt.timedelta(number) for number in range(count)]


def others(desks: Desks, page: TodayPage) -> int:
    """Return how many rows the sample records have under "Later", all of them before LATEST."""
    shown(desks, page)
    cards = [card for card in page.findChildren(ListCard) if card.isVisible()]
    assert len(cards) == 3
    return sum(isinstance(row, TodayRow) for row in cards[-1].findChildren(TodayRow))


def test_as_many_as_fit_are_all_there(desks: Desks, page: TodayPage) -> None:
    days = later(FIRST - others(desks, page))
    remind(desks, days)
    shown(desks, page)
    assert labels(page, days) == days
    assert link(page) is None


def test_one_more_is_left_out_and_counted(desks: Desks, page: TodayPage) -> None:
    days = later(FIRST + 1 - others(desks, page))
    remind(desks, days)
    shown(desks, page)
    assert labels(page, days) == days[:-1]
    more = link(page)
    assert more is not None
    assert more.text() == f"All {FIRST + 1}"


def test_of_what_is_overdue_the_latest_is_kept(desks: Desks, page: TodayPage) -> None:
    days = overdue(FIRST * 3)
    remind(desks, days)
    shown(desks, page)
    kept = labels(page, days)
    assert kept == days[-len(kept) :]
    assert 0 < len(kept) < FIRST  # the sample's own rows are nearer to today


@pytest.mark.parametrize("days", [later(FIRST * 2 + 3), overdue(FIRST * 2 + 3)], ids=["later", "overdue"])
def test_all_of_them_come_in_the_order_of_their_days(
    desks: Desks, page: TodayPage, days: list[dt.date]
) -> None:
    remind(desks, days)
    shown(desks, page)
    before = len(rows(page))
    more = link(page)
    assert more is not None
    more.click()
    whole(desks, page)
    assert labels(page, days) == days
    assert len(rows(page)) > before
    assert link(page) is None
    desks.qtbot.waitUntil(lambda: len({row.when.width() for row in rows(page)}) == 1)


@pytest.mark.parametrize("days", [later(FIRST * 2), overdue(FIRST * 2)], ids=["later", "overdue"])
def test_tab_goes_through_the_rows_from_top_to_bottom(
    desks: Desks, page: TodayPage, days: list[dt.date]
) -> None:
    remind(desks, days)
    shown(desks, page)
    more = link(page)
    assert more is not None
    more.click()
    whole(desks, page)
    order = [row.fix for row in rows(page)]
    assert order[0] is not None
    order[0].setFocus()
    passed: list[QWidget | None] = []
    for _ in range(len(order) * 2):
        focused = QApplication.focusWidget()
        if focused in order:
            passed.append(focused)
        QTest.keyClick(focused or page, Qt.Key.Key_Tab)
    assert passed[: len(order)] == order
    assert walking.unreached(page) == []
    assert walking.nameless(page) == []


@pytest.mark.parametrize("days", [later(FIRST + 5), overdue(FIRST + 5)], ids=["later", "overdue"])
def test_the_keyboard_goes_on_at_the_first_new_row(
    desks: Desks, page: TodayPage, days: list[dt.date]
) -> None:
    remind(desks, days)
    shown(desks, page)
    there = {*labels(page, days)}
    more = link(page)
    assert more is not None
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Return)
    whole(desks, page)
    new = min({*days} - there)
    row = next(row for row in rows(page) if new.isoformat() in row.accessibleName())
    assert QApplication.focusWidget() is row.fix


def test_what_was_asked_for_whole_stays_whole_after_a_write(desks: Desks, page: TodayPage) -> None:
    days = later(FIRST * 2)
    remind(desks, days[:-1])
    shown(desks, page)
    more = link(page)
    assert more is not None
    more.click()
    remind(desks, days[-1:])
    shown(desks, page)
    assert labels(page, days) == days
    assert link(page) is None


def test_another_person_begins_with_what_is_nearest(desks: Desks, page: TodayPage) -> None:
    days = later(FIRST * 2)
    remind(desks, days)
    shown(desks, page)
    more = link(page)
    assert more is not None
    more.click()
    other = desks.ask(
        lambda vault: vault.records.put([vault.records.made("person", {"name": "Second Sample"})])
    )
    assert other is not None
    shown(desks, page)
    judged = desks.session.snapshot
    assert judged is not None
    second = next(each.person.id for each in judged.people if each.person.id != desks.ids["nora"])
    desks.session.choose_person(second)
    page.show_snapshot(judged)
    shown(desks, page)
    assert labels(page, days) == []
    desks.session.choose_person(desks.ids["nora"])
    shown(desks, page)
    assert len(labels(page, days)) < len(days)
    assert link(page) is not None


def test_one_button_stands_out_also_among_all(desks: Desks, page: TodayPage) -> None:
    remind(desks, overdue(FIRST * 2))
    shown(desks, page)
    more = link(page)
    assert more is not None
    more.click()
    whole(desks, page)
    filled = [each for each in page.findChildren(Button) if each.kind is ButtonKind.FILLED]
    assert len([each for each in filled if isinstance(each.parentWidget(), TodayRow)]) == 1


def test_what_is_missing_leads_to_the_very_field_paper_or_question(desks: Desks, page: TodayPage) -> None:
    shown(desks, page)
    found: dict[str, Request] = {}
    for row in rows(page):
        if isinstance(row.fix, Button):
            row.fix.click()
            found.setdefault(row.fix.text(), desks.asked[-1])
    paper = found["Add the bill…"]
    assert isinstance(paper, PickPapers)
    assert (paper.kind, paper.document_kind) == ("visit", "itemized_bill")
    question = found["Questions to ask…"]
    assert isinstance(question, AskQuestions)
    assert question.first == "exclusions"
    form = found["Enter the claim…"]
    assert isinstance(form, EditRecord)
    assert form.at in {"number", "submitted_on"}
    assert isinstance(found["Answer…"], ShowRecord)
