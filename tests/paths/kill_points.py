"""Runs work in a forked child and kills it with SIGKILL right before a chosen call that changes the disk.

The kernel hands each such call of the child, those of the database included, to the parent first
(seccomp user notification): the parent lets it go on or kills. Nothing in the program is patched.
"""

import ctypes
import fcntl
import os
import select
import signal
import socket
import struct
import sys
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from vault.services.files.sandbox import kernel

Ack = Callable[[str], None]
Work = Callable[[Ack], None]


_ARCH = ("x86_64", "aarch64").index(os.uname().machine) if os.uname().machine in ("x86_64", "aarch64") else -1


class Call(NamedTuple):
    """A call that changes the disk: its numbers on x86_64 and aarch64 (-1: none there).

    `path` is the argument that names what it changes (None: the first is a descriptor of it), `flags`
    the one that must ask for a new file.
    """

    name: str
    numbers: tuple[int, int]
    path: int | None = None
    flags: int | None = None

    @property
    def number(self) -> int:
        """Its number on this processor."""
        return self.numbers[_ARCH]


CALLS = (
    Call("write", (1, 64)),
    Call("write", (18, 68)),
    Call("write", (20, 66)),
    Call("sync", (74, 82)),
    Call("sync", (75, 83)),
    Call("truncate", (77, 46)),
    Call("open", (2, -1), path=0, flags=1),
    Call("open", (257, 56), path=1, flags=2),
    Call("mkdir", (83, -1), path=0),
    Call("mkdir", (258, 34), path=1),
    Call("unlink", (87, -1), path=0),
    Call("unlink", (263, 35), path=1),
    Call("rename", (82, -1), path=1),
    Call("rename", (264, 38), path=3),
    Call("rename", (316, 276), path=3),
)
_SECCOMP = {"x86_64": 317, "aarch64": 277}.get(os.uname().machine, -1)
_LOAD, _EQUAL, _RETURN, _ANY_BIT = 0x20, 0x15, 0x06, 0x45
_ALLOW, _NOTIFY = 0x7FFF0000, 0x7FC00000
_ARGUMENTS_AT = 16
_SET_FILTER, _NEW_LISTENER = 1, 8
_RECEIVE, _SEND, _CONTINUE = 0xC0502100, 0xC0182101, 1
_NOTICE = struct.Struct("<QIIiIQ6Q")
_PATIENCE = 60_000
_PATH_MAX = 4096


@dataclass(frozen=True, slots=True)
class Point:
    """Where to kill: before the `nth` call (from 1) of this name."""

    step: str
    nth: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a child: each call by name, what it acknowledged, and whether it was killed."""

    steps: tuple[str, ...]
    acks: tuple[str, ...]
    killed: bool


class WorkFailedError(AssertionError):
    """The work in the child went wrong by itself."""


def available() -> bool:
    """Tell whether this kernel lets a parent decide over its child's calls."""
    if sys.platform != "linux" or _ARCH < 0:
        return False
    return "user_notif" in Path("/proc/sys/kernel/seccomp/actions_avail").read_text().split()


def run(work: Work, folder: Path, point: Point | None = None) -> Outcome:
    """Run `work` in a forked child, killed at `point`; calls outside `folder` are let through unnamed."""
    ours, theirs = socket.socketpair()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child makes no use of a parent's threads
        child = os.fork()
    if child == 0:
        ours.close()
        _become_child(work, theirs)
    theirs.close()
    try:
        _, (listener,), _, _ = socket.recv_fds(ours, 1, 1)
        steps, killed = _watch(child, listener, folder, point)
        os.close(listener)
        acks = _received(ours)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        ours.close()
        _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code != (-signal.SIGKILL if killed else 0):
        raise WorkFailedError(f"exit code {code}: {acks[-1] if acks else 'no word'}")
    return Outcome(tuple(steps), acks, killed)


def _become_child(work: Work, parent: socket.socket) -> None:
    def ack(text: str) -> None:
        parent.sendall(text.encode() + b"\n")

    try:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        kernel.prctl(kernel.PR_SET_DUMPABLE, 1)  # a command line run in this process hid its memory
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        socket.send_fds(parent, [b"l"], [_listen()])
        work(ack)
    except BaseException:  # noqa: BLE001 - the child ends here whatever happens
        ack(traceback.format_exc().replace("\n", " | "))
        os._exit(1)
    os._exit(0)


def _listen() -> int:
    """Have the kernel ask about every call in CALLS from now on; return the descriptor it asks on."""
    steps: list[tuple[int, int, int, int]] = []
    for call in CALLS:
        if call.number < 0:
            continue
        if call.flags is None:
            steps += [(_EQUAL, 0, 1, call.number), (_RETURN, 0, 0, _NOTIFY)]
        else:
            at = _ARGUMENTS_AT + 8 * call.flags
            steps += [(_EQUAL, 0, 4, call.number), (_LOAD, 0, 0, at), (_ANY_BIT, 0, 1, os.O_CREAT)]
            steps += [(_RETURN, 0, 0, _NOTIFY), (_RETURN, 0, 0, _ALLOW)]
    code = b"".join(
        struct.pack("HBBI", *step) for step in [(_LOAD, 0, 0, 0), *steps, (_RETURN, 0, 0, _ALLOW)]
    )
    held = ctypes.create_string_buffer(code)
    program = struct.pack("HxxxxxxQ", len(code) // 8, ctypes.addressof(held))
    return kernel.syscall(_SECCOMP, _SET_FILTER, _NEW_LISTENER, program)


def _watch(child: int, listener: int, folder: Path, point: Point | None) -> tuple[list[str], bool]:
    calls = {call.number: call for call in CALLS}
    steps: list[str] = []
    polled = select.poll()
    polled.register(listener, select.POLLIN)
    while True:
        if not (events := polled.poll(_PATIENCE)):
            raise WorkFailedError("the child takes too long")
        if not events[0][1] & select.POLLIN:
            return steps, False
        notice = bytearray(_NOTICE.size)
        try:
            fcntl.ioctl(listener, _RECEIVE, notice)
        except FileNotFoundError:  # a signal took the call back
            continue
        ticket, thread, _, number, _, _, *arguments = _NOTICE.unpack(notice)
        step = _named(calls[number], thread, arguments, folder)
        if step is not None:
            steps.append(step)
            if point is not None and step == point.step and steps.count(step) == point.nth:
                os.kill(child, signal.SIGKILL)
                return steps, True
        fcntl.ioctl(listener, _SEND, struct.pack("<QqiI", ticket, 0, 0, _CONTINUE))


def _named(call: Call, thread: int, arguments: list[int], folder: Path) -> str | None:
    """Return the call and the part of the vault it changes; None when that lies elsewhere."""
    if call.path is None:
        path = Path(f"/proc/{thread}/fd/{arguments[0]}").readlink()
    else:
        with open(f"/proc/{thread}/mem", "rb", buffering=0) as memory:  # noqa: PTH123 - no file of its own
            memory.seek(arguments[call.path])
            path = Path(os.fsdecode(memory.read(_PATH_MAX).split(b"\0")[0]))
    if not path.is_relative_to(folder):
        return None
    parts = path.relative_to(folder).parts
    match parts:
        case ():
            part = "the folder"
        case ("tmp", _):
            part = "tmp/part"
        case ("documents", _):
            part = "documents/ab"
        case ("documents", _, _):
            part = "documents/ab/id"
        case _:
            part = "/".join(parts)
    return f"{call.name} {part}"


def _received(ours: socket.socket) -> tuple[str, ...]:
    data = b""
    while part := ours.recv(1 << 16):
        data += part
    return tuple(data.decode().splitlines())
