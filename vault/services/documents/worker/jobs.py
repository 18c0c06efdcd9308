"""What a locked child does with one paper: tell its pages and text, or draw a page."""

from collections.abc import Iterator, Sequence

from vault.services.documents.sniff import READABLE, PaperType, sniff
from vault.services.documents.worker import pdf, pictures, warming
from vault.services.documents.worker.refused import RefusedError, broken_is_damaged

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
    return _or_refusal(_inspected(bytes(sources[0])))


def render(sources: Sequence[bytes], args: dict[str, object]) -> Answers:
    """Answer width and height of page `page` (from 1) drawn `width` pixels wide, with its RGB bytes."""
    return _or_refusal(_drawn(bytes(sources[0]), int(str(args["page"])) - 1, int(str(args["width"]))))


def _or_refusal(answers: Answers) -> Answers:
    try:
        yield from answers
    except RefusedError as refusal:
        yield {"error": refusal.reason}, b""


def _readable(content: bytes) -> PaperType:
    kind = sniff(content)
    if kind not in READABLE:
        raise RefusedError("unknown_type")
    return kind


def _inspected(content: bytes) -> Answers:
    kind = _readable(content)
    if kind is PaperType.PDF:
        yield from _pdf(content)
    else:
        with broken_is_damaged():
            yield from _picture(kind, content)


def _drawn(content: bytes, number: int, wanted: int) -> Answers:
    kind = _readable(content)
    if kind is PaperType.PDF:
        width, height, rgb = pdf.render_page(pdf.open_pdf(content), number, wanted)
    else:
        with broken_is_damaged():
            width, height, rgb = pictures.render_page(pictures.open_picture(kind, content), number, wanted)
    yield {"width": width, "height": height}, rgb


def _pdf(content: bytes) -> Answers:
    document = pdf.open_pdf(content)
    yield {"type": PaperType.PDF, "pages": len(document)}, b""
    for number, page in enumerate(pdf.pages(document), 1):
        sides = (page.width, page.height) * 2
        words: list[list[object]] = [
            [text, *(_fraction(value, side) for value, side in zip(box, sides, strict=True))]
            for text, box in page.laid.words
        ]
        yield _head(number, page.width, page.height, page.rotated, page.laid.text, words), b""


def _picture(kind: PaperType, content: bytes) -> Answers:
    picture = pictures.open_picture(kind, content)
    yield {"type": kind, "pages": pictures.page_count(kind, picture)}, b""
    for number, page in enumerate(pictures.pages(kind, picture), 1):
        yield _head(number, page.width, page.height, page.rotated, "", []), b""


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
