"""The way in for papers: dropped anywhere, pasted or picked; stored safely first, looked at after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from vault.domain.errors import Cancelled, ExitCode, UserError, VaultError
from vault.domain.records.kinds import KINDS
from vault.domain.records.papers import DocumentKind
from vault.open_vault import OpenVault
from vault.services.documents.attach import Arrivals, Stored, Target
from vault.services.wording.catalogue import Wording
from vault.services.wording.titles import record_title
from vault.ui.desk import Desk
from vault.ui.jobs import JobProgress, Lane
from vault.ui.navigation import PickPapers
from vault.ui.papers.arrival_bar import ArrivalBar
from vault.ui.papers.arrival_words import arrival_text, refusal_facts, trouble
from vault.ui.papers.drops import Bringing, DropFilter, brought, png_bytes
from vault.ui.papers.filing import paper_kind
from vault.ui.papers.gathering import Gathered, await_finished, gather
from vault.ui.papers.looker import Looker

POLL_MS = 100

ChooseFiles = Callable[[QWidget, Wording], Sequence[Path]]
"""Lets the person choose files; nothing when they left it."""

InView = Callable[[], tuple[str, str] | None]
"""Kind and id of the record that papers belong to now, None for the inbox."""


def choose_files(parent: QWidget, say: Wording) -> Sequence[Path]:
    """Ask with the system's dialog."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, say.text("Add papers"))
    return [Path(name) for name in chosen]


@dataclass(frozen=True, slots=True)
class _Import:
    """One import: where it goes, and what folders held beside files."""

    target: Target
    passed_over: tuple[str, ...] = ()


