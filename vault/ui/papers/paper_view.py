"""One page of a paper to look at: zoom, turn, leaf through, boxes on it; white in the dark theme too."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QWidget

from vault.services.documents.text_layer import Box
from vault.ui.desk import Desk
from vault.ui.papers.boxes import PageBox, paint_boxes
from vault.ui.papers.page_images import PageImage, PageImages
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import LIGHT, Tone

PAGE_UNITS = 1000.0
"""The width of a page in the scene, whatever the pixels it is drawn with."""

_LETTER = 11 / 8.5
_ZOOM_STEP, _LEAST_ZOOM, _MOST_ZOOM = 1.25, 0.5, 6.0
_WHEEL_STEP = 120
_READABLE = 19
_QUARTER = 90
_CONTROL = Qt.KeyboardModifier.ControlModifier


class PaperView(QGraphicsView):
    """Shows the page in view; the pictures come from PageImages when they are drawn."""

    moved = Signal()
    """Another page, zoom or turn is in view."""

    box_chosen = Signal(object)
    """The number of the box that was clicked, or moved to by Ctrl+Up and Ctrl+Down."""

    def __init__(self, desk: Desk, images: PageImages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._images = desk, images
        self._scene = QGraphicsScene(self)
        self._sheet = (
            QRectF()
        )  # painted, not an item of the scene: PySide forgets those it did not make itself
        self._picture = QGraphicsPixmapItem()
        self._picture.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._scene.addItem(self._picture)
        self._page, self._count, self._turn = 1, 1, 0
        self._zoom: float | None = None
        self._boxes: tuple[PageBox, ...] = ()
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setAcceptDrops(False)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._set_shape(_LETTER)
        images.ready.connect(self._take)
        desk.look.follow(self._restyle)

    @property
    def page(self) -> int:
        """The page in view, from 1."""
        return self._page

    @property
    def count(self) -> int:
        """How many pages the paper has."""
        return self._count

    @property
    def turn(self) -> int:
        """How far the view is turned clockwise, in degrees; the stored paper is as it was."""
        return self._turn

    @property
    def zoom(self) -> float | None:
        """The magnification over the fitting size; None while the page fits."""
        return self._zoom

    def show_paper(self, count: int, page: int = 1) -> None:
        """Begin with a paper of this many pages."""
        self._count, self._turn, self._zoom = max(1, count), 0, None
        self._boxes = ()
        self._picture.setPixmap(QPixmap())
        self._set_shape(_LETTER)
        self._page = min(max(1, page), self._count)
        self._changed()

    def go_to(self, page: int) -> None:
        """Show another page."""
        page = min(max(1, page), self._count)
        if page != self._page:
            self._page = page
            self._picture.setPixmap(QPixmap())
            self._changed()

    def next_page(self) -> None:
        """Show the page after this one."""
        self.go_to(self._page + 1)

    def previous_page(self) -> None:
        """Show the page before this one."""
        self.go_to(self._page - 1)

    def zoom_in(self) -> None:
        """Show it larger."""
        self._zoom_to((self._zoom or 1.0) * _ZOOM_STEP)

    def zoom_out(self) -> None:
        """Show it smaller."""
        self._zoom_to((self._zoom or 1.0) / _ZOOM_STEP)

    def fit(self) -> None:
        """Show the whole page, or its whole width where it would be too small to read."""
        self._zoom = None
        self._changed()

    def rotate_right(self) -> None:
        """Turn the view by a quarter; nothing is stored."""
        self._turn = (self._turn + _QUARTER) % 360
        self._changed()

    def show_boxes(self, boxes: tuple[PageBox, ...]) -> None:
        """Frame fields; the current one is brought into view, on whatever page it is."""
        self._boxes = boxes
        current = next((box for box in boxes if box.current), None)
        if current is not None:
            self.go_to(current.page)
            area = self._in_scene(current.box)
            self.ensureVisible(area, self._desk.look.theme.px(1), self._desk.look.theme.px(1))
        self.viewport().update()

    def place_of(self, box: Box) -> QRect:
        """Return where a box of the page in view lies in the viewport, in pixels."""
        return self.mapFromScene(self._in_scene(box)).boundingRect()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        super().drawBackground(painter, rect)
        painter.fillRect(self._sheet, QColor(LIGHT.card))

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        super().drawForeground(painter, rect)
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self.mapFromScene(self._sheet).boundingRect()
        painter.setPen(QPen(self._desk.look.theme.color(Tone.EDGE), 1))
        painter.drawRect(edge)
        shown = [box for box in self._boxes if box.page == self._page]
        paint_boxes(painter, shown, self.place_of, self._desk.look.theme)
        painter.restore()

    def event(self, event: QEvent) -> bool:
        is_ours = (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._deed(event) is not None
        )
        if is_ours:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self._deed(event)
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & _CONTROL:
            steps = event.angleDelta().y() / _WHEEL_STEP
            self._zoom_to((self._zoom or 1.0) * _ZOOM_STEP**steps)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        margin = self._desk.look.theme.px(0.2)
        for box in self._boxes:
            area = self.place_of(box.box).adjusted(-margin, -margin, margin, margin)
            if box.page == self._page and area.contains(point):
                self.box_chosen.emit(box.number)
                return
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _deed(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key does here, None for keys that are not ours."""
        key = Qt.Key
        if event.modifiers() & _CONTROL:
            return {
                key.Key_Plus: self.zoom_in,
                key.Key_Equal: self.zoom_in,
                key.Key_Minus: self.zoom_out,
                key.Key_0: self.fit,
                key.Key_R: self.rotate_right,
                key.Key_Down: self._next_box,
                key.Key_Up: self._previous_box,
            }.get(Qt.Key(event.key()))
        return {
            key.Key_PageDown: self.next_page,
            key.Key_PageUp: self.previous_page,
            key.Key_Home: self._first_page,
            key.Key_End: self._last_page,
        }.get(Qt.Key(event.key()))

    def _first_page(self) -> None:
        self.go_to(1)

    def _last_page(self) -> None:
        self.go_to(self._count)

    def _next_box(self) -> None:
        self._move_box(1)

    def _previous_box(self) -> None:
        self._move_box(-1)

    def _move_box(self, step: int) -> None:
        if not self._boxes:
            return
        numbers = sorted(box.number for box in self._boxes)
        current = next((box.number for box in self._boxes if box.current), None)
        at = numbers.index(current) + step if current is not None else 0
        self.box_chosen.emit(numbers[at % len(numbers)])

    def _zoom_to(self, zoom: float) -> None:
        self._zoom = min(_MOST_ZOOM, max(_LEAST_ZOOM, zoom))
        self._changed()

    def _set_shape(self, shape: float) -> None:
        """Take the height of a page by its width."""
        area = QRectF(0, 0, PAGE_UNITS, PAGE_UNITS * shape)
        self._sheet = area
        margin = self._desk.look.theme.px(1)
        self._scene.setSceneRect(area.adjusted(-margin, -margin, margin, margin))

    def _in_scene(self, box: Box) -> QRectF:
        x0, y0, x1, y1 = box
        sheet = self._sheet
        corner = QPointF(x0 * sheet.width(), y0 * sheet.height())
        return QRectF(corner, QPointF(x1 * sheet.width(), y1 * sheet.height()))

    def _changed(self) -> None:
        say = self._desk.say
        self.setAccessibleName(say.text("Page {page} of {count}", page=self._page, count=self._count))
        self._arrange()
        self.moved.emit()

    def _arrange(self) -> None:
        """Set zoom and turn, and ask for pixels that suit them."""
        sheet, whole_scene = self._sheet, self._scene.sceneRect()
        across, down = whole_scene.width(), whole_scene.height()
        if self._turn % (2 * _QUARTER):
            across, down = down, across
        size = self.maximumViewportSize()
        wide, whole = max(1, size.width() - 2) / across, max(1, size.height() - 2) / down
        readable = self._desk.look.theme.px(_READABLE) / across
        fitting = min(wide, max(whole, readable))
        scale = fitting * (self._zoom or 1.0)
        self.resetTransform()
        self.rotate(self._turn)
        self.scale(scale, scale)
        self._images.ask(self._page, round(sheet.width() * scale * self.devicePixelRatioF()))

    def _take(self, drawn: PageImage) -> None:
        if drawn.page != self._page:
            return
        pixmap = QPixmap.fromImage(drawn.image)
        shape = pixmap.height() / pixmap.width()
        self._picture.setPixmap(pixmap)
        self._picture.setScale(PAGE_UNITS / pixmap.width())
        if abs(shape * PAGE_UNITS - self._sheet.height()) > 1:
            self._set_shape(shape)
            self._arrange()

    def _restyle(self, theme: Theme) -> None:
        self.setBackgroundBrush(theme.color(Tone.NAV))
        self._arrange()
