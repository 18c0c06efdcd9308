"""The icon in the tray by itself, and waiting for what the end of a session needs."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from vault.services.wording.catalogue import Wording
from vault.ui.process import wait_for
from vault.ui.tray import Tray, where_text


@pytest.mark.usefixtures("qapp")
def test_waiting_ends_with_the_call_or_with_the_time() -> None:
    called: list[str] = []

    def at_once(done: Callable[[], None]) -> None:
        called.append("at once")
        done()

    def soon(done: Callable[[], None]) -> None:
        called.append("soon")
        QTimer.singleShot(20, done)

    wait_for(at_once, 60_000)
    wait_for(soon, 60_000)
    wait_for(lambda _done: called.append("never"), 30)
    assert called == ["at once", "soon", "never"]


def a_picture() -> QIcon:
    """Return some icon."""
    pixmap = QPixmap(16, 16)
    pixmap.fill()
    return QIcon(pixmap)


@pytest.mark.qt_log_ignore("No such signal QPlatformNativeInterface::systemTrayWindowChanged", extend=True)
def test_the_icon_offers_what_can_be_done_and_tells_nothing(say: Wording, qtbot: QtBot) -> None:
    tray = Tray(a_picture, say, is_possible=lambda: True)
    tray.show(is_open=True)
    icon = tray.icon
    assert icon is not None
    assert icon.toolTip() == "Referral Vault: open"
    entries = {each.text(): each for each in icon.contextMenu().actions() if not each.isSeparator()}
    assert list(entries) == ["Open", "Lock", "Quit"]
    for entry, signal in (("Open", tray.open_asked), ("Lock", tray.lock_asked), ("Quit", tray.quit_asked)):
        with qtbot.waitSignal(signal):
            entries[entry].trigger()
    with qtbot.waitSignal(tray.open_asked):
        icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    with qtbot.assertNotEmitted(tray.open_asked):
        icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    tray.show(is_open=False)
    assert tray.icon is icon
    assert [each.text() for each in icon.contextMenu().actions() if each.text()] == ["Open", "Quit"]
    assert icon.toolTip() == "Referral Vault: locked"
    tray.hide()
    assert [tray.icon] == [None]
    tray.deleteLater()


def test_where_there_is_no_tray_no_icon_is_shown(say: Wording, qtbot: QtBot) -> None:
    assert qtbot
    tray = Tray(a_picture, say)
    assert not tray.is_possible
    tray.show(is_open=True)
    assert tray.icon is None
    assert "no tray" in where_text(say, tray=tray.is_possible)
    tray.deleteLater()
