"""Where things stand on a page of a bundle, in points from its lower left corner; the templates agree."""

from dataclasses import dataclass
from enum import StrEnum

GRID = 32
"""A page in small is GRID x GRID grey values: enough to tell whether it is the same page, upright."""

_MM = 72 / 25.4
_EDGE = 4 * _MM
_STRIP = 20 * _MM


class PaperSize(StrEnum):
    """The sheets a bundle is made for, by the name the templates know."""

    LETTER = "us-letter"
    A4 = "a4"


_SIZES = {PaperSize.LETTER: (612.0, 792.0), PaperSize.A4: (595.276, 841.89)}
_LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "CR", "PA", "PR", "VE"})


def paper_size(jurisdiction: str | None) -> PaperSize:
    """Return the sheet used where a plan is at home: `US`, `US-WA` and `CA-ON` use Letter, unknown is A4."""
    country = (jurisdiction or "").upper().partition("-")[0]
    return PaperSize.LETTER if country in _LETTER_COUNTRIES else PaperSize.A4


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Return right minus left."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return top minus bottom."""
        return self.top - self.bottom

    def placed(self, width: float, height: float) -> "Area":
        """Return where something of this size lies in the middle of the area, shrunk to fit if need be."""
        scale = min(1.0, self.width / width, self.height / height)
        left = self.left + (self.width - width * scale) / 2
        bottom = self.bottom + (self.height - height * scale) / 2
        return Area(left, bottom, left + width * scale, bottom + height * scale)


def sheet(size: PaperSize, *, landscape: bool = False) -> tuple[float, float]:
    """Return width and height of a page."""
    width, height = _SIZES[size]
    return (height, width) if landscape else (width, height)


def paper_area(width: float, height: float) -> Area:
    """Return where a paper is laid on a page of this size: above the strip, off the edges a fax cuts."""
    return Area(_EDGE, _STRIP, width - _EDGE, height - _EDGE)


def strip_area(width: float) -> Area:
    """Return where the strip with reference, claim and page number stands."""
    return Area(0, 0, width, _STRIP)
