"""A paper comes in: sealed and durable first, filed second, looked at last."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from vault.domain.changes import Changes, Put, Untrash, Write
from vault.domain.errors import BugError, ExitCode, UserError, VaultError
from vault.domain.ports import Clock, IdSource, Progress
from vault.domain.records.papers import Document, DocumentKind, DocumentLink, DocumentSource
from vault.services.documents.blobs import BlobStore, StagedBlob, StoredBlob, hasher
from vault.services.documents.inspect import Inspection, inspect
from vault.services.documents.sniff import PaperType, sniff
from vault.services.documents.source import SourceError, open_source, parts_of, title_of
from vault.services.files.sandbox.client import Sandbox
from vault.services.store.database import Database
from vault.services.store.repository import Repository

_TOGETHER = 32
"""Files of an import that wait for the disk at once; each holds a descriptor meanwhile."""
_OF_ONE_FILE = frozenset({"file_empty", "file_unreadable", "source_changed"})
"""What is wrong with one file and leaves the others of an import alone."""
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


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of an import that is safe now; `new` as in Attached."""

    file: str
    document: Document
    new: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of an import that was not stored, and why."""

    file: str
    error: UserError


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What became of the files of an import, in their order; `changes` is None when nothing was written."""

    items: tuple[Stored | Refused, ...]
    changes: Changes | None

    @property
    def stored(self) -> tuple[Stored, ...]:
        """The files that are safe."""
        return tuple(each for each in self.items if isinstance(each, Stored))

    @property
    def refused(self) -> tuple[Refused, ...]:
        """The files that were not stored."""
        return tuple(each for each in self.items if isinstance(each, Refused))


