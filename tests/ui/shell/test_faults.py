"""Faults of the program: told once, from the event loop, without a word of anybody's records."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.ui.shell.lobby_setting import until
from vault.domain.errors import BugError, ExitCode, UserError
from vault.services.wording.catalogue import Wording
from vault.ui.errors import Fault, Faults, fault_of, sentences


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Iterator[tuple[Faults, list[Fault]]]:
    before = sys.excepthook, threading.excepthook
    faults = Faults()
    found: list[Fault] = []
    faults.found.connect(found.append)
    faults.install()
    yield faults, found
    sys.excepthook, threading.excepthook = before
    capsys.readouterr()


def fail() -> None:
    raise ValueError("Sample Person, born 1980")


def test_a_slot_that_fails_is_told_once_until_forgotten(
    told: tuple[Faults, list[Fault]], qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    faults, found = told
    for _ in range(5):
        QTimer.singleShot(0, fail)
    until(qtbot, lambda: bool(found))
    qtbot.wait(50)
    assert len(found) == 1
    assert found[0].code.startswith("ValueError test_faults.py:")
    assert "fail" in found[0].details
    assert "Sample" not in found[0].details + found[0].code + capsys.readouterr().err
    faults.forget()
    QTimer.singleShot(0, fail)
    until(qtbot, lambda: len(found) == 2)


def test_a_thread_that_fails_is_told_on_the_gui_thread(
    told: tuple[Faults, list[Fault]], qtbot: QtBot
) -> None:
    _, found = told
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert found == []
    until(qtbot, lambda: bool(found))
    assert found[0].code.startswith("ValueError")


def test_a_job_s_fault_is_told_by_its_cause(told: tuple[Faults, list[Fault]], qtbot: QtBot) -> None:
    faults, found = told
    bug = BugError("KeyError in a job")
    bug.__cause__ = KeyError("Sample Person")
    faults.take(bug)
    until(qtbot, lambda: bool(found))
    assert found == [Fault("KeyError", "KeyError")]


def test_the_hooks_go_back_to_python(told: tuple[Faults, list[Fault]]) -> None:
    told[0].uninstall()
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__


def test_an_error_has_its_sentences_and_details_without_values(say: Wording) -> None:
    error = UserError("wrong_password", ExitCode.WRONG_PASSWORD, secret="password")
    happened, safe, advice, details = sentences(error, say)
    assert (bool(happened), safe, bool(advice)) == (True, "Your vault is unchanged.", True)
    assert details == "wrong_password"
    assert fault_of(ValueError, None) == Fault("ValueError", "ValueError")
