"""The card of the next visit: when, by which papers it is supported, and the three counters."""

import datetime as dt

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.domain.coverage.verdict import Finding, Verdict
from vault.domain.records.people import Provider
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.visit import Service, Visit
from vault.domain.today import NextVisit
from vault.services.verdicts.judging import PersonVerdicts
from vault.services.wording.catalogue import Wording
from vault.services.wording.titles import title_of
from vault.services.wording.verdicts import hit_sentence, verdict_heading
from vault.ui.desk import Desk
from vault.ui.navigation import EditRecord, ShowRecord
from vault.ui.pages.counter_titles import counter_facts
from vault.ui.theme.fonts import Role
from vault.ui.theme.theme import Theme
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.buttons import Button
from vault.ui.widgets.card import SplitCard
from vault.ui.widgets.counters import CounterRows
from vault.ui.widgets.empty_state import EmptyState
from vault.ui.widgets.labels import Label
from vault.ui.widgets.link_label import Link, LinkedText
from vault.ui.widgets.verdict_shape import VerdictMark

_STACK_BELOW = 46


def next_visit_card(desk: Desk, judged: PersonVerdicts, coming: NextVisit | None, today: dt.date) -> QWidget:
    """Return the card, or what to do when no visit is planned."""
    if coming is None:
        return _no_visit(desk)
    counters = counter_facts(
        judged, coming.verdict.forecast or coming.verdict.finding, coming.visit, desk.say
    )
    pane = _VisitPane(desk, judged, coming, today)
    if not counters:
        return SplitCard(desk.look, (pane,), (1,), stack_below=_STACK_BELOW)
    rows = CounterRows(desk.look, desk.say, counters)
    return SplitCard(desk.look, (pane, rows), (7, 5), stack_below=_STACK_BELOW)


def when(visit: Visit, today: dt.date, say: Wording) -> str:
    """Return when a visit is, in the words of a person: `Tomorrow at 2:30 PM`."""
    days = (visit.date - today).days
    if days == 0:
        day = say.text("Today")
    elif days == 1:
        day = say.text("Tomorrow")
    else:
        day = say.date(visit.date)
    return day if visit.time is None else say.text("{day} at {time}", day=day, time=visit.time)


class _NoVisitButton(Button):
    """Adds the next visit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.look, desk.say.text("Add a visit"), icon="calendar-check")
        self._desk = desk
        self.clicked.connect(self._add)

    def _add(self) -> None:
        self._desk.go(EditRecord("visit", preset={"status": "planned"}))


def _no_visit(desk: Desk) -> QWidget:
    say = desk.say
    return EmptyState(
        desk.look,
        "calendar-days",
        say.text("No visit is planned"),
        say.text("Enter your next visit, and you see at once whether your papers support it."),
        (_NoVisitButton(desk),),
    )


class _VisitPane(QWidget):
    """When the visit is and what the papers say of it."""

    def __init__(self, desk: Desk, judged: PersonVerdicts, coming: NextVisit, today: dt.date) -> None:
        super().__init__()
        look, say = desk.look, desk.say
        self._desk = desk
        finding = coming.verdict.forecast or coming.verdict.finding
        self._column = QVBoxLayout(self)
        self._column.addWidget(Label(look, say.text("Your next visit"), Role.LABEL, Tone.TEXT2))
        self._column.addWidget(Label(look, when(coming.visit, today, say), Role.H2))
        self._column.addWidget(Label(look, _facts(judged, coming.visit, say), tone=Tone.TEXT2))
        self._row = QHBoxLayout()
        self._row.addWidget(VerdictMark(look, say, finding.verdict, planned=False, units=1.6))
        self._words = QVBoxLayout()
        self._words.addWidget(Label(look, verdict_heading(finding.verdict, say), Role.H3))
        reason = LinkedText(look, _reason(judged, finding, say), tone=Tone.TEXT2)
        reason.activated.connect(self._go)
        self._words.addWidget(reason)
        self._row.addLayout(self._words, 1)
        self._column.addLayout(self._row)
        self._column.addStretch(1)
        look.follow(self._restyle)

    def _go(self, target: object) -> None:
        if isinstance(target, ShowRecord):
            self._desk.go(target)

    def _restyle(self, theme: Theme) -> None:
        side = theme.px(1)
        self._column.setContentsMargins(side, theme.px(0.9), side, theme.px(0.9))
        self._column.setSpacing(theme.px(0.2))
        self._row.setContentsMargins(0, theme.px(0.6), 0, 0)
        self._row.setSpacing(theme.px(0.6))
        self._words.setSpacing(theme.px(0.1))


def _facts(judged: PersonVerdicts, visit: Visit, say: Wording) -> str:
    service = judged.records.get(Service, visit.service)
    provider = judged.records.get(Provider, visit.provider)
    facts = [say.date(visit.date)]
    if service is not None:
        facts.append(title_of(service, say))
    if visit.minutes is not None:
        facts.append(say.count(visit.minutes, "{n} minute", "{n} minutes"))
    if provider is not None:
        facts.append(provider.name)
    return " · ".join(facts)


def _reason(judged: PersonVerdicts, finding: Finding, say: Wording) -> list[str | Link]:
    """Return the papers that support the visit as links, or what is in the way."""
    if finding.verdict is not Verdict.SUPPORTED:
        return [" ".join(hit_sentence(hit, say) for hit in finding.hits)]
    papers: list[str | Link] = []
    referral = judged.records.get(Referral, finding.referral)
    authorization = judged.records.get(Authorization, finding.authorization)
    for paper in (referral, authorization):
        if paper is not None:
            kind = "referral" if isinstance(paper, Referral) else "authorization"
            papers += [", " if papers else "", Link(title_of(paper, say), ShowRecord(kind, paper.id))]
    if not papers:
        return [say.text("The policy asks for no other paper.")]
    return [say.text("Shown by") + " ", *papers, "."]
