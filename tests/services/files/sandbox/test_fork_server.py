"""The fork server is small, alone and clean: nothing of the app in it, nothing of a job left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from vault.services.files.sandbox import fork_server, selftest
from vault.services.files.sandbox.fork_server import ForkServer
from vault.services.files.sandbox.rung import Answer, Limits, Rung, SandboxError

ROOT = Path(__file__).resolve().parents[4]
JOBS = "tests.services.files.sandbox.hostile_jobs"
LIMITS = Limits(seconds=20, memory=256 << 20, cpu=10, output=16 << 20)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the fork server is Linux's own")


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    os.environ["REFERRAL_VAULT_TEST_SECRET"] = "not for children"
    started = ForkServer([JOBS], [ROOT])
    yield started
    started.close()
    del os.environ["REFERRAL_VAULT_TEST_SECRET"]


def run(server: ForkServer, function: str, *sources: bytes) -> Generator[Answer, None, None]:
    return server.run(f"{JOBS}:{function}", sources, {}, LIMITS, Rung.B)


def proc(server: ForkServer, name: str) -> Path:
    return Path(f"/proc/{server.pid}") / name


def children(server: ForkServer) -> list[str]:
    return proc(server, f"task/{server.pid}/children").read_text().split()


def gone(pid: int) -> bool:
    """Wait until the process is no more than a zombie somebody else has to reap."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            return True
        if state in "ZX":
            return True
        time.sleep(0.02)
    return False


def settled(server: ForkServer) -> tuple[int, int, int]:
    """Return the descriptors of both sides and the children once the server has reaped the last one."""
    for _ in range(200):
        if not children(server):
            break
        time.sleep(0.01)
    ours = len(list(Path("/proc/self/fd").iterdir()))
    return ours, len(list(proc(server, "fd").iterdir())), len(children(server))


def test_fifty_jobs_leave_nothing_behind(server: ForkServer) -> None:
    list(run(server, "echo", b"x"))
    before = settled(server)
    for number in range(50):
        if number % 5 == 0:
            with pytest.raises(SandboxError):
                list(run(server, "fail"))
        else:
            list(run(server, "echo", b"x", b"y"))
    assert settled(server) == before
    assert before[2] == 0


def test_an_abandoned_job_is_killed(server: ForkServer) -> None:
    job = run(server, "sleep")
    next(job)
    pid = next(job).head["pid"]
    assert isinstance(pid, int)
    assert str(pid) in children(server)
    del job
    assert gone(pid)


def test_two_jobs_run_beside_each_other(server: ForkServer) -> None:
    first, second = run(server, "sleep"), run(server, "echo", b"beside")
    next(first)
    next(first)
    assert [answer.body for answer in second] == [b"", b"beside"]
    first.close()


def test_its_surroundings_are_its_own(server: ForkServer) -> None:
    variables = {line.split(b"=")[0] for line in proc(server, "environ").read_bytes().split(b"\0") if line}
    assert variables == {
        b"LC_ALL",
        b"OMP_NUM_THREADS",
        b"OMP_THREAD_LIMIT",
        b"OPENBLAS_NUM_THREADS",
        b"PYTHONPATH",
    }
    assert proc(server, "cwd").readlink() == Path("/")
    assert proc(server, "fd/0").readlink() == Path(os.devnull)
    assert os.getsid(server.pid) == server.pid
    assert "\nThreads:\t1\n" in proc(server, "status").read_text()


def test_it_holds_no_memory_that_is_both_writable_and_code(server: ForkServer) -> None:
    assert [line for line in proc(server, "maps").read_text().splitlines() if " rwx" in line] == []


def test_a_child_below_the_promised_rung_does_not_parse(server: ForkServer) -> None:
    answers = server.run(f"{JOBS}:empty", [], {}, LIMITS, Rung.A)
    reached = next(server.run(f"{JOBS}:empty", [], {}, LIMITS, Rung.D)).head["rung"]
    if reached == Rung.A:
        assert [answer.head for answer in answers] == [{"rung": "A"}]
    else:
        with pytest.raises(SandboxError):
            list(answers)


def test_a_source_that_cannot_be_handed_over_spoils_no_later_job(server: ForkServer) -> None:
    sources = [b"x"] * 200 + [memoryview(b"abcd")[::2]]
    with pytest.raises(TypeError):
        list(run(server, "echo", *sources))  # type: ignore[arg-type]
    assert [answer.body for answer in run(server, "echo", b"next")] == [b"", b"next"]


def test_closing_ends_running_children() -> None:
    started = ForkServer([JOBS], [ROOT])
    job = run(started, "sleep")
    next(job)
    pid = next(job).head["pid"]
    started.close()
    assert isinstance(pid, int)
    assert gone(pid)
    assert gone(started.pid)
    with pytest.raises(SandboxError):
        next(job)


def test_when_the_app_is_killed_nothing_lives_on() -> None:
    script = f"""
from pathlib import Path
from vault.services.files.sandbox.fork_server import ForkServer
from vault.services.files.sandbox.rung import Limits, Rung
server = ForkServer(["{JOBS}"], [Path("{ROOT}")])
job = server.run("{JOBS}:sleep", [], {{}}, Limits(60, 1 << 28, 10, 1 << 20), Rung.B)
next(job)
print(server.pid, next(job).head["pid"], flush=True)
next(job)
"""
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE) as app:
        assert app.stdout is not None
        pids = [int(word) for word in app.stdout.readline().split()]
        app.send_signal(signal.SIGKILL)
    assert len(pids) == 2
    assert all(gone(pid) for pid in pids)


def test_a_frozen_app_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/referral-vault/referral-vault")
    assert fork_server._command(5, [selftest.__name__]) == [
        "/opt/referral-vault/referral-vault",
        "--sandbox",
        "5",
        "vault.services.files.sandbox.selftest",
    ]
