"""What a locked child does with one paper: tell its pages and text, or draw a page."""

from collections.abc import Iterator, Sequence

from vault.services.documents.sniff import READABLE, PaperType, sniff
from vault.services.documents.worker import pdf, pictures, warming

Source = Sequence[int] | bytes
Answers = Iterator[tuple[dict[str, object], bytes]]


def warm_up() -> None:
    """Load in the fork server whatever parsers load late: a locked child can load nothing."""
    pictures.set_up()
    for content in warming.samples():
        list(inspect([content], {}))
        list(render([content], {"page": 1, "width": 32}))


def inspect(sources: Sequence[bytes], _args: dict[str, object]) -> Answers:
    """Answer type and page count, then each page with size, turn, text and words (`[text, x0, y0, x1, y1]`).

    Boxes are fractions of the upright page. Ends with a refusal where a page cannot be read.
    """
    content = bytes(sources[0])
    kind = sniff(content)
    if kind not in READABLE:
        yield {"error": "unknown_type"}, b""
        return
    try:
        yield from _pdf(content) if kind is PaperType.PDF else _picture(kind, content)
    except pdf.RefusedError as refusal:
        yield {"error": refusal.reason}, b""
    except pictures.TooLargeError:
        yield {"error": "too_large"}, b""


def render(sources: Sequence[bytes], args: dict[str, object]) -> Answers:
    """Answer width and height of page `page` (from 1) drawn `width` pixels wide, with its RGB bytes."""
    content = bytes(sources[0])
    kind = sniff(content)
    number, wanted = int(str(args["page"])) - 1, int(str(args["width"]))
    try:
        if kind is PaperType.PDF:
            width, height, rgb = pdf.render_page(pdf.open_pdf(content), number, wanted)
        else:
            width, height, rgb = pictures.render_page(pictures.open_picture(kind, content), number, wanted)
    except pdf.RefusedError as refusal:
        yield {"error": refusal.reason}, b""
    except pictures.TooLargeError:
        yield {"error": "too_large"}, b""
    else:
        yield {"width": width, "height": height}, rgb


def _pdf(content: bytes) -> Answers:
    document = pdf.open_pdf(content)
    yield {"type": PaperType.PDF, "pages": len(document)}, b""
    for number, page in enumerate(pdf.pages(document), 1):
        words = [
            [
                text,
                *(
                    _fraction(value, side)
                    for value, side in zip(box, (page.width, page.height) * 2, strict=True)
                ),
            ]
            for text, box in page.laid.words
        ]
        yield _head(number, page.width, page.height, page.rotated, page.laid.text, words), b""


def _picture(kind: PaperType, content: bytes) -> Answers:
    try:
        picture = pictures.open_picture(kind, content)
        yield {"type": kind, "pages": pictures.page_count(kind, picture)}, b""
        for number, page in enumerate(pictures.pages(kind, picture), 1):
            yield _head(number, page.width, page.height, page.rotated, "", []), b""
    except (MemoryError, pictures.TooLargeError):
        raise
    except Exception:  # noqa: BLE001 - decoders raise whatever a broken file makes them stumble over
        raise pdf.RefusedError("damaged") from None


def _fraction(value: float, side: float) -> float:
    return round(min(1.0, max(0.0, value / side)), 5)


def _head(
    number: int, width: float, height: float, rotated: int, text: str, words: list[list[object]]
) -> dict[str, object]:
    return {
        "page": number,
        "width": round(width, 2),
        "height": round(height, 2),
        "rotated": rotated,
        "text": text,
        "words": words,
    }
