"""The program in the applications menu: written as the specification wants it, and taken away whole."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vault.app import resources_folder
from vault.services.files.desktop_entry import Menu, this_program

ICON = resources_folder() / "icons" / "referral-vault.svg"


def menu_of(home: Path) -> Menu:
    menu = Menu.of_this_person({"HOME": str(home)}, "linux")
    assert menu is not None
    return menu


def exec_line(menu: Menu) -> str:
    (line,) = [each for each in menu.entry.read_text("utf-8").splitlines() if each.startswith("Exec=")]
    return line


def test_it_comes_and_goes_with_its_icon(tmp_path: Path) -> None:
    menu = menu_of(tmp_path)
    assert not menu.installed()
    written = menu.install(["/opt/sample/referral-vault-app"], ICON)
    assert menu.installed()
    assert written == (
        tmp_path / ".local/share/icons/hicolor/scalable/apps/referral-vault.svg",
        tmp_path / ".local/share/applications/referral-vault.desktop",
    )
    assert written[0].read_bytes() == ICON.read_bytes()
    assert menu.remove()
    assert not menu.installed()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not menu.remove()


def test_the_desktop_gets_one_that_may_be_started(tmp_path: Path) -> None:
    (tmp_path / "Desktop").mkdir()
    menu = menu_of(tmp_path)
    menu.install(["/opt/sample/referral-vault-app"], ICON)
    shortcut = tmp_path / "Desktop" / "referral-vault.desktop"
    assert shortcut.read_bytes() == menu.entry.read_bytes()
    assert shortcut.stat().st_mode & 0o111 == 0o111
    menu.remove()
    assert not shortcut.exists()


def test_a_desktop_of_another_name_is_found(tmp_path: Path) -> None:
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config/user-dirs.dirs").write_text('XDG_DESKTOP_DIR="$HOME/Schreibtisch"\n', "utf-8")
    assert menu_of(tmp_path).desktop is None
    (tmp_path / "Schreibtisch").mkdir()
    assert menu_of(tmp_path).desktop == tmp_path / "Schreibtisch"


def test_a_desktop_that_is_the_home_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config/user-dirs.dirs").write_text('XDG_DESKTOP_DIR="$HOME/"\n', "utf-8")
    assert menu_of(tmp_path).desktop is None


def test_the_data_folder_of_the_environment_is_used(tmp_path: Path) -> None:
    menu = Menu.of_this_person({"HOME": "/nowhere", "XDG_DATA_HOME": str(tmp_path)}, "linux")
    assert menu is not None
    assert menu.entry == tmp_path / "applications/referral-vault.desktop"


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("/opt/app", "/opt/app"),
        ("/opt/my app", '"/opt/my app"'),
        ("/opt/50%", '"/opt/50%%"'),
        ("/opt/$x", '"/opt/\\\\$x"'),
        ('/opt/"x', '"/opt/\\\\"x' + '"'),
        ("/opt/a\\b", '"/opt/a\\\\\\\\b"'),
    ],
)
def test_words_are_quoted_as_the_specification_says(tmp_path: Path, word: str, written: str) -> None:
    menu = menu_of(tmp_path)
    menu.install([word], ICON)
    assert exec_line(menu) == f"Exec={written}"


def test_systems_without_such_a_menu_have_none() -> None:
    assert Menu.of_this_person({}, "win32") is None
    assert Menu.of_this_person({}, "darwin") is None


def test_the_entry_starts_this_very_installation() -> None:
    (program,) = this_program()
    assert Path(program).is_absolute()
    assert Path(program).parent == Path(sys.executable).parent


def test_the_desktop_s_own_checker_agrees(tmp_path: Path) -> None:
    checker = shutil.which("desktop-file-validate")
    if checker is None:
        pytest.skip("desktop-file-validate is not installed")
    menu = menu_of(tmp_path)
    menu.install(this_program(), ICON)
    told = subprocess.run([checker, str(menu.entry)], capture_output=True, text=True, check=False)
    assert told.stdout + told.stderr == ""
