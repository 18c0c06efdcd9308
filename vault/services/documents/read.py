"""Reads kind and fields of a paper in sealed processes and checks every answer."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import islice
from time import perf_counter

from vault.domain.errors import ExitCode, UserError
from vault.services.documents.candidates.reading import FIELDS, KINDS, FieldCandidate
from vault.services.documents.inspect import inspect
from vault.services.documents.text_layer import PageText
from vault.services.files.sandbox.client import Sandbox
from vault.services.files.sandbox.rung import Answer, Limits, SandboxError

READER = "vault.services.documents.worker.read"
"""The module of the rules, for Sandbox.start beside the parsers."""

_MOST_FIELDS = 2_000
_LONGEST = 10_000
_LIMITS = Limits(seconds=30, memory=1 << 29, cpu=20, output=16 << 20)


@dataclass(frozen=True, slots=True)
class PaperReading:
    """What a paper seems to be and to say; `reason` says why not more.

    `reason` is one of an inspection's or `no_text_layer`; `timings_ms` are milliseconds by step.
    """

    kind: str | None
    kind_confidence: float
    lang: str
    fields: tuple[FieldCandidate, ...]
    pages: tuple[PageText, ...]
    timings_ms: tuple[tuple[str, int], ...]
    reason: str | None


def read_document(sandbox: Sandbox, content: bytes) -> PaperReading:
    """Return kind, candidates and pages of a paper; whatever is wrong with it becomes a reason."""
    began = perf_counter()
    inspection = inspect(sandbox, content)
    inspected = perf_counter()
    read = _Read(None, 0.0, "en", (), inspection.reason)
    if any(page.words for page in inspection.pages):
        read = _read(sandbox, inspection.pages, inspection.reason)
    elif read.reason is None:
        read = _Read(None, 0.0, "en", (), "no_text_layer")
    timings = (
        ("inspect", _milliseconds(inspected - began)),
        ("read", _milliseconds(perf_counter() - inspected)),
    )
    return PaperReading(
        read.kind, read.confidence, read.lang, read.fields, inspection.pages, timings, read.reason
    )


@dataclass(frozen=True, slots=True)
class _Read:
    kind: str | None
    confidence: float
    lang: str
    fields: tuple[FieldCandidate, ...]
    reason: str | None


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def _read(sandbox: Sandbox, pages: Sequence[PageText], reason: str | None) -> _Read:
    try:
        encoded = json.dumps([astuple(page) for page in pages], ensure_ascii=False).encode()
        answers = sandbox.run(f"{READER}:read", [encoded], {}, _LIMITS)
        return _believed(answers, len(pages), reason)
    except SandboxError as error:
        return _Read(None, 0.0, "en", (), error.reason)
    except UserError as error:
        if error.exit_code is not ExitCode.NOT_SEALED_OFF:
            raise
        return _Read(None, 0.0, "en", (), error.code)


def _believed(answers: Iterator[Answer], pages: int, reason: str | None) -> _Read:
    match next(answers, None):
        case Answer(
            {"kind": None | str() as kind, "confidence": int() | float() as sure, "lang": "de" | "en" as lang}
        ):
            if (kind is not None and kind not in KINDS) or not 0 <= sure <= 1:
                raise SandboxError("bad_answer")
        case _:
            raise SandboxError("bad_answer")
    fields = tuple(_field(answer, pages) for answer in islice(answers, _MOST_FIELDS))
    if next(answers, None) is not None:
        raise SandboxError("bad_answer")
    return _Read(kind, float(sure), str(lang), fields, reason)


def _field(answer: Answer, pages: int) -> FieldCandidate:
    match answer.head:
        case {
            "name": str(name),
            "value": str() | int() as value,
            "printed": str(printed),
            "confidence": int() | float() as confidence,
            "prefill": bool(prefill),
            "page": int(page),
            "box": [
                int() | float() as x0,
                int() | float() as y0,
                int() | float() as x1,
                int() | float() as y1,
            ],
            "derived": None | str() as derived,
        } if (
            name in FIELDS
            and len(str(value)) + len(printed) + len(derived or "") <= _LONGEST
            and 0 <= confidence <= 1
            and 0 < page <= pages
            and 0 <= x0 <= x1 <= 1
            and 0 <= y0 <= y1 <= 1
        ):
            box = (float(x0), float(y0), float(x1), float(y1))
            return FieldCandidate(name, value, printed, float(confidence), prefill, page, box, derived)
        case _:
            raise SandboxError("bad_answer")
