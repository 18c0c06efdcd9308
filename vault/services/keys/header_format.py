"""The four lines of `vault.rvault`: what they hold, how they are bound together, when they are damaged."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vault.domain.errors import BugError, InvalidFieldError
from vault.services.keys.derivation import derive_keys
from vault.services.keys.sealing import SealError, seal, unseal
from vault.services.keys.slots import Slot, read_base64, read_hex, read_slots
from vault.services.keys.strict_json import (
    checked_object,
    member_integer,
    member_objects,
    member_text,
    read_json,
    write_json,
)

MAX_HEADER = 65_536
OUR_READER = 1

_NAME = b"RVAULT"
_MAGIC = _NAME + b"1"
_NEWER = re.compile(_NAME + rb"([2-9]|[1-9][0-9]{1,3})")
_LINES = 4


class NewerFormatError(Exception):
    """An undamaged header that asks for a newer program."""


@dataclass(frozen=True, slots=True)
class ParsedHeader:
    """An undamaged header nobody has opened yet: anyone can write one, so nothing here is proven."""

    raw: bytes = field(repr=False)
    vid: bytes
    gen: int
    slots: tuple[Slot, ...]
    public: Mapping[str, Any] = field(repr=False)
    sealed: bytes = field(repr=False)

    def open_private(self, vmk: bytes) -> "PrivatePart":
        """Return the sealed part, which proves lines 1 and 2 too; raises SealError or NewerFormatError."""
        context = _context(b"".join(self.raw.splitlines(keepends=True)[:2]))
        document = read_json(unseal(derive_keys(vmk, self.vid).header, context, self.sealed))
        if member_integer(document, "v") > 1:
            raise NewerFormatError
        labels = checked_object(document.get("slots"))
        for label in labels.values():
            checked_object(label)
        return PrivatePart(member_text(document, "name"), labels, document)


@dataclass(frozen=True, slots=True)
class PrivatePart:
    """Line 3: the vault's name, and for slot ids in hex their label and day of creation."""

    name: str
    labels: Mapping[str, Mapping[str, Any]]
    document: Mapping[str, Any]


def encode_header(public: Mapping[str, Any], private: Mapping[str, Any], vmk: bytes, salt: bytes) -> bytes:
    """Return the four lines; `salt` is 24 fresh random bytes. InvalidFieldError: the name is too long."""
    head = _MAGIC + b"\n" + write_json(public) + b"\n"
    key = derive_keys(vmk, bytes.fromhex(public["vault"])).header
    body = head + base64.b64encode(seal(key, _context(head), write_json(private), salt)) + b"\n"
    raw = body + _digest(body) + b"\n"
    if len(raw) > MAX_HEADER:
        raise InvalidFieldError("vault", "name", "too_long")
    try:
        parse_header(raw)
    except SealError as error:
        raise BugError(f"a header outside its own format: {error}") from None
    return raw


def parse_header(raw: bytes) -> ParsedHeader:
    """Return what the four lines hold; raises SealError when damaged, NewerFormatError when not for us."""
    lines = raw.split(b"\n")
    if len(raw) > MAX_HEADER or not raw.endswith(b"\n") or not raw.startswith(_NAME):
        raise SealError("lines")
    if lines[-2] != _digest(raw[: -len(lines[-2]) - 1]):
        raise SealError("checksum")
    if _NEWER.fullmatch(lines[0]):
        raise NewerFormatError
    if lines[0] != _MAGIC or len(lines) != _LINES + 1:
        raise SealError("lines")
    public = read_json(lines[1])
    if member_integer(public, "min_reader", low=1) > OUR_READER:
        raise NewerFormatError
    return ParsedHeader(
        raw=raw,
        vid=read_hex(member_text(public, "vault"), 16),
        gen=member_integer(public, "gen", low=1),
        slots=read_slots(member_objects(public, "slots")),
        public=public,
        sealed=read_base64(lines[2]),
    )


def _context(head: bytes) -> bytes:
    return b"rvault/1 header\0" + hashlib.sha256(head).digest()


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode("ascii")
