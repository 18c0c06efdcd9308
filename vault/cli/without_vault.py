"""Commands that need no vault: the kinds and fields there are, judging cases, reading a paper."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from vault.app import App
from vault.cli.output import Output, table
from vault.cli.verdict_output import visit_document
from vault.domain.errors import ExitCode, UserError
from vault.domain.records.codec import expected
from vault.domain.records.fields import Field, Shape, fields_of
from vault.domain.records.kinds import KINDS, known_kind
from vault.services.wording.catalogue import Wording
from vault.services.wording.errors import reason_text
from vault.services.wording.verdicts import hit_sentence, verdict_word

if TYPE_CHECKING:
    from vault.services.documents.candidates.reading import FieldCandidate
    from vault.services.interchange.cases import CaseResult, Outcome


def schema_command(options: Namespace, _app: App, _say: Wording) -> Output:
    """List kinds, or the fields of one with type and whether they are required."""
    if options.kind is None:
        document = [{"kind": kind, "fields": len(fields_of(KINDS[kind]))} for kind in KINDS]
        return Output(document, tuple(KINDS))
    fields = [
        field for field in fields_of(KINDS[known_kind(options.kind)]) if _is_entered(options.kind, field)
    ]
    rows = [(field.name, "*" if field.required else "", expected(field)) for field in fields]
    described = {"kind": options.kind, "fields": [_described(field) for field in fields]}
    return Output(described, table(rows))


def judge_command(options: Namespace, _app: App, say: Wording) -> Output:
    """Judge the cases of a file; exit code 1 when an expected verdict differs."""
    from vault.services.interchange.cases import judge_cases

    results = judge_cases(_read(options.file).decode("utf-8", "replace"))
    document = [_case_document(result, say) for result in results]
    lines: list[str] = []
    for result in results:
        lines += _case_lines(result, say)
    differs = any(result.differences for result in results)
    return Output(document, tuple(lines), ExitCode.DIFFERS if differs else ExitCode.OK)


def read_command(options: Namespace, app: App, say: Wording) -> Output:
    """Read kind and fields from a paper; nothing is stored."""
    from vault.services.documents.read import read_document

    with app:
        reading = read_document(app.sandbox(), _read(options.file))
    kind: dict[str, object] = {"value": reading.kind, "confidence": reading.kind_confidence}
    if reading.reason is not None:
        kind |= {"reason": reading.reason, "why": reason_text(reading.reason, say)}
    document = {
        "kind": kind,
        "lang": reading.lang,
        "fields": [_field(each) for each in reading.fields],
        "pages": [
            {
                "page": page.page,
                "width": page.width,
                "height": page.height,
                "rotated": page.rotated,
                "source": page.source,
                "text": page.text,
            }
            for page in reading.pages
        ],
        "timings_ms": dict(reading.timings_ms),
    }
    rows = [(each.name, str(each.value), "" if each.prefill else "?") for each in reading.fields]
    head = str(reading.kind) if reading.reason is None else reason_text(reading.reason, say)
    return Output(document, (head, *table(rows)))


def _is_entered(kind: str, field: Field) -> bool:
    return field.name != "id" or kind == "service"


def _described(field: Field) -> dict[str, object]:
    described: dict[str, object] = {
        "name": field.name,
        "type": str(field.shape),
        "required": field.required,
        "nullable": field.nullable,
        "expected": expected(field),
    }
    item = field.item if field.shape is Shape.LIST else field
    if item is not None:
        if field.shape is Shape.LIST:
            described["of"] = str(item.shape)
        if item.choices is not None:
            described["choices"] = [choice.value for choice in item.choices]
        if item.ref is not None:
            described["ref"] = item.ref
        if item.value_class is not None:
            described["members"] = [
                _described(member) for member in fields_of(item.value_class) if member.name != "id"
            ]
    return described


def _case_document(result: "CaseResult", say: Wording) -> dict[str, object]:
    visits = {each.visit: visit_document(each.finding, say) for each in result.verdicts}
    passed_over = {"ignored": list(result.ignored)} if result.ignored else {}
    return {"name": result.name, "visits": visits, **passed_over}


def _case_lines(result: "CaseResult", say: Wording) -> list[str]:
    rows = [
        (
            f"  {each.visit}",
            verdict_word(each.verdict, say),
            " ".join(f"{hit.rule}{':' + hit.carc if hit.carc else ''}" for hit in each.hits),
            " ".join(hit_sentence(hit, say) for hit in each.hits),
        )
        for each in result.verdicts
    ]
    lines = [result.name, *table(rows)]
    lines += [
        say.text("  passed over: {path} is no field of this format", path=path) for path in result.ignored
    ]
    lines += [
        say.text(
            "  differs: {visit}: expected {expected}, judged {judged}",
            visit=each.found.visit,
            expected=_outcome(each.expected),
            judged=_outcome(each.found),
        )
        for each in result.differences or ()
    ]
    return lines


def _outcome(outcome: "Outcome") -> str:
    return " ".join([outcome.verdict.name, *sorted(outcome.rules)])


def _field(field: "FieldCandidate") -> dict[str, object]:
    return {
        "name": field.name,
        "value": field.value,
        "printed": field.printed,
        "confidence": field.confidence,
        "prefill": field.prefill,
        "page": field.page,
        "box": list(field.box),
        "derived": field.derived,
    }


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise UserError("file_unreadable", ExitCode.FILE_UNREADABLE, file=path.name) from None
