import errno
import os
from datetime import date
from pathlib import Path

import pytest

from tests.fakes.ids import SeededIds
from tests.fakes.vectors import VID, VMK
from vault.domain.errors import UserError
from vault.services.files.layout import VaultLayout, create
from vault.services.keys.derivation import KdfCost
from vault.services.keys.header import Copy, NewSlot, create_header, rename
from vault.services.keys.header_files import heal_header_files, read_header_files, write_header_files
from vault.services.keys.slots import RecoveryKey

RECOVERY = RecoveryKey(bytes(range(16)))


@pytest.fixture
def layout(tmp_path: Path) -> VaultLayout:
    made = create(tmp_path / "Sample.rvault")
    raw = create_header(
        VID,
        VMK,
        "Sample",
        [NewSlot(RECOVERY)],
        cost=KdfCost(8192, 1, 1),
        ids=SeededIds(),
        today=date(2026, 3, 2),
    )
    write_header_files(made, raw)
    return made


def test_both_copies_are_written(layout: VaultLayout) -> None:
    unlocked = read_header_files(layout).unlock(RECOVERY)
    assert unlocked.heal == ()
    assert layout.header.read_bytes() == layout.header_backup.read_bytes() == unlocked.good_bytes
    assert layout.header.stat().st_mode & 0o777 == 0o600


def test_healing_writes_only_the_copy_that_differs(layout: VaultLayout) -> None:
    good = layout.header.read_bytes()
    layout.header.write_bytes(good[:100])
    before = layout.header_backup.stat().st_ino
    unlocked = read_header_files(layout).unlock(RECOVERY)
    assert heal_header_files(layout, unlocked) == (Copy.PRIMARY,)
    assert layout.header.read_bytes() == good
    assert layout.header_backup.stat().st_ino == before
    layout.header_backup.unlink()
    assert heal_header_files(layout, read_header_files(layout).unlock(RECOVERY)) == (Copy.BACKUP,)
    assert layout.header_backup.read_bytes() == good


def test_a_crash_between_the_copies_leaves_the_new_header(
    layout: VaultLayout, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlocked = read_header_files(layout).unlock(RECOVERY)
    real = os.fsync
    calls: list[int] = []

    def failing(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 3:  # file and folder of the first copy went well
            raise OSError(errno.EIO, "planted")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OSError, match="planted"):
        write_header_files(layout, rename(unlocked, "Renamed", SeededIds(8)))
    monkeypatch.setattr(os, "fsync", real)
    again = read_header_files(layout).unlock(RECOVERY)
    assert (again.name, again.gen, again.heal) == ("Renamed", 2, (Copy.BACKUP,))
    assert list(layout.staging.iterdir()) == []


def test_no_header_is_no_vault_and_a_huge_one_is_damage(layout: VaultLayout) -> None:
    layout.header_backup.unlink()
    with layout.header.open("r+b") as stream:
        stream.truncate(1 << 30)
    with pytest.raises(UserError) as caught:
        read_header_files(layout)
    assert caught.value.code == "header_damaged"
    layout.header.unlink()
    with pytest.raises(UserError) as caught:
        read_header_files(layout)
    assert caught.value.code == "not_a_vault"
