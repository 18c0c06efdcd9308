"""Small buttons that stay pressed: filters with their counts, and choices of which several may hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vault.domain.coverage.verdict import Verdict
from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.painting import rounded, text_width, write
from vault.ui.widgets.pressable import Pressable
from vault.ui.widgets.verdict_shape import LEAST_SIZE, paint_verdict


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice: its key, its words, how many it holds, and the verdict it stands for."""

    key: str
    text: str
    count: int | None = None
    verdict: Verdict | None = None


class ChipButton(Pressable):
    """One chip; pressed chips also carry a check, so that color never stands alone."""

    def __init__(self, look: Look, say: Wording, chip: Chip, parent: QWidget | None = None) -> None:
        super().__init__(chip.text, parent)
        self._look, self._say, self._chip = look, say, chip
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(chip.count)
        look.follow(self._restyle)

    @property
    def key(self) -> str:
        """The key of the choice."""
        return self._chip.key

    def set_count(self, count: int | None) -> None:
        """Show how many the choice holds now."""
        self._chip = Chip(self._chip.key, self._chip.text, count, self._chip.verdict)
        self.setAccessibleName(self._chip.text if count is None else f"{self._chip.text}, {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        width = 2 * theme.px(0.5) + text_width(self.font(), self._chip.text)
        width += self._mark_side() + theme.px(0.3)
        if self._chip.count is not None:
            width += theme.px(0.4) + text_width(self.font(), str(self._chip.count))
        return QSize(width, theme.metrics.small_control)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        lit = self.isChecked() or self.underMouse() or self.isDown()
        fill, edge = (Tone.SELECT if lit else Tone.CARD), (Tone.LINK if self.isChecked() else Tone.EDGE)
        area = QRectF(self.rect())
        rounded(painter, area, theme.metrics.radius, fill=theme.color(fill), edge=theme.color(edge))
        side = self._mark_side()
        mark = QRect(theme.px(0.5), (self.height() - side) // 2, side, side)
        self._paint_mark(painter, mark)
        left = mark.right() + 1 + theme.px(0.3)
        width = text_width(self.font(), self._chip.text)
        ink = theme.color(Tone.TEXT if self.isEnabled() else Tone.TEXT3)
        write(painter, QRect(left, 0, width, self.height()), self._chip.text, self.font(), ink)
        if self._chip.count is not None:
            left += width + theme.px(0.4)
            words = QRect(left, 0, self.width() - left, self.height())
            write(painter, words, str(self._chip.count), self.font(), theme.color(Tone.TEXT2))

    def _paint_mark(self, painter: QPainter, rect: QRect) -> None:
        theme = self._look.theme
        if self.isChecked():
            self._look.icons.paint(painter, "check", rect, theme.color(Tone.LINK))
        elif self._chip.verdict is not None:
            paint_verdict(painter, QRectF(rect), self._chip.verdict, theme.tokens)
        else:
            self._look.icons.paint(painter, "plus", rect, theme.color(Tone.TEXT3))

    def _mark_side(self) -> int:
        return max(LEAST_SIZE, self._look.theme.px(0.7))

    def _restyle(self, theme: Theme) -> None:
        self.setFont(theme.font(Role.LABEL))
        self.updateGeometry()
        self.update()


class ChipRow(QWidget):
    """Chips that wrap; `changed` carries the frozenset of the pressed keys."""

    changed = Signal(object)

    def __init__(
        self, look: Look, say: Wording, name: str, chips: Sequence[Chip], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._flow = FlowLayout(self)
        self.buttons = tuple(ChipButton(look, say, chip) for chip in chips)
        for button in self.buttons:
            self._flow.addWidget(button)
            button.toggled.connect(self._tell)
        look.follow(self._restyle)

    def chosen(self) -> frozenset[str]:
        """Return the keys of the pressed chips."""
        return frozenset(button.key for button in self.buttons if button.isChecked())

    def choose(self, keys: frozenset[str]) -> None:
        """Press exactly these chips."""
        for button in self.buttons:
            button.setChecked(button.key in keys)

    def set_counts(self, counts: Sequence[tuple[str, int]]) -> None:
        """Show new counts by key."""
        by_key = dict(counts)
        for button in self.buttons:
            if button.key in by_key:
                button.set_count(by_key[button.key])

    def _tell(self, _on: object) -> None:
        self.changed.emit(self.chosen())

    def _restyle(self, theme: Theme) -> None:
        self._flow.set_gaps(theme.px(0.4), theme.px(0.4))
