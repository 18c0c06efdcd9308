"""Lock this single-threaded process down for good, in the one order that works."""

import resource
from dataclasses import dataclass
from pathlib import Path

from vault.services.files.sandbox import kernel, landlock, seccomp
from vault.services.files.sandbox.rung import Rung

_NOTHING = (
    resource.RLIMIT_FSIZE,
    resource.RLIMIT_CORE,
    resource.RLIMIT_MEMLOCK,
    resource.RLIMIT_MSGQUEUE,
    resource.RLIMIT_NOFILE,
)


@dataclass(frozen=True, slots=True)
class Walls:
    """Which walls stand around this process."""

    seccomp: bool
    landlock: bool

    @property
    def rung(self) -> Rung:
        """Return the rung these walls amount to."""
        if self.seccomp:
            return Rung.A if self.landlock else Rung.B
        return Rung.C if self.landlock else Rung.D


def mapped_bytes() -> int:
    """Return the address space this process has mapped."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()


def _lower(limit: int, value: int) -> None:
    hard = resource.getrlimit(limit)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (value, value))


def lock_down(memory: int, cpu: int) -> Walls:
    """Leave this process only computing: `memory` bytes above what is mapped now, `cpu` seconds.

    Landlock needs a descriptor, the limits need calls that seccomp then ends: the order is fixed.
    """
    ceiling = mapped_bytes() + memory
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    files_closed = landlock.restrict()
    _lower(resource.RLIMIT_AS, ceiling)
    _lower(resource.RLIMIT_CPU, cpu)
    for limit in _NOTHING:
        _lower(limit, 0)
    return Walls(seccomp=seccomp.restrict(), landlock=files_closed)
