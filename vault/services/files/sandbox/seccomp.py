"""The main wall: an allow-list of the system calls a process needs that only computes."""

import ctypes
import errno
import os
import struct
import sys
from typing import NamedTuple

from vault.services.files.sandbox import kernel

_FILTER_MODE = 2


class Cpu(NamedTuple):
    """What differs between processors: the column in the tables, and the kernel's name of the ABI."""

    column: int
    audit_arch: int


CPUS = {"x86_64": Cpu(0, 0xC000003E), "aarch64": Cpu(1, 0xC00000B7)}

ALLOWED = {
    "read": (0, 63),
    "write": (1, 64),
    "readv": (19, 65),
    "writev": (20, 66),
    "pread64": (17, 67),
    "lseek": (8, 62),
    "close": (3, 57),
    "fstat": (5, 80),
    "ppoll": (271, 73),
    "munmap": (11, 215),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "futex": (202, 98),
    "set_robust_list": (273, 99),
    "rseq": (334, 293),
    "membarrier": (324, 283),
    "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123),
    "getcpu": (309, 168),
    "nanosleep": (35, 101),
    "clock_nanosleep": (230, 115),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "gettimeofday": (96, 169),
    "getpid": (39, 172),
    "gettid": (186, 178),
    "getrandom": (318, 278),
    "getrusage": (98, 165),
    "sysinfo": (99, 179),
    "uname": (63, 160),
    "restart_syscall": (219, 128),
    "exit": (60, 93),
    "exit_group": (231, 94),
}
"""Call numbers on x86_64 and aarch64: computing, and using descriptors that are already held."""

ALLOWED_WITHOUT_EXEC = {"mmap": (9, 222), "mprotect": (10, 226)}
"""Allowed as long as the third argument does not ask for executable memory."""

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_KILL, _ALLOW, _ERRNO = 0x80000000, 0x7FFF0000, 0x00050000
_CALL_AT, _ARCH_AT, _THIRD_ARGUMENT_AT = 0, 4, 32
_X32_BIT = 1 << 30
_PROT_EXEC = 4
_CLONE3 = 435

Instruction = tuple[int, int, int, int]
"""One step of classic BPF: operation, steps to skip if true, if false, operand."""


def program(cpu: Cpu) -> list[Instruction]:
    """Return the filter: another ABI kills, what is not listed answers EPERM, new threads included."""
    refuse = (_RETURN, 0, 0, _ERRNO | errno.EPERM)
    steps: list[Instruction] = [
        (_LOAD, 0, 0, _ARCH_AT),
        (_EQUAL, 1, 0, cpu.audit_arch),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _CALL_AT),
        (_AT_LEAST, 0, 1, _X32_BIT),
        (_RETURN, 0, 0, _KILL),
        # glibc falls back to clone on ENOSYS, and that one is refused as any other call
        (_EQUAL, 0, 1, _CLONE3),
        (_RETURN, 0, 0, _ERRNO | errno.ENOSYS),
    ]
    for numbers in ALLOWED.values():
        steps += [(_EQUAL, 0, 1, numbers[cpu.column]), (_RETURN, 0, 0, _ALLOW)]
    for numbers in ALLOWED_WITHOUT_EXEC.values():
        steps += [
            (_EQUAL, 0, 4, numbers[cpu.column]),
            (_LOAD, 0, 0, _THIRD_ARGUMENT_AT),
            (_ANY_BIT, 0, 1, _PROT_EXEC),
            refuse,
            (_RETURN, 0, 0, _ALLOW),
        ]
    return [*steps, refuse]


def install(steps: list[Instruction]) -> None:
    """Put a filter on this thread for good; needs NO_NEW_PRIVS; raises OSError where the kernel has none."""
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    kernel.prctl(
        kernel.PR_SET_SECCOMP, _FILTER_MODE, struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(code))
    )


def restrict() -> bool:
    """Allow this thread the listed calls only; False on a processor or kernel that cannot."""
    cpu = CPUS.get(os.uname().machine)
    if cpu is None or sys.maxsize < 1 << 32:
        return False
    try:
        install(program(cpu))
    except OSError:
        return False
    return True
