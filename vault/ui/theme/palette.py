"""The palette of the theme: what Qt's own painting uses."""

from PySide6.QtGui import QPalette

from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone

_Role, _Group = QPalette.ColorRole, QPalette.ColorGroup
_ROLES = {
    _Role.Window: Tone.WINDOW,
    _Role.WindowText: Tone.TEXT,
    _Role.Base: Tone.CARD,
    _Role.AlternateBase: Tone.SUNKEN,
    _Role.Text: Tone.TEXT,
    _Role.PlaceholderText: Tone.TEXT3,
    _Role.Button: Tone.CARD,
    _Role.ButtonText: Tone.TEXT,
    _Role.BrightText: Tone.ON_ACCENT,
    _Role.ToolTipBase: Tone.INVERSE,
    _Role.ToolTipText: Tone.ON_INVERSE,
    _Role.Highlight: Tone.SELECT,
    _Role.HighlightedText: Tone.TEXT,
    _Role.Accent: Tone.ACCENT,
    _Role.Link: Tone.LINK,
    _Role.LinkVisited: Tone.LINK,
    _Role.Light: Tone.CARD,
    _Role.Midlight: Tone.LINE,
    _Role.Mid: Tone.EDGE,
    _Role.Dark: Tone.EDGE,
    _Role.Shadow: Tone.LINE,
}
_NOT_READY = {
    _Role.WindowText: Tone.TEXT3,
    _Role.Text: Tone.TEXT3,
    _Role.ButtonText: Tone.TEXT3,
    _Role.HighlightedText: Tone.TEXT3,
    _Role.Base: Tone.SUNKEN,
    _Role.Button: Tone.SUNKEN,
}


def build_palette(theme: Theme) -> QPalette:
    """Return the palette of a theme, with every role set so that the system's colors never show."""
    palette = QPalette()
    for group in (_Group.Active, _Group.Inactive, _Group.Disabled):
        for role, tone in _ROLES.items():
            palette.setColor(group, role, theme.color(tone))
    for role, tone in _NOT_READY.items():
        palette.setColor(_Group.Disabled, role, theme.color(tone))
    return palette