class AttachService:
    """Stores papers byte-exact; the same bytes twice become one paper with two links."""

    def __init__(self, database: Database, blobs: BlobStore, ids: IdSource, clock: Clock) -> None:
        self._database = database
        self._blobs = blobs
        self._ids = ids
        self._clock = clock

    def attach_file(self, path: Path, target: Target, progress: Progress) -> Attached:
        """Store one file; when this returns it is safe."""
        self._require(target)
        return self._file_one(self._seal_file(path, progress), target)

    def attach_files(self, paths: Sequence[Path], target: Target, progress: Progress) -> Arrivals:
        """Store several files in one transaction, all sealed and durable before it; progress counts papers.

        A file's own error does not stop the others. Cancelled or another error stores none of them.
        """
        self._require(target)
        found: list[_Sealed | UserError] = []
        try:
            with ThreadPoolExecutor(max_workers=1) as beside:
                for first in range(0, len(paths), _TOGETHER):
                    counting = _Papers(progress, first, len(paths))
                    found += self._seal_group(paths[first : first + _TOGETHER], counting, beside)
            progress.step(len(paths), len(paths), "papers")
        except BaseException:
            self._discard([each for each in found if isinstance(each, _Sealed)])
            raise
        papers, changes = self._file([each for each in found if isinstance(each, _Sealed)], target)
        return Arrivals(tuple(_arrivals(paths, found, iter(papers))), changes)

    def attach_bytes(self, content: bytes, name: str | None, target: Target) -> Attached:
        """Store bytes that are in memory already, from a paste or a mail."""
        return self._attach(iter([content]), len(content), name, target)

    def look_at(self, document: Document, sandbox: Sandbox) -> Document:
        """Find type, pages and text layer in a sealed process and keep what was found."""
        return self.keep_findings(document, inspect(sandbox, self.content(document)))

    def keep_findings(self, document: Document, found: Inspection) -> Document:
        """Keep what was found in a paper; what the person changed meanwhile stays."""
        with self._database.read() as records:
            now = records.get("document", document.id, include_trashed=True)
        if not isinstance(now, Document):
            raise BugError("a paper of another class")
        seen = _with_findings(now, found)
        if seen != now:
            self._database.apply([Put(seen)])
        return seen

    def content(self, document: Document) -> bytes:
        """Return the paper as it came in; raises document_damaged."""
        return self._blobs.open(document.blob, document.size, bytes.fromhex(document.sha256))

    def _attach(self, parts: Iterator[bytes], size: int, name: str | None, target: Target) -> Attached:
        self._require(target)
        return self._file_one(self._seal(parts, size, name), target)

    def _seal_group(
        self, paths: Sequence[Path], counting: "_Papers", beside: Executor
    ) -> "list[_Sealed | UserError]":
        """Seal some files of an import, which wait for the disk together; a file's own error is an answer."""
        staged: list[_Staged | UserError] = []
        try:
            for path in paths:
                counting.step(0, 0, "bytes")
                try:
                    staged.append(self._stage_file(path, counting, beside))
                except UserError as error:
                    if error.code not in _OF_ONE_FILE:
                        raise
                    staged.append(error)
                counting.done += 1
        except BaseException:
            for each in staged:
                if isinstance(each, _Staged):
                    each.blob.file.discard()
            raise
        sealed = iter(self._settled([each for each in staged if isinstance(each, _Staged)]))
        return [each if isinstance(each, UserError) else next(sealed) for each in staged]

    def _settled(self, staged: "Sequence[_Staged]") -> "list[_Sealed]":
        stored = self._blobs.settle([each.blob for each in staged])
        pairs = zip(stored, staged, strict=True)
        return [_Sealed(blob, each.name, each.source) for blob, each in pairs]

    def _seal_file(self, path: Path, progress: Progress) -> "_Sealed":
        with _opened(path) as (source, size):
            return self._seal(parts_of(source, size, progress), size, path.name)

    def _stage_file(self, path: Path, progress: Progress, beside: Executor) -> "_Staged":
        with _opened(path) as (source, size):
            return self._stage(parts_of(source, size, progress), size, path.name, beside)

    def _seal(self, parts: Iterator[bytes], size: int, name: str | None) -> "_Sealed":
        with hasher(size) as beside:
            return self._settled([self._stage(parts, size, name, beside)])[0]

    def _stage(
        self, parts: Iterator[bytes], size: int, name: str | None, beside: Executor | None
    ) -> "_Staged":
        if size == 0:
            raise UserError("file_empty", ExitCode.FILE_UNREADABLE, file=title_of(name) or "")
        first = next(parts, b"")
        blob = self._blobs.stage(_again(first, parts), size, beside)
        return _Staged(blob, name, _SOURCES.get(sniff(first), DocumentSource.OTHER))

    def _file_one(self, sealed: "_Sealed", target: Target) -> Attached:
        ((document, new),), changes = self._file([sealed], target)
        return Attached(document, new, changes)

    def _file(
        self, sealed: Sequence["_Sealed"], target: Target
    ) -> tuple[list[tuple[Document, bool]], Changes | None]:
        """Write the rows of sealed papers in one transaction; sealed files no row needs are removed."""
        papers: list[tuple[Document, bool]] = []
        try:
            writes: list[Write] = []
            seen: dict[bytes, Document] = {}
            with self._database.read() as records:
                for each in sealed:
                    document, new = seen.get(each.blob.sha256), False
                    if document is None:
                        document, new, needed = self._planned(records, each, target)
                        writes += needed
                        seen[each.blob.sha256] = document
                    papers.append((document, new))
            changes = self._database.apply(writes) if writes else None
        except BaseException:
            self._discard(sealed)
            raise
        for each, (document, _) in zip(sealed, papers, strict=True):
            if document.blob != each.blob.id:
                self._blobs.delete(each.blob.id)
        return papers, changes

    def _planned(
        self, records: Repository, sealed: "_Sealed", target: Target
    ) -> tuple[Document, bool, list[Write]]:
        """Return the paper as it will be, whether it is new, and the writes that make it so."""
        held = _held(records, sealed.blob.sha256)
        if held is not None:
            document, needed = self._linked(*held, target)
            return document, False, needed
        document = Document(
            id=self._ids.new_id(),
            kind=target.kind,
            blob=sealed.blob.id,
            size=sealed.blob.size,
            sha256=sealed.blob.sha256.hex(),
            title=title_of(sealed.name),
            file_name=title_of(sealed.name),
            person=target.person,
            added=self._clock.now().replace(microsecond=0),
            source=sealed.source,
            links=self._links(target),
        )
        return document, True, [Put(document)]

    def _discard(self, sealed: Sequence["_Sealed"]) -> None:
        """Remove sealed files that no row names; where that cannot be looked up they stay."""
        with suppress(VaultError):
            with self._database.read() as records:
                held = [_held(records, each.blob.sha256) for each in sealed]
            for each, paper in zip(sealed, held, strict=True):
                if paper is None or paper[0].blob != each.blob.id:
                    self._blobs.delete(each.blob.id)

    def _require(self, target: Target) -> None:
        """Refuse a paper for records that are not there before anything is stored."""
        with self._database.read() as records:
            if target.person is not None:
                records.get("person", target.person, include_trashed=True)
            if target.link is not None:
                records.get(*target.link)

    def _linked(
        self,
        held: Document,
        in_trash: bool,  # noqa: FBT001 - a fact, not a switch
        target: Target,
    ) -> tuple[Document, list[Write]]:
        """File the paper that is here already under one more record; a trashed one comes back."""
        links = held.links
        known = {(link.kind, link.record) for link in links}
        if target.link is not None and target.link not in known:
            links += self._links(target)
        kind = target.kind if held.kind is DocumentKind.OTHER else held.kind
        changed = replace(held, links=links, kind=kind, person=held.person or target.person)
        if changed == held and not in_trash:
            return held, []
        revived: list[Write] = [Untrash("document", held.id)] if in_trash else []
        return changed, [*revived, Put(changed)]

    def _links(self, target: Target) -> tuple[DocumentLink, ...]:
        if target.link is None:
            return ()
        kind, record = target.link
        return (DocumentLink(self._ids.new_id(), kind, record),)


