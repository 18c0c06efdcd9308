"""Undo and redo by name: what was done is pushed already done; the stack is emptied on lock."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from vault.domain.changes import Changes
from vault.ui.session import Deed, Session

_MOST = 100


class Undo(QObject):
    """Keeps deeds and takes them back; the next one starts when the last has come home."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(_MOST)
        session.done.connect(self._push)

    def clear(self) -> None:
        """Forget every deed; later ones come back as versions from the history."""
        self.stack.clear()

    def _push(self, deed: Deed) -> None:
        self.stack.push(_Done(deed, self._session, self))


class _Done(QUndoCommand):
    """A deed on the stack: its first redo is nothing, for it is done."""

    def __init__(self, deed: Deed, session: Session, owner: QObject) -> None:
        super().__init__(deed.text)
        self._session = session
        self._owner = owner
        self._changes = deed.changes
        self._fresh = True

    def redo(self) -> None:
        """Do the deed again; at the push it is done already."""
        if self._fresh:
            self._fresh = False
        else:
            self._take_back()

    def undo(self) -> None:
        """Write the inverse."""
        self._take_back()

    def _take_back(self) -> None:
        self._session.undo(self._changes, self._owner, self._keep)

    def _keep(self, back: Changes) -> None:
        self._changes = back
