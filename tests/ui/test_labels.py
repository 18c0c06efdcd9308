"""A text that is put elsewhere after the scheme changed keeps the color it then had."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from vault.ui.theme.look import Look, LookSettings, SchemeChoice
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.labels import Label
from vault.ui.widgets.link_label import Link, LinkedText


def plain(look: Look) -> Label:
    return Label(look, "Sample")


def linked(look: Look) -> LinkedText:
    return LinkedText(look, ("Sample ", Link("words", None)))


@pytest.mark.parametrize("made", [plain, linked])
def test_a_text_put_into_another_parent_keeps_its_color(
    qtbot: QtBot, look: Look, made: Callable[[Look], QWidget]
) -> None:
    look.choose(LookSettings(SchemeChoice.LIGHT))
    host, first, second, inside = (QWidget() for _ in range(4))
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    column.addWidget(first)
    column.addWidget(second)
    QVBoxLayout(first).addWidget(inside)
    label = made(look)
    QVBoxLayout(inside).addWidget(label)
    other = QVBoxLayout(second)
    host.show()
    look.choose(LookSettings(SchemeChoice.DARK))
    other.addWidget(inside)
    shown = label.palette().color(QPalette.ColorRole.WindowText)
    assert shown == look.theme.color(Tone.TEXT)
