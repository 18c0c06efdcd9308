"""Every attack is refused inside the locked child, and gets through in a plain process of the same user."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.files.sandbox.attacks import ATTACKS, Target
from vault.services.files.sandbox.client import Sandbox
from vault.services.files.sandbox.rung import Limits, Rung, SandboxError

ROOT = Path(__file__).resolve().parents[4]
ATTACK_MODULE = "tests.services.files.sandbox.attacks"
LIMITS = Limits(seconds=20, memory=256 << 20, cpu=10, output=1 << 20)
SECRET = "the secret of a neighbor"

REFUSED = {"EPERM", "EACCES", "ENOMEM", "PermissionError", "RuntimeError"}

# Computers may forbid these to every process; the control is then silent about them.
FORBIDDEN_TO_ALL = {"keep_in_keyring", "nest_user_namespace", "set_up_io_uring", "fault_in_user_space"}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the locks are Linux's own")


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """Start the neighbor and return where to aim."""
    home = tmp_path_factory.mktemp("home")
    (home / "letter.txt").write_text(SECRET, encoding="utf-8")
    neighbor = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("victim.py")), str(home), SECRET],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with neighbor:
        assert neighbor.stdout is not None
        aim = json.loads(neighbor.stdout.readline())
        yield {**aim, "home": str(home), "secret": SECRET, "pid": neighbor.pid}
        neighbor.kill()


@pytest.fixture(scope="module")
def leaked(target: Target) -> Iterator[int]:
    """Hold an inheritable descriptor of the secret, as a careless app would."""
    descriptor = os.open(Path(str(target["home"])) / "letter.txt", os.O_RDONLY)
    high = os.dup2(descriptor, 300, inheritable=True)
    os.close(descriptor)
    yield high
    os.close(high)


@pytest.fixture(scope="module")
def sandbox(leaked: int) -> Iterator[Sandbox]:
    assert os.get_inheritable(leaked)
    with Sandbox.start([ATTACK_MODULE], search=[ROOT]) as started:
        yield started


@pytest.fixture(scope="module")
def control(target: Target, sandbox: Sandbox, leaked: int) -> dict[str, str]:  # noqa: ARG001 - after it
    """Run all of them in a plain process, which may spoil the files."""
    done = subprocess.run(
        [sys.executable, "-m", ATTACK_MODULE, json.dumps(target)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        pass_fds=[leaked],
    )
    outcomes: dict[str, str] = json.loads(done.stdout)
    return outcomes


@pytest.mark.parametrize("name", ATTACKS)
def test_a_locked_child_cannot(sandbox: Sandbox, target: Target, name: str) -> None:
    assert sandbox.rung <= Rung.B
    (answer,) = sandbox.run(f"{ATTACK_MODULE}:attempt", [], {"attack": name, "target": target}, LIMITS)
    assert answer.head["outcome"] in REFUSED
    assert (Path(str(target["home"])) / "letter.txt").read_text(encoding="utf-8") == SECRET


@pytest.mark.parametrize("name", ATTACKS)
def test_a_plain_process_can(control: dict[str, str], name: str) -> None:
    if name in FORBIDDEN_TO_ALL and control[name] in {"EPERM", "EACCES", "ENOSYS"}:
        pytest.skip("this computer forbids it to every process")
    assert control[name].startswith("done")


@pytest.mark.parametrize(
    "name", ["signal_process", "trace_process", "read_process_memory", "limit_process", "read_file"]
)
def test_one_document_cannot_touch_another(sandbox: Sandbox, target: Target, name: str) -> None:
    first = sandbox.run(f"{ATTACK_MODULE}:hold", [], {}, LIMITS)
    held = next(first).head
    neighbor = {**target, "pid": held["pid"], "address": held["address"]}
    (answer,) = sandbox.run(f"{ATTACK_MODULE}:attempt", [], {"attack": name, "target": neighbor}, LIMITS)
    assert answer.head["outcome"] in REFUSED
    first.close()


def test_nothing_stays_from_one_document_to_the_next(sandbox: Sandbox) -> None:
    counts = [
        next(sandbox.run(f"{ATTACK_MODULE}:leave_a_mark", [], {}, LIMITS)).head["marks"] for _ in range(2)
    ]
    assert counts == [1, 1]


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="only there a second ABI hides behind one bit")
def test_the_second_abi_of_the_processor_kills(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxError) as error:
        list(sandbox.run(f"{ATTACK_MODULE}:use_x32", [], {}, LIMITS))
    assert error.value.reason == "died"
