"""The ring is around what the keyboard acts on, except where the widget shows it itself."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QDialog, QFocusFrame, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from vault.ui.theme.focus_ring import OWN_FOCUS_PROPERTY
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import RING, RING_GAP
from vault.ui.theme.tokens import LIGHT
from vault.ui.widgets.buttons import Button


def _window(look: Look, qtbot: QtBot) -> tuple[QWidget, Button, QLineEdit]:
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(30, 30, 30, 30)
    button, field = Button(look, "Save"), QLineEdit()
    column.addWidget(button)
    column.addWidget(field)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, button, field


def test_the_ring_goes_where_the_focus_goes(look: Look, qtbot: QtBot) -> None:
    _window_kept, button, field = _window(look, qtbot)
    button.setFocus()
    assert look.ring.widget() is button
    field.setFocus()
    assert look.ring.widget() is None


def test_the_ring_is_drawn_in_the_link_color_outside_the_button(look: Look, qtbot: QtBot) -> None:
    window, button, _field = _window(look, qtbot)
    button.setFocus()
    frame = window.findChild(QFocusFrame)
    assert frame is not None
    assert frame.geometry() == button.geometry().adjusted(*_margins())
    image = window.grab().toImage()
    middle = button.geometry().center().y()
    assert image.pixelColor(button.x() - RING - RING_GAP + 1, middle) == QColor(LIGHT.link)
    assert image.pixelColor(button.x() - RING_GAP + 1, middle) == QColor(LIGHT.window)


def _margins() -> tuple[int, int, int, int]:
    out = RING + RING_GAP
    return (-out, -out, out, out)


def test_a_widget_can_keep_its_focus_to_itself(look: Look, qtbot: QtBot) -> None:
    _window_kept, button, field = _window(look, qtbot)
    field.setFocus()
    button.setProperty(OWN_FOCUS_PROPERTY, True)
    button.setFocus()
    assert look.ring.widget() is None


def test_the_ring_outlives_the_window_it_was_in(look: Look, qtbot: QtBot) -> None:
    window, button, _field = _window(look, qtbot)
    button.setFocus()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    other, another, _field = _window(look, qtbot)
    another.setFocus()
    assert look.ring.widget() is another
    assert other.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_focused_button_is_pressed_by_key(look: Look, qtbot: QtBot, key: Qt.Key) -> None:
    _window_kept, button, _field = _window(look, qtbot)
    pressed = QSignalSpy(button.clicked)
    QTest.keyClick(button, key)
    assert pressed.count() == 1


def test_a_closed_dialog_takes_nothing_along_of_what_the_ring_was_around_before(
    look: Look, qtbot: QtBot
) -> None:
    window, button, _field = _window(look, qtbot)
    room = QWidget(window)
    column = QVBoxLayout(room)
    column.addWidget(QWidget())
    held = column.itemAt(0)
    room.show()
    room.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    room.setFocus()
    assert room.hasFocus()
    dialog = QDialog(window)
    inner = Button(look, "Close", parent=dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    inner.setFocus()
    assert inner.hasFocus()
    dialog.close()
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert (isValid(dialog), isValid(held), isValid(button)) == (False, True, True)
