"""From what a person holds to the keys of the vault: Argon2id for passwords, HKDF for everything else."""

import unicodedata
from dataclasses import dataclass, field
from hashlib import sha512

from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from vault.domain.errors import InvalidFieldError
from vault.services.keys.machine import machine_memory

KDF_SALT_SIZE = 16
_MIB = 1024
_GIB = 1024 * _MIB
_SMALL_MACHINE = 2 << 30


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one password guess costs: memory in KiB, passes, lanes."""

    memory_kib: int
    time: int
    parallelism: int

    @property
    def accepted(self) -> bool:
        """Whether a reader runs it: enough to protect, too little for a planted header to hang us."""
        return (
            8 * _MIB <= self.memory_kib <= _GIB
            and 1 <= self.time <= 16  # noqa: PLR2004 - bounds of the format
            and 1 <= self.parallelism <= 16  # noqa: PLR2004 - bounds of the format
            and self.memory_kib * self.time <= 4 * _GIB
        )


def default_cost(machine_bytes: int | None = None) -> KdfCost:
    """Return the cost for new passwords on a machine with this much memory (None: this machine)."""
    memory = machine_memory() if machine_bytes is None else machine_bytes
    return KdfCost(memory_kib=(64 if memory < _SMALL_MACHINE else 256) * _MIB, time=3, parallelism=4)


def password_bytes(text: str) -> bytes:
    """Return the same bytes for a password on every keyboard: spaces unified, NFC, UTF-8, no trimming."""
    spaced = "".join(" " if unicodedata.category(char) == "Zs" else char for char in text)
    try:
        return unicodedata.normalize("NFC", spaced).encode("utf-8")
    except UnicodeEncodeError:
        raise InvalidFieldError("vault", "password", "not_text") from None


def password_kek(text: str, salt: bytes, cost: KdfCost) -> bytes:
    """Return the 32-byte key that a password gives (Argon2id v 0x13); `salt` has 16 bytes."""
    if not cost.accepted:
        raise InvalidFieldError(
            "vault", "kdf_cost", "out_of_range", "8..1024 MiB, t 1..16, p 1..16, m t <= 4 GiB"
        )
    kdf = Argon2id(
        salt=salt, length=32, iterations=cost.time, lanes=cost.parallelism, memory_cost=cost.memory_kib
    )
    return kdf.derive(password_bytes(text))


def recovery_kek(key: bytes, vid: bytes) -> bytes:
    """Return the 32-byte key that the 16-byte recovery key gives in the vault `vid`."""
    return _expand(sha512(key).digest(), b"rvault/1 kek\0recovery\0" + vid, 32)


def device_kek(key: bytes, vid: bytes) -> bytes:
    """Return the 32-byte key that the 32-byte key of a computer's keyring gives in the vault `vid`."""
    return _expand(sha512(key).digest(), b"rvault/1 kek\0device\0" + vid, 32)


@dataclass(frozen=True, slots=True)
class VaultKeys:
    """The working keys of a vault: `db` has 48 bytes (32 key, 16 salt), the others 32. Silent repr."""

    db: bytes = field(repr=False)
    blob: bytes = field(repr=False)
    header: bytes = field(repr=False)
    agenda: bytes = field(repr=False)
    history: bytes = field(repr=False)
    manifest: bytes = field(repr=False)


def derive_keys(vmk: bytes, vid: bytes) -> VaultKeys:
    """Return the working keys that the 32-byte vault master key gives in the vault `vid` (16 bytes)."""

    def key(purpose: bytes, size: int = 32) -> bytes:
        return _expand(vmk, b"rvault/1 key\0" + purpose + b"\0" + vid, size)

    return VaultKeys(
        db=key(b"db", 48),
        blob=key(b"blob"),
        header=key(b"header"),
        agenda=key(b"agenda"),
        history=key(b"history"),
        manifest=key(b"manifest"),
    )


def _expand(key: bytes, info: bytes, size: int) -> bytes:
    return HKDFExpand(algorithm=SHA512(), length=size, info=info).derive(key)
