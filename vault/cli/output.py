"""One JSON document on stdout, or plain lines for people."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from vault.domain.errors import ExitCode, UserError, VaultError
from vault.services.wording.catalogue import Wording
from vault.services.wording.errors import error_text


@dataclass(frozen=True, slots=True)
class Output:
    """What a command has to say: `document` for programs, `lines` for people."""

    document: Any
    lines: tuple[str, ...]
    exit_code: ExitCode = ExitCode.OK


def lines(*text: str) -> tuple[str, ...]:
    """Return lines for people."""
    return text


def table(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return rows as lines with columns aligned; the last column is left ragged."""
    if not rows:
        return ()
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]

    def line(row: Sequence[str]) -> str:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        return "  ".join(cells).rstrip()

    return tuple(line(row) for row in rows)


def write(output: Output, *, as_json: bool, stream: TextIO | None = None) -> None:
    """Print what a command said."""
    stream = stream or sys.stdout
    if as_json:
        stream.write(_json(output.document, stream, indent=1))
    else:
        write_lines(output.lines, stream)
    stream.flush()


def _json(document: Any, stream: TextIO, indent: int | None = None) -> str:
    """Return JSON as readable as the stream allows: letters it cannot take are escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=indent) + "\n"
    try:
        text.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(document, indent=indent) + "\n"
    return text


def write_lines(text: Iterable[str], stream: TextIO) -> None:
    """Print lines; letters the terminal cannot show are replaced."""
    encoding = stream.encoding or "utf-8"
    stream.writelines(line.encode(encoding, "replace").decode(encoding) + "\n" for line in text)


def write_error(error: VaultError, say: Wording, *, as_json: bool) -> ExitCode:
    """Print an error on stderr and return the exit code it ends with; a fault of ours says where it is."""
    if as_json:
        sys.stderr.write(_json({"error": error_document(error, say)}, sys.stderr))
    else:
        text = error_text(error, say)
        place = "" if isinstance(error, UserError) else f"({error})"
        write_lines([part for part in (text.happened, text.safe, text.next, place) if part], sys.stderr)
    return error.exit_code if isinstance(error, UserError) else ExitCode.BUG


def error_document(error: VaultError, say: Wording) -> dict[str, object]:
    """Return an error as JSON has it."""
    if isinstance(error, UserError):
        return {"code": error.code, "values": error.values, "message": str(error_text(error, say))}
    return {"code": "bug", "values": {"place": str(error)}, "message": str(error_text(error, say))}
