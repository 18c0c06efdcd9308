"""The two doors to the kernel that Python does not open itself: prctl and raw system calls."""

import ctypes
import os
from functools import cache

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38


@cache
def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def prctl(option: int, second: int = 0, third: int | bytes = 0) -> None:
    """Set a property of this process; raises OSError."""
    none = ctypes.c_ulong(0)
    last = third if isinstance(third, bytes) else ctypes.c_ulong(third)
    _checked(_libc().prctl(option, ctypes.c_ulong(second), last, none, none))


def syscall(number: int, *arguments: int | bytes | None) -> int:
    """Make a raw system call; integers go as long, bytes as a pointer to them; raises OSError."""
    passed = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return _checked(_libc().syscall(ctypes.c_long(number), *passed))
