"""Closing the window: asked once, remembered; hidden it runs on, locks without a window and comes back."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import PASSWORD, SampleVault
from tests.ui.open_desk import TODAY, FakeNotifier
from tests.ui.setting import RESOURCES
from tests.ui.shell.lobby_setting import close_lobby, until
from tests.ui.shell.program import Program, second_start, words
from vault.services.interchange.sample import add_sample
from vault.services.local_settings import LocalSettings
from vault.services.reminders.reminded import RemindedVault, RemindedVaults
from vault.services.wording.catalogue import Wording
from vault.ui.actions import Act
from vault.ui.arguments import Start, read_arguments
from vault.ui.dialogs.closing import ClosingDialog
from vault.ui.dialogs.unlock import UnlockPage
from vault.ui.navigation import EditRecord, PageId, ShowPage
from vault.ui.pages.form import FormPage
from vault.ui.theme.look import Look
from vault.ui.tray import Tray
from vault.ui.window import MainWindow

Starts = Callable[[], Program]

shows_an_icon = pytest.mark.qt_log_ignore("No such signal .*systemTrayWindowChanged", extend=True)


@pytest.fixture
def notifier() -> FakeNotifier:
    """Return what keeps the notifications of every program of the test."""
    return FakeNotifier()


@pytest.fixture
def starts(
    sample: SampleVault, look: Look, say: Wording, tmp_path: Path, qtbot: QtBot, notifier: FakeNotifier
) -> Iterator[Starts]:
    """Return what makes one program after another over the same folders."""
    made: list[Program] = []

    def start() -> Program:
        made.append(Program(sample.app, look, say, tmp_path, qtbot, notifier))
        return made[-1]

    yield start
    for each in made:
        close_lobby(each.lobby)


@pytest.fixture
def program(starts: Starts) -> Program:
    """Return the first program."""
    return starts()


def opened(program: Program, sample: SampleVault, *words: str) -> MainWindow:
    """Start, unlock, and return the window."""
    assert program.shell.begin(read_arguments([str(sample.folder), *words]))
    program.try_with(PASSWORD.text)
    return program.opened()


def close(window: MainWindow) -> ClosingDialog | None:
    """Close a window as the window manager does, and return the question if one comes."""
    window.close()
    return next((each for each in window.findChildren(ClosingDialog) if each.isVisible()), None)


def asked(window: MainWindow) -> ClosingDialog:
    """Close a window and return the question that comes."""
    dialog = close(window)
    assert dialog is not None
    return dialog


def kept(tmp_path: Path) -> str:
    """Return the answer as another start reads it."""
    return LocalSettings(tmp_path / "config").now.on_close


def in_background(program: Program, sample: SampleVault) -> MainWindow:
    """Unlock and put the window away."""
    program.lobby.settings.change(on_close="background")
    window = opened(program, sample)
    assert close(window) is None
    assert not window.isVisible()
    return window


def test_keep_running_is_remembered_and_hides_the_window(
    program: Program, sample: SampleVault, tmp_path: Path
) -> None:
    window = opened(program, sample)
    over: list[bool] = []
    program.shell.ended.connect(lambda: over.append(True))
    QTest.keyClick(asked(window).keep, Qt.Key.Key_Return)
    assert not window.isVisible()
    assert kept(tmp_path) == "background"
    second_start(program, tmp_path, sample.folder)
    assert window.isVisible()
    assert close(window) is None
    assert not window.isVisible()
    assert over == []
    program.end()


def test_quit_is_remembered_and_quits(program: Program, sample: SampleVault, tmp_path: Path) -> None:
    window = opened(program, sample)
    over: list[bool] = []
    program.shell.ended.connect(lambda: over.append(True))
    asked(window).quit.click()
    until(program.qtbot, lambda: bool(over))
    assert kept(tmp_path) == "quit"
    assert close(window) is None  # not asked again
    assert program.end() is None


def test_escape_keeps_the_window_and_the_question(
    program: Program, sample: SampleVault, tmp_path: Path
) -> None:
    window = opened(program, sample)
    for _ in range(2):
        dialog = asked(window)
        assert close(window) is dialog  # one question at a time
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
        assert window.isVisible()
        assert kept(tmp_path) == "ask"
    asked(window).cancel.click()
    assert window.isVisible()
    program.end()


def test_the_quit_action_never_asks(program: Program, sample: SampleVault, tmp_path: Path) -> None:
    window = opened(program, sample)
    with program.qtbot.waitSignal(program.shell.ended):
        window.actions_table[Act.QUIT].trigger()
    assert window.findChildren(ClosingDialog) == []
    assert kept(tmp_path) == "ask"
    program.end()


def test_the_sample_is_closed_unasked(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    program.lobby.settings.change(on_close="background")
    program.shell.begin(Start(sample=True))
    until(program.qtbot, lambda: program.start.foot is not None)
    program.try_with("sample")
    with program.qtbot.waitSignal(program.shell.ended):
        assert close(program.opened()) is None
    program.end()


def test_the_question_says_how_it_is_here(
    program: Program, sample: SampleVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(program, sample)
    dialog = asked(window)
    said = words(dialog)
    assert "This desktop has no tray" in said
    assert "Reminders go on coming as long as the vault is open." in said
    assert "The vault still locks by itself after 5 minutes." in said
    assert "While it is locked, no reminders come." in said
    assert dialog.keep.hasFocus() or dialog.focusWidget() is dialog.keep
    assert said.split("You are asked")[0].split("background?")[1].strip() in dialog.accessibleDescription()
    dialog.reject()
    program.lobby.settings.change(idle_minutes=0, notifications=False)
    monkeypatch.setattr(program.shell.background.tray, "_is_possible", lambda: True)
    dialog = asked(window)
    said = words(dialog)
    assert "The icon in the tray brings the window back" in said
    assert "No reminders come on the desktop" in said
    assert "The vault stays open until you lock it" in said
    assert "While it is locked" not in said
    dialog.reject()
    program.end()


def test_the_question_knows_of_reminders_while_locked(
    program: Program, sample: SampleVault, tmp_path: Path
) -> None:
    assert sample.app.reminded is None
    sample.app._local = lambda: tmp_path / "config"
    reminded = RemindedVaults(tmp_path / "config")
    reminded.put(RemindedVault("00" * 16, str(sample.folder), "en"))
    window = opened(program, sample)
    dialog = asked(window)
    assert "the reminders come that you switched on for that" in words(dialog)
    dialog.reject()
    program.end()


def test_an_open_form_stays_as_it_is(program: Program, sample: SampleVault, tmp_path: Path) -> None:
    program.lobby.settings.change(on_close="background")
    window = opened(program, sample)
    window.go(EditRecord("person"))
    until(program.qtbot, lambda: isinstance(window.page, FormPage) and window.page.form is not None)
    page = window.page
    assert page is not None
    until(program.qtbot, lambda: bool(page.findChildren(QLineEdit)))
    page.findChildren(QLineEdit)[0].setText("Sample Person")
    window.close()
    second_start(program, tmp_path, sample.folder)
    assert window.page is page
    assert page.findChildren(QLineEdit)[0].text() == "Sample Person"
    program.end()


def test_locked_without_a_window_it_comes_back_without_one(
    program: Program, starts: Starts, sample: SampleVault, tmp_path: Path
) -> None:
    in_background(program, sample)
    with program.qtbot.waitSignal(program.shell.ended):
        program.shell.autolock.due.emit()
    again = program.end()
    assert again == (str(sample.folder), "--locked", "--hidden")
    second = starts()
    assert second.shell.begin(read_arguments(again))
    assert second.shell.window is None
    assert not second.lobby.jobs.busy  # neither the sealed process nor the vault's modules were asked for
    second_start(second, tmp_path, sample.folder)
    assert second.start.isVisible()
    assert "Forms that were open are kept" in words(second.unlocking)
    second.try_with(PASSWORD.text)
    second.opened()
    second.end()


def test_a_visible_window_comes_back_visible(program: Program, sample: SampleVault) -> None:
    program.lobby.settings.change(on_close="background")
    window = opened(program, sample)
    with program.qtbot.waitSignal(program.shell.ended):
        window.actions_table[Act.LOCK].trigger()
    assert program.end() == (str(sample.folder), "--locked")


@pytest.mark.parametrize("words", [["--locked"], ["--locked", "--hidden"]])
def test_the_window_that_unlocks_goes_back_to_the_background_when_it_is_closed(
    program: Program, sample: SampleVault, tmp_path: Path, words: list[str]
) -> None:
    program.lobby.settings.change(on_close="background")
    assert program.shell.begin(read_arguments([str(sample.folder), *words]))
    if "--hidden" in words:
        second_start(program, tmp_path, sample.folder)
    program.unlocking.field.setText("half a passw")
    program.start.close()
    assert not program.start.isVisible()
    assert program.unlocking.field.text() == ""
    until(program.qtbot, lambda: not program.lobby.jobs.busy)
    second_start(program, tmp_path, sample.folder)
    assert program.start.isVisible()
    program.try_with(PASSWORD.text)
    assert program.opened().isVisible()
    program.end()


@pytest.mark.parametrize(
    ("choice", "words"), [("background", []), ("ask", ["--locked"]), ("quit", ["--locked", "--hidden"])]
)
def test_else_closing_the_window_that_unlocks_ends_the_program(
    program: Program, sample: SampleVault, tmp_path: Path, choice: str, words: list[str]
) -> None:
    program.lobby.settings.change(on_close=choice)
    assert program.shell.begin(read_arguments([str(sample.folder), *words]))
    if "--hidden" in words:
        second_start(program, tmp_path, sample.folder)
    with program.qtbot.waitSignal(program.shell.ended):
        program.start.close()
    program.end()


def test_a_vault_that_went_away_meanwhile_is_said_to_be_gone(
    program: Program, sample: SampleVault, tmp_path: Path
) -> None:
    program.shell.begin(read_arguments([str(sample.folder), "--locked", "--hidden"]))
    sample.folder.rename(tmp_path / "away")
    second_start(program, tmp_path, sample.folder)
    assert not isinstance(program.start.page, UnlockPage)
    assert "The vault is not where it was." in words(program.start)
    program.end()


def test_hidden_it_gives_way_to_a_start_that_was_faster(
    program: Program, starts: Starts, sample: SampleVault
) -> None:
    program.shell.begin(Start(sample.folder))
    second = starts()
    assert not second.shell.begin(Start(sample.folder, locked=True, hidden=True))
    assert second.shell.window is None
    second.end()
    program.end()


def test_without_a_window_it_ends_when_it_is_told_to(
    program: Program, sample: SampleVault, starts: Starts
) -> None:
    in_background(program, sample)
    with program.qtbot.waitSignal(program.shell.ended):
        program.shell.quit()
    assert program.end() is None
    second = starts()
    second.shell.begin(Start(sample.folder, locked=True, hidden=True))
    with second.qtbot.waitSignal(second.shell.ended):
        second.shell.quit()
    second.end()


def test_a_notification_brings_the_hidden_window_to_its_place(
    program: Program, sample: SampleVault, notifier: FakeNotifier
) -> None:
    sample.clock.instant, sample.clock.day = datetime(2026, 11, 23, 13, 2, tzinfo=UTC), TODAY
    with sample.open() as vault:
        add_sample(vault.records, RESOURCES / "sample", TODAY)
    window = in_background(program, sample)
    until(program.qtbot, lambda: bool(notifier.shown) and not program.lobby.jobs.busy)
    window.go(ShowPage(PageId.PAPERS))
    notifier.click()
    until(program.qtbot, window.isVisible)
    until(program.qtbot, lambda: window.page is window.pages.made(PageId.TODAY))
    program.end()


def test_the_end_of_the_session_keeps_the_form_and_neither_asks_nor_ends(
    program: Program, sample: SampleVault
) -> None:
    window = opened(program, sample)
    window.go(EditRecord("person"))
    until(program.qtbot, lambda: isinstance(window.page, FormPage) and window.page.form is not None)
    page = window.page
    assert page is not None
    until(program.qtbot, lambda: bool(page.findChildren(QLineEdit)))
    name = page.findChildren(QLineEdit)[0]
    QTest.keyClicks(name, "Sample Person")
    over: list[bool] = []
    program.shell.ended.connect(lambda: over.append(True))
    program.shell.commit()
    assert over == []
    assert window.findChildren(ClosingDialog) == []
    program.end()
    with sample.open() as vault:
        assert {draft.kind for draft in vault.drafts.list()} == {"person"}


def test_without_an_open_vault_the_end_of_the_session_waits_for_nothing(
    program: Program, sample: SampleVault
) -> None:
    program.shell.begin(Start(sample.folder))
    program.shell.commit()
    program.end()


def there(tray: Tray) -> bool:
    """Tell whether the icon is there."""
    return tray.icon is not None


@shows_an_icon
def test_a_tray_that_comes_later_is_found_and_the_icon_is_there_only_as_chosen(
    program: Program, sample: SampleVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = in_background(program, sample)
    tray = program.shell.background.tray
    assert not there(tray)
    program.shell._come_forward()
    monkeypatch.setattr(tray, "_is_possible", lambda: True)
    window.close()
    assert tray.icon is not None
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()
    assert tray.icon is not None
    program.lobby.settings.change(on_close="quit")
    program.shell.background.refresh()
    assert not there(tray)
    program.end()


@shows_an_icon
def test_the_tray_locks_and_the_icon_goes_with_the_program(
    program: Program, sample: SampleVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program.shell.background.tray, "_is_possible", lambda: True)
    in_background(program, sample)
    tray = program.shell.background.tray
    assert tray.icon is not None
    with program.qtbot.waitSignal(program.shell.ended):
        tray.lock_asked.emit()
    again = program.end()
    assert again == (str(sample.folder), "--locked", "--hidden")
    assert not there(tray)
