"""Every format is read in the locked child; whatever cannot be read says why and harms nothing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.documents import made_papers as made
from vault.services.documents.inspect import PARSERS, Inspection, inspect
from vault.services.documents.sniff import PaperType
from vault.services.files.sandbox.client import Sandbox
from vault.services.files.sandbox.rung import REASONS

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="papers are read only in a sealed process")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start([PARSERS]) as started:
        yield started


def sizes(inspection: Inspection) -> list[tuple[float, float, int]]:
    return [(page.width, page.height, page.rotated) for page in inspection.pages]


def near(box: tuple[float, ...], points: tuple[float, ...], width: float, height: float) -> bool:
    sides = (width, height, width, height)
    return all(abs(b * side - p) < 4 for b, side, p in zip(box, sides, points, strict=True))


def test_a_pdf_gives_pages_text_and_words_with_boxes(sandbox: Sandbox) -> None:
    content = made.pdf(
        made.text("Dear Sample Person,", 72, 700) + made.text("valid until 04/11/2026", 72, 680),
        made.text("second page", 72, 700),
    )
    inspection = inspect(sandbox, content)
    assert (inspection.type, inspection.page_count, inspection.reason) == (PaperType.PDF, 2, None)
    first, second = inspection.pages
    assert first.text == "Dear Sample Person,\nvalid until 04/11/2026"
    assert second.text == "second page"
    assert [page.page for page in inspection.pages] == [1, 2]
    assert {page.source for page in inspection.pages} == {"text"}
    day = next(word for word in first.words if word.text == "04/11/2026")
    assert near(day.box, (126, 792 - 690, 189, 792 - 677), 612, 792)


@pytest.mark.parametrize(
    ("rotate", "size", "points"),
    [
        (0, (612, 792), (100, 82, 142, 95)),
        (90, (792, 612), (697, 100, 710, 142)),
        (180, (612, 792), (470, 697, 512, 710)),
        (270, (792, 612), (82, 470, 95, 512)),
    ],
)
def test_boxes_are_those_of_the_upright_page(
    sandbox: Sandbox, rotate: int, size: tuple[float, float], points: tuple[float, ...]
) -> None:
    inspection = inspect(sandbox, made.pdf(made.text("Sample", 100, 700), rotate=rotate))
    assert sizes(inspection) == [(*size, rotate)]
    (word,) = inspection.pages[0].words
    assert word.text == "Sample"
    assert near(word.box, points, *size)


def test_a_cropped_page_counts_from_its_own_corner_and_forgets_what_is_cut_off(sandbox: Sandbox) -> None:
    content = made.pdf(made.text("Sample", 100, 700) + made.text("outside", 20, 20), crop=(50, 400, 350, 750))
    (page,) = inspect(sandbox, content).pages
    assert (page.width, page.height) == (300, 350)
    assert page.text == "Sample"
    assert near(page.words[0].box, (50, 40, 92, 53), 300, 350)


def test_what_was_filled_into_a_form_is_text(sandbox: Sandbox) -> None:
    (page,) = inspect(sandbox, made.filled_form()).pages
    assert page.text.split() == ["Name:", "Sample", "Person"]


def test_a_page_without_text_has_none(sandbox: Sandbox) -> None:
    (page,) = inspect(sandbox, made.pdf(b"")).pages
    assert (page.text, page.words) == ("", ())


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_jpeg(sandbox: Sandbox, mode: str) -> None:
    inspection = inspect(sandbox, made.picture("JPEG", mode, (850, 1100), dpi=(100, 100)))
    assert (inspection.type, inspection.page_count, inspection.reason) == (PaperType.JPEG, 1, None)
    assert sizes(inspection) == [(612, 792, 0)]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png(sandbox: Sandbox, mode: str) -> None:
    inspection = inspect(sandbox, made.picture("PNG", mode, (850, 1100), dpi=(100, 100)))
    assert (inspection.type, inspection.page_count, inspection.reason) == (PaperType.PNG, 1, None)
    (width, height, _) = sizes(inspection)[0]
    assert (round(width), round(height)) == (612, 792)


@pytest.mark.parametrize(
    ("compression", "mode"),
    [
        ("group3", "1"),
        ("group4", "1"),
        ("raw", "RGB"),
        ("tiff_lzw", "RGB"),
        ("tiff_adobe_deflate", "L"),
        ("jpeg", "RGB"),
        ("packbits", "L"),
    ],
)
def test_tiff(sandbox: Sandbox, compression: str, mode: str) -> None:
    content = made.picture("TIFF", mode, (850, 1100), compression=compression, dpi=(100, 100))
    inspection = inspect(sandbox, content)
    assert (inspection.type, inspection.page_count, inspection.reason) == (PaperType.TIFF, 1, None)
    assert sizes(inspection) == [(612, 792, 0)]


def test_every_page_of_a_tiff_counts(sandbox: Sandbox) -> None:
    inspection = inspect(sandbox, made.tiff_pages((1700, 2200), (2200, 1700), (1700, 1100)))
    assert inspection.page_count == 3
    assert sizes(inspection) == [(612, 792, 0), (792, 612, 0), (612, 396, 0)]


def test_a_fax_has_other_resolutions_across_and_down(sandbox: Sandbox) -> None:
    inspection = inspect(sandbox, made.tiff_pages((1734, 1078), dpi=(204, 98)))
    assert sizes(inspection) == [(612, 792, 0)]


@pytest.mark.parametrize("how", [{}, {"dpi": (72, 72)}, {"dpi": (1, 1)}, {"dpi": (30000, 30000)}])
def test_a_resolution_nobody_scans_at_is_not_believed(sandbox: Sandbox, how: dict[str, object]) -> None:
    assert sizes(inspect(sandbox, made.picture("JPEG", "RGB", (300, 400), **how))) == [(594, 792, 0)]


@pytest.mark.parametrize(
    ("orientation", "expected"),
    [
        (1, (792, 594, 0)),
        (3, (792, 594, 180)),
        (6, (594, 792, 90)),
        (8, (594, 792, 270)),
        (77, (792, 594, 0)),
    ],
)
def test_a_photo_is_measured_upright(
    sandbox: Sandbox, orientation: int, expected: tuple[float, float, int]
) -> None:
    assert sizes(inspect(sandbox, made.photo(orientation))) == [expected]


def test_a_turned_tiff_is_measured_upright(sandbox: Sandbox) -> None:
    assert sizes(inspect(sandbox, made.turned_tiff())) == [(43.2, 57.6, 90)]


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (b"", PaperType.UNKNOWN, "empty"),
        (b"PK\x03\x04 a table", PaperType.UNKNOWN, "unknown_type"),
        (b"\0\0\0\x18ftypheic", PaperType.HEIC, "unknown_type"),
        (b"%PDF-1.7 nothing more", PaperType.PDF, "damaged"),
        (made.pdf(b"")[:200], PaperType.PDF, "damaged"),
        (made.encrypted(user="secret"), PaperType.PDF, "encrypted"),
        (made.page_tree_loop(), PaperType.PDF, "damaged"),
        (made.picture("JPEG")[:400], PaperType.JPEG, "damaged"),
        (b"\xff\xd8\xff\xe0" + bytes(100), PaperType.JPEG, "damaged"),
        (made.picture("PNG", "RGB", (85, 110))[:60], PaperType.PNG, "damaged"),
        (made.huge_png(), PaperType.PNG, "too_large"),
        (b"II*\0" + bytes(40), PaperType.TIFF, "damaged"),
        (made.tiff_pages((1700, 2200))[:60], PaperType.TIFF, "damaged"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else str(value),
)
def test_what_cannot_be_read_says_why(sandbox: Sandbox, content: bytes, kind: PaperType, reason: str) -> None:
    inspection = inspect(sandbox, content)
    assert (inspection.type, inspection.reason, inspection.pages) == (kind, reason, ())


def test_a_pdf_that_anyone_may_open_is_read_though_it_is_encrypted(sandbox: Sandbox) -> None:
    assert inspect(sandbox, made.encrypted(user="")).pages[0].text == "Sample"


def test_a_bomb_inside_a_bomb_ends_the_child_and_nothing_else(sandbox: Sandbox) -> None:
    bomb = made.double_flate_bomb()
    assert len(bomb) < 50_000
    inspection = inspect(sandbox, bomb)
    assert inspection.reason in {"died", "memory", "timeout"}
    assert inspection.page_count == 1
    assert inspect(sandbox, made.pdf(b"")).reason is None


@pytest.mark.parametrize("content", [made.nested_arrays(3_000), made.nested_arrays(200_000)])
def test_nesting_does_no_harm(sandbox: Sandbox, content: bytes) -> None:
    inspection = inspect(sandbox, content)
    assert inspection.reason in {None, "damaged", "died"}
    assert inspect(sandbox, made.pdf(b"")).reason is None


@pytest.mark.parametrize("content", [made.false_count(), made.tiff_loop()])
def test_a_count_that_lies_does_no_harm(sandbox: Sandbox, content: bytes) -> None:
    inspection = inspect(sandbox, content)
    assert inspection.reason in {None, "damaged", "too_large"}
    assert len(inspection.pages) <= 1


def test_pages_before_a_damaged_one_are_kept(sandbox: Sandbox) -> None:
    inspection = inspect(sandbox, made.tiff_with_damaged_second_page())
    assert (inspection.page_count, inspection.reason) == (2, "damaged")
    assert sizes(inspection) == [(72, 72, 0)]


GOOD = [
    made.pdf(made.text("Sample Person", 72, 700)),
    made.tiff_pages((64, 64), (32, 32)),
    made.picture("PNG", "RGB", (16, 16)),
    made.photo(6),
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(GOOD), st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=4)), max_size=8))
def test_spoiled_bytes_never_raise(sandbox: Sandbox, good: bytes, spoils: list[tuple[int, bytes]]) -> None:
    content = bytearray(good)
    for at, put in spoils:
        start = at % len(content)
        content[start : start + len(put)] = put
    inspection = inspect(sandbox, bytes(content))
    assert inspection.reason is None or inspection.reason in REASONS
    assert inspection.reason or len(inspection.pages) == inspection.page_count


def test_the_app_itself_never_imports_a_parser() -> None:
    script = """
import sys
import vault.services.documents.inspect, vault.services.documents.preview
parsers = [n for n in sys.modules if n.split(".")[0] in {"PIL", "pypdfium2", "pikepdf"} or "worker" in n]
print(parsers)
"""
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert said.stdout == "[]\n"
