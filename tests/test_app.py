"""A vault is made, opened by either secret, healed after a crash, refused with a reason for each fault."""

import errno
import hashlib
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from tests.fakes.vaults import CHEAP, PASSWORD, SampleVault, VaultMaker
from vault.app import App, resources_folder
from vault.domain.errors import ExitCode, UserError
from vault.domain.ports import NoProgress
from vault.domain.records.papers import DocumentKind
from vault.open_vault import OpenVault
from vault.services.documents.attach import Target
from vault.services.files.layout import VaultLayout
from vault.services.files.readme import README_TEXT
from vault.services.keys.derivation import KdfCost
from vault.services.keys.header import Unlocked, rename
from vault.services.keys.header_files import read_header_files, write_header_files
from vault.services.keys.recovery import decode_recovery
from vault.services.keys.slots import Password, RecoveryKey, Secret, SlotType
from vault.services.store.engine import writing

PARTS = {
    "README.txt",
    "vault.rvault",
    "vault.rvault.bak",
    "records.db",
    "documents",
    "agenda",
    "reserve",
    "tmp",
    "lock",
}


def _app() -> App:
    return App(resources_folder(), FakeClock(), SeededIds(9))


def _refused(sample: SampleVault, code: str, exit_code: ExitCode, secret: Secret = PASSWORD) -> None:
    """Open what must be refused; nothing in the folder changes."""
    before = sample.files()
    with pytest.raises(UserError) as caught:
        sample.app.open(sample.folder, secret)
    assert (caught.value.code, caught.value.exit_code) == (code, exit_code)
    assert sample.files() == before


def _unlocked(sample: SampleVault) -> Unlocked:
    return read_header_files(VaultLayout(sample.folder)).unlock(PASSWORD)


def _flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0x10
    path.write_bytes(data)


class TestCreate:
    """A new vault is whole before it is called one."""

    def test_every_part_is_there_and_closed_to_others(self, vault_maker: VaultMaker) -> None:
        folder = vault_maker.created.layout.folder
        assert {path.name for path in folder.iterdir()} == PARTS
        for path in (folder, *folder.rglob("*")):
            mode = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == mode, path

    def test_it_holds_the_shipped_services_and_two_ways_in(self, vault: OpenVault) -> None:
        assert {record.id for record in vault.list("service")} >= {"massage", "other"}
        assert [slot.type for slot in vault._unlocked.slots] == [SlotType.PASSWORD, SlotType.RECOVERY]
        assert vault._unlocked.name == "Sample vault"
        assert vault.check(full=True, progress=NoProgress()).findings == ()

    def test_its_name_is_that_of_the_folder_when_none_is_given(self, tmp_path: Path) -> None:
        app = _app()
        app.create(tmp_path / "My records.rvault", PASSWORD, CHEAP)
        with app.open(tmp_path / "My records.rvault", PASSWORD) as vault:
            assert vault._unlocked.name == "My records"

    def test_each_has_keys_of_its_own(self, vault_maker: VaultMaker, tmp_path: Path) -> None:
        created = _app().create(tmp_path / "other", PASSWORD, CHEAP)
        assert created.vid != vault_maker.created.vid
        assert created.recovery_text != vault_maker.created.recovery_text

    def test_what_is_there_already_stays(self, tmp_path: Path) -> None:
        (tmp_path / "taken").mkdir()
        (tmp_path / "taken" / "note.txt").write_text("mine")
        (tmp_path / "file").write_text("mine")
        for name in ("taken", "file"):
            with pytest.raises(UserError) as caught:
                _app().create(tmp_path / name, PASSWORD, CHEAP)
            assert caught.value.code == "already_exists"
        assert (tmp_path / "taken" / "note.txt").read_text() == (tmp_path / "file").read_text() == "mine"

    @pytest.mark.parametrize(
        ("cost", "name", "code"),
        [(KdfCost(4 * 1024, 1, 1), None, "kdf_cost"), (CHEAP, "x" * 70_000, "invalid_field")],
    )
    def test_a_refused_one_leaves_no_folder(
        self, tmp_path: Path, cost: KdfCost, name: str | None, code: str
    ) -> None:
        with pytest.raises(UserError) as caught:
            _app().create(tmp_path / "new", PASSWORD, cost, name)
        assert caught.value.code == code
        assert list(tmp_path.iterdir()) == []

    def test_a_failed_one_leaves_no_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real = os.fsync
        for failing in range(_syncs_of_create(tmp_path / "counted", monkeypatch)):
            monkeypatch.setattr(os, "fsync", Countdown(real, failing, _full_disk))
            with pytest.raises((UserError, OSError)):
                _app().create(tmp_path / "new", PASSWORD, CHEAP)
            assert not (tmp_path / "new").exists()

    def test_a_crash_before_the_header_leaves_no_vault_one_after_it_a_whole_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = os.fsync
        ends = []
        for dying in range(_syncs_of_create(tmp_path / "counted", monkeypatch)):
            folder = tmp_path / str(dying)
            child = os.fork()
            if child == 0:
                monkeypatch.setattr(os, "fsync", Countdown(real, dying, lambda: os._exit(9)))
                _app().create(folder, PASSWORD, CHEAP)
                os._exit(0)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
            ends.append(_end_of(folder))
        whole = ends.index("whole")
        assert ends == ["not_a_vault"] * whole + ["whole"] * (len(ends) - whole)
        assert 0 < whole < len(ends)


