"""Looks at stored papers that nobody has looked at yet, one by one, behind the person's back."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from vault.domain.errors import NotFoundError, VaultError
from vault.domain.records.papers import Document
from vault.open_vault import OpenVault, Snapshot
from vault.services.documents.inspect import Inspection, inspect
from vault.services.files.sandbox.client import Sandbox
from vault.ui.desk import Desk
from vault.ui.jobs import JobProgress, Lane
from vault.ui.papers.page_images import Loaded, load

_REFRESH_AFTER = 5


def is_looked_at(document: Document) -> bool:
    """Tell whether type and pages of a paper are known, or why they are not."""
    return document.media_type is not None or document.unread_reason is not None


class Looker(QObject):
    """Follows the session: whatever was stored and not looked at, now or in an earlier run, is looked at."""

    changed = Signal()
    """The paper being looked at, or how many wait, is another."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: dict[str, Document] = {}
        self._given_up: set[str] = set()
        self._current: Document | None = None
        self._unshown = 0
        desk.session.changed.connect(self._notice)
        if desk.session.snapshot is not None:
            self._notice(desk.session.snapshot)

    @property
    def current(self) -> str | None:
        """The id of the paper that is being looked at."""
        return None if self._current is None else self._current.id

    @property
    def waiting(self) -> int:
        """How many papers are still to be looked at, the current one included."""
        return len(self._waiting) + (self._current is not None)

    def _notice(self, snapshot: Snapshot) -> None:
        for document in snapshot.records.all(Document):
            known = document.id in self._given_up or document.id == self.current
            if not known and not is_looked_at(document):
                self._waiting.setdefault(document.id, document)
        self._next()

    def _next(self) -> None:
        if self._current is not None:
            return
        if not self._waiting:
            self._show()
            self.changed.emit()
            return
        self._current = self._waiting.pop(next(iter(self._waiting)))
        self.changed.emit()
        self._desk.session.read(partial(load, self._current), self, self._inspect, self._give_up)

    def _inspect(self, loaded: Loaded) -> None:
        work = partial(_inspected, self._desk.app.sandbox(), loaded)
        self._desk.jobs.run(Lane.POOL, work, self, self._keep, self._give_up)

    def _keep(self, found: Inspection) -> None:
        if self._current is not None:
            self._desk.session.read(partial(_kept, self._current, found), self, self._done, self._give_up)

    def _done(self, document: Document) -> None:
        self._given_up.add(document.id)  # a snapshot taken before this write must not bring it back
        self._current = None
        self._unshown += 1
        if self._unshown >= _REFRESH_AFTER:
            self._show()
        self._next()

    def _give_up(self, error: VaultError) -> None:
        if self._current is not None:
            self._given_up.add(self._current.id)
        self._current = None
        if not isinstance(error, NotFoundError):
            self._desk.jobs.failed.emit(error)
        self._next()

    def _show(self) -> None:
        if self._unshown:
            self._unshown = 0
            self._desk.session.refresh()


def _inspected(sandbox: Sandbox, loaded: Loaded, _progress: JobProgress) -> Inspection:
    return inspect(sandbox, loaded.content)


def _kept(document: Document, found: Inspection, vault: OpenVault) -> Document:
    return vault.papers.keep_findings(document, found)
