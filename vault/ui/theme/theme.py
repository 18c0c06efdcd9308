"""A theme: everything a widget needs to know to draw itself, computed once and frozen."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from vault.ui.theme.fonts import LEAST_POINTS, FontSet, Role
from vault.ui.theme.metrics import Metrics
from vault.ui.theme.tokens import DARK, LIGHT, Tokens, Tone, high_contrast

MIN_SCALE, MAX_SCALE = 100, 200


class Scheme(StrEnum):
    """The two sets of colors."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colors, fonts and lengths of one look."""

    scheme: Scheme
    contrast: bool
    tokens: Tokens
    fonts: FontSet
    metrics: Metrics

    def color(self, tone: Tone) -> QColor:
        """Return the color of a tone."""
        return QColor(self.tokens.hex(tone))

    def font(self, role: Role) -> QFont:
        """Return the font of a role."""
        return self.fonts.font(role)

    def px(self, units: float) -> int:
        """Return a length given in L in pixels."""
        return self.metrics.px(units)


def make_theme(
    scheme: Scheme, family: str, system_points: float, *, scale: int = MIN_SCALE, contrast: bool = False
) -> Theme:
    """Compute the theme of a scheme, a font and the person's scale in percent (100 to 200)."""
    points = max(system_points, LEAST_POINTS) * min(max(scale, MIN_SCALE), MAX_SCALE) / 100
    fonts = FontSet(family, points)
    tokens = DARK if scheme is Scheme.DARK else LIGHT
    return Theme(
        scheme,
        contrast,
        high_contrast(tokens) if contrast else tokens,
        fonts,
        Metrics.of_font_height(QFontMetricsF(fonts.font(Role.BODY)).height()),
    )
