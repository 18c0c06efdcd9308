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
        stream.write(json.dumps(output.document, ensure_ascii=False, indent=1) + "\n")
    else:
        write_lines(output.lines, stream)
    stream.flush()


def write_lines(text: Iterable[str], stream: TextIO) -> None:
    """Print lines; letters the terminal cannot show are replaced."""
    encoding = stream.encoding or "utf-8"
    stream.writelines(line.encode(encoding, "replace").decode(encoding) + "\n" for line in text)


def write_error(error: VaultError, say: Wording, *, as_json: bool) -> ExitCode:
    """Print an error on stderr and return the exit code it ends with."""
    text = error_text(error, say)
    if as_json:
        code = error.code if isinstance(error, UserError) else "bug"
        values = error.values if isinstance(error, UserError) else {}
        document = {"error": {"code": code, "values": values, "message": str(text)}}
        sys.stderr.write(json.dumps(document, ensure_ascii=False) + "\n")
    else:
        write_lines([part for part in (text.happened, text.safe, text.next) if part], sys.stderr)
    return error.exit_code if isinstance(error, UserError) else ExitCode.BUG
