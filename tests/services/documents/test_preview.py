"""Pages come back as plain pixels, upright, in the width asked for."""

import sys
from collections.abc import Iterator

import pytest

from tests.services.documents import made_papers as made
from vault.services.documents.inspect import PARSERS
from vault.services.documents.preview import WIDEST, Picture, render
from vault.services.files.sandbox.client import Sandbox
from vault.services.files.sandbox.rung import SandboxError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="papers are read only in a sealed process")

BLACK_TOP_LEFT = b"0 0 0 rg 0 692 100 100 re f"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start([PARSERS]) as started:
        yield started


def brightness(picture: Picture, across: float, down: float) -> int:
    """Return the green of a pixel at fractions of the picture."""
    x, y = int(across * picture.width), int(down * picture.height)
    return picture.rgb[3 * (y * picture.width + x) + 1]


@pytest.mark.parametrize(
    ("rotate", "height", "corner"),
    [(0, 792, (0.02, 0.02)), (90, 473, (0.98, 0.02)), (180, 792, (0.98, 0.98)), (270, 473, (0.02, 0.98))],
)
def test_a_pdf_page_is_drawn_upright(
    sandbox: Sandbox, rotate: int, height: int, corner: tuple[float, float]
) -> None:
    picture = render(sandbox, made.pdf(BLACK_TOP_LEFT, rotate=rotate), 1, 612)
    assert (picture.width, picture.height) == (612, height)
    assert len(picture.rgb) == 3 * 612 * height
    corners = [(x, y) for x in (0.02, 0.98) for y in (0.02, 0.98)]
    assert [at for at in corners if brightness(picture, *at) < 50] == [corner]


@pytest.mark.parametrize(
    ("orientation", "dark"), [(1, (0.9, 0.3)), (3, (0.1, 0.3)), (6, (0.3, 0.9)), (8, (0.3, 0.1))]
)
def test_a_photo_is_drawn_upright(sandbox: Sandbox, orientation: int, dark: tuple[float, float]) -> None:
    picture = render(sandbox, made.photo(orientation), 1, 1000)
    assert (picture.width, picture.height) == ((80, 60) if orientation < 5 else (60, 80))
    assert brightness(picture, *dark) < 50
    assert brightness(picture, 1 - dark[0], 1 - dark[1]) > 200


def test_a_later_page_of_a_fax(sandbox: Sandbox) -> None:
    content = made.tiff_pages((1700, 2200), (2200, 1700))
    picture = render(sandbox, content, 2, 220)
    assert (picture.width, picture.height) == (220, 170)
    assert set(picture.rgb) == {255}


def test_no_picture_is_wider_than_the_widest(sandbox: Sandbox) -> None:
    assert render(sandbox, made.pdf(b""), 1, 100_000).width == WIDEST


@pytest.mark.parametrize(
    ("content", "page", "reason"),
    [
        (made.pdf(b""), 2, "damaged"),
        (made.encrypted(user="secret"), 1, "encrypted"),
        (made.huge_png(), 1, "too_large"),
        (made.tiff_pages((16, 16)), 2, "damaged"),
        (b"no paper at all", 1, "unknown_type"),
    ],
    ids=["no such page", "encrypted", "huge", "no such fax page", "unknown"],
)
def test_what_cannot_be_drawn_says_why(sandbox: Sandbox, content: bytes, page: int, reason: str) -> None:
    with pytest.raises(SandboxError) as error:
        render(sandbox, content, page, 100)
    assert error.value.reason == reason
