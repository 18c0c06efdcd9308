"""Pages, sizes and text layers of PDF files by PDFium."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from vault.services.documents.worker.layout import Glyph, Laid, lay_out
from vault.services.documents.worker.refused import RefusedError

MAX_PAGES = 5_000
MAX_CHARACTERS = 100_000
MAX_WORDS = 10_000
MAX_PIXELS = 64_000_000

_LIGATURES = {0xFB00 + i: text for i, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE})
_SIZE_TO_HEIGHT = (0.35, 3.0)
"""Font sizes believed beside the height of the character's box; else the box is."""
_SPACE = 0x20
_LAST_CODE_POINT = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Page:
    """One page as seen upright: size in points, the clockwise turn the file asks for, and its text."""

    width: float
    height: float
    rotated: int
    laid: Laid


def open_pdf(content: bytes) -> pypdfium2.PdfDocument:
    """Open a document with its forms; raises RefusedError."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        encrypted = error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        raise RefusedError("encrypted" if encrypted else "damaged") from None
    document.init_forms()
    if len(document) > MAX_PAGES:
        raise RefusedError("too_large")
    return document


def pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    """Yield the pages in order; raises RefusedError at one that cannot be loaded or is too large."""
    for number in range(len(document)):
        try:
            yield _page(document, number)
        except pypdfium2.PdfiumError:
            raise RefusedError("damaged") from None


def render_page(document: pypdfium2.PdfDocument, number: int, width: int) -> tuple[int, int, bytes]:
    """Return width, height and RGB bytes of a page (from 0) drawn this wide; raises RefusedError."""
    try:
        page = document[number]
        scale = width / page.get_width()
        if width * page.get_height() * scale > MAX_PIXELS:
            raise RefusedError("too_large")
        picture = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError, ZeroDivisionError, ValueError):
        raise RefusedError("damaged") from None
    return picture.width, picture.height, picture.tobytes()


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    page = document[number]
    if page.formenv:
        page.flatten()  # what was filled into a form becomes text like any other
        page.close()
        page = document[number]
    width, height = page.get_size()
    text_page = page.get_textpage()
    if text_page.count_chars() > MAX_CHARACTERS:
        raise RefusedError("too_large")
    laid = lay_out(_Glyphs(page, text_page))
    if len(laid.words) > MAX_WORDS:
        raise RefusedError("too_large")
    rotated = page.get_rotation()
    text_page.close()
    page.close()
    return Page(width, height, rotated, laid)


def _visible(code: int) -> str | None:
    """Return the text of a character code, empty for what is not seen, None for white space."""
    if code in _HYPHENS:
        return "-"
    if code in _LIGATURES:
        return _LIGATURES[code]
    if not 0 < code <= _LAST_CODE_POINT:
        return ""
    character = chr(code)
    if character.isspace():
        return None
    return "" if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn"} else character


class _Glyphs:
    """The glyphs of a page in drawing order, on the upright page; None where there is white space."""

    def __init__(self, page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> None:
        self._text_page = text_page
        self._count = text_page.count_chars()
        self._rotation = page.get_rotation()
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._width, self._height = page.get_size()

    def __iter__(self) -> Iterator[Glyph | None]:
        spaced = False
        for index in range(self._count):
            code = raw.FPDFText_GetUnicode(self._text_page, index)
            text = _visible(code)
            if code == _SPACE and raw.FPDFText_IsGenerated(self._text_page, index) == 1:
                spaced = True
            elif text is None:
                yield None
            elif text and (glyph := self._glyph(index, text, spaced=spaced)):
                spaced = False
                yield glyph

    def _glyph(self, index: int, text: str, *, spaced: bool) -> Glyph | None:
        box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        x, y = ctypes.c_double(), ctypes.c_double()
        if not (
            raw.FPDFText_GetLooseCharBox(self._text_page, index, box)
            and raw.FPDFText_GetMatrix(self._text_page, index, matrix)
            and raw.FPDFText_GetCharOrigin(self._text_page, index, x, y)
        ):
            return None
        ends = self._upright(box.left, box.bottom), self._upright(box.right, box.top)
        (left, right), (top, bottom) = map(sorted, zip(*ends, strict=True))
        if not (left < self._width and right > 0 and top < self._height and bottom > 0):
            return None
        direction = math.degrees(math.atan2(matrix.b, matrix.a))
        turned = round((self._rotation - direction) / 90) % 4 * 90
        size = raw.FPDFText_GetFontSize(self._text_page, index) * math.hypot(matrix.c, matrix.d)
        tall = (bottom - top) if turned in {0, 180} else (right - left)
        if not _SIZE_TO_HEIGHT[0] * tall <= size <= _SIZE_TO_HEIGHT[1] * tall:
            size = tall
        origin = self._upright(x.value, y.value)
        return Glyph(text, (left, top, right, bottom), origin, max(size, 1.0), turned, spaced)

    def _upright(self, x: float, y: float) -> tuple[float, float]:
        match self._rotation:
            case 90:
                return y - self._bottom, x - self._left
            case 180:
                return self._right - x, y - self._bottom
            case 270:
                return self._top - y, self._right - x
            case _:
                return x - self._left, self._top - y
