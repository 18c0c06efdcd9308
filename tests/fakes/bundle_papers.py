"""Papers made on the spot for tests of bundles: PDFs with text, angles, layers and traps, and pictures."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image, ImageDraw

LETTER = (0, 0, 612, 792)


def pdf(*texts: str, rotate: int = 0, box: Sequence[float] = LETTER) -> bytes:
    """Return a PDF with one page for each text, written near its upper left corner."""
    made = pikepdf.new()
    for text in texts:
        add_page(made, text, rotate=rotate, box=box)
    return saved(made)


def add_page(made: pikepdf.Pdf, text: str, *, rotate: int = 0, box: Sequence[float] = LETTER) -> pikepdf.Page:
    """Add a page with a line of text and a black bar under it."""
    left, _bottom, _right, top = box
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    content = f"BT /F1 24 Tf {left + 60} {top - 90} Td ({text}) Tj ET {left + 60} {top - 200} 200 60 re f"
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=pikepdf.Array(list(box)),
        Rotate=rotate,
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
        Contents=made.make_stream(content.encode()),
    )
    made.pages.append(pikepdf.Page(made.make_indirect(page)))
    return made.pages[-1]


def saved(made: pikepdf.Pdf, **options: Any) -> bytes:
    """Return the file's bytes."""
    out = BytesIO()
    made.save(out, **options)
    return out.getvalue()


def picture(mode: str = "RGB", size: tuple[int, int] = (400, 600), bar: int = 60) -> Image.Image:
    """Return a white picture with a black bar across its upper end."""
    white: Any = {"1": 1, "L": 255, "RGBA": (255, 255, 255, 0)}.get(mode, (255, 255, 255))
    black: Any = {"1": 0, "L": 0, "RGBA": (0, 0, 0, 255)}.get(mode, (0, 0, 0))
    made = Image.new(mode, size, white)
    ImageDraw.Draw(made).rectangle((20, 20, size[0] - 20, 20 + bar), fill=black)
    return made


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    """Return a picture as a file."""
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def phone_photo(orientation: int = 6) -> bytes:
    """Return a JPEG as a phone writes it: turned, with the place, the owner and a comment in it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Sample Phone"
    exif.get_ifd(0x8825).update({1: "N", 2: (47.0, 36.0, 0.0), 3: "W", 4: (122.0, 19.0, 0.0)})
    return encoded(picture(), "JPEG", exif=exif, comment=b"Sample Owner", dpi=(150, 150), quality=90)


def fax(pages: int) -> bytes:
    """Return a TIFF of G4 pages, as fax programs write them."""
    first, *rest = (picture("1", (864, 1100), bar=40 * number) for number in range(1, pages + 1))
    return encoded(first, "TIFF", compression="group4", save_all=True, append_images=rest, dpi=(100, 100))
