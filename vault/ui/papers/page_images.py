"""The pages of one paper as pictures: drawn in the sealed process, a few kept, late ones dropped."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from vault.domain.errors import VaultError
from vault.domain.records.papers import Document
from vault.open_vault import OpenVault
from vault.services.documents.preview import WIDEST, Picture, render
from vault.services.files.sandbox.client import Sandbox
from vault.ui.desk import Desk
from vault.ui.jobs import JobProgress, Lane

_KEPT = 6
_STEP = 128
_MOST_PIXELS = 24_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """A paper's bytes, as they came in."""

    document: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PageImage:
    """Page `page` (from 1) of a paper, drawn for a width of `wanted` pixels."""

    document: str
    page: int
    wanted: int
    image: QImage


class PageImages(QObject):
    """Draws the pages of one paper at a time; only the newest wish is kept while one is being drawn."""

    ready = Signal(object)
    """A PageImage."""

    failed = Signal(object)
    """The VaultError that keeps a page from being shown."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._document: str | None = None
        self._content: bytes | None = None
        self._shape = 1.5
        self._kept: OrderedDict[tuple[int, int], PageImage] = OrderedDict()
        self._wish: tuple[int, int] | None = None
        self._drawing = False

    def open(self, document: Document | None) -> None:
        """Take another paper; None lets go of the last one."""
        self._document = None if document is None else document.id
        self._content, self._wish = None, None
        self._kept.clear()
        if document is not None:
            self._desk.session.read(partial(load, document), self, self._loaded, self._refused)

    def ask(self, page: int, width: int) -> None:
        """Want a page about this many pixels wide; `ready` follows, at once when it is kept."""
        key = (page, self._allowed(width))
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            self._wish = None
            self.ready.emit(kept)
            return
        self._wish = key
        self._draw()

    def _allowed(self, width: int) -> int:
        most = min(WIDEST, int((_MOST_PIXELS / self._shape) ** 0.5))
        return max(_STEP, min(most, -(-width // _STEP) * _STEP))

    def _loaded(self, loaded: Loaded) -> None:
        if loaded.document == self._document:
            self._content = loaded.content
            self._draw()

    def _draw(self) -> None:
        if self._drawing or self._wish is None or self._content is None or self._document is None:
            return
        self._drawing = True
        page, width = self._wish
        work = partial(draw, self._desk.app.sandbox(), Loaded(self._document, self._content), page, width)
        self._desk.jobs.run(Lane.POOL, work, self, self._drawn, partial(self._not_drawn, self._document))

    def _drawn(self, drawn: PageImage) -> None:
        self._drawing = False
        if drawn.document == self._document:
            self._shape = drawn.image.height() / drawn.image.width()
            self._kept[drawn.page, drawn.wanted] = drawn
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            if self._wish == (drawn.page, drawn.wanted):
                self._wish = None
                self.ready.emit(drawn)
        self._draw()

    def _not_drawn(self, document: str, error: VaultError) -> None:
        self._drawing = False
        if document == self._document:
            self._wish = None
            self.failed.emit(error)
        self._draw()

    def _refused(self, error: VaultError) -> None:
        if self._content is None:
            self.failed.emit(error)


def load(document: Document, vault: OpenVault) -> Loaded:
    """Take a paper's bytes out of the vault, in the store lane."""
    return Loaded(document.id, vault.papers.content(document))


def draw(
    sandbox: Sandbox, loaded: Loaded, page: int, width: int, _progress: JobProgress | None = None
) -> PageImage:
    """Draw a page in the sealed process, in the pool."""
    return PageImage(loaded.document, page, width, as_image(render(sandbox, loaded.content, page, width)))


def as_image(picture: Picture) -> QImage:
    """Return an image that holds its own pixels."""
    width, height = picture.width, picture.height
    image = QImage(picture.rgb, width, height, 3 * width, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)
