"""A line that says which keys do what."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import Label
from vault.ui.widgets.painting import rounded, text_width


@dataclass(frozen=True, slots=True)
class KeyHint:
    """Keys, as they are called on the keyboard, and what they do."""

    keys: tuple[str, ...]
    does: str


class KeyCap(QWidget):
    """The picture of one key."""

    def __init__(self, look: Look, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._key = look, key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(text_width(self.font(), self._key) + theme.px(0.6), theme.px(0.9))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        fill, edge = theme.color(Tone.CARD), theme.color(Tone.LINE)
        rounded(painter, QRectF(self.rect()), theme.metrics.chip_radius, fill=fill, edge=edge)
        painter.setPen(theme.color(Tone.TEXT2))
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._key)

    def _restyle(self, theme: Theme) -> None:
        self.setFont(theme.font(Role.HEADER))
        self.updateGeometry()
        self.update()


class KeyHints(QWidget):
    """Several hints in a line that wraps."""

    def __init__(self, look: Look, hints: Sequence[KeyHint], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._rows: list[QHBoxLayout] = []
        for hint in hints:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            for key in hint.keys:
                row.addWidget(KeyCap(look, key))
            row.addWidget(Label(look, hint.does, Role.LABEL, Tone.TEXT2, wrap=False))
            self._rows.append(row)
            self._flow.addWidget(holder)
        look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        self._flow.set_gaps(theme.px(1), theme.px(0.3))
        for row in self._rows:
            row.setSpacing(theme.px(0.3))
