"""Months of days: keys, what a screen reader hears of each day, where days lie, what is drawn."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tests.ui.setting import laid_out
from vault.domain.coverage.verdict import Verdict
from vault.services.wording.catalogue import Wording
from vault.ui.theme.look import Look, LookSettings, SchemeChoice
from vault.ui.theme.tokens import DARK, LIGHT, Tokens
from vault.ui.widgets.month_grid import MonthGrid
from vault.ui.widgets.month_model import DayFacts, MonthModel
from vault.ui.widgets.month_view import MonthView

TODAY = date(2026, 11, 23)
MONDAY, SUNDAY = 1, 7


def days(verdict: Verdict | None = Verdict.SUPPORTED, count: int = 366) -> tuple[DayFacts, ...]:
    words = "" if verdict is None else "Supported, by Referral S-1"
    return tuple(DayFacts(TODAY + timedelta(days=number), verdict, words) for number in range(count))


def made(look: Look, say: Wording, qtbot: QtBot, months: int = 2, width: int = 700) -> MonthView:
    view = MonthView(look, say, "What if", days(), months)
    qtbot.addWidget(view)
    laid_out(view, QSize(width, view.heightForWidth(width)))
    view.activateWindow()
    view.setFocus()
    return view


def here(view: MonthView) -> date:
    assert view.day is not None
    return view.day.day


def test_arrows_go_by_days_and_weeks_and_page_keys_by_months(look: Look, say: Wording, qtbot: QtBot) -> None:
    view = made(look, say, qtbot)
    assert here(view) == TODAY
    key = Qt.Key
    for pressed, wanted in (
        (key.Key_Right, date(2026, 11, 24)),
        (key.Key_Down, date(2026, 12, 1)),
        (key.Key_Up, date(2026, 11, 24)),
        (key.Key_Left, TODAY),
        (key.Key_Left, TODAY),
        (key.Key_PageDown, date(2026, 12, 23)),
        (key.Key_PageDown, date(2027, 1, 23)),
        (key.Key_PageUp, date(2026, 12, 23)),
        (key.Key_End, TODAY + timedelta(days=365)),
        (key.Key_Home, TODAY),
    ):
        QTest.keyClick(view, pressed)
        assert here(view) == wanted


def test_a_typed_letter_moves_nothing(look: Look, say: Wording, qtbot: QtBot) -> None:
    view = made(look, say, qtbot)
    QTest.keyClick(view, Qt.Key.Key_W)
    assert here(view) == TODAY


def test_the_months_follow_the_keyboard(look: Look, say: Wording, qtbot: QtBot) -> None:
    view = made(look, say, qtbot)
    assert view.first_month == date(2026, 11, 1)
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.first_month == date(2026, 12, 1)
    assert view.visualRect(view.currentIndex()).isValid()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.first_month == date(2026, 11, 1)


def test_the_months_are_turned_and_stop_at_their_ends(look: Look, say: Wording, qtbot: QtBot) -> None:
    view = made(look, say, qtbot)
    assert (view.can_turn_back, view.can_turn_on) == (False, True)
    view.turn_on()
    assert (view.first_month, here(view)) == (date(2027, 1, 1), date(2027, 1, 1))
    for _ in range(9):
        view.turn_on()
    assert (view.first_month, view.can_turn_on) == (date(2027, 10, 1), False)
    for _ in range(9):
        view.turn_back()
    assert (view.first_month, here(view)) == (date(2026, 11, 1), TODAY)


def test_enter_and_a_double_click_choose_a_day(look: Look, say: Wording, qtbot: QtBot) -> None:
    view = made(look, say, qtbot)
    chosen: list[object] = []
    view.chosen.connect(chosen.append)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    place = view.visualRect(view.model().index(9, 0)).center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view.viewport(), left, none, place)
    assert here(view) == TODAY + timedelta(days=9)
    QTest.mouseDClick(view.viewport(), left, none, place)
    assert chosen == [date(2026, 11, 24), date(2026, 12, 2)]


def test_a_click_beside_the_days_chooses_none(look: Look, say: Wording, qtbot: QtBot) -> None:
    view = made(look, say, qtbot)
    assert not view.indexAt(QPoint(5, 5)).isValid()
    assert not view.indexAt(QPoint(5, 5000)).isValid()


def test_every_day_speaks_for_itself(look: Look, say: Wording, qtbot: QtBot) -> None:
    view = made(look, say, qtbot)
    seen = QAccessible.queryAccessibleInterface(view)
    assert seen.text(QAccessible.Text.Name) == "What if"
    assert seen.childCount() == 366
    assert seen.child(1).text(QAccessible.Text.Name) == "Tue, Nov 24, 2026: Supported, by Referral S-1"
    facts = DayFacts(TODAY, Verdict.NOT_SUPPORTED, "Not supported", "The referral has ended.")
    view.show_days((facts, *days()[1:]))
    tip = view.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Mon, Nov 23, 2026: Not supported. The referral has ended."


def test_the_model_keeps_its_promises(say: Wording) -> None:
    model = MonthModel(say)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(days(None))
    model.show(days())
    model.show(days(count=40))
    assert model.rowCount() == 40
    assert (model.row_of(TODAY), model.row_of(TODAY - timedelta(days=1))) == (0, None)
    assert model.row_of(TODAY + timedelta(days=40)) is None
    tester.deleteLater()


def test_verdicts_that_arrive_later_leave_the_keyboard_where_it_is(
    look: Look, say: Wording, qtbot: QtBot
) -> None:
    view = MonthView(look, say, "What if", days(None), 2)
    qtbot.addWidget(view)
    view.setCurrentIndex(view.model().index(5, 0))
    told: list[DayFacts] = []
    view.day_changed.connect(told.append)
    view.show_days(days(Verdict.UNKNOWN))
    assert here(view) == TODAY + timedelta(days=5)
    assert told[-1].verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(("begins", "column"), [(MONDAY, 6), (SUNDAY, 0)])
def test_a_week_begins_where_the_country_begins_it(begins: int, column: int) -> None:
    grid = MonthGrid(date(2026, 11, 1), 2, 700, 20, begins)
    first = grid.day_rect(date(2026, 11, 1))
    assert first.x() == column * grid.cell[0]
    assert grid.weekday(0) == begins
    assert {grid.weekday(number) for number in range(7)} == set(range(1, 8))


def test_every_day_has_a_place_of_its_own_inside_the_months() -> None:
    grid = MonthGrid(date(2026, 11, 1), 4, 700, 20, MONDAY)
    places = [grid.day_rect(date(2026, 11, 1) + timedelta(days=number)) for number in range(120)]
    assert all(place.isValid() for place in places)
    assert all(grid.day_at(place.center()) is not None for place in places)
    assert not any(one.intersects(other) for at, one in enumerate(places) for other in places[:at])
    assert max(place.bottom() for place in places) < grid.height
    assert max(place.right() for place in places) < grid.width
    assert not grid.day_rect(date(2026, 10, 31)).isValid()
    assert not grid.day_rect(date(2027, 3, 1)).isValid()


def test_months_stand_below_each_other_where_there_is_no_room() -> None:
    wide, narrow = (MonthGrid(date(2026, 11, 1), 2, width, 20, MONDAY) for width in (700, 300))
    assert (wide.columns, narrow.columns) == (2, 1)
    assert narrow.height > 2 * wide.height - 1


def test_the_german_week_begins_on_monday(look: Look, german: Wording, qtbot: QtBot) -> None:
    view = made(look, german, qtbot)
    assert view.visualRect(view.model().index(0, 0)).x() == 0  # the 23rd is a Monday


@pytest.mark.parametrize(("scheme", "tokens"), [(SchemeChoice.LIGHT, LIGHT), (SchemeChoice.DARK, DARK)])
def test_a_day_is_painted_with_its_tint_and_its_shape(
    look: Look, say: Wording, qtbot: QtBot, scheme: SchemeChoice, tokens: Tokens
) -> None:
    look.choose(LookSettings(scheme))
    view = made(look, say, qtbot)
    view.show_days([DayFacts(each.day, Verdict.NOT_SUPPORTED) for each in days()])
    place = view.visualRect(view.model().index(3, 0))
    picture = view.viewport().grab(place).toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert {QColor(tokens.no_tint).name(), QColor(tokens.no).name()} <= seen
