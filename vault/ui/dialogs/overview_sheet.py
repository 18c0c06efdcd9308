"""The printed page as it is shown: white in every theme, as wide as there is room."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from vault.ui.dialogs.bundle_parts.page_grid import paint_sheet_in
from vault.ui.theme.look import Look

_SHAPE = 1.3


class Sheet(QWidget):
    """One page; blank until it is drawn."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._picture: QPixmap | None = None
        self.setAccessibleName(name)

    @property
    def is_drawn(self) -> bool:
        """Whether the page is in view."""
        return self._picture is not None

    def show_page(self, image: QImage) -> None:
        """Show a page."""
        self._picture = QPixmap.fromImage(image)
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self._tall())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRect(0, 0, self.width(), self._tall())
        paint_sheet_in(painter, place, self._picture, self._look.theme)

    def _tall(self) -> int:
        shape = _SHAPE if self._picture is None else self._picture.height() / self._picture.width()
        return round(self.width() * shape)

    def _fit(self) -> None:
        self.setMinimumHeight(self._tall())
