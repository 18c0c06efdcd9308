"""A stored paper is looked at in a sealed process; what cannot be opened is kept and says why."""

import sys
from collections.abc import Iterator

import pytest

from tests.fakes.vaults import content_of
from tests.services.documents import made_papers as made
from vault.domain.errors import ExitCode, NotFoundError, UserError
from vault.domain.records.papers import Document, DocumentKind
from vault.open_vault import OpenVault
from vault.services.documents.attach import Target
from vault.services.documents.inspect import PARSERS
from vault.services.files.sandbox.client import Sandbox

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="papers are opened only in a sealed process")
TWO_PAGES = made.pdf(made.text("Sample order", 72, 700), made.text("second page", 72, 700))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start([PARSERS]) as started:
        yield started


def _attach(vault: OpenVault, content: bytes) -> Document:
    return vault.papers.attach_bytes(content, "sample", Target(DocumentKind.OTHER)).document


@pytest.mark.parametrize(
    ("content", "media_type", "pages", "text"),
    [
        (TWO_PAGES, "application/pdf", 2, "Sample order\fsecond page"),
        (made.pdf(b"", made.text("text", 72, 700)), "application/pdf", 2, "\ftext"),
        (made.pdf(b""), "application/pdf", 1, None),
        (made.photo(6), "image/jpeg", 1, None),
        (made.picture("PNG"), "image/png", 1, None),
        (made.tiff_pages((80, 100), (80, 100), (80, 100)), "image/tiff", 3, None),
    ],
    ids=["pdf", "text on page 2", "pdf without text", "jpeg", "png", "tiff"],
)
def test_type_pages_and_text_are_found_and_kept(
    vault: OpenVault, sandbox: Sandbox, content: bytes, media_type: str, pages: int, text: str | None
) -> None:
    document = _attach(vault, content)
    seen = vault.papers.look_at(document, sandbox)
    assert (seen.media_type, seen.pages, seen.text) == (media_type, pages, text)
    assert (seen.has_text_layer, seen.unread_reason) == (text is not None, None)
    assert vault.records.find(document.id) == ("document", seen)
    assert content_of(vault, seen) == content


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (made.encrypted(user="secret"), "application/pdf", "encrypted"),
        (TWO_PAGES[:200], "application/pdf", "damaged"),
        (made.picture("PNG")[:40], "image/png", "damaged"),
        (b"\xff\xd8\xff\xe0 no photo", "image/jpeg", "damaged"),
        (b"II*\0 no scan", "image/tiff", "damaged"),
        (b"GIF89a no picture that is read", "image/gif", "unknown_type"),
        (b"MZ sample", None, "unknown_type"),
    ],
    ids=["encrypted", "cut pdf", "cut png", "no jpeg", "no tiff", "gif", "program"],
)
def test_what_cannot_be_opened_is_kept_and_says_why(
    vault: OpenVault, sandbox: Sandbox, content: bytes, media_type: str | None, reason: str
) -> None:
    document = _attach(vault, content)
    seen = vault.papers.look_at(document, sandbox)
    assert (seen.media_type, seen.pages, seen.unread_reason) == (media_type, None, reason)
    assert (seen.has_text_layer, seen.text) == (False, None)
    assert content_of(vault, seen) == content


def test_looking_twice_writes_once(vault: OpenVault, sandbox: Sandbox) -> None:
    seen = vault.papers.look_at(_attach(vault, TWO_PAGES), sandbox)
    versions = vault.versions(seen.id)
    assert vault.papers.look_at(seen, sandbox) == seen
    assert vault.versions(seen.id) == versions


def test_what_a_person_said_before_the_paper_was_looked_at_stays(vault: OpenVault, sandbox: Sandbox) -> None:
    document = _attach(vault, TWO_PAGES)
    vault.records.edit(document.id, {"title": "Sample order", "kind": "referral"})
    seen = vault.papers.look_at(document, sandbox)
    assert (seen.title, seen.kind, seen.pages) == ("Sample order", DocumentKind.REFERRAL, 2)


def test_a_paper_that_is_gone_meanwhile_is_not_put_back(vault: OpenVault, sandbox: Sandbox) -> None:
    attached = vault.papers.attach_bytes(TWO_PAGES, "sample", Target(DocumentKind.OTHER))
    assert attached.changes is not None
    vault.records.undo(attached.changes)
    with pytest.raises(NotFoundError):
        vault.papers.look_at(attached.document, sandbox)
    assert list(vault.list("document")) == []


def test_a_damaged_paper_is_told(vault: OpenVault, sandbox: Sandbox) -> None:
    document = _attach(vault, TWO_PAGES)
    path = vault.layout.documents / document.blob[:2] / document.blob
    sealed = bytearray(path.read_bytes())
    sealed[len(sealed) // 2] ^= 1
    path.write_bytes(sealed)
    with pytest.raises(UserError) as caught:
        vault.papers.look_at(document, sandbox)
    assert (caught.value.code, caught.value.exit_code) == ("document_damaged", ExitCode.DOCUMENT_DAMAGED)
    assert vault.records.find(document.id)[1] == document
