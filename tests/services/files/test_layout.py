import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.ids import SeededIds
from vault.domain.errors import ExitCode, UserError
from vault.services.files import layout as layouts
from vault.services.files.layout import VaultLayout
from vault.services.files.lock import FolderLock
from vault.services.files.reading import open_regular
from vault.services.files.readme import README_TEXT
from vault.services.files.reserve import RESERVE_SIZE, ensure, give_up


@pytest.fixture
def layout(tmp_path: Path) -> VaultLayout:
    made = layouts.create(tmp_path / "Sample.rvault")
    made.header.write_bytes(b"RVAULT1\n")
    return made


def code_of(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        layouts.locate(path)
    return caught.value.code


def test_a_new_folder_is_private_and_holds_its_folders(tmp_path: Path) -> None:
    made = layouts.create(tmp_path / "deep" / "Sample.rvault")
    for folder in (made.folder, made.documents, made.staging):
        assert folder.stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in made.folder.iterdir()) == ["documents", "tmp"]


def test_an_empty_folder_may_become_a_vault(tmp_path: Path) -> None:
    (tmp_path / "Sample.rvault").mkdir(mode=0o755)
    assert layouts.create(tmp_path / "Sample.rvault").folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("taken", ["", "notes.txt", "notes.txt/Sample.rvault"])
def test_what_exists_is_not_made_into_a_vault(tmp_path: Path, taken: str) -> None:
    (tmp_path / "notes.txt").write_text("Sample")
    with pytest.raises(UserError) as caught:
        layouts.create(tmp_path / taken)
    assert (caught.value.code, caught.value.exit_code) == ("already_exists", ExitCode.ALREADY_EXISTS)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_vault_is_found_by_its_folder_and_its_header(layout: VaultLayout) -> None:
    assert layouts.locate(layout.folder) == layout
    assert layouts.locate(layout.header) == layout
    layout.header.rename(layout.header_backup)
    assert layouts.locate(layout.folder) == layout
    assert layouts.locate(layout.header) == layout


def test_a_vault_is_found_through_a_link_above_it(layout: VaultLayout, tmp_path: Path) -> None:
    (tmp_path / "desktop").symlink_to(layout.folder)
    assert layouts.locate(tmp_path / "desktop") == layout


def test_what_is_no_vault_is_refused(tmp_path: Path, layout: VaultLayout) -> None:
    (tmp_path / "notes.txt").write_text("Sample")
    assert code_of(tmp_path) == "not_a_vault"
    assert code_of(tmp_path / "notes.txt") == "not_a_vault"
    assert code_of(layout.documents) == "not_a_vault"
    assert code_of(tmp_path / "missing") == "vault_not_found"
    assert code_of(tmp_path / "missing" / "vault.rvault") == "vault_not_found"


def test_a_part_that_is_a_link_is_refused(layout: VaultLayout, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    assert len(layout.parts) == 10
    for part in layout.parts:
        kept = part.with_name("kept")
        if part.exists():
            part.rename(kept)
        part.symlink_to(outside)
        assert code_of(layout.folder) == "vault_has_links"
        part.unlink()
        if kept.exists():
            kept.rename(part)
    assert layouts.locate(layout.folder) == layout


def test_the_readme_is_rewritten_only_if_it_differs(layout: VaultLayout) -> None:
    assert layout.write_readme() is True
    assert layout.readme.read_text(encoding="utf-8") == README_TEXT
    assert layout.write_readme() is False
    for wrong in ("", README_TEXT + "x", README_TEXT[:-2]):
        layout.readme.write_text(wrong, encoding="utf-8")
        assert layout.write_readme() is True
        assert layout.readme.read_text(encoding="utf-8") == README_TEXT


def test_the_readme_names_every_part(layout: VaultLayout) -> None:
    for part in layout.parts:
        assert part == layout.readme or part.name in README_TEXT


def test_staging_is_emptied_and_links_in_it_are_not_followed(layout: VaultLayout, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_bytes(b"Sample")
    (layout.staging / "left").write_bytes(b"Sample")
    (layout.staging / "file link").symlink_to(outside / "kept")
    (layout.staging / "folder link").symlink_to(outside)
    (layout.staging / "folder").mkdir()
    (layout.staging / "folder" / "link").symlink_to(outside)
    assert layout.empty_staging() == 4
    assert list(layout.staging.iterdir()) == []
    assert (outside / "kept").read_bytes() == b"Sample"
    layout.staging.rmdir()
    assert layout.empty_staging() == 0
    layout.staging.rmdir()
    layout.staging.symlink_to(outside)
    with pytest.raises(UserError):
        layout.empty_staging()
    assert (outside / "kept").exists()


def test_the_lock_keeps_a_second_holder_out(layout: VaultLayout) -> None:
    with FolderLock(layout):
        assert layout.lock.stat().st_mode & 0o777 == 0o600
        with pytest.raises(UserError) as caught, FolderLock(layout):
            pytest.fail("two holders")
        assert (caught.value.code, caught.value.exit_code) == ("vault_in_use", ExitCode.VAULT_IN_USE)
        script = "import fcntl, sys; fcntl.flock(open(sys.argv[1], 'r+'), fcntl.LOCK_EX | fcntl.LOCK_NB)"
        outcome = subprocess.run(
            [sys.executable, "-c", script, layout.lock], check=False, capture_output=True
        )
        assert b"BlockingIOError" in outcome.stderr
    with FolderLock(layout), pytest.raises(UserError), FolderLock(layout):
        pytest.fail("two holders")


def test_the_lock_is_freed_after_an_error(layout: VaultLayout) -> None:
    lock = FolderLock(layout)
    with pytest.raises(ZeroDivisionError), lock:
        raise ZeroDivisionError
    with lock:
        assert layout.lock.exists()


def test_a_linked_lock_is_refused(layout: VaultLayout, tmp_path: Path) -> None:
    layout.lock.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UserError) as caught, FolderLock(layout):
        pytest.fail("followed a link")
    assert caught.value.code == "vault_has_links"
    assert not (tmp_path / "elsewhere").exists()


def test_the_reserve_is_laid_in_and_given_up(layout: VaultLayout) -> None:
    assert give_up(layout) is False
    assert ensure(layout, SeededIds()) is True
    held = layout.reserve.read_bytes()
    assert len(held) == RESERVE_SIZE
    assert len(set(held)) == 256
    assert ensure(layout, SeededIds(8)) is True
    assert layout.reserve.read_bytes() == held
    assert give_up(layout) is True
    assert not layout.reserve.exists()


@pytest.mark.parametrize(("number", "told"), [(errno.ENOSPC, False), (errno.EIO, True)])
def test_a_full_disk_does_not_stop_an_opening(
    layout: VaultLayout, monkeypatch: pytest.MonkeyPatch, number: int, told: bool
) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(number, "planted")

    monkeypatch.setattr(os, "write", fail)
    if told:
        with pytest.raises(OSError, match="planted"):
            ensure(layout, SeededIds())
    else:
        assert ensure(layout, SeededIds()) is False
    assert not layout.reserve.exists()


def test_a_linked_staging_folder_stops_the_reserve(layout: VaultLayout, tmp_path: Path) -> None:
    layout.staging.rmdir()
    layout.staging.symlink_to(tmp_path)
    with pytest.raises(UserError) as caught:
        ensure(layout, SeededIds())
    assert caught.value.code == "vault_has_links"


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        with pytest.raises(OSError, match="not a regular file"):
            open_regular(path)
    with pytest.raises(FileNotFoundError):
        open_regular(tmp_path / "missing")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    with pytest.raises(UserError):
        open_regular(tmp_path / "link")
