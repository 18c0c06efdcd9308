"""Lengths in units of L, which follows the font; only lines and rings are counted in pixels."""

from dataclasses import dataclass
from enum import Enum

LINE = 1
RING = 2
RING_GAP = 2
LEADING = 1.18
"""How far lines are apart, by the height of the font; the unit L is the step of body text."""

_NARROW_BELOW, _WIDE_ABOVE = 56, 84


class Breadth(Enum):
    """How wide the window is for its font."""

    NARROW = "narrow"
    NORMAL = "normal"
    WIDE = "wide"


@dataclass(frozen=True, slots=True)
class Metrics:
    """Lengths in pixels, computed from the unit L."""

    unit: int

    @classmethod
    def of_font_height(cls, height: float) -> "Metrics":
        """Return the metrics for a font of this height in pixels."""
        return cls(round(LEADING * height))

    def px(self, units: float) -> int:
        """Return a length given in L, never under a pixel unless it is zero."""
        return max(1, round(units * self.unit)) if units else 0

    def breadth(self, width: int) -> Breadth:
        """Return how wide a window of this width is."""
        if width < _NARROW_BELOW * self.unit:
            return Breadth.NARROW
        return Breadth.WIDE if width > _WIDE_ABOVE * self.unit else Breadth.NORMAL

    @property
    def control(self) -> int:
        """The height of a button or an input."""
        return self.px(1.8)

    @property
    def small_control(self) -> int:
        """The height of a small button, a chip or a row of the side bar."""
        return self.px(1.6)

    @property
    def table_row(self) -> int:
        """The height of a table's row."""
        return self.px(1.5)

    @property
    def list_row(self) -> int:
        """The least height of a list's row."""
        return self.px(3)

    @property
    def icon(self) -> int:
        """The size of an icon in a control."""
        return self.px(0.9)

    @property
    def radius(self) -> int:
        """The corner of a control."""
        return self.px(0.3)

    @property
    def card_radius(self) -> int:
        """The corner of a card."""
        return self.px(0.5)

    @property
    def chip_radius(self) -> int:
        """The corner of a chip or a key."""
        return self.px(0.2)
