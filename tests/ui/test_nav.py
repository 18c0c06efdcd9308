"""The side bar: one tab stop a list, arrows and Enter, counts in words, and a rail that loses nothing."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import sample_data as sample
from tests.ui.setting import laid_out
from vault.services.wording.catalogue import Wording
from vault.ui.theme.look import Look
from vault.ui.widgets.nav_model import NavRole
from vault.ui.widgets.side_nav import SideNav


def _bar(look: Look, say: Wording, qtbot: QtBot) -> SideNav:
    add = QAction("Add a paper…")
    bar = SideNav(look, say, sample.nav(say), add)
    add.setParent(bar)
    qtbot.addWidget(bar)
    laid_out(bar, QSize(212, 800))
    return bar


def test_arrows_move_and_enter_opens(look: Look, say: Wording, qtbot: QtBot) -> None:
    bar = _bar(look, say, qtbot)
    opened: list[object] = []
    bar.opened.connect(opened.append)
    bar.pages.setFocus()
    bar.show_page("today")
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_Return,
        Qt.Key.Key_End,
        Qt.Key.Key_Return,
        Qt.Key.Key_Home,
        Qt.Key.Key_Space,
    ):
        QTest.keyClick(bar.pages, key)
    assert opened == ["inbox", "people", "today"]


def test_moving_does_not_change_the_page_in_view(look: Look, say: Wording, qtbot: QtBot) -> None:
    bar = _bar(look, say, qtbot)
    bar.show_page("inbox")
    bar.pages.setFocus()
    QTest.keyClick(bar.pages, Qt.Key.Key_Down)
    chosen = [index.data(NavRole.ITEM).key for index in bar.pages.selectedIndexes()]
    assert chosen == ["inbox"]
    assert bar.pages.currentIndex().data(NavRole.ITEM).key == "timeline"


def test_a_page_of_the_foot_takes_the_mark_away_above(look: Look, say: Wording, qtbot: QtBot) -> None:
    bar = _bar(look, say, qtbot)
    bar.show_page("today")
    bar.show_page("settings")
    assert bar.pages.selectedIndexes() == []
    assert [index.data(NavRole.ITEM).key for index in bar.foot.selectedIndexes()] == ["settings"]


def test_typing_finds_a_page(look: Look, say: Wording, qtbot: QtBot) -> None:
    bar = _bar(look, say, qtbot)
    bar.pages.setFocus()
    QTest.keyClicks(bar.pages, "vis")
    assert bar.pages.currentIndex().data(NavRole.ITEM).key == "visits"


def test_a_screen_reader_hears_names_and_counts(look: Look, say: Wording, qtbot: QtBot) -> None:
    bar = _bar(look, say, qtbot)
    bar.set_count("inbox", 1)
    seen = QAccessible.queryAccessibleInterface(bar.pages)
    names = [seen.child(row).text(QAccessible.Text.Name) for row in range(seen.childCount())]
    assert names[:3] == ["Today, 6 waiting", "Inbox, 1 waiting", "Timeline"]
    assert seen.text(QAccessible.Text.Name) == "Pages"
    assert bar.head.accessibleName() == "Sample vault, Sample Person: switch person"


def test_each_list_is_one_tab_stop(look: Look, say: Wording, qtbot: QtBot) -> None:
    bar = _bar(look, say, qtbot)
    bar.head.setFocus()
    seen = []
    for _ in range(5):
        seen.append(bar.focusWidget())
        bar.focusNextChild()
    assert seen == [bar.head, bar.search, bar.pages, bar.add_paper, bar.foot]


def test_the_rail_shows_icons_and_says_the_words(look: Look, say: Wording, qtbot: QtBot) -> None:
    bar = _bar(look, say, qtbot)
    bar.set_rail(rail=True)
    laid_out(bar, QSize(56, 800))
    assert bar.width() == look.theme.px(2.8)
    index = bar.pages.nav.index(1)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Inbox, 3 waiting"
    assert bar.overflow() == ()
    bar.set_rail(rail=False)
    assert index.data(Qt.ItemDataRole.ToolTipRole) is None


def test_what_does_not_fit_is_in_more(look: Look, say: Wording, qtbot: QtBot) -> None:
    bar = _bar(look, say, qtbot)
    bar.set_rail(rail=True)
    laid_out(bar, QSize(56, 360))
    shown = [key for row, key in enumerate(bar.pages.nav.keys()) if not bar.pages.isRowHidden(row)]
    assert bar.more.isVisible()
    assert [*shown, *bar.overflow()] == [*bar.pages.nav.keys(), *bar.foot.nav.keys()]
    assert "lock" in bar.overflow()
    laid_out(bar, QSize(56, 800))
    assert not bar.more.isVisible()


def test_a_hint_stands_at_its_row(look: Look, say: Wording, qtbot: QtBot) -> None:
    bar = _bar(look, say, qtbot)
    bar.foot.nav.set_hint("lock", "in 0:59")
    assert bar.foot.nav.spoken(1) == "Lock, in 0:59"
    assert bar.foot.nav.index(9).data() is None
