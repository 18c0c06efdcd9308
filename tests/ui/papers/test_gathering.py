"""Files to store: folders are opened one level, and a scan that is still written is awaited."""

import threading
import time
from pathlib import Path

import pytest

from vault.domain.errors import Cancelled
from vault.domain.ports import NoProgress
from vault.ui.papers.gathering import Gathered, await_finished, gather


def _file(path: Path, content: bytes = b"sample") -> Path:
    path.write_bytes(content)
    return path


def test_files_stay_in_their_order_and_come_once(tmp_path: Path) -> None:
    one, two = _file(tmp_path / "b.pdf"), _file(tmp_path / "a.pdf")
    assert gather([one, two, one]) == Gathered((one, two), ())


def test_a_folder_gives_its_files_and_says_what_it_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "scans"
    (folder / "inner").mkdir(parents=True)
    _file(folder / "inner" / "deep.pdf")
    _file(folder / ".DS_Store")
    wanted = [_file(folder / "1.pdf"), _file(folder / "2.pdf")]
    assert gather([folder]) == Gathered(tuple(wanted), (".DS_Store", "inner"))


def test_what_is_not_there_is_left_to_the_import_to_refuse(tmp_path: Path) -> None:
    assert gather([tmp_path / "missing.pdf"]).files == (tmp_path / "missing.pdf",)


def test_a_finished_file_is_not_waited_for_long(tmp_path: Path) -> None:
    began = time.monotonic()
    await_finished([_file(tmp_path / "a.pdf"), tmp_path / "missing.pdf"], NoProgress())
    assert time.monotonic() - began < 2


def test_a_growing_file_is_waited_for(tmp_path: Path) -> None:
    path = _file(tmp_path / "scan.pdf", b"")
    written = threading.Event()

    def scan() -> None:
        for _ in range(6):
            time.sleep(0.1)
            with path.open("ab") as target:
                target.write(b"page")
        written.set()

    scanner = threading.Thread(target=scan)
    scanner.start()
    await_finished([path], NoProgress())
    assert written.is_set()
    scanner.join()
    assert path.read_bytes() == b"page" * 6


def test_one_that_never_ends_is_taken_as_it_is(tmp_path: Path) -> None:
    path = _file(tmp_path / "scan.pdf")
    stop = threading.Event()

    def scan() -> None:
        while not stop.wait(0.02):
            with path.open("ab") as target:
                target.write(b"page")

    scanner = threading.Thread(target=scan)
    scanner.start()
    began = time.monotonic()
    await_finished([path], NoProgress(), longest=0.6)
    assert 0.6 <= time.monotonic() - began < 5
    stop.set()
    scanner.join()


def test_waiting_can_be_stopped(tmp_path: Path) -> None:
    class Stopping:
        def step(self, done: int, total: int, unit: str) -> None:
            assert (done, total, unit) == (0, 1, "papers")
            raise Cancelled

    with pytest.raises(Cancelled):
        await_finished([_file(tmp_path / "a.pdf")], Stopping())
