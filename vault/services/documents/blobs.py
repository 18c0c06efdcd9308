"""Sealed documents: each paper is one file, its length hidden to 12 %, its name a random id."""

import hashlib
import re
import struct
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from vault.domain.errors import BugError, ExitCode, UserError
from vault.domain.ports import IdSource
from vault.services.files.durable import Staged, durable_unlink, make_folders, settle
from vault.services.files.layout import VaultLayout
from vault.services.files.reading import is_link, open_regular
from vault.services.keys.sealing import SALT_SIZE, SealError, seal_stream, unseal_stream

BLOB_CONTEXT = b"rvault/1 blob\0"

_MAGIC = b"RVBLOB1\n"
_ID_SIZE = 16
_HEAD = len(_MAGIC) + _ID_SIZE
_LENGTH = struct.Struct("<Q")
_ID = re.compile(r"[0-9a-f]{32}")
_ZEROS = bytes(1 << 20)
_PARTS_AHEAD = 2
_SHORT = 4 << 20
"""Documents up to this size are hashed faster without a second thread, which takes as long to start."""


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """What a row keeps of a sealed document: its id in hex, its content's size in bytes and SHA-256."""

    id: str
    size: int
    sha256: bytes


@dataclass(frozen=True, slots=True)
class StagedBlob:
    """A sealed document in the staging folder; `BlobStore.settle` makes it safe."""

    id: str
    size: int
    content: "_Content"
    file: Staged


