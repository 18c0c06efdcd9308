"""The bundled font, and the sizes and weights texts are set in."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Inter"
LEAST_POINTS = 10.5
_TABULAR = QFont.Tag("tnum")


class Role(Enum):
    """What a text is in the hierarchy of a page; the values are the size by the base and the weight."""

    SMALL = (0.86, 400)
    SMALL_STRONG = (0.86, 600)
    LABEL = (0.93, 400)
    LABEL_STRONG = (0.93, 600)
    HEADER = (0.86, 500)
    BODY = (1.0, 400)
    BUTTON = (1.0, 500)
    STRONG = (1.0, 600)
    H3 = (1.14, 600)
    H2 = (1.43, 600)
    H1 = (1.71, 600)


@dataclass(frozen=True, slots=True)
class FontSet:
    """The family and the size of body text in points, from which all fonts are made."""

    family: str
    points: float

    def font(self, role: Role) -> QFont:
        """Return the font of a role, its digits all of one width."""
        size, weight = role.value
        font = QFont(self.family)
        font.setPointSizeF(self.points * size)
        font.setWeight(QFont.Weight(weight))
        font.setFeature(_TABULAR, 1)
        return font


def load_bundled_fonts(folder: Path) -> tuple[str, ...]:
    """Register the bundled font files with Qt; returns the files that could not be read."""
    files = sorted(folder.glob(f"{FAMILY}-*.otf"))
    return tuple(file.name for file in files if QFontDatabase.addApplicationFont(str(file)) < 0)
