"""The rows of the side bar as a list model."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from vault.services.wording.catalogue import Wording

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class NavItem:
    """A page the side bar leads to; a new group begins with a hairline above it."""

    key: str
    icon: str
    text: str
    count: int = 0
    begins_group: bool = False
    hint: str = ""


class NavRole(IntEnum):
    """What the delegate asks the model for."""

    ITEM = Qt.ItemDataRole.UserRole + 1


class NavModel(QAbstractListModel):
    """The items of one list of the side bar."""

    def __init__(self, say: Wording, items: Sequence[NavItem], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._items = list(items)
        self.rail = False

    def item(self, row: int) -> NavItem:
        """Return the item of a row."""
        return self._items[row]

    def keys(self) -> tuple[str, ...]:
        """Return the keys in the order of the rows."""
        return tuple(item.key for item in self._items)

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait on a page."""
        row = self.keys().index(key)
        self._items[row] = replace(self._items[row], count=count)
        self._tell(row)

    def set_hint(self, key: str, hint: str) -> None:
        """Show a short fact at the right of a row."""
        row = self.keys().index(key)
        self._items[row] = replace(self._items[row], hint=hint)
        self._tell(row)

    def spoken(self, row: int) -> str:
        """Return the name a screen reader says: `Inbox, 3 waiting`."""
        item = self._items[row]
        parts = [item.text]
        if item.count:
            parts.append(self._say.count(item.count, "{n} waiting", "{n} waiting"))
        if item.hint:
            parts.append(item.hint)
        return ", ".join(parts)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._items[index.row()].text
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(index.row())
            case Qt.ItemDataRole.ToolTipRole:
                return self.spoken(index.row()) if self.rail else None
            case NavRole.ITEM:
                return self._items[index.row()]
        return None

    def _tell(self, row: int) -> None:
        index = self.index(row)
        self.dataChanged.emit(index, index)
