"""One page of the bundle, as wide as there is room."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from vault.ui.desk import Desk
from vault.ui.dialogs.bundle_parts.page_grid import paint_sheet_in
from vault.ui.dialogs.bundle_parts.page_pictures import PagePictures
from vault.ui.theme.look import Look
from vault.ui.theme.metrics import RING
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import IconButton
from vault.ui.widgets.labels import Label
from vault.ui.widgets.painting import rounded

_STEP = 64
_SHAPE = 1.3
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class _Sheet(QWidget):
    """The page itself."""

    def __init__(self, look: Look, pictures: PagePictures) -> None:
        super().__init__()
        self._look, self._pictures = look, pictures
        self.page = 1
        pictures.arrived.connect(self._arrived)

    def sizeHint(self) -> QSize:
        pixmap = self._pictures.any_pixmap(self.page)
        shape = _SHAPE if pixmap is None else pixmap.height() / pixmap.width()
        return QSize(self.width(), round(self.width() * shape))

    def fit(self, width: int) -> None:
        """Be this wide and as high as the page then is."""
        self.resize(width, self.height())
        self.setFixedSize(width, self.sizeHint().height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        width = round(self.width() * self.devicePixelRatioF())
        wanted = max(_STEP, width // _STEP * _STEP)
        pixmap = self._pictures.pixmap(self.page, wanted) or self._pictures.any_pixmap(self.page)
        paint_sheet_in(painter, self.rect(), pixmap, self._look.theme)

    def _arrived(self, page: int) -> None:
        if page == self.page:
            self.setMinimumSize(0, 0)
            self.fit(self.width())


class _Scroll(QScrollArea):
    """Scrolls the page; Left and Right turn it; `turned` carries the step."""

    turned = Signal(int)

    def __init__(self, look: Look, sheet: _Sheet) -> None:
        super().__init__()
        self._look = look
        self._sheet = sheet
        self.setWidget(sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sheet.fit(self.viewport().width() - 2 * RING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _KEYS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(step)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            color = self._look.theme.color(Tone.LINK)
            rounded(painter, QRect(self.viewport().rect()).toRectF(), RING, edge=color, width=RING)


class OnePage(QWidget):
    """A page with its number and the way to its neighbors; `turned` carries the page now in view."""

    turned = Signal(int)

    def __init__(self, desk: Desk, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = desk.say
        self._total = 0
        self._sheet = _Sheet(desk.look, pictures)
        self.view = _Scroll(desk.look, self._sheet)
        self._back = IconButton(desk.look, "chevron-left", desk.say.text("Previous page"))
        self._on = IconButton(desk.look, "chevron-right", desk.say.text("Next page"))
        self._number = Label(desk.look, wrap=False)
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        for part in (self._back, self._number, self._on):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.view, 1)
        self._column.addLayout(self._row)
        self._back.clicked.connect(self._turn_back)
        self._on.clicked.connect(self._turn_on)
        self.view.turned.connect(self._turn)
        desk.look.follow(self._restyle)

    @property
    def page(self) -> int:
        """The page in view, from 1."""
        return self._sheet.page

    def show_page(self, page: int, total: int) -> None:
        """Show a page of a file of so many pages."""
        self._sheet.page, self._total = page, total
        text = self._say.text("Page {n} of {total}", n=page, total=total)
        self._number.setText(text)
        self.view.setAccessibleName(text)
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < total)
        self._sheet.fit(self.view.viewport().width() - 2 * RING)
        self.view.verticalScrollBar().setValue(0)

    def _turn(self, step: int) -> None:
        page = min(max(self.page + step, 1), self._total)
        if page != self.page:
            self.show_page(page, self._total)
            self.turned.emit(page)

    def _turn_back(self) -> None:
        self._turn(-1)

    def _turn_on(self) -> None:
        self._turn(1)

    def _restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(0.3))
        self._row.setSpacing(theme.px(0.6))