class Countdown:
    """Stands for a call of the system that goes wrong when it was made a number of times."""

    def __init__(self, real: Callable[[int], None], left: int, wrong: Callable[[], object]) -> None:
        self.calls = 0
        self._real = real
        self._left = left
        self._wrong = wrong

    def __call__(self, descriptor: int) -> None:
        if self.calls == self._left:
            self._wrong()
        self.calls += 1
        self._real(descriptor)


def _syncs_of_create(folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    counting = Countdown(os.fsync, -1, lambda: None)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", counting)
        _app().create(folder, PASSWORD, CHEAP)
    return counting.calls


def _end_of(folder: Path) -> str:
    try:
        with _app().open(folder, PASSWORD) as vault:
            return "whole" if vault.check(full=True, progress=NoProgress()).ok else "damaged"
    except UserError as error:
        return error.code


def _full_disk() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


class TestOpen:
    """Either secret opens it, by the folder or the file a person double-clicks."""

    @pytest.mark.parametrize("name", ["", "vault.rvault"])
    def test_by_folder_or_header(self, sample: SampleVault, name: str) -> None:
        with sample.app.open(sample.folder / name, PASSWORD) as vault:
            assert vault.list("service")

    def test_by_the_recovery_key(self, sample: SampleVault) -> None:
        with sample.open() as vault:
            person = vault.records.add("person", {"name": "Sample Person"}).record
        key = RecoveryKey(decode_recovery(sample.recovery_text.lower().replace("-", " ")))
        with sample.app.open(sample.folder, key) as vault:
            assert list(vault.list("person")) == [person]

    def test_opening_changes_nothing_but_what_needs_mending(self, sample: SampleVault) -> None:
        before = sample.files()
        with sample.open() as vault:
            assert vault.list("service")
        assert sample.files() == before

    def test_what_a_cut_off_write_left_is_cleared_away(self, sample: SampleVault) -> None:
        outside = sample.folder.parent / "outside"
        outside.mkdir()
        (outside / "mine.txt").write_text("mine")
        staging = sample.folder / "tmp"
        (staging / "part").write_bytes(b"part")
        (staging / "link").symlink_to(outside)
        (staging / "folder").mkdir()
        (staging / "folder" / "part").write_bytes(b"part")
        with sample.open():
            assert list(staging.iterdir()) == []
        assert (outside / "mine.txt").read_text() == "mine"

    def test_missing_parts_that_hold_nothing_are_made_again(self, sample: SampleVault) -> None:
        (sample.folder / "README.txt").write_text("other")
        (sample.folder / "reserve").unlink()
        (sample.folder / "tmp").rmdir()
        with sample.open() as vault:
            assert (sample.folder / "README.txt").read_text("utf-8") == README_TEXT
            assert (sample.folder / "reserve").stat().st_size == 1 << 20
            assert vault.papers.attach_bytes(b"x", None, Target(DocumentKind.OTHER)).new

    def test_one_program_at_a_time(self, sample: SampleVault, vault: OpenVault) -> None:
        for opener in (_app(), sample.app):
            with pytest.raises(UserError) as caught:
                opener.open(sample.folder, PASSWORD)
            assert (caught.value.code, caught.value.exit_code) == ("vault_in_use", ExitCode.VAULT_IN_USE)
        assert vault.records.add("person", {"name": "Sample Person"}).changes.items
        vault.close()
        vault.close()
        with sample.open() as again:
            assert len(again.list("person")) == 1

    def test_another_process_waits_its_turn(self, sample: SampleVault, vault: OpenVault) -> None:
        assert vault.list("service")
        code = _open_in_child(sample)
        assert code == ExitCode.VAULT_IN_USE
        vault.close()
        assert _open_in_child(sample) == ExitCode.OK

    def test_a_refused_secret_lets_go_of_the_folder(self, sample: SampleVault) -> None:
        _refused(sample, "wrong_password", ExitCode.WRONG_PASSWORD, Password("other"))
        with sample.open() as vault:
            assert vault.list("service")


def _open_in_child(sample: SampleVault) -> int:
    script = (
        "import sys; from pathlib import Path; from vault.cli.main import main\n"
        "sys.exit(main(['list', sys.argv[1], 'service', '--password-fd', '0']))"
    )
    command = [sys.executable, "-c", script, str(sample.folder)]
    done = subprocess.run(
        command, input=PASSWORD.text.encode(), capture_output=True, check=False, cwd=Path(__file__).parents[1]
    )
    return done.returncode


class TestRefused:
    """Four faults, four answers; and nothing is written before the vault is known to be ours to write."""

    @pytest.mark.parametrize("secret", [Password("other"), Password(""), RecoveryKey(bytes(16))])
    def test_a_wrong_secret(self, sample: SampleVault, secret: Secret) -> None:
        _refused(sample, "wrong_password", ExitCode.WRONG_PASSWORD, secret)

    def test_a_damaged_header(self, sample: SampleVault) -> None:
        _flip(sample.folder / "vault.rvault", 100)
        _flip(sample.folder / "vault.rvault.bak", 200)
        _refused(sample, "header_damaged", ExitCode.HEADER_DAMAGED)
        _refused(sample, "header_damaged", ExitCode.HEADER_DAMAGED, Password("other"))

    @pytest.mark.parametrize("how", ["salt", "first page", "empty", "gone", "plain", "another's", "cut"])
    def test_a_damaged_database(self, sample: SampleVault, tmp_path: Path, how: str) -> None:
        path = sample.folder / "records.db"
        match how:
            case "salt":
                _flip(path, 3)
            case "first page":
                _flip(path, 1000)
            case "empty":
                path.write_bytes(b"")
            case "gone":
                path.unlink()
            case "plain":
                path.write_bytes(b"SQLite format 3\0" + bytes(4080))
            case "another's":
                other = _app().create(tmp_path / "other", PASSWORD, CHEAP)
                shutil.copy(other.layout.database, path)
            case _:
                path.write_bytes(path.read_bytes()[:4096])
        _refused(sample, "database_damaged", ExitCode.DATABASE_DAMAGED)

    def test_a_header_of_a_newer_program(self, sample: SampleVault) -> None:
        newer = rename(_unlocked(sample), "Newer", SeededIds(3)).replace(b'"min_reader":1', b'"min_reader":2')
        body = newer[: newer.rindex(b"\n", 0, -1) + 1]
        (sample.folder / "vault.rvault").write_bytes(body + hashlib.sha256(body).hexdigest().encode() + b"\n")
        (sample.folder / "README.txt").write_text("of the newer program")
        _refused(sample, "newer_vault", ExitCode.NEWER_VAULT)

    def test_records_of_a_newer_program(self, sample: SampleVault) -> None:
        with sample.open() as vault, writing(vault._database._engine) as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        (sample.folder / "README.txt").write_text("of the newer program")
        (sample.folder / "tmp" / "part").write_bytes(b"part")
        _refused(sample, "newer_vault", ExitCode.NEWER_VAULT)

    def test_no_vault_at_all(self, sample: SampleVault, tmp_path: Path) -> None:
        for path, code in ((tmp_path / "nowhere", "vault_not_found"), (tmp_path, "not_a_vault")):
            with pytest.raises(UserError) as caught:
                sample.app.open(path, PASSWORD)
            assert caught.value.code == code

    @pytest.mark.parametrize("part", sorted(PARTS))
    def test_a_part_that_is_a_link(self, sample: SampleVault, tmp_path: Path, part: str) -> None:
        (sample.folder / part).touch()
        (sample.folder / part).rename(tmp_path / "moved")
        (sample.folder / part).symlink_to(tmp_path / "moved")
        with pytest.raises(UserError) as caught:
            sample.open()
        assert (caught.value.code, caught.value.values) == ("vault_has_links", {"name": part})


class TestGenerations:
    """Header and records know each other's generation: an old header is a rollback, a newer one a crash."""

    def test_an_older_header_is_refused(self, sample: SampleVault) -> None:
        old = (sample.folder / "vault.rvault").read_bytes()
        write_header_files(VaultLayout(sample.folder), rename(_unlocked(sample), "Newer", SeededIds(3)))
        with sample.open() as vault:
            assert vault._database.gen == 2
        for name in ("vault.rvault", "vault.rvault.bak"):
            (sample.folder / name).write_bytes(old)
        (sample.folder / "tmp" / "part").write_bytes(b"part")
        _refused(sample, "rolled_back", ExitCode.ROLLED_BACK)

    def test_a_newer_header_is_a_crash_that_is_finished(self, sample: SampleVault) -> None:
        newer = rename(_unlocked(sample), "Renamed", SeededIds(3))
        (sample.folder / "vault.rvault").write_bytes(newer)
        with sample.open() as vault:
            assert (vault._unlocked.name, vault._database.gen) == ("Renamed", 2)
            assert vault.check(full=True, progress=NoProgress()).findings == ()
        assert (sample.folder / "vault.rvault.bak").read_bytes() == newer

    @pytest.mark.parametrize(
        "damage", [lambda path: _flip(path, 90), Path.unlink, lambda path: path.write_bytes(b"")]
    )
    @pytest.mark.parametrize("name", ["vault.rvault", "vault.rvault.bak"])
    def test_a_damaged_copy_is_healed_from_the_other(
        self, sample: SampleVault, name: str, damage: Callable[[Path], object]
    ) -> None:
        before = sample.files()
        damage(sample.folder / name)
        with sample.open() as vault:
            assert vault.check(full=False, progress=NoProgress()).findings == ()
        assert sample.files() == before


def test_other_programs_cannot_look_into_the_real_app() -> None:
    script = (
        "import ctypes, sys; from vault.app import App\n"
        "App.on_this_machine()\n"
        "sys.exit(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, cwd=Path(__file__).parents[1])
    assert done.returncode == 0


def test_what_lay_in_the_trash_for_30_days_is_erased_at_the_next_opening(sample: SampleVault) -> None:
    with sample.open() as vault:
        person = vault.records.add("person", {"name": "Sample Person"}).record.id
        target = Target(DocumentKind.LETTER, person)
        paper = vault.papers.attach_bytes(b"%PDF-1.4 sample", "letter.pdf", target).document
        vault.records.delete(paper.id)
    sample.clock.advance(days=30)
    with sample.open() as vault:
        assert [each.record.id for each in vault.trash()] == [paper.id]
        assert vault.blobs.ids_on_disk() == (paper.blob,)
    sample.clock.advance(seconds=1)
    with sample.open() as vault:
        assert vault.trash() == ()
        assert vault.blobs.ids_on_disk() == ()
        assert vault.check(full=True, progress=NoProgress()).findings == ()
