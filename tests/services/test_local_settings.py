"""What this computer remembers, and that a damaged or foreign file is as good as none."""

import json
from pathlib import Path

import pytest

from vault.services.local_settings import (
    LocalSettings,
    Preferences,
    RecentVault,
    default_vault_folder,
    settings_folder,
)

HOME = RecentVault("/home/sample/vault", "Sample vault", "2026-03-02T09:30:00+00:00")


def test_a_new_computer_has_the_defaults_and_nothing_is_written(tmp_path: Path) -> None:
    settings = LocalSettings(tmp_path / "none")
    assert settings.now == Preferences()
    assert not (tmp_path / "none").exists()


def test_a_choice_is_kept_for_the_next_start(tmp_path: Path) -> None:
    folder = tmp_path / "config"
    LocalSettings(folder).change(language="de", scale=150)
    again = LocalSettings(folder).now
    assert (again.language, again.scale) == ("de", 150)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "settings.json").stat().st_mode & 0o777 == 0o600


def test_the_vault_opened_last_comes_first_and_only_once(tmp_path: Path) -> None:
    settings = LocalSettings(tmp_path)
    other = RecentVault("/media/stick/vault", "Other", "2026-03-03T09:30:00+00:00")
    for vault in (HOME, other, HOME):
        settings.opened(vault)
    assert LocalSettings(tmp_path).now.recent == (HOME, other)


def test_old_vaults_fall_off_the_list(tmp_path: Path) -> None:
    settings = LocalSettings(tmp_path)
    for number in range(12):
        settings.opened(RecentVault(f"/v{number}", "Sample", ""))
    assert [each.folder for each in settings.now.recent] == [f"/v{number}" for number in range(11, 3, -1)]


def test_a_vault_is_forgotten_by_its_folder(tmp_path: Path) -> None:
    settings = LocalSettings(tmp_path)
    settings.opened(HOME)
    settings.forget("/elsewhere")
    assert settings.now.recent == (HOME,)
    settings.forget(HOME.folder)
    assert LocalSettings(tmp_path).now.recent == ()


def test_the_place_of_a_window_replaces_the_one_before(tmp_path: Path) -> None:
    settings = LocalSettings(tmp_path)
    for value in ("AAAA", "BBBB"):
        settings.keep_geometry("main", value)
    settings.keep_geometry("other", "CCCC")
    assert LocalSettings(tmp_path).now.geometry == (("main", "BBBB"), ("other", "CCCC"))


@pytest.mark.parametrize("text", ["", "[]", "nonsense", "[" * 100_000, '{"recent": 5, "geometry": {"a": 1}}'])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text, "utf-8")
    assert LocalSettings(tmp_path).now == Preferences()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scale", 99),
        ("scale", 201),
        ("scale", "150"),
        ("scale", True),
        ("idle_minutes", -1),
        ("idle_minutes", 24 * 60 + 1),
        ("notifications", 1),
        ("language", 5),
        ("recent", [{"folder": "/v"}, 3]),
        ("geometry", [["main"], "x"]),
    ],
)
def test_a_value_out_of_its_bounds_falls_back(tmp_path: Path, name: str, value: object) -> None:
    stored = {"dismissed": ["tip"], name: value}
    (tmp_path / "settings.json").write_text(json.dumps(stored), "utf-8")
    assert LocalSettings(tmp_path).now == Preferences(dismissed=("tip",))


@pytest.mark.parametrize(("name", "value"), [("scale", 100), ("scale", 200), ("idle_minutes", 0)])
def test_the_bounds_themselves_hold(tmp_path: Path, name: str, value: int) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({name: value}), "utf-8")
    assert getattr(LocalSettings(tmp_path).now, name) == value


def test_choices_and_vaults_lie_where_the_platform_keeps_such_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "d"))
    assert settings_folder() == tmp_path / "c" / "referral-vault"
    assert default_vault_folder("My vault.rvault") == tmp_path / "d" / "referral-vault" / "My vault.rvault"
