"""A person at the window: types into fields, presses buttons, drops files; a heart beats all the while."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from tests.ui.sample_window import pause, until
from vault.ui.forms.choice_editors import NeedEditor, VisitsEditor
from vault.ui.forms.editor import Editor
from vault.ui.forms.line_editors import RangeEditor
from vault.ui.forms.record_editors import PicksEditor, ReferenceEditor
from vault.ui.forms.record_form import RecordForm

BEAT_MS = 10
HANG_MS = 4_000
"""A window that holds its breath for so long hangs, however busy the machine; the aim is 50."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The longest time between two heartbeats in a step, in milliseconds."""

    step: str
    milliseconds: float


class Heartbeat(QObject):
    """A timer of 10 ms; whatever holds up the event loop shows as a gap."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._step = "start"
        self._gaps: dict[str, float] = {}
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def step(self, name: str) -> None:
        """Count what comes under another name; what the test itself did before is forgiven."""
        self._step, self._last = name, time.perf_counter()

    def gaps(self) -> list[Gap]:
        """Return the longest gap of each step, the longest first."""
        found = [Gap(step, gap) for step, gap in self._gaps.items()]
        return sorted(found, key=lambda each: -each.milliseconds)

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        gap = (now - self._last) * 1000
        self._gaps[self._step] = max(gap, self._gaps.get(self._step, 0.0))
        self._last = now


def press(button: QAbstractButton) -> None:
    """Click a button as a person does, once it can be."""
    until(lambda: button.isVisible() and button.isEnabled())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def button_of(window: QWidget, text: str) -> QAbstractButton:
    """Return the visible button with these words."""
    found: list[QAbstractButton] = []

    def there() -> bool:
        buttons = window.findChildren(QAbstractButton)
        found[:] = [each for each in buttons if each.isVisible() and each.text() == text]
        return bool(found)

    until(there)
    return found[0]


def type_into(field: QWidget, text: str) -> None:
    """Replace what stands in a field."""
    field.setFocus()
    if isinstance(field, QLineEdit):
        field.selectAll()
    QTest.keyClicks(field, text)


def press_key(widget: QWidget, key: Qt.Key, keys: Qt.KeyboardModifier | None = None) -> None:
    """Press a key; a list that dropped down gets it first, as it does from a real keyboard."""
    QTest.keyClick(QApplication.activePopupWidget() or widget, key, keys or Qt.KeyboardModifier.NoModifier)


def enter(form: RecordForm, answers: dict[str, str | Sequence[str]]) -> None:
    """Fill in fields of a form by their names: texts are typed, words chosen, chips pressed."""
    for name, answer in answers.items():
        _answer(form.editor(name), answer)
        pause(BEAT_MS)


def _answer(editor: Editor, answer: str | Sequence[str]) -> None:
    if isinstance(editor, RangeEditor):
        for field, text in zip((editor.range.first, editor.range.last), answer, strict=True):
            type_into(field, text)
    elif isinstance(editor, PicksEditor):
        for word in answer:
            press(button_of(editor.control, word))
    elif isinstance(editor, VisitsEditor):
        type_into(editor.count, str(answer))
    elif isinstance(editor, ReferenceEditor):
        line = editor.box.lineEdit()
        assert line is not None
        type_into(line, str(answer))
        press_key(line, Qt.Key.Key_Return)
    elif isinstance(editor, NeedEditor):
        _choose(editor.box, str(answer))
    else:
        _answer_control(editor.control, answer)


def _answer_control(control: QWidget, answer: str | Sequence[str]) -> None:
    if isinstance(control, QComboBox):
        _choose(control, str(answer))
    elif isinstance(control, QLineEdit) or isinstance(answer, str):
        type_into(control, str(answer))
    else:
        for word in answer:
            press(button_of(control, word))


def _choose(box: QComboBox, word: str) -> None:
    row = box.findText(word)
    assert row >= 0, f"{word!r} is not offered: {[box.itemText(each) for each in range(box.count())]}"
    box.setFocus()
    steps = row - box.currentIndex()
    for _ in range(abs(steps)):
        press_key(box, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
    assert box.currentText() == word


def drop_on(window: QWidget, files: Sequence[Path]) -> None:
    """Drop files onto the middle of a window."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    copy, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none, place = Qt.KeyboardModifier.NoModifier, window.rect().center()
    entering = QDragEnterEvent(place, copy, mime, button, none)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    pause(5 * BEAT_MS)
    dropping = QDropEvent(QPointF(place), copy, mime, button, none)
    QApplication.sendEvent(window, dropping)
    assert dropping.isAccepted()


def texts_of(window: QWidget, of: Callable[[QWidget], bool] = QWidget.isVisible) -> str:
    """Return every text in view, as someone who reads it all out, one in each line."""
    said = []
    for widget in window.findChildren(QWidget):
        text = getattr(widget, "text", None)
        if of(widget) and callable(text) and not isinstance(text(), QWidget):
            said.append(str(text()))
    return "\n".join(each for each in said if each)
