"""`attach` with several files: one that is bad is told by its name, the others are stored."""

import json
from pathlib import Path

from tests.cli.conftest import Filled, Runner
from tests.services.documents.made_papers import picture
from vault.domain.errors import ExitCode


def test_a_bad_file_among_good_ones(run: Runner, filled: Filled, tmp_path: Path) -> None:
    good, empty = tmp_path / "good.png", tmp_path / "empty.pdf"
    good.write_bytes(picture("PNG"))
    empty.write_bytes(b"")
    done = run("attach", filled.folder, good, empty, tmp_path / "gone.pdf", "--json")
    assert done.code == ExitCode.FILE_UNREADABLE
    stored, *refused = json.loads(done.out)
    assert (stored["file"], stored["new"], stored["pages"]) == ("good.png", True, 1)
    assert [(each["file"], each["error"]["code"]) for each in refused] == [
        ("empty.pdf", "file_empty"),
        ("gone.pdf", "file_unreadable"),
    ]
    lines = run("attach", filled.folder, good, empty).out.splitlines()
    assert lines[0].endswith("good.png   was here already  1 page")
    assert lines[1].split(maxsplit=4)[:4] == ["-", "empty.pdf", "not", "stored"]
