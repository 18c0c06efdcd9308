"""A verdict can be told by its shape alone, and is said in words."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from vault.domain.coverage.verdict import Verdict
from vault.services.wording.catalogue import Wording
from vault.ui.theme.look import Look
from vault.ui.theme.tokens import LIGHT
from vault.ui.widgets.verdict_shape import LEAST_SIZE, VerdictLabel, VerdictMark, paint_verdict

ALIKE = 0.9


def _picture(verdict: Verdict, size: int, *, planned: bool) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_verdict(painter, QRectF(0, 0, size, size), verdict, LIGHT, planned=planned)
    painter.end()
    return image


def _mask(verdict: Verdict, size: int, *, planned: bool) -> set[tuple[int, int]]:
    """Return the pixels of the dark parts; what is light or clear is left out, so no hue is seen."""
    image = _picture(verdict, size, planned=planned)
    spots = [(x, y) for x in range(size) for y in range(size)]
    return {
        spot
        for spot in spots
        if image.pixelColor(*spot).alpha() > 128 and image.pixelColor(*spot).lightness() < 160
    }


@pytest.mark.parametrize("planned", [False, True])
@pytest.mark.parametrize("size", [LEAST_SIZE, 16, 32])
def test_shapes_differ_without_any_color(size: int, planned: bool) -> None:
    masks = {verdict: _mask(verdict, size, planned=planned) for verdict in Verdict}
    for one, other in combinations(Verdict, 2):
        shared = len(masks[one] & masks[other]) / len(masks[one] | masks[other])
        assert shared < ALIKE, (one, other, shared)


@pytest.mark.parametrize("verdict", [each for each in Verdict if each is not Verdict.NOT_COUNTED])
def test_a_planned_visit_is_an_outline(verdict: Verdict) -> None:
    filled, outline = _mask(verdict, 32, planned=False), _mask(verdict, 32, planned=True)
    assert len(outline) < 0.85 * len(filled)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_shape_stays_within_its_square(verdict: Verdict) -> None:
    size = 64
    image = QImage(size + 8, size + 8, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_verdict(painter, QRectF(4, 4, size, size), verdict, LIGHT)
    painter.end()
    rim = [
        (x, y)
        for x in range(size + 8)
        for y in range(size + 8)
        if {x, y} & {0, 1, 2, size + 5, size + 6, size + 7}
    ]
    assert all(image.pixelColor(*spot).alpha() == 0 for spot in rim)


def test_a_mark_says_its_word(look: Look, say: Wording, qtbot: QtBot) -> None:
    mark = VerdictMark(look, say, Verdict.AT_RISK, planned=True)
    qtbot.addWidget(mark)
    assert mark.accessibleName() == "At risk (planned)"
    assert mark.sizeHint().width() >= LEAST_SIZE


def test_a_label_says_another_verdict(look: Look, german: Wording, qtbot: QtBot) -> None:
    label = VerdictLabel(look, german, Verdict.SUPPORTED)
    qtbot.addWidget(label)
    label.set_verdict(Verdict.NOT_SUPPORTED)
    assert label.accessibleName() == "Nicht gestützt"
