"""Every part in every look: nothing clipped, nothing nameless, nothing the keyboard cannot reach."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QTextEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import sheets
from tests.ui.setting import laid_out, wording
from tests.ui.walking import clipped, cut_off, nameless, unreached
from vault.services.wording.catalogue import Wording
from vault.ui.theme.look import Look, LookSettings, SchemeChoice
from vault.ui.widgets.labels import Label

Sheet = Callable[[Look, Wording], QWidget]


def _narrow_today(look: Look, say: Wording) -> QWidget:
    return sheets.today(look, say, narrow=True)


def _narrow_record(look: Look, say: Wording) -> QWidget:
    return sheets.record(look, say, narrow=True)


SHEETS: dict[str, tuple[Sheet, QSize]] = {
    "components": (sheets.components, QSize(1280, 1000)),
    "today": (sheets.today, QSize(1280, 800)),
    "record": (sheets.record, QSize(1280, 800)),
    "today, narrow": (_narrow_today, QSize(900, 600)),
    "record, narrow": (_narrow_record, QSize(900, 600)),
}


def _shown(look: Look, qtbot: QtBot, name: str, lang: str, scale: int) -> QWidget:
    look.choose(LookSettings(SchemeChoice.LIGHT, scale=scale))
    make, size = SHEETS[name]
    sheet = make(look, wording(lang))
    qtbot.addWidget(sheet)
    room = QSize(size)
    if scale > 100 and "narrow" not in name:
        room = QSize(size.width() * scale // 100, size.height() * scale // 100)
    elif scale > 100:
        room = QSize(1280, 800)
    return laid_out(sheet, room)


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("name", SHEETS)
def test_no_text_is_clipped(look: Look, qtbot: QtBot, name: str, lang: str, scale: int) -> None:
    sheet = _shown(look, qtbot, name, lang, scale)
    assert clipped(sheet) == []
    assert cut_off(sheet) == []


@pytest.mark.parametrize("name", SHEETS)
def test_every_control_has_a_name(look: Look, qtbot: QtBot, name: str) -> None:
    assert nameless(_shown(look, qtbot, name, "de", 100)) == []


@pytest.mark.parametrize("name", SHEETS)
def test_tab_reaches_every_control(look: Look, qtbot: QtBot, name: str) -> None:
    sheet = _shown(look, qtbot, name, "en", 100)
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    assert unreached(sheet) == []


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_changes_its_look_while_it_is_shown(look: Look, qtbot: QtBot, name: str) -> None:
    sheet = _shown(look, qtbot, name, "de", 100)
    before = sheet.grab().toImage()
    look.choose(LookSettings(SchemeChoice.DARK, scale=200))
    laid_out(sheet, QSize(2560, 2400))
    assert sheet.grab().toImage() != before
    assert clipped(sheet) == []


def _host(qtbot: QtBot) -> tuple[QWidget, QVBoxLayout]:
    host = QWidget()
    qtbot.addWidget(host)
    return host, QVBoxLayout(host)


def test_a_clipped_label_is_found(look: Look, qtbot: QtBot) -> None:
    host, column = _host(qtbot)
    label = Label(look, "A sentence that needs room", wrap=False)
    column.addWidget(label)
    laid_out(host)
    label.setFixedWidth(40)
    laid_out(host)
    assert len(clipped(host)) == 1


def test_a_nameless_button_is_found(qtbot: QtBot) -> None:
    host, column = _host(qtbot)
    button = QToolButton()
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column.addWidget(button)
    laid_out(host)
    assert nameless(host) == ["QToolButton "]


class _Trap(QTextEdit):
    def focusNextPrevChild(self, next: bool, /) -> bool:  # noqa: A002
        del next
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()


def test_a_tab_trap_is_found(qtbot: QtBot) -> None:
    host, column = _host(qtbot)
    first = QPushButton("Before")
    for part in (first, _Trap(), QPushButton("After")):
        column.addWidget(part)
    laid_out(host)
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    first.setFocus()
    assert "QPushButton " in unreached(host)
