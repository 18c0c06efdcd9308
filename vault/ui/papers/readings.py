"""What papers seem to say: read in the sealed process one by one, kept while the window is open."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from vault.domain.errors import VaultError
from vault.domain.records.papers import Document
from vault.services.documents.read import PaperReading, read_document
from vault.services.files.sandbox.client import Sandbox
from vault.ui.desk import Desk
from vault.ui.jobs import JobProgress, Lane
from vault.ui.papers.checking import CheckedPaper, checked_paper
from vault.ui.papers.page_images import Loaded, load


@dataclass(frozen=True, slots=True)
class _Read:
    document: str
    reading: PaperReading


class Readings(QObject):
    """The fields of papers and what the person has said of them."""

    arrived = Signal(object)
    """The id of the paper whose fields are known now."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._papers: dict[str, CheckedPaper] = {}
        self._wishes: dict[str, Document] = {}
        self._reading: str | None = None

    def of(self, document: Document) -> CheckedPaper | None:
        """Return the fields of a paper, None while they are not known; what has no text has no fields."""
        if document.id in self._papers:
            return self._papers[document.id]
        return None if document.has_text_layer else CheckedPaper(None, ())

    def keep(self, document_id: str, paper: CheckedPaper) -> None:
        """Keep what the person said of a paper's fields."""
        self._papers[document_id] = paper

    def want(self, document: Document, *, first: bool = False) -> None:
        """Have a paper read; `first` puts it before all that wait."""
        if not document.has_text_layer or document.id in self._papers or document.id == self._reading:
            return
        others = {key: each for key, each in self._wishes.items() if key != document.id}
        self._wishes = {document.id: document} | others if first else others | {document.id: document}
        self._next()

    def _next(self) -> None:
        if self._reading is not None or not self._wishes:
            return
        self._reading = next(iter(self._wishes))
        document = self._wishes.pop(self._reading)
        self._desk.session.read(partial(load, document), self, self._read, self._failed)

    def _read(self, loaded: Loaded) -> None:
        work = partial(_read, self._desk.app.sandbox(), loaded)
        self._desk.jobs.run(Lane.POOL, work, self, self._take, self._failed)

    def _take(self, read: _Read) -> None:
        self._reading = None
        self._papers.setdefault(read.document, checked_paper(read.reading.kind, read.reading.fields))
        self.arrived.emit(read.document)
        self._next()

    def _failed(self, _error: VaultError) -> None:
        """Leave a paper that cannot be read to be filed by hand; looking at it says why."""
        document, self._reading = self._reading, None
        if document is not None:
            self._papers[document] = CheckedPaper(None, ())
            self.arrived.emit(document)
        self._next()


def _read(sandbox: Sandbox, loaded: Loaded, _progress: JobProgress) -> _Read:
    return _Read(loaded.document, read_document(sandbox, loaded.content))
