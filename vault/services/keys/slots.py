"""What opens a vault and the key slots it opens: each slot wraps the same master key for one secret."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from vault.domain.errors import BugError
from vault.domain.ports import IdSource
from vault.services.keys.derivation import KDF_SALT_SIZE, KdfCost, device_kek, password_kek, recovery_kek
from vault.services.keys.sealing import SALT_SIZE, SealError, seal, unseal
from vault.services.keys.strict_json import checked_object, member_integer, member_text

MAX_SLOTS = 16
MAX_PASSWORDS = 4
SLOT_ID_SIZE = 8
_WRAP_SIZE = 104


class SlotType(StrEnum):
    """What kind of secret opens a slot."""

    PASSWORD = "password"  # noqa: S105 - the name of a kind
    RECOVERY = "recovery"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Password:
    """A password as typed."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """The 16 bytes of the recovery text."""

    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """The 32 bytes that a computer's keyring holds."""

    key: bytes = field(repr=False)


Secret = Password | RecoveryKey | DeviceKey


def slot_type(secret: Secret) -> SlotType:
    """Return the type of the slots that `secret` may open."""
    if isinstance(secret, Password):
        return SlotType.PASSWORD
    return SlotType.RECOVERY if isinstance(secret, RecoveryKey) else SlotType.DEVICE


@dataclass(frozen=True, slots=True)
class Kdf:
    """How a slot stretches its password."""

    cost: KdfCost
    salt: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in: `id` has 8 bytes, `wrap` is the sealed master key (104), `kdf` is for passwords only."""

    id: bytes
    type: SlotType
    kdf: Kdf | None
    wrap: bytes = field(repr=False)

    def kek(self, secret: Secret, vid: bytes) -> bytes:
        """Return the key that `secret`, which must be of this slot's type, gives for this slot."""
        if isinstance(secret, RecoveryKey):
            return recovery_kek(secret.key, vid)
        if isinstance(secret, DeviceKey):
            return device_kek(secret.key, vid)
        if self.kdf is None:
            raise BugError("a password tried on a slot of another type")
        return password_kek(secret.text, self.kdf.salt, self.kdf.cost)

    def open(self, kek: bytes, vid: bytes) -> bytes:
        """Return the master key, or raise SealError when `kek` is not this slot's."""
        return unseal(kek, _context(vid, self.id, self.type), self.wrap)

    def document(self) -> dict[str, Any]:
        """Return the slot as the public JSON holds it."""
        kdf: dict[str, Any] = {}
        if self.kdf is not None:
            cost = self.kdf.cost
            kdf["kdf"] = {
                "alg": "argon2id",
                "v": 19,
                "m": cost.memory_kib,
                "t": cost.time,
                "p": cost.parallelism,
                "salt": base64.b64encode(self.kdf.salt).decode("ascii"),
            }
        wrap = base64.b64encode(self.wrap).decode("ascii")
        return {"id": self.id.hex(), "type": str(self.type)} | kdf | {"wrap": wrap}


def make_slot(secret: Secret, vmk: bytes, vid: bytes, cost: KdfCost, ids: IdSource) -> Slot:
    """Wrap the master key for a secret; `cost` counts for passwords."""
    kind = slot_type(secret)
    kdf = Kdf(cost, ids.random(KDF_SALT_SIZE)) if kind is SlotType.PASSWORD else None
    slot_id = ids.random(SLOT_ID_SIZE)
    empty = Slot(slot_id, kind, kdf, b"")
    wrap = seal(empty.kek(secret, vid), _context(vid, slot_id, kind), vmk, ids.random(SALT_SIZE))
    return Slot(slot_id, kind, kdf, wrap)


def read_slots(documents: Sequence[Mapping[str, Any]]) -> tuple[Slot, ...]:
    """Return the slots of the public JSON within the limits of the format, or raise SealError."""
    slots = tuple(_read_slot(document) for document in documents)
    passwords = sum(slot.type is SlotType.PASSWORD for slot in slots)
    unique = len({slot.id for slot in slots})
    if len(slots) > MAX_SLOTS or passwords > MAX_PASSWORDS or unique != len(slots):
        raise SealError("slots")
    return slots


def _read_slot(document: Mapping[str, Any]) -> Slot:
    kind = member_text(document, "type")
    if kind not in list(SlotType):
        raise SealError("type")
    slot_id = read_hex(member_text(document, "id"), SLOT_ID_SIZE)
    wrap = read_base64(member_text(document, "wrap"))
    if len(wrap) != _WRAP_SIZE:
        raise SealError("wrap")
    kdf = _read_kdf(checked_object(document.get("kdf"))) if kind == SlotType.PASSWORD else None
    return Slot(slot_id, SlotType(kind), kdf, wrap)


def _read_kdf(document: Mapping[str, Any]) -> Kdf:
    cost = KdfCost(
        memory_kib=member_integer(document, "m"),
        time=member_integer(document, "t"),
        parallelism=member_integer(document, "p"),
    )
    salt = read_base64(member_text(document, "salt"))
    argon2 = member_text(document, "alg") == "argon2id" and member_integer(document, "v") == 19  # noqa: PLR2004 - 0x13
    if not argon2 or not cost.accepted or len(salt) != KDF_SALT_SIZE:
        raise SealError("kdf")
    return Kdf(cost, salt)


def read_hex(text: str, size: int) -> bytes:
    """Return `size` bytes written as lower-case hex, or raise SealError."""
    try:
        data = bytes.fromhex(text)
    except ValueError:
        raise SealError("hex") from None
    if data.hex() != text or len(data) != size:
        raise SealError("hex")
    return data


def read_base64(text: str | bytes) -> bytes:
    """Return the bytes of padded base64 in its one canonical form, or raise SealError."""
    try:
        raw = text.encode("ascii") if isinstance(text, str) else text
        data = base64.b64decode(raw, validate=True)
    except ValueError:
        raise SealError("base64") from None
    if base64.b64encode(data) != raw:
        raise SealError("base64")
    return data


def _context(vid: bytes, slot_id: bytes, kind: SlotType) -> bytes:
    return b"rvault/1 slot\0" + vid + slot_id + kind.encode("ascii")
