"""The fork server: started by exec before any key exists, it forks one locked child for each job."""

import gc
import importlib
import json
import mmap
import os
import resource
import select
import signal
import socket
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import NamedTuple, NoReturn

from vault.services.files.sandbox import kernel, wire
from vault.services.files.sandbox.lock_down import lock_down
from vault.services.files.sandbox.rung import Rung

_OUT = 3
_MOST_DESCRIPTORS = 1 << 16

Source = mmap.mmap | bytes


class Child(NamedTuple):
    """A running child: its pidfd and its process id."""

    pidfd: int
    pid: int


def serve(descriptor: int, names: Sequence[str]) -> NoReturn:
    """Import and warm up the modules, then fork a child for each request until the app is gone."""
    app = socket.socket(fileno=descriptor)
    try:
        modules = {name: importlib.import_module(name) for name in names}
        for module in modules.values():
            getattr(module, "warm_up", lambda: None)()
    except BaseException as error:  # noqa: BLE001 - the app is told and raises
        app.send(f"{type(error).__name__}: {error}"[:500].encode("utf-8", "replace"))
        os._exit(1)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    most = _MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, _MOST_DESCRIPTORS)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    gc.freeze()
    app.send(wire.READY)
    _answer_requests(app, modules)
    os._exit(0)


def _answer_requests(app: socket.socket, modules: Mapping[str, ModuleType]) -> None:
    """Fork for each request; reap each child as soon as its pidfd says that it ended."""
    children: dict[int, int] = {}
    waiting = select.poll()
    waiting.register(app, select.POLLIN)
    while True:
        for ready, _ in waiting.poll():
            if ready == app.fileno():
                descriptors = _receive(app)
                if not descriptors:
                    return
                if child := _start_child(app, descriptors, modules):
                    children[child.pidfd] = child.pid
                    waiting.register(child.pidfd, select.POLLIN)
            else:
                waiting.unregister(ready)
                os.waitpid(children.pop(ready), 0)
                os.close(ready)


def _receive(app: socket.socket) -> list[int]:
    """Return the descriptors of one request: the answer's pipe, the order, the sources; none at the end."""
    descriptors: list[int] = []
    while True:
        word, some, _, _ = socket.recv_fds(app, 16, wire.BATCH)
        descriptors += some
        if word == b"last":
            return descriptors
        if word != b"more":
            _close_all(descriptors)
            descriptors = []
        if not word:
            return descriptors


def _close_all(descriptors: Sequence[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)


def _start_child(
    app: socket.socket, descriptors: list[int], modules: Mapping[str, ModuleType]
) -> Child | None:
    """Fork and tell the app the pidfd; None where the system is out of processes."""
    server = os.getpid()
    try:
        pid = os.fork()
    except OSError:
        app.send(b"failed")
        _close_all(descriptors)
        return None
    if not pid:
        _child(server, descriptors, modules)
    pidfd = os.pidfd_open(pid)
    socket.send_fds(app, [b"pidfd"], [pidfd])
    _close_all(descriptors)
    return Child(pidfd, pid)


def _child(server: int, descriptors: list[int], modules: Mapping[str, ModuleType]) -> NoReturn:
    """Keep the answer's pipe only, lock down, run the job; nothing but frames leaves this process."""
    try:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != server:
            os._exit(1)
        output, order, *rest = descriptors
        request = json.loads(bytes(_mapped(order)))
        sources = [_mapped(source) for source in rest]
        _keep_only(output)
    except BaseException:  # noqa: BLE001 - without its pipe the child can only end
        os._exit(1)
    try:
        _run(request, sources, modules)
    except MemoryError:
        _report("memory")
    except BaseException:  # noqa: BLE001 - whatever a hostile paper sets off ends here
        _report("parser")
    os._exit(0)


def _run(request: dict[str, object], sources: list[Source], modules: Mapping[str, ModuleType]) -> None:
    match request:
        case {
            "module": str(module),
            "function": str(function),
            "args": dict(args),
            "memory": int(memory),
            "cpu": int(cpu),
            "rung": str(promised),
        }:
            job = getattr(modules[module], function)
        case _:
            raise KeyError
    reached = lock_down(memory, cpu).rung
    if reached > Rung(promised):
        _report("not_sealed")
        return
    wire.send(_OUT, {"rung": reached})
    for head, body in job(sources, args):
        wire.send(_OUT, head, body)
    wire.send(_OUT, {"end": True})


def _report(reason: str) -> None:
    try:
        wire.send(_OUT, {"error": reason})
    except BaseException:  # noqa: BLE001 - the app takes a missing end for a death
        os._exit(1)


def _mapped(descriptor: int) -> Source:
    size = os.fstat(descriptor).st_size
    return mmap.mmap(descriptor, size, access=mmap.ACCESS_READ) if size else b""


def _keep_only(output: int) -> None:
    """Leave /dev/null as the standard streams and the answer's pipe; maps stay without a descriptor."""
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    kept = os.dup(output)
    os.dup2(kept, _OUT)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(_OUT):
        os.dup2(null, stream)
    os.closerange(_OUT + 1, limit)
