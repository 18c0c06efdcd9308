"""Counters, panels, notices, links, chips, money and stages: what they say and what they answer to."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import sample_data as sample
from tests.ui.setting import laid_out
from vault.domain.coverage.verdict import Counter, CountUnit, Verdict
from vault.domain.records.values import Money
from vault.services.wording.catalogue import Wording
from vault.ui.theme.look import Look
from vault.ui.theme.tokens import LIGHT
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.chips import Chip, ChipRow
from vault.ui.widgets.counter_words import left_words, spoken_words, used_words
from vault.ui.widgets.counters import CounterCell, CounterRow, Pips
from vault.ui.widgets.empty_state import EmptyState
from vault.ui.widgets.error_frame import ErrorFacts, ErrorFrame
from vault.ui.widgets.link_label import Link, LinkedText, LinkLabel
from vault.ui.widgets.money_field import MoneyField, read_money
from vault.ui.widgets.notice import Banner, BannerSlot
from vault.ui.widgets.stage_marks import Stage, StageMarks
from vault.ui.widgets.toast import Toast
from vault.ui.widgets.verdict_panel import PanelFacts, VerdictPanel


def _counter(ordered: int | None, elsewhere: int, charged: int, unit: CountUnit = CountUnit.VISIT) -> Counter:
    left = None if ordered is None else ordered - elsewhere - charged
    return Counter("referral", "r", unit, ordered, elsewhere, charged, left, 0, "USD")


@pytest.mark.parametrize(
    ("counter", "left", "used"),
    [
        (_counter(10, 0, 8), "2 left", "8 of 10 used"),
        (_counter(16, 2, 13), "1 left", "15 of 16 used, 2 elsewhere"),
        (_counter(4, 5, 0), "1 too many", "5 of 4 used, 5 elsewhere"),
        (_counter(None, 0, 3), "no number given", "3 used"),
        (_counter(90, 0, 60, CountUnit.MINUTE), "0 h 30 min left", "1 h of 1 h 30 min used"),
        (_counter(8, 0, 4, CountUnit.UNIT15), "4 units left", "4 units of 8 units used"),
        (_counter(50000, 0, 12000, CountUnit.MONEY), "$380.00 left", "$120.00 of $500.00 used"),
    ],
)
def test_a_counter_in_words(say: Wording, counter: Counter, left: str, used: str) -> None:
    assert left_words(counter, say) == left
    assert used_words(counter, say, elsewhere=True) == used
    assert spoken_words(counter, say) == f"{left}, {used}"


def test_a_screen_reader_hears_the_whole_counter(look: Look, say: Wording, qtbot: QtBot) -> None:
    row = CounterRow(look, say, sample.counters(say)[0])
    qtbot.addWidget(row)
    assert row.accessibleName() == "Ordered by the doctor: 2 left, 8 of 10 used"


def test_there_is_a_pip_for_each_visit_and_a_bar_over_24(look: Look, qtbot: QtBot) -> None:
    ten, eleven, many = (Pips(look, _counter(number, 0, 1), takes_next=False) for number in (10, 11, 25))
    hours = Pips(look, _counter(120, 0, 60, CountUnit.MINUTE), takes_next=False)
    for pips in (ten, eleven, many, hours):
        qtbot.addWidget(pips)
    assert eleven.sizeHint().width() - ten.sizeHint().width() == 12
    assert [pips.is_bar for pips in (ten, eleven, many, hours)] == [False, False, True, True]


def test_pips_show_used_elsewhere_used_next_and_left_differently(look: Look, qtbot: QtBot) -> None:
    pips = Pips(look, _counter(4, 1, 1), takes_next=True)
    qtbot.addWidget(pips)
    laid_out(pips)
    image = pips.grab().toImage()
    middles = [image.pixelColor(round((index * 0.6 + 0.225) * 20), 7).name().upper() for index in range(3)]
    assert middles == [LIGHT.line, LIGHT.text3, LIGHT.select]
    assert image.pixelColor(round((3 * 0.6 + 0.225) * 20), 7).name().upper() not in middles


def test_a_counters_source_is_a_link(look: Look, say: Wording, qtbot: QtBot) -> None:
    cell = CounterCell(look, say, sample.counters(say)[0])
    qtbot.addWidget(cell)
    seen: list[object] = []
    cell.activated.connect(seen.append)
    link = cell.findChild(LinkLabel)
    assert link is not None
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert seen == ["r"]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_panel_has_its_verdicts_heading_and_tint(
    look: Look, say: Wording, qtbot: QtBot, verdict: Verdict
) -> None:
    panel = VerdictPanel(look, say, PanelFacts(verdict, "One sentence."))
    qtbot.addWidget(panel)
    assert panel.accessibleName().endswith(". One sentence.")
    laid_out(panel, QSize(600, 80))
    tints = {
        Verdict.SUPPORTED: LIGHT.ok_tint,
        Verdict.AT_RISK: LIGHT.risk_tint,
        Verdict.UNKNOWN: LIGHT.unknown_tint,
        Verdict.NOT_SUPPORTED: LIGHT.no_tint,
        Verdict.NOT_COUNTED: LIGHT.sunken,
    }
    assert panel.grab().toImage().pixelColor(590, 70).name().upper() == tints[verdict]


def test_a_toast_undoes_by_key_and_goes_away(look: Look, say: Wording, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    laid_out(host, QSize(600, 300))
    toast = Toast(look, say, host)
    asked: list[bool] = []
    toast.undo_asked.connect(lambda: asked.append(True))
    toast.say_done("Visit moved to the trash")
    assert toast.isVisible()
    assert toast.geometry().bottom() < host.height()
    QTest.keyClick(toast.undo, Qt.Key.Key_Space)
    assert asked == [True]
    assert not toast.isVisible()


def test_a_toast_stays_inside_a_narrow_window(look: Look, german: Wording, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    laid_out(host, QSize(400, 300))
    toast = Toast(look, german, host)
    toast.say_done("Der Termin vom 10. November wurde in den Papierkorb gelegt", undo=False)
    host.resize(320, 300)
    laid_out(host, QSize(320, 300))
    assert host.rect().contains(toast.geometry())
    assert not toast.undo.isVisible()


def test_a_toast_with_the_focus_stays(look: Look, say: Wording, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    laid_out(host, QSize(600, 300))
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    toast = Toast(look, say, host)
    toast.say_done("Moved")
    toast.undo.setFocus()
    toast.expire()
    shown_with_focus = toast.isVisible()
    toast.undo.clearFocus()
    toast.expire()
    assert (shown_with_focus, toast.isVisible()) == (True, False)


def test_one_banner_at_a_time(look: Look, say: Wording, qtbot: QtBot) -> None:
    slot = BannerSlot()
    qtbot.addWidget(slot)
    slot.show_banner(Banner(look, say, "First", "One."))
    second = Banner(look, say, "Second", "Two.", Button(look, "Do it"))
    slot.show_banner(second)
    laid_out(slot, QSize(500, 80))
    assert [each.accessibleName() for each in slot.findChildren(Banner) if each.isVisible()] == [
        "Second. Two."
    ]
    QTest.keyClick(second.close_button, Qt.Key.Key_Space)
    assert not slot.isVisible()


def test_the_details_of_an_error_are_copied(look: Look, say: Wording, qtbot: QtBot) -> None:
    facts = ErrorFacts(
        "The PDF was not saved.", "Your papers are unchanged.", "Free some space.", "DISK_FULL"
    )
    frame = ErrorFrame(look, say, facts)
    qtbot.addWidget(frame)
    assert frame.accessibleName() == "The PDF was not saved. Your papers are unchanged. Free some space."
    QTest.keyClick(frame.copy, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == "DISK_FULL"


def test_an_empty_page_says_what_belongs_there(look: Look, qtbot: QtBot) -> None:
    empty = EmptyState(
        look, "file-text", "No referral yet", "Drop a scan here.", [Button(look, "Add a paper…")]
    )
    qtbot.addWidget(empty)
    assert empty.accessibleName() == "No referral yet. Drop a scan here."


def test_links_in_a_sentence_are_reached_by_tab_and_opened_by_enter(look: Look, qtbot: QtBot) -> None:
    text = LinkedText(look, ["Shown by ", Link("referral <RF>", "r"), " and ", Link("your policy", "p"), "."])
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    before = Button(look, "Before")
    column.addWidget(before)
    column.addWidget(text)
    laid_out(window, QSize(500, 90))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    seen: list[object] = []
    text.activated.connect(seen.append)
    QTest.keyClick(text, Qt.Key.Key_Return)
    QTest.keyClick(text, Qt.Key.Key_Tab)
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert text.accessibleName() == "Shown by referral <RF> and your policy."
    assert seen == ["r", "p"]


def test_chips_are_pressed_by_key_and_told_together(look: Look, say: Wording, qtbot: QtBot) -> None:
    chips = [Chip("a", "Supported", 13, Verdict.SUPPORTED), Chip("b", "At risk", 1, Verdict.AT_RISK)]
    row = ChipRow(look, say, "Verdicts", chips)
    qtbot.addWidget(row)
    seen: list[object] = []
    row.changed.connect(seen.append)
    QTest.keyClick(row.buttons[1], Qt.Key.Key_Space)
    assert seen == [frozenset({"b"})]
    row.choose(frozenset({"a"}))
    row.set_counts([("a", 14)])
    assert row.chosen() == frozenset({"a"})
    assert row.buttons[0].accessibleName() == "Supported, 14"


@pytest.mark.parametrize(
    ("typed", "lang", "meant"),
    [
        ("120", "en", 12000),
        ("$1,234.5", "en", 123450),
        ("120.00 USD", "en", 12000),
        ("-5", "en", -500),
        ("1.234,50 €", "de", 123450),
        ("0,99", "de", 99),
        ("12,34", "en", None),
        ("1.234", "en", None),
        ("twelve", "en", None),
        ("", "en", None),
        ("99999999999999", "en", None),
    ],
)
def test_what_is_typed_as_money(typed: str, lang: str, meant: int | None) -> None:
    currency = "EUR" if "€" in typed else "USD"
    assert read_money(typed, lang, currency) == (None if meant is None else Money(meant, currency))


def test_an_amount_is_written_out_and_can_be_empty(look: Look, say: Wording, qtbot: QtBot) -> None:
    field = MoneyField(look, say, "Charge")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "120")
    assert field.value == Money(12000, "USD")
    field.set_value(field.value)
    assert field.text() == "$120.00"
    field.set_value(None)
    assert field.text() == ""
    assert field.is_understood
    QTest.keyClicks(field, "lots")
    assert not field.is_understood


def test_a_stage_is_said_in_words(look: Look, qtbot: QtBot) -> None:
    marks = StageMarks(look, Stage(0, "Storing it safely"))
    qtbot.addWidget(marks)
    marks.set_stage(Stage(3, "Ready to check", needs_you=True))
    assert marks.accessibleName() == "Ready to check"
