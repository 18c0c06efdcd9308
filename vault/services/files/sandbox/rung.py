"""How far this computer can seal a process off, the limits of a job, and the ways a job ends badly."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vault.domain.errors import ExitCode, UserError


class Rung(StrEnum):
    """What was measured at start, best first; the letters sort that way too."""

    A = "A"
    """seccomp and Landlock: the process can only compute."""
    B = "B"
    """seccomp alone: the same promises, one layer fewer."""
    C = "C"
    """Landlock alone: no file contents and no programs, but sockets, stat and fork stay open."""
    D = "D"
    """Neither: a process of its own without the key, with limits; used only when asked for."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a job: seconds waited for it, bytes above what is mapped, CPU seconds, bytes of answers."""

    seconds: float
    memory: int
    cpu: int
    output: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a job: a cleaned JSON object and raw bytes, both to be distrusted."""

    head: Mapping[str, object]
    body: bytes


class SandboxError(UserError):
    """A job ended badly; `reason` is one of REASONS and never holds a word of the paper."""

    def __init__(self, reason: str) -> None:
        super().__init__("unreadable_paper", ExitCode.UNREADABLE_PAPER, reason=reason)
        self.reason = reason


REFUSALS = frozenset(
    {"encrypted", "damaged", "unknown_type", "too_large", "empty", "memory", "parser", "not_sealed"}
)
"""What a child may say for itself; anything else it says counts as `parser`."""

REASONS = REFUSALS | {"timeout", "too_much_output", "died", "bad_answer"}
