"""Buttons, painted from the theme so that weight, icon and gap are exact."""

from enum import Enum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QToolButton, QWidget

from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.painting import rounded, text_width
from vault.ui.widgets.pressable import Pressable

_GAP = 0.5


class ButtonKind(Enum):
    """What a button is for: fill, edge and text; a page has one filled button, the next step."""

    PLAIN = (Tone.CARD, Tone.SELECT, Tone.EDGE, Tone.TEXT)
    FILLED = (Tone.ACCENT, Tone.PRESSED, None, Tone.ON_ACCENT)
    QUIET = (None, Tone.SELECT, None, Tone.LINK)
    DANGER = (Tone.CARD, Tone.NO_TINT, Tone.NO, Tone.NO)


class Button(Pressable):
    """A button with words and perhaps an icon; its text never clips."""

    def __init__(
        self,
        look: Look,
        text: str,
        *,
        kind: ButtonKind = ButtonKind.PLAIN,
        icon: str | None = None,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look, self.kind, self._icon_name, self._small = look, kind, icon, small
        self._action: QAction | None = None
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        look.follow(self._restyle)

    @classmethod
    def of_action(
        cls,
        look: Look,
        action: QAction,
        *,
        kind: ButtonKind = ButtonKind.PLAIN,
        icon: str | None = None,
        small: bool = False,
    ) -> "Button":
        """Return a button that triggers an action and takes over its text, readiness and visibility."""
        button = cls(look, action.text(), kind=kind, icon=icon, small=small)
        button._action = action
        button.clicked.connect(action.trigger)
        action.changed.connect(button._sync)
        button._sync()
        return button

    def set_not_ready(self, reason: str) -> None:
        """Say why the button cannot be pressed, or make it ready with an empty reason."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        width = text_width(self.font(), self._plain()) + 2 * self._pad()
        if self._icon_name is not None:
            width += theme.metrics.icon + (theme.px(_GAP) if self.text() else 0)
        if self.menu() is not None:
            width += theme.metrics.icon
        return QSize(width, theme.metrics.small_control if self._small else theme.metrics.control)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        fill, edge, text = self._colors(theme)
        rounded(painter, QRectF(self.rect()), theme.metrics.radius, fill=fill, edge=edge)
        painter.setPen(text)
        painter.setFont(self.font())
        self._paint_content(painter, text)

    def _paint_content(self, painter: QPainter, color: QColor) -> None:
        theme = self._look.theme
        icon, gap = theme.metrics.icon, theme.px(_GAP)
        words = text_width(self.font(), self._plain())
        total = words + (icon + gap if self._icon_name is not None else 0)
        left = max(self._pad(), (self.width() - total) // 2)
        if self._icon_name is not None:
            tint = color if self.kind is not ButtonKind.PLAIN else theme.color(self._icon_tone())
            area = QRect(left, (self.height() - icon) // 2, icon, icon)
            self._look.icons.paint(painter, self._icon_name, area, tint)
            left += icon + gap
        painter.setPen(color)
        painter.drawText(QRect(left, 0, words, self.height()), self._flags(), self.text())
        if self.menu() is not None:
            area = QRect(left + words + gap // 2, (self.height() - icon) // 2, icon, icon)
            self._look.icons.paint(painter, "chevron-down", area, color)

    def _flags(self) -> int:
        underline = self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, None, self)
        mnemonic = Qt.TextFlag.TextShowMnemonic if underline else Qt.TextFlag.TextHideMnemonic
        return int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | mnemonic)

    def _icon_tone(self) -> Tone:
        return Tone.TEXT2 if self.isEnabled() else Tone.TEXT3

    def _colors(self, theme: Theme) -> tuple[QColor | None, QColor | None, QColor]:
        if not self.isEnabled():
            quiet = self.kind is ButtonKind.QUIET
            face = (None, None) if quiet else (theme.color(Tone.SUNKEN), theme.color(Tone.LINE))
            return *face, theme.color(Tone.TEXT3)
        rest, lit, edge, text = self.kind.value
        fill = lit if self.isDown() or self.underMouse() or self.isChecked() else rest
        return (
            theme.color(fill) if fill is not None else None,
            theme.color(edge) if edge is not None else None,
            theme.color(text),
        )

    def _pad(self) -> int:
        return self._look.theme.px(0.6 if self._small else 0.7)

    def _plain(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _sync(self) -> None:
        if self._action is not None:
            self.setText(self._action.text())
            self.setEnabled(self._action.isEnabled())
            self.setToolTip(self._action.toolTip() if self._action.shortcut().isEmpty() else self._hint())

    def _hint(self) -> str:
        if self._action is None:
            return ""
        return f"{self._plain()} ({self._action.shortcut().toString()})"

    def _restyle(self, theme: Theme) -> None:
        self.setFont(theme.font(Role.BUTTON))
        self.updateGeometry()
        self.update()


class IconButton(QToolButton):
    """A button that is an icon; its name is its tooltip and what a screen reader says."""

    def __init__(
        self,
        look: Look,
        icon: str,
        name: str,
        *,
        framed: bool = False,
        tone: Tone = Tone.TEXT2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._icon_name, self._framed, self._tone = look, icon, framed, tone
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.follow(self._restyle)

    def sizeHint(self) -> QSize:
        side = self._look.theme.metrics.small_control
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        lit = self.isEnabled() and (self.isDown() or self.underMouse() or self.isChecked())
        fill = theme.color(Tone.SELECT) if lit else theme.color(Tone.CARD) if self._framed else None
        edge = theme.color(Tone.EDGE) if self._framed else None
        rounded(painter, QRectF(self.rect()), theme.metrics.radius, fill=fill, edge=edge)
        icon = theme.metrics.icon
        area = QRect((self.width() - icon) // 2, (self.height() - icon) // 2, icon, icon)
        tone = self._tone if self.isEnabled() else Tone.TEXT3
        self._look.icons.paint(painter, self._icon_name, area, theme.color(tone))

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
        self.update()
