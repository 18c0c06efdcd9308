"""No word of a record, a file name or a page is ever on the disk in clear: while open, and after a kill."""

import base64
import gzip
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tests.paths.canary_child import WORDS
from tests.paths.plaintext_search import Searcher, spellings
from tests.services.documents import made_papers as made

ROOT = Path(__file__).resolve().parents[2]
WORD = WORDS["record"]
PAGE = made.text(f"{WORDS['page']} order", 72, 700)


def _zipped(data: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sample.txt", data)
    return target.getvalue()


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "zlib": zlib.compress,
    "zlib quick": lambda data: zlib.compress(data, 1),
    "gzip": gzip.compress,
    "deflate": _raw_deflate,
    "zip": _zipped,
}


class TestTheSearcher:
    """The searcher finds a planted word in every spelling; without that its silence says nothing."""

    @pytest.mark.parametrize("how", sorted(spellings(WORD)))
    def test_each_spelling(self, tmp_path: Path, how: str) -> None:
        (tmp_path / "planted").write_bytes(os.urandom(5000) + spellings(WORD)[how] + os.urandom(5000))
        assert {each.word for each in Searcher([WORD]).in_folders(tmp_path)} == {WORD}

    @pytest.mark.parametrize("shift", range(6))
    def test_base64_of_a_longer_text_at_any_place(self, tmp_path: Path, shift: int) -> None:
        (tmp_path / "planted").write_bytes(base64.b64encode(b"x" * shift + WORD.encode() + b" and more"))
        assert [each.word for each in Searcher([WORD]).in_folders(tmp_path)] == [WORD]

    @pytest.mark.parametrize("packed", PACKERS)
    @pytest.mark.parametrize("how", ["utf-8", "utf-16-le", "base64+1"])
    def test_inside_a_packed_stream(self, tmp_path: Path, packed: str, how: str) -> None:
        text = b"A page of some length, " * 20 + spellings(WORD)[how] + b" and what follows it"
        data = PACKERS[packed](text)
        assert spellings(WORD)[how] not in data
        before = 1 << 20 if packed != "deflate" else 9000
        (tmp_path / "planted").write_bytes(os.urandom(before) + data + os.urandom(9000))
        found = Searcher([WORD]).in_folders(tmp_path)
        assert {(each.word, each.how.split()[0]) for each in found} == {(WORD, "packed")}

    def test_in_other_case_and_in_names(self, tmp_path: Path) -> None:
        (tmp_path / f"x{WORD.lower()}y").mkdir()
        (tmp_path / "planted").write_bytes(WORD.upper().encode())
        assert len(Searcher([WORD]).in_folders(tmp_path)) == 2

    def test_in_a_pdf(self, tmp_path: Path) -> None:
        (tmp_path / "planted").write_bytes(made.pdf(PAGE))
        assert {each.word for each in Searcher(list(WORDS.values())).in_folders(tmp_path)} == {WORDS["page"]}

    def test_nothing_where_nothing_is(self, tmp_path: Path) -> None:
        (tmp_path / "clean").write_bytes(
            os.urandom(20_000) + zlib.compress(b"A sample without the word" * 50)
        )
        assert Searcher([WORD]).in_folders(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="papers are opened only in a sealed process")
def test_nothing_is_on_the_disk_in_clear_while_open_and_after_a_kill(tmp_path: Path) -> None:
    paper = tmp_path / "desk" / f"{WORDS['file name']} order.pdf"
    paper.parent.mkdir()
    paper.write_bytes(made.pdf(PAGE, PAGE))
    searched = tmp_path / "searched"
    environment = dict(os.environ)
    for name in ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        (searched / name).mkdir(parents=True)
        environment[name] = str(searched / name)
    vault, log, secret = searched / "vault.rvault", searched / "stderr.log", tmp_path / "desk" / "recovery"
    command = [sys.executable, "-m", "tests.paths.canary_child", str(vault), str(paper), str(secret)]
    with (
        log.open("wb") as stderr,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        ) as child,
    ):
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stdout.readline() == "filled\n", log.read_text()
        recovery = secret.read_text("utf-8")
        searcher = Searcher([*WORDS.values(), recovery, recovery.replace("-", "")])
        assert searcher.in_folders(searched) == []
        child.stdin.write("go on\n")
        child.stdin.flush()
        for _ in range(20):
            assert child.stdout.readline() == "edited\n"
        child.kill()
    assert child.returncode < 0
    assert (vault / "records.db").stat().st_size > 100_000
    assert searcher.in_folders(searched) == []
    assert Searcher([WORDS["page"]]).in_folders(paper.parent) != []
    assert not log.read_text()
