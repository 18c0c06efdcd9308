"""What a locked child can still reach: tried at every start, so the app tells what it measured."""

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from vault.services.files.sandbox.rung import Rung

JOB = f"{__name__}:probe"


def _read_a_file() -> None:
    os.close(os.open("/", os.O_RDONLY))


def _open_a_socket() -> None:
    socket.socket(socket.AF_UNIX).close()


def _start_a_process() -> None:
    pid = os.fork()
    if not pid:
        os._exit(0)
    os.waitpid(pid, 0)


def _look_at_a_file() -> None:
    Path("/").stat()


DOORS: dict[str, Callable[[], None]] = {
    "read": _read_a_file,
    "socket": _open_a_socket,
    "fork": _start_a_process,
    "stat": _look_at_a_file,
}


def probe(_sources: Sequence[object], _args: dict[str, object]) -> Iterator[tuple[dict[str, object], bytes]]:
    """Try every door; answer with the names of those that opened."""
    opened: list[str] = []
    for name, attempt in DOORS.items():
        try:
            attempt()
        except OSError:
            continue
        opened.append(name)
    yield {"opened": opened}, b""


def measured(claimed: Rung, opened: object) -> Rung:
    """Return the rung a child claimed for itself where what it could still open agrees, else D."""
    if not isinstance(opened, list):
        return Rung.D
    if claimed <= Rung.B and not opened:
        return claimed
    if claimed is Rung.C and "read" not in opened:
        return claimed
    return Rung.D
