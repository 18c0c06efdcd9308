"""The lock after a quiet time, by a clock that only the test moves."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHideEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from vault.ui.autolock import AutoLock


class Watch:
    def __init__(self, qapp: QApplication, minutes: int) -> None:
        self.seconds = 1000.0
        self.locked = 0
        self.lock = AutoLock(qapp, minutes, now=lambda: self.seconds)
        self.lock.due.connect(self._note)
        self.lock.start()
        self.lock.check()

    def _note(self) -> None:
        self.locked += 1

    def wait(self, seconds: float) -> None:
        self.seconds += seconds
        self.lock.check()


def moved() -> QMouseEvent:
    at, nothing = QPointF(5, 5), Qt.MouseButton.NoButton
    return QMouseEvent(QEvent.Type.MouseMove, at, at, nothing, nothing, Qt.KeyboardModifier.NoModifier)


def turned() -> QWheelEvent:
    return QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    watch = Watch(qapp, 5)
    yield watch
    watch.lock.stop()


def test_it_locks_once_when_the_time_is_over(watch: Watch) -> None:
    watch.wait(299)
    assert watch.locked == 0
    assert watch.lock.left == 1
    watch.wait(1)
    watch.wait(1000)
    assert watch.locked == 1


@pytest.mark.parametrize("kind", ["key", "click", "move", "wheel"])
def test_every_input_begins_the_time_anew(watch: Watch, qtbot: QtBot, kind: str) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    watch.wait(299)
    if kind == "key":
        QTest.keyClick(widget, Qt.Key.Key_A)
    elif kind == "click":
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    elif kind == "move":
        QApplication.sendEvent(widget, moved())
    else:
        QApplication.sendEvent(widget, turned())
    watch.wait(1)
    watch.wait(299)
    assert watch.locked == 0
    watch.wait(1)
    assert watch.locked == 1


def test_what_is_no_input_does_not_keep_it_open(watch: Watch, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    watch.wait(299)
    QApplication.sendEvent(widget, QHideEvent())
    watch.wait(1)
    assert watch.locked == 1


def test_zero_minutes_never_lock(watch: Watch) -> None:
    watch.lock.set_minutes(0)
    watch.wait(1e9)
    assert watch.lock.left is None
    assert watch.locked == 0
    watch.lock.set_minutes(1)
    watch.wait(0)
    watch.wait(60)
    assert watch.locked == 1


def test_it_watches_only_between_start_and_stop(qapp: QApplication) -> None:
    watch = Watch(qapp, 5)
    watch.lock.stop()
    watch.wait(1000)
    assert watch.locked == 0
    watch.lock.start()
    watch.wait(0)
    watch.wait(300)
    assert watch.locked == 1
