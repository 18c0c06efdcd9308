"""What a locked child does with the words of a paper: run the rules that read kind and fields."""

import json
from collections.abc import Iterator, Sequence

from vault.services.documents.candidates.paper import read_paper
from vault.services.documents.candidates.reading import FieldCandidate
from vault.services.documents.text_layer import Box, PageText, Word

Answers = Iterator[tuple[dict[str, object], bytes]]


def warm_up() -> None:
    """Run every rule once in the fork server: a locked child can load nothing late."""
    words = ["Referral", "Date:", "02/03/2026", "Total", "visits:", "12", "M54.50", "$10.00"]
    placed = [[word, [index / 20, 0.1, (index + 0.9) / 20, 0.12]] for index, word in enumerate(words)]
    list(read([json.dumps([[1, 612, 792, 0, "text", " ".join(words), placed]]).encode()], {}))


def read(sources: Sequence[bytes], _args: dict[str, object]) -> Answers:
    """Answer kind, confidence and language, then every candidate by itself.

    The source is JSON: a list of pages, each the values of a PageText in their order.
    """
    reading = read_paper([_page(item) for item in json.loads(bytes(sources[0]))])
    yield {"kind": reading.kind, "confidence": reading.kind_confidence, "lang": reading.lang}, b""
    for item in reading.fields:
        yield _head(item), b""


def _page(item: list[object]) -> PageText:
    number, width, height, rotated, source, text, words = item
    listed = words if isinstance(words, list) else []
    made = tuple(Word(str(word), _box(box)) for word, box in listed)
    return PageText(
        int(str(number)),
        float(str(width)),
        float(str(height)),
        int(str(rotated)),
        str(source),
        str(text),
        made,
    )


def _box(box: list[float]) -> Box:
    x0, y0, x1, y1 = box
    return x0, y0, x1, y1


def _head(item: FieldCandidate) -> dict[str, object]:
    return {
        "name": item.name,
        "value": item.value,
        "printed": item.printed,
        "confidence": item.confidence,
        "prefill": item.prefill,
        "page": item.page,
        "box": list(item.box),
        "derived": item.derived,
    }
