"""The agenda: due dates readable while the vault is locked, telling no more than the person allowed."""

import re
import struct
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from vault.services.keys.sealing import SealError, seal, unseal
from vault.services.keys.strict_json import (
    member_integer,
    member_objects,
    member_text,
    read_json,
    write_json,
)

AGENDA_CONTEXT = b"rvault/1 agenda\0"

_MAGIC = b"RVAGND1\n"
_HEAD = 16
_BLOCK = 4096
_SEQ = struct.Struct("<Q")
_LENGTH = struct.Struct("<I")
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class AgendaLevel(IntEnum):
    """How much the agenda tells while the vault is locked."""

    DATES = 0
    KINDS = 1
    LABELS = 2


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One due date: `lead` in days before it, `kind` the number of its deadline rule, `label` for people."""

    id: str
    due: date
    lead: tuple[int, ...]
    kind: int | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is due, as of history entry `seq` and the day `seen` it was written."""

    seq: int
    level: AgendaLevel
    seen: date
    items: tuple[AgendaItem, ...]


def encode_agenda(agenda: Agenda, key: bytes, vid: bytes, salt: bytes) -> bytes:
    """Return the bytes of the file; kinds and labels above the agenda's level are left out of it."""
    document = write_json(
        {
            "v": 1,
            "level": int(agenda.level),
            "seen": agenda.seen.isoformat(),
            "items": [_item_document(item, agenda.level) for item in agenda.items],
        }
    )
    plain = _LENGTH.pack(len(document)) + document
    plain += bytes(-len(plain) % _BLOCK)
    head = _MAGIC + _SEQ.pack(agenda.seq)
    return head + seal(key, AGENDA_CONTEXT + vid + head, plain, salt)


def decode_agenda(raw: bytes, key: bytes, vid: bytes) -> Agenda:
    """Return the agenda of a file, or raise SealError when it is not whole or not this vault's."""
    head = raw[:_HEAD]
    if len(head) != _HEAD or not head.startswith(_MAGIC):
        raise SealError("agenda")
    document = read_json(_unpadded(unseal(key, AGENDA_CONTEXT + vid + head, raw[_HEAD:])))
    member_integer(document, "v", low=1, high=1)
    return Agenda(
        seq=_SEQ.unpack_from(head, len(_MAGIC))[0],
        level=AgendaLevel(member_integer(document, "level", high=max(AgendaLevel))),
        seen=_member_date(document, "seen"),
        items=tuple(_read_item(item) for item in member_objects(document, "items")),
    )


def _item_document(item: AgendaItem, level: AgendaLevel) -> dict[str, Any]:
    document: dict[str, Any] = {"id": item.id, "due": item.due.isoformat(), "lead": list(item.lead)}
    if level >= AgendaLevel.KINDS and item.kind is not None:
        document["kind"] = item.kind
    if level >= AgendaLevel.LABELS and item.label is not None:
        document["label"] = item.label
    return document


def _unpadded(plain: bytes) -> bytes:
    if len(plain) % _BLOCK or not plain:
        raise SealError("length")
    (length,) = _LENGTH.unpack_from(plain)
    document, zeros = plain[_LENGTH.size : _LENGTH.size + length], plain[_LENGTH.size + length :]
    if len(document) != length or len(zeros) >= _BLOCK or zeros.count(0) != len(zeros):
        raise SealError("padding")
    return document


def _read_item(document: dict[str, Any]) -> AgendaItem:
    lead = document.get("lead")
    if not isinstance(lead, list) or any(type(days) is not int for days in lead):
        raise SealError("lead")
    return AgendaItem(
        id=member_text(document, "id"),
        due=_member_date(document, "due"),
        lead=tuple(lead),
        kind=member_integer(document, "kind") if "kind" in document else None,
        label=member_text(document, "label") if "label" in document else None,
    )


def _member_date(document: dict[str, Any], name: str) -> date:
    text = member_text(document, name)
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise SealError(name)
