"""Closing a window leaves nothing of it behind."""

import gc
import re
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.ui import sheets
from tests.ui.setting import RESOURCES, laid_out
from tests.ui.test_sheets import SHEETS
from vault.services.wording.catalogue import Wording
from vault.ui.theme.look import Look, LookSettings, SchemeChoice

ROUNDS = 5


@pytest.mark.parametrize("name", SHEETS)
def test_no_part_outlives_its_window(look: Look, say: Wording, name: str) -> None:
    make, size = SHEETS[name]
    left: list[weakref.ref[object]] = []
    for _ in range(ROUNDS):
        sheet = laid_out(make(look, say), size)
        left += [weakref.ref(each) for each in (sheet, *sheet.findChildren(type(sheet)))]
        sheet.close()
        sheet.deleteLater()
        del sheet
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert len(left) > ROUNDS
    assert [each() for each in left if each() is not None] == []
    assert [window for window in QApplication.topLevelWidgets() if window.isVisible()] == []


def test_a_look_that_changes_after_a_window_closed_asks_no_one_of_it(look: Look, say: Wording) -> None:
    sheet = laid_out(sheets.components(look, say))
    sheet.close()
    sheet.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    look.choose(LookSettings(SchemeChoice.DARK, scale=150))
    assert look.theme.metrics.unit == 30


@pytest.mark.parametrize(
    "path", sorted((RESOURCES.parent / "vault" / "ui").rglob("*.py")), ids=lambda path: Path(path).name
)
def test_signals_are_tied_to_bound_methods(path: Path) -> None:
    tied = re.findall(r"\.connect\(\s*(?:lambda|partial|functools)[^\n]*", path.read_text(encoding="utf-8"))
    assert tied == []
