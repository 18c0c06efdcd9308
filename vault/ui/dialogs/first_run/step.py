"""What the steps of the first run have in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.domain.errors import BugError
from vault.ui.lobby import Lobby
from vault.ui.theme.metrics import RING, RING_GAP
from vault.ui.theme.theme import Theme

RING_ROOM = RING + RING_GAP
"""The focus ring of a button at the edge must not be cut off."""


class Step(QWidget):
    """One step: a subclass says what it asks, why it is not ready, and lays its parts into `column`."""

    changed = Signal()
    """Something was typed or chosen: what is missing may be another now."""

    def __init__(self, lobby: Lobby) -> None:
        super().__init__()
        self.lobby = lobby
        self.setProperty("look", "page")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*[RING_ROOM] * 4)
        lobby.look.follow(self._restyle_step)

    def heading(self) -> str:
        """Return what stands above the step."""
        raise BugError(f"{type(self).__name__} has no heading")

    def sentence(self) -> str:
        """Return the line below the heading."""
        return ""

    def next_text(self) -> str:
        """Return the words of the button that leads on."""
        return self.lobby.say.text("Next")

    def quiet_text(self) -> str:
        """Return the words of the other way on, empty when there is none."""
        return ""

    def missing(self) -> str:
        """Return what is still to be done here, empty when nothing is."""
        return ""

    def _restyle_step(self, theme: Theme) -> None:
        self.column.setSpacing(theme.px(0.7))
