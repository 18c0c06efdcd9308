"""Every page for eyes, ears and fingers: names, Tab, mnemonics, contrast, and room for long words."""

import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from inspect import getmembers, isclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QWidget,
)

import vault.ui.pages
from tests.ui.sample_window import SampleWindow, make_template, pause
from tests.ui.walking import clipped, nameless, too_wide, unreached
from vault.ui.actions import ACTIONS
from vault.ui.navigation import Request
from vault.ui.pages.page import Page
from vault.ui.theme.look import Look, LookSettings, SchemeChoice
from vault.ui.widgets.labels import Label

NORMAL, NARROW = QSize(1280, 800), QSize(900, 600)
PAGES_FOLDER = Path(vault.ui.pages.__file__).parent
LEAST_CONTRAST = 4.5
_MNEMONIC = re.compile(r"&(\w)")


class Flashes(QObject):
    """Notes every part that is shown before it has a parent: for an instant it is a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[str] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Show or not isinstance(watched, QWidget):
            return False
        if watched.windowType() is Qt.WindowType.Window:
            self.seen[type(watched).__name__] += 1
        return False


def page_modules() -> set[str]:
    """Return the modules of the folder that hold a page no other page is made from."""
    names = [path.stem for path in PAGES_FOLDER.glob("*.py") if path.stem != "__init__"]
    modules = [import_module(f"vault.ui.pages.{name}") for name in names]
    found: set[type[Page]] = {
        member
        for module in modules
        for _, member in getmembers(module, isclass)
        if issubclass(member, Page) and member.__module__ == module.__name__
    }
    return {each.__module__ for each in found if not each.__subclasses__()}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("made") / "template.rvault")


@pytest.fixture
def german_window(look: Look, template: Path, tmp_path: Path) -> Iterator[SampleWindow]:
    look.choose(LookSettings(SchemeChoice.LIGHT, scale=200))
    shown = SampleWindow(look, template, tmp_path / "v", "de")
    shown.show(NORMAL)
    yield shown
    shown.close()


@pytest.fixture
def window(look: Look, template: Path, tmp_path: Path) -> Iterator[SampleWindow]:
    shown = SampleWindow(look, template, tmp_path / "v")
    shown.show(NORMAL)
    yield shown
    shown.close()


def walk(shown: SampleWindow) -> Iterator[tuple[str, Page]]:
    """Go to every place and yield its page while it is in view."""
    for name, request in shown.places():
        page = shown.go(request)
        shown.window.toast.hide()
        yield name, page


def same_mnemonics(page: QWidget) -> list[str]:
    """Return the letters that more than one visible label or button claims with Alt."""
    texts = [
        widget.text()
        for widget in page.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible()
    ]
    claimed = Counter(
        found[1].casefold()
        for text in texts
        if (found := _MNEMONIC.search(text.replace("&&", ""))) is not None
    )
    return [letter for letter, count in claimed.items() if count > 1]


def faint(page: QWidget) -> list[str]:
    """Return the texts whose painted pixels stand out too little from what they are painted on."""
    picture = page.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio = picture.devicePixelRatio()
    found = []
    for widget in page.findChildren(QWidget):
        words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
        if not words or not widget.isVisible() or not widget.isEnabled():
            continue
        if widget.visibleRegion().boundingRect() != widget.rect():
            continue  # scrolled out of view, wholly or in part
        place = QRect(widget.mapTo(page, QPoint()) * ratio, widget.size() * ratio)
        got = painted_contrast(picture, place)
        if got < LEAST_CONTRAST:
            found.append(f"{type(widget).__name__} {words!r}: {got:.1f}")
    return found


def painted_contrast(picture: QImage, place: QRect) -> float:
    """Return how far the strongest pixel stands out from the most frequent one."""
    pixels = memoryview(picture.constBits()).cast("I")
    line = picture.bytesPerLine() // 4
    colors: Counter[int] = Counter()
    for y in range(max(0, place.top()), min(place.bottom() + 1, picture.height())):
        colors.update(pixels[y * line + place.left() : y * line + place.right() + 1])
    ground = luminance(QColor(colors.most_common(1)[0][0]))
    return max(contrast(ground, luminance(QColor(each))) for each in colors)


def luminance(color: QColor) -> float:
    """Return the relative luminance of WCAG 2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(one: float, other: float) -> float:
    """Return the contrast ratio of two luminances."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def test_every_page_is_reached_and_has_names_and_ways_out(window: SampleWindow) -> None:
    reached: set[str] = set()
    wrong: dict[str, list[str]] = {}
    window.window.activateWindow()
    for name, page in walk(window):
        reached.add(type(page).__module__)
        found = nameless(window.window) + unreached(window.window) + same_mnemonics(window.window)
        if found:
            wrong[name] = found
    assert reached == page_modules()
    assert wrong == {}


def test_no_part_flashes_up_as_a_window_of_its_own(qapp: QApplication, window: SampleWindow) -> None:
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    for _ in walk(window):
        pass
    qapp.removeEventFilter(flashes)
    assert flashes.seen == Counter()


def test_a_part_shown_without_a_parent_is_caught(qapp: QApplication, window: SampleWindow) -> None:
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    label = QLabel("shown too early")
    label.setVisible(True)
    label.setParent(window.window)
    qapp.removeEventFilter(flashes)
    assert flashes.seen == Counter({"QLabel": 1})


def test_nothing_is_cut_off_at_200_percent_in_german(german_window: SampleWindow) -> None:
    wrong: dict[str, list[str]] = {}
    for size in (NORMAL, NARROW):
        german_window.window.resize(size)
        pause(50)
        for name, _ in walk(german_window):
            found = [*clipped(german_window.window), *too_wide(german_window.window)]
            if found:
                wrong[f"{name} {size.width()}"] = found
    assert wrong == {}


@pytest.mark.parametrize("scheme", [SchemeChoice.LIGHT, SchemeChoice.DARK])
def test_every_text_stands_out_as_it_is_painted(
    look: Look, window: SampleWindow, scheme: SchemeChoice
) -> None:
    look.choose(LookSettings(scheme, scale=150))
    wrong = {name: found for name, _ in walk(window) if (found := faint(window.window))}
    assert wrong == {}


@pytest.mark.parametrize("scheme", [SchemeChoice.LIGHT, SchemeChoice.DARK])
def test_the_palette_in_force_is_legible(look: Look, scheme: SchemeChoice) -> None:
    look.choose(LookSettings(scheme))
    palette, role = QApplication.palette(), QPalette.ColorRole
    pairs = (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.PlaceholderText, role.Base),
        (role.ToolTipText, role.ToolTipBase),
        (role.Link, role.Base),
        (role.Link, role.Window),
    )
    got = {
        f"{text.name} on {ground.name}": contrast(
            luminance(palette.color(text)), luminance(palette.color(ground))
        )
        for text, ground in pairs
    }
    assert {pair: value for pair, value in got.items() if value < LEAST_CONTRAST} == {}


def test_no_two_actions_share_their_keys() -> None:
    keys = Counter(spec.keys for spec in ACTIONS)
    assert [each for each, count in keys.items() if count > 1] == []


def _first_place(shown: SampleWindow) -> Request:
    return next(request for _, request in shown.places())


def _planted(shown: SampleWindow, *plants: QWidget) -> QWidget:
    """Put something that must not be there over a page, as a part of it."""
    page = shown.go(_first_place(shown))
    for part in page.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        part.hide()
    holder = QWidget(page)
    row = QHBoxLayout(holder)
    for plant in plants:
        row.addWidget(plant)
    holder.resize(page.width() // 2, 200)
    holder.show()
    pause(30)
    return shown.window


def test_a_nameless_button_is_caught(window: SampleWindow) -> None:
    before = nameless(window.window)
    assert before == []
    assert nameless(_planted(window, QPushButton())) == ["QPushButton "]


def test_a_tab_trap_is_caught(window: SampleWindow) -> None:
    trap, beyond = QTextEdit(), QPushButton("beyond")
    trap.setAccessibleName("a trap")
    trap.setTabChangesFocus(False)
    window.window.activateWindow()
    shown = _planted(window, trap, beyond)
    trap.setFocus()
    assert "QPushButton " in unreached(shown)


def test_a_clipped_label_is_caught(german_window: SampleWindow) -> None:
    label = Label(german_window.desk.look, "Verordnung für manuelle Therapie", wrap=False)
    label.setFixedWidth(40)
    found = clipped(_planted(german_window, label))
    assert len(found) == 1
    assert found[0].startswith("Verordnung für manuelle Therapie")


def test_a_page_wider_than_the_window_is_caught(german_window: SampleWindow) -> None:
    area, wide = QScrollArea(), QWidget()
    wide.setFixedWidth(german_window.window.width())
    area.setWidget(wide)
    assert len(too_wide(_planted(german_window, area))) == 1


def test_two_buttons_with_one_mnemonic_are_caught(window: SampleWindow) -> None:
    assert same_mnemonics(_planted(window, QPushButton("&Save"), QPushButton("&Send"))) == ["s"]


def test_a_faint_text_is_caught(window: SampleWindow) -> None:
    label = QLabel("hardly to be seen")
    label.setStyleSheet("color: #b0b0b0; background: #ffffff; font-size: 20px")
    found = faint(_planted(window, label))
    assert [each.partition(":")[0] for each in found] == ["QLabel 'hardly to be seen'"]
