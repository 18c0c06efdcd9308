"""What does not fit goes below, into More, or takes a line of its own; nothing is lost."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import sample_data as sample
from tests.ui.setting import laid_out
from vault.services.wording.catalogue import Wording
from vault.ui.theme.look import Look, LookSettings
from vault.ui.theme.metrics import Breadth
from vault.ui.widgets.buttons import Button, ButtonKind
from vault.ui.widgets.card import ListCard, SplitCard
from vault.ui.widgets.field import Field, FormGrid
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import Label
from vault.ui.widgets.page import PageBody
from vault.ui.widgets.page_head import PageHead
from vault.ui.widgets.today_row import RowColumns, TodayRow


def _flow(widths: list[int], *, right: bool = False) -> tuple[QWidget, FlowLayout, list[QWidget]]:
    holder = QWidget()
    flow = FlowLayout(holder, right=right)
    flow.set_gaps(10, 5)
    parts: list[QWidget] = []
    for width in widths:
        part = QLabel()
        part.setFixedSize(width, 20)
        flow.addWidget(part)
        parts.append(part)
    return holder, flow, parts


def test_what_does_not_fit_goes_onto_the_next_line(qtbot: QtBot) -> None:
    holder, flow, parts = _flow([100, 100, 100])
    qtbot.addWidget(holder)
    laid_out(holder, QSize(215, 100))
    assert [(part.x(), part.y()) for part in parts] == [(0, 0), (110, 0), (0, 25)]
    assert flow.heightForWidth(215) == 45
    assert flow.heightForWidth(320) == 20
    assert flow.sizeHint() == QSize(320, 20)
    assert flow.minimumSize() == QSize(100, 20)


def test_a_flow_can_end_at_the_right(qtbot: QtBot) -> None:
    holder, _, parts = _flow([100, 50], right=True)
    qtbot.addWidget(holder)
    laid_out(holder, QSize(300, 30))
    assert [part.x() for part in parts] == [140, 250]


def test_a_flow_keeps_its_margins_and_leaves_out_what_is_hidden(qtbot: QtBot) -> None:
    holder, flow, parts = _flow([100, 50])
    qtbot.addWidget(holder)
    flow.setContentsMargins(3, 4, 5, 6)
    parts[0].hide()
    laid_out(holder, QSize(300, 30))
    assert (parts[1].x(), parts[1].y()) == (3, 4)
    assert flow.heightForWidth(300) == 30
    assert flow.count() == 2
    assert flow.takeAt(0) is not None
    assert flow.itemAt(1) is None
    assert flow.takeAt(7) is None


def _head(look: Look, say: Wording, qtbot: QtBot) -> PageHead:
    buttons = [
        Button(look, "Edit", icon="pencil"),
        Button(look, "Make a bundle…"),
        Button(look, "Check the renewal", kind=ButtonKind.FILLED),
    ]
    head = PageHead(look, say, "Referral RF-48213", facts="Sample facts", buttons=buttons)
    qtbot.addWidget(head)
    return head


def test_actions_stand_beside_the_heading_while_they_fit(look: Look, say: Wording, qtbot: QtBot) -> None:
    head = _head(look, say, qtbot)
    laid_out(head, QSize(1000, 80))
    assert not head.is_below
    assert head.action_row.hidden_actions() == ()


def test_actions_go_below_and_then_into_more(look: Look, say: Wording, qtbot: QtBot) -> None:
    head = _head(look, say, qtbot)
    laid_out(head, QSize(460, 140))
    assert head.is_below
    assert head.action_row.hidden_actions() == ()
    laid_out(head, QSize(300, 140))
    assert [action.text() for action in head.action_row.hidden_actions()] == ["Edit", "Make a bundle…"]
    assert head.action_row.more.isVisible()


def test_an_action_in_more_does_what_its_button_does(look: Look, say: Wording, qtbot: QtBot) -> None:
    done: list[str] = []
    action = QAction("Show the history")
    action.triggered.connect(lambda: done.append("edit"))
    buttons = [Button.of_action(look, action), Button(look, "Check the renewal", kind=ButtonKind.FILLED)]
    head = PageHead(look, say, "Referral", buttons=buttons)
    qtbot.addWidget(head)
    laid_out(head, QSize(400, 140))
    laid_out(head, QSize(240, 140))
    head.action_row.hidden_actions()[0].trigger()
    assert done == ["edit"]


def test_a_button_takes_over_its_actions_words_and_readiness(look: Look, qtbot: QtBot) -> None:
    action = QAction("Undo")
    button = Button.of_action(look, action)
    qtbot.addWidget(button)
    action.setText("Undo the deletion")
    action.setEnabled(False)
    assert (button.text(), button.isEnabled()) == ("Undo the deletion", False)


def test_a_button_that_is_not_ready_says_why(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Save")
    qtbot.addWidget(button)
    button.set_not_ready("The end date is missing.")
    assert not button.isEnabled()
    assert button.accessibleDescription() == button.toolTip() == "The end date is missing."
    button.set_not_ready("")
    assert button.isEnabled()


def test_panes_stack_when_the_card_is_narrow(look: Look, qtbot: QtBot) -> None:
    card = SplitCard(look, [Label(look, "One"), Label(look, "Two")], (1, 1), stack_below=20)
    qtbot.addWidget(card)
    laid_out(card, QSize(500, 100))
    assert not card.is_stacked
    laid_out(card, QSize(390, 100))
    assert card.is_stacked


def test_a_form_has_two_columns_above_30_units(look: Look, say: Wording, qtbot: QtBot) -> None:
    fields = [Field(look, say, name, QLineEdit()) for name in ("One", "Two", "Three")]
    fields.insert(1, Field(look, say, "All", QLineEdit(), wide=True))
    form = FormGrid(look, fields)
    qtbot.addWidget(form)
    laid_out(form, QSize(601, 400))
    assert form.columns == 2
    assert fields[1].width() > 1.5 * fields[0].width()
    assert fields[2].y() == fields[3].y()
    laid_out(form, QSize(600, 400))
    assert form.columns == 1


def test_a_warning_stands_at_its_field_and_goes_again(look: Look, say: Wording, qtbot: QtBot) -> None:
    edit = QLineEdit()
    field = Field(look, say, "Member ID", edit)
    qtbot.addWidget(field)
    field.warn("A digit may be missing.")
    assert (field.warning, edit.property("warned"), edit.accessibleDescription()) == (
        "A digit may be missing.",
        True,
        "A digit may be missing.",
    )
    field.warn("")
    assert (field.warning, edit.property("warned")) == ("", False)
    assert edit.accessibleName() == "Member ID"


@pytest.mark.parametrize("scale", [100, 200])
def test_rows_of_today_share_their_columns(look: Look, german: Wording, qtbot: QtBot, scale: int) -> None:
    look.choose(LookSettings(scale=scale))
    page = QWidget()
    qtbot.addWidget(page)
    card = ListCard(look, page)
    rows = [TodayRow(look, german, facts, Button(look, words)) for facts, words in sample.today_rows(german)]
    for row in rows:
        card.add_row(row)
    RowColumns(look, page).take(rows)
    laid_out(card, QSize(900 * scale // 100, 400 * scale // 100))
    assert len({row.when.width() for row in rows}) == 1
    assert len({row.fix.width() for row in rows if row.fix is not None}) == 1


def test_a_narrow_row_has_its_button_under_the_text(look: Look, say: Wording, qtbot: QtBot) -> None:
    facts, words = sample.today_rows(say)[0]
    row = TodayRow(look, say, facts, Button(look, words))
    qtbot.addWidget(row)
    assert row.fix is not None
    laid_out(row, QSize(900, 80))
    assert row.fix.x() > 600
    laid_out(row, QSize(500, 140))
    assert row.fix.y() > row.when.y() + row.when.height()


def test_a_list_can_be_emptied(look: Look, qtbot: QtBot) -> None:
    card = ListCard(look)
    qtbot.addWidget(card)
    card.add_row(Label(look, "One"))
    card.add_row(Label(look, "Two"))
    assert card.column.count() == 3
    card.clear()
    assert card.column.count() == 0


def test_a_page_that_is_read_stays_62_units_wide(look: Look, qtbot: QtBot) -> None:
    page = PageBody(look, "Today", reading=True)
    qtbot.addWidget(page)
    part = Label(look, "Sample")
    page.add(part)
    page.finish()
    laid_out(page, QSize(1900, 600))
    assert abs(part.width() - 62 * look.theme.metrics.unit) <= look.theme.metrics.unit
    page.set_breadth(Breadth.NARROW)
    laid_out(page, QSize(800, 600))
    assert part.x() == look.theme.px(1.2)
