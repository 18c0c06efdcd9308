"""The pages of the finished bundle as pictures: drawn in the sealed process, from memory, when looked at."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from vault.domain.errors import VaultError
from vault.ui.desk import Desk
from vault.ui.jobs import Lane
from vault.ui.papers.page_images import Loaded, PageImage, draw

_KEPT = 240


@dataclass(frozen=True, slots=True)
class Wanted:
    """Page `page` (from 1) about `width` pixels wide."""

    page: int
    width: int


class PagePictures(QObject):
    """Gives pictures that are there and fetches the others, what was asked for last first."""

    arrived = Signal(int)
    """The page whose picture is there now."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._file: Loaded | None = None
        self._kept: OrderedDict[Wanted, QPixmap | None] = OrderedDict()
        self._wishes: OrderedDict[Wanted, None] = OrderedDict()
        self._drawing = False

    def open(self, file: Loaded | None) -> None:
        """Take another file; None lets go of the last one and its pictures."""
        self._file = file
        self._kept.clear()
        self._wishes.clear()

    def pixmap(self, page: int, width: int) -> QPixmap | None:
        """Return the picture of a page, or None and fetch it; one that cannot be drawn stays None."""
        wanted = Wanted(page, width)
        if wanted in self._kept:
            self._kept.move_to_end(wanted)
            return self._kept[wanted]
        self._wishes[wanted] = None
        self._wishes.move_to_end(wanted)
        self._draw()
        return None

    def any_pixmap(self, page: int) -> QPixmap | None:
        """Return a picture of a page in whatever size there is one, to show until the right one comes."""
        return next((kept for wanted, kept in self._kept.items() if wanted.page == page and kept), None)

    def _draw(self) -> None:
        if self._drawing or self._file is None or not self._wishes:
            return
        self._drawing = True
        wanted, _ = self._wishes.popitem()
        work = partial(draw, self._desk.app.sandbox(), self._file, wanted.page, wanted.width)
        failed = partial(self._not_drawn, self._file, wanted)
        self._desk.jobs.run(Lane.POOL, work, self, self._drawn, failed)

    def _drawn(self, drawn: PageImage) -> None:
        pixmap = QPixmap.fromImage(drawn.image)
        self._keep(drawn.document, Wanted(drawn.page, drawn.wanted), pixmap)

    def _not_drawn(self, file: Loaded, wanted: Wanted, _error: VaultError) -> None:
        self._keep(file.document, wanted, None)

    def _keep(self, file: str, wanted: Wanted, pixmap: QPixmap | None) -> None:
        self._drawing = False
        if self._file is not None and self._file.document == file:
            self._kept[wanted] = pixmap
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            self.arrived.emit(wanted.page)
        self._draw()
