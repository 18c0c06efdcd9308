"""A button that leads somewhere."""

from PySide6.QtWidgets import QWidget

from vault.ui.desk import Desk
from vault.ui.navigation import Request
from vault.ui.widgets.buttons import Button, ButtonKind


class GoButton(Button):
    """Asks the window for one thing when it is pressed."""

    def __init__(
        self,
        desk: Desk,
        text: str,
        request: Request,
        *,
        kind: ButtonKind = ButtonKind.PLAIN,
        icon: str | None = None,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.look, text, kind=kind, icon=icon, small=small, parent=parent)
        self._desk, self._request = desk, request
        self.clicked.connect(self._go)

    def lead_to(self, request: Request) -> None:
        """Lead somewhere else."""
        self._request = request

    def _go(self) -> None:
        self._desk.go(self._request)
