"""A check finds every damage there is, names what it is in, and changes nothing."""

import dataclasses
import hashlib
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from tests.fakes.vaults import SampleVault
from vault.domain.errors import Cancelled, ExitCode, UserError
from vault.domain.ports import NoProgress
from vault.domain.records.papers import Bundle, Document, DocumentKind
from vault.open_vault import OpenVault
from vault.services.backup.check import CheckReport, Finding
from vault.services.documents.attach import Target

FULL = ("header", "database", "papers", "unfiled", "agenda")
PAGE = 4096
LAST = "(SELECT max(seq) FROM history)"


def _check(vault: OpenVault, *, full: bool = True) -> CheckReport:
    return vault.check(full=full, progress=NoProgress())


def _codes(report: CheckReport) -> set[str]:
    return {finding.code for finding in report.findings}


def _flip(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        old = file.read(1)[0]
        file.seek(at)
        file.write(bytes([old ^ 0x10]))


def _sql(sample: SampleVault, *statements: str) -> None:
    """Change the closed database with its key, past the program."""
    with sample.open() as vault:
        key = vault._database._keys.db
    connection: Any = dbapi2.connect(str(vault.layout.database), isolation_level=None)
    connection.set_key(f"x'{key.hex()}'")
    for statement in statements:
        changed = connection.execute(statement.replace("LAST", LAST))
        assert changed.rowcount != 0, statement
    connection.close()


def _fill(vault: OpenVault) -> tuple[Document, Document]:
    """Enter a person with a long note and two papers, one of them in the trash."""
    person = vault.records.add("person", {"name": "Sample Person", "note": "Sample note " * 400}).record
    vault.records.edit(person.id, {"email": "sample@example.org"})
    target = Target(DocumentKind.LETTER, person.id, ("person", person.id))
    live = vault.papers.attach_bytes(b"live sample" * 5000, "live.bin", target).document
    trashed = vault.papers.attach_bytes(b"trashed sample" * 5000, "trashed.bin", target).document
    vault.records.delete(trashed.id)
    return live, trashed


def _path(vault: OpenVault, document: Document) -> Path:
    return vault.layout.documents / document.blob[:2] / document.blob


@pytest.fixture
def papers(sample: SampleVault) -> tuple[Document, Document]:
    with sample.open() as vault:
        return _fill(vault)


def test_a_sound_vault_is_clean_and_stays_as_it_is(
    sample: SampleVault, papers: tuple[Document, Document]
) -> None:
    assert papers
    before = sample.files()
    with sample.open() as vault:
        assert _check(vault, full=False) == CheckReport(("header", "database"), ())
        assert _check(vault) == CheckReport(FULL, ())
    assert sample.files() == before


@pytest.mark.parametrize("name", ["vault.rvault", "vault.rvault.bak"])
@pytest.mark.parametrize("how", ["flipped", "gone", "link", "lengthened"])
def test_a_header_copy(sample: SampleVault, vault: OpenVault, name: str, how: str) -> None:
    path = sample.folder / name
    if how == "flipped":
        _flip(path, 100)
    elif how == "lengthened":
        path.write_bytes(path.read_bytes() + b"\n")
    else:
        path.rename(sample.folder.parent / name)
    if how == "link":
        path.symlink_to(sample.folder.parent / name)
    for full in (False, True):
        report = _check(vault, full=full)
        assert report.findings == (Finding("header_copy_differs", name),)
        assert not report.ok


class TestRecords:
    """Damage of the records file: by accident, and by someone who has the key."""

    def test_any_page(self, sample: SampleVault, papers: tuple[Document, Document]) -> None:
        assert papers
        pages = (sample.folder / "records.db").stat().st_size // PAGE
        unseen = []
        with sample.open() as vault:
            for page in range(1, pages, 29):  # the first page is read at opening
                _flip(vault.layout.database, page * PAGE + 1000)
                for full in (False, True):
                    report = _check(vault, full=full)
                    if report.ok or _codes(report) - {"structure"} != {"cipher_integrity"}:
                        unseen.append((page, full, report))
                _flip(vault.layout.database, page * PAGE + 1000)
            assert _check(vault).ok
        assert unseen == []

    def test_the_papers_are_checked_as_far_as_the_records_name_them(
        self, sample: SampleVault, papers: tuple[Document, Document]
    ) -> None:
        assert papers
        pages = (sample.folder / "records.db").stat().st_size // PAGE
        with sample.open() as vault:
            for page in range(1, pages):
                _flip(vault.layout.database, page * PAGE + 1000)
            report = _check(vault)
        with pytest.raises(UserError) as caught:
            sample.open()
        assert caught.value.exit_code is ExitCode.DATABASE_DAMAGED
        assert report.checks[:2] == ("header", "database")
        assert {"cipher_integrity", "structure"} == _codes(report)

    @pytest.mark.parametrize(
        ("statement", "code", "quick"),
        [
            ("UPDATE text SET body = body || 'x'", "text_checksum", False),
            ("UPDATE history SET after = '{}' WHERE seq = 9", "history_altered", False),
            ("UPDATE history SET utc = '2026-01-01T00:00:00.000000Z' WHERE seq = 3", "history_broken", False),
            ("UPDATE history SET mac = zeroblob(32) WHERE seq = LAST", "history_broken", True),
            ("DELETE FROM history WHERE seq = 4", "history_gap", False),
            ("DELETE FROM history WHERE seq = LAST", "row_differs", False),
            ("UPDATE person SET name = 'Other'", "row_differs", False),
            ("DELETE FROM document_links", "row_missing", False),
            ("INSERT INTO service (id, name) VALUES ('planted', 'Planted')", "row_unknown", False),
            ("UPDATE document_links SET kind = 'visit'", "row_differs", False),
        ],
    )
    def test_a_change_past_the_program(
        self,
        sample: SampleVault,
        papers: tuple[Document, Document],
        statement: str,
        code: str,
        *,
        quick: bool,
    ) -> None:
        assert papers
        _sql(sample, statement)
        with sample.open() as vault:
            report = _check(vault)
            assert code in _codes(report)
            assert not report.ok
            assert report.checks == FULL
            assert all(finding.subject and "None" not in finding.subject for finding in report.findings)
            assert _check(vault, full=False).ok != quick

    def test_a_reference_to_nothing(self, sample: SampleVault, papers: tuple[Document, Document]) -> None:
        _sql(sample, "PRAGMA foreign_keys=OFF", "UPDATE document SET person = 'nobody'")
        with sample.open() as vault:
            assert _codes(_check(vault, full=False)) == {"reference"}
            assert not _check(vault).ok
        assert papers


class TestPapers:
    """Damage of the sealed papers, those in the trash and in the disclosure log included."""

    @pytest.mark.parametrize("which", [0, 1])
    @pytest.mark.parametrize("how", ["first", "middle", "last", "cut", "gone", "swapped", "link"])
    def test_a_paper(
        self, sample: SampleVault, papers: tuple[Document, Document], which: int, how: str
    ) -> None:
        with sample.open() as vault:
            path, other = _path(vault, papers[which]), _path(vault, papers[1 - which])
            size = path.stat().st_size
            match how:
                case "first" | "middle" | "last":
                    _flip(path, {"first": 0, "middle": size // 2, "last": size - 1}[how])
                case "cut":
                    path.write_bytes(path.read_bytes()[:-20_000])
                case "gone":
                    path.unlink()
                case "swapped":
                    path.write_bytes(other.read_bytes())
                case _:
                    path.unlink()
                    path.symlink_to(other)
            report = _check(vault)
            assert report == CheckReport(FULL, (Finding("paper_damaged", papers[which].blob),))
            assert _check(vault, full=False).ok

    def test_the_copy_of_what_left(self, sample: SampleVault, papers: tuple[Document, Document]) -> None:
        with sample.open() as vault:
            stored = vault.blobs.put(b"sample bundle", 13)
            (person,) = vault.list("person")
            live, _ = papers
            assert live.added is not None
            bundle = Bundle("b1", person.id, "R", "Sample", "claim", live.added, stored.id, 13, "", 1)
            digest = hashlib.sha256(b"sample bundle").hexdigest()
            vault.records.put([dataclasses.replace(bundle, sha256=digest)])
            assert _check(vault).ok
            _flip(vault.layout.documents / stored.id[:2] / stored.id, 60)
            assert _check(vault).findings == (Finding("paper_damaged", stored.id),)
            _flip(vault.layout.documents / stored.id[:2] / stored.id, 60)

    def test_a_paper_no_record_names_is_told_but_is_no_damage(self, vault: OpenVault) -> None:
        stored = vault.blobs.put(b"sample", 6)
        report = _check(vault)
        assert report == CheckReport(FULL, (Finding("paper_not_filed", stored.id, is_damage=False),))
        assert report.ok
        assert stored.id in vault.blobs.ids_on_disk()


def test_it_says_how_far_it_is_and_can_be_stopped(
    sample: SampleVault, papers: tuple[Document, Document]
) -> None:
    class Stopping:
        def __init__(self, after: int) -> None:
            self.left = after
            self.steps: list[tuple[int, int, str]] = []

        def step(self, done: int, total: int, unit: str) -> None:
            self.steps.append((done, total, unit))
            self.left -= 1
            if self.left < 0:
                raise Cancelled

    assert papers
    with sample.open() as vault:
        watching = Stopping(99)
        vault.check(full=True, progress=watching)
        assert [step for step in watching.steps if step[2] == "checks"] == [
            (at, 5, "checks") for at in range(5)
        ]
        assert [step for step in watching.steps if step[2] == "papers"] == [
            (0, 2, "papers"),
            (1, 2, "papers"),
        ]
        for after in range(len(watching.steps)):
            with pytest.raises(Cancelled):
                vault.check(full=True, progress=Stopping(after))
