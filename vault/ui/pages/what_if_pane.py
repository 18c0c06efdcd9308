"""The days to come, painted with what a visit on each would be found to be, and how long the papers last."""

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from vault.domain.coverage.verdict import Verdict
from vault.services.verdicts.judging import PersonVerdicts
from vault.ui.desk import Desk
from vault.ui.jobs import Lane
from vault.ui.models.what_if_days import WhatIfFacts, blank_days, find_what_if
from vault.ui.navigation import EditRecord
from vault.ui.pages.go_button import GoButton
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import IconButton
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import Label
from vault.ui.widgets.month_model import DayFacts
from vault.ui.widgets.month_view import MonthView
from vault.ui.widgets.verdict_shape import VerdictLabel, VerdictMark

_LEGEND = (Verdict.SUPPORTED, Verdict.AT_RISK, Verdict.UNKNOWN, Verdict.NOT_SUPPORTED)


class WhatIfPane(QWidget):
    """Shows a visit of one service by day; worked out away from the window."""

    looked = Signal(object)
    """The WhatIfFacts, once they are shown."""

    def __init__(
        self,
        desk: Desk,
        judged: PersonVerdicts,
        service: str | None,
        months: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        look, say = desk.look, desk.say
        self._desk = desk
        self._looked: WhatIfFacts | None = None
        self.lasts = Label(look, say.text("The days are being looked at."), Role.STRONG, parent=self)
        self.found = Label(look, tone=Tone.TEXT2, parent=self)
        days = blank_days(judged.course.basis.today)
        self.months = MonthView(look, say, say.text("What if, day by day"), days, months, self)
        self.legend = QWidget(self)
        self._flow = FlowLayout(self.legend)
        for verdict in _LEGEND:
            self._flow.addWidget(VerdictLabel(look, say, verdict, planned=True, parent=self.legend))
        self.mark = VerdictMark(look, say, Verdict.NOT_COUNTED, units=1, parent=self)
        self.day = Label(look, role=Role.STRONG, parent=self)
        self.reason = Label(look, tone=Tone.TEXT2, parent=self)
        self.add = GoButton(
            desk, say.text("Add a visit on this day…"), EditRecord("visit"), icon="calendar-check"
        )
        step = say.count(months, "{n} month earlier", "{n} months earlier")
        self.earlier = IconButton(look, "chevron-left", step, framed=True, parent=self)
        step = say.count(months, "{n} month later", "{n} months later")
        self.later = IconButton(look, "chevron-right", step, framed=True, parent=self)
        self._lay_out()
        self.months.day_changed.connect(self._show_day)
        self.months.chosen.connect(self._add_visit)
        self.earlier.clicked.connect(self.months.turn_back)
        self.later.clicked.connect(self.months.turn_on)
        look.follow(self._restyle)
        self._show_day(days[0])
        snapshot = desk.session.snapshot
        due = () if snapshot is None else snapshot.due
        work = partial(find_what_if, judged, due, service, say)
        desk.jobs.run(Lane.POOL, work, self, self._show)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.day)
        words.addWidget(self.reason)
        self._row, self._steps = QHBoxLayout(), QHBoxLayout()
        self._row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._steps.addWidget(self.legend, 1, Qt.AlignmentFlag.AlignVCenter)
        for part in (self.earlier, self.later):
            self._steps.addWidget(part)
        for text in (self.lasts, self.found):
            self._column.addWidget(text)
        for row in (self._row, foot, self._steps):
            self._column.addLayout(row)
        self._column.addWidget(self.months)
        self.found.hide()

    def _show(self, facts: WhatIfFacts) -> None:
        self._looked = facts
        self.lasts.setText(facts.lasts)
        self.found.setText(facts.found)
        self.found.setVisible(bool(facts.found))
        self.months.show_days(facts.days)
        self.looked.emit(facts)

    def _show_day(self, facts: DayFacts) -> None:
        self.mark.setVisible(facts.verdict is not None)
        if facts.verdict is not None:
            self.mark.set_verdict(facts.verdict, planned=True)
        day = self._desk.say.date(facts.day)
        self.day.setText(f"{day}: {facts.words}" if facts.words else day)
        self.reason.setText(facts.reason)
        self.add.lead_to(self._request(facts.day))
        self.earlier.setEnabled(self.months.can_turn_back)
        self.later.setEnabled(self.months.can_turn_on)
        if self.months.hasFocus():
            self._bring_into_view()

    def _bring_into_view(self) -> None:
        """Scroll the page to the day the keyboard is on."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inner = None if above is None else above.widget()
        if above is not None and inner is not None:
            place = self.months.visualRect(self.months.currentIndex())
            at = self.months.viewport().mapTo(inner, place.center())
            above.ensureVisible(0, at.y(), 0, 2 * place.height())

    def _add_visit(self, day: dt.date) -> None:
        self._desk.go(self._request(day))

    def _request(self, day: dt.date) -> EditRecord:
        preset = {"date": day.isoformat()}
        if self._looked is not None:
            supposed = self._looked.supposed
            preset |= {"person": supposed.person, "service": supposed.service}
            if supposed.provider is not None:
                preset["provider"] = supposed.provider
        return EditRecord("visit", preset=preset)

    def _restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(0.6))
        self._row.setSpacing(theme.px(0.6))
        self._steps.setSpacing(theme.px(0.4))
        self._flow.set_gaps(theme.px(1.2), theme.px(0.3))
