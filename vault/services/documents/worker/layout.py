"""From characters with boxes to words and lines as a reader sees them; pure."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

_WORD_GAP = 0.5
_TOUCHING = 0.03
_SUPPOSED_GAP = 0.1
"""A supposed space counts when its gap exceeds the letter spacing by this share of the size."""
_BASELINE_WITHIN_WORD = 0.5
_BASELINE_WITHIN_LINE = 0.4
_SINGLE_SPACE_UP_TO = 0.9
_SPACE_WIDTH = 0.5
_FEWEST_WIDE, _MOST_WIDE = 3, 24
_ABOVE, _BELOW = 0.85, 0.25
_RIGHT_TO_LEFT = frozenset({"R", "AL"})

Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One visible character on the upright page: box and origin in points from the top left, y downwards.

    `size` is the font's size in points, `turned` the clockwise angle of reading: 0, 90, 180 or 270,
    `spaced` whether the library supposes a space before it that the file does not hold.
    """

    text: str
    box: Rect
    origin: tuple[float, float]
    size: float
    turned: int
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """A page's words in reading order with their boxes in points, and its text: one line of words each."""

    words: tuple[tuple[str, Rect], ...]
    text: str


class _Word:
    """A word under construction, in the frame where its text runs to the right.

    Its height comes from baseline and font size: fonts lie about how far they reach up and down.
    """

    __slots__ = ("baseline", "end", "size", "start", "text", "tracking", "turned")

    def __init__(self, glyph: Glyph) -> None:
        self.text = glyph.text
        self.turned = glyph.turned
        self.size = glyph.size
        self.tracking = 0.0
        self.start, self.end, self.baseline = _run(glyph)

    def takes(self, glyph: Glyph) -> bool:
        """Return whether the glyph goes on with this word; if so it is taken in."""
        if glyph.turned != self.turned:
            return False
        start, end, baseline = _run(glyph)
        if abs(baseline - self.baseline) > _BASELINE_WITHIN_WORD * self.size:
            return False
        backwards = unicodedata.bidirectional(glyph.text[0]) in _RIGHT_TO_LEFT
        gap = max(start - self.end, self.start - end) if backwards else start - self.end
        if gap > _WORD_GAP * self.size or (not backwards and end < self.start):
            return False
        if glyph.spaced and gap > _SUPPOSED_GAP * self.size + self.tracking:
            return False
        self.text += glyph.text
        self.tracking = max(gap, 0.0)
        self.size = max(self.size, glyph.size)
        self.start, self.end = min(self.start, start), max(self.end, end)
        return True

    def touches(self, word: "_Word") -> bool:
        """Return whether the word to the right begins where this one ends, as one drawn in two goes does."""
        return abs(word.start - self.end) <= _TOUCHING * self.size

    def absorb(self, word: "_Word") -> None:
        """Take in a whole word to the right."""
        self.text += word.text
        self.size = max(self.size, word.size)
        self.end = word.end

    def box(self) -> Rect:
        """Return the box on the upright page."""
        top, bottom = self.baseline - _ABOVE * self.size, self.baseline + _BELOW * self.size
        return _turn((self.start, top, self.end, bottom), -self.turned % 360)


def _run(glyph: Glyph) -> tuple[float, float, float]:
    """Return start, end and baseline of a glyph in its own frame."""
    start, _, end, _ = _turn(glyph.box, glyph.turned)
    return start, end, _turn((*glyph.origin, *glyph.origin), glyph.turned)[1]


def _turn(box: Rect, angle: int) -> Rect:
    """Turn a box back by a clockwise angle: text turned by it then runs to the right."""
    x0, y0, x1, y1 = box
    match angle:
        case 90:
            return y0, -x1, y1, -x0
        case 180:
            return -x1, -y1, -x0, -y0
        case 270:
            return -y1, x0, -y0, x1
        case _:
            return box


def _words(glyphs: Iterable[Glyph | None]) -> list[_Word]:
    words: list[_Word] = []
    open_word = False
    for glyph in glyphs:
        if glyph is None:
            open_word = False
        elif not (open_word and words[-1].takes(glyph)):
            words.append(_Word(glyph))
            open_word = True
    return words


def _lines(words: list[_Word]) -> list[list[_Word]]:
    """Group by baseline from left to right, each word against its left neighbor: skew does no harm."""
    lines: list[list[_Word]] = []
    for word in sorted(words, key=lambda w: w.start):
        near = [
            line
            for line in lines
            if abs(line[-1].baseline - word.baseline) <= _BASELINE_WITHIN_LINE * min(line[-1].size, word.size)
        ]
        if near:
            min(near, key=lambda line: abs(line[-1].baseline - word.baseline)).append(word)
        else:
            lines.append([word])
    return [_joined(line) for line in sorted(lines, key=lambda line: (line[0].baseline, line[0].start))]


def _joined(line: list[_Word]) -> list[_Word]:
    joined = [line[0]]
    for word in line[1:]:
        if joined[-1].touches(word):
            joined[-1].absorb(word)
        else:
            joined.append(word)
    return joined


def _line_text(line: list[_Word]) -> str:
    parts = [line[0].text]
    for before, word in pairwise(line):
        size = max(before.size, word.size)
        gap = word.start - before.end
        wide = gap > _SINGLE_SPACE_UP_TO * size
        spaces = min(_MOST_WIDE, max(_FEWEST_WIDE, round(gap / (_SPACE_WIDTH * size)))) if wide else 1
        parts.append(" " * spaces + word.text)
    return "".join(parts)


def lay_out(glyphs: Iterable[Glyph | None]) -> Laid:
    """Lay out glyphs in the order the file draws them, None where it has white space.

    Upright text comes first; text turned by 90, 180 and 270 degrees follows as lines of its own.
    `text.split()` gives the words in order.
    """
    words = _words(glyphs)
    lines = [
        line for turned in (0, 90, 180, 270) for line in _lines([w for w in words if w.turned == turned])
    ]
    return Laid(
        words=tuple((word.text, word.box()) for line in lines for word in line),
        text="\n".join(map(_line_text, lines)),
    )
