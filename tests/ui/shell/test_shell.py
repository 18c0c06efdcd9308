"""From the start to the open vault: real vaults, the real window, every way the start can go."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes.vaults import PASSWORD, SampleVault
from tests.ui.shell.lobby_setting import Heartbeat, close_lobby, until
from tests.ui.shell.program import Program, words
from vault.domain.errors import UserError
from vault.services.local_settings import RecentVault
from vault.services.wording.catalogue import Wording
from vault.ui.actions import Act
from vault.ui.arguments import Start, read_arguments
from vault.ui.dialogs.first_run.window import FirstRun
from vault.ui.dialogs.gone import GonePage
from vault.ui.dialogs.unlock import UnlockPage
from vault.ui.dialogs.vault_list import VaultListPage, VaultRow
from vault.ui.theme.look import Look
from vault.ui.unlocking import SecretKind, is_sample
from vault.ui.widgets.notice import Banner


@pytest.fixture
def program(sample: SampleVault, look: Look, say: Wording, tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    program = Program(sample.app, look, say, tmp_path, qtbot)
    yield program
    close_lobby(program.lobby)


def test_the_password_opens_the_window_and_the_event_loop_lives(
    program: Program, sample: SampleVault
) -> None:
    assert program.shell.begin(Start(sample.folder))
    assert words(program.unlocking).startswith("Sample Locked. Password")
    beat = Heartbeat()
    program.try_with(PASSWORD.text)
    window = program.opened()
    print(f"longest gap while it unlocked and the window was made: {beat.longest} ms")  # noqa: T201
    assert window.windowTitle().startswith("Sample vault")
    assert [(each.folder, each.name) for each in program.lobby.settings.now.recent] == [
        (str(sample.folder), "Sample vault")
    ]
    assert program.end() is None
    sample.open().close()  # the lock of the folder was let go


def test_a_wrong_password_is_told_and_the_right_one_still_opens(
    program: Program, sample: SampleVault
) -> None:
    program.shell.begin(Start(sample.folder))
    program.try_with("wrong")
    assert "Your vault is unchanged." in words(program.unlocking)
    assert program.unlocking.button.isEnabled()
    program.try_with(PASSWORD.text)
    program.opened()
    program.end()


def test_the_recovery_key_opens_too_and_a_slip_is_told(program: Program, sample: SampleVault) -> None:
    program.shell.begin(Start(sample.folder))
    program.unlocking.use(SecretKind.RECOVERY_KEY)
    program.try_with("ABCD-EFGH")
    assert "does not add up" in words(program.unlocking)
    program.try_with(sample.recovery_text.lower().replace("-", " "))
    program.opened()
    program.end()


def test_without_a_vault_the_last_one_is_asked_for(program: Program, sample: SampleVault) -> None:
    opened = RecentVault(str(sample.folder), "Sample vault", "2026-03-01T08:02:00+00:00")
    program.lobby.settings.opened(opened)
    program.shell.begin(Start())
    assert "Sample vault Locked. Last opened on " in words(program.unlocking)
    program.end()


def test_without_any_vault_one_is_made(program: Program) -> None:
    program.shell.begin(Start())
    assert isinstance(program.shell.window, FirstRun)
    program.end()


def test_a_vault_that_is_gone_is_said_to_be_gone_and_never_made_anew(
    program: Program, tmp_path: Path
) -> None:
    gone = tmp_path / "stick" / "vault"
    program.lobby.settings.opened(RecentVault(str(gone), "My stick", ""))
    program.shell.begin(Start())
    page = program.page(GonePage)
    assert isinstance(page, GonePage)
    assert "My stick" in words(page)
    assert "The vault is not where it was." in words(page)
    assert not gone.exists()
    page.forget_button.click()
    assert program.lobby.settings.now.recent == ()
    assert isinstance(program.start.page, VaultListPage)
    program.end()


def test_a_vault_that_came_back_is_found_by_looking_again(
    program: Program, sample: SampleVault, tmp_path: Path
) -> None:
    away = sample.folder.rename(tmp_path / "away")
    program.shell.begin(Start(sample.folder))
    page = program.page(GonePage)
    assert isinstance(page, GonePage)
    assert page.forget_button.isHidden()
    away.rename(sample.folder)
    page.again_button.click()
    assert isinstance(program.start.page, UnlockPage)
    program.end()


def test_a_folder_without_a_vault_is_refused_calmly(program: Program, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    program.shell.begin(Start(tmp_path / "empty"))
    assert "There is no vault here." in words(program.page(GonePage))
    assert list((tmp_path / "empty").iterdir()) == []
    program.end()


def test_the_list_tells_which_vaults_are_there_and_forgets(
    program: Program, sample: SampleVault, tmp_path: Path, qtbot: QtBot
) -> None:
    gone = RecentVault(str(tmp_path / "gone"), "Gone", "")
    here = RecentVault(str(sample.folder), "Here", "")
    for vault in (here, gone):
        program.lobby.settings.opened(vault)
    program.shell.begin(Start(sample.folder))
    program.unlocking.other_vault.click()
    until(qtbot, lambda: "It is not there now." in words(program.start))
    rows = {each.open_button.accessibleName(): each for each in program.start.findChildren(VaultRow)}
    assert rows["Open Gone"].open_button.isHidden()
    rows["Open Gone"].forget_link.click()
    assert program.lobby.settings.now.recent == (here,)
    rows = {each.open_button.accessibleName(): each for each in program.start.findChildren(VaultRow)}
    rows["Open Here"].open_button.click()
    assert "Here" in words(program.unlocking)
    program.end()


def test_a_second_window_of_the_same_vault_is_not_opened(
    program: Program, sample: SampleVault, look: Look, say: Wording, tmp_path: Path, qtbot: QtBot
) -> None:
    program.shell.begin(Start(sample.folder))
    second = Program(sample.app, look, say, tmp_path, qtbot)
    with pytest.raises(UserError) as refused:  # the first one does not listen yet, nothing was painted
        second.shell.begin(Start(sample.folder))
    assert refused.value.code == "vault_in_use"
    assert second.shell.window is None
    second.lobby.jobs.shut_down()
    program.end()


def test_the_sample_shows_its_password_is_marked_and_leaves_nothing(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    program.shell.begin(Start(sample=True))
    assert not program.unlocking.button.isEnabled()
    until(program.qtbot, lambda: program.start.foot is not None)
    foot = program.start.foot
    assert foot is not None
    (home,) = tmp_path.glob("referral-vault-sample-*")
    assert is_sample(home / "Sample.rvault")
    program.try_with(foot.heading.text().removeprefix("The password is "))
    (banner,) = program.opened().findChildren(Banner)
    assert "invented" in words(banner)
    assert program.lobby.settings.now.recent == ()
    program.end()
    assert not home.exists()


def test_only_a_sample_of_this_program_is_ever_taken_away(program: Program, sample: SampleVault) -> None:
    with pytest.raises(UserError):
        program.shell.begin(Start(sample.folder, sample=True))
    program.end()
    assert sample.folder.exists()


def test_a_lock_keeps_the_sample_and_comes_back_to_it(
    program: Program, look: Look, say: Wording, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    program.shell.begin(Start(sample=True))
    until(program.qtbot, lambda: program.start.foot is not None)
    program.try_with("sample")
    program.opened().locked.emit()
    again = program.end()
    assert again is not None
    assert again[1:] == ("--locked", "--sample")
    second = Program(program.lobby.app, look, say, tmp_path, qtbot)
    second.shell.begin(read_arguments(again))
    assert "Forms that were open" in words(second.unlocking)
    second.try_with("sample")
    second.opened()
    second.end()
    assert not Path(again[0]).exists()


def test_the_idle_time_locks_and_the_clipboard_is_cleared(program: Program, sample: SampleVault) -> None:
    program.shell.begin(Start(sample.folder))
    program.try_with(PASSWORD.text)
    window = program.opened()
    QApplication.clipboard().setText("a fact of the vault")
    program.shell.autolock.due.emit()
    until(program.qtbot, lambda: not window.isVisible())
    assert QApplication.clipboard().text() == ""
    assert program.end() == (str(sample.folder), "--locked")


def test_the_window_comes_back_where_it_was(program: Program, sample: SampleVault) -> None:
    program.shell.begin(Start(sample.folder))
    program.try_with(PASSWORD.text)
    window = program.opened()
    window.resize(777, 555)
    window.actions_table[Act.QUIT].trigger()
    until(program.qtbot, lambda: not window.isVisible())
    program.end()
    assert [name for name, _ in program.lobby.settings.now.geometry] == ["main"]
