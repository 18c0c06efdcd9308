"""Several papers come in together: all of them safe in one write, or none; one bad file stops no other."""

from pathlib import Path

import pytest

from tests.fakes.rows import snapshot
from tests.fakes.vaults import content_of
from vault.domain.changes import Action, Changes, Write
from vault.domain.errors import Cancelled, ExitCode, NotFoundError, UserError
from vault.domain.ports import NoProgress
from vault.domain.records.papers import Document, DocumentKind
from vault.open_vault import OpenVault
from vault.services.documents.attach import Refused, Stored, Target

OTHER = Target(DocumentKind.OTHER)


class Steps:
    """A Progress that notes its steps and stops at one of them."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.steps: list[tuple[int, int, str]] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int, unit: str) -> None:
        self.steps.append((done, total, unit))
        if len(self.steps) == self._stop_at:
            raise Cancelled


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = []
    for number in range(3):
        path = tmp_path / f"Sample scan {number}.pdf"
        path.write_bytes(b"%%PDF-1.7 sample %d" % number + bytes(70_000))
        made.append(path)
    return made


def _left(vault: OpenVault) -> list[str]:
    return [*vault.blobs.ids_on_disk(), *(path.name for path in vault.layout.staging.iterdir())]


def test_all_are_stored_by_one_write_that_one_undo_takes_back(vault: OpenVault, files: list[Path]) -> None:
    before = snapshot(vault._database)
    arrivals = vault.papers.attach_files(files, OTHER, NoProgress())
    assert [content_of(vault, each.document) for each in arrivals.stored] == [
        path.read_bytes() for path in files
    ]
    assert [each.file for each in arrivals.items] == [path.name for path in files]
    assert all(each.new for each in arrivals.stored)
    assert arrivals.changes is not None
    assert [(each.kind, each.action) for each in arrivals.changes.items] == [("document", Action.ADDED)] * 3
    vault.records.undo(arrivals.changes)
    assert snapshot(vault._database) == before


def test_progress_counts_papers(vault: OpenVault, files: list[Path]) -> None:
    progress = Steps()
    vault.papers.attach_files(files, OTHER, progress)
    assert {unit for _, _, unit in progress.steps} == {"papers"}
    assert progress.steps[0] == (0, 3, "papers")
    assert progress.steps[-1] == (3, 3, "papers")
    assert [done for done, _, _ in progress.steps] == sorted(done for done, _, _ in progress.steps)


def test_a_bad_file_does_not_stop_the_others(vault: OpenVault, files: list[Path], tmp_path: Path) -> None:
    files[1].write_bytes(b"")
    paths = [files[0], tmp_path / "missing.pdf", files[1], tmp_path, files[2]]
    arrivals = vault.papers.attach_files(paths, OTHER, NoProgress())
    kinds = [type(each) for each in arrivals.items]
    assert kinds == [Stored, Refused, Refused, Refused, Stored]
    assert [each.error.code for each in arrivals.refused] == [
        "file_unreadable",
        "file_empty",
        "file_unreadable",
    ]
    assert [each.file for each in arrivals.refused] == ["missing.pdf", files[1].name, tmp_path.name]
    assert len(vault.list("document")) == len(_left(vault)) == 2


def test_only_bad_files_write_nothing(vault: OpenVault, tmp_path: Path) -> None:
    before = snapshot(vault._database)
    arrivals = vault.papers.attach_files([tmp_path / "missing.pdf"], OTHER, NoProgress())
    assert (arrivals.stored, arrivals.changes) == ((), None)
    assert (snapshot(vault._database), _left(vault)) == (before, [])


def test_no_files_at_all(vault: OpenVault) -> None:
    arrivals = vault.papers.attach_files([], OTHER, NoProgress())
    assert (arrivals.items, arrivals.changes) == ((), None)


@pytest.mark.parametrize("stop_at", [1, 2, 4, 7])
def test_stopping_leaves_none_of_them(vault: OpenVault, files: list[Path], stop_at: int) -> None:
    before = snapshot(vault._database)
    with pytest.raises(Cancelled):
        vault.papers.attach_files(files, OTHER, Steps(stop_at))
    assert (snapshot(vault._database), _left(vault)) == (before, [])


def test_a_write_that_fails_leaves_none_of_them(
    vault: OpenVault, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> Changes:
        raise UserError("disk_full", ExitCode.DISK_FULL)

    before = snapshot(vault._database)
    with monkeypatch.context() as patch:
        patch.setattr(vault._database, "apply", full)
        with pytest.raises(UserError, match="disk_full"):
            vault.papers.attach_files(files, OTHER, NoProgress())
    assert (snapshot(vault._database), _left(vault)) == (before, [])


def test_a_write_whose_end_is_not_known_keeps_what_rows_name(
    vault: OpenVault, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    apply = vault._database.apply

    def late(writes: list[Write]) -> Changes:
        apply(writes)
        raise UserError("disk_full", ExitCode.DISK_FULL)

    with monkeypatch.context() as patch:
        patch.setattr(vault._database, "apply", late)
        with pytest.raises(UserError, match="disk_full"):
            vault.papers.attach_files(files, OTHER, NoProgress())
    kept = [each for each in vault.list("document") if isinstance(each, Document)]
    assert sorted(content_of(vault, each) for each in kept) == sorted(path.read_bytes() for path in files)


def test_the_same_bytes_twice_in_one_import_are_one_paper(vault: OpenVault, files: list[Path]) -> None:
    files[2].write_bytes(files[0].read_bytes())
    arrivals = vault.papers.attach_files(files, OTHER, NoProgress())
    assert [each.new for each in arrivals.stored] == [True, True, False]
    assert arrivals.stored[2].document == arrivals.stored[0].document
    assert len(vault.list("document")) == len(_left(vault)) == 2


def test_papers_that_were_here_are_linked_and_come_out_of_the_trash(
    vault: OpenVault, files: list[Path]
) -> None:
    person = vault.records.add("person", {"name": "Sample Person"}).record.id
    first = vault.papers.attach_files(files, OTHER, NoProgress()).stored
    vault.records.delete(first[1].document.id)
    target = Target(DocumentKind.LETTER, person, ("person", person))
    again = vault.papers.attach_files(files, target, NoProgress())
    assert [each.new for each in again.stored] == [False] * 3
    assert [each.document.id for each in again.stored] == [each.document.id for each in first]
    live = [each for each in vault.list("document") if isinstance(each, Document)]
    assert [[link.record for link in each.links] for each in live] == [[person]] * 3
    assert vault.papers.attach_files(files, target, NoProgress()).changes is None
    assert len(_left(vault)) == 3


def test_an_unknown_record_is_refused_before_anything_is_read(vault: OpenVault, files: list[Path]) -> None:
    progress = Steps()
    with pytest.raises(NotFoundError):
        vault.papers.attach_files(files, Target(DocumentKind.OTHER, None, ("visit", "none")), progress)
    assert (progress.steps, _left(vault)) == ([], [])
