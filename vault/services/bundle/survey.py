"""A job for the locked child: how many pages a paper has, which lie across, what they look like in small."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from vault.services.bundle.geometry import GRID, Area
from vault.services.bundle.images import IMAGE_STARTS, count_frames, image_to_pdf

Answer = tuple[dict[str, object], bytes]
Job = Iterator[Answer]

_RENDERED_SIDE = 768


class Refused(Exception):  # noqa: N818 - a decision about a paper
    """A paper that cannot be copied; the text is a code."""


def survey(sources: Sequence[bytes], args: Mapping[str, object]) -> Job:  # noqa: ARG001 - every job is called so
    """Yield `{"source", "sizes", "signed"}` with the pages in small, or `{"source", "refused": code}`."""
    for number, source in enumerate(sources):
        try:
            sizes, signed, small = _surveyed(bytes(source))
        except Refused as refusal:
            yield {"source": number, "refused": str(refusal)}, b""
            return
        yield {"source": number, "sizes": sizes, "signed": signed}, small


def warm_up() -> None:
    """Run once what would otherwise load late, where nothing can be opened any more."""
    Image.init()
    samples = []
    for form, mode, options in (
        ("TIFF", "1", {"compression": "group4"}),
        ("PNG", "RGBA", {}),
        ("JPEG", "RGB", {}),
    ):
        picture = BytesIO()
        Image.new(mode, (16, 16)).save(picture, form, **options)
        samples.append(picture.getvalue())
    for _ in survey(samples, {}):
        pass


def in_small(picture: Image.Image) -> bytes:
    """Return a page as GRID x GRID grey values."""
    return picture.convert("L").resize((GRID, GRID), Image.Resampling.BOX).tobytes()


def _surveyed(data: bytes) -> tuple[list[list[float]], bool, bytes]:
    with opened(as_pdf(data)) as document:
        sizes = [list(document.get_page_size(index)) for index in range(len(document))]
        small = b"".join(in_small(rendered(document, index)) for index in range(len(document)))
        return sizes, pdfium.FPDF_GetSignatureCount(document) > 0, small


def as_pdf(data: bytes) -> bytes:
    """Return a PDF as it is and a picture as PDF pages; raises Refused."""
    if b"%PDF-" in data[:1024]:
        return data
    if not data.startswith(IMAGE_STARTS):
        raise Refused("unknown_type")
    try:
        made, expected = image_to_pdf(data), count_frames(data)
    except Exception:  # noqa: BLE001 - two libraries, each with errors of its own
        raise Refused("damaged") from None
    with opened(made) as document:
        if len(document) != expected:
            raise Refused("damaged")
    return made


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF; raises Refused, for one without pages too."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise Refused("encrypted" if locked else "damaged") from None


def rendered(document: pypdfium2.PdfDocument, index: int, part: Area | None = None) -> Image.Image:
    """Return a page, or part of it, with its annotations as a small grey picture."""
    page = document[index]
    try:
        width, height = page.get_size()
        part = part or Area(0, 0, width, height)
        small: Image.Image = page.render(
            scale=_RENDERED_SIDE / max(part.width, part.height, 1),
            crop=(part.left, part.bottom, width - part.right, height - part.top),
            grayscale=True,
            may_draw_forms=False,
        ).to_pil()
        return small
    finally:
        page.close()
