"""The days to come, painted with what a visit on each would be found to be, and how long the papers last."""

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.domain.coverage.verdict import Verdict
from vault.services.verdicts.judging import PersonVerdicts
from vault.ui.desk import Desk
from vault.ui.jobs import Lane
from vault.ui.models.what_if_days import WhatIfFacts, blank_days, find_what_if, supposed_of
from vault.ui.navigation import EditRecord
from vault.ui.pages.go_button import GoButton
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.flow_layout import FlowLayout
from vault.ui.widgets.labels import Label
from vault.ui.widgets.month_model import DayFacts
from vault.ui.widgets.month_view import MonthView
from vault.ui.widgets.verdict_shape import VerdictLabel, VerdictMark

_LEGEND = (Verdict.SUPPORTED, Verdict.AT_RISK, Verdict.UNKNOWN, Verdict.NOT_SUPPORTED)


class WhatIfPane(QWidget):
    """Shows a visit of one service by day; worked out away from the window."""

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
        self._desk, self._judged = desk, judged
        self._supposed = supposed_of(judged, service)
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
        self._lay_out()
        self.months.day_changed.connect(self._show_day)
        self.months.chosen.connect(self._add_visit)
        look.follow(self._restyle)
        self.show_of(judged, service)

    def show_of(self, judged: PersonVerdicts, service: str | None) -> None:
        """Look at the days anew: for another state, person or service."""
        self._judged, self._supposed = judged, supposed_of(judged, service)
        if self.months.day is None or judged.course.basis.today != self.months.today:
            self.months.show_days(blank_days(judged.course.basis.today))
        elif self.months.day is not None:
            self._show_day(self.months.day)
        work = partial(find_what_if, judged, self._supposed, self._desk.say)
        self._desk.jobs.run(Lane.POOL, work, self, self._show)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.lasts, self.found, self.months, self.legend):
            self._column.addWidget(part)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.day)
        words.addWidget(self.reason)
        self._row = QHBoxLayout()
        self._row.addWidget(self.mark)
        self._row.addLayout(words, 1)
        self._column.addLayout(self._row)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.add)
        self._foot.addStretch(1)
        self._column.addLayout(self._foot)
        self.found.hide()
        self.mark.hide()

    def _show(self, facts: WhatIfFacts) -> None:
        if facts.course is not self._judged.course or facts.supposed != self._supposed:
            return
        self.lasts.setText(facts.lasts)
        self.found.setText(facts.found)
        self.found.setVisible(bool(facts.found))
        self.months.show_days(facts.days)

    def _show_day(self, facts: DayFacts) -> None:
        self.mark.setVisible(facts.verdict is not None)
        if facts.verdict is not None:
            self.mark.set_verdict(facts.verdict, planned=True)
        day = self._desk.say.date(facts.day)
        self.day.setText(f"{day}: {facts.words}" if facts.words else day)
        self.reason.setText(facts.reason)
        self.reason.setVisible(bool(facts.reason))
        self.add.lead_to(self._request(facts.day))

    def _add_visit(self, day: dt.date) -> None:
        self._desk.go(self._request(day))

    def _request(self, day: dt.date) -> EditRecord:
        preset: dict[str, str] = {"date": day.isoformat(), "service": self._supposed.service}
        if self._supposed.provider is not None:
            preset["provider"] = self._supposed.provider
        return EditRecord("visit", preset=preset | {"person": self._supposed.person})

    def _restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.px(0.6))
        self._row.setSpacing(theme.px(0.6))
        self._flow.set_gaps(theme.px(1.2), theme.px(0.3))
