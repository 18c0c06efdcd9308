"""The app's side of the sandbox: start it before any key exists, run jobs, get cleaned answers."""

import os
import signal
import sys
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from vault.domain.errors import BugError, ExitCode, UserError
from vault.services.files.sandbox import selftest
from vault.services.files.sandbox.rung import Answer, Limits, Rung, SandboxError

if TYPE_CHECKING:
    from vault.services.files.sandbox.fork_server import ForkServer

_PROBE_LIMITS = Limits(seconds=10, memory=1 << 28, cpu=5, output=1 << 16)


def _has_facilities() -> bool:
    return (
        sys.platform == "linux"
        and hasattr(os, "memfd_create")
        and hasattr(os, "pidfd_open")
        and hasattr(signal, "pidfd_send_signal")
    )


class Sandbox:
    """Runs functions on untrusted bytes, each in a fresh process that can only compute."""

    def __init__(self, server: "ForkServer | None", modules: frozenset[str], *, allow_unsealed: bool) -> None:
        self._server = server
        self._modules = modules
        self._allow_unsealed = allow_unsealed
        self.rung = Rung.D if server is None else self._measure(server)

    @classmethod
    def start(
        cls, modules: Sequence[str], *, search: Sequence[Path] = (), allow_unsealed: bool = False
    ) -> Self:
        """Start the fork server with these modules imported and warmed up, and measure the rung.

        Call it on the main thread before any vault is unlocked. `search` holds further folders to import
        from; `allow_unsealed` lets jobs run on rung D. Raises BugError when a module does not import.
        """
        if not _has_facilities():
            return cls(None, frozenset(), allow_unsealed=allow_unsealed)
        from vault.services.files.sandbox.fork_server import ForkServer

        server = ForkServer([selftest.__name__, *modules], search)
        return cls(server, frozenset(modules), allow_unsealed=allow_unsealed)

    @staticmethod
    def _measure(server: "ForkServer") -> Rung:
        try:
            claim, found = server.run(selftest.JOB, [], {}, _PROBE_LIMITS, Rung.D)
            return selftest.measured(Rung(str(claim.head.get("rung"))), found.head.get("opened"))
        except (SandboxError, ValueError):
            return Rung.D

    def run(
        self,
        job: str,
        sources: Sequence[bytes | memoryview],
        args: Mapping[str, object],
        limits: Limits,
    ) -> Generator[Answer, None, None]:
        """Run `module:function` on the sources in a child of its own and yield its answers.

        The function is called as `function(sources, args)` with read-only maps (or empty bytes) and yields
        `(head, body)`. Raises SandboxError while iterating, UserError `not_sealed_off` at once.
        """
        if job.partition(":")[0] not in self._modules and self._server is not None:
            raise BugError(f"not a module of this sandbox: {job}")
        if self._server is None or (self.rung is Rung.D and not self._allow_unsealed):
            raise UserError("not_sealed_off", ExitCode.NOT_SEALED_OFF, rung=self.rung)
        return self._answers(self._server.run(job, sources, args, limits, self.rung))

    def _answers(self, frames: Generator[Answer, None, None]) -> Generator[Answer, None, None]:
        claim = next(frames, None)
        if claim is None or claim.head.get("rung") not in tuple(Rung):
            raise SandboxError("bad_answer")
        yield from frames

    def close(self) -> None:
        """End the fork server and every child; closing twice is fine."""
        if self._server is not None:
            self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
