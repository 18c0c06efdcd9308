"""The one sealing primitive of every file in the vault: C2SP chunked-encryption@v1, AES-256-GCM, SHA-512."""

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from vault.domain.errors import BugError, VaultError

KEY_SIZE = 32
SALT_SIZE = 24
CHUNK = 16384
TAG = 16
HEAD = SALT_SIZE + 32
BATCH_CHUNKS = 16  # larger buffers leave the processor's cache and cost four times as much

_LABEL = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"
_BATCH = BATCH_CHUNKS * CHUNK
_SEALED_BATCH = BATCH_CHUNKS * (CHUNK + TAG)


class SealError(VaultError):
    """Sealed bytes that do not open: damaged, cut, lengthened, of another key or another place."""


class Readable(Protocol):
    """Anything that can be read in pieces."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end."""


@dataclass(frozen=True, slots=True, repr=False)
class _Schedule:
    cipher: AESGCM
    base: int
    commitment: bytes

    def nonce(self, index: int) -> bytes:
        return (self.base ^ index).to_bytes(12, "big")

    def close(self, plain: memoryview, first: int, count: int) -> bytes:
        """Seal `count` chunks of `plain`, the first of them chunk `first`."""
        sealed = bytearray(len(plain) + count * TAG)
        out = memoryview(sealed)
        for index in range(count):
            chunk = plain[index * CHUNK : (index + 1) * CHUNK]
            start = index * (CHUNK + TAG)
            place = out[start : start + len(chunk) + TAG]
            self.cipher.encrypt_into(self.nonce(first + index), chunk, None, place)
        return bytes(sealed)

    def open(self, sealed: memoryview, first: int, count: int) -> bytes:
        """Open `count` chunks, or raise SealError before any of them is seen."""
        plain = bytearray(len(sealed) - count * TAG)
        out = memoryview(plain)
        for index in range(count):
            chunk = sealed[index * (CHUNK + TAG) : (index + 1) * (CHUNK + TAG)]
            start = index * CHUNK
            place = out[start : start + len(chunk) - TAG]
            try:
                self.cipher.decrypt_into(self.nonce(first + index), chunk, None, place)
            except InvalidTag:
                raise SealError("tag") from None
        return bytes(plain)


def _schedule(key: bytes, context: bytes, salt: bytes) -> _Schedule:
    if len(key) != KEY_SIZE or len(salt) != SALT_SIZE:
        raise BugError("a seal takes a key of 32 bytes and a salt of 24")
    derived = HKDFExpand(algorithm=SHA512(), length=76, info=_LABEL + salt + context).derive(key)
    return _Schedule(AESGCM(derived[:32]), int.from_bytes(derived[32:44], "big"), derived[44:])


def seal_stream(key: bytes, context: bytes, parts: Iterable[bytes], salt: bytes) -> Iterator[bytes]:
    """Yield the sealed bytes of `parts` joined, in pieces of 256 KiB; `salt` is 24 fresh random bytes."""
    schedule = _schedule(key, context, salt)
    yield salt + schedule.commitment
    pending = bytearray()
    first = 0
    for part in parts:
        view = memoryview(part)
        while view:
            taken = _BATCH - len(pending)
            pending += view[:taken]
            view = view[taken:]
            if len(pending) == _BATCH:
                yield schedule.close(memoryview(pending), first, BATCH_CHUNKS)
                pending = bytearray()
                first += BATCH_CHUNKS
    # The last chunk is always short, if need be empty: its absence shows a cut.
    yield schedule.close(memoryview(pending), first, len(pending) // CHUNK + 1)


def unseal_stream(key: bytes, context: bytes, source: Readable) -> Iterator[bytes]:
    """Yield the plaintext of `source` in pieces, each only after its tags; SealError when anything is off.

    The end is proven only by the end of the iteration: until then more may be missing.
    """
    head = _read(source, HEAD)
    if len(head) != HEAD:
        raise SealError("short")
    schedule = _schedule(key, context, head[:SALT_SIZE])
    if not hmac.compare_digest(schedule.commitment, head[SALT_SIZE:]):
        raise SealError("commitment")
    first = 0
    while True:
        sealed = _read(source, _SEALED_BATCH)
        if len(sealed) == _SEALED_BATCH:
            yield schedule.open(memoryview(sealed), first, BATCH_CHUNKS)
            first += BATCH_CHUNKS
            continue
        full, rest = divmod(len(sealed), CHUNK + TAG)
        if rest < TAG:
            raise SealError("end")
        yield schedule.open(memoryview(sealed), first, full + 1)
        return


def seal(key: bytes, context: bytes, plaintext: bytes, salt: bytes) -> bytes:
    """Return `plaintext` sealed for `context`; `salt` is 24 fresh random bytes."""
    return b"".join(seal_stream(key, context, (plaintext,), salt))


def unseal(key: bytes, context: bytes, sealed: bytes) -> bytes:
    """Return the plaintext of `sealed`, or raise SealError."""
    return b"".join(unseal_stream(key, context, BytesIO(sealed)))


def _read(source: Readable, size: int) -> bytes:
    """Read exactly `size` bytes, fewer only at the end: raw files may answer in smaller pieces."""
    data = source.read(size)
    if len(data) == size or not data:
        return data
    pieces = [data]
    missing = size - len(data)
    while missing and (data := source.read(missing)):
        pieces.append(data)
        missing -= len(data)
    return b"".join(pieces)
