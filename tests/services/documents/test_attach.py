"""A paper that was attached is there byte for byte, once, whatever its file is called or holds."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest

from tests.fakes.rows import snapshot
from tests.fakes.vaults import SampleVault, content_of
from vault.domain.changes import Action
from vault.domain.errors import Cancelled, ExitCode, NotFoundError, UserError
from vault.domain.ports import NoProgress
from vault.domain.records.papers import DocumentKind, DocumentSource
from vault.open_vault import OpenVault
from vault.services.documents.attach import Attached, Target

OTHER = Target(DocumentKind.OTHER)
CONTENT = b"%PDF-1.7 sample, and not a PDF at all \0\xff" * 50_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Sample order.pdf"
    path.write_bytes(CONTENT)
    return path


class Steps:
    """A Progress that notes its steps and does something at one of them."""

    def __init__(self, at: int = 0, action: Callable[[], object] = lambda: None) -> None:
        self.steps: list[tuple[int, int, str]] = []
        self._at = at
        self._action = action

    def step(self, done: int, total: int, unit: str) -> None:
        self.steps.append((done, total, unit))
        if len(self.steps) == self._at:
            self._action()


def _attach(vault: OpenVault, path: Path, target: Target = OTHER) -> Attached:
    return vault.papers.attach_file(path, target, NoProgress())


def _person(vault: OpenVault) -> str:
    return vault.records.add("person", {"name": "Sample Person"}).record.id


def _sealed(vault: OpenVault) -> list[str]:
    """Return the names of every sealed file, and of anything left in staging."""
    staged = [path.name for path in vault.layout.staging.iterdir()]
    return [*vault.blobs.ids_on_disk(), *staged]


def _refused(vault: OpenVault, path: Path, progress: Steps | None = None) -> UserError:
    """Attach what must be refused; return the error; nothing is left of it."""
    before = snapshot(vault._database)
    with pytest.raises(UserError) as caught:
        vault.papers.attach_file(path, OTHER, progress or Steps())
    assert snapshot(vault._database) == before
    assert _sealed(vault) == []
    return caught.value


class TestStored:
    """What came in is kept as it is."""

    def test_byte_for_byte_with_what_is_known_of_it(self, sample: SampleVault, file: Path) -> None:
        with sample.open() as vault:
            attached = _attach(vault, file)
            assert attached.new
            assert attached.changes is not None
            assert [each.action for each in attached.changes.items] == [Action.ADDED]
        with sample.open() as vault:
            (document,) = vault.list("document")
            assert document == attached.document
            assert content_of(vault, attached.document) == CONTENT == vault.papers.content(attached.document)
        assert (attached.document.title, attached.document.file_name) == (file.name, file.name)
        assert attached.document.added == sample.clock.now()
        assert attached.document.source is DocumentSource.PDF
        assert (attached.document.pages, attached.document.media_type) == (None, None)
        assert file.read_bytes() == CONTENT

    def test_the_way_it_came_is_told_by_its_first_bytes(self, vault: OpenVault) -> None:
        starts = {
            b"\xff\xd8\xff\xe0": DocumentSource.PHOTO,
            b"II*\0": DocumentSource.SCAN,
            b"\x89PNG\r\n\x1a\n": DocumentSource.OTHER,
            b"hello": DocumentSource.OTHER,
        }
        for start, source in starts.items():
            assert vault.papers.attach_bytes(start, None, OTHER).document.source is source

    def test_progress_counts_bytes_to_the_end(self, vault: OpenVault, file: Path) -> None:
        progress = Steps()
        vault.papers.attach_file(file, OTHER, progress)
        assert progress.steps[-1] == (len(CONTENT), len(CONTENT), "bytes")
        assert [done for done, _, _ in progress.steps] == sorted({done for done, _, _ in progress.steps})

    def test_it_is_filed_under_the_record_it_belongs_to(self, vault: OpenVault, file: Path) -> None:
        person = _person(vault)
        target = Target(DocumentKind.REFERRAL, person, ("person", person))
        document = _attach(vault, file, target).document
        assert (document.kind, document.person) == (DocumentKind.REFERRAL, person)
        assert [(link.kind, link.record) for link in document.links] == [("person", person)]


class TestTheSameBytesAgain:
    """One content is one paper, however often it comes."""

    def test_nothing_is_stored_twice(self, vault: OpenVault, file: Path) -> None:
        first = _attach(vault, file)
        again = vault.papers.attach_bytes(CONTENT, "another name.pdf", OTHER)
        assert (again.document, again.new, again.changes) == (first.document, False, None)
        assert _sealed(vault) == [first.document.blob]

    def test_it_is_filed_under_one_more_record(self, vault: OpenVault, file: Path) -> None:
        one, two = _person(vault), _person(vault)
        first = _attach(vault, file, Target(DocumentKind.OTHER, one, ("person", one)))
        again = _attach(vault, file, Target(DocumentKind.LETTER, two, ("person", two)))
        assert [link.record for link in again.document.links] == [one, two]
        assert (again.document.id, again.document.person) == (first.document.id, one)
        assert again.document.kind is DocumentKind.LETTER
        third = _attach(vault, file, Target(DocumentKind.REFERRAL, two, ("person", two)))
        assert (third.document, third.changes) == (again.document, None)
        assert _sealed(vault) == [first.document.blob]

    def test_one_in_the_trash_comes_back(self, vault: OpenVault, file: Path) -> None:
        first = _attach(vault, file)
        vault.records.delete(first.document.id)
        again = _attach(vault, file)
        assert not again.new
        assert again.changes is not None
        assert list(vault.list("document")) == [first.document]
        assert vault.trash() == ()
        assert content_of(vault, again.document) == CONTENT

    def test_undo_takes_it_back(self, vault: OpenVault, file: Path) -> None:
        before = snapshot(vault._database)
        attached = _attach(vault, file)
        assert attached.changes is not None
        vault.records.undo(attached.changes)
        assert snapshot(vault._database) == before


class TestRefused:
    """What cannot be stored is refused with a reason and leaves no trace."""

    @pytest.mark.parametrize("name", ["missing.pdf", "folder", "pipe", "closed.pdf", "a\0b"])
    def test_what_is_no_readable_file(self, vault: OpenVault, tmp_path: Path, name: str) -> None:
        (tmp_path / "folder").mkdir()
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "closed.pdf").symlink_to(tmp_path / "nowhere")
        error = _refused(vault, tmp_path / name)
        assert (error.code, error.exit_code) == ("file_unreadable", ExitCode.FILE_UNREADABLE)
        assert error.values == {"file": name.replace("\0", "�")}

    def test_an_empty_file(self, vault: OpenVault, file: Path) -> None:
        file.write_bytes(b"")
        error = _refused(vault, file)
        assert (error.code, error.values) == ("file_empty", {"file": file.name})

    @pytest.mark.parametrize("size", [len(CONTENT) + 7, 1 << 20, 0])
    def test_a_file_that_changes_while_it_is_read(self, vault: OpenVault, file: Path, size: int) -> None:
        error = _refused(vault, file, Steps(1, lambda: os.truncate(file, size)))
        assert error.code == "source_changed"

    def test_a_file_that_is_emptied_before_the_first_byte(self, vault: OpenVault, file: Path) -> None:
        before = snapshot(vault._database)
        with pytest.raises(UserError) as caught:
            vault.papers._attach(iter(()), 10, file.name, OTHER)
        assert caught.value.code == "source_changed"
        assert (snapshot(vault._database), _sealed(vault)) == (before, [])

    def test_a_disk_that_fails_half_way(
        self, vault: OpenVault, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Failing:
            def __init__(self, descriptor: int, *_: object, **__: object) -> None:
                self._descriptor = descriptor

            def __enter__(self) -> Self:
                return self

            def __exit__(self, *_: object) -> None:
                os.close(self._descriptor)

            def fileno(self) -> int:
                return self._descriptor

            def read(self, _: int) -> bytes:
                raise OSError(errno.EIO, "Input/output error")

        monkeypatch.setattr(os, "fdopen", Failing)
        assert _refused(vault, file).code == "file_unreadable"

    def test_one_the_person_stops(self, vault: OpenVault, file: Path) -> None:
        def stop() -> None:
            raise Cancelled

        assert _refused(vault, file, Steps(2, stop)).code == "cancelled"

    def test_one_for_a_record_that_is_not_there(self, vault: OpenVault, file: Path) -> None:
        gone = _person(vault)
        vault.records.delete(gone)
        for target in (
            Target(DocumentKind.OTHER, "nobody"),
            Target(DocumentKind.OTHER, None, ("visit", "none")),
            Target(DocumentKind.OTHER, gone, ("person", gone)),
        ):
            with pytest.raises(NotFoundError):
                _attach(vault, file, target)
        assert _sealed(vault) == []


class TestNames:
    """The name a file has never keeps it out."""

    @pytest.mark.parametrize(
        ("name", "title"),
        [
            (None, None),
            ("", None),
            (" \t ", "�"),
            ("order\n\x1b[31m\u202efdp.exe", "order��[31m�fdp.exe"),
            ("caf\udce9.pdf", "caf�.pdf"),
            ("Überweisung für Größe.pdf", "Überweisung für Größe.pdf"),
            ("x" * 5000, "x" * 200),
            ("😀" * 300, "😀" * 200),
            ("\x00" * 300, "�" * 200),
        ],
    )
    def test_any_name_is_taken(self, vault: OpenVault, name: str | None, title: str | None) -> None:
        document = vault.papers.attach_bytes(b"sample", name, OTHER).document
        assert (document.title, document.file_name) == (title, title)
        assert vault.records.find(document.id) == ("document", document)

    def test_a_name_that_is_no_text_on_this_disk(self, vault: OpenVault, tmp_path: Path) -> None:
        path = tmp_path / os.fsdecode(b"caf\xe9.pdf")
        path.write_bytes(CONTENT)
        assert _attach(vault, path).document.title == "caf�.pdf"
