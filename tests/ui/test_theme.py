"""Sizes follow the font, palette and style sheet follow the theme, and the theme follows the system."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vault.ui.theme.fonts import FAMILY, Role
from vault.ui.theme.look import ContrastChoice, Look, LookSettings, SchemeChoice
from vault.ui.theme.metrics import Breadth, Metrics
from vault.ui.theme.palette import build_palette
from vault.ui.theme.style_sheet import build_style_sheet
from vault.ui.theme.theme import Scheme, Theme, make_theme
from vault.ui.theme.tokens import DARK, LIGHT, Tone
from vault.ui.widgets.labels import Label

_Group = QPalette.ColorGroup


def _window_color() -> str:
    return QApplication.palette().color(QPalette.ColorRole.Window).name().upper()


def _theme(scale: int = 100, points: float = 9.0) -> Theme:
    return make_theme(Scheme.LIGHT, FAMILY, points, scale=scale)


@pytest.mark.usefixtures("look")
def test_a_unit_is_20_pixels_at_the_least_font_size() -> None:
    assert _theme(points=7.0).metrics.unit == 20
    assert _theme(points=7.0).fonts.points == 10.5
    assert _theme(points=12.0).fonts.points == 12.0


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize(
    ("asked", "points"), [(50, 10.5), (100, 10.5), (150, 15.75), (200, 21.0), (400, 21.0)]
)
def test_the_scale_stays_between_100_and_200_percent(asked: int, points: float) -> None:
    assert _theme(scale=asked).fonts.points == points


@pytest.mark.usefixtures("look")
def test_lengths_double_with_the_font() -> None:
    assert abs(_theme(scale=200).metrics.control - 2 * _theme().metrics.control) <= 2


@pytest.mark.parametrize(
    ("width", "breadth"),
    [
        (55 * 20, Breadth.NARROW),
        (56 * 20, Breadth.NORMAL),
        (84 * 20, Breadth.NORMAL),
        (84 * 20 + 1, Breadth.WIDE),
    ],
)
def test_a_window_is_as_broad_as_its_font_lets_it(width: int, breadth: Breadth) -> None:
    assert Metrics(20).breadth(width) is breadth


def test_a_length_is_never_lost_but_zero() -> None:
    assert Metrics(20).px(0) == 0
    assert Metrics(20).px(0.01) == 1


@pytest.mark.usefixtures("look")
def test_fonts_have_the_weights_of_their_roles_and_digits_of_one_width() -> None:
    theme = _theme()
    weights = [theme.font(role).weight() for role in (Role.BODY, Role.BUTTON, Role.H1)]
    assert weights == [QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold]
    assert theme.font(Role.BODY).featureValue(QFont.Tag("tnum")) == 1
    assert theme.font(Role.H1).pointSizeF() == pytest.approx(10.5 * 1.71)


@pytest.mark.usefixtures("look")
def test_the_palette_leaves_no_role_to_the_system() -> None:
    palette = build_palette(make_theme(Scheme.DARK, FAMILY, 10.5))
    roles = [role for role in QPalette.ColorRole if role is not QPalette.ColorRole.NColorRoles]
    unset = [
        role.name
        for role in roles
        if role is not QPalette.ColorRole.NoRole and not palette.isBrushSet(_Group.Active, role)
    ]
    assert unset == []
    assert palette.color(_Group.Disabled, QPalette.ColorRole.Text).name().upper() == DARK.text3


@pytest.mark.usefixtures("look")
def test_the_style_sheet_sets_no_weight_and_no_family() -> None:
    sheet = build_style_sheet(_theme())
    assert "font" not in sheet
    assert "$" not in sheet


def test_the_system_turning_dark_is_followed_at_once(look: Look) -> None:
    hints = QApplication.styleHints()
    seen: list[object] = []
    look.changed.connect(seen.append)
    assert _window_color() == LIGHT.window
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert _window_color() == DARK.window
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert _window_color() == LIGHT.window
    look.changed.disconnect(seen.append)
    assert [theme.scheme for theme in seen if isinstance(theme, Theme)] == [Scheme.DARK, Scheme.LIGHT]


def test_the_persons_choice_overrides_the_system(look: Look) -> None:
    look.choose(LookSettings(SchemeChoice.DARK))
    assert _window_color() == DARK.window
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert _window_color() == DARK.window


def test_a_wish_for_contrast_is_followed(look: Look) -> None:
    wish = QApplication.styleHints().accessibility().contrastPreferenceChanged
    seen: list[bool] = []
    for preference in (Qt.ContrastPreference.HighContrast, Qt.ContrastPreference.NoPreference):
        wish.emit(preference)
        seen.append(look.theme.contrast)
    look.choose(LookSettings(contrast=ContrastChoice.HIGH))
    assert [*seen, look.theme.contrast] == [True, False, True]


def test_a_label_follows_scheme_and_scale(look: Look, qtbot: QtBot) -> None:
    label = Label(look, "Sample", Role.H2, Tone.TEXT3)
    qtbot.addWidget(label)
    look.choose(LookSettings(SchemeChoice.DARK, scale=200))
    assert label.palette().color(QPalette.ColorRole.WindowText).name().upper() == DARK.text3
    assert label.font().pointSizeF() == pytest.approx(21.0 * 1.43)


def test_choosing_the_same_again_changes_nothing(look: Look) -> None:
    seen: list[object] = []
    look.changed.connect(seen.append)
    look.choose(LookSettings())
    look.changed.disconnect(seen.append)
    assert seen == []
