"""The call numbers of both processors are those of the kernel's own headers, where those are installed."""

import re
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("seccomp is Linux's own", allow_module_level=True)

from vault.services.files.sandbox.seccomp import ALLOWED, ALLOWED_WITHOUT_EXEC, CPUS, program

HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
FOUND = [machine for machine, header in HEADERS.items() if header.is_file()]
LISTED = ALLOWED | ALLOWED_WITHOUT_EXEC


@pytest.mark.parametrize("machine", FOUND)
def test_the_numbers_are_the_kernels(machine: str) -> None:
    text = HEADERS[machine].read_text(encoding="utf-8")
    defined = dict(re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", text))
    column = CPUS[machine].column
    assert {name: int(defined[name]) for name in LISTED} == {name: n[column] for name, n in LISTED.items()}


@pytest.mark.parametrize("machine", CPUS)
def test_no_number_is_listed_twice_and_every_jump_lands(machine: str) -> None:
    cpu = CPUS[machine]
    numbers = [pair[cpu.column] for pair in LISTED.values()]
    assert len(set(numbers)) == len(numbers)
    steps = program(cpu)
    jumps = [(at + 1 + yes, at + 1 + no) for at, (_, yes, no, _) in enumerate(steps) if yes or no]
    assert jumps
    assert all(max(landings) < len(steps) for landings in jumps)


@pytest.mark.parametrize(
    "name", ["open", "openat", "socket", "clone", "fork", "execve", "ioctl", "prlimit64"]
)
def test_what_reaches_outside_is_not_listed(name: str) -> None:
    assert name not in LISTED
