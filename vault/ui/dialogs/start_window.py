"""The small window before a vault is open: unlock one, choose another, or read that it is gone."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from vault.services.wording.catalogue import Wording
from vault.ui.dialogs.parts import Foot
from vault.ui.theme.look import Look
from vault.ui.theme.theme import Theme

_WIDTH, _LEAST_HEIGHT = 24, 16


class StartWindow(QWidget):
    """Shows one page at a time, as tall as the page needs and the screen allows."""

    painted = Signal()
    """Comes once, when the first picture is there: the time for everything slow."""

    closed = Signal()
    """The person closed the window."""

    chosen = Signal(str)
    """The folder the person picked."""

    def __init__(self, look: Look, say: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._say = look, say
        self._painted = False
        self._page: QWidget | None = None
        self._foot: Foot | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._area, 1)
        self.setWindowTitle("Referral Vault")
        look.follow(self._restyle)

    @property
    def page(self) -> QWidget | None:
        """The page in view."""
        return self._page

    @property
    def foot(self) -> Foot | None:
        """The card at the foot, if there is one."""
        return self._foot

    def show_page(self, page: QWidget) -> None:
        """Show a page instead of the one before, which is gone then."""
        old, self._page = self._page, page
        if old is not None:
            old.removeEventFilter(self)
        page.setProperty("look", "page")
        self._area.setWidget(page)
        page.setAutoFillBackground(False)
        page.installEventFilter(self)
        self.fit()
        page.setFocus()

    def set_foot(self, foot: Foot) -> None:
        """Show a card at the foot."""
        self._foot = foot
        self._column.addWidget(foot)

    def ask_folder(self, title: str) -> None:
        """Let the person pick a folder; `chosen` follows."""
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.chosen)
        dialog.open()

    @Slot()
    def fit(self) -> None:
        """Be as tall as the page wants to be."""
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        px = self._look.theme.px
        width, height = px(_WIDTH), px(_LEAST_HEIGHT)
        if self._page is not None:
            layout = self._page.layout()
            if layout is not None:
                layout.activate()
                least = max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
                height = max(px(_LEAST_HEIGHT), least)
        if self._foot is not None:
            height += self._foot.heightForWidth(width)
        room = self.screen().availableGeometry()
        return QSize(min(width, room.width()), min(height, room.height()))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self._page:
            self.fit()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
        if self._page is not None:
            self._page.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def _restyle(self, _theme: Theme) -> None:
        if self.isVisible():
            self.fit()
