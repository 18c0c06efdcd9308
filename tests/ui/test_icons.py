"""Icons take the theme's color when painted, and every icon that is named exists."""

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap

from tests.ui.setting import RESOURCES
from vault.domain.errors import BugError
from vault.ui.icons import Icons
from vault.ui.theme.look import Look, LookSettings, SchemeChoice
from vault.ui.theme.tokens import DARK, LIGHT, Tone


def _inks(pixmap: QPixmap) -> set[str]:
    image: QImage = pixmap.toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}


def test_an_icon_has_the_one_color_it_was_asked_in(look: Look) -> None:
    assert _inks(look.icons.pixmap("lock", QColor(LIGHT.no), 20, 1.0)) == {LIGHT.no}


def test_an_icon_has_as_many_pixels_as_the_screen(look: Look) -> None:
    pixmap = look.icons.pixmap("lock", QColor(LIGHT.no), 20, 2.0)
    assert (pixmap.width(), pixmap.deviceIndependentSize().width()) == (40, 20)


def test_the_same_icon_is_drawn_once(look: Look) -> None:
    first = look.icons.pixmap("lock", QColor(LIGHT.no), 20, 1.0)
    assert look.icons.pixmap("lock", QColor(LIGHT.no), 20, 1.0) is first
    assert look.icons.pixmap("lock", QColor(LIGHT.ok), 20, 1.0) is not first


def test_a_live_icon_changes_with_the_theme(look: Look) -> None:
    def tint(_mode: QIcon.Mode, _state: QIcon.State) -> QColor:
        return look.theme.color(Tone.TEXT2)

    icon = look.icons.icon("lock", tint)
    copy = QIcon(icon)
    assert _inks(icon.pixmap(QSize(20, 20))) == {LIGHT.text2}
    look.choose(LookSettings(SchemeChoice.DARK))
    assert _inks(icon.pixmap(QSize(20, 20))) == {DARK.text2}
    assert _inks(copy.pixmap(QSize(20, 20))) == {DARK.text2}


def test_an_icon_that_is_not_there_is_a_bug(look: Look) -> None:
    with pytest.raises(BugError):
        look.icons.pixmap("no-such-icon", QColor(LIGHT.no), 20, 1.0)


def test_the_programs_icon_comes_in_every_size(look: Look) -> None:
    assert QSize(48, 48) in look.icons.app_icon().availableSizes()


def test_every_icon_named_in_the_window_exists() -> None:
    known = set(Icons(RESOURCES / "icons").names())
    named: set[str] = set()
    for path in (RESOURCES.parent / "vault" / "ui" / "widgets").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(
            re.findall(
                r'(?:icon=|IconButton\([a-z_.]+, |icons\.paint\([a-z_.]+, |icons\.icon\()"([a-z0-9-]+)"', text
            )
        )
    assert len(named) >= 5
    assert named - known == set()


def test_the_icons_keep_their_license() -> None:
    assert "ISC" in (RESOURCES / "icons" / "lucide" / "LICENSE").read_text(encoding="utf-8")
