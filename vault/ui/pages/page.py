"""What all pages have in common: they are made from a snapshot and say what the navigation shows of them."""

from PySide6.QtWidgets import QWidget

from vault.domain.errors import BugError
from vault.open_vault import Snapshot
from vault.ui.desk import Desk
from vault.ui.theme.metrics import Breadth


class Page(QWidget):
    """One page of the window. A subclass builds its parts once and fills them in `show_snapshot`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Fill the page from a new state; called only while the page is shown or about to be."""
        raise BugError(f"{type(self).__name__} shows nothing of {snapshot.today}")

    def set_breadth(self, breadth: Breadth) -> None:
        """Take the arrangement for a narrow, normal or wide window; called before the first show."""

    def record_in_view(self) -> tuple[str, str] | None:
        """Return kind and id of the record that dropped papers belong to, None when there is none."""
        return None