@dataclass(frozen=True, slots=True)
class _Staged:
    """A paper that is sealed and not safe on the disk yet."""

    blob: StagedBlob
    name: str | None
    source: DocumentSource


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A paper that is durable on the disk and named by no row yet."""

    blob: StoredBlob
    name: str | None
    source: DocumentSource


class _Papers:
    """Counts papers for the person and stays cancelable within each."""

    def __init__(self, progress: Progress, done: int, total: int) -> None:
        self.done = done
        self._progress = progress
        self._total = total

    def step(self, done: int, total: int, unit: str) -> None:
        """Tell the papers done, whatever part of this one is."""
        del done, total, unit
        self._progress.step(self.done, self._total, "papers")


def _arrivals(
    paths: Sequence[Path], found: Sequence["_Sealed | UserError"], papers: Iterator[tuple[Document, bool]]
) -> Iterator[Stored | Refused]:
    for path, each in zip(paths, found, strict=True):
        name = title_of(path.name) or ""
        yield Refused(name, each) if isinstance(each, UserError) else Stored(name, *next(papers))


def _held(records: Repository, sha256: bytes) -> tuple[Document, bool] | None:
    """Return the paper with this content and whether it lies in the trash."""
    found = records.document_of_content(sha256.hex())
    if found is None:
        return None
    record_id, in_trash = found
    document = records.get("document", record_id, include_trashed=True)
    if not isinstance(document, Document):
        raise BugError("a paper of another class")
    return document, in_trash


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


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """Open a file of the person's, with its size in bytes; raises file_unreadable."""
    try:
        with open_source(path) as source:
            yield source, os.fstat(source.fileno()).st_size
    except SourceError:
        raise UserError("file_unreadable", ExitCode.FILE_UNREADABLE, file=title_of(path.name)) from None


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
