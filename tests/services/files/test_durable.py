import errno
import fcntl
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from vault.domain.errors import ExitCode, UserError
from vault.services.files.durable import durable_unlink, durable_write, make_folders

OLD, NEW = b"old bytes", b"new bytes"


@pytest.fixture
def staging(tmp_path: Path) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "target"
    path.write_bytes(OLD)
    return path


def test_the_target_holds_the_bytes_and_is_private(target: Path, staging: Path) -> None:
    durable_write(target, NEW, staging)
    assert target.read_bytes() == NEW
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(staging.iterdir()) == []


@pytest.mark.parametrize("parts", [[], [b""], [b"a", b"", b"bc"]])
def test_parts_are_joined(target: Path, staging: Path, parts: list[bytes]) -> None:
    durable_write(target, parts, staging)
    assert target.read_bytes() == b"".join(parts)


def test_large_writes_and_short_answers_of_the_system(
    target: Path, staging: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[: 3 << 20]))
    parts = [bytes([number]) * (5 << 20) for number in range(4)]
    durable_write(target, parts, staging)
    assert target.read_bytes() == b"".join(parts)


def test_the_order_of_the_steps(target: Path, staging: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    real_write, real_fsync, real_replace = os.write, os.fsync, os.replace

    def write(descriptor: int, data: bytes) -> int:
        steps.append("write")
        return real_write(descriptor, data)

    def fsync(descriptor: int) -> None:
        steps.append("fsync folder" if os.path.isdir(f"/proc/self/fd/{descriptor}") else "fsync file")  # noqa: PTH112
        real_fsync(descriptor)

    def replace(source: Path, goal: Path) -> None:
        assert target.read_bytes() == OLD
        assert source.parent == staging
        steps.append("replace")
        real_replace(source, goal)

    monkeypatch.setattr(os, "write", write)
    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    durable_write(target, [b"a", b"b"], staging)
    assert steps == ["write", "write", "fsync file", "replace", "fsync folder"]


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_a_failing_step_leaves_the_old_bytes_and_nothing_staged(
    target: Path, staging: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(number, "planted")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises((OSError, UserError)) as caught:
        durable_write(target, NEW, staging)
    monkeypatch.undo()
    assert target.read_bytes() == OLD
    assert list(staging.iterdir()) == []
    if number == errno.EIO:
        assert isinstance(caught.value, OSError)
    else:
        assert isinstance(caught.value, UserError)
        assert (caught.value.code, caught.value.exit_code) == ("disk_full", ExitCode.DISK_FULL)


def test_a_failing_source_leaves_the_old_bytes_and_nothing_staged(target: Path, staging: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield NEW
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        durable_write(target, parts(), staging)
    assert target.read_bytes() == OLD
    assert list(staging.iterdir()) == []


def test_a_failing_sync_of_the_folder_is_no_success(
    target: Path, staging: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync
    calls: list[int] = []

    def fsync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(errno.EIO, "planted")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError, match="planted"):
        durable_write(target, NEW, staging)
    assert list(staging.iterdir()) == []


def busy(winerror: int) -> PermissionError:
    error = PermissionError(errno.EACCES, "planted")
    error.winerror = winerror  # type: ignore[attr-defined,unused-ignore]  # Windows only in typeshed
    return error


@pytest.mark.parametrize(("failures", "succeeds"), [(1, True), (20, True), (21, False)])
def test_a_file_held_by_a_scanner_is_tried_again(
    target: Path, staging: Path, monkeypatch: pytest.MonkeyPatch, failures: int, succeeds: bool
) -> None:
    real = os.replace
    left = [busy(32)] * failures

    def replace(source: Path, goal: Path) -> None:
        if left:
            raise left.pop()
        real(source, goal)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    if succeeds:
        durable_write(target, NEW, staging)
    else:
        with pytest.raises(PermissionError):
            durable_write(target, NEW, staging)
    assert target.read_bytes() == (NEW if succeeds else OLD)
    assert list(staging.iterdir()) == []


def test_no_right_to_write_is_not_tried_again(
    target: Path, staging: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def replace(_source: Path, _goal: Path) -> None:
        calls.append(1)
        raise PermissionError(errno.EACCES, "planted")

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(PermissionError):
        durable_write(target, NEW, staging)
    assert calls == [1]


def test_a_link_as_target_is_replaced_not_followed(tmp_path: Path, target: Path, staging: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(target)
    durable_write(link, NEW, staging)
    assert target.read_bytes() == OLD
    assert not link.is_symlink()


@pytest.mark.parametrize("part", ["tmp", "documents"])
def test_linked_folders_are_refused(tmp_path: Path, part: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("tmp", "documents"):
        if name == part:
            (tmp_path / name).symlink_to(outside)
        else:
            (tmp_path / name).mkdir()
    with pytest.raises(UserError) as caught:
        durable_write(tmp_path / "documents" / "a", NEW, tmp_path / "tmp")
    assert (caught.value.code, caught.value.values) == ("vault_has_links", {"name": part})
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("flushes", [True, False])
def test_the_drive_is_flushed_where_the_system_can(
    target: Path, staging: Path, monkeypatch: pytest.MonkeyPatch, flushes: bool
) -> None:
    calls: list[str] = []

    def full_sync(_descriptor: int, command: int) -> None:
        assert command == 51
        calls.append("drive")
        if not flushes:
            raise OSError(errno.ENOTSUP, "planted")

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", full_sync)
    monkeypatch.setattr(os, "fsync", lambda _descriptor: calls.append("fsync"))
    durable_write(target, NEW, staging)
    assert calls == (["drive", "fsync"] if flushes else ["drive", "fsync", "fsync"])


def test_windows_needs_no_sync_of_folders(
    target: Path, staging: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "fsync", calls.append)
    durable_write(target, NEW, staging)
    assert len(calls) == 1


def test_unlink(target: Path) -> None:
    assert durable_unlink(target) is True
    assert durable_unlink(target) is False
    assert not target.exists()


def test_folders_are_private_and_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "documents"
    make_folders((folder,))
    make_folders((folder,))
    assert folder.stat().st_mode & 0o777 == 0o700
    link = tmp_path / "link"
    link.symlink_to(folder)
    with pytest.raises(UserError):
        make_folders((link,))

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "planted")

    monkeypatch.setattr(os, "mkdir", full)
    with pytest.raises(UserError) as caught:
        make_folders((tmp_path / "other",))
    assert caught.value.code == "disk_full"
