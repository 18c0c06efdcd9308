"""Line icons, tinted by the theme when they are painted."""

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from vault.domain.errors import BugError

Tint = Callable[[QIcon.Mode, QIcon.State], QColor]
_APP_ICON = "referral-vault"
_APP_SIZES = (16, 24, 32, 48, 64, 128, 256)
_STROKE = b'stroke-width="1.75"'
_KEPT = 400


class Icons:
    """The icon files of a folder; pixmaps are kept by name, color, size and pixel ratio."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, bytes] = {}
        self._pixmaps: OrderedDict[tuple[str, str, int, float], QPixmap] = OrderedDict()

    def names(self) -> tuple[str, ...]:
        """Return the names of the line icons there are."""
        return tuple(sorted(path.stem for path in (self._folder / "lucide").glob("*.svg")))

    def pixmap(self, name: str, color: QColor, size: int, ratio: float) -> QPixmap:
        """Return a square pixmap of `size` logical pixels in one color."""
        key = (name, color.name(), size, ratio)
        if key in self._pixmaps:
            self._pixmaps.move_to_end(key)
            return self._pixmaps[key]
        source = self._source(name).replace(b"currentColor", color.name().encode())
        pixmap = _render(source, size, ratio)
        self._pixmaps[key] = pixmap
        if len(self._pixmaps) > _KEPT:
            self._pixmaps.popitem(last=False)
        return pixmap

    def paint(self, painter: QPainter, name: str, rect: QRect, color: QColor) -> None:
        """Paint an icon in the middle of a rectangle, as large as fits."""
        size = min(rect.width(), rect.height())
        ratio = painter.device().devicePixelRatio()
        corner = rect.topLeft() + QPoint((rect.width() - size) // 2, (rect.height() - size) // 2)
        painter.drawPixmap(corner, self.pixmap(name, color, size, ratio))

    def icon(self, name: str, tint: Tint) -> QIcon:
        """Return an icon that asks for its color each time it is painted."""
        self._source(name)
        return QIcon(_TintedEngine(self, name, tint))

    def app_mark(self, size: int, ratio: float) -> QPixmap:
        """Return the program's own mark."""
        key = (_APP_ICON, "", size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = _render((self._folder / f"{_APP_ICON}.svg").read_bytes(), size, ratio)
        return self._pixmaps[key]

    def app_icon(self) -> QIcon:
        """Return the program's icon in every size a desktop asks for."""
        icon = QIcon()
        for size in _APP_SIZES:
            icon.addPixmap(self.app_mark(size, 1.0))
        return icon

    def _source(self, name: str) -> bytes:
        if name not in self._sources:
            path = self._folder / "lucide" / f"{name}.svg"
            if not path.is_file():
                raise BugError(f"no icon {name}")
            self._sources[name] = path.read_bytes().replace(b'stroke-width="2"', _STROKE)
        return self._sources[name]


class _TintedEngine(QIconEngine):
    def __init__(self, icons: Icons, name: str, tint: Tint) -> None:
        super().__init__()
        self._icons, self._name, self._tint = icons, name, tint

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        self._icons.paint(painter, self._name, rect, self._tint(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        side = round(min(size.width(), size.height()) / scale)
        return self._icons.pixmap(self._name, self._tint(mode, state), side, scale)

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._icons, self._name, self._tint)


def _render(source: bytes, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(source).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
