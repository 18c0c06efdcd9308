"""The table and the strip: keys, what a screen reader hears, what is hidden, what is drawn."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tests.ui import sample_data as sample
from tests.ui.setting import laid_out
from vault.domain.coverage.verdict import Verdict
from vault.services.wording.catalogue import Wording
from vault.ui.theme.look import Look, LookSettings
from vault.ui.theme.tokens import LIGHT
from vault.ui.widgets.nav_model import NavModel
from vault.ui.widgets.strip_geometry import Span, clusters
from vault.ui.widgets.strip_model import StripModel, StripVisit
from vault.ui.widgets.table_roles import RowHeight, SortChoice
from vault.ui.widgets.table_view import RecordTable
from vault.ui.widgets.validity_strip import ValidityStrip


def _table(look: Look, say: Wording, qtbot: QtBot, width: int = 900) -> RecordTable:
    model = sample.VisitModel(say)
    table = RecordTable(look, "Visits", model.columns())
    qtbot.addWidget(table)
    model.setParent(table)
    table.setModel(model)
    laid_out(table, QSize(width, 400))
    return table


def test_arrows_move_and_enter_opens_a_row(look: Look, say: Wording, qtbot: QtBot) -> None:
    table = _table(look, say, qtbot)
    opened: list[object] = []
    table.opened.connect(opened.append)
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)
    table.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Enter):
        QTest.keyClick(table, key)
    assert opened == [1, 2]
    assert table.selected_rows() == (2,)


def test_a_column_is_sorted_by_key_and_by_its_title(look: Look, say: Wording, qtbot: QtBot) -> None:
    table = _table(look, say, qtbot)
    asked: list[object] = []
    table.sort_asked.connect(asked.append)
    table.setCurrentIndex(table.model().index(1, 4))
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    table.show_sort(SortChoice(0))
    head = table.horizontalHeader()
    for column in (0, 1):  # the verdict is not sorted by
        place = QPoint(head.sectionViewportPosition(column) + 20, 10)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert asked == [SortChoice(4, descending=True), SortChoice(0, descending=True)]
    assert head.sortIndicatorSection() == 0


def test_tab_leaves_the_table(look: Look, say: Wording, qtbot: QtBot) -> None:
    assert not _table(look, say, qtbot).tabKeyNavigation()


def test_a_narrow_table_hides_what_it_is_told_to(look: Look, say: Wording, qtbot: QtBot) -> None:
    table = _table(look, say, qtbot)
    table.set_narrow(narrow=True)
    assert [number for number in range(5) if table.isColumnHidden(number)] == [3]
    assert table.edge_columns() == (0, 4)
    table.set_narrow(narrow=False)
    assert not table.isColumnHidden(3)


def test_columns_fill_the_width_and_only_why_shrinks(look: Look, say: Wording, qtbot: QtBot) -> None:
    table = _table(look, say, qtbot)
    before = [table.columnWidth(number) for number in range(5)]
    assert sum(before) == table.viewport().width()
    laid_out(table, QSize(760, 400))
    after = [table.columnWidth(number) for number in range(5)]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, True, False, True, True]


@pytest.mark.parametrize("scale", [100, 200])
def test_rows_are_as_high_as_they_are_told(look: Look, say: Wording, qtbot: QtBot, scale: int) -> None:
    table = _table(look, say, qtbot)
    look.choose(LookSettings(scale=scale))
    table.set_row_height(RowHeight.ROOMY)
    assert table.rowHeight(0) == look.theme.px(1.8)
    table.set_full_height(7)
    assert table.height() == look.theme.metrics.table_row + 7 * look.theme.px(1.8)


def test_the_focused_row_has_an_edge_all_around(look: Look, say: Wording, qtbot: QtBot) -> None:
    table = _table(look, say, qtbot)
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)
    table.setFocus()
    table.selectRow(2)
    image = table.viewport().grab().toImage()
    top = table.rowViewportPosition(2)
    right = table.viewport().width() - 1
    assert image.pixelColor(0, top + 10) == image.pixelColor(right, top + 10) == QColor(LIGHT.link)
    assert image.pixelColor(300, top) == QColor(LIGHT.link)
    assert image.pixelColor(300, top + 4) == QColor(LIGHT.select)


def test_a_screen_reader_hears_the_verdicts_word(look: Look, say: Wording, qtbot: QtBot) -> None:
    table = _table(look, say, qtbot)
    seen = QAccessible.queryAccessibleInterface(table)
    names = [seen.child(child).text(QAccessible.Text.Name) for child in range(seen.childCount())]
    assert seen.text(QAccessible.Text.Name) == "Visits"
    assert {"Not supported", "At risk", "Unknown", "Not counted", "Supported"} <= set(names)


def _strip(look: Look, say: Wording, qtbot: QtBot, width: int = 900) -> ValidityStrip:
    strip = ValidityStrip(look, say, "Validity", sample.strip(say))
    qtbot.addWidget(strip)
    laid_out(strip, QSize(width, strip.sizeHint().height()))
    return strip


def test_arrows_go_along_the_strip_and_enter_opens(look: Look, say: Wording, qtbot: QtBot) -> None:
    strip = _strip(look, say, qtbot)
    opened: list[object] = []
    strip.opened.connect(opened.append)
    for key in (
        Qt.Key.Key_Home,
        Qt.Key.Key_Return,
        Qt.Key.Key_Right,
        Qt.Key.Key_Return,
        Qt.Key.Key_End,
        Qt.Key.Key_Return,
    ):
        QTest.keyClick(strip, key)
    assert opened == ["ref", "ren", "z"]


def test_what_is_drawn_is_found_under_the_pointer(look: Look, say: Wording, qtbot: QtBot) -> None:
    strip = _strip(look, say, qtbot)
    model = strip.model()
    assert model is not None
    for row in range(model.rowCount()):
        rect = strip.visualRect(model.index(row, 0))
        assert rect.isValid()
        assert strip.viewport().rect().contains(rect)
        assert strip.indexAt(rect.center()).row() == row
    assert not strip.indexAt(strip.viewport().rect().bottomLeft()).isValid()


def test_a_screen_reader_hears_each_visit_with_its_date(look: Look, say: Wording, qtbot: QtBot) -> None:
    strip = _strip(look, say, qtbot)
    seen = QAccessible.queryAccessibleInterface(strip)
    names = [seen.child(child).text(QAccessible.Text.Name) for child in range(seen.childCount())]
    assert names[0] == "Referral: Sep 14, 2026 to Dec 13, 2026"
    assert names[-1] == "Tue, Dec 15, 2026: Not supported (planned)"


def test_a_bar_is_as_long_as_its_days(look: Look, say: Wording, qtbot: QtBot) -> None:
    strip = _strip(look, say, qtbot, width=1200)
    model = strip.model()
    assert model is not None
    referral, authorization = strip.visualRect(model.index(0, 0)), strip.visualRect(model.index(2, 0))
    assert referral.width() / authorization.width() == pytest.approx(91 / 58, rel=0.03)


def test_visits_too_near_become_one_with_the_worst_verdict() -> None:
    days = Span(date(2026, 1, 1), date(2026, 12, 31), 0, 365)
    visits = [
        StripVisit("a", date(2026, 1, 1), Verdict.SUPPORTED),
        StripVisit("b", date(2026, 1, 2), Verdict.NOT_SUPPORTED),
        StripVisit("c", date(2026, 1, 3), Verdict.NOT_COUNTED),
        StripVisit("d", date(2026, 6, 1), Verdict.SUPPORTED),
    ]
    found = clusters(visits, days, 10)
    assert [len(cluster.visits) for cluster in found] == [3, 1]
    assert found[0].worst.key == "b"


def test_a_span_knows_its_months_and_days() -> None:
    days = Span(date(2026, 1, 15), date(2026, 4, 1), 100, 77)
    assert days.months() == (date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1))
    assert days.x(date(2026, 1, 15)) == 100
    assert days.middle(date(2026, 1, 15)) == 100.5


def test_the_models_keep_to_the_rules(look: Look, say: Wording) -> None:
    assert look.theme.metrics.unit == 20
    strip, nav, visits = StripModel(say), NavModel(say, sample.nav(say).pages), sample.VisitModel(say)
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
        for model in (strip, nav, visits)
    ]
    strip.show(sample.strip(say))
    nav.set_count("inbox", 9)
    assert [tester.model().rowCount() for tester in testers] == [16, 11, 7]
