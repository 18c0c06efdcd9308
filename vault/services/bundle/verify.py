"""A job for a second locked child, with another library than the writer's: what the file really holds."""

import ctypes
import re
from collections.abc import Mapping, Sequence
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium

from vault.domain.errors import BugError
from vault.services.bundle.geometry import paper_area, strip_area
from vault.services.bundle.survey import Job, in_small, opened, rendered

_STREAMS = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_NAMES = re.compile(rb"/([A-Za-z0-9]+)")
_FORBIDDEN = frozenset(
    b"JavaScript JS Launch EmbeddedFile EmbeddedFiles Filespec Metadata Info OpenAction AA AcroForm XFA"
    b" RichMedia Movie Sound GoToR GoToE URI SubmitForm ImportData PieceInfo".split()
)
_CAMERA = (b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"Photoshop 3.0\0")


def verify(sources: Sequence[bytes], args: Mapping[str, object]) -> Job:
    """Yield for each page its size, label, strip and links, with its paper in small; then the file as such.

    `args` holds `papers`: the page and the size of the paper laid on it. Pages count from 1; a link or
    bookmark that leads nowhere in this file has page 0.
    """
    data = bytes(sources[0])
    laid = _checked(args)
    with opened(data) as document:
        for index in range(len(document)):
            yield _verified(document, index, laid.get(index + 1))
        bookmarks = [[each.get_title(), _page_of(each.get_dest())] for each in document.get_toc()]
        yield {"pages": len(document), "bookmarks": bookmarks, "forbidden": _forbidden(document, data)}, b""


def warm_up() -> None:
    """Run once what would otherwise load late."""
    blank = pypdfium2.PdfDocument.new()
    blank.new_page(612, 792).close()
    made = BytesIO()
    blank.save(made)
    blank.close()
    for _ in verify([made.getvalue()], {"papers": [[1, 612.0, 792.0]]}):
        pass


def _checked(args: Mapping[str, object]) -> dict[int, tuple[float, float]]:
    match args:
        case {"papers": list(papers)}:
            return {int(page): (float(width), float(height)) for page, width, height in papers}
    raise BugError("verify needs papers")


def _verified(
    document: pypdfium2.PdfDocument, index: int, laid: tuple[float, float] | None
) -> tuple[dict[str, object], bytes]:
    page = document[index]
    width, height = page.get_size()
    text = page.get_textpage()
    strip = strip_area(width)
    printed = text.get_text_bounded(strip.left, strip.bottom, strip.right, strip.top)
    links, others = _links(document, page, text)
    head: dict[str, object] = {
        "page": index + 1,
        "size": [width, height],
        "rotation": page.get_rotation(),
        "label": document.get_page_label(index),
        "strip": " ".join(printed.split()),
        "links": links,
        "annotations": others,
    }
    text.close()
    page.close()
    if laid is None:
        return head, b""
    return head, in_small(rendered(document, index, paper_area(width, height).placed(*laid)))


def _links(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage
) -> tuple[list[list[object]], int]:
    """Return page and words of each link from top to bottom, and how many annotations are no links."""
    found: list[tuple[float, float, int, str]] = []
    position = ctypes.c_int(0)
    link = pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        rectangle = pdfium.FS_RECTF()
        pdfium.FPDFLink_GetAnnotRect(link, rectangle)
        target = pdfium.FPDFLink_GetDest(document, link)
        index = pdfium.FPDFDest_GetDestPageIndex(document, target) if target else -1
        words = text.get_text_bounded(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        found.append((-rectangle.top, rectangle.left, index + 1, " ".join(words.split())))
    others = pdfium.FPDFPage_GetAnnotCount(page) - len(found)
    return [[target, words] for _, _, target, words in sorted(found)], others


def _page_of(target: pypdfium2.PdfDest | None) -> int:
    index = target.get_index() if target is not None else None
    return 0 if index is None else index + 1


def _forbidden(document: pypdfium2.PdfDocument, data: bytes) -> list[str]:
    """Return what must not leave and is there: names of actions, files and metadata, and camera data."""
    found = {each.decode() for each in _NAMES.findall(_STREAMS.sub(b"", data)) if each in _FORBIDDEN}
    found |= {each[:4].decode() for each in _CAMERA if each in data}
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        found.add("JavaScript")
    if document.count_attachments() > 0:
        found.add("EmbeddedFiles")
    if document.get_formtype() != pdfium.FORMTYPE_NONE:
        found.add("AcroForm")
    if any(document.get_metadata_dict(skip_empty=True)):
        found.add("Info")
    return sorted(found)
