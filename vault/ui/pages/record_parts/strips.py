"""The line of time of a record: papers, visits and today, the days in view chosen to hold them."""

import datetime as dt

from PySide6.QtWidgets import QWidget

from vault.domain.period import DateRange, add_days
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.visit import Visit
from vault.ui.models.facts import finding_of
from vault.ui.navigation import ShowRecord
from vault.ui.pages.record_parts.gap_strip import Gap, GapStrip
from vault.ui.pages.record_parts.room import RecordRoom, is_planned
from vault.ui.widgets.card import Card
from vault.ui.widgets.strip_model import StripBar, StripFacts, StripVisit

_MARGIN = 14
_OPEN_DAYS = 90
_AROUND = 60


class StripCard(Card):
    """A strip in a card; what is opened in it is shown."""

    def __init__(self, room: RecordRoom, facts: StripFacts, gap: Gap | None = None) -> None:
        super().__init__(room.look, padded=False)
        self._room = room
        self.strip = GapStrip(room.look, room.say, room.say.text("Validity and visits"), facts, gap)
        self.strip.opened.connect(self._open)
        self.column.addWidget(self.strip)

    def _open(self, key: object) -> None:
        kind, _, record = str(key).partition(":")
        if record != self._room.record.id:
            self._room.desk.go(ShowRecord(kind, record))


def paper_strip(
    room: RecordRoom, papers: list[Referral | Authorization], visits: list[Visit]
) -> QWidget | None:
    """Return the strip of papers with the visits on them."""
    bars = [bar for paper in papers if (bar := _bar(room, paper)) is not None]
    if not bars:
        return None
    days = [day for bar in bars for day in (bar.days.start, bar.days.end) if day is not None]
    days += [visit.date for visit in visits]
    first, last = add_days(min(days), -_MARGIN), add_days(max(days), _MARGIN)
    if any(bar.days.end is None for bar in bars):
        last = max(last, add_days(room.today, _OPEN_DAYS))
    return StripCard(room, _facts(room, bars, visits, first, last))


def visit_strip(room: RecordRoom, visit: Visit, paper: Referral | Authorization | None) -> StripCard | None:
    """Return the strip around a visit: the paper nearest to it, its other visits, and the gap between."""
    bar = None if paper is None else _bar(room, paper)
    if bar is None:
        return None
    gap = _gap(bar.days, visit)
    edge = gap.paper_day if gap is not None else visit.date
    first = add_days(min(visit.date, edge), -_AROUND)
    last = add_days(max(visit.date, edge), _MARGIN * 2)
    near = [
        each
        for each in room.records.all(Visit)
        if first <= each.date <= last and each.service == visit.service
    ]
    return StripCard(room, _facts(room, [bar], near, first, last), gap)


def _gap(days: DateRange, visit: Visit) -> Gap | None:
    """Return how far a visit is from the paper's days, None when it is within."""
    if days.end is not None and visit.date > days.end:
        return Gap(f"visit:{visit.id}", days.end, visit.date, (visit.date - days.end).days)
    if days.start is not None and visit.date < days.start:
        return Gap(f"visit:{visit.id}", days.start, visit.date, (days.start - visit.date).days)
    return None


def _facts(
    room: RecordRoom, bars: list[StripBar], visits: list[Visit], first: dt.date, last: dt.date
) -> StripFacts:
    shown = tuple(each for visit in visits if (each := _visit(room, visit)) is not None)
    return StripFacts(tuple(bars), shown, room.say.text("Visits"), room.today, first, last)


def _visit(room: RecordRoom, visit: Visit) -> StripVisit | None:
    verdict = room.verdict_of(visit.id)
    if verdict is None:
        return None
    return StripVisit(f"visit:{visit.id}", visit.date, finding_of(verdict).verdict, is_planned(visit))


def _bar(room: RecordRoom, paper: Referral | Authorization) -> StripBar | None:
    say = room.say
    if isinstance(paper, Referral):
        days = DateRange(paper.valid_from or paper.authored_on, paper.valid_until)
        lane, key = say.text("Referral"), f"referral:{paper.id}"
        ordered = paper.visits
    else:
        days = DateRange(paper.start, paper.end)
        lane, key = say.text("Authorization"), f"authorization:{paper.id}"
        ordered = None
    if days.start is None and days.end is None:
        return None
    text = say.date_range(days.start, days.end)
    if ordered is not None:
        words = say.count(ordered, "{n} visit ordered", "{n} visits ordered")
        text = f"{text}, {words}"
    return StripBar(key, lane, text, days)
