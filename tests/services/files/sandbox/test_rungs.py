"""The rung is measured, not assumed: on computers without one wall or both, and without Linux at all."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from vault.services.files.sandbox.rung import Rung
from vault.services.files.sandbox.selftest import measured

ROOT = Path(__file__).resolve().parents[4]

# A computer without Landlock or seccomp: an outer filter answers ENOSYS to those calls.
WITHOUT = """
import sys
from vault.services.files.sandbox import kernel, seccomp
load, equal, back, allow, enosys = 0x20, 0x15, 0x06, 0x7FFF0000, 0x50026
steps = [(load, 0, 0, 0)]
if "landlock" in sys.argv:
    steps += [(equal, 0, 1, 444), (back, 0, 0, enosys)]
if "seccomp" in sys.argv:
    import os
    prctl = {"x86_64": 157, "aarch64": 167}[os.uname().machine]
    steps += [(equal, 0, 3, prctl), (load, 0, 0, 16), (equal, 0, 1, 22), (back, 0, 0, enosys)]
kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
seccomp.install([*steps, (back, 0, 0, allow)])
"""

RUN = """
import json
from pathlib import Path
from vault.domain.errors import UserError
from vault.services.files.sandbox.client import Sandbox
from vault.services.files.sandbox.rung import Limits
def said(**how):
    jobs = "tests.services.files.sandbox.hostile_jobs"
    with Sandbox.start([jobs], search=[Path.cwd()], **how) as sandbox:
        try:
            (answer,) = sandbox.run(f"{jobs}:echo", [b"x"], {}, Limits(10, 1 << 28, 5, 1 << 20))
        except UserError as error:
            return sandbox.rung, f"{error.code} {error.exit_code} {error.values}"
        return sandbox.rung, answer.body.decode()
print(json.dumps([said(), said(allow_unsealed=True)]))
"""

REFUSED = "not_sealed_off 43 {'rung': <Rung.D: 'D'>}"


def outcome(script: str, *without: str) -> list[list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", script, *without], cwd=ROOT, capture_output=True, check=True, text=True
    )
    said: list[list[str]] = json.loads(done.stdout)
    return said


def this_computer_has_landlock() -> bool:
    script = "from vault.services.files.sandbox import landlock; print(landlock.offered())"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return done.stdout != "0\n"


@pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's own")
class TestOnLinux:
    def test_with_both_walls(self) -> None:
        best = "A" if this_computer_has_landlock() else "B"
        assert outcome(RUN) == [[best, "x"], [best, "x"]]

    def test_without_landlock(self) -> None:
        assert outcome(WITHOUT + RUN, "landlock") == [["B", "x"], ["B", "x"]]

    def test_without_seccomp(self) -> None:
        if this_computer_has_landlock():
            assert outcome(WITHOUT + RUN, "seccomp") == [["C", "x"], ["C", "x"]]
        else:
            assert outcome(WITHOUT + RUN, "seccomp") == [["D", REFUSED], ["D", "x"]]

    def test_without_either_wall_papers_are_read_only_when_asked_for(self) -> None:
        assert outcome(WITHOUT + RUN, "seccomp", "landlock") == [["D", REFUSED], ["D", "x"]]


def test_on_another_system_it_imports_and_refuses() -> None:
    elsewhere = """
import os, sys
sys.platform = "darwin"
for name in ("fcntl", "resource"):
    sys.modules[name] = None
for name in ("memfd_create", "pidfd_open"):
    if hasattr(os, name):
        delattr(os, name)
"""
    assert outcome(elsewhere + RUN) == [["D", REFUSED], ["D", REFUSED]]


@pytest.mark.parametrize(
    ("claimed", "opened", "expected"),
    [
        (Rung.A, [], Rung.A),
        (Rung.B, [], Rung.B),
        (Rung.A, ["stat"], Rung.D),
        (Rung.B, ["fork"], Rung.D),
        (Rung.C, ["socket", "fork", "stat"], Rung.C),
        (Rung.C, ["read"], Rung.D),
        (Rung.D, [], Rung.D),
        (Rung.A, None, Rung.D),
    ],
)
def test_a_claim_counts_only_as_far_as_the_probe_agrees(
    claimed: Rung, opened: list[str] | None, expected: Rung
) -> None:
    assert measured(claimed, opened) is expected
