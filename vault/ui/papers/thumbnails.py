"""Small pictures of pages for lists and record pages: drawn one after the other, kept, never waited for."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from vault.domain.errors import VaultError
from vault.domain.records.papers import Document
from vault.ui.desk import Desk
from vault.ui.jobs import Lane
from vault.ui.papers.page_images import Loaded, PageImage, draw, load
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import LIGHT, Tone
from vault.ui.widgets.painting import rounded

_KEPT = 200
_DRAWN_WIDTH = 256


@dataclass(frozen=True, slots=True)
class Thumb:
    """Page `page` (from 1) of a paper."""

    document: str
    page: int


class Thumbnails(QObject):
    """Gives small pictures that are there and fetches the others, what was asked for last first."""

    arrived = Signal(object)
    """The Thumb whose picture is there now."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: OrderedDict[Thumb, QPixmap | None] = OrderedDict()
        self._wishes: OrderedDict[Thumb, Document] = OrderedDict()
        self._loaded: Loaded | None = None
        self._fetching: Thumb | None = None

    def pixmap(self, document: Document, page: int = 1) -> QPixmap | None:
        """Return the picture of a page, or None and fetch it; one that cannot be drawn stays None."""
        thumb = Thumb(document.id, page)
        if thumb in self._kept:
            self._kept.move_to_end(thumb)
            return self._kept[thumb]
        if document.unread_reason is None and thumb != self._fetching:
            self._wishes[thumb] = document
            self._wishes.move_to_end(thumb)
            self._fetch()
        return None

    def _fetch(self) -> None:
        if self._fetching is not None or not self._wishes:
            return
        self._fetching, document = self._wishes.popitem()
        if self._loaded is not None and self._loaded.document == document.id:
            self._draw(self._loaded)
        else:
            self._desk.session.read(partial(load, document), self, self._draw, self._not_drawn)

    def _draw(self, loaded: Loaded) -> None:
        self._loaded = loaded
        if self._fetching is not None:
            work = partial(draw, self._desk.app.sandbox(), loaded, self._fetching.page, _DRAWN_WIDTH)
            self._desk.jobs.run(Lane.POOL, work, self, self._drawn, self._not_drawn)

    def _drawn(self, drawn: PageImage) -> None:
        self._keep(drawn.image)

    def _not_drawn(self, _error: VaultError) -> None:
        self._keep(None)

    def _keep(self, image: QImage | None) -> None:
        thumb, self._fetching = self._fetching, None
        if thumb is not None:
            self._kept[thumb] = None if image is None else QPixmap.fromImage(image)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            self.arrived.emit(thumb)
        if not self._wishes:
            self._loaded = None  # no bytes of a paper stay longer than they are needed
        self._fetch()


class ThumbnailLabel(QWidget):
    """The small picture of a paper's first page; white paper in both themes."""

    def __init__(
        self,
        desk: Desk,
        thumbnails: Thumbnails,
        document: Document,
        *,
        units: float = 3,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._thumbnails, self._document, self._units = desk, thumbnails, document, units
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        thumbnails.arrived.connect(self._arrived)
        desk.look.follow(self._restyle)

    def sizeHint(self) -> QSize:
        theme = self._desk.look.theme
        return QSize(theme.px(self._units), theme.px(self._units * 4 / 3))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        paint_sheet(painter, self.rect(), self._thumbnails.pixmap(self._document), self._desk.look.theme)

    def _arrived(self, thumb: Thumb) -> None:
        if thumb.document == self._document.id:
            self.update()

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
        self.update()


def paint_sheet(painter: QPainter, area: QRect, pixmap: QPixmap | None, theme: Theme) -> QRect:
    """Paint a sheet of paper, or an empty one until its picture is there; return where it lies."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if pixmap is None:
        rounded(painter, QRectF(area), 0, fill=theme.color(Tone.SUNKEN), edge=theme.color(Tone.EDGE))
        return area
    size = pixmap.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(area.topLeft(), size)
    place.moveCenter(area.center())
    painter.fillRect(place, LIGHT.card)
    painter.drawPixmap(place, pixmap)
    rounded(painter, QRectF(place), 0, edge=theme.color(Tone.EDGE))
    return place
