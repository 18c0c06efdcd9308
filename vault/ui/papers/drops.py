"""What a drop or the clipboard holds, as far as it is papers."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QWidget

from vault.ui.jobs import JobProgress


@dataclass(frozen=True, slots=True)
class Bringing:
    """Local files and folders, a picture without a file, and how many things lie elsewhere."""

    paths: tuple[Path, ...] = ()
    image: QImage | None = None
    elsewhere: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take or to refuse."""
        return not self.paths and self.image is None and not self.elsewhere


def brought(mime: QMimeData) -> Bringing:
    """Return the papers among dropped or copied things; a text alone is none."""
    urls = mime.urls() if mime.hasUrls() else []
    paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    image = mime.imageData() if mime.hasImage() and not paths else None
    picture = image if isinstance(image, QImage) and not image.isNull() else None
    return Bringing(paths, picture, 0 if picture is not None else len(urls) - len(paths))


def png_bytes(image: QImage, _progress: JobProgress) -> bytes:
    """Return a picture as a PNG file's bytes, made in memory; in the pool, for it takes a while."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt takes a name
    return bytes(buffer.data().data())


class DropFilter(QObject):
    """Takes papers dropped anywhere on a window, before any widget in it sees them."""

    over = Signal(object)
    """True while papers hang over the window."""

    dropped = Signal(object)
    """A Bringing."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._follow_handle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() is QEvent.Type.Show:
            self._follow_handle()
        if event.type() is QEvent.Type.DragLeave:
            self.over.emit(False)  # noqa: FBT003 - the signal's value
        return isinstance(event, QDropEvent) and self._take(event)

    def _take(self, event: QDropEvent) -> bool:
        papers = brought(event.mimeData())
        if papers.is_empty:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)  # the person's files stay where they are
        event.accept()
        done = event.type() is QEvent.Type.Drop
        self.over.emit(not done)
        if done:
            self.dropped.emit(papers)
        return True

    def _follow_handle(self) -> None:
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
