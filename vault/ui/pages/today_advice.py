"""The quiet row of Today that tells of a visit better charged to another referral."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.domain.coverage.pin_advice import Advice
from vault.services.verdicts.judging import PersonVerdicts
from vault.services.wording.what_if import advised_gain, advised_pins
from vault.ui.desk import Desk
from vault.ui.pages.pinning import PinButton
from vault.ui.pages.today_section import TodaySection
from vault.ui.theme.theme import Theme
from vault.ui.widgets.card import ListCard
from vault.ui.widgets.section import SectionHead
from vault.ui.widgets.today_row import RowColumns, RowFacts, TodayRow

_LATER_MS = 1000
"""How long after the page: what is painted first must not wait for what is only better."""


class TodayAdvice(QWidget):
    """Below what needs the person now, unseen until something better was found, away from the window."""

    def __init__(self, desk: Desk, judged: PersonVerdicts, columns: RowColumns, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._judged, self._columns = desk, judged, columns
        self._above: TodaySection | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._search)
        self.hide()
        desk.look.follow(self._restyle)

    def look_for(self, above: TodaySection | None) -> None:
        """Search; the row appears once something is found, under the section of what needs the person now."""
        self._above = above
        self._later.start()

    def _search(self) -> None:
        self._desk.session.advise(self._judged, self, self._show)

    def _show(self, found: tuple[Advice, ...]) -> None:
        if not found:
            return
        look, say, records = self._desk.look, self._desk.say, self._judged.records
        what, why = advised_pins(records, found[0], say), advised_gain(found[0], say)
        button = PinButton(self._desk, records, found[0])
        row = TodayRow(look, say, RowFacts(say.text("Any time"), "", "file-check", what, why), button)
        card = ListCard(look, self)
        card.add_row(row)
        if self._above is None:
            self._column.addWidget(SectionHead(look, say.text("Needs you now")))
        self._column.addWidget(card)
        if self._above is not None and self._above.last_fix is not None:
            QWidget.setTabOrder(self._above.last_fix, button)
        self._columns.take([row])
        self.show()

    def _restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(0.6))
