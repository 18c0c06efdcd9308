"""The recovery key on paper: large groups, what it is for, where to keep it."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPagedPaintDevice, QPainter

from vault.services.wording.catalogue import Wording

_MARGIN_MM, _MM_PER_INCH, _POINTS_PER_INCH = 25, 25.4, 72
_PER_LINE = 4
_FAMILY, _FILES = "Noto Sans", ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


@dataclass(frozen=True, slots=True)
class RecoveryFacts:
    """What the sheet says; `key` in groups joined by dashes."""

    vault: str
    made: dt.date
    key: str = field(repr=False)

    @property
    def groups(self) -> tuple[str, ...]:
        """The key's groups of four."""
        return tuple(self.key.split("-"))


def paint_sheet(device: QPagedPaintDevice, facts: RecoveryFacts, say: Wording, fonts: Path) -> bool:
    """Paint the sheet on one page; False when the device cannot be written to."""
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(fonts / name))
    painter = QPainter()
    if not painter.begin(device):
        return False
    _Sheet(painter, device).paint(facts, say)
    return painter.end()


class _Sheet:
    def __init__(self, painter: QPainter, device: QPagedPaintDevice) -> None:
        self._painter = painter
        self._dots = painter.device().logicalDpiX()
        page = device.pageLayout().fullRectPixels(self._dots)
        margin = _MARGIN_MM / _MM_PER_INCH * self._dots
        painter.setViewTransformEnabled(False)
        own = device.pageLayout().paintRectPixels(self._dots)
        self._left = margin - own.left()
        self._y = margin - own.top()
        self._width = page.width() - 2 * margin

    def paint(self, facts: RecoveryFacts, say: Wording) -> None:
        """Paint every line."""
        self._text(say.text("Recovery key of “{vault}”", vault=facts.vault), 22, QFont.Weight.Bold)
        self._text(say.text("Made on {day} with Referral Vault", day=say.long_date(facts.made)), 11, gap=14)
        groups = facts.groups
        for start in range(0, len(groups), _PER_LINE):
            self._groups(groups[start : start + _PER_LINE])
        self._gap(14)
        for sentence in (
            say.text("This key opens the vault when the password is lost. It is shown on no screen again."),
            say.text(
                "In the unlock window choose “Use the recovery key” and type the groups in their order."
            ),
            say.text("Dashes and small letters do not matter; 0 is a zero, 1 is a one."),
            say.text("Keep this sheet away from the computer. Whoever has it can open the vault."),
        ):
            self._text(sentence, 11, gap=5)

    def _text(
        self, text: str, points: float, weight: QFont.Weight = QFont.Weight.Normal, *, gap: float = 6
    ) -> None:
        font = QFont(_FAMILY)
        font.setPointSizeF(points)
        font.setWeight(weight)
        self._painter.setFont(font)
        room = QRectF(self._left, self._y, self._width, self._dots * 4)
        used = self._painter.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
        self._painter.drawText(room, int(Qt.TextFlag.TextWordWrap), text)
        self._y = used.bottom()
        self._gap(gap)

    def _groups(self, groups: tuple[str, ...]) -> None:
        font = QFont(_FAMILY)
        font.setPointSizeF(26)
        font.setWeight(QFont.Weight.Bold)
        self._painter.setFont(font)
        width = self._width / _PER_LINE
        height = self._painter.fontMetrics().height() * 1.5
        for place, group in enumerate(groups):
            box = QRectF(self._left + place * width, self._y, width, height)
            self._painter.drawText(
                box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), group
            )
        self._y += height

    def _gap(self, points: float) -> None:
        self._y += points / _POINTS_PER_INCH * self._dots
