"""The second wall: no file, no TCP, no signal and no abstract socket beyond this process."""

import os
import struct

from vault.services.files.sandbox import kernel

_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_VERSION_FLAG = 1
_NEWEST_KNOWN = 9
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16, 6: 16, 7: 16, 8: 16, _NEWEST_KNOWN: 17}
_TCP_SINCE, _SCOPES_SINCE = 4, 6


def offered() -> int:
    """Return the ABI version this kernel offers, 0 for none."""
    try:
        return kernel.syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG)
    except OSError:
        return 0


def _ruleset(abi: int) -> bytes:
    """Return the attribute that handles every right the ABI knows: bind and connect, both scopes."""
    words = [(1 << _FILE_RIGHTS[min(abi, _NEWEST_KNOWN)]) - 1]
    if abi >= _TCP_SINCE:
        words.append(0b11)
    if abi >= _SCOPES_SINCE:
        words.append(0b11)
    return struct.pack(f"{len(words)}Q", *words)


def restrict() -> bool:
    """Forbid this thread all that Landlock can forbid, for good; True when a try to read is then refused."""
    abi = offered()
    if not abi:
        return False
    attribute = _ruleset(abi)
    descriptor = kernel.syscall(_CREATE_RULESET, attribute, len(attribute), 0)
    try:
        kernel.syscall(_RESTRICT_SELF, descriptor, 0)  # without a rule nothing is allowed
    finally:
        os.close(descriptor)
    try:
        os.close(os.open("/", os.O_RDONLY))
    except PermissionError:
        return True
    return False
