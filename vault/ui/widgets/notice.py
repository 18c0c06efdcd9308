"""A mark, a heading, a sentence and one button in a line: banners across the page, notices in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vault.domain.coverage.verdict import Verdict
from vault.services.wording.catalogue import Wording
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.style_sheet import VERDICT_NAMES
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button, IconButton
from vault.ui.widgets.labels import IconMark, Label
from vault.ui.widgets.verdict_shape import VerdictMark

_UNDER_BELOW = 22
"""Units of width below which the button stands under the words."""


class _Line(QFrame):
    def __init__(
        self,
        look: Look,
        mark: QWidget,
        heading: str,
        sentence: str,
        button: Button | None,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._look, self._button, self._under = look, button, False
        self._row = QHBoxLayout(self)
        self._row.addWidget(mark)
        self._words = words = QVBoxLayout()
        self._sentence = Label(look, sentence, tone=Tone.TEXT2)
        if not sentence:
            self._sentence.hide()
        words.addWidget(Label(look, heading, Role.STRONG))
        words.addWidget(self._sentence)
        self._row.addLayout(words, 1)
        if button is not None:
            self._row.addWidget(button)
        self.setAccessibleName(f"{heading}. {sentence}".strip())
        look.follow(self._restyle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        under = self.width() < self._look.theme.px(_UNDER_BELOW)
        if self._button is None or under == self._under:
            return
        self._under = under
        if under:
            self._row.removeWidget(self._button)
            self._words.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._words.removeWidget(self._button)
            self._row.insertWidget(2, self._button)

    def _restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(0.7), theme.px(0.5), theme.px(0.7), theme.px(0.5))
        self._row.setSpacing(theme.px(0.7))
        self._words.setSpacing(theme.px(0.15))


class Banner(_Line):
    """Something about the whole vault that needs the person; can be put away."""

    closed = Signal()

    def __init__(
        self,
        look: Look,
        say: Wording,
        heading: str,
        sentence: str,
        button: Button | None = None,
        *,
        tone: Verdict = Verdict.AT_RISK,
        parent: QWidget | None = None,
    ) -> None:
        mark = VerdictMark(look, say, tone, units=1, meaning=say.text("Warning"))
        super().__init__(look, mark, heading, sentence, button, parent)
        self.setProperty("look", "tint")
        self.setProperty("verdict", VERDICT_NAMES[tone])
        self.close_button = IconButton(look, "x", say.text("Close this message"))
        self._row.addWidget(self.close_button)
        self.close_button.clicked.connect(self._close)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


class BannerSlot(QWidget):
    """The place of the banner: one at a time, the newest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._banner: Banner | None = None
        self.hide()

    def show_banner(self, banner: Banner | None) -> None:
        """Show a banner instead of the one before; None shows none."""
        if self._banner is not None:
            self._banner.setParent(None)
            self._banner.deleteLater()
        self._banner = banner
        if banner is not None:
            self._column.addWidget(banner)
            banner.closed.connect(self.hide)
        self.setVisible(banner is not None)


class Notice(_Line):
    """A quiet card of one line, such as a locked vault."""

    def __init__(
        self,
        look: Look,
        icon: str,
        heading: str,
        sentence: str = "",
        button: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, IconMark(look, icon, units=1.2), heading, sentence, button, parent)
        self.setProperty("look", "card")


class InlineWarning(QFrame):
    """A warning right where it belongs; it never blocks."""

    def __init__(
        self, look: Look, say: Wording, text: str, *, tinted: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        if tinted:
            self.setProperty("look", "tint")
            self.setProperty("verdict", VERDICT_NAMES[Verdict.AT_RISK])
        self._tinted = tinted
        self._row = QHBoxLayout(self)
        mark = VerdictMark(look, say, Verdict.AT_RISK, units=0.7, meaning=say.text("Warning"))
        self._row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        self.text = Label(look, text, Role.SMALL, Tone.TEXT if tinted else Tone.RISK)
        self._row.addWidget(self.text, 1)
        look.follow(self._restyle)

    def set_text(self, text: str) -> None:
        """Warn of something else; an empty text hides the warning."""
        self.text.setText(text)
        self.setVisible(bool(text))

    def _restyle(self, theme: Theme) -> None:
        across, down = (theme.px(0.6), theme.px(0.4)) if self._tinted else (0, 0)
        self._row.setContentsMargins(across, down, across, down)
        self._row.setSpacing(theme.px(0.3))


class InlinePointer(QFrame):
    """Says that this is the input that was asked for, right above it; hidden while it says nothing."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "pointer")
        self._row = QHBoxLayout(self)
        self._row.addWidget(IconMark(look, "pencil", units=0.8), 0, Qt.AlignmentFlag.AlignTop)
        self.text = Label(look, "", Role.SMALL, Tone.TEXT)
        self._row.addWidget(self.text, 1)
        self.hide()
        look.follow(self._restyle)

    def set_text(self, text: str) -> None:
        """Say something else; an empty text hides it."""
        self.text.setText(text)
        self.setVisible(bool(text))

    def _restyle(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(0.6), theme.px(0.3), theme.px(0.6), theme.px(0.3))
        self._row.setSpacing(theme.px(0.4))
