"""The words of a paper and where they stand: what parsers hand to the rules that read fields."""

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 as fractions of the upright page, from its top left."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it stands on the page, in reading order."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page: `width` and `height` in points as seen upright, `source` is `text` or `ocr`."""

    page: int
    width: float
    height: float
    rotated: int
    source: str
    text: str
    words: tuple[Word, ...]
