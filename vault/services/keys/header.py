"""The header of a vault and its backup copy: made, read, opened by a secret, and which copy to heal."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NoReturn

from vault.domain.errors import BugError, ExitCode, UserError
from vault.domain.ports import IdSource
from vault.services.keys.derivation import KdfCost
from vault.services.keys.header_format import (
    OUR_READER,
    NewerFormatError,
    ParsedHeader,
    PrivatePart,
    encode_header,
    parse_header,
)
from vault.services.keys.sealing import SALT_SIZE, SealError
from vault.services.keys.slots import Kdf, Secret, SlotType, make_slot, slot_type

_Keks = dict[tuple[Kdf | None, bytes], bytes]


class Copy(StrEnum):
    """Which of the two header files."""

    PRIMARY = "primary"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class NewSlot:
    """A secret to make a slot for, and what the person calls it."""

    secret: Secret
    label: str = ""


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """What an open vault tells of a way in: `id` in hex, `created` as ISO date or empty."""

    id: str
    type: SlotType
    label: str
    created: str


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An opened header; the copies in `heal` get `good_bytes` once the database has been found no newer."""

    vmk: bytes = field(repr=False)
    vid: bytes
    gen: int
    name: str = field(repr=False)
    slots: tuple[SlotInfo, ...] = field(repr=False)
    good_bytes: bytes = field(repr=False)
    heal: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class HeaderCopies:
    """The copies that are undamaged, likeliest first; made by read_copies."""

    candidates: tuple[ParsedHeader, ...]
    primary: bytes | None = field(repr=False)
    backup: bytes | None = field(repr=False)

    def unlock(self, secret: Secret) -> Unlocked:
        """Open the best copy that `secret` opens; raises wrong_password, header_damaged or newer_vault."""
        keks: _Keks = {}
        opened = False
        for header in self.candidates:
            vmk = _open_slot(header, secret, keks)
            if vmk is None:
                continue
            opened = True
            try:
                private = header.open_private(vmk)
            except NewerFormatError:
                _refuse_newer()
            except SealError:
                continue
            return self._unlocked(header, vmk, private)
        if opened:
            raise _damaged()
        raise UserError("wrong_password", ExitCode.WRONG_PASSWORD, secret=str(slot_type(secret)))

    def _unlocked(self, header: ParsedHeader, vmk: bytes, private: PrivatePart) -> Unlocked:
        held = ((Copy.PRIMARY, self.primary), (Copy.BACKUP, self.backup))
        return Unlocked(
            vmk=vmk,
            vid=header.vid,
            gen=header.gen,
            name=private.name,
            slots=_slot_infos(header, private),
            good_bytes=header.raw,
            heal=tuple(copy for copy, raw in held if raw != header.raw),
        )


def create_header(
    vid: bytes,
    vmk: bytes,
    name: str,
    slots: Sequence[NewSlot],
    *,
    cost: KdfCost,
    ids: IdSource,
    today: date,
) -> bytes:
    """Return the header of a new vault, gen 1; `vid` has 16 bytes, `vmk` 32; `cost` counts for passwords."""
    if not slots:
        raise BugError("a vault without a way in")
    made = [make_slot(slot.secret, vmk, vid, cost, ids) for slot in slots]
    labels = {
        slot.id.hex(): {"label": new.label, "created": today.isoformat()}
        for slot, new in zip(made, slots, strict=True)
    }
    public = {
        "gen": 1,
        "min_reader": OUR_READER,
        "slots": [slot.document() for slot in made],
        "vault": vid.hex(),
    }
    return encode_header(public, {"v": 1, "name": name, "slots": labels}, vmk, ids.random(SALT_SIZE))


def rename(unlocked: Unlocked, name: str, ids: IdSource) -> bytes:
    """Return the header with another vault name and the next gen; members we do not know stay."""
    header = parse_header(unlocked.good_bytes)
    private = header.open_private(unlocked.vmk).document
    public = {**header.public, "gen": header.gen + 1}
    return encode_header(public, {**private, "name": name}, unlocked.vmk, ids.random(SALT_SIZE))


def read_copies(primary: bytes | None, backup: bytes | None) -> HeaderCopies:
    """Read both header files (None: missing); raises not_a_vault, header_damaged or newer_vault."""
    if primary is None and backup is None:
        raise UserError("not_a_vault", ExitCode.NOT_A_VAULT)
    found: list[ParsedHeader] = []
    for raw in (primary, backup):
        if raw is None or any(raw == header.raw for header in found):
            continue
        try:
            found.append(parse_header(raw))
        except NewerFormatError:
            _refuse_newer()
        except SealError:
            continue
    if not found:
        raise _damaged()
    found.sort(key=lambda header: -header.gen)  # stable: the primary wins a tie
    return HeaderCopies(tuple(found), primary, backup)


def _open_slot(header: ParsedHeader, secret: Secret, keks: _Keks) -> bytes | None:
    """Try each slot of the secret's type; `keks` spares a second derivation for the same slot elsewhere."""
    for slot in header.slots:
        if slot.type is not slot_type(secret):
            continue
        try:
            derivation = (slot.kdf, header.vid)
            if derivation not in keks:
                keks[derivation] = slot.kek(secret, header.vid)
            return slot.open(keks[derivation], header.vid)
        except SealError:
            continue
    return None


def _slot_infos(header: ParsedHeader, private: PrivatePart) -> tuple[SlotInfo, ...]:
    infos = []
    for slot in header.slots:
        known = private.labels.get(slot.id.hex(), {})
        infos.append(
            SlotInfo(slot.id.hex(), slot.type, str(known.get("label", "")), str(known.get("created", "")))
        )
    return tuple(infos)


def _damaged() -> UserError:
    return UserError("header_damaged", ExitCode.HEADER_DAMAGED)


def _refuse_newer() -> NoReturn:
    raise UserError("newer_vault", ExitCode.NEWER_VAULT) from None
