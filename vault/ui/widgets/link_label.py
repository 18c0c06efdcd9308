"""Links the keyboard reaches: one by itself, or several within a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import LEADING
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.painting import few_letters, text_width, write
from vault.ui.widgets.pressable import Pressable


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; the target is handed back when they are activated."""

    text: str
    target: object


class LinkLabel(Pressable):
    """One link: underlined words that act on click, Enter and Space; `activated` carries the target."""

    activated = Signal(object)

    def __init__(
        self,
        look: Look,
        link: Link,
        role: Role = Role.BODY,
        *,
        tone: Tone = Tone.LINK,
        underlined: bool = True,
        elides: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(link.text, parent)
        self._elides = elides
        self._look, self._target, self._role, self._tone = look, link.target, role, tone
        self._underlined = underlined
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        across = QSizePolicy.Policy.Maximum if elides else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        if elides:
            self.setToolTip(link.text)
        self.clicked.connect(self._activate)
        look.follow(self._restyle)

    def set_link(self, link: Link) -> None:
        """Lead somewhere else."""
        self._target = link.target
        self.setText(link.text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(text_width(self.font(), self.text()), self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return few_letters(self, self.sizeHint()) if self._elides else self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        color = self._look.theme.color(self._tone if self.isEnabled() else Tone.TEXT3)
        write(painter, self.rect(), self.text(), self.font(), color)

    def _activate(self) -> None:
        self.activated.emit(self._target)

    def _restyle(self, theme: Theme) -> None:
        font = theme.font(self._role)
        font.setUnderline(self._underlined)
        self.setFont(font)
        self.updateGeometry()
        self.update()


class LinkedText(QLabel):
    """A sentence with links in it; Tab goes from link to link, `activated` carries the target."""

    activated = Signal(object)

    def __init__(
        self,
        look: Look,
        parts: Sequence[str | Link],
        role: Role = Role.BODY,
        tone: Tone = Tone.TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._role, self._tone = look, role, tone
        self._parts: tuple[str | Link, ...] = ()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.linkActivated.connect(self._activate)
        self.set_parts(parts)
        look.follow(self._restyle)

    def set_parts(self, parts: Sequence[str | Link]) -> None:
        """Show another sentence."""
        self._parts = tuple(parts)
        self.setAccessibleName("".join(part if isinstance(part, str) else part.text for part in parts))
        has_links = any(isinstance(part, Link) for part in parts)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_links else Qt.FocusPolicy.NoFocus)
        self._write()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to the first link at once, to the last one when coming from behind."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.focusNextPrevChild(event.reason() is Qt.FocusReason.TabFocusReason)

    def _write(self) -> None:
        color = self._look.theme.tokens.link
        html = [
            escape(part)
            if isinstance(part, str)
            else f'<a href="{number}" style="color:{color}">{escape(part.text)}</a>'
            for number, part in enumerate(self._parts)
        ]
        self.setText(f'<p style="margin:0; line-height:{LEADING * 100:.0f}%">{"".join(html)}</p>')

    def _activate(self, href: str) -> None:
        part = self._parts[int(href)]
        if isinstance(part, Link):
            self.activated.emit(part.target)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:  # in another parent Qt puts back the palette it met first
            self._restyle(self._look.theme)

    def _restyle(self, theme: Theme) -> None:
        self.setFont(theme.font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.color(self._tone))
        palette.setColor(QPalette.ColorRole.Highlight, theme.color(Tone.SELECT))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.color(Tone.LINK))
        self.setPalette(palette)
        self._write()
