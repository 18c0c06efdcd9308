"""Starting with the session: what the files say on each system, and what is found of them afterwards."""

import os
import plistlib
import stat
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from vault.domain.errors import UserError
from vault.services.files.autostart import Autostart, AutostartState
from vault.services.files.autostart_text import FORMS, desktop_text, launch_agent_text, task_text
from vault.services.files.desktop_entry import exec_line, exec_words

PROGRAM = ("/opt/a b/referral-vault", "remind")
ODD = ('/o "d" $d `x`\\y/100%/referral-vault', "a b", "", "remind")


def program(folder: Path, name: str = "a b/referral-vault") -> tuple[str, str]:
    """Make a program and return the command that starts it."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o700)
    return str(path), "remind"


class TestText:
    def test_a_desktop_entry(self) -> None:
        lines = desktop_text(PROGRAM).splitlines()
        assert lines[0] == "[Desktop Entry]"
        assert 'Exec="/opt/a b/referral-vault" remind' in lines
        assert "Type=Application" in lines
        assert "Terminal=false" in lines

    def test_a_launch_agent(self) -> None:
        agent = plistlib.loads(launch_agent_text(PROGRAM).encode())
        assert agent["ProgramArguments"] == list(PROGRAM)
        assert (agent["Label"], agent["RunAtLoad"]) == ("referral-vault.reminders", True)

    def test_a_task(self) -> None:
        text = task_text(("C:\\a & b\\referral-vault.exe", "remind", "c d"))
        root = ET.fromstring(text.encode("utf-16"))  # noqa: S314 - a text of our own
        space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
        assert root.findtext(f".//{space}Command") == "C:\\a & b\\referral-vault.exe"
        assert root.findtext(f".//{space}Arguments") == 'remind "c d"'
        assert root.find(f".//{space}LogonTrigger") is not None
        assert root.findtext(f".//{space}ExecutionTimeLimit") == "PT0S"

    @pytest.mark.parametrize("words", [PROGRAM, ODD, ("/plain/program",)])
    def test_the_command_is_read_back_as_it_was_written(self, words: tuple[str, ...]) -> None:
        assert exec_words(exec_line(words)) == words
        for form in FORMS.values():
            assert form.program_of(form.text(words)) == words[0]

    @pytest.mark.parametrize("text", ["", "Exec=", "<plist/>", "<Command></Command>", "{}"])
    def test_what_starts_nothing(self, text: str) -> None:
        assert [form.program_of(text) for form in FORMS.values()] == [None] * 3


class TestPlaces:
    def test_of_each_system(self, tmp_path: Path) -> None:
        home = {"HOME": str(tmp_path)}
        entry = "autostart/referral-vault-reminders.desktop"
        assert Autostart.of_this_person(home, "linux").place == tmp_path / ".config" / entry
        moved = {**home, "XDG_CONFIG_HOME": str(tmp_path / "moved")}
        assert Autostart.of_this_person(moved, "linux").place == tmp_path / "moved" / entry
        relative = {**home, "XDG_CONFIG_HOME": "relative"}
        assert Autostart.of_this_person(relative, "linux").place == tmp_path / ".config" / entry
        agent = tmp_path / "Library" / "LaunchAgents" / "referral-vault.reminders.plist"
        assert Autostart.of_this_person(home, "darwin").place == agent
        windows = Autostart.of_this_person({**home, "LOCALAPPDATA": str(tmp_path / "Local")}, "win32")
        assert windows.place == tmp_path / "Local" / "referral-vault" / "reminders-task.xml"


@pytest.mark.parametrize("platform", ["linux", "darwin"])
class TestInstalling:
    def test_there_and_gone_again(self, tmp_path: Path, platform: str) -> None:
        autostart = Autostart.of_this_person({"HOME": str(tmp_path / "home")}, platform)
        assert autostart.state() is AutostartState.GONE
        autostart.install(("/nowhere/referral-vault", "remind"))
        assert autostart.state() is AutostartState.BROKEN
        autostart.install(program(tmp_path))
        assert autostart.state() is AutostartState.INSTALLED
        assert autostart.remove()
        assert autostart.state() is AutostartState.GONE
        assert not autostart.remove()

    def test_a_program_that_went_away_or_cannot_run(self, tmp_path: Path, platform: str) -> None:
        autostart = Autostart.of_this_person({"HOME": str(tmp_path / "home")}, platform)
        words = program(tmp_path)
        autostart.install(words)
        Path(words[0]).chmod(stat.S_IRUSR)
        assert autostart.state() is AutostartState.BROKEN
        Path(words[0]).unlink()
        assert autostart.state() is AutostartState.BROKEN

    def test_a_file_that_is_no_text(self, tmp_path: Path, platform: str) -> None:
        autostart = Autostart.of_this_person({"HOME": str(tmp_path / "home")}, platform)
        autostart.install(program(tmp_path))
        assert autostart.place is not None
        autostart.place.write_bytes(b"\xff\xfe\xff")
        assert autostart.state() is AutostartState.BROKEN

    def test_a_place_that_cannot_be_written(self, tmp_path: Path, platform: str) -> None:
        (tmp_path / "home").write_text("a file")
        autostart = Autostart.of_this_person({"HOME": str(tmp_path / "home")}, platform)
        with pytest.raises(UserError) as caught:
            autostart.install(program(tmp_path))
        assert caught.value.code == "autostart_not_written"


def test_windows_is_told_of_the_task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    told = tmp_path / "told"
    tool = tools / "schtasks"
    tool.write_text(f'#!/bin/sh\necho "$*" >> {told}\n')
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    autostart = Autostart.of_this_person({"HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}, "win32")
    autostart.install(program(tmp_path))
    assert autostart.state() is AutostartState.INSTALLED
    assert autostart.remove()
    create, delete = told.read_text().splitlines()
    assert create == f"/Create /F /TN Referral Vault reminders /XML {autostart.place}"
    assert delete == "/Delete /F /TN Referral Vault reminders"
