"""Single values between Python and SQLite, both ways, and a row as canonical JSON."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, cast

from vault.domain.errors import BugError, ExitCode, UserError
from vault.domain.records.fields import Field, Shape
from vault.services.store.columns import Column, Row, SqlValue

Decoder = Callable[[Any], Any]


def instant_text(instant: datetime) -> str:
    """Return an instant as sortable text of fixed length, in UTC; BugError for one without a time zone."""
    if instant.tzinfo is None:
        raise BugError("an instant needs a time zone")
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read_instant(text: str) -> datetime:
    """Return the instant a text of instant_text says."""
    return datetime.fromisoformat(text)


def text_hash(body: str) -> bytes:
    """Return the SHA-256 a long text is kept under."""
    return hashlib.sha256(body.encode("utf-8")).digest()


def encode(field: Field, value: object) -> SqlValue:
    """Return a field's value as SQLite keeps it; a long text becomes its hash."""
    if value is None:
        return None
    match field.shape:
        case Shape.LONG_TEXT:
            return text_hash(cast("str", value))
        case Shape.INSTANT:
            return instant_text(cast("datetime", value))
        case Shape.DATE | Shape.TIME:
            return cast("date | time", value).isoformat()
        case Shape.BOOLEAN:
            return int(cast("bool", value))
        case Shape.CHOICE:
            return cast("StrEnum", value).value
        case _:
            return cast("SqlValue", value)


def _choice_decoder(choices: type[StrEnum]) -> Decoder:
    known = {member.value: member for member in choices}

    def decode(value: str) -> StrEnum:
        try:
            return known[value]
        except KeyError:
            raise UserError("newer_vault", ExitCode.NEWER_VAULT) from None

    return decode


def decoder_of(field: Field) -> Decoder | None:
    """Return what makes a stored value that is not NULL the field's again; None when it already is.

    An unknown choice means that a newer program wrote it (UserError `newer_vault`).
    """
    match field.shape:
        case Shape.DATE:
            return date.fromisoformat
        case Shape.TIME:
            return time.fromisoformat
        case Shape.INSTANT:
            return read_instant
        case Shape.BOOLEAN:
            return bool
        case Shape.CHOICE if field.choices is not None:
            return _choice_decoder(field.choices)
        case _:
            return None


def canonical(row: Row) -> str:
    """Return a row as JSON: members sorted, no spaces, NULLs left out, hashes in hex."""
    plain = {
        name: value.hex() if isinstance(value, bytes) else value
        for name, value in row.items()
        if value is not None
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_canonical(columns: tuple[Column, ...], after: str) -> Row:
    """Return the row a history entry holds; columns it does not name are NULL."""
    row: Row = json.loads(after)
    for column in columns:
        value = row.get(column.name)
        row[column.name] = bytes.fromhex(value) if column.is_blob and isinstance(value, str) else value
    return row