def padme(length: int) -> int:
    """Return `length` (2 or more) rounded up so that the size tells little: Padme, at most 12 % more."""
    exponent = length.bit_length() - 1
    kept = exponent.bit_length()  # floor(log2 exponent) + 1
    step = 1 << max(0, exponent - kept)
    return -(-length // step) * step


@contextmanager
def hasher(size: int) -> Iterator[Executor | None]:
    """Give a thread that hashes one document of `size` bytes while it is sealed; none for a short one."""
    if size <= _SHORT:
        yield None
        return
    with ThreadPoolExecutor(max_workers=1) as beside:
        yield beside


class BlobStore:
    """The sealed documents of one open vault."""

    def __init__(self, layout: VaultLayout, blob_key: bytes, vid: bytes, ids: IdSource) -> None:
        self._layout = layout
        self._key = blob_key
        self._context = BLOB_CONTEXT + vid
        self._ids = ids

    def put(self, parts: bytes | Iterable[bytes], size: int) -> StoredBlob:
        """Seal a document of `size` bytes, safe on disk on return; raises source_changed, disk_full."""
        with hasher(size) as beside:
            return self.settle([self.stage(parts, size, beside)])[0]

    def stage(self, parts: bytes | Iterable[bytes], size: int, beside: Executor | None) -> StagedBlob:
        """Seal a document without waiting for the disk, hashed by `beside`; `settle` makes it safe.

        Without `beside` it is hashed at the end, while the disk writes, and stays in memory until then.
        """
        blob_id = self._ids.random(_ID_SIZE)
        head = _MAGIC + blob_id
        content = _Content((parts,) if isinstance(parts, bytes) else parts, size, beside)
        sealed = seal_stream(self._key, self._context + head, content, self._ids.random(SALT_SIZE))
        staged = Staged(_chain(head, sealed), self._layout.staging)
        return StagedBlob(blob_id.hex(), size, content, staged)

    def settle(self, blobs: Sequence[StagedBlob]) -> tuple[StoredBlob, ...]:
        """Make staged documents safe on disk, together; on a failure none of them stays in staging."""
        places = [self._layout.documents / blob.id[:2] for blob in blobs]
        try:
            make_folders(places)
        except BaseException:
            for blob in blobs:
                blob.file.discard()
            raise
        stored = tuple(StoredBlob(blob.id, blob.size, blob.content.sha256()) for blob in blobs)
        settle([(blob.file, place / blob.id) for blob, place in zip(blobs, places, strict=True)])
        return stored

    def open(self, blob_id: str, size: int, sha256: bytes) -> bytes:
        """Return the whole content, verified; raises document_damaged."""
        return b"".join(self.stream(blob_id, size, sha256))

    def stream(self, blob_id: str, size: int, sha256: bytes) -> Iterator[bytes]:
        """Yield the content in pieces; good only when the iteration ends without document_damaged."""
        folder = self._layout.documents / _checked(blob_id)[:2]
        try:
            if is_link(folder) or is_link(folder / blob_id):
                raise _damaged(blob_id, "unreadable")
            with open_regular(folder / blob_id) as source:
                head = source.read(_HEAD)
                if head != _MAGIC + bytes.fromhex(blob_id):
                    raise _damaged(blob_id, "name")
                plain = unseal_stream(self._key, self._context + head, source)
                yield from _verified(plain, blob_id, size, sha256)
        except FileNotFoundError:
            raise _damaged(blob_id, "missing") from None
        except OSError:
            raise _damaged(blob_id, "unreadable") from None
        except SealError:
            raise _damaged(blob_id, "seal") from None

    def delete(self, blob_id: str) -> bool:
        """Remove a sealed document for good; False if there was none."""
        return durable_unlink(self._layout.documents / _checked(blob_id)[:2] / blob_id)

    def ids_on_disk(self) -> tuple[str, ...]:
        """Return the ids of all sealed documents in the folder, sorted; other files are passed over."""
        found = self._layout.documents.glob("[0-9a-f][0-9a-f]/*")
        names = (path.name for path in found if path.name.startswith(path.parent.name))
        return tuple(sorted(name for name in names if _ID.fullmatch(name)))


class _Content:
    """Iterates over length, content and zeros of a document; `beside` hashes the content meanwhile."""

    def __init__(self, parts: Iterable[bytes], size: int, beside: Executor | None) -> None:
        self._parts = parts
        self._size = size
        self._beside = beside
        self._digest = hashlib.sha256()
        self._hashing: deque[Future[None]] = deque()
        self._waiting: list[bytes] = []

    def sha256(self) -> bytes:
        """Return the digest, once all was iterated over."""
        while self._hashing:
            self._hashing.popleft().result()
        while self._waiting:
            self._digest.update(self._waiting.pop(0))
        return self._digest.digest()

    def __iter__(self) -> Iterator[bytes]:
        yield _LENGTH.pack(self._size)
        seen = 0
        for part in self._parts:
            seen += len(part)
            if seen > self._size:
                break
            if self._beside is None:
                self._waiting.append(part)
            else:
                self._hashing.append(self._beside.submit(self._digest.update, part))
            yield part
            if len(self._hashing) > _PARTS_AHEAD:
                self._hashing.popleft().result()
        if seen != self._size:
            raise UserError("source_changed", ExitCode.FILE_UNREADABLE, expected=self._size, found=seen)
        filled = self._size + _LENGTH.size
        zeros = padme(filled) - filled
        while zeros:
            piece = _ZEROS[:zeros]
            zeros -= len(piece)
            yield piece


def _chain(head: bytes, sealed: Iterable[bytes]) -> Iterator[bytes]:
    yield head
    yield from sealed


def _verified(plain: Iterator[bytes], blob_id: str, size: int, sha256: bytes) -> Iterator[bytes]:
    """Yield the content out of the padded plaintext, checking length, zeros and SHA-256 on the way."""
    first = next(plain)  # there is always one piece, and it holds the length unless a writer erred
    if len(first) < _LENGTH.size or _LENGTH.unpack_from(first)[0] != size:
        raise _damaged(blob_id, "length")
    digest = hashlib.sha256()
    left = size
    zeros = padme(size + _LENGTH.size) - size - _LENGTH.size
    piece = first[_LENGTH.size :]
    while True:
        content, rest = piece[:left], piece[left:]
        left -= len(content)
        zeros -= len(rest)
        if rest.count(0) != len(rest):
            raise _damaged(blob_id, "padding")
        digest.update(content)
        if content:
            yield content
        following = next(plain, None)
        if following is None:
            break
        piece = following
    if left or zeros:
        raise _damaged(blob_id, "length")
    if digest.digest() != sha256:
        raise _damaged(blob_id, "content")


def _checked(blob_id: str) -> str:
    if not _ID.fullmatch(blob_id):
        raise BugError("no id of a sealed document")
    return blob_id


def _damaged(blob_id: str, reason: str) -> UserError:
    return UserError("document_damaged", ExitCode.DOCUMENT_DAMAGED, id=blob_id, reason=reason)
