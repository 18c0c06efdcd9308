"""A section of the settings: one scrolling page of cards."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from vault.open_vault import Snapshot
from vault.ui.desk import Desk
from vault.ui.theme.fonts import Role
from vault.ui.widgets.labels import Label
from vault.ui.widgets.page import PageBody


class Section(PageBody):
    """The heading and the cards of one section; `arrived` is called when it comes into view."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk.look, title)
        self.desk = desk
        self.add(Label(desk.look, title, Role.H2))

    def arrived(self, snapshot: Snapshot | None) -> None:
        """Fill what changes by itself; called when the section is shown and after each write."""

    def may_leave(self) -> bool:
        """Tell whether the section can be left; one that holds something unsaved asks about it instead."""
        return True

    def save_draft(self, done: Callable[[], None]) -> None:
        """Keep what is typed and not saved; `done` is called when it is safe."""
        done()

    def add_card(self, card: QWidget, *, gap: float = 0.4) -> None:
        """Add a card."""
        self.add(card, gap=gap)
