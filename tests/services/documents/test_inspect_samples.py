"""Real and difficult papers, where they are at hand: another library counts the same pages and words."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from vault.services.documents.inspect import PARSERS, inspect
from vault.services.files.sandbox.client import Sandbox

SAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "samples"
PDFS = sorted(path for room in ("scans", "pdf", "papers") for path in (SAMPLES / room).glob("*.pdf"))
PICTURES = sorted(
    path
    for room in ("scans", "papers")
    for end in ("png", "jpg", "tif")
    for path in (SAMPLES / room).glob(f"*.{end}")
)
TRUTHS = sorted((SAMPLES / "papers").glob("*.json"))
REFUSED = {"libreoffice-writer-password.pdf": "encrypted", "invalid.pdf": "damaged"}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start([PARSERS]) as started:
        yield started


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.name)
def test_pages_are_those_another_library_finds(sandbox: Sandbox, path: Path) -> None:
    content = path.read_bytes()
    inspection = inspect(sandbox, content)
    assert inspection.reason == REFUSED.get(path.name)
    if not inspection.reason:
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        assert inspection.page_count == len(inspection.pages) == len(pages)
        for ours, theirs in zip(inspection.pages, pages, strict=True):
            assert ours.rotated == theirs.rotation % 360
            sides = float(theirs.cropbox.width), float(theirs.cropbox.height)
            assert (ours.width, ours.height) == pytest.approx(
                sides[::-1] if ours.rotated in {90, 270} else sides, abs=0.1
            )


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_pictures_have_their_pages_and_no_text(sandbox: Sandbox, path: Path) -> None:
    inspection = inspect(sandbox, path.read_bytes())
    with Image.open(path) as picture:
        assert inspection.page_count == len(inspection.pages) == getattr(picture, "n_frames", 1)
    assert inspection.reason is None
    assert {page.text for page in inspection.pages} == {""}


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name)
def test_nearly_every_word_of_the_text_layer_is_found(sandbox: Sandbox, path: Path) -> None:
    expected = {
        word for word in json.loads(path.read_text(encoding="utf-8"))["text"].split() if len(word) > 2
    }
    inspection = inspect(sandbox, path.with_suffix(".pdf").read_bytes())
    found = {word.text for page in inspection.pages for word in page.words}
    assert len(expected & found) >= 0.97 * len(expected)
