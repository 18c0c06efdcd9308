"""The look of the running window: applies the theme and follows the system's colors live."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from vault.ui.icons import Icons
from vault.ui.theme.focus_ring import FocusRing
from vault.ui.theme.fonts import FAMILY, Role
from vault.ui.theme.palette import build_palette
from vault.ui.theme.style import VaultStyle
from vault.ui.theme.style_sheet import build_style_sheet
from vault.ui.theme.theme import MIN_SCALE, Scheme, Theme, make_theme


class SchemeChoice(StrEnum):
    """What the person chose: one scheme, or the system's."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class ContrastChoice(StrEnum):
    """Whether edges are as strong as text: always, or when the system asks for it."""

    SYSTEM = "system"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class LookSettings:
    """What the person chose for the look; the scale is in percent, 100 to 200."""

    scheme: SchemeChoice = SchemeChoice.SYSTEM
    contrast: ContrastChoice = ContrastChoice.SYSTEM
    scale: int = MIN_SCALE


class Look(QObject):
    """The theme in force; every widget is handed it and follows it."""

    changed = Signal(object)

    def __init__(
        self, app: QApplication, icons: Icons, settings: LookSettings, *, family: str = FAMILY
    ) -> None:
        super().__init__(app)
        self._app = app
        self._family = family
        self._system_points = app.font().pointSizeF()
        self._settings = settings
        self.icons = icons
        hints = app.styleHints()
        self._system_scheme = hints.colorScheme()
        self._system_contrast = hints.accessibility().contrastPreference()
        self._theme = self._computed()
        self._style = VaultStyle(self._theme)
        app.setStyle(self._style)
        apply(app, self._theme)
        self._ring = FocusRing(app)
        hints.colorSchemeChanged.connect(self._take_system_scheme)
        hints.accessibility().contrastPreferenceChanged.connect(self._take_system_contrast)

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    @property
    def ring(self) -> FocusRing:
        """The ring around the focused widget."""
        return self._ring

    def follow(self, restyle: Callable[[Theme], None]) -> None:
        """Call a bound method of a widget with the theme now, and again whenever it changes."""
        restyle(self._theme)
        self.changed.connect(restyle)

    def choose(self, settings: LookSettings) -> None:
        """Take the person's choice and show it at once."""
        self._settings = settings
        self._refresh()

    def _take_system_scheme(self, scheme: Qt.ColorScheme) -> None:
        self._system_scheme = scheme
        self._refresh()

    def _take_system_contrast(self, preference: Qt.ContrastPreference) -> None:
        self._system_contrast = preference
        self._refresh()

    def _refresh(self) -> None:
        theme = self._computed()
        if theme == self._theme:
            return
        self._theme = theme
        self._style.set_theme(theme)
        apply(self._app, theme)
        self.changed.emit(theme)

    def _computed(self) -> Theme:
        chosen = self._settings.scheme
        dark = self._system_scheme is Qt.ColorScheme.Dark
        if chosen is not SchemeChoice.SYSTEM:
            dark = chosen is SchemeChoice.DARK
        asked = self._system_contrast is Qt.ContrastPreference.HighContrast
        return make_theme(
            Scheme.DARK if dark else Scheme.LIGHT,
            self._family,
            self._system_points,
            scale=self._settings.scale,
            contrast=asked or self._settings.contrast is ContrastChoice.HIGH,
        )


def apply(app: QApplication, theme: Theme) -> None:
    """Give the application the palette, the font and the style sheet of a theme."""
    app.setPalette(build_palette(theme))
    app.setFont(theme.font(Role.BODY))
    app.setStyleSheet(build_style_sheet(theme))
