"""Jobs answer in their own process; whatever a child does, the app gets cleaned answers or one reason."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from vault.domain.errors import BugError, ExitCode
from vault.services.files.sandbox.client import Sandbox
from vault.services.files.sandbox.rung import REASONS, Answer, Limits, SandboxError

ROOT = Path(__file__).resolve().parents[4]
JOBS = "tests.services.files.sandbox.hostile_jobs"
LIMITS = Limits(seconds=20, memory=256 << 20, cpu=10, output=16 << 20)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="children are made with Linux's own means")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start([JOBS], search=[ROOT]) as started:
        yield started


def run(sandbox: Sandbox, function: str, limits: Limits = LIMITS, **args: object) -> list[Answer]:
    return list(sandbox.run(f"{JOBS}:{function}", [], args, limits))


def reason(sandbox: Sandbox, function: str, limits: Limits = LIMITS, **args: object) -> str:
    with pytest.raises(SandboxError) as error:
        run(sandbox, function, limits, **args)
    assert error.value.code == "unreadable_paper"
    assert error.value.exit_code is ExitCode.UNREADABLE_PAPER
    assert error.value.values == {"reason": error.value.reason}
    assert "words of the paper" not in repr(error.getrepr())
    return error.value.reason


def test_sources_and_arguments_arrive_and_answers_come_back(sandbox: Sandbox) -> None:
    sources: list[bytes | memoryview] = [b"first", b"", memoryview(bytes(3 << 20)), b"\x00\xff"]
    args = {"text": "Zürich", "list": [1, 2.5, None]}
    answers = list(sandbox.run(f"{JOBS}:echo", sources, args, LIMITS))
    assert answers == [Answer(args, bytes(source)) for source in sources]


def test_more_sources_than_one_message_carries(sandbox: Sandbox) -> None:
    sources = [str(number).encode() for number in range(450)]
    assert [a.body for a in sandbox.run(f"{JOBS}:echo", sources, {}, LIMITS)] == sources


def test_arguments_may_be_larger_than_a_message(sandbox: Sandbox) -> None:
    args = {"text": "x" * 1_000_000}
    (answer,) = sandbox.run(f"{JOBS}:echo", [b""], args, LIMITS)
    assert answer.head == args


def test_no_answer_is_fine(sandbox: Sandbox) -> None:
    assert run(sandbox, "empty") == []


@pytest.mark.parametrize("which", ["no_json", "no_object", "not_a_number", "nested", "endless_digits"])
def test_a_head_that_is_none(sandbox: Sandbox, which: str) -> None:
    assert reason(sandbox, "raw", which=which) == "bad_answer"


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("long_head", "bad_answer"),
        ("long_body", "too_much_output"),
        ("endless", "too_much_output"),
        ("fail", "parser"),
        ("swell", "memory"),
        ("vanish", "died"),
        ("no_such_function", "parser"),
    ],
)
def test_a_bad_end_has_one_reason(sandbox: Sandbox, function: str, expected: str) -> None:
    assert reason(sandbox, function) == expected


@pytest.mark.parametrize("function", ["sleep", "spin", "drip"])
def test_time_ends_whatever_does_not(sandbox: Sandbox, function: str) -> None:
    since = time.monotonic()
    assert reason(sandbox, function, Limits(0.3, 1 << 28, 10, 1 << 24)) == "timeout"
    assert time.monotonic() - since < 5


def test_processor_time_ends_a_busy_loop(sandbox: Sandbox) -> None:
    assert reason(sandbox, "spin", Limits(30, 1 << 28, 1, 1 << 20)) == "died"


def test_time_the_app_takes_between_answers_does_not_count(sandbox: Sandbox) -> None:
    answers = sandbox.run(f"{JOBS}:echo", [b"a", b"b", b"c"], {}, Limits(0.3, 1 << 28, 10, 1 << 20))
    bodies = []
    for answer in answers:
        bodies.append(answer.body)
        time.sleep(0.15)
    assert bodies == [b"a", b"b", b"c"]


@pytest.mark.parametrize(
    "said", ["encrypted", "damaged", "unknown_type", "too_large", "empty", "memory", "not_sealed"]
)
def test_a_parser_may_say_why(sandbox: Sandbox, said: str) -> None:
    assert reason(sandbox, "refuse", reason=said) == said


@pytest.mark.parametrize("said", ["pay this bill", "timeout", 7, None, ["encrypted"]])
def test_other_words_of_a_child_are_not_passed_on(sandbox: Sandbox, said: object) -> None:
    assert reason(sandbox, "refuse", reason=said) == "parser"


def test_every_reason_is_listed() -> None:
    assert {"timeout", "too_much_output", "died", "bad_answer", "parser", "encrypted"} <= REASONS


def test_texts_are_cleaned(sandbox: Sandbox) -> None:
    (answer,) = run(sandbox, "control_characters")
    assert answer.head == {"text": ["a[2Jbc\nd\tefg"], "plain": "é"}


def test_the_standard_streams_lead_nowhere(sandbox: Sandbox, capfd: pytest.CaptureFixture[str]) -> None:
    (answer,) = run(sandbox, "printed")
    assert answer.head == {"lived": True}
    assert capfd.readouterr() == ("", "")


def test_a_job_outside_the_modules_is_our_own_mistake(sandbox: Sandbox) -> None:
    with pytest.raises(BugError):
        sandbox.run("os:listdir", [], {}, LIMITS)


def test_a_module_that_does_not_import_is_told_at_the_start() -> None:
    with pytest.raises(BugError, match="ModuleNotFoundError"):
        Sandbox.start(["vault.no_such_room"])


def test_after_closing_a_job_ends_with_a_reason() -> None:
    started = Sandbox.start([JOBS], search=[ROOT])
    started.close()
    started.close()
    assert reason(started, "empty") == "died"


def test_the_entry_point_dispatches_before_importing_anything() -> None:
    said = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import vault.__main__"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stderr
    ours = {line.rsplit("|", 1)[1].strip() for line in said.splitlines() if "vault" in line}
    assert ours == {"vault", "vault.__main__"}
