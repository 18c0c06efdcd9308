"""Papers of our own, where they are at hand: read in the sealed child, scored against what they state."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from vault.services.documents.candidates.reading import FieldCandidate
from vault.services.documents.inspect import PARSERS
from vault.services.documents.read import READER, PaperReading, read_document
from vault.services.files.sandbox.client import Sandbox

PAPERS = Path(__file__).resolve().parents[4].parent / "shared" / "samples" / "papers"
TRUTHS = sorted(PAPERS.glob("*.json"))
_NOT_FIELDS = ("kind",)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    if sys.platform != "linux":
        pytest.skip("papers are read only in a sealed process")
    with Sandbox.start([PARSERS, READER]) as started:
        yield started


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _right(item: FieldCandidate, known: dict[str, Any]) -> bool:
    return any(
        item.value in _listed(known[part][item.name])
        for part in ("truth", "either")
        if item.name in known[part]
    )


def _stated(known: dict[str, Any]) -> list[tuple[str, Any]]:
    names = [name for name in known["truth"] if name not in _NOT_FIELDS]
    fields = [name for name in names if name == "valid_to_printed" or not name.endswith("_printed")]
    return [(name, value) for name in fields for value in _listed(known["truth"][name])]


@pytest.mark.parametrize("papers", [TRUTHS] if TRUTHS else [], ids=["all"])
def test_the_score_over_all_papers(sandbox: Sandbox, papers: list[Path]) -> None:
    kinds = prefilled = right = stated = found = 0
    for path in papers:
        known = json.loads(path.read_text(encoding="utf-8"))
        reading = read_document(sandbox, path.with_suffix(".pdf").read_bytes())
        kinds += reading.kind == known["truth"]["kind"]
        given = [item for item in reading.fields if item.prefill]
        prefilled += len(given)
        right += sum(_right(item, known) for item in given)
        values = {(item.name, item.value) for item in given}
        wanted = _stated(known)
        stated += len(wanted)
        found += sum(item in values for item in wanted)
    line = f"kind {kinds}/{len(papers)}, precision {right}/{prefilled}, recall {found}/{stated}"
    sys.stdout.write(line + "\n")
    assert kinds >= 22, line
    assert right >= 0.99 * prefilled, line
    assert found >= 0.5 * stated, line


@pytest.mark.parametrize("path", sorted(PAPERS.glob("*_scan.pdf"))[:2], ids=lambda path: path.name)
def test_a_picture_has_no_text_to_read(sandbox: Sandbox, path: Path) -> None:
    reading = read_document(sandbox, path.read_bytes())
    assert (reading.kind, reading.fields, reading.reason) == (None, (), "no_text_layer")
    assert isinstance(reading, PaperReading)
