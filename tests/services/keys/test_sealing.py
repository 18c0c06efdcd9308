import hashlib
import tracemalloc
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from Cryptodome.Cipher import AES
from Cryptodome.Hash import HMAC, SHA512
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.vectors import KEY, SALT, VECTORS
from vault.domain.errors import BugError
from vault.services.keys.sealing import (
    BATCH_CHUNKS,
    CHUNK,
    HEAD,
    TAG,
    SealError,
    seal,
    seal_stream,
    unseal,
    unseal_stream,
)

BATCH = BATCH_CHUNKS * CHUNK
PLAINTEXTS = {
    "16384 zero bytes": bytes(16384),
    "bytes i mod 251 for i in 0..16384": bytes(i % 251 for i in range(16385)),
}
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, BATCH - 1, BATCH, BATCH + 1, 2 * BATCH, 2 * BATCH + CHUNK]


def open_elsewhere(key: bytes, context: bytes, sealed: bytes) -> bytes:
    """Open a seal with another library, from the published text alone."""
    info = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" + sealed[:24] + context
    first = HMAC.new(key, info + b"\x01", SHA512).digest()
    derived = first + HMAC.new(key, first + info + b"\x02", SHA512).digest()
    assert derived[44:76] == sealed[24:56]
    base, body, plain = int.from_bytes(derived[32:44], "big"), sealed[56:], b""
    starts = range(0, len(body), 16400)
    for index, start in enumerate(starts):
        chunk = body[start : start + 16400]
        cipher = AES.new(derived[:32], AES.MODE_GCM, nonce=(base ^ index).to_bytes(12, "big"))
        plain += cipher.decrypt_and_verify(chunk[:-16], chunk[-16:])
    assert len(body) - starts[-1] < 16400
    return plain


class Trickle:
    """A source that answers in smaller pieces than asked for."""

    def __init__(self, data: bytes, step: int) -> None:
        self._inner = BytesIO(data)
        self._step = step

    def read(self, size: int, /) -> bytes:
        return self._inner.read(min(size, self._step))


@pytest.mark.parametrize("vector", VECTORS["seal"], ids=lambda vector: vector["plaintext"] or "empty")
def test_vectors(vector: dict[str, Any]) -> None:
    plain = PLAINTEXTS.get(vector["plaintext"], vector["plaintext"].encode())
    sealed = seal(KEY, vector["context"].encode(), plain, SALT)
    if "out" in vector:
        assert sealed.hex() == vector["out"]
    else:
        assert (len(sealed), hashlib.sha256(sealed).hexdigest()) == (vector["length"], vector["sha256"])
    assert unseal(KEY, vector["context"].encode(), sealed) == plain


@pytest.mark.parametrize("size", SIZES)
def test_another_library_reads_it(size: int) -> None:
    plain = (bytes(range(251)) * (size // 251 + 1))[:size]
    sealed = seal(KEY, b"ctx", plain, SALT)
    assert len(sealed) == HEAD + size + TAG * (size // CHUNK + 1)
    assert open_elsewhere(KEY, b"ctx", sealed) == plain
    assert unseal(KEY, b"ctx", sealed) == plain


@given(st.lists(st.binary(max_size=40_000), max_size=5), st.integers(1, 20_000))
def test_streaming_gives_the_same_bytes_whatever_the_pieces(parts: list[bytes], step: int) -> None:
    sealed = b"".join(seal_stream(KEY, b"ctx", parts, SALT))
    assert sealed == seal(KEY, b"ctx", b"".join(parts), SALT)
    assert b"".join(unseal_stream(KEY, b"ctx", Trickle(sealed, step))) == b"".join(parts)


@given(st.binary(max_size=200), st.data())
def test_any_changed_byte_is_refused(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(KEY, b"ctx", plain, SALT))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealError):
        unseal(KEY, b"ctx", bytes(sealed))


@pytest.mark.parametrize("size", [0, 5, CHUNK, CHUNK + 5, BATCH])
def test_every_cut_at_an_edge_and_bytes_after_the_end_are_refused(size: int) -> None:
    sealed = seal(KEY, b"ctx", bytes(size), SALT)
    edges = [0, 1, HEAD - 1, HEAD, HEAD + TAG - 1, HEAD + CHUNK + TAG, len(sealed) - TAG, len(sealed) - 1]
    for cut in {edge for edge in edges if edge < len(sealed)}:
        with pytest.raises(SealError):
            unseal(KEY, b"ctx", sealed[:cut])
    for tail in (b"\0", bytes(TAG), bytes(CHUNK + TAG)):
        with pytest.raises(SealError):
            unseal(KEY, b"ctx", sealed + tail)


def test_chunks_in_another_order_are_refused() -> None:
    sealed = seal(KEY, b"ctx", bytes(2 * CHUNK), SALT)
    first, second, rest = sealed[56:16456], sealed[16456:32856], sealed[32856:]
    with pytest.raises(SealError):
        unseal(KEY, b"ctx", sealed[:56] + second + first + rest)


def test_another_key_or_context_is_refused_by_the_commitment() -> None:
    sealed = seal(KEY, b"ctx", b"hello vault", SALT)
    for key, context in ((bytes(32), b"ctx"), (KEY, b"ctx2"), (KEY, b"")):
        with pytest.raises(SealError, match="commitment"):
            unseal(key, context, sealed)


def test_nothing_of_a_damaged_batch_is_released() -> None:
    sealed = bytearray(seal(KEY, b"ctx", bytes(2 * BATCH), SALT))
    sealed[HEAD + BATCH_CHUNKS * (CHUNK + TAG) + 3] ^= 1
    pieces = unseal_stream(KEY, b"ctx", BytesIO(bytes(sealed)))
    assert next(pieces) == bytes(BATCH)
    with pytest.raises(SealError, match="tag"):
        next(pieces)


def test_keys_and_salts_of_a_wrong_length_are_bugs() -> None:
    with pytest.raises(BugError):
        seal(KEY[:31], b"ctx", b"", SALT)
    with pytest.raises(BugError):
        seal(KEY, b"ctx", b"", SALT + b"\0")


def test_streams_hold_little_memory() -> None:
    part = bytes(1 << 20)
    total = 48 << 20

    def parts() -> Iterator[bytes]:
        for _ in range(total >> 20):
            yield part

    class Pipe:
        """Hands the sealed pieces on as a file would."""

        def __init__(self, pieces: Iterator[bytes]) -> None:
            self._pieces = pieces
            self._held = b""

        def read(self, size: int, /) -> bytes:
            while len(self._held) < size and (piece := next(self._pieces, b"")):
                self._held += piece
            data, self._held = self._held[:size], self._held[size:]
            return data

    tracemalloc.start()
    try:
        opened = unseal_stream(KEY, b"ctx", Pipe(seal_stream(KEY, b"ctx", parts(), SALT)))
        assert sum(len(piece) for piece in opened) == total
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 << 20
