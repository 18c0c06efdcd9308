"""After a deed the toast tells which verdicts it moved; undo stays there."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import SampleVault
from tests.ui.open_desk import TODAY, OpenDesk
from vault.services.wording.catalogue import Wording
from vault.ui.navigation import DeleteRecord
from vault.ui.theme.look import Look
from vault.ui.widgets.toast import Toast
from vault.ui.window import MainWindow


@pytest.fixture
def desk(qtbot: QtBot, sample: SampleVault, look: Look) -> Iterator[OpenDesk]:
    opened = OpenDesk(qtbot, sample, look)
    yield opened
    opened.close()


@pytest.fixture
def window(desk: OpenDesk, qtbot: QtBot) -> MainWindow:
    shown = MainWindow(desk.desk, "Sample vault")
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    desk.load()
    return shown


def test_the_toast_tells_which_verdicts_a_deed_moved(window: MainWindow, desk: OpenDesk) -> None:
    desk.desk.go(DeleteRecord("referral", desk.ids["referral"]))
    desk.settle()
    text = window.toast.text.text()
    assert text.startswith("Referral RF-48213 moved to the trash. ")
    assert text.endswith("7 visits are judged anew.")
    assert window.toast.undo.isVisible()
    assert window.toast.accessibleName() == text


def test_a_deed_that_moves_no_verdict_is_told_alone(window: MainWindow, desk: OpenDesk) -> None:
    desk.desk.go(DeleteRecord("reminder", desk.ids["reminder"]))
    desk.settle()
    assert window.toast.text.text().endswith("moved to the trash")


def test_a_state_that_comes_without_a_deed_tells_of_nothing(window: MainWindow, desk: OpenDesk) -> None:
    told: list[object] = []
    desk.session.moved.connect(told.append)
    desk.ask(lambda vault: vault.records.delete(desk.ids["referral"]))
    desk.session.refresh()
    desk.settle()
    assert told == []
    assert not window.toast.isVisible()


def test_another_day_moves_verdicts_by_itself(window: MainWindow, desk: OpenDesk) -> None:
    desk.clock.day = TODAY + timedelta(days=1)
    desk.desk.go(DeleteRecord("referral", desk.ids["referral"]))
    desk.settle()
    assert window.toast.text.text() == "Referral RF-48213 moved to the trash"


def test_a_toast_that_is_gone_or_tells_another_deed_stays_so(look: Look, say: Wording, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 400)
    host.show()
    toast = Toast(look, say, host)
    toast.say_done("Visit saved")
    toast.add_to("Referral saved", "2 visits are now supported.")
    assert toast.text.text() == "Visit saved"
    toast.hide()
    toast.add_to("Visit saved", "2 visits are now supported.")
    assert not toast.isVisible()
    toast.say_done("Visit saved")
    toast.add_to("Visit saved", "2 visits are now supported.")
    assert toast.text.text() == "Visit saved. 2 visits are now supported."
    assert toast.undo.isVisible()
