"""A paper comes in: sealed and durable first, filed second, looked at last."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from vault.domain.changes import Changes, Put, Untrash, Write
from vault.domain.errors import BugError, ExitCode, UserError
from vault.domain.ports import Clock, IdSource, Progress
from vault.domain.records.papers import Document, DocumentKind, DocumentLink, DocumentSource
from vault.services.documents.blobs import BlobStore
from vault.services.documents.inspect import Inspection, inspect
from vault.services.documents.sniff import PaperType, sniff
from vault.services.files.sandbox.client import Sandbox
from vault.services.store.database import Database

_PART = 1 << 20
_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_SOURCES = {
    PaperType.PDF: DocumentSource.PDF,
    PaperType.JPEG: DocumentSource.PHOTO,
    PaperType.HEIC: DocumentSource.PHOTO,
    PaperType.TIFF: DocumentSource.SCAN,
}
_MEDIA_TYPES = {
    PaperType.PDF: "application/pdf",
    PaperType.JPEG: "image/jpeg",
    PaperType.PNG: "image/png",
    PaperType.TIFF: "image/tiff",
    PaperType.HEIC: "image/heic",
    PaperType.GIF: "image/gif",
    PaperType.WEBP: "image/webp",
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where an incoming paper belongs: its kind, and the record it is filed under."""

    kind: DocumentKind
    person: str | None = None
    link: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """A stored paper; `new` is False when the very same bytes were here already."""

    document: Document
    new: bool
    changes: Changes | None


class AttachService:
    """Stores papers byte-exact; the same bytes twice become one paper with two links."""

    def __init__(self, database: Database, blobs: BlobStore, ids: IdSource, clock: Clock) -> None:
        self._database = database
        self._blobs = blobs
        self._ids = ids
        self._clock = clock

    def attach_file(self, path: Path, target: Target, progress: Progress) -> Attached:
        """Store one file; when this returns it is safe."""
        try:
            with _open_source(path) as source:
                size = os.fstat(source.fileno()).st_size
                return self._attach(_parts(source, size, progress), size, path.name, target)
        except _SourceError:
            raise UserError("file_unreadable", ExitCode.FILE_UNREADABLE, file=_title(path.name)) from None

    def attach_bytes(self, content: bytes, name: str | None, target: Target) -> Attached:
        """Store bytes that are in memory already, from a paste or a mail."""
        return self._attach(iter([content]), len(content), name, target)

    def look_at(self, document: Document, sandbox: Sandbox) -> Document:
        """Find type, pages and text layer in a sealed process and keep what was found."""
        found = inspect(sandbox, self.content(document))
        with self._database.read() as records:
            now = records.get("document", document.id, include_trashed=True)
        if not isinstance(now, Document):
            raise BugError("a paper of another class")
        seen = _with_findings(now, found)  # what the person changed meanwhile stays
        if seen != now:
            self._database.apply([Put(seen)])
        return seen

    def content(self, document: Document) -> bytes:
        """Return the paper as it came in; raises document_damaged."""
        return self._blobs.open(document.blob, document.size, bytes.fromhex(document.sha256))

    def _attach(self, parts: Iterator[bytes], size: int, name: str | None, target: Target) -> Attached:
        if size == 0:
            raise UserError("file_empty", ExitCode.FILE_UNREADABLE, file=_title(name) or "")
        self._require(target)
        first = next(parts, b"")
        blob = self._blobs.put(_again(first, parts), size)
        held = self._held(blob.sha256)
        if held is not None:
            self._blobs.delete(blob.id)
            return self._link(*held, target)
        document = Document(
            id=self._ids.new_id(),
            kind=target.kind,
            blob=blob.id,
            size=blob.size,
            sha256=blob.sha256.hex(),
            title=_title(name),
            file_name=_title(name),
            person=target.person,
            added=self._clock.now().replace(microsecond=0),
            source=_SOURCES.get(sniff(first), DocumentSource.OTHER),
            links=self._links(target),
        )
        return Attached(document, new=True, changes=self._database.apply([Put(document)]))

    def _require(self, target: Target) -> None:
        """Refuse a paper for records that are not there before anything is stored."""
        with self._database.read() as records:
            if target.person is not None:
                records.get("person", target.person, include_trashed=True)
            if target.link is not None:
                records.get(*target.link)

    def _held(self, sha256: bytes) -> tuple[Document, bool] | None:
        """Return the paper with this content and whether it lies in the trash."""
        with self._database.read() as records:
            found = records.document_of_content(sha256.hex())
            if found is None:
                return None
            record_id, in_trash = found
            document = records.get("document", record_id, include_trashed=True)
        if not isinstance(document, Document):
            raise BugError("a paper of another class")
        return document, in_trash

    def _link(self, held: Document, in_trash: bool, target: Target) -> Attached:  # noqa: FBT001 - a fact, not a switch
        """File the paper that is here already under one more record; a trashed one comes back."""
        links = held.links
        known = {(link.kind, link.record) for link in links}
        if target.link is not None and target.link not in known:
            links += self._links(target)
        kind = target.kind if held.kind is DocumentKind.OTHER else held.kind
        changed = replace(held, links=links, kind=kind, person=held.person or target.person)
        if changed == held and not in_trash:
            return Attached(held, new=False, changes=None)
        revived: list[Write] = [Untrash("document", held.id)] if in_trash else []
        return Attached(changed, new=False, changes=self._database.apply([*revived, Put(changed)]))

    def _links(self, target: Target) -> tuple[DocumentLink, ...]:
        if target.link is None:
            return ()
        kind, record = target.link
        return (DocumentLink(self._ids.new_id(), kind, record),)


def _with_findings(document: Document, found: Inspection) -> Document:
    texts = [page.text for page in found.pages if page.text.strip()]
    return replace(
        document,
        media_type=_MEDIA_TYPES.get(found.type),
        pages=found.page_count if found.reason is None else None,
        has_text_layer=bool(texts),
        text="\f".join(page.text for page in found.pages) if texts else None,
        unread_reason=found.reason,
    )


class _SourceError(Exception):
    """The file to be stored does not open or does not read to its end."""


def _open_source(path: Path) -> BinaryIO:
    """Open a file of the person's; a pipe or device is refused without waiting for it."""
    try:
        source = os.fdopen(os.open(path, os.O_RDONLY | _NO_WAIT), "rb", buffering=0)
    except (OSError, ValueError):
        raise _SourceError from None
    if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
        source.close()
        raise _SourceError
    return source


def _read(source: BinaryIO) -> bytes:
    try:
        return source.read(_PART)
    except OSError:
        raise _SourceError from None


def _parts(source: BinaryIO, size: int, progress: Progress) -> Iterator[bytes]:
    done = 0
    while part := _read(source):
        done += len(part)
        progress.step(min(done, size), size, "bytes")
        yield part


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _title(name: str | None) -> str | None:
    """Return a file name fit for a record: no lone surrogates, no control characters, at most 200 letters."""
    if name is None:
        return None
    clean = "".join(letter if letter.isprintable() else "�" for letter in name)
    return clean.encode("utf-8", "replace").decode()[:200].strip() or None
