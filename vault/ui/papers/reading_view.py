"""A paper and what was read from it, side by side, or below each other where it is narrow."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from vault.domain.record_set import RecordSet
from vault.domain.records.papers import Document
from vault.ui.desk import Desk
from vault.ui.papers.boxes import boxes_of
from vault.ui.papers.checking import CheckedPaper
from vault.ui.papers.filing import Filing
from vault.ui.papers.filing_panel import FilingPanel
from vault.ui.papers.paper_pane import PaperPane
from vault.ui.papers.reading_panel import ReadingPanel
from vault.ui.papers.readings import Readings
from vault.ui.papers.stages import kind_of_paper
from vault.ui.theme.theme import Theme
from vault.ui.widgets.labels import Divider

_SIDE_BY_SIDE, _WIDEST_PANEL = 30, 24
_ANY_WIDTH = 16_777_215  # Qt's QWIDGETSIZE_MAX, which PySide6 does not name


class ReadingView(QWidget):
    """Focusing a box or its field moves both; `filed` carries a Filing."""

    filed = Signal(object)
    later_asked = Signal()

    def __init__(self, desk: Desk, readings: Readings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._readings = desk, readings
        self._document: Document | None = None
        self._paper: CheckedPaper | None = None
        self._records: RecordSet | None = None
        self.pane = PaperPane(desk, self)
        self._stack = QStackedWidget(self)
        self.panel = ReadingPanel(desk, self._stack)
        self._filing: FilingPanel | None = None
        self._stack.addWidget(self.panel)
        self._divider = Divider(vertical=True)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.pane, 43)
        self._box.addWidget(self._divider)
        self._box.addWidget(self._stack, 37)
        self._connect()
        desk.look.follow(self._restyle)

    @property
    def document(self) -> Document | None:
        """The paper in view."""
        return self._document

    @property
    def filing(self) -> FilingPanel:
        """Where it is asked where the paper belongs; made when it is first needed."""
        if self._filing is None:
            self._filing = FilingPanel(self._desk)
            self._filing.filed.connect(self._file)
            self._filing.left.connect(self._back)
            self._stack.addWidget(self._filing)
        return self._filing

    @property
    def is_filing(self) -> bool:
        """Whether it is being asked where the paper belongs."""
        return self._filing is not None and self._stack.currentWidget() is self._filing

    def show_paper(self, document: Document, records: RecordSet) -> None:
        """Show a paper, or the same one as it is known now."""
        held, known = self._document, self._paper
        same = held is not None and held.id == document.id
        self._document, self._records = document, records
        self._paper = self._readings.of(document)
        self._readings.want(document, first=True)
        self.pane.show_paper(document)
        if not same:
            self._stack.setCurrentWidget(self.panel)
            self._arrange()
        self.panel.show_paper(document, self._paper, keep_rows=same and known is not None)
        self._show_boxes()

    @property
    def is_stacked(self) -> bool:
        """Whether paper and fields are below each other."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def ask_where(self) -> None:
        """Ask where the paper belongs."""
        if self._document is None or self._records is None:
            return
        kind = kind_of_paper(self._document, self._paper)
        self._stack.setCurrentWidget(self.filing)
        self._arrange()
        self.filing.open(self._document, kind, self._records)

    def focus_first(self) -> None:
        """Begin to check."""
        (self.filing.finder.setFocus if self.is_filing else self.panel.focus_first)()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _connect(self) -> None:
        panel = self.panel
        panel.fields.current_changed.connect(self._show_boxes)
        panel.fields.changed.connect(self._keep)
        panel.file_asked.connect(self.ask_where)
        panel.later_asked.connect(self.later_asked)
        self.pane.view.box_chosen.connect(panel.fields.focus_field)

    def _keep(self, paper: CheckedPaper) -> None:
        self._paper = paper
        if self._document is not None:
            self._readings.keep(self._document.id, paper)
        self._show_boxes()

    def _show_boxes(self, _number: object = None) -> None:
        fields = () if self._paper is None else self._paper.fields
        self.pane.view.show_boxes(boxes_of(fields, self.panel.fields.current))

    def _back(self) -> None:
        self._stack.setCurrentWidget(self.panel)
        self._arrange()
        self.panel.file.setFocus()

    def _file(self, filing: Filing) -> None:
        self._stack.setCurrentWidget(self.panel)
        self._arrange()
        self.filed.emit(filing)

    def _arrange(self) -> None:
        wide = self.width() >= self._desk.look.theme.px(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if direction is not self._box.direction():
            self._box.setDirection(direction)
            self._divider.turn(vertical=wide)
        self._stack.setMaximumWidth(self._desk.look.theme.px(_WIDEST_PANEL) if wide else _ANY_WIDTH)
        self.pane.setVisible(wide or not self.is_filing)

    def _restyle(self, _theme: Theme) -> None:
        self._arrange()
