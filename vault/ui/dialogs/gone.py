"""The page for a vault that cannot be opened where it should be: it is said to be gone, never made anew."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.domain.errors import VaultError
from vault.services.wording.catalogue import Wording
from vault.ui.errors import sentences
from vault.ui.theme.fonts import Role
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.error_frame import ErrorFacts, ErrorFrame
from vault.ui.widgets.labels import Label


class GonePage(QWidget):
    """Says what is wrong with the place, and what can be done."""

    again = Signal()
    browse = Signal()
    forget = Signal()
    elsewhere = Signal()

    def __init__(
        self, look: Look, say: Wording, name: str, folder: str, error: VaultError, *, known: bool
    ) -> None:
        super().__init__()
        happened, safe, advice, _ = sentences(error, say)
        self.again_button = Button(look, say.text("Look again"))
        self.browse_button = Button(look, say.text("Choose where it is…"))
        self.forget_button = Button(look, say.text("Forget it"))
        self.forget_button.setVisible(known)
        self.elsewhere_button = Button(look, say.text("Open another vault…"))
        buttons = (self.again_button, self.browse_button, self.forget_button, self.elsewhere_button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(Label(look, name, Role.H1))
        self._column.addWidget(Label(look, folder.replace("/", "/\u200b"), tone=Tone.TEXT2))
        self._column.addWidget(ErrorFrame(look, say, ErrorFacts(happened, safe, advice), buttons))
        self._column.addStretch(1)
        self.again_button.clicked.connect(self.again)
        self.browse_button.clicked.connect(self.browse)
        self.forget_button.clicked.connect(self.forget)
        self.elsewhere_button.clicked.connect(self.elsewhere)
        self.setFocusProxy(self.again_button)
        look.follow(self._restyle)

    def _restyle(self, theme: Theme) -> None:
        side = theme.px(1.6)
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(theme.px(0.6))
