"""The app's end of the fork server on Linux: starts it, hands jobs over, ends children without fail."""

import fcntl
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from vault.domain.errors import BugError
from vault.services.files.sandbox import wire
from vault.services.files.sandbox.answers import AnswerReader
from vault.services.files.sandbox.rung import Answer, Limits, Rung, SandboxError

_CODE_ROOT = Path(__file__).parents[4]
_SEALS = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE
_START_SECONDS = 60
_END_SECONDS = 5

Content = bytes | memoryview


def _command(descriptor: int, modules: Sequence[str]) -> list[str]:
    ours = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "vault"]
    return [*ours, "--sandbox", str(descriptor), *modules]


def _environment(search: Sequence[Path]) -> dict[str, str]:
    return {
        "LC_ALL": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": os.pathsep.join(map(str, (_CODE_ROOT, *search))),
    }


def _sealed(content: Content) -> int:
    """Return a memory file of the content that nobody can change any more."""
    descriptor = os.memfd_create("source", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        rest = memoryview(content).cast("B")
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, _SEALS)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _end(pidfd: int) -> None:
    """Kill the child whatever it does, and see it gone."""
    with suppress(ProcessLookupError):
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)
    gone = select.poll()
    gone.register(pidfd, select.POLLIN)
    gone.poll(_END_SECONDS * 1000)


class ForkServer:
    """A process of our own code that forks one locked child for each job."""

    def __init__(self, modules: Sequence[str], search: Sequence[Path]) -> None:
        self._lock = threading.Lock()
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own executable and module names
                _command(theirs.fileno(), modules),
                pass_fds=[theirs.fileno()],
                env=_environment(search),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._socket.settimeout(_START_SECONDS)
        try:
            said = self._socket.recv(1024)
        except TimeoutError:
            said = b"timeout"
        if said != wire.READY:
            self.close()
            raise BugError(f"the fork server did not start: {said.decode('utf-8', 'replace')}")

    @property
    def pid(self) -> int:
        """Return the process id of the server."""
        return self._process.pid

    def run(
        self,
        job: str,
        sources: Sequence[Content],
        args: Mapping[str, object],
        limits: Limits,
        promised: Rung,
    ) -> Generator[Answer, None, None]:
        """Yield the rung the child reached, as its head, then its answers; the child is dead afterwards."""
        module, _, function = job.partition(":")
        order = json.dumps(
            {
                "module": module,
                "function": function,
                "args": args,
                "memory": limits.memory,
                "cpu": limits.cpu,
                "rung": promised,
            }
        ).encode("ascii")
        answers, theirs = os.pipe()
        with ExitStack() as held:
            held.callback(os.close, answers)
            try:
                pidfd = self._start_child(theirs, [order, *sources])
            except OSError:
                raise SandboxError("died") from None
            finally:
                os.close(theirs)
            held.callback(os.close, pidfd)
            held.callback(_end, pidfd)
            yield from AnswerReader(answers, limits).frames()

    def _start_child(self, pipe: int, contents: Sequence[Content]) -> int:
        with self._lock:
            try:
                self._hand_over(pipe, contents)
            except BaseException:
                with suppress(OSError):
                    self._socket.send(b"drop")
                raise
            _, descriptors, _, _ = socket.recv_fds(self._socket, 16, 1, socket.MSG_CMSG_CLOEXEC)
        if not descriptors:
            raise SandboxError("died")
        return descriptors[0]

    def _hand_over(self, pipe: int, contents: Sequence[Content]) -> None:
        """Send the pipe and one sealed memory file for each content, a batch at a time."""
        step = wire.BATCH - 1
        for start in range(0, len(contents), step):
            with ExitStack() as sent:
                descriptors = [] if start else [pipe]
                for content in contents[start : start + step]:
                    descriptor = _sealed(content)
                    sent.callback(os.close, descriptor)
                    descriptors.append(descriptor)
                word = b"last" if start + step >= len(contents) else b"more"
                socket.send_fds(self._socket, [word], descriptors)

    def close(self) -> None:
        """End the server and with it every child."""
        self._socket.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