class PapersIn(QObject):
    """Brings papers into the vault; one import at a time, the others wait their turn in the store lane."""

    said = Signal(object)
    """A sentence about something done that cannot be undone because nothing changed."""

    def __init__(
        self, desk: Desk, window: QWidget, in_view: InView, *, choose: ChooseFiles = choose_files
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._in_view, self._choose = desk, window, in_view, choose
        self._progress: list[JobProgress] = []
        self._under_way = 0
        self.looker = Looker(desk, self)
        self.bar = ArrivalBar(desk, window)
        self.drops = DropFilter(window)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._show_progress)
        self.drops.over.connect(self._hover)
        self.drops.dropped.connect(self.take)
        self.bar.canceled.connect(self.cancel)
        pasting = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), window)
        pasting.activated.connect(self.paste)  # inputs keep the key for their own texts

    @property
    def busy(self) -> bool:
        """Whether papers are coming in."""
        return self._under_way > 0

    def pick(self, request: object = None) -> None:
        """Let the person choose files, for the record of a PickPapers or the one in view."""
        target = self._asked_target(request) if isinstance(request, PickPapers) else self._target()
        paths = self._choose(self._window, self._desk.say)
        if paths:
            self._take_files(tuple(paths), target)

    def paste(self) -> None:
        """Take files or a picture from the clipboard."""
        papers = brought(QGuiApplication.clipboard().mimeData())
        if papers.is_empty:
            self.said.emit(self._desk.say.text("There is no file and no picture on the clipboard."))
        else:
            self.take(papers)

    def take(self, papers: Bringing) -> None:
        """Take what was dropped or pasted."""
        if papers.elsewhere:
            self.bar.say_error(trouble("elsewhere", self._desk.say))
        if papers.paths:
            self._take_files(papers.paths, self._target())
        elif papers.image is not None:
            self._take_picture(papers.image, self._target())

    def cancel(self) -> None:
        """Stop every import that is under way; nothing of it is stored."""
        for progress in self._progress:
            progress.cancel()

    def _target(self) -> Target:
        record = self._in_view()
        if record is None:
            return Target(DocumentKind.OTHER, self._person())
        kind, record_id = record
        return self._record_target(kind, record_id, paper_kind(kind))

    def _asked_target(self, request: PickPapers) -> Target:
        asked = DocumentKind(request.document_kind) if request.document_kind else DocumentKind.OTHER
        if request.kind is not None and request.id is not None:
            return self._record_target(request.kind, request.id, paper_kind(request.kind, asked))
        at_hand = self._target()
        return at_hand if asked is DocumentKind.OTHER else Target(asked, at_hand.person, at_hand.link)

    def _record_target(self, kind: str, record_id: str, document_kind: DocumentKind) -> Target:
        snapshot = self._desk.session.snapshot
        record = None if snapshot is None else snapshot.records.get(KINDS[kind], record_id)
        person = record_id if kind == "person" else getattr(record, "person", None)
        return Target(document_kind, person, (kind, record_id))

    def _person(self) -> str | None:
        person = self._desk.session.person
        return None if person is None else person.id

    def _take_files(self, paths: Sequence[Path], target: Target) -> None:
        """Wait in the pool until the files are finished, then store them."""
        self._start(
            self._desk.jobs.run(
                Lane.POOL, partial(_ready, paths), self, partial(self._store, target), self._failed
            )
        )

    def _store(self, target: Target, gathered: Gathered) -> None:
        self._end_one()
        if not gathered.files:
            self.bar.say_error(trouble("nothing", self._desk.say))
            return
        work, then = (
            partial(_stored, gathered.files, target),
            partial(self._arrived, _Import(target, gathered.passed_over)),
        )
        self._start(self._desk.session.long_work(work, self, then, self._failed))

    def _take_picture(self, image: QImage, target: Target) -> None:
        then = partial(self._store_bytes, target)
        self._start(self._desk.jobs.run(Lane.POOL, partial(png_bytes, image), self, then, self._failed))

    def _store_bytes(self, target: Target, content: bytes) -> None:
        self._end_one()
        name = self._desk.say.text("Pasted picture.png")
        work = partial(_stored_bytes, content, name, target)
        then = partial(self._arrived, _Import(target))
        self._start(self._desk.session.long_work(work, self, then, self._failed))

    def _arrived(self, took: _Import, arrivals: Arrivals) -> None:
        self._end_one()
        say = self._desk.say
        text = arrival_text(arrivals, took.passed_over, self._place(took.target), say)
        if arrivals.changes is not None:
            self._desk.session.tell(text, arrivals.changes)
        elif arrivals.stored:
            self.said.emit(text)
        if arrivals.refused:
            self.bar.say_error(refusal_facts(arrivals, say))

    def _failed(self, error: VaultError) -> None:
        self._end_one()
        if isinstance(error, Cancelled):
            self.said.emit(self._desk.say.text("Stopped; none of these papers was stored."))
        else:
            self.bar.say_error(trouble(error, self._desk.say))

    def _place(self, target: Target) -> str | None:
        """Return what the record is called that papers landed on."""
        snapshot = self._desk.session.snapshot
        if target.link is None or snapshot is None:
            return None
        return record_title(snapshot.records, *target.link, self._desk.say)

    def _hover(self, over: object) -> None:
        if self.busy:
            return
        if not over:
            self.bar.end_progress()
            return
        place, say = self._place(self._target()), self._desk.say
        if place is None:
            self.bar.say_landing(say.text("Drop them to add them to the inbox"))
        else:
            self.bar.say_landing(say.text("Drop them to add them to: {record}", record=place))

    def _start(self, progress: JobProgress) -> None:
        self._progress.append(progress)
        self._under_way += 1
        self._poll.start()

    def _end_one(self) -> None:
        self._under_way -= 1
        if not self._under_way:
            self._progress.clear()
            self._poll.stop()
            self.bar.end_progress()

    def _show_progress(self) -> None:
        say, last = self._desk.say, self._progress[-1].last if self._progress else None
        if last is None or last.total == 0:
            self.bar.say_progress(say.text("Storing papers safely"))
        else:
            done = min(last.done + 1, last.total)
            self.bar.say_progress(say.text("Storing paper {n} of {total} safely", n=done, total=last.total))


def _ready(paths: Sequence[Path], progress: JobProgress) -> Gathered:
    gathered = gather(paths)
    if gathered.files:
        await_finished(gathered.files, progress)
    return gathered


def _stored(files: Sequence[Path], target: Target, vault: OpenVault, progress: JobProgress) -> Arrivals:
    return vault.papers.attach_files(files, target, progress)


def _stored_bytes(
    content: bytes, name: str, target: Target, vault: OpenVault, progress: JobProgress
) -> Arrivals:
    if not content:
        raise UserError("file_empty", ExitCode.FILE_UNREADABLE, file=name)
    progress.step(0, 1, "papers")
    attached = vault.papers.attach_bytes(content, name, target)
    return Arrivals((Stored(name, attached.document, attached.new),), attached.changes)
