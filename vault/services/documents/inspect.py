"""Asks a sealed process what a paper is, and believes nothing it answers without a check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vault.domain.errors import ExitCode, UserError
from vault.services.documents.sniff import READABLE, PaperType, sniff
from vault.services.documents.text_layer import Box, PageText, Word
from vault.services.files.sandbox.client import Sandbox
from vault.services.files.sandbox.rung import Answer, Limits, SandboxError

PARSERS = "vault.services.documents.worker.jobs"
"""The module of every parser, for Sandbox.start."""

_MOST_PAGES = 5_000
_LARGEST_SIDE = 1_000_000.0
_TURNS = (0, 90, 180, 270)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is known of a paper: `reason` says why not more; pages read before a bad end are kept.

    `page_count` is None where even that is unknown. `reason` is one of the sandbox's REASONS or
    `not_sealed_off`.
    """

    type: PaperType
    pages: tuple[PageText, ...]
    page_count: int | None
    reason: str | None


def limits_for(content: bytes) -> Limits:
    """Return the bounds for looking at one paper; parsers hold its bytes twice."""
    return Limits(seconds=120, memory=(3 << 29) + 2 * len(content), cpu=120, output=256 << 20)


def inspect(sandbox: Sandbox, content: bytes) -> Inspection:
    """Return type, pages and text of a paper; whatever is wrong with it becomes a reason, not an error."""
    kind = sniff(content)
    if kind not in READABLE:
        return Inspection(kind, (), None, "unknown_type" if content else "empty")
    pages: list[PageText] = []
    count: int | None = None
    reason: str | None = None
    try:
        answers = sandbox.run(f"{PARSERS}:inspect", [content], {}, limits_for(content))
        count = _count(kind, answers)
        for page in _pages(count, answers):
            pages.append(page)  # noqa: PERF402 - pages that came before a bad end are kept
    except SandboxError as error:
        reason = error.reason
    except _Unbelievable:
        return Inspection(kind, (), None, "bad_answer")
    except UserError as error:
        if error.exit_code is not ExitCode.NOT_SEALED_OFF:
            raise
        reason = error.code
    return Inspection(kind, tuple(pages), count, reason)


class _Unbelievable(Exception):  # noqa: N818 - never leaves this room
    """An answer is not what our own parsers would say."""


def _count(kind: PaperType, answers: Iterator[Answer]) -> int:
    answer = next(answers, None)
    if answer is None or answer.head.get("type") != kind:
        raise _Unbelievable
    count = answer.head.get("pages")
    if not isinstance(count, int) or isinstance(count, bool) or not 0 < count <= _MOST_PAGES:
        raise _Unbelievable
    return count


def _pages(count: int, answers: Iterator[Answer]) -> Iterator[PageText]:
    number = 0
    for number, answer in enumerate(answers, 1):
        if number > count:
            raise _Unbelievable
        yield _page(number, answer.head)
    if number != count:
        raise _Unbelievable


def _page(number: int, head: Mapping[str, object]) -> PageText:
    match head:
        case {
            "page": int(page),
            "width": int() | float() as width,
            "height": int() | float() as height,
            "rotated": int(rotated),
            "text": str(text),
            "words": list(listed),
        } if page == number and rotated in _TURNS:
            words = tuple(map(_word, listed))
        case _:
            raise _Unbelievable
    if not (_is_side(width) and _is_side(height)) or text.split() != [word.text for word in words]:
        raise _Unbelievable
    return PageText(number, float(width), float(height), rotated, "text", text, words)


def _is_side(value: float) -> bool:
    return 0 < value <= _LARGEST_SIDE


def _word(item: object) -> Word:
    match item:
        case [
            str(text),
            int() | float() as x0,
            int() | float() as y0,
            int() | float() as x1,
            int() | float() as y1,
        ] if 0 <= x0 <= x1 <= 1 and 0 <= y0 <= y1 <= 1:
            box: Box = (float(x0), float(y0), float(x1), float(y1))
            return Word(text, box)
        case _:
            raise _Unbelievable
