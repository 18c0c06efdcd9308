"""A paper is read in sealed processes: reasons instead of errors, and no answer believed unchecked."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.services.documents.lying_reader import LIES
from vault.services.documents import read as reading_room
from vault.services.documents.inspect import PARSERS
from vault.services.documents.read import READER, read_document
from vault.services.files.sandbox.client import Sandbox

ROOT = Path(__file__).resolve().parents[3]
LIAR = "tests.services.documents.lying_reader"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="papers are read only in a sealed process")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start([PARSERS, READER, LIAR], search=[ROOT]) as started:
        yield started


def _pdf(*lines: str) -> bytes:
    drawn = "".join(f"1 0 0 1 60 {700 - 30 * row} Tm ({line}) Tj " for row, line in enumerate(lines))
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(612, 792))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(f"BT /F1 11 Tf {drawn} ET".encode())
        saved = io.BytesIO()
        document.save(saved)
    return saved.getvalue()


def test_a_text_layer_gives_kind_fields_and_pages(sandbox: Sandbox) -> None:
    reading = read_document(sandbox, _pdf("REFERRAL", "Member ID: ABC 882014437", "Total visits: 12"))
    assert (reading.kind, reading.lang, reading.reason) == ("referral", "en", None)
    given = {item.name: item.value for item in reading.fields if item.prefill}
    assert given == {"lang": "en", "member": "ABC882014437", "visits": 12}
    assert len(reading.pages) == 1
    assert [step for step, _ in reading.timings_ms] == ["inspect", "read"]


def test_a_picture_without_text_says_so(sandbox: Sandbox) -> None:
    picture = io.BytesIO()
    Image.new("L", (40, 40), 255).save(picture, "PNG")
    reading = read_document(sandbox, picture.getvalue())
    assert (reading.kind, reading.fields, reading.reason) == (None, (), "no_text_layer")
    assert len(reading.pages) == 1


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "empty"), (b"plain words", "unknown_type"), (b"%PDF-1.7 broken", "damaged")]
)
def test_what_is_wrong_with_a_paper_becomes_a_reason(sandbox: Sandbox, content: bytes, reason: str) -> None:
    reading = read_document(sandbox, content)
    assert (reading.kind, reading.fields, reading.pages, reading.reason) == (None, (), (), reason)


def test_where_nothing_seals_papers_off_they_are_not_read() -> None:
    nowhere = Sandbox(None, frozenset(), allow_unsealed=False)
    assert read_document(nowhere, _pdf("REFERRAL")).reason == "not_sealed_off"


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_a_reason(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, lie: str) -> None:
    monkeypatch.setattr(reading_room, "READER", LIAR)
    reading = read_document(sandbox, _pdf(lie))
    assert (reading.kind, reading.fields, reading.reason) == (None, (), "bad_answer")


def test_a_true_answer_is_taken(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_room, "READER", LIAR)
    reading = read_document(sandbox, _pdf("truth"))
    assert (reading.kind, [item.value for item in reading.fields]) == ("bill", ["AA-10001"])
